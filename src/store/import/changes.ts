import type {DuckDBConnection} from '@duckdb/node-api'
import {counted} from '../../base/counted.js'
import {minorDigits} from '../../base/money.js'
import type {ImportPlan} from '../../tasks/import/plan.js'
import {rowsOf, sqlText} from '../duckdb.js'
import {firstPlaces, type PlacedFinding} from './finding-places.js'

/** Orders that were changed between two exports: both versions count, and nobody but the person knows which is right. */

interface Ids {
  readonly batch: number
  readonly firstFile: number
  /** orders of the new files that stand in several files: the temporary table `compared` is there where it is not 0 */
  readonly shared: number
}

export async function changedOrders(connection: DuckDBConnection, plan: ImportPlan, ids: Ids): Promise<readonly PlacedFinding[]> {
  if (plan.files.every((file) => file.roles.order === undefined)) return []
  return [...(ids.shared === 0 ? [] : await changedLines(connection, plan, ids)), ...(await changedCustomers(connection, ids))]
}

/**
 * Orders of which no file holds all lines of a day, although several speak of the same article then, or do not name articles. Orders that have
 * merely grown, parts of one export, and refunds on a later day are none.
 */
async function changedLines(connection: DuckDBConnection, plan: ImportPlan, {batch, firstFile}: Ids): Promise<readonly PlacedFinding[]> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE changed AS
    WITH held AS (
      SELECT order_id, coalesce(customer, '') AS customer, day, file, same, CASE WHEN known THEN content END AS article, bool_and(whole) AS whole,
        count(*) AS times
      FROM compared GROUP BY ALL),
    doubtful AS (
      SELECT order_id, customer, day FROM held GROUP BY order_id, customer, day, article
      HAVING count(DISTINCT file) > 1 AND max(file) >= ${firstFile} AND NOT bool_and(whole)),
    largest AS (
      SELECT order_id, customer, day, max(times) AS times FROM (SELECT order_id, customer, day, file, sum(times) AS times FROM held GROUP BY ALL)
      GROUP BY order_id, customer, day),
    together AS (
      SELECT order_id, customer, day, sum(times) AS times FROM (SELECT order_id, customer, day, same, max(times) AS times FROM held GROUP BY ALL)
      GROUP BY order_id, customer, day)
    SELECT DISTINCT order_id, customer, day FROM doubtful JOIN largest USING (order_id, customer, day) JOIN together USING (order_id, customer, day)
    WHERE together.times > largest.times`)
  const rows = `FROM compared WHERE (order_id, coalesce(customer, ''), day) IN (SELECT (order_id, customer, day) FROM changed)`
  const [found] = await rowsOf(connection, `
    SELECT (SELECT count(*) FROM (SELECT DISTINCT order_id, customer FROM changed))::BIGINT AS orders, arg_min(order_id, place) AS order_id,
      arg_min(coalesce(customer, ''), place) AS customer, arg_min(day, place)::INTEGER AS day ${rows} AND batch = ${batch}`)
  const orders = Number(found?.['orders'])
  if (orders === 0) return []
  const example = String(found?.['order_id'])
  const own = `compared WHERE order_id = ${sqlText(example)} AND coalesce(customer, '') = ${sqlText(String(found?.['customer']))}`
  const digits = minorDigits(plan.currency)
  const [sums] = await rowsOf(connection, `
    SELECT (SELECT round(sum(amount), ${digits})::DECIMAL(38,${digits})::VARCHAR FROM ${own} AND file = (SELECT max(file) FROM ${own})) AS latest,
      (SELECT round(sum(amount), ${digits})::DECIMAL(38,${digits})::VARCHAR FROM ${own} AND counts) AS counted`)
  const [latest, added] = [String(sums?.['latest']), String(sums?.['counted'])]
  const others = await otherImports(connection, rows, batch)
  return [{code: 'orders-changed', rows: orders, values: [example, latest, added, others.join(', ')], ...(others.length > 0 && {about: others}),
    places: await firstPlaces(connection, `SELECT place ${rows} AND batch = ${batch}`),
    message: `${counted(orders, 'order has', 'orders have')} different lines in several files (such as ${example}: ${latest} in the latest, ${added} with ` +
      `the lines of the others). All lines count. ${what(others)}`}]
}

function what(others: readonly number[]): string {
  return others.length === 0 ? 'If an order was changed between two exports, it counts too much: import the latest export alone.'
    : 'If an order was changed between two exports, it counts too much: export the whole time again, ' +
      `and take the older import back (${others.map((each) => `regulars import undo ${each}`).join(', ')}).`
}

/** The same order number on the same day with the same amount, under another customer than in earlier files. */
async function changedCustomers(connection: DuckDBConnection, {batch, firstFile}: Ids): Promise<readonly PlacedFinding[]> {
  const [some] = await rowsOf(connection, 'SELECT count(*)::BIGINT AS numbers FROM in_several')
  if (Number(some?.['numbers']) === 0) return []
  await connection.run(`CREATE OR REPLACE TEMP TABLE moved AS
    WITH twice AS (
      SELECT order_id, day FROM orders WHERE hash(order_id) IN (SELECT number FROM in_several)
      GROUP BY order_id, day, amount HAVING count(*) > 1)
    SELECT order_id, day, arg_min(customer, last) AS before, arg_max(customer, first) AS now FROM (
      SELECT order_id, day, coalesce(customer, '') AS customer, min(file) AS first, max(file) AS last FROM lines
      WHERE (order_id, day) IN (SELECT (order_id, day) FROM twice) GROUP BY ALL)
    GROUP BY order_id, day HAVING min(last) < max(first) AND max(first) >= ${firstFile}`)
  const rows = 'FROM lines WHERE (order_id, day) IN (SELECT (order_id, day) FROM moved)'
  const [found] = await rowsOf(connection, `
    SELECT (SELECT count(DISTINCT order_id) FROM moved)::BIGINT AS orders, arg_min(order_id, place) AS order_id, before, now
    FROM (SELECT place, moved.* FROM lines JOIN moved USING (order_id, day) WHERE batch = ${batch} ORDER BY place LIMIT 1) GROUP BY before, now`)
  const orders = Number(found?.['orders'] ?? 0)
  if (orders === 0) return []
  const [example, before, now] = [String(found?.['order_id']), String(found?.['before']), String(found?.['now'])]
  const others = await otherImports(connection, rows, batch)
  const named = (customer: string): string => (customer === '' ? 'nobody' : customer)
  return [{code: 'orders-moved', rows: orders, values: [example, before, now, others.join(', ')], ...(others.length > 0 && {about: others}),
    places: await firstPlaces(connection, `SELECT place ${rows} AND batch = ${batch}`),
    message: `${counted(orders, 'order has', 'orders have')} another customer than in an earlier file, the same day and amount (such as ${example}: ` +
      `${named(before)} before, ${named(now)} now). Such an order counts for both. ${what(others)}`}]
}

async function otherImports(connection: DuckDBConnection, rows: string, batch: number): Promise<readonly number[]> {
  return (await rowsOf(connection, `SELECT DISTINCT batch ${rows} AND batch <> ${batch} ORDER BY batch`)).map((row) => Number(row['batch']))
}
