import {join} from 'node:path'
import {counted} from '../../base/counted.js'
import {RegularsError} from '../../base/errors.js'
import type {FilePlan, Finding} from '../../tasks/import/plan.js'
import {blankRule, blanksToCsv} from './blank-aligned.js'
import type {Encoding} from './encoding.js'
import {refusedType} from './file-type.js'
import {sniffLayout, type Layout} from './sniff.js'
import {splitRecords} from './records.js'
import {readHead, readTail, rewrite, type RawFile, type TextHead} from './source-file.js'
import {unpack, type UnpackOptions} from './unpack.js'
import type {Sheets} from './workbook.js'
import {fileName} from '../../tasks/file-name.js'

/** A file made readable for the bulk loader, its columns not yet understood. */
export interface PreparedFile extends Omit<FilePlan, 'roles' | 'dates' | 'numbers' | 'footerRows'> {
  /** names as written, '' where there is none */
  readonly rawNames: readonly string[]
  readonly sample: readonly (readonly string[])[]
  /** the last records of the file that hold anything, the very last one last */
  readonly tail: readonly (readonly string[])[]
  readonly findings: readonly Finding[]
  /** joined tables only: 0-based columns whose value repeats on every row of an order, and those filled on its first row only */
  readonly repeated?: readonly number[]
  readonly onFirstRow?: readonly number[]
}

/** Decoded copies go to `folder`; the caller removes it. */
export interface PrepareOptions extends UnpackOptions {
  readonly delimiter?: string
  readonly encoding?: Encoding
}

/** Opens a file, finds its type, encoding and layout, and writes a decoded copy where the loader could not read the file itself. */
export async function prepareFile(path: string, name: string, index: number, options: PrepareOptions): Promise<PreparedFile> {
  const unpacked = await unpack(path, name, index, options)
  const raw = options.encoding === undefined || unpacked.sheets !== undefined ? unpacked.text : {...unpacked.text, encoding: options.encoding}
  const head = await readHead(raw)
  if (head.text.trim() === '') throw refusedType(name, 'empty')
  const copy = join(options.folder, `${index}.csv`)
  const prepared = (await aligned(raw, head, name, copy, options)) ?? (await delimited(raw, head, name, copy, options))
  if (prepared === undefined) throw unpacked.sheets === undefined ? oneColumn(name, head.text) : noTable(name, unpacked.sheets)
  return {...prepared, sha256: unpacked.sha256, bytes: unpacked.bytes, ...(unpacked.typed && {written: 'typed'}), tail: await tailOf(prepared)}
}

async function tailOf({readable, dialect, skipLines}: Laid): Promise<PreparedFile['tail']> {
  const {records} = splitRecords(await readTail(readable), dialect.delimiter, dialect.quote)
  const data = records.slice(records[0]?.firstLine === 1 ? skipLines : 0).map(({cells}) => cells)
  return data.filter((cells) => cells.some((cell) => cell.trim() !== '')).slice(-10)
}

type Laid = Omit<PreparedFile, 'tail'>

async function delimited(raw: RawFile, head: TextHead, name: string, copy: string, options: PrepareOptions): Promise<Laid | undefined> {
  const layout = sniffLayout(head.text, head.complete, options.delimiter)
  if (layout === undefined) return undefined
  const loneReturns = isLoneReturns(head.text)
  const plain = (raw.encoding === 'utf-8' || (raw.encoding === 'utf-8-bom' && layout.skipLines > 0)) && !raw.nul && !loneReturns && raw.damaged === 0
  if (!plain) await rewrite(raw, copy, {loneReturns, ...(options.signal === undefined ? {} : {signal: options.signal})})
  return prepared(raw, layout, name, plain ? raw.path : copy, newlineOf(head.text))
}

/** Columns held apart by blanks become a CSV copy, line for line. Only where no other delimiter makes regular columns. */
async function aligned(raw: RawFile, head: TextHead, name: string, copy: string, options: PrepareOptions): Promise<Laid | undefined> {
  if (options.delimiter !== undefined && options.delimiter !== ' ') return undefined
  const lines = head.text.split(/\r\n|\n|\r/)
  const whole = head.complete ? lines : lines.slice(0, -1)
  if (whole.slice(0, 200).some((line) => /[,;\t|"]/.test(line))) return undefined
  const rule = blankRule(whole)
  if (rule === undefined) return undefined
  const toCsv = (line: string): string => blanksToCsv(line.replace(/\r$/, ''), rule)
  const layout = sniffLayout(whole.map(toCsv).join('\n'), head.complete, ',')
  if (layout === undefined) return undefined
  await rewrite(raw, copy, {loneReturns: isLoneReturns(head.text), eachLine: toCsv, ...(options.signal === undefined ? {} : {signal: options.signal})})
  return prepared(raw, layout, name, copy, newlineOf(head.text))
}

function prepared(raw: RawFile, layout: Layout, name: string, readable: string, newline: FilePlan['dialect']['newline']): Laid {
  const damaged: Finding[] = raw.damaged === 0 ? [] : [{code: 'encoding-damaged', rows: raw.damaged, values: [fileName(name)],
    message: `${fileName(name)} has ${counted(raw.damaged, 'damaged character')} (not UTF-8 like the rest), shown as \uFFFD. ` +
      'Export it again if that is in names or ids that matter.'}]
  return {
    file: name, sha256: raw.sha256, bytes: raw.bytes, readable, format: 'csv', skipLines: layout.skipLines, columns: layout.columns,
    hasHeader: layout.hasHeader, mustBeEmpty: emptyColumns(layout),
    dialect: {delimiter: layout.delimiter, quote: layout.quote, encoding: raw.encoding, newline},
    rawNames: layout.rawNames, sample: layout.sample, findings: damaged,
  }
}

/** Columns without a name and without a value in the sample: those a trailing delimiter makes. What stands there is out of place. */
function emptyColumns({hasHeader, rawNames, sample}: Layout): readonly number[] {
  if (!hasHeader) return []
  return [...rawNames.keys()].filter((i) => {
    const values = sample.filter((cells) => (cells[i] ?? '').trim() !== '').length
    return rawNames[i] === '' && values <= 0.02 * sample.length
  })
}

function isLoneReturns(head: string): boolean {
  const lone = head.match(/\r(?!\n)/g)?.length ?? 0
  return lone > (head.match(/\n/g)?.length ?? 0)
}

function newlineOf(head: string): FilePlan['dialect']['newline'] {
  if (isLoneReturns(head)) return 'cr'
  return /\r\n/.test(head) ? 'crlf' : 'lf'
}

function oneColumn(name: string, text: string): RegularsError {
  const first = text.split(/\r\n|\n|\r/).find((line) => line.trim() !== '') ?? ''
  return new RegularsError('input', 'columns-unclear', `${fileName(name)} has no columns we can tell apart; its first line is "${first.slice(0, 80)}".`,
    'Export it with a comma, semicolon or tab between columns, or name the sign that stands there with --delimiter.', {where: {file: name, line: 1}})
}

/** A cover sheet, notes: the orders are on another one. */
function noTable(name: string, {read, others}: Sheets): RegularsError {
  const [next] = others
  return new RegularsError('input', 'columns-unclear', `Sheet "${read}" of ${fileName(name)} holds no table.`,
    next === undefined ? 'Open it in a spreadsheet program, and save the sheet with the orders first.'
      : `Name the sheet with the orders: --sheet '${next}'. Its other sheets: ${others.join(', ')}.`, {where: {file: name}})
}
