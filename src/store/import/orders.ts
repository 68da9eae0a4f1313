import type {DuckDBConnection} from '@duckdb/node-api'
import {minorDigits} from '../../base/money.js'
import {articleColumns} from '../../tasks/import/article-columns.js'
import {attributeNames, type FilePlan, type ImportPlan, type Role} from '../../tasks/import/plan.js'
import {plainWords} from '../../tasks/plain-words.js'
import {rowsOf, sqlText} from '../duckdb.js'
import {EVENT_ORDER} from '../history/schema.js'
import {countRows, GOOD} from './census.js'
import {severalRows} from './evidence.js'
import {attributeColumn} from './staging.js'
import {NARROW_MONEY, narrowMoney, timeKnown} from './values.js'

const COLUMNS = 'batch, customer, order_id, day, second, amount, place, channel, category'

/** More lines at a time would not fit the memory: sums of texts are never written to disk meanwhile. */
const LINES_AT_A_TIME = 4_000_000

/**
 * Turns typed rows into orders. A row without order id is an order. Rows with one are kept as lines, and the order is their exact sum,
 * rounded half away from zero once.
 *
 * The same order in several files: a row that means what a row of the same order in another file means (`sameSql`) is the same sale exported
 * twice and counts once, whatever became of its other columns (two equal rows inside one file are two sales); a row that means something
 * else is a further line of the order. Where a file has one row per order, the order as the latest import has it counts. Nothing of this
 * depends on the sequence of the imports, and all lines are kept, so that undoing one import gives back what the others say.
 *
 * Returns how many of the new rows say what was there already, and how many orders stand in several files; where there are any, their lines
 * stay in the temporary table `compared`. `single`: every row is an order of its own.
 */
export async function writeOrders(
  connection: DuckDBConnection, plan: ImportPlan, ids: Ids, {several, linesAtATime = LINES_AT_A_TIME}: HowWritten,
): Promise<{readonly duplicate: number; readonly shared: number; readonly single: boolean}> {
  const [before] = await rowsOf(connection, 'SELECT count(*)::BIGINT AS orders FROM orders')
  const withIds = plan.files.some((file) => file.roles.order !== undefined)
  if (withIds) await writeLines(connection, plan, ids)
  const shared = withIds && (await findInSeveral(connection, plan, ids)) ? await findShared(connection, ids.firstFile) : 0
  if (shared > 0) {
    await connection.run(`CREATE OR REPLACE TEMP TABLE compared AS ${comparedSql(`lines WHERE ${sharedSql('lines')}`)}`)
    await connection.run(`DELETE FROM orders WHERE order_id IS NOT NULL AND ${sharedSql('orders')}`)
  }
  const rounding = roundedSql(plan)
  const single = plan.refund.column === 'none' && (!withIds || (shared === 0 && (several === false || !(await severalRows(connection, GOOD)))))
  if (single) await insertRows(connection, plan, ids.batch)
  else {
    if (withIds) await sumLines(connection, plan, ids.batch, {shared, linesAtATime})
    const parts = [
      `SELECT ${ids.batch}, customer, NULL AS order_id, day, second, ${rounding('amount')}, rowid AS place, channel, category FROM typed WHERE ${GOOD}
        AND order_id IS NULL`,
      // A refund that stands beside the total is an order of its own, on the day of the order it belongs to.
      ...(plan.refund.column !== 'none' ? [`SELECT ${ids.batch}, customer, NULL, day, second, ${rounding('-refund')}, rowid AS place, channel, category
        FROM typed WHERE ${GOOD} AND order_id IS NULL AND refund <> 0`] : []),
      ...(withIds ? [`SELECT ${ids.batch}, customer, order_id, day, second, amount, place, channel, category FROM sums`] : []),
      ...(shared > 0 ? [`SELECT * FROM (${sumSql(rounding, 'compared WHERE counts')})`] : []),
    ]
    await connection.run(`INSERT INTO orders (${COLUMNS}) SELECT * FROM (${parts.join(' UNION ALL ')}) t(${COLUMNS}) ORDER BY ${EVENT_ORDER}`)
  }
  await writeAttributes(connection, plan, ids.batch)
  await connection.run(`INSERT OR REPLACE INTO meta VALUES ('sorted', '${before?.['orders'] === 0 ? 'yes' : 'no'}')`)
  return {duplicate: shared > 0 ? await duplicates(connection, ids.batch) : 0, shared, single}
}

