import type {DuckDBConnection} from '@duckdb/node-api'
import type {Finding} from '../../tasks/import/plan.js'
import {rowsOf} from '../duckdb.js'
import {storeVersion} from './schema.js'

/** Customers files of whose customers nobody ever bought: most likely their key is another than in the orders. */

export const UNKNOWN_CUSTOMERS = 'customers-unknown'

/** The version of the store that has ids beside attributes. */
const WITH_IDS = 2

export function unknownCustomers(rows: number, theirs: string, ours: string): Finding {
  return {code: 'customers-unknown', rows, values: [theirs, ours], message: 'None of these customers has an order in the history. ' +
    `Customers there look like "${theirs}", here like "${ours}": choose the column with --map customer=COLUMN.`}
}

/**
 * What is to be said of each import of customers as the history is now, whatever came first: undefined where somebody has orders, or nobody
 * at all. Imports that left no trace of their customers are not in it. `merging`: customers are looked for as the people they are.
 */
export async function judgedCustomers(connection: DuckDBConnection, merging: boolean): Promise<ReadonlyMap<number, Finding | undefined>> {
  const judged = new Map<number, Finding | undefined>()
  const batches = await rowsOf(connection, `SELECT batch FROM batches WHERE kind = 'customers' ORDER BY batch`)
  if (batches.length === 0) return judged
  const [orders] = await rowsOf(connection, 'SELECT min(customer) AS customer FROM orders')
  const ids = (await storeVersion(connection)) < WITH_IDS ? '' : 'UNION SELECT batch, customer FROM customer_ids'
  for (const {batch} of batches) {
    const own = `SELECT customer FROM (SELECT batch, customer FROM customer_attributes ${ids}) WHERE batch = ${batch}`
    const [count] = await rowsOf(connection, `SELECT count(DISTINCT customer)::BIGINT AS customers, min(customer) AS example FROM (${own})`)
    if (Number(count?.['customers']) === 0) continue
    const keys = merging ? `SELECT coalesce(person, customer) FROM (${own}) LEFT JOIN people USING (customer)` : own
    const known = orders?.['customer'] === null || (await rowsOf(connection, `SELECT 1 AS one FROM orders WHERE customer IN (${keys}) LIMIT 1`)).length > 0
    judged.set(Number(batch), known ? undefined
      : unknownCustomers(Number(count?.['customers']), String(orders?.['customer']), String(count?.['example'])))
  }
  return judged
}
