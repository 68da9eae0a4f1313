import type {Purchases} from './purchases.js'
import {quantileOfSorted} from './quantiles.js'
import type {Visits} from './visits.js'

/** How often people come, and who is late by their own habits. */
export interface Rhythm {
  /** days between two visits, over all customers and gaps (frequent customers weigh more: they have more gaps) */
  readonly gapDays: {readonly p10: number; readonly p25: number; readonly median: number; readonly p75: number; readonly p90: number}
  readonly gaps: number
  /** median over customers of the customer's own usual gap (each customer weighs the same) */
  readonly typicalOwnGap: number
  /** customers by their own usual gap, in the order of RHYTHMS; customers with one visit are in none */
  readonly classes: readonly {readonly rhythm: RhythmClass; readonly customers: number}[]
  /** per row of the visits: the customer's own usual gap in days; NaN after one visit only */
  readonly ownGap: Float64Array
  /** per row: days since the last visit ÷ own gap; NaN where there is no own gap */
  readonly lateness: Float64Array
}

/** Upper limits of the own gap in days. */
export const RHYTHMS = {weekly: 10, fortnightly: 21, monthly: 45, quarterly: 120, rarer: Number.POSITIVE_INFINITY} as const
export type RhythmClass = keyof typeof RHYTHMS
const CLASSES = Object.keys(RHYTHMS) as RhythmClass[]

/** From this many own gaps without a visit a customer counts as overdue: someone who comes at random stays away so long once in 12 times. */
export const OVERDUE = 2.5
/** Beyond so many own gaps a customer is rather lost than late: once in 400 times. */
export const LOST = 6

/**
 * Days between visits (orders of one day are one visit). The own gap of a customer with few visits leans on everybody's median, as
 * if one such gap had been seen, because two visits in one week do not make a weekly customer.
 */
export function rhythm(purchases: Purchases, visits: Visits): Rhythm {
  const all = gapsOf(purchases, visits)
  const median = quantileOfSorted(all, 0.5)
  const n = visits.customer.length
  const ownGap = new Float64Array(n).fill(Number.NaN)
  const lateness = new Float64Array(n).fill(Number.NaN)
  const counts = CLASSES.map(() => 0)
  for (let row = 0; row < n; row += 1) {
    const gaps = visits.visitDays[row]! - 1
    if (gaps < 1) continue
    const gap = (visits.last[row]! - visits.first[row]! + median) / (gaps + 1)
    ownGap[row] = gap
    lateness[row] = (visits.asOf - visits.last[row]!) / gap
    counts[CLASSES.findIndex((name) => gap <= RHYTHMS[name])]! += 1
  }
  return {
    gapDays: {
      p10: quantileOfSorted(all, 0.1), p25: quantileOfSorted(all, 0.25), median,
      p75: quantileOfSorted(all, 0.75), p90: quantileOfSorted(all, 0.9),
    },
    gaps: all.length,
    typicalOwnGap: quantileOfSorted(ownGap.filter((gap) => gap > 0).sort(), 0.5),
    classes: CLASSES.map((name, i) => ({rhythm: name, customers: counts[i]!})),
    ownGap,
    lateness,
  }
}

/** All gaps between visits, sorted. */
function gapsOf({offsets, days, amounts}: Purchases, visits: Visits): Int32Array {
  const total = visits.visitDays.reduce((sum, each) => sum + each - 1, 0)
  const gaps = new Int32Array(total)
  let at = 0
  for (const customer of visits.customer) {
    let previous: number | undefined
    for (let row = offsets[customer]!; row < offsets[customer + 1]!; row += 1) {
      const day = days[row]!
      if (amounts[row]! <= 0 || day > visits.asOf || day === previous) continue
      if (previous !== undefined) gaps[at++] = day - previous
      previous = day
    }
  }
  return gaps.sort()
}
