import {weekday, type Day} from '../base/day.js'
import type {Purchases, TextColumn} from './purchases.js'
import type {Visits} from './visits.js'

/** How customers buy, as numbers side by side; one row per customer with a rhythm. */
export interface Behaviour {
  /** rows of the visits */
  readonly rows: Int32Array
  /** standardised features, `width` per row */
  readonly points: Float64Array
  readonly width: number
  /** order attribute `category` where the history has one, most spent-on first */
  readonly categories: readonly string[]
  /** shares of spend by category, `categories.length` per row */
  readonly shares: Float64Array
}

const FEWEST_VISITS = 3
const MOST_CATEGORIES = 6

/**
 * What recency, frequency and money do not say: how regular the rhythm is, how large the basket, weekends or weekdays, which categories.
 * Each feature has mean 0 and variance 1; a feature that is the same for everybody is left out.
 */
export function behaviour(purchases: Purchases, visits: Visits): Behaviour {
  const rows = visits.customer.map((_, row) => row).filter((row) => visits.visitDays[row]! >= FEWEST_VISITS)
  const category = purchases.attributes['category']
  const top = category === undefined ? [] : topCategories(purchases, category, visits.asOf)
  const width = 3 + top.length
  const raw = new Float64Array(rows.length * width)
  const shares = new Float64Array(rows.length * top.length)
  rows.forEach((row, i) => {
    const features = featuresOf(purchases, visits, row, category, top)
    raw.set(features, i * width)
    shares.set(features.subarray(3), i * top.length)
  })
  return {rows, ...standardised(raw, rows.length, width), categories: top.map((code) => category!.values[code]!), shares}
}

function featuresOf(purchases: Purchases, visits: Visits, row: number, category: TextColumn | undefined, top: readonly number[]): Float64Array {
  const {offsets, days, amounts} = purchases
  const customer = visits.customer[row]!
  let [gaps, squares, previous, weekend, spend] = [0, 0, visits.first[row]!, 0, 0]
  const features = new Float64Array(3 + top.length)
  for (let at = offsets[customer]!; at < offsets[customer + 1]! && days[at]! <= visits.asOf; at += 1) {
    const amount = amounts[at]!
    if (amount <= 0) continue
    const gap = days[at]! - previous
    if (gap > 0) {
      gaps += 1
      squares += gap * gap
      previous = days[at]!
    }
    if (weekday(days[at]! as Day) >= 6) weekend += amount
    spend += amount
    const place = category === undefined ? -1 : top.indexOf(category.codes[at]!)
    if (place >= 0) features[3 + place]! += amount
  }
  const mean = (visits.last[row]! - visits.first[row]!) / gaps
  features[0] = Math.sqrt(Math.max(0, squares / gaps - mean * mean)) / mean
  features[1] = Math.log(spend / visits.orders[row]!)
  features[2] = weekend / spend
  for (let place = 3; place < features.length; place += 1) features[place]! /= spend
  return features
}

function topCategories({amounts, days}: Purchases, {values, codes}: TextColumn, asOf: Day): number[] {
  const spend = new Float64Array(values.length)
  for (let at = 0; at < codes.length; at += 1) if (codes[at]! >= 0 && amounts[at]! > 0 && days[at]! <= asOf) spend[codes[at]!]! += amounts[at]!
  return [...spend.keys()].filter((code) => spend[code]! > 0).sort((a, b) => spend[b]! - spend[a]!).slice(0, MOST_CATEGORIES)
}

function standardised(raw: Float64Array, size: number, width: number): {readonly points: Float64Array; readonly width: number} {
  const kept: {readonly column: number; readonly mean: number; readonly sd: number}[] = []
  for (let column = 0; column < width; column += 1) {
    let [sum, squares] = [0, 0]
    for (let i = 0; i < size; i += 1) sum += raw[i * width + column]!
    const mean = sum / size
    for (let i = 0; i < size; i += 1) squares += (raw[i * width + column]! - mean) ** 2
    const sd = Math.sqrt(squares / size)
    if (sd > 1e-9) kept.push({column, mean, sd})
  }
  const points = new Float64Array(size * kept.length)
  for (let i = 0; i < size; i += 1) kept.forEach(({column, mean, sd}, k) => { points[i * kept.length + k] = (raw[i * width + column]! - mean) / sd })
  return {points, width: kept.length}
}
