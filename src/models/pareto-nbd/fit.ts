import {RegularsError} from '../../base/errors.js'
import type {ParetoNbdParameters} from '../baseline.js'
import {covarianceOf} from '../numerics/covariance.js'
import {type Minimum, minimise, type Objective} from '../numerics/minimise.js'
import type {GroupedRows} from '../rows.js'
import {nbdFit} from './nbd.js'
import {paretoNbdObjective} from './likelihood.js'

export interface ParetoNbdFit {
  readonly parameters: ParetoNbdParameters
  /** 4 × 4, of the logarithms; zero for what is not estimated */
  readonly covariance: Float64Array
  readonly logLikelihood: number
  /** no sign of drop-out in the data: NBD, written as Pareto/NBD with a hazard of nearly zero */
  readonly withoutDropout: boolean
  /** some parameter is hardly determined by the data: its uncertainty was limited to a factor e either way */
  readonly weak: boolean
  readonly withPrior: boolean
  readonly evaluations: number
}

/** Below this hazard over the longest age, drop-out cannot be told from none. */
const NO_DROPOUT = 1e-3
/** Parameters may go e^9-fold either way from where the search starts; a fit that leans on that wall says so. */
const WALL = 9

/**
 * A weak opinion for bases too small to speak for themselves, in logarithms: r and s near 0.6 with a factor 2 either way (Pareto/NBD
 * fits of retail bases lie there: CDNOW .55 and .61, Fader, Hardie & Lee 2005), and a mean lifetime 1/(s/β) of about 20 weeks within
 * a factor 3.3. Nothing is assumed of how often customers buy.
 */
export const PRIOR = {lnShape: Math.log(0.6), sdShape: 0.7, lnHazardPerDay: Math.log(0.052 / 7), sdHazard: 1.2}

/** Maximum likelihood on logarithms. Times in days. Throws `model-unfit` where no maximum is found. */
export function fitParetoNbd(rows: GroupedRows, options: {readonly withPrior?: boolean; readonly start?: ParetoNbdParameters} = {}): ParetoNbdFit {
  const {withPrior = false} = options
  const plain = paretoNbdObjective(rows)
  const start = startOf(rows)
  const objective = walled(withPrior ? withOpinion(plain, rows.total) : plain, start)
  const best = search(objective, options.start === undefined ? start : near(options.start, start))
  if (!best.converged) throw unfit(rows, best)
  const [r, alpha, s, beta] = [...best.at].map(Math.exp) as [number, number, number, number]
  const longest = rows.T.reduce((most, T) => Math.max(most, T), 0)
  if (!withPrior && (s / beta) * longest < NO_DROPOUT) return {...nbdFit(rows, longest), evaluations: best.evaluations}
  const {covariance, weak} = covarianceOf(objective, best.at, rows.total)
  const gradient = new Float64Array(4)
  return {
    parameters: {r, alpha, s, beta}, covariance, weak, withPrior, withoutDropout: false,
    logLikelihood: -plain(best.at, gradient) * rows.total, evaluations: best.evaluations,
  }
}

function startOf(rows: GroupedRows): number[] {
  let age = 0
  for (let i = 0; i < rows.T.length; i += 1) age += (rows.T[i]! * rows.count[i]!) / rows.total
  const half = Math.log(Math.max(age / 2, 1e-3))
  return [0, half, 0, half]
}

/** A start from an earlier fit, unless it lies at a boundary. */
function near({r, alpha, s, beta}: ParetoNbdParameters, start: readonly number[]): readonly number[] {
  const logs = [r, alpha, s, beta].map(Math.log)
  return logs.some((value, i) => Math.abs(value - start[i]!) > WALL / 2) ? start : logs
}

/** One start has always been enough where the data say something; the second is for luck. */
function search(objective: Objective, start: readonly number[]): Minimum {
  const first = minimise(objective, start)
  if (first.converged) return first
  const second = minimise(objective, start.map((value, i) => value + (i % 2 === 0 ? -0.7 : 0.4)))
  return second.converged || second.value < first.value ? second : first
}

/** A soft wall far away, so that a likelihood that keeps rising towards infinity has a maximum that can be recognised. */
export function walled(objective: Objective, start: readonly number[]): Objective {
  return (at, gradient) => {
    let value = objective(at, gradient)
    for (let i = 0; i < start.length; i += 1) {
      const beyond = Math.abs(at[i]! - start[i]!) - WALL
      if (beyond <= 0) continue
      value += beyond * beyond
      gradient[i]! += 2 * beyond * Math.sign(at[i]! - start[i]!)
    }
    return value
  }
}

function withOpinion(objective: Objective, customers: number): Objective {
  return (at, gradient) => {
    let value = objective(at, gradient)
    const lean = (distance: number, sd: number, ...places: readonly (readonly [number, number])[]): void => {
      value += (distance * distance) / (2 * sd * sd * customers)
      for (const [place, sign] of places) gradient[place]! += (sign * distance) / (sd * sd * customers)
    }
    lean(at[0]! - PRIOR.lnShape, PRIOR.sdShape, [0, 1])
    lean(at[2]! - PRIOR.lnShape, PRIOR.sdShape, [2, 1])
    lean(at[2]! - at[3]! - PRIOR.lnHazardPerDay, PRIOR.sdHazard, [2, 1], [3, -1])
    // Without a single repeat the rate is only known to be low: once per fifty customer-years, give or take a factor 20.
    lean(at[0]! - at[1]! - Math.log(1 / (50 * 365)), 5, [0, 1], [1, -1])
    return value
  }
}

function unfit(rows: GroupedRows, best: Minimum): RegularsError {
  return new RegularsError(
    'input', 'model-unfit',
    `The customer model could not be fitted to these ${rows.total} customers: the search stopped before a maximum.`,
    'Check that the dates are right and that one customer has one key; a longer history helps, or another --until.',
    {details: {evaluations: best.evaluations, gradient: best.gradient}},
  )
}
