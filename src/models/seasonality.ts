import {civil, type Day, monthIndex} from '../base/day.js'
import type {Purchases} from '../history/purchases.js'
import type {ParetoNbdParameters, RecencyFrequency} from './baseline.js'
import {expectedPurchases} from './pareto-nbd/expectations.js'
import {monthEnds, SeasonClock} from './season-clock.js'

/** Two years, less the month in which the first customer appeared: each month of the year must have been seen about twice. */
export const SEASON_DAYS = 700

/** Half days are fine enough for a clock that runs faster in December, and let customers share their integrals. */
const TICK = 0.5

const MONTH_DAYS = [31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** All 1. */
export function flatSeason(): Float64Array {
  return new Float64Array(12).fill(1)
}

/**
 * The same histories on a clock that runs as fast as people buy: a day in a month with multiplier 1.8 counts 1.8 days. Purchases at
 * rate λ · season(t) are purchases at rate λ on this clock, so the models hold on it as they are. Without it a base observed until
 * the end of December looks livelier than it is, and its forecast comes out too high (by 43 % in a simulated shop of the tests).
 */
export function onSeasonClock(calendar: RecencyFrequency, until: Day, seasonality: Float64Array): RecencyFrequency {
  const from = (until - calendar.T.reduce((most, T) => Math.max(most, T), 0)) as Day
  const clock = new SeasonClock(seasonality, from, until)
  const ticks = (start: number, end: number): number =>
    end === start ? 0 : Math.max(TICK, TICK * Math.round(clock.between(start, end) / TICK))
  return {
    ...calendar,
    T: calendar.T.map((T) => ticks(until - T, until)),
    tx: calendar.tx.map((tx, i) => ticks(until - calendar.T[i]!, until - calendar.T[i]! + tx)),
  }
}

/**
 * Month-of-year multipliers of repeat purchases, given the ones `parameters` were fitted with (all 1 at first; see `fitBaseline`).
 *
 * Each month's actual repeat purchases are compared with what the fitted model expects of the customers there were (which takes out
 * the growth of the base and its drop-out), then with the level of the twelve months around it (which takes out what else drifts).
 * The ratios of the same month in different years are averaged, weighted by expectation, and shrunk towards 1 as far as they
 * disagree between years more than months differ. Mean 1, weighted by days.
 */
export function seasonOf(
  purchases: Purchases, rf: RecencyFrequency, until: Day, parameters: ParetoNbdParameters, before: Float64Array,
): Float64Array {
  const from = (until - rf.T.reduce((most, T) => Math.max(most, T), 0)) as Day
  const ends = monthEnds(from, until)
  const clock = new SeasonClock(before, from, until)
  const expected = expectedByMonth(rf, until, parameters, ends, clock).map((value, i) => value / before[civil(ends[i]!).month - 1]!)
  const actual = actualByMonth(purchases, rf, until, monthIndex(from), ends.length)
  const ratio = expected.map((value, i) => (value > 0 ? actual[i]! / value : 1))
  const level = ratio.map((_, i) => levelAround(actual, expected, i))
  const months = ends.map((end) => civil(end).month - 1)
  return normalised(shrunk(months, ratio.map((value, i) => (level[i]! > 0 ? value / level[i]! : 1)), expected))
}

/** Repeat purchases expected in each stretch up to each of `ends`. */
function expectedByMonth(
  rf: RecencyFrequency, until: Day, parameters: ParetoNbdParameters, ends: readonly Day[], clock: SeasonClock,
): Float64Array {
  const newcomers = new Map<number, number>()
  for (const T of rf.T) newcomers.set(until - T, (newcomers.get(until - T) ?? 0) + 1)
  const cumulative = new Float64Array(ends.length)
  for (const [first, count] of newcomers)
    for (let i = 0; i < ends.length; i += 1)
      if (ends[i]! > first) cumulative[i]! += count * expectedPurchases(parameters, clock.between(first, ends[i]!))
  return cumulative.map((value, i) => value - (i === 0 ? 0 : cumulative[i - 1]!))
}

function actualByMonth(purchases: Purchases, rf: RecencyFrequency, until: Day, firstMonth: number, months: number): Float64Array {
  const actual = new Float64Array(months)
  forEachRepeatDay(purchases, rf, until, (day) => { actual[monthIndex(day as Day) - firstMonth]! += 1 })
  return actual
}

/** Calls `visit` for each repeat purchase day up to `until` of the customers in `rf`, in the sense of `summarise`. */
export function forEachRepeatDay(purchases: Purchases, rf: RecencyFrequency, until: Day, visit: (day: number, row: number) => void): void {
  for (let i = 0; i < rf.customer.length; i += 1) {
    const customer = rf.customer[i]!
    let last: number | undefined
    for (let row = purchases.offsets[customer]!; row < purchases.offsets[customer + 1]!; row += 1) {
      const day = purchases.days[row]!
      if (day > until) break
      if (purchases.amounts[row]! < 0 || day === last) continue
      if (last !== undefined) visit(day, i)
      last = day
    }
  }
}

/** Actual over expected in the year around month `i`: centred, and pushed inwards at the ends. */
function levelAround(actual: Float64Array, expected: Float64Array, i: number): number {
  const start = Math.max(0, Math.min(actual.length - 12, i - 6))
  let [a, e] = [0, 0]
  for (let j = start; j < Math.min(actual.length, start + 12); j += 1) {
    a += actual[j]!
    e += expected[j]!
  }
  return e > 0 ? a / e : 1
}

function shrunk(months: readonly number[], ratios: Float64Array, weights: Float64Array): Float64Array {
  const sums = new Float64Array(12)
  const totals = new Float64Array(12)
  ratios.forEach((ratio, i) => {
    sums[months[i]!]! += weights[i]! * ratio
    totals[months[i]!]! += weights[i]!
  })
  const means = sums.map((sum, m) => (totals[m]! > 0 ? sum / totals[m]! : 1))
  let [noise, noiseDegrees] = [0, 0]
  ratios.forEach((ratio, i) => {
    // A month hardly anybody could buy in says nothing about the noise of the others.
    if (weights[i]! < totals[months[i]!]! / 20) return
    noise += (ratio - means[months[i]!]!) ** 2
    noiseDegrees += 1
  })
  const spread = means.reduce((sum, mean) => sum + (mean - 1) ** 2, 0) / 11
  const years = Math.max(1, noiseDegrees / 12)
  const noiseOfMean = noise / Math.max(1, noiseDegrees - 12) / years
  const trust = spread > 0 ? Math.max(0, 1 - noiseOfMean / spread) : 0
  return means.map((mean) => 1 + trust * (mean - 1))
}

function normalised(multipliers: Float64Array): Float64Array {
  const days = MONTH_DAYS.reduce((sum, value) => sum + value, 0)
  const mean = multipliers.reduce((sum, value, m) => sum + value * MONTH_DAYS[m]!, 0) / days
  return multipliers.map((value) => Math.max(0.05, value / mean))
}