interface HowWritten {
  /** false: it is known that no order has several rows */
  readonly several: boolean | undefined
  readonly linesAtATime?: number | undefined
}

interface Ids {
  readonly batch: number
  readonly firstFile: number
}

/** Orders as sums of the new lines that stand in no other file, in the temporary table `sums`. */
async function sumLines(
  connection: DuckDBConnection, plan: ImportPlan, batch: number, {shared, linesAtATime}: {readonly shared: number; readonly linesAtATime: number},
): Promise<void> {
  const {rows} = await countRows(connection, {rows: GOOD})
  const parts = Math.max(1, Math.ceil(rows / linesAtATime))
  // Typed rows are narrower than lines; only refunds beside totals are lines without a row of their own.
  const lines = plan.refund.column === 'none'
    ? `(SELECT *, rowid AS place FROM typed WHERE ${GOOD} AND order_id IS NOT NULL) own WHERE true` : `lines own WHERE batch = ${batch}`
  const own = shared > 0 ? `${lines} AND NOT ${sharedSql('own')}` : lines
  for (let part = 0; part < parts; part += 1) {
    const sums = ownSumSql(plan, parts === 1 ? own : `${own} AND hash(order_id) % ${parts} = ${part}`)
    await connection.run(part === 0 ? `CREATE OR REPLACE TEMP TABLE sums AS ${sums}` : `INSERT INTO sums ${sums}`)
  }
}

/** As `sumSql` of one import: its places alone tell what came first, and plain integers are compared in a fraction of the time. */
function ownSumSql(plan: ImportPlan, lines: string): string {
  const has = (role: Role): boolean => plan.files.some((file) => file.roles[role] !== undefined)
  const timed = plan.files.some((file) => timeKnown(file))
  // Day and second as one number: days from long before 1900, 17 bits of seconds from −1.
  const day = timed ? `(moment >> 17)::INTEGER - ${DAYS_BEFORE}` : 'day'
  const second = timed ? '(moment & 131071)::INTEGER - 1' : '-1'
  const amount = roundedSql(plan)('amount')
  return `SELECT customer, order_id, ${day} AS day, ${second} AS second, ${amount} AS amount, place, channel, category FROM (
    SELECT customer, order_id, ${timed ? `min(((day + ${DAYS_BEFORE})::BIGINT << 17) + second + 1) AS moment` : 'min(day) AS day'}, sum(amount) AS amount,
      min(place) AS place, ${has('channel') ? 'arg_min(channel, place)' : 'NULL::VARCHAR'} AS channel,
      ${has('category') ? 'max_by(category, (amount, category))' : 'NULL::VARCHAR'} AS category
    FROM ${lines} GROUP BY customer, order_id)`
}

const DAYS_BEFORE = 1_000_000

/** What rows say beside what every order has, as far as it was asked for. */
async function writeAttributes(connection: DuckDBConnection, plan: ImportPlan, batch: number): Promise<void> {
  for (const [i, name] of attributeNames(plan).entries())
    await connection.run(`INSERT INTO order_attributes SELECT ${batch}, rowid, ${sqlText(name)}, ${attributeColumn(i)} FROM typed
      WHERE ${GOOD} AND ${attributeColumn(i)} IS NOT NULL ORDER BY rowid`)
}

/**
 * Rows that are orders by themselves: without order ids, or one row for each. What is the same in every row, or empty, is kept out of the
 * sort: it would double the bytes that move.
 */
