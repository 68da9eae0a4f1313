import type {DuckDBConnection} from '@duckdb/node-api'
import {counted} from '../../base/counted.js'
import type {ImportPlan} from '../../tasks/import/plan.js'
import {rowsOf, sqlText} from '../duckdb.js'
import {GOOD} from './census.js'
import {firstPlaces, type PlacedFinding} from './finding-places.js'
import {statuses} from './status.js'

/**
 * Sales that a source calls refunded, and tells of in no other way, are left out. A row below zero is the money given back, whatever it is
 * called: it counts, unless the sale that it gives back is left out. Then it is left out too, or the sale would be taken away twice.
 */
export async function leaveOutGivenBack(connection: DuckDBConnection, plan: ImportPlan): Promise<void> {
  if (plan.files.every((file) => file.roles.status === undefined)) return
  const texts = await givenBackTexts(connection, plan)
  if (texts.length > 0) {
    const called = `status IN (${texts.map(sqlText).join(', ')})`
    await connection.run(`UPDATE typed SET excluded = 'status', problem = NULL WHERE excluded IS NULL AND ${called} AND NOT coalesce(amount < 0, false)`)
    await connection.run(`CREATE OR REPLACE TEMP TABLE left_out AS SELECT rowid AS place, file, order_id, customer, day, amount FROM typed
      WHERE excluded = 'status' AND ${called} AND amount > 0`)
    await keepWhatOthersCount(connection)
    await leaveOutOfOrders(connection, called)
    await leaveOutAlike(connection)
  }
  // Where the total and the status of an order stand on its first row, its other rows go with it.
  if (plan.grain === 'order-total-on-first-row')
    await connection.run(`UPDATE typed SET excluded = 'status', status = first.status FROM (
      SELECT file, order_id, any_value(status) AS status FROM typed WHERE excluded = 'status' AND order_id IS NOT NULL GROUP BY ALL) first
      WHERE typed.excluded = 'further-line' AND typed.file = first.file AND typed.order_id = first.order_id`)
}

async function givenBackTexts(connection: DuckDBConnection, plan: ImportPlan): Promise<readonly string[]> {
  const found = await statuses(connection, plan)
  return [...new Set([...plan.status.givenBack, ...found.filter(({meaning}) => meaning === 'given-back').map(({text}) => text)])]
}

/** A sale that another file has from before it was given back counts there: what gives it back counts too. */
async function keepWhatOthersCount(connection: DuckDBConnection): Promise<void> {
  const [some] = await rowsOf(connection, 'SELECT 1 AS one FROM left_out WHERE order_id IS NOT NULL LIMIT 1')
  if (some === undefined) return
  await connection.run(`DELETE FROM left_out WHERE EXISTS (SELECT 1 FROM (
      SELECT -1 AS file, order_id, customer, day, amount FROM lines
      UNION ALL SELECT file, order_id, customer, day, amount FROM typed WHERE ${GOOD} AND order_id IS NOT NULL) sold
    WHERE sold.file <> left_out.file AND sold.order_id = left_out.order_id AND sold.customer IS NOT DISTINCT FROM left_out.customer
      AND sold.day = left_out.day AND sold.amount = left_out.amount)`)
}

/**
 * Rows below zero of an order whose sale is left out, by the order's number on them: those called refunded too, those of an order of which
 * nothing else counts (its discounts among them), and those over the very amount.
 */
async function leaveOutOfOrders(connection: DuckDBConnection, called: string): Promise<void> {
  await connection.run(`UPDATE typed SET excluded = 'given-back' FROM (
      SELECT order_id, list(amount) AS amounts, sum(amount) AS total, list(DISTINCT customer) AS customers,
        order_id NOT IN (SELECT order_id FROM typed WHERE ${GOOD} AND amount > 0 AND order_id IS NOT NULL) AS whole
      FROM left_out WHERE order_id IS NOT NULL GROUP BY order_id) sale
    WHERE ${GOOD} AND typed.amount < 0 AND sale.order_id = coalesce(typed.refund_of, typed.order_id)
      AND (typed.refund_of IS NOT NULL OR typed.customer IS NULL OR list_contains(sale.customers, typed.customer))
      AND (whole OR ${called} OR list_contains(sale.amounts, -typed.amount) OR sale.total = -typed.amount)`)
}

