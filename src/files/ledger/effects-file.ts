import {createWriteStream} from 'node:fs'
import {once} from 'node:events'
import {stringify} from 'csv-stringify/sync'
import type {RowEffect} from '../../tasks/ledger/adjust-result.js'
import {fileError} from '../yaml-document.js'

export interface TableFile {
  add(row: readonly (string | number | null)[]): void
  close(): Promise<void>
}

/** Rows gathered before they are turned into text. */
const BLOCK = 500

/** A CSV file written row by row, with these headings. */
export function tableFile(file: string, header: readonly string[]): TableFile {
  const stream = createWriteStream(file)
  let failure: Error | undefined
  stream.on('error', (error) => (failure = fileError(error, file)))
  let rows: (readonly (string | number | null)[])[] = [header]
  const write = (): void => {
    if (rows.length > 0) stream.write(stringify(rows as unknown[][]))
    rows = []
  }
  return {
    add(row) {
      rows.push(row)
      if (rows.length >= BLOCK) write()
    },
    async close() {
      write()
      if (failure === undefined) {
        stream.end()
        await once(stream, 'close').catch(() => undefined)
      }
      if (failure !== undefined) throw failure
    },
  }
}

/** The same rows as text, handed on as they come. */
export function tableLines(lines: (text: string) => void, header: readonly string[]): TableFile {
  lines(stringify([header as unknown[]]))
  return {add: (row) => lines(stringify([row as unknown[]])), close: async () => {}}
}

export const EFFECTS_HEADER = ['line', 'customer', 'account', 'op', 'points', 'status', 'before', 'after', 'moved', 'message']

/** What every row of an adjustment does. */
export function effectsFile(file: string): {add(effect: RowEffect): void; close(): Promise<void>} {
  const table = tableFile(file, EFFECTS_HEADER)
  return {
    add: (e) => table.add([e.line, e.customer, e.account, e.op, e.points, e.status, e.before, e.after, e.moved, e.message]),
    close: table.close,
  }
}