async function insertRows(connection: DuckDBConnection, plan: ImportPlan, batch: number): Promise<void> {
  const [first] = await rowsOf(connection, 'SELECT typeof(amount) AS money, (SELECT max(rowid) FROM typed)::BIGINT AS last FROM typed LIMIT 1')
  const rounding = narrowRoundedSql(plan, String(first?.['money'])) ?? roundedSql(plan)
  const place = Number(first?.['last'] ?? 0) < 2 ** 32 ? 'rowid::UINTEGER' : 'rowid'
  const timed = plan.files.some((file) => timeKnown(file))
  const has = (role: Role): boolean => plan.files.some((file) => file.roles[role] !== undefined)
  const given = (role: Role, column: string): readonly string[] => (has(role) ? [column] : [])
  const real = ['customer', ...given('order', 'order_id'), 'day', ...(timed ? ['second'] : []), `${rounding('amount')} AS amount`, `${place} AS place`,
    ...given('channel', 'channel'), ...given('category', 'category')]
  await connection.run(`INSERT INTO orders (${COLUMNS})
    SELECT ${batch}, customer, ${has('order') ? 'order_id' : 'NULL'}, day, ${timed ? 'second' : '-1'}, amount, place, ${has('channel') ? 'channel' : 'NULL'},
      ${has('category') ? 'category' : 'NULL'}
    FROM (SELECT ${real.join(', ')} FROM typed WHERE ${GOOD} ORDER BY customer NULLS LAST, day,
      ${timed ? 'second, ' : ''}${has('order') ? 'order_id NULLS FIRST, ' : ''}place)`)
}

async function writeLines(connection: DuckDBConnection, plan: ImportPlan, ids: Ids): Promise<void> {
  const whole = plan.grain === 'line' ? 'false' : 'true'
  const layouts = plan.files.map((file, index) => `WHEN ${index} THEN hash(${sqlText(layoutOf(file))})`)
  const article = `coalesce(article, 0), CASE file ${layouts.join(' ')} END`
  await connection.run(`INSERT INTO lines
    SELECT ${ids.batch}, ${ids.firstFile} + file, order_id, customer, day, second, amount, rowid, channel, category, ${whole}, ${article}
    FROM typed WHERE ${GOOD} AND order_id IS NOT NULL`)
  if (plan.refund.column === 'none') return
  await connection.run(`INSERT INTO lines
    SELECT ${ids.batch}, ${ids.firstFile} + file, concat(order_id, ' refund'), customer, day, second, -refund, rowid, channel, category, ${whole},
      ${article}
    FROM typed WHERE ${GOOD} AND order_id IS NOT NULL AND refund <> 0`)
}

/**
 * Orders of the new files that may stand in several files, as hashes of their numbers in the temporary table `in_several`; false where there
 * are none. Only the new files' numbers are held in memory, however long the history is.
 */
async function findInSeveral(connection: DuckDBConnection, plan: ImportPlan, {firstFile}: Ids): Promise<boolean> {
  const earlier = await rowsOf(connection, `SELECT 1 AS one FROM lines WHERE file < ${firstFile} LIMIT 1`)
  const hashed = 'SELECT hash(order_id) AS number FROM lines'
  const found = [
    `${hashed} WHERE ${earlier.length > 0} AND file < ${firstFile} AND hash(order_id) IN (${hashed} WHERE file >= ${firstFile})`,
    ...(plan.files.length > 1 ? [`${hashed} WHERE file >= ${firstFile} GROUP BY hash(order_id) HAVING min(file) <> max(file)`] : []),
  ]
  await connection.run(`CREATE OR REPLACE TEMP TABLE in_several AS SELECT DISTINCT number FROM (${found.join(' UNION ALL ')})`)
  const [row] = await rowsOf(connection, 'SELECT count(*)::BIGINT AS numbers FROM in_several')
  return Number(row?.['numbers']) > 0
}

/** Of rows that belong to orders in several files (`findShared`). */
function sharedSql(rows: string): string {
  return `EXISTS (SELECT 1 FROM shared WHERE shared.order_id = ${rows}.order_id AND shared.customer = coalesce(${rows}.customer, ''))`
}

