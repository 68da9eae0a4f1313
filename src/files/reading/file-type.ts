import {RegularsError} from '../../base/errors.js'
import {fileName} from '../../tasks/file-name.js'

/** What a file is by its first bytes, whatever its name says. */
export type FileType =
  | 'text' | 'empty' | 'xlsx' | 'xls' | 'ods' | 'zip' | 'gzip' | 'parquet' | 'pdf' | 'image' | 'sqlite' | 'html' | 'xml' | 'json' | 'rtf' | 'binary'

const MAGIC: readonly (readonly [signature: string, type: FileType])[] = [
  ['\x1f\x8b', 'gzip'], ['PAR1', 'parquet'], ['%PDF', 'pdf'], ['\x89PNG', 'image'], ['\xff\xd8\xff', 'image'], ['GIF8', 'image'],
  ['\xd0\xcf\x11\xe0', 'xls'], ['SQLite format 3', 'sqlite'], ['{\\rtf', 'rtf'],
]

export function fileType(head: Buffer): FileType {
  if (head.length === 0) return 'empty'
  const start = head.subarray(0, 4096).toString('latin1')
  const found = MAGIC.find(([signature]) => start.startsWith(signature))
  if (found !== undefined) return found[1]
  if (start.startsWith('PK\x03\x04')) return zipType(head.toString('latin1'))
  const text = start.replace(/^\xef\xbb\xbf/, '').trimStart()
  if (/^<(?:!doctype html|html|table|meta|style)/i.test(text)) return 'html'
  if (text.startsWith('<?xml')) return 'xml'
  if (/^[[{]\s*[[{"]/.test(text)) return 'json'
  return isBinary(head) ? 'binary' : 'text'
}

function zipType(start: string): FileType {
  if (start.includes('[Content_Types].xml') || start.includes('xl/')) return 'xlsx'
  return start.includes('opendocument.spreadsheet') ? 'ods' : 'zip'
}

/** Control characters that no text has; NULs are left to the encoding (UTF-16, damaged exports). */
function isBinary(head: Buffer): boolean {
  let odd = 0
  for (const byte of head) if (byte < 32 && byte !== 0 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 26 && byte !== 27) odd += 1
  return odd > 0.05 * head.length
}

const SAVE_AS_CSV = 'Open it and save the sheet with the orders as CSV (UTF-8), then import that file.'

const REFUSALS: Readonly<Record<Exclude<FileType, 'text'>, readonly [what: string, hint: string]>> = {
  empty: ['is empty', 'Export it again; the first line should name the columns.'],
  xlsx: ['is an Excel workbook, whatever its name', SAVE_AS_CSV],
  xls: ['is an old Excel workbook (.xls)', SAVE_AS_CSV],
  ods: ['is an OpenDocument spreadsheet', SAVE_AS_CSV],
  zip: ['is a ZIP archive', 'Unpack it and import the CSV files inside.'],
  gzip: ['is compressed with gzip', 'Unpack it with gunzip and import the CSV file.'],
  parquet: ['is a Parquet file', 'Export it as CSV.'],
  pdf: ['is a PDF', 'Ask the till or shop software for a CSV or Excel export instead of a printed report.'],
  image: ['is a picture', 'Ask the till or shop software for a CSV or Excel export.'],
  sqlite: ['is an SQLite database', 'Export the table of orders as CSV, and import that file.'],
  html: ['is a web page, whatever its name', SAVE_AS_CSV],
  xml: ['is an XML file', 'Export it as CSV.'],
  json: ['is a JSON file', 'Export it as CSV.'],
  rtf: ['is a word-processor document', 'Export the orders as CSV.'],
  binary: ['is not a text file', 'Export the orders as CSV, and import that file.'],
}

/** The refusal of a file whose type cannot be imported. */
export function refusedType(file: string, type: Exclude<FileType, 'text'>, hint?: string): RegularsError {
  const [what, usualHint] = REFUSALS[type]
  const code = type === 'empty' ? 'file-empty' : 'file-type'
  return new RegularsError('input', code, `${fileName(file)} ${what}.`, hint ?? usualHint, {where: {file}, details: {type}})
}
