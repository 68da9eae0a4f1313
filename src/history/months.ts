import {monthIndex, type Day} from '../base/day.js'
import type {Purchases} from './purchases.js'

/** What each month brought, from new customers (their first order's month) and from those who came back. Minor units. */
export interface Month {
  /** year × 12 + month − 1 */
  readonly month: number
  readonly orders: number
  readonly customers: number
  readonly newCustomers: number
  readonly revenueNew: number
  readonly revenueReturning: number
}

/** Every month of the history, empty ones included. Revenue of a customer's first month counts as new. */
export function months(purchases: Purchases): Month[] {
  const {customers, offsets, days, amounts, from, to} = purchases
  const first = monthIndex(from)
  const table = Array.from({length: monthIndex(to) - first + 1}, (_, i) =>
    ({month: first + i, orders: 0, customers: 0, newCustomers: 0, revenueNew: 0, revenueReturning: 0}))
  const monthOf = Int32Array.from({length: to - from + 1}, (_, i) => monthIndex((from + i) as Day) - first)
  for (let i = 0; i < customers.length; i += 1) {
    let [joined, seen] = [-1, -1]
    for (let row = offsets[i]!; row < offsets[i + 1]!; row += 1) {
      const amount = amounts[row]!
      if (amount <= 0) continue
      const at = monthOf[days[row]! - from]!
      const month = table[at]!
      if (joined < 0) {
        joined = at
        month.newCustomers += 1
      }
      if (seen !== at) month.customers += 1
      seen = at
      month.orders += 1
      if (at === joined) month.revenueNew += amount
      else month.revenueReturning += amount
    }
  }
  return table
}