/** Orders of the new files with lines in more than one file. */
async function findShared(connection: DuckDBConnection, firstFile: number): Promise<number> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE shared AS
    SELECT order_id, coalesce(customer, '') AS customer FROM lines WHERE hash(order_id) IN (SELECT number FROM in_several)
    GROUP BY ALL HAVING min(file) <> max(file) AND max(file) >= ${firstFile}`)
  const [row] = await rowsOf(connection, 'SELECT count(*)::BIGINT AS orders FROM shared')
  return Number(row?.['orders'])
}

/** The names of the columns that name the article: rows of files with other columns cannot be compared by it. */
function layoutOf(file: FilePlan): string {
  return articleColumns(file.columns).map((column) => plainWords(file.columns[column]!)).join('|')
}

/**
 * Lines with a hash `same` of what each means, to be compared with the other lines of its order: when, how much, where, and which article. Where
 * no column names the article, or the order stands in files with different columns, the category has to do. `known` says that articles were
 * compared. Rows of older versions are compared as then among themselves, as whole rows.
 */
function sameSql(lines: string): string {
  const plain = 'hash(day, second, amount, channel, category)'
  return `SELECT *, min(coalesce(layout, 0)) OVER one = max(coalesce(layout, 0)) OVER one AND layout IS NOT NULL AND content <> 0 AS known,
      CASE WHEN known THEN hash(day, second, amount, channel, content)
        WHEN max(layout) OVER one IS NULL THEN content ELSE ${plain} END AS same
    FROM ${lines} WINDOW one AS (PARTITION BY order_id, customer)`
}

/** Lines of orders that stand in several files, with what tells whether each counts (`counts`): see `writeOrders`. */
function comparedSql(lines: string): string {
  return `
    SELECT *, CASE WHEN all_whole THEN file = latest ELSE nth = 1 END AS counts FROM (
      SELECT *, row_number() OVER (PARTITION BY order_id, customer, same, copy ORDER BY file) AS nth,
        max(file) OVER (PARTITION BY order_id, customer) AS latest,
        bool_and(whole) OVER (PARTITION BY order_id, customer) AS all_whole
      FROM (SELECT *, row_number() OVER (PARTITION BY order_id, customer, same, file ORDER BY place) AS copy FROM (${sameSql(lines)})))`
}

/** Of these lines, each sale once. */
export function countedSql(lines: string): string {
  return `SELECT * FROM (${comparedSql(lines)}) WHERE counts`
}

/** Orders as sums of lines: at the time of their first line; its channel; the category that most was spent on. */
export function sumSql(rounding: (amount: string) => string, lines: string): string {
  return `
    SELECT min(batch) AS batch, customer, order_id, min(day) AS day, min_by(second, (day, second)) AS second, ${rounding('sum(amount)')} AS amount,
      min_by(place, (batch, place)) AS place, min_by(channel, (batch, place)) AS channel, max_by(category, (amount, category)) AS category
    FROM ${lines} GROUP BY customer, order_id`
}

/** Minor units, half away from zero. */
export function roundedSql(plan: Pick<ImportPlan, 'currency'>): (amount: string) => string {
  const digits = minorDigits(plan.currency)
  return (amount) => `(round(${amount}, ${digits}) * ${10 ** digits})::BIGINT`
}

/**
 * As `roundedSql` for the narrow types of money and currencies of up to two decimals: every step holds 64 bits, and the largest amount
 * still fits. Undefined for others.
 */
function narrowRoundedSql(plan: Pick<ImportPlan, 'currency'>, money: string): ((amount: string) => string) | undefined {
  const digits = minorDigits(plan.currency)
  const minor = (amount: string): string => `(${amount} * ${10 ** digits}::DECIMAL(${digits + 1},0))::BIGINT`
  if (money === narrowMoney({decimals: digits}, plan.currency) && money !== NARROW_MONEY) return minor
  return money === NARROW_MONEY && digits <= 2 ? (amount) => minor(`round(${amount}, ${digits})::DECIMAL(${13 + digits},${digits})`) : undefined
}

/** New rows that count nothing: the row is in an earlier file too, or a later file has the order as it is now. */
async function duplicates(connection: DuckDBConnection, batch: number): Promise<number> {
  const [row] = await rowsOf(connection, `SELECT count(*)::BIGINT AS rows FROM compared WHERE batch = ${batch} AND NOT counts`)
  return Number(row?.['rows'])
}
