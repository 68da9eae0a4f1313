import type {Day} from '../base/day.js'
import type {FittedBaseline} from './fit-baseline.js'
import {expectedValue} from './gamma-gamma.js'
import {SeasonClock} from './season-clock.js'

/** Mean forecast for customers known at the end of the fit; row by row of `fitted.rf`. */
export interface CustomerForecast {
  readonly probabilityAlive: Float64Array
  /** purchase days in (until, to] */
  readonly purchases: Float64Array
  /** expected value of one purchase, major units */
  readonly value: Float64Array
}

/** Expected purchases of each known customer from the day after the fit up to `to`, with the season. */
export function forecastCustomers(fitted: FittedBaseline, to: Day): CustomerForecast {
  const {rf, rows, baseline, until, model} = fitted
  const aliveByGroup = model.alive(rows)
  const expected = model.future(rows, new SeasonClock(baseline.seasonality, until, to).between(until, to))
  return {
    probabilityAlive: Float64Array.from(rows.groupOf, (group) => aliveByGroup[group]!),
    purchases: Float64Array.from(rows.groupOf, (group) => expected[group]!),
    value: rf.meanSpend.map((mean, i) => expectedValue(baseline.spend, mean > 0 ? rf.x[i]! : 0, mean)),
  }
}

/**
 * Expected cumulative repeat purchases of all customers, from their first day on and without looking at what they did (the tracking
 * curve of Fader, Hardie & Lee 2005, fig. 3), at the end of each of `moments` (ascending).
 */
export function trackingCurve(fitted: FittedBaseline, moments: readonly number[]): Float64Array {
  const {calendar, until, from, baseline, model} = fitted
  const newcomers = new Map<number, number>()
  for (const T of calendar.T) newcomers.set(until - T, (newcomers.get(until - T) ?? 0) + 1)
  const last = moments[moments.length - 1] as Day
  const clock = new SeasonClock(baseline.seasonality, from, last)
  const expected = perDay((t) => model.expected(t), clock.between(from - 1, last))
  const total = new Float64Array(moments.length)
  for (const [first, count] of newcomers)
    moments.forEach((end, i) => {
      if (end > first) total[i]! += count * expected(clock.between(first, end))
    })
  return total
}

/** A smooth function from its values at whole days, remembered: exact there, by cubic interpolation between (error below 1e-7). */
function perDay(exact: (t: number) => number, longest: number): (t: number) => number {
  const days = Float64Array.from({length: Math.ceil(longest) + 4}, (_, day) => (day === 0 ? 0 : exact(day)))
  return (t) => {
    const day = Math.floor(t)
    if (day === t) return days[day]!
    const start = Math.max(0, day - 1)
    const u = t - start
    return (days[start]! * (u - 1) * (u - 2) * (u - 3)) / -6 + (days[start + 1]! * u * (u - 2) * (u - 3)) / 2
      + (days[start + 2]! * u * (u - 1) * (u - 3)) / -2 + (days[start + 3]! * u * (u - 1) * (u - 2)) / 6
  }
}
