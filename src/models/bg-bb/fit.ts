import {civil, type Day, monthIndex} from '../../base/day.js'
import {RegularsError} from '../../base/errors.js'
import type {Purchases} from '../../history/purchases.js'
import {covarianceOf} from '../numerics/covariance.js'
import {minimise, type Objective} from '../numerics/minimise.js'
import {walled} from '../opinion.js'
import {summarise} from '../recency-frequency.js'
import {type GroupedRows, groupRows} from '../rows.js'
import {forEachRepeatDay} from '../seasonality.js'
import {unfit} from '../unfit.js'
import {type BgBbParameters, logLikelihood} from './bg-bb.js'

/** How long one opportunity to buy is: a donation drive a year, a subscription box a month. */
export const OPPORTUNITIES = ['week', 'month', 'quarter', 'year'] as const
export type Opportunity = (typeof OPPORTUNITIES)[number]

export interface BgBbFit {
  readonly parameters: BgBbParameters
  /** 4 × 4, of the logarithms */
  readonly covariance: Float64Array
  readonly logLikelihood: number
  readonly customers: number
  readonly weak: boolean
}

/** Maximum likelihood of BG/BB over (x, last opportunity used, opportunities); rows of `T` = opportunities. Throws `model-unfit`. */
export function fitBgBb(rows: GroupedRows): BgBbFit {
  const objective = walled(byDifferences((at) => {
    const [alpha, beta, gamma, delta] = [Math.exp(at[0]!), Math.exp(at[1]!), Math.exp(at[2]!), Math.exp(at[3]!)]
    let sum = 0
    for (let i = 0; i < rows.x.length; i += 1)
      sum += rows.count[i]! * logLikelihood({alpha, beta, gamma, delta}, rows.x[i]!, rows.tx[i]!, rows.T[i]!)
    return -sum / rows.total
  }), [0, 0, 0, 0])
  const best = minimise(objective, [0, 0, Math.log(0.5), Math.log(2)], {tolerance: 1e-7})
  if (!best.converged) throw unfit(rows.total, best)
  const [alpha, beta, gamma, delta] = [...best.at].map(Math.exp) as [number, number, number, number]
  return {
    parameters: {alpha, beta, gamma, delta}, ...covarianceOf(objective, best.at, rows.total),
    logLikelihood: -best.value * rows.total, customers: rows.total,
  }
}

function byDifferences(value: (at: Float64Array) => number): Objective {
  const step = 1e-5
  return (at, gradient) => {
    for (let i = 0; i < at.length; i += 1) {
      const moved = Float64Array.from(at)
      moved[i] = at[i]! + step
      const above = value(moved)
      moved[i] = at[i]! - step
      gradient[i] = (above - value(moved)) / (2 * step)
    }
    return value(at)
  }
}

/**
 * Histories as opportunities taken or not: the one in which a customer first bought is not counted, later ones are up to the last that
 * is over by `until`. Customers who had none yet have no row.
 */
export function opportunitiesOf(purchases: Purchases, until: Day, opportunity: Opportunity): GroupedRows {
  const rf = summarise(purchases, until)
  const over = periodOf((until + 1) as Day, opportunity) - 1
  const first = Int32Array.from(rf.T, (T) => periodOf((until - T) as Day, opportunity))
  const x = new Int32Array(rf.x.length)
  const last = Int32Array.from(first)
  forEachRepeatDay(purchases, rf, until, (day, row) => {
    const period = periodOf(day as Day, opportunity)
    if (period === last[row] || period > over) return
    x[row]! += 1
    last[row] = period
  })
  const kept = Array.from(x.keys()).filter((row) => over > first[row]!)
  if (kept.length === 0)
    throw new RegularsError('input', 'model-unfit', `No customer has seen a whole ${opportunity} after the first purchase.`,
      'Choose a shorter --opportunity, or a later --until.')
  return groupRows({
    x: Int32Array.from(kept, (row) => x[row]!), tx: Float64Array.from(kept, (row) => last[row]! - first[row]!),
    T: Float64Array.from(kept, (row) => over - first[row]!),
  })
}

function periodOf(day: Day, opportunity: Opportunity): number {
  if (opportunity === 'week') return Math.floor((day + 3) / 7)
  if (opportunity === 'year') return civil(day).year
  return opportunity === 'month' ? monthIndex(day) : Math.floor(monthIndex(day) / 3)
}
