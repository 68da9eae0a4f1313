import {createWriteStream} from 'node:fs'
import {open} from 'node:fs/promises'
import {join} from 'node:path'
import {once} from 'node:events'
import {finished} from 'node:stream/promises'
import type {DuckDBConnection} from '@duckdb/node-api'
import {RegularsError, throwIfCancelled} from '../../base/errors.js'
import {articleColumns} from '../../tasks/import/article-columns.js'
import {type FilePlan, ROLES} from '../../tasks/import/plan.js'
import type {TaskContext} from '../../tasks/ports.js'
import {interruptible, rowsOf, sqlName, sqlText} from '../duckdb.js'
import {fieldsOf, scanRecords} from './record-scanner.js'

/**
 * Loads files as text into the temporary table `staged`, one row per record, in file order: `rowid` is the place in the import.
 * DuckDB reads well-formed files at millions of rows a second; a file it finds fault with is cut into records by our own tolerant
 * scanner first, so that one bad line never costs the others.
 */
export async function createStaging(connection: DuckDBConnection, names: readonly string[] = ROLES): Promise<void> {
  const columns = names.map((name) => `${sqlName(name)} VARCHAR`).join(', ')
  await connection.run(`CREATE OR REPLACE TEMP TABLE staged (file USMALLINT NOT NULL, ${columns}, fault VARCHAR, content UBIGINT, article UBIGINT)`)
}

/** What of a file is loaded: the columns of `staged` in their order, each from a column of the file or empty. */
export interface StagedColumns {
  readonly columns: readonly (number | undefined)[]
  /** also hashes of the whole row, and of what names its article */
  readonly content: boolean
}

/** A file as the stager needs it: transactions and customers plans both have it. */
export type StageableFile = Omit<FilePlan, 'roles'>

/** The columns of `staged` for sales: one per role, then one per attribute of orders. */
export function salesNames(attributes: readonly string[]): readonly string[] {
  return [...ROLES, ...attributes.map((_, i) => attributeColumn(i))]
}

export function attributeColumn(index: number): string {
  return `attribute_${index}`
}

export function salesColumns(file: FilePlan, attributes: readonly string[]): StagedColumns {
  const customer = file.roles.customer ?? file.roles.email ?? file.roles.phone
  const roles = ROLES.map((role) => (role === 'customer' ? customer : file.roles[role]))
  return {columns: [...roles, ...attributes.map((name) => file.orderAttributes?.[name])], content: file.roles.order !== undefined}
}

export async function stageFile(
  connection: DuckDBConnection, index: number, file: StageableFile, wanted: StagedColumns, spillFolder: string, context: TaskContext,
): Promise<void> {
  const load = (source: Source): Promise<boolean> => loadFrom(connection, index, file, wanted, source, context)
  const direct = {path: file.readable, skip: file.skipLines, repaired: false}
  if (!(await quotesInSkippedLines(file)) && (await load(direct))) return
  context.progress.note(`${file.file}: some rows are not well formed; reading it line by line.`)
  const path = join(spillFolder, `repaired-${index}.csv`)
  await repair(file, path, context)
  if (!(await load({path, skip: 0, repaired: true})))
    throw new RegularsError('input', 'file-unreadable', `${file.file} cannot be read as a table.`,
      'Save it again as CSV (UTF-8) from the program it comes from.', {where: {file: file.file}})
}

interface Source {
  readonly path: string
  readonly skip: number
  /** written by `repair`: comma, double quotes, a last column that names the fault of the row */
  readonly repaired: boolean
}

async function loadFrom(
  connection: DuckDBConnection, index: number, file: StageableFile, wanted: StagedColumns, source: Source, context: TaskContext,
): Promise<boolean> {
  const sound = await wellFormed(connection, context, () => connection.run(`INSERT INTO staged ${selection(index, file, wanted)} FROM
    ${reader(file, source)}`))
  if (!sound) await connection.run(`DELETE FROM staged WHERE file = ${index}`)
  return sound
}

/** Runs a statement that reads files; false where the reader found rows it could not make sense of. */
export async function wellFormed(connection: DuckDBConnection, context: TaskContext, work: () => Promise<unknown>): Promise<boolean> {
  await connection.run('DROP TABLE IF EXISTS reject_errors')
  await connection.run('DROP TABLE IF EXISTS reject_scans')
  try {
    await interruptible(connection, context.signal, work)
  } catch (error) {
    throwIfCancelled(context.signal)
    if (/CSV|state machine|Invalid Input|sniff/i.test(String(error)) && !/out of memory|No space/i.test(String(error))) return false
    throw error
  }
  const [there] = await rowsOf(connection, `SELECT count(*)::INTEGER AS tables FROM duckdb_tables() WHERE table_name = 'reject_errors'`)
  if (there?.['tables'] === 0) return true
  const [found] = await rowsOf(connection, 'SELECT count(*)::INTEGER AS faults FROM reject_errors')
  return found?.['faults'] === 0
}

