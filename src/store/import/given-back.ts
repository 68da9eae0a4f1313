import type {DuckDBConnection} from '@duckdb/node-api'
import type {FilePlan, ImportPlan} from '../../tasks/import/plan.js'
import {GOOD} from './census.js'
import {keySql} from './values.js'

/**
 * Whose refund a row of its own is. Payment services name the sender of the money in the customer's column, and of a refund that is the
 * shop: the receiver stands in another column, and the payment it belongs to in a third.
 */

/** SQL of the row's customer: of money given back its receiver, where the source has a column for it. */
export function customerSql(plan: ImportPlan, file: FilePlan): string {
  if (file.roles['refund-customer'] === undefined) return 'key'
  return `CASE WHEN paid < 0 THEN ${keySql('"refund-customer"', plan.customerKey, false)} ELSE key END`
}

/** Whether some rows name the order they give back. */
export function namesRefunded(plan: ImportPlan): boolean {
  return plan.files.some((file) => file.roles['refund-of'] !== undefined && file.roles.order !== undefined)
}

/** SQL of the order number that a row of money given back belongs to. */
export function refundedOrderSql(file: FilePlan, wholeNumbers: boolean): string {
  return file.roles['refund-of'] === undefined ? 'NULL::VARCHAR' : `CASE WHEN paid < 0 THEN ${keySql('"refund-of"', 'id', wholeNumbers)} END`
}

/**
 * Money given back is its payer's, as the order says that it belongs to: in the same import, or imported before. What belongs to a payment
 * that is left out, being no sale, is left out with it.
 */
export async function refundTheirPayers(connection: DuckDBConnection): Promise<void> {
  await connection.run(`UPDATE typed SET excluded = 'given-back' WHERE ${GOOD} AND refund_of IS NOT NULL
    AND refund_of IN (SELECT order_id FROM typed WHERE excluded IN ('other-type', 'status') AND order_id IS NOT NULL)
    AND refund_of NOT IN (SELECT order_id FROM typed WHERE ${GOOD} AND amount > 0 AND order_id IS NOT NULL UNION ALL SELECT order_id FROM lines)`)
  await connection.run(`UPDATE typed SET customer = payer.customer FROM (
      SELECT order_id, any_value(customer) AS customer FROM (
        SELECT order_id, customer FROM typed WHERE ${GOOD} AND amount > 0
        UNION ALL SELECT order_id, customer FROM lines WHERE amount > 0)
      WHERE order_id IN (SELECT refund_of FROM typed) AND customer IS NOT NULL
      GROUP BY order_id HAVING count(DISTINCT customer) = 1) payer
    WHERE typed.refund_of = payer.order_id`)
}
