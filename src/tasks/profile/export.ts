import {day, isoDay} from '../../base/day.js'
import {decimalText, roundMinor} from '../../base/money.js'
import {RFM_SEGMENTS} from '../../history/rfm.js'
import {TRENDS} from '../../history/trend.js'
import type {CustomerFacts} from './customers.js'
import {isDrifting} from './drifting.js'

/** Columns of `profile --export`, one row per customer. Names are stable; more may be added at the end. */
export const PROFILE_COLUMNS = [
  'customer', 'first_order', 'last_order', 'orders', 'revenue', 'average_order', 'orders_last_year', 'revenue_last_year',
  'segment', 'recency', 'frequency', 'monetary', 'loyal', 'trend', 'days_since_last', 'usual_gap_days', 'times_usual_gap', 'drifting',
  'probability_alive', 'probability_order', 'expected_orders', 'expected_orders_p10', 'expected_orders_p90', 'expected_revenue', 'expected_margin',
] as const

/** Writes rows somewhere, all or nothing. `src/files/table-export.ts` provides it. */
export interface TableExport {
  write(columns: readonly string[], rows: Iterable<readonly (string | number)[]>): Promise<void>
}

export interface ProfileExportOptions {
  readonly grossMargin: number | undefined
  readonly keyShown?: (key: string) => string
}

/**
 * One row per customer, in the order of what is shown of their keys: in the order of the keys themselves, codes could be put next to a
 * customer list. The key is all that says who it is. What is not known stays empty.
 */
export function* profileRows(customers: CustomerFacts, options: ProfileExportOptions): Generator<readonly (string | number)[]> {
  const {purchases, visits, rhythm, rfm, trend, loyal, outlook} = customers
  const money = (minor: number) => decimalText(roundMinor(minor), purchases.currency)
  const number = (value: number | undefined, places: number) => (value === undefined || Number.isNaN(value) ? '' : Number(value.toFixed(places)))
  const {grossMargin} = options
  for (const [row, key] of inShownOrder(customers, options.keyShown)) {
    const [orders, spend] = [visits.orders[row]!, visits.spend[row]!]
    yield [
      key, isoDay(day(visits.first[row]!)), isoDay(day(visits.last[row]!)),
      orders, money(spend), money(spend / orders), visits.ordersLastYear[row]!, money(visits.spendLastYear[row]!),
      ...(customers.segmented ? [RFM_SEGMENTS[rfm.segment[row]!]!, rfm.recency[row]!, rfm.frequency[row]!, rfm.money[row]!] : ['', '', '', '']),
      loyal.named === undefined ? '' : yesNo(loyal.named[row] === 1), trend === undefined ? '' : TRENDS[trend[row]!]!,
      visits.asOf - visits.last[row]!, number(rhythm.ownGap[row], 1), number(rhythm.lateness[row], 2), yesNo(isDrifting(customers, row)),
      number(outlook?.alive[row], 4), number(outlook?.chance[row], 4),
      number(outlook?.orders[row], 3), number(outlook?.ordersLow[row], 0), number(outlook?.ordersHigh[row], 0),
      outlook === undefined ? '' : money(outlook.revenue[row]!),
      outlook === undefined || grossMargin === undefined ? '' : money(outlook.revenue[row]! * grossMargin),
    ]
  }
}

/** Rows with what stands for their customer. */
function inShownOrder({purchases, visits}: CustomerFacts, keyShown: ((key: string) => string) | undefined): Iterable<readonly [number, string]> {
  const keys = Array.from(visits.customer, (customer) => purchases.customers[customer]!)
  if (keyShown === undefined) return keys.entries()
  const codes = keys.map(keyShown)
  return codes.map((code, row) => [row, code] as const).sort(([, a], [, b]) => (a < b ? -1 : 1))
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no'
}
