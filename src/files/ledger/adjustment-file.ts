import {createHash} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {open} from 'node:fs/promises'
import {Readable} from 'node:stream'
import {counted} from '../../base/counted.js'
import {RegularsError} from '../../base/errors.js'
import {POINTS_WALLET} from '../../ledger/account.js'
import {ADJUSTMENT_OPS} from '../../ledger/adjust.js'
import type {AdjustmentRow, AdjustmentSource, UnreadableRow} from '../../tasks/ledger/adjustment-source.js'
import {type Field, FIELDS, fieldsOf, layoutNamed, recogniseLayout} from './adjustment-layouts.js'
import {columnOf, headerless, looksLikeData, parseMap} from './adjustment-map.js'
import {RowReader, type RowOptions} from './adjustment-row.js'
import {csvRecords, jsonRecords, type Records} from './adjustment-records.js'
import {fileError} from '../yaml-document.js'

export interface AdjustmentFileOptions extends RowOptions {
  /** raw `--map`: `customer_id=Ref,points=Pts` */
  readonly map: string | undefined
  readonly layout: string | undefined
  readonly delimiter: string | undefined
  /** account of rows that name none; undefined or `points`: points */
  readonly account?: string | undefined
}

/** Bytes looked at to tell CSV from JSON lines and one delimiter from another. */
const GLANCE = 65_536

/**
 * An adjustment file, CSV or JSON lines, from disk or (named `-`) from a stream. It is read twice: once for its hash, which keys are
 * derived from, once for its rows; a file that changes in between is refused.
 */
export async function adjustmentFile(file: string, options: AdjustmentFileOptions, stdin: Readable | undefined): Promise<AdjustmentSource> {
  const bytes = file === '-' ? await collect(stdin) : undefined
  const read = (): Readable => (bytes === undefined ? createReadStream(file, {highWaterMark: 1 << 20}) : Readable.from(slices(bytes)))
  const name = file === '-' ? 'stdin' : file
  const hash = await hashOf(read(), name)
  const glance = decodeGlance(bytes?.subarray(0, GLANCE) ?? (await firstBytes(file)), name)
  if (/^\s*\[\s*[{\]]/.test(glance))
    throw new RegularsError('input', 'json-invalid', `${name} is one JSON list.`, 'Write one object per line, without brackets around them.',
      {where: {file: name, line: 1}})
  const json = glance.trimStart().startsWith('{')
  const openRecords = (): Records => (json ? jsonRecords(checked(read(), hash, name), name) : csvRecords(checked(read(), hash, name), name,
    options.delimiter ?? sniff(glance)))
  const probe = openRecords()
  const start = await beginning(probe)
  await probe.close()
  const first = json ? FIELDS : (start[0] ?? [])
  const names = json ? undefined : headerless(first, parseMap(options.map))
  const header = names ?? first
  const columns = understandHeader(header, options, name)
  if (!json && !columns.fields.has('op')) findOps(columns, header, start.slice(names === undefined ? 1 : 0))
  return {
    name, hash, header, layout: columns.layout, account: options.account === POINTS_WALLET ? undefined : options.account,
      mapping: Object.fromEntries([...columns.fields].filter(([, at]) => !json || start.some((values) => values.length === header.length && values[at] !== ''))
        .map(([field, at]) => [field, header[at]!])),
    ignored: json ? [] : header.filter((each, at) => each.trim() !== '' && ![...columns.fields.values()].includes(at)),
    rows: () => rowsOf(openRecords(), columns.fields, options, {width: header.length, fromFirst: names !== undefined}),
  }
}

interface Columns {
  readonly fields: Map<Field, number>
  readonly layout: string | null
}

function understandHeader(header: readonly string[], options: AdjustmentFileOptions, file: string): Columns {
  if (options.layout !== undefined && layoutNamed(options.layout) === undefined)
    throw new RegularsError('usage', 'layout-unknown', `There is no layout "${options.layout}".`, 'See the layouts with: regulars points adjust --help')
  const given = new Map<Field, number>()
  for (const [field, column] of parseMap(options.map)) given.set(field, columnOf(header, column, file))
  const layout = options.layout === undefined ? recogniseLayout(header) : layoutNamed(options.layout)
  for (const [head, field] of layout?.out ?? []) {
    const at = header.findIndex((each) => each.trim().toLowerCase() === head.toLowerCase())
    if (field !== null && at >= 0 && !given.has(field) && ![...given.values()].includes(at)) given.set(field, at)
  }
  const fields = fieldsOf(header, given)
  const lacks = (field: Field): boolean => !fields.has(field)
  const named = `The columns are: ${header.join(', ')}.`
  if (options.map === undefined && looksLikeData(header) && (lacks('points') && lacks('balance')))
    throw new RegularsError('input', 'header-missing', `The first line of ${file} is no header: ${header.join(', ')}.`,
      'Say which column is what by its place: --map customer_id=1,points=2', {where: {file, line: 1}})
  if (lacks('customer_id') && lacks('email') && lacks('phone'))
    throw new RegularsError('input', 'customer-column-missing', `${file} has no column that names the customer. ${named}`,
      'Name it with --map customer_id=COLUMN (or email=, phone=).', {where: {file, line: 1}})
  if (lacks('points') && lacks('balance'))
    throw new RegularsError('input', 'points-column-missing', `${file} has no column of points. ${named}`,
      'Name it with --map points=COLUMN, or balance=COLUMN for a file of balances.', {where: {file, line: 1}})
  return {fields: new Map(fields), layout: layout?.name ?? null}
}

/** The first records, the header among them. */
async function beginning(records: Records): Promise<(readonly string[])[]> {
  for await (const block of records.rows(true)) return block.map(({values}) => values)
  return []
}

/** A column of which every value is something that can be done to points says what to do, whatever its name. */
function findOps({fields}: Columns, header: readonly string[], rows: readonly (readonly string[])[]): void {
  const taken = new Set(fields.values())
  const at = header.findIndex((_, i) => {
    const values = rows.map((row) => (row[i] ?? '').trim().toLowerCase()).filter((value) => value !== '')
    return !taken.has(i) && values.length > 0 && values.every((value) => value in ADJUSTMENT_OPS)
  })
  if (at >= 0) fields.set('op', at)
}

interface Shape {
  readonly width: number
  /** the file has no header line */
  readonly fromFirst: boolean
}

async function* rowsOf(records: Records, fields: ReadonlyMap<Field, number>, options: RowOptions,
  {width, fromFirst}: Shape): AsyncIterable<readonly (AdjustmentRow | UnreadableRow)[]> {
  const reader = new RowReader(fields, options)
  let record = 0
  for await (const block of records.rows(fromFirst)) {
    const suspect = records.suspect()
    yield block.map(({values, line, problem}) => {
      record += 1
      if (problem !== undefined) return {line, ...problem, raw: values}
      if (values.length === width) return reader.read(values, line, record, suspect)
      return {line, code: 'column-count', message: `The row has ${counted(values.length, 'column')}, the header has ${width}.`, raw: values}
    })
  }
}

/** Passes bytes on and makes sure at the end that they are those the hash was taken of. */
async function* checked(stream: Readable, expected: string, file: string): AsyncIterable<Buffer> {
  const hash = createHash('sha256')
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk)
    yield chunk
  }
  if (hash.digest('hex') !== expected)
    throw new RegularsError('input', 'file-changed', `${file} changed while it was read; nothing was applied.`,
      'Run the command again when the file is complete.', {where: {file}})
}

