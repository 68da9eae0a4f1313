import {addMonths, day, type Day} from '../base/day.js'
import type {Purchases} from './purchases.js'

/** How long after the first purchase a second one counts. */
export type RepeatWindow = {readonly days: number} | {readonly months: number}

export interface RepeatRate {
  /** customers whose whole window lies before the last order of the history */
  readonly base: number
  /** of them, those who bought again on a later day within the window */
  readonly hits: number
  /** hits ÷ base; 0 without a base */
  readonly rate: number
}

/**
 * Of customers who could have come back within the window, the share who did. The same day does not count: a second receipt
 * is not a second visit.
 */
export function repeatRate(purchases: Purchases, window: RepeatWindow): RepeatRate {
  const {customers, offsets, days, amounts} = purchases
  const last = lastSale(purchases)
  let base = 0
  let hits = 0
  for (let i = 0; i < customers.length; i += 1) {
    let first = -1
    let second = -1
    for (let row = offsets[i]!; row < offsets[i + 1]!; row += 1) {
      if (amounts[row]! <= 0) continue
      if (first < 0) first = days[row]!
      else if (days[row]! > first) {
        second = days[row]!
        break
      }
    }
    if (first < 0) continue
    const end = windowEnd(day(first), window)
    if (end > last) continue
    base += 1
    if (second >= 0 && second <= end) hits += 1
  }
  return {base, hits, rate: base === 0 ? 0 : hits / base}
}

/** Day of the last purchase of anybody; the first day of the history where nothing was ever bought. */
export function lastSale({days, amounts, from}: Purchases): Day {
  let last: number = from
  for (let row = 0; row < days.length; row += 1) if (amounts[row]! > 0 && days[row]! > last) last = days[row]!
  return day(last)
}

function windowEnd(first: Day, window: RepeatWindow): Day {
  return 'days' in window ? day(first + window.days) : addMonths(first, window.months)
}
