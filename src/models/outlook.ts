import type {Day} from '../base/day.js'
import type {FittedBaseline} from './fit-baseline.js'
import {type CustomerForecast, forecastCustomers} from './forecast.js'
import {FutureCounts} from './future-counts.js'
import {SeasonClock} from './season-clock.js'

/** What is to be expected of each known customer over a horizon; row by row of `fitted.rf`. */
export interface Outlook {
  readonly to: Day
  /** the horizon on the clock of the fit: average days with a season, days without */
  readonly length: number
  readonly forecast: CustomerForecast
  /** chance of at least one purchase day */
  readonly chance: Float64Array
  /** 10 % and 90 % points of the number of purchase days, chance included */
  readonly low: Float64Array
  readonly high: Float64Array
  /** purchase days she would make if she were still a customer for certain */
  readonly ifAlive: Float64Array
}

/** The outlook of every customer at the end of the fit, by conditional expectation: nothing is drawn. */
export function outlook(fitted: FittedBaseline, to: Day): Outlook {
  const {rows, baseline, until} = fitted
  const length = new SeasonClock(baseline.seasonality, until, to).between(until, to)
  const forecast = forecastCustomers(fitted, to)
  const groups = rows.x.length
  const [chance, low, high] = [new Float64Array(groups), new Float64Array(groups), new Float64Array(groups)]
  const first = new Int32Array(groups).fill(-1)
  for (let i = 0; i < rows.groupOf.length; i += 1) if (first[rows.groupOf[i]!]! < 0) first[rows.groupOf[i]!] = i
  const counts = new FutureCounts(baseline.parameters, length)
  for (let group = 0; group < groups; group += 1) {
    const customer = {x: rows.x[group]!, T: rows.T[group]!, alive: forecast.probabilityAlive[first[group]!]!}
    chance[group] = counts.chance(customer)
    const [p10, p90] = counts.quantiles(customer, [0.1, 0.9])
    low[group] = p10!
    high[group] = p90!
  }
  const each = (column: Float64Array) => Float64Array.from(rows.groupOf, (group) => column[group]!)
  return {
    to, length, forecast, chance: each(chance), low: each(low), high: each(high),
    ifAlive: forecast.purchases.map((n, i) => (forecast.probabilityAlive[i]! > 0 ? n / forecast.probabilityAlive[i]! : 0)),
  }
}