/** What `staged` would hold of the file, straight from it. */
export function directSource(file: FilePlan, attributes: readonly string[]): string {
  const {columns, content} = salesColumns(file, attributes)
  const named = salesNames(attributes).map((name, i) => `${columns[i] === undefined ? 'NULL::VARCHAR' : `c${columns[i]}`} AS ${sqlName(name)}`)
  return `(SELECT ${named.join(', ')}, ${faultSql(file)} AS fault, ${contentSql(file, content)} FROM
    ${reader(file, {path: file.readable, skip: file.skipLines, repaired: false})})`
}

function reader(file: StageableFile, source: Source): string {
  const names = [...file.columns.map((_, i) => `c${i}`), ...(source.repaired ? ['fault'] : [])]
  const columns = names.map((name) => `${name}: 'VARCHAR'`).join(', ')
  const delimiter = source.repaired ? ',' : file.dialect.delimiter
  const quote = source.repaired ? '"' : file.dialect.quote
  const table = `read_csv(${sqlText(source.path)}, columns = {${columns}}, header = false, auto_detect = false, skip = ${source.skip},
    delim = ${sqlText(delimiter)}, quote = ${sqlText(quote)}, escape = ${sqlText(quote)}, store_rejects = true, rejects_limit = 1)`
  return source.repaired ? table : `(SELECT *, NULL::VARCHAR AS fault FROM ${table})`
}

function selection(index: number, file: StageableFile, wanted: StagedColumns): string {
  const columns = wanted.columns.map((column) => (column === undefined ? 'NULL' : `c${column}`))
  return `SELECT ${index}, ${columns.join(', ')}, ${faultSql(file)}, ${contentSql(file, wanted.content)}`
}

/** Hashes of the whole row and of what names its article, where they are wanted. */
function contentSql(file: StageableFile, wanted: boolean): string {
  if (!wanted) return 'NULL::UBIGINT AS content, NULL::UBIGINT AS article'
  return `hash(${file.columns.map((_, i) => `c${i}`).join(', ')}) AS content, ${articleSql(file)} AS article`
}

/** The first filled of the columns that name the article; null where there is none. */
function articleSql(file: StageableFile): string {
  const named = articleColumns(file.columns).map((column) => `nullif(c${column}, '')`)
  return named.length === 0 ? 'NULL::UBIGINT' : `CASE WHEN coalesce(${named.join(', ')}) IS NOT NULL THEN hash(coalesce(${named.join(', ')})) END`
}

function faultSql(file: StageableFile): string {
  const shifted = file.mustBeEmpty.map((column) => `WHEN nullif(trim(c${column}), '') IS NOT NULL THEN 'row-shifted'`).join(' ')
  return shifted === '' ? 'fault' : `CASE WHEN fault IS NOT NULL THEN fault ${shifted} END`
}

/** A header with quotation marks may hold newlines, which the bulk reader counts otherwise than we do. */
export async function quotesInSkippedLines(file: StageableFile): Promise<boolean> {
  if (file.skipLines === 0 || file.dialect.quote === '') return false
  const handle = await open(file.readable)
  try {
    const bytes = Buffer.alloc(262_144)
    const {bytesRead} = await handle.read(bytes, 0, bytes.length, 0)
    const lines = bytes.toString('utf8', 0, bytesRead).split(/\r\n|\n|\r/).slice(0, file.skipLines)
    // An even number of them on every line means that no quoted value goes on to the next.
    return lines.some((line) => line.split(file.dialect.quote).length % 2 === 0)
  } finally {
    await handle.close()
  }
}

/** Rewrites a file record by record: as many values as there are columns, and what is wrong with the row. Order and number of records stay. */
async function repair(file: StageableFile, path: string, context: TaskContext): Promise<void> {
  const out = createWriteStream(path)
  // A full disk must end in an error of this function, not in an event nobody listens to.
  const written = finished(out)
  written.catch(() => {})
  let pending: string[] = []
  const flush = async (): Promise<void> => {
    throwIfCancelled(context.signal)
    if (pending.length > 0 && !out.write(`${pending.join('\n')}\n`)) await Promise.race([once(out, 'drain'), written])
    pending = []
  }
  await scanRecords(file.readable, {...file.dialect, skipLines: file.skipLines}, (record) => {
    const values = fieldsOf(record.bytes.toString('utf8'), file.dialect).map((field) => field.text)
    const beyond = values.slice(file.columns.length).some((value) => value.trim() !== '')
    const fault = record.unclosed ? 'quote-unclosed' : beyond ? 'row-too-long' : ''
    pending.push([...file.columns.map((_, i) => values[i] ?? ''), fault].map(quoted).join(','))
    return true
  }, flush)
  await flush()
  out.end()
  await written
}

export function quoted(value: string): string {
  return value === '' ? '' : `"${value.replaceAll('"', '""')}"`
}
