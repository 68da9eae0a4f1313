import type {DuckDBConnection} from '@duckdb/node-api'
import {counted} from '../../base/counted.js'
import type {ImportPlan} from '../../tasks/import/plan.js'
import {rowsOf} from '../duckdb.js'
import {firstPlaces, type PlacedFinding} from './finding-places.js'

/** So many last digits are a number without its country or the zero before it; two people hardly share them. */
const OWN_DIGITS = 9

/** One phone written with and without its country is two customers: said, since only the shop knows its country. */
export async function phonesAlike(
  connection: DuckDBConnection, plan: ImportPlan, {batch}: {readonly batch: number},
): Promise<readonly PlacedFinding[]> {
  if (plan.customerKey !== 'phone') return []
  const pairs = `(SELECT min(customer) AS one, max(customer) AS other FROM spend WHERE length(customer) >= ${OWN_DIGITS}
    GROUP BY right(customer, ${OWN_DIGITS}) HAVING count(*) > 1)`
  const [row] = await rowsOf(connection, `SELECT count(*)::BIGINT AS phones, min_by(one, one) AS one, min_by(other, one) AS other FROM ${pairs}`)
  const rows = Number(row?.['phones'])
  if (rows === 0) return []
  const values = [String(row?.['one']), String(row?.['other'])]
  return [{code: 'phones-alike', rows, values,
    places: await firstPlaces(connection, `SELECT min(place) AS place FROM orders WHERE batch = ${batch} AND customer IN (SELECT other FROM ${pairs})
      GROUP BY customer`),
    message: `${counted(rows, 'phone number is', 'phone numbers are')} written in several ways (such as ${values[0]} and ${values[1]}): ` +
      'each way counts as a customer of its own. Write them all with their country, or all without, and import again.'}]
}
