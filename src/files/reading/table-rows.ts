import {createReadStream} from 'node:fs'
import {parse} from 'csv-parse'
import {throwIfCancelled} from '../../base/errors.js'
import type {PreparedFile} from './prepare-file.js'

/** The records of a prepared file, one after the other, blank ones left out. */
export async function* rowsOf(file: Pick<PreparedFile, 'readable' | 'skipLines' | 'dialect'>, signal?: AbortSignal): AsyncGenerator<readonly string[]> {
  const {delimiter, quote} = file.dialect
  const parser = createReadStream(file.readable).pipe(parse({
    delimiter, quote: quote === '' ? null : quote, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true,
    skip_records_with_empty_values: true, record_delimiter: ['\r\n', '\n', '\r'], from_line: file.skipLines + 1,
  }))
  let count = 0
  for await (const record of parser) {
    count += 1
    if (count % 10_000 === 0) throwIfCancelled(signal)
    yield record as readonly string[]
  }
}

export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""').replaceAll(/\r\n|\n|\r/g, ' ')}"` : cell)).join(',')}\n`
}
