import {appendFile, mkdir, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {stringify} from 'csv-stringify/sync'
import {RegularsError} from '../base/errors.js'
import {type ExportRow, BALANCE_FIELDS, TRANSFER_FIELDS} from '../tasks/points-export.js'
import {layoutNamed} from './adjustment-layouts.js'
import {tableFile, type TableFile} from './effects-file.js'
import {fileError} from './yaml-document.js'

export interface ExportFile {
  write(row: ExportRow): void
  close(): Promise<void>
}

/** A CSV file in our own columns, or in those of a vendor. `lines`: where the text goes instead of a file. */
export function pointsExportFile(file: string, what: 'balances' | 'transfers', layout: string | undefined,
  lines: ((text: string) => void) | undefined): ExportFile {
  const columns = columnsOf(what, layout)
  const table: TableFile = lines === undefined ? tableFile(file, columns.map(([header]) => header)) : {
    add: (row) => lines(stringify([row as unknown[]])),
    close: async () => {},
  }
  if (lines !== undefined) lines(stringify([columns.map(([header]) => header)]))
  return {write: (row) => table.add(columns.map(([, field]) => (field === null ? '' : (row[field] ?? '')))), close: table.close}
}

function columnsOf(what: 'balances' | 'transfers', name: string | undefined): readonly (readonly [string, string | null])[] {
  if (name === undefined) return (what === 'balances' ? BALANCE_FIELDS : TRANSFER_FIELDS).map((field) => [field, field] as const)
  const layout = layoutNamed(name)
  if (layout === undefined) throw new RegularsError('usage', 'layout-unknown', `There is no layout "${name}".`,
    'See the layouts with: regulars points export --help')
  // A vendor's file of balances asked for as transfers would say what somebody has where it should say what changed.
  const field = (each: string | null): string | null => (each === 'balance' && what === 'transfers' ? 'points' : each)
  return layout.out.map(([header, each]) => [header, field(each)] as const)
}

/** Files of the chain in a folder: `000001.manifest`, `000001.transfers`, … */
export async function chainFolder(folder: string): Promise<(batch: number, section: string, text: string) => Promise<void>> {
  const begun = new Set<string>()
  try {
    await mkdir(folder, {recursive: true})
  } catch (error) {
    throw fileError(error, folder)
  }
  return async (batch, section, text) => {
    const file = join(folder, `${String(batch).padStart(6, '0')}.${section}`)
    try {
      if (!begun.has(file)) await rm(file, {force: true})
      begun.add(file)
      await appendFile(file, text)
    } catch (error) {
      throw fileError(error, file)
    }
  }
}