async function hashOf(stream: Readable, file: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) hash.update(chunk)
  } catch (error) {
    throw fileError(error, file)
  }
  return hash.digest('hex')
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const buffer = Buffer.alloc(GLANCE)
    const {bytesRead} = await handle.read(buffer, 0, GLANCE, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function decodeGlance(bytes: Buffer, file: string): string {
  if (bytes.length === 0) throw new RegularsError('input', 'file-empty', `${file} is empty.`, 'Check the export.', {where: {file}})
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004')
    throw new RegularsError('input', 'file-is-xlsx', `${file} is a spreadsheet, not a text file.`, 'Save it as CSV (UTF-8) and name that file.',
      {where: {file}})
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw new RegularsError('input', 'encoding-unsupported', `${file} is written in UTF-16.`, 'Save it as CSV (UTF-8).', {where: {file}})
  return new TextDecoder().decode(bytes).replace(/^\ufeff/, '')
}

/** The delimiter that cuts the header into most pieces. */
function sniff(text: string): string {
  const header = text.split(/\r?\n/, 1)[0]!.replace(/"[^"]*"/g, '')
  const counts = [',', ';', '\t', '|'].map((each) => [each, header.split(each).length] as const)
  return counts.reduce((best, each) => (each[1] > best[1] ? each : best))[0]
}

async function collect(stdin: Readable | undefined): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stdin ?? []) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}

function* slices(bytes: Buffer): Iterable<Buffer> {
  for (let at = 0; at < bytes.length; at += 1 << 20) yield bytes.subarray(at, at + (1 << 20))
}
