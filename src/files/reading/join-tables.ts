import {createHash} from 'node:crypto'
import {createWriteStream} from 'node:fs'
import {basename} from 'node:path'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {counted} from '../../base/counted.js'
import {RegularsError} from '../../base/errors.js'
import type {Finding} from '../../tasks/import/plan.js'
import {plainName, ROLE_NAMES} from '../columns/column-names.js'
import {joinKey, type JoinSpec} from '../plan/join-plan.js'
import type {PreparedFile} from './prepare-file.js'
import {matchRoles} from '../columns/roles.js'
import {uniqueNames} from './sniff.js'
import {csvLine, rowsOf} from './table-rows.js'

/** A table that adds columns to rows: by key, one row each (a lookup) or the sums of several, on the first row only. */
interface Side {
  readonly table: PreparedFile
  /** column of the joined row that holds the key */
  readonly keyAt: number
  readonly key: number
  /** columns of the table that are added */
  readonly adds: readonly number[]
  readonly kind: 'lookup' | 'sums'
}

export interface JoinedTable {
  readonly table: PreparedFile
  readonly spec: JoinSpec
}

export interface JoinOptions {
  readonly target: string
  /** column names that must be kept because `--map` names them */
  readonly wanted: readonly string[]
  readonly signal?: AbortSignal
}

/** A share of matching rows below which a join is a mistake. */
const FEWEST_MATCHES = 0.1

/**
 * Joins further tables to one, into a CSV whose rows are those of the table with several rows per key (the lines of orders), or of
 * the first one. Tables with one row per key (customers, orders of lines) add their columns to every row, a second table with several
 * rows per key (payments) adds its sums to the first row. Side tables are held in memory, reduced to the columns that mean something.
 *
 * Throws `join-key-unclear`, `join-fails`.
 */
export async function joinTables(main: PreparedFile, joins: readonly JoinedTable[], options: JoinOptions): Promise<PreparedFile> {
  let rows = main
  let joined: Joined = {columns: main.columns, rawNames: main.rawNames, file: main.file}
  const sides: Side[] = []
  for (const {table, spec} of joins) {
    const key = joinKey(joined, table, spec)
    const several = !(await isKey(table, key.right, options.signal))
    if (several && rows === main && sides.length === 0 && (await isKey(main, key.left, options.signal))) {
      rows = table
      joined = added({columns: table.columns, rawNames: table.rawNames, file: table.file}, main, addedColumns(main, key.left, options.wanted))
      sides.push({table: main, keyAt: key.right, key: key.left, adds: addedColumns(main, key.left, options.wanted), kind: 'lookup'})
      continue
    }
    const adds = addedColumns(table, key.right, options.wanted)
    sides.push({table, keyAt: key.left, key: key.right, adds, kind: several ? 'sums' : 'lookup'})
    joined = added(joined, table, adds)
  }
  return written(rows, main, joined, sides, options)
}

interface Joined {
  readonly columns: readonly string[]
  readonly rawNames: readonly string[]
  readonly file: string
}

function added(joined: Joined, table: PreparedFile, adds: readonly number[]): Joined {
  const rawNames = [...joined.rawNames, ...adds.map((column) => table.rawNames[column]!)]
  return {rawNames, columns: uniqueNames(rawNames), file: joined.file}
}

/** Columns that mean something to an import, all ids (they may tie a further table), and what `--map` names; not the key, which is there already. */
function addedColumns(table: PreparedFile, key: number, wanted: readonly string[]): readonly number[] {
  const meant = new Set(Object.values(matchRoles(table.rawNames, ROLE_NAMES)).map((match) => match.column))
  return [...table.rawNames.keys()].filter((column) => {
    const name = plainName(table.rawNames[column]!)
    return column !== key && (meant.has(column) || /\bid\b/.test(name) || wanted.some((each) => plainName(each) === name))
  })
}

async function isKey(table: PreparedFile, column: number, signal: AbortSignal | undefined): Promise<boolean> {
  const seen = new Set<string>()
  for await (const cells of rowsOf(table, signal)) {
    const key = keyOf(cells, column)
    if (key === '') continue
    if (seen.has(key)) return false
    seen.add(key)
  }
  return true
}

function keyOf(cells: readonly string[], column: number): string {
  return (cells[column] ?? '').trim()
}

