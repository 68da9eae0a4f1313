import {monthIndex, type Day} from '../base/day.js'
import type {Purchases} from './purchases.js'

/** Customers by the period of their first purchase, and how many of them bought again so many periods later. */
export interface Cohorts {
  readonly unit: 'month' | 'year'
  /** oldest first; only periods in which somebody bought for the first time */
  readonly cohorts: readonly Cohort[]
}

export interface Cohort {
  /** month index (year × 12 + month − 1), or the year */
  readonly period: number
  readonly size: number
  /** `active[k]`: of the cohort, how many bought in the k-th period after the first; ends with the last period of the history */
  readonly active: readonly number[]
  /** minor units they spent in each period */
  readonly revenue: readonly number[]
}

/** Cohorts by month or year of first purchase. `active[0]` is the size. */
export function cohorts(purchases: Purchases, unit: 'month' | 'year'): Cohorts {
  const {customers, offsets, days, amounts} = purchases
  const periodOf = unit === 'month' ? monthIndex : (value: Day) => Math.floor(monthIndex(value) / 12)
  const cache = periodCache(purchases, periodOf)
  const first = cache(purchases.from)
  const count = cache(purchases.to) - first + 1
  const active = new Int32Array(count * count)
  const revenue = new Float64Array(count * count)
  for (let i = 0; i < customers.length; i += 1) {
    let start = -1
    let seen = -1
    for (let row = offsets[i]!; row < offsets[i + 1]!; row += 1) {
      if (amounts[row]! <= 0) continue
      const period = cache(days[row]!) - first
      if (start < 0) start = period
      const cell = start * count + period - start
      revenue[cell]! += amounts[row]!
      if (period === seen) continue
      active[cell]! += 1
      seen = period
    }
  }
  const rows = Array.from({length: count}, (_, start): Cohort => ({
    period: first + start,
    size: active[start * count]!,
    active: [...active.subarray(start * count, start * count + count - start)],
    revenue: [...revenue.subarray(start * count, start * count + count - start)],
  }))
  return {unit, cohorts: rows.filter(({size}) => size > 0)}
}

/** Period of a day, computed once per day instead of once per order. */
function periodCache({from, to}: Purchases, periodOf: (day: Day) => number): (day: number) => number {
  const periods = Int32Array.from({length: to - from + 1}, (_, i) => periodOf((from + i) as Day))
  return (day) => periods[day - from]!
}
