import {createWriteStream} from 'node:fs'
import {once} from 'node:events'
import {finished} from 'node:stream/promises'
import type {DuckDBConnection} from '@duckdb/node-api'
import type {ImportPlan} from '../../tasks/import/plan.js'
import {REFUSALS, type Refusal, type RefusedRow} from '../../tasks/import/ports.js'
import {chunksOf, numbersOf, sqlText} from '../duckdb.js'
import {quoted, type StageableFile} from './staging.js'
import {type Field, fieldsOf, scanRecords, type ScannedRecord} from './record-scanner.js'

type LocatableFile = StageableFile & {readonly roles: Readonly<Record<string, number | undefined>>}

/** Transactions and customers plans both are. */
interface LocatablePlan {
  readonly files: readonly LocatableFile[]
  readonly amountRule?: ImportPlan['amountRule']
}

const REASONS = Object.keys(REFUSALS) as readonly Refusal[]

interface Refused {
  /** 0-based records of the file, ascending */
  readonly ordinals: Float64Array
  /** index into REASONS */
  readonly reasons: Int32Array
}

/**
 * Finds the refused rows again in the files themselves, for their true lines and their original values, and writes them to a CSV
 * file with the columns of the source and three more: line, column, reason. Returns the first `show` of them.
 */
export async function locateRefused(
  connection: DuckDBConnection, plan: LocatablePlan, options: {readonly file: string | undefined; readonly show: number},
): Promise<readonly RefusedRow[]> {
  const shown: RefusedRow[] = []
  const out = options.file === undefined ? undefined : new RejectsFile(options.file)
  let header = ''
  for (const [index, file] of plan.files.entries()) {
    const refused = await refusedOf(connection, index)
    if (refused.ordinals.length === 0) continue
    // Files of one import may have different columns; each new header is written before its rows.
    const own = headerOf(file)
    if (own !== header) out?.line(own)
    header = own
    let next = 0
    await scanRecords(file.readable, {...file.dialect, skipLines: file.skipLines}, (record) => {
      if (next === refused.ordinals.length) return false
      if (record.ordinal !== refused.ordinals[next]) return true
      const {row, values} = located(file, plan, record, REASONS[refused.reasons[next]!]!)
      next += 1
      if (shown.length < options.show) shown.push(row)
      out?.line([...values, String(row.line), row.columnName, REFUSALS[row.reason]].map(quoted).join(','))
      return true
    }, () => out?.drained() ?? Promise.resolve())
  }
  await out?.close()
  return shown
}

/** A wrong mapping refuses every row of a large file: columns, not objects. */
async function refusedOf(connection: DuckDBConnection, index: number): Promise<Refused> {
  const result = await connection.stream(`
    SELECT (rowid - (SELECT min(rowid) FROM typed WHERE file = ${index}))::DOUBLE,
      list_position([${REASONS.map(sqlText).join(', ')}], problem::VARCHAR)::INTEGER - 1
    FROM typed WHERE file = ${index} AND problem IS NOT NULL ORDER BY rowid`)
  const ordinals: Float64Array[] = []
  const reasons: Int32Array[] = []
  for await (const chunk of chunksOf(result)) {
    ordinals.push(numbersOf<Float64Array>(chunk, 0).slice())
    reasons.push(numbersOf<Int32Array>(chunk, 1).slice())
  }
  return {ordinals: joined(ordinals, Float64Array), reasons: joined(reasons, Int32Array)}
}

function joined<A extends Int32Array | Float64Array>(parts: readonly A[], make: new (length: number) => A): A {
  const all = new make(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function headerOf(file: LocatableFile): string {
  const taken = new Set(file.columns)
  const extra = ['line', 'column', 'reason'].map((name) => (taken.has(name) ? `refused ${name}` : name))
  return [...file.columns, ...extra].map(quoted).join(',')
}

function located(file: LocatableFile, plan: LocatablePlan, record: ScannedRecord,
  reason: Refusal): {readonly row: RefusedRow; readonly values: readonly string[]} {
  const text = record.bytes.toString('utf8').replace(/^\uFEFF/, '')
  const fields = record.unclosed ? [{text, at: 0}] : fieldsOf(text, file.dialect)
  const at = culprit(file, plan, fields, reason)
  const field = at === undefined ? undefined : fields[at]
  const place = placeIn(text, field?.at ?? 0)
  return {
    row: {
      file: file.file, line: record.line + place.line, column: place.column,
      columnName: at === undefined ? '' : file.columns[at] ?? '',
      value: field?.text ?? '', reason,
    },
    values: padded(fields, file.columns.length),
  }
}

/** As many values as there are columns; what stands beyond is kept behind the last one, so that nothing of the row is lost. */
function padded(fields: readonly Field[], columns: number): readonly string[] {
  const values = fields.map((field) => field.text)
  while (values.length > columns && values.at(-1)!.trim() === '') values.pop()
  if (values.length <= columns) return [...values, ...Array.from({length: columns - values.length}, () => '')]
  return [...values.slice(0, columns - 1), values.slice(columns - 1).join(',')]
}

/** 0-based column that is to blame; undefined where it is the whole row. */
function culprit(file: LocatableFile, plan: LocatablePlan, fields: readonly Field[], reason: Refusal): number | undefined {
  if (reason === 'quote-unclosed') return undefined
  if (reason === 'row-too-long') return file.columns.length
  if (reason === 'row-shifted') return file.mustBeEmpty.find((column) => (fields[column]?.text.trim() ?? '') !== '')
  const [role = ''] = reason.split('-')
  return file.roles[role] ?? (role === 'amount' && plan.amountRule !== 'amount' ? file.roles['price'] : undefined)
}

function placeIn(text: string, at: number): {readonly line: number; readonly column: number} {
  const before = text.slice(0, at).split(/\r\n|\n|\r/)
  return {line: before.length - 1, column: before.at(-1)!.length + 1}
}

/** Written line by line as rows are found; a full disk ends in an error of `close`. */
class RejectsFile {
  private readonly out
  private readonly written: Promise<void>
  private full = false

  constructor(path: string) {
    this.out = createWriteStream(path)
    this.written = finished(this.out)
    this.written.catch(() => {})
  }

  line(text: string): void {
    this.full = !this.out.write(`${text}\r\n`)
  }

  async drained(): Promise<void> {
    if (this.full) await Promise.race([once(this.out, 'drain'), this.written])
    this.full = false
  }

  async close(): Promise<void> {
    this.out.end()
    await this.written
  }
}