async function written(rows: PreparedFile, main: PreparedFile, joined: Joined, sides: readonly Side[], options: JoinOptions): Promise<PreparedFile> {
  const loaded = await Promise.all(sides.map(async (side) => ({side, values: await load(side, options.signal), used: new Set<string>(), unmatched: 0})))
  const sample: (readonly string[])[] = []
  let [count, tail] = [0, [] as (readonly string[])[]]
  async function* lines(): AsyncGenerator<string> {
    yield '\n'.repeat(Math.max(0, rows.skipLines - 1)) + (rows.skipLines > 0 ? csvLine(joined.columns) : '')
    for await (const own of rowsOf(rows, options.signal)) {
      const cells = [...own.slice(0, rows.columns.length), ...Array.from({length: Math.max(0, rows.columns.length - own.length)}, () => '')]
      for (const each of loaded) append(cells, each)
      count += 1
      if (sample.length < 400) sample.push(cells)
      tail = [...tail.slice(-9), cells]
      yield csvLine(cells)
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(options.target, {encoding: 'utf8'}))
  const findings = loaded.flatMap((each) => remarks(each, rows, count))
  const tables = [main, ...sides.map(({table}) => table), rows].filter((table, i, all) => all.indexOf(table) === i)
  return {
    file: rows.file, listedAs: tables.map((table, i) => (i === 0 ? table.file : basename(table.file))).join(' + '),
    readable: options.target, format: 'csv', skipLines: rows.skipLines, hasHeader: rows.hasHeader,
    sha256: createHash('sha256').update(tables.map((table) => table.sha256).join()).digest('hex'), bytes: tables.reduce((sum, table) => sum + table.bytes, 0),
    columns: joined.columns, rawNames: joined.rawNames, mustBeEmpty: rows.mustBeEmpty, dialect: {...rows.dialect, delimiter: ',', quote: '"'}, sample, tail,
    written: rows.written ?? {delimiter: rows.dialect.delimiter},
    findings: [...tables.flatMap((table) => table.findings), ...findings],
    ...addedAt(rows, sides),
  }
}

/** Which of the joined columns repeat on every row of an order, and which stand on its first row only. */
function addedAt(rows: PreparedFile, sides: readonly Side[]): Pick<PreparedFile, 'repeated' | 'onFirstRow'> {
  let at = rows.columns.length
  const repeated: number[] = []
  const onFirstRow: number[] = []
  for (const {adds, kind, table} of sides) {
    const columns = adds.map((_, i) => at + i)
    if (kind === 'sums') onFirstRow.push(...columns)
    else if (table !== rows) repeated.push(...columns)
    at += adds.length
  }
  return {repeated, onFirstRow}
}

interface Loaded {
  readonly side: Side
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly used: Set<string>
  unmatched: number
}

function append(cells: string[], each: Loaded): void {
  const {side, values, used} = each
  const key = keyOf(cells, side.keyAt)
  const found = values.get(key)
  const first = !used.has(key)
  if (found === undefined) each.unmatched += 1
  else used.add(key)
  cells.push(...(found !== undefined && (side.kind === 'lookup' || first) ? found : side.adds.map(() => '')))
}

async function load(side: Side, signal: AbortSignal | undefined): Promise<ReadonlyMap<string, readonly string[]>> {
  const values = new Map<string, readonly string[]>()
  for await (const cells of rowsOf(side.table, signal)) {
    const key = keyOf(cells, side.key)
    if (key === '') continue
    const own = side.adds.map((column) => cells[column] ?? '')
    const before = values.get(key)
    values.set(key, before === undefined || side.kind === 'lookup' ? own : own.map((text, i) => sumText(before[i]!, text)))
  }
  return values
}

/** The exact sum of two plain decimal numbers as text; the first text where one is none. */
export function sumText(a: string, b: string): string {
  const plain = /^\s*-?\d+(?:\.\d+)?\s*$/
  if (!plain.test(a) || !plain.test(b)) return a.trim() === '' ? b : a
  const digits = Math.max(...[a, b].map((text) => text.trim().split('.')[1]?.length ?? 0))
  const scaled = (text: string): bigint => {
    const [whole = '', decimals = ''] = text.trim().replace('-', '').split('.')
    const value = BigInt(whole + decimals.padEnd(digits, '0'))
    return text.includes('-') ? -value : value
  }
  const sum = scaled(a) + scaled(b)
  const text = String(sum < 0n ? -sum : sum).padStart(digits + 1, '0')
  return `${sum < 0n ? '-' : ''}${digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`}`
}

/** Rows without a match, and rows of the side table that no row needed. Throws `join-fails` where nearly nothing matches. */
function remarks({side, values, used, unmatched}: Loaded, rows: PreparedFile, count: number): readonly Finding[] {
  const name = basename(side.table.file)
  const key = side.table.columns[side.key]!
  if (count > 0 && count - unmatched < FEWEST_MATCHES * count)
    throw new RegularsError('input', 'join-fails', `Too few rows of ${rows.file} have their "${key}" in ${name}: ${count - unmatched} of ${count}.`,
      `Are these the right columns? Name them: --join "${side.table.file}:COLUMN=COLUMN".`, {where: {file: side.table.file}})
  const lost = values.size - used.size
  const isMain = side.kind === 'lookup' && side.table !== rows
  return [
    ...(unmatched > 0
      ? [{code: 'join-unmatched', rows: unmatched, values: [String(count), name, key],
        message: `${unmatched} of ${counted(count, 'row has', 'rows have')} no row in ${name} with the same "${key}".`}]
      : []),
    ...(isMain && lost > 0.02 * values.size && lost > 0
      ? [{code: 'join-unused', rows: lost, values: [String(values.size), name, basename(rows.file)], message:
        `No row of ${basename(rows.file)} needs ${lost} of ${counted(values.size, 'row')} of ${name}: nothing of that is imported.`}]
      : []),
  ]
}
