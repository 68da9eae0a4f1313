import type {Day} from '../base/day.js'
import type {Purchases} from './purchases.js'

/** One row per customer with at least one purchase up to the as-of day: what every later question starts from. */
export interface Visits {
  /** index in `purchases.customers` */
  readonly customer: Int32Array
  readonly asOf: Day
  /** orders with a positive total */
  readonly orders: Int32Array
  /** distinct days with one */
  readonly visitDays: Int32Array
  readonly first: Int32Array
  readonly last: Int32Array
  /** minor units */
  readonly spend: Float64Array
  /** in the 12 months that end with the as-of day */
  readonly ordersLastYear: Int32Array
  readonly spendLastYear: Float64Array
  /** in the 12 months before those */
  readonly ordersYearBefore: Int32Array
  readonly spendYearBefore: Float64Array
}

/** Days: two years in a row are as long. */
export const YEAR = 365

/** Summary of every customer's purchases up to and including `asOf`. A year is 365 days, so that both years are as long. */
export function visitsOf({customers, offsets, days, amounts}: Purchases, asOf: Day): Visits {
  const n = customers.length
  const customer = new Int32Array(n)
  const [orders, visitDays, ordersLastYear, ordersYearBefore] = [new Int32Array(n), new Int32Array(n), new Int32Array(n), new Int32Array(n)]
  const [first, last] = [new Int32Array(n), new Int32Array(n)]
  const [spend, spendLastYear, spendYearBefore] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)]
  let row = 0
  for (let i = 0; i < n; i += 1) {
    let previous: number | undefined
    for (let at = offsets[i]!; at < offsets[i + 1]!; at += 1) {
      const [day, amount] = [days[at]!, amounts[at]!]
      if (amount <= 0 || day > asOf) continue
      if (previous === undefined) first[row] = day
      if (day !== previous) visitDays[row]! += 1
      previous = day
      last[row] = day
      orders[row]! += 1
      spend[row]! += amount
      const age = asOf - day
      if (age < YEAR) {
        ordersLastYear[row]! += 1
        spendLastYear[row]! += amount
      } else if (age < 2 * YEAR) {
        ordersYearBefore[row]! += 1
        spendYearBefore[row]! += amount
      }
    }
    if (previous === undefined) continue
    customer[row] = i
    row += 1
  }
  const integers = (column: Int32Array) => column.subarray(0, row)
  const numbers = (column: Float64Array) => column.subarray(0, row)
  return {
    customer: integers(customer), asOf, orders: integers(orders), visitDays: integers(visitDays), first: integers(first), last: integers(last),
    spend: numbers(spend), ordersLastYear: integers(ordersLastYear), spendLastYear: numbers(spendLastYear),
    ordersYearBefore: integers(ordersYearBefore), spendYearBefore: numbers(spendYearBefore),
  }
}