/** Rows below zero that name no sale: those over the amount of a sale left out of the same customer, not before it, one for each. */
async function leaveOutAlike(connection: DuckDBConnection): Promise<void> {
  const inTurn = 'PARTITION BY customer, amount ORDER BY day, NOT sold, place ROWS BETWEEN UNBOUNDED PRECEDING AND'
  // `waiting`: sales less refunds so far. A refund that brings it to where it never was has no sale before it.
  await connection.run(`UPDATE typed SET excluded = 'given-back' FROM (
      SELECT place FROM (
        SELECT *, min(waiting) OVER (${inTurn} 1 PRECEDING) AS lowest FROM (
          SELECT *, sum(CASE WHEN sold THEN 1 ELSE -1 END) OVER (${inTurn} CURRENT ROW) AS waiting FROM (
            SELECT place, customer, amount, day, true AS sold FROM left_out WHERE customer IS NOT NULL
              AND coalesce(order_id NOT IN (SELECT coalesce(refund_of, order_id) FROM typed WHERE excluded = 'given-back' AND order_id IS NOT NULL), true)
            UNION ALL
            SELECT rowid, customer, -amount, day, false FROM typed
            WHERE ${GOOD} AND amount < 0 AND customer IS NOT NULL AND refund_of IS NULL AND (order_id IS NULL OR (
              order_id NOT IN (SELECT order_id FROM typed WHERE amount > 0 AND order_id IS NOT NULL) AND order_id NOT IN (SELECT order_id FROM lines))))))
      WHERE NOT sold AND waiting >= least(coalesce(lowest, 0), 0)) twin
    WHERE typed.rowid = twin.place`)
}

/** Said aloud: refunds that count although a list of words would leave them out, and refunds that do not. */
export async function givenBackFindings(connection: DuckDBConnection, plan: ImportPlan): Promise<readonly PlacedFinding[]> {
  const kept = plan.files.every((file) => file.roles.status === undefined) ? []
    : (await statuses(connection, plan)).filter(({meaning}) => meaning === 'given-back')
  // What was told to be a credit note by its number, is told there.
  const refunds = `FROM typed WHERE ${GOOD} AND status IN (${kept.map(({text}) => sqlText(text)).join(', ')}) AND rowid NOT IN (SELECT place FROM credit_notes)`
  const [count] = kept.length === 0 ? [] : await rowsOf(connection, `SELECT count(*)::BIGINT AS rows ${refunds}`)
  const rows = Number(count?.['rows'] ?? 0)
  const out = `FROM typed WHERE excluded = 'given-back'`
  const [left] = await rowsOf(connection, `SELECT count(*)::BIGINT AS rows, arg_min(coalesce(refund_of, order_id, customer), rowid) AS example ${out}`)
  const [leftRows, example] = [Number(left?.['rows']), String(left?.['example'])]
  return [
    ...(rows === 0 ? [] : [{code: 'status-refunds', rows, values: [kept[0]!.text],
      places: await firstPlaces(connection, `SELECT rowid AS place ${refunds}`),
      message: `${counted(rows, 'row')} with a status such as "${kept[0]!.text}" and an amount below zero: counted as money given back.`}]),
    ...(leftRows === 0 ? [] : [{code: 'refunds-left-out', rows: leftRows, values: [example],
      places: await firstPlaces(connection, `SELECT rowid AS place ${out}`),
      message: `${counted(leftRows, 'refund belongs to a sale that is', 'refunds belong to sales that are')} left out (such as ${example}): ` +
        'left out with it, so that nothing is taken away twice.'}]),
  ]
}
