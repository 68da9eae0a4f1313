import {createWriteStream} from 'node:fs'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {RegularsError} from '../../base/errors.js'
import {fileName} from '../../tasks/file-name.js'

/** Which sheet of a workbook was read, and which others hold anything, the fullest first. */
export interface Sheets {
  readonly read: string
  readonly others: readonly string[]
}

/**
 * Writes a sheet of an Excel workbook as CSV, row for line: dates as `2024-01-31` or `2024-01-31 10:05:00`, numbers with a point,
 * newlines in cells as blanks. Throws `sheet-unknown`, `file-damaged`.
 */
export async function workbookToCsv(path: string, name: string, sheet: string | undefined, target: string): Promise<Sheets> {
  const {default: readWorkbook} = await import('read-excel-file/node')
  const sheets = await readWorkbook(path).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new RegularsError('input', 'file-damaged', `${fileName(name)} cannot be opened as a workbook (${reason}).`,
      'Open it in a spreadsheet program, save it again, and import that file.', {where: {file: name}})
  })
  const wanted = sheet === undefined ? sheets[0] : sheets.find((each) => each.sheet === sheet) ?? sheets[Number(sheet) - 1]
  if (wanted === undefined)
    throw new RegularsError('usage', 'sheet-unknown', `${fileName(name)} has no sheet "${sheet ?? 1}".`,
      `Its sheets: ${sheets.map((each) => each.sheet).join(', ')}.`, {where: {file: name}})
  await pipeline(Readable.from(lines(wanted.data)), createWriteStream(target, {encoding: 'utf8'}))
  const others = sheets.filter((each) => each !== wanted && each.data.length > 0).sort((a, b) => cells(b.data) - cells(a.data))
  return {read: wanted.sheet, others: others.map((each) => each.sheet)}
}

function cells(rows: readonly (readonly unknown[])[]): number {
  return rows.reduce((sum, row) => sum + row.filter((cell) => cell !== null).length, 0)
}

function* lines(rows: readonly (readonly unknown[])[]): Generator<string> {
  for (let from = 0; from < rows.length; from += 1000)
    yield rows.slice(from, from + 1000).map((cells) => `${cells.map(cellText).join(',')}\n`).join('')
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  const text = cell instanceof Date ? dateText(cell) : String(cell as string | number | boolean).replaceAll(/\s*[\r\n]+\s*/g, ' ')
  return /[",;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Excel knows no zones: the wall clock, rounded to the second (serials are fractions of a day). */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  const text = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ')
}
