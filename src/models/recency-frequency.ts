import type {Day} from '../base/day.js'
import {toMajor} from '../base/money.js'
import type {Purchases} from '../history/purchases.js'
import type {RecencyFrequency} from './baseline.js'

/**
 * What the models need to know of each customer: repeat purchase days, recency, age, mean value of a repeat purchase day.
 * Source of the definitions: Fader, Hardie & Lee (2005), "RFM and CLV"; several orders on one day are one purchase day, the
 * first day is not counted as a repeat and its value not in the mean.
 *
 * A purchase day is a day with an order that is not a refund. Orders of exactly zero count as visits (somebody was there:
 * eight first purchases of the CDNOW sample are such orders, and the published fits count them), negative totals do not.
 * Customers whose first purchase is after `until` have no row. The end of observation is `until` for everybody.
 */
export function summarise(purchases: Purchases, until: Day): RecencyFrequency {
  const size = purchases.customers.length
  const customer = new Int32Array(size)
  const x = new Int32Array(size)
  const tx = new Float64Array(size)
  const T = new Float64Array(size)
  const meanSpend = new Float64Array(size)
  const scale = toMajor(1, purchases.currency)
  let rows = 0
  for (let i = 0; i < size; i += 1) {
    let first = -1
    let last = -1
    let repeats = 0
    let spend = 0
    const end = purchases.offsets[i + 1]!
    for (let row = purchases.offsets[i]!; row < end; row += 1) {
      const day = purchases.days[row]!
      if (day > until) break
      const amount = purchases.amounts[row]!
      if (amount < 0) continue
      if (repeats === 0 && last === -1) first = day
      else if (day !== last) repeats += 1
      if (day !== first) spend += amount
      last = day
    }
    if (last === -1) continue
    customer[rows] = i
    x[rows] = repeats
    tx[rows] = last - first
    T[rows] = until - first
    meanSpend[rows] = repeats === 0 ? 0 : (spend / repeats) * scale
    rows += 1
  }
  return {
    customer: customer.subarray(0, rows), x: x.subarray(0, rows), tx: tx.subarray(0, rows),
    T: T.subarray(0, rows), meanSpend: meanSpend.subarray(0, rows),
  }
}

/** Customers with a row here and no sale: all they ever had were orders of exactly zero, which a history does not count as sales. */
export function customersWithoutSales({offsets, days, amounts}: Purchases, until: Day): number {
  let found = 0
  for (let i = 0; i + 1 < offsets.length; i += 1) {
    let [free, paid] = [false, false]
    for (let row = offsets[i]!; row < offsets[i + 1]! && days[row]! <= until; row += 1) {
      free ||= amounts[row]! === 0
      paid ||= amounts[row]! > 0
    }
    if (free && !paid) found += 1
  }
  return found
}
