import type {ParetoNbdParameters} from '../baseline.js'
import {covarianceOf} from '../numerics/covariance.js'
import {type Opinion, SOME_RATE, WALL, withOpinions} from '../opinion.js'
import type {GroupedRows} from '../rows.js'
import {search, startOf} from '../search.js'
import {unfit} from '../unfit.js'
import type {ParetoNbdFit} from './fitted.js'
import {nbdFit} from './nbd.js'
import {paretoNbdObjective} from './likelihood.js'

/** Below this hazard over the longest age, drop-out cannot be told from none. */
const NO_DROPOUT = 1e-3
/** ln of a shape beyond which everybody has the same rate, or the same hazard, and larger shapes fit as well. */
const ALL_ALIKE = 4.5

/**
 * A weak opinion for bases too small to speak for themselves, in logarithms: r and s near 0.6 with a factor 2 either way (Pareto/NBD
 * fits of retail bases lie there: CDNOW .55 and .61, Fader, Hardie & Lee 2005), and a mean lifetime 1/(s/β) of about 20 weeks within
 * a factor 3.3. Nothing is assumed of how often customers buy.
 */
export const PARETO_OPINIONS: readonly Opinion[] = [
  {mean: Math.log(0.6), sd: 0.7, of: [[0, 1]]},
  {mean: Math.log(0.6), sd: 0.7, of: [[2, 1]]},
  {mean: Math.log(0.052 / 7), sd: 1.2, of: [[2, 1], [3, -1]]},
  SOME_RATE,
]

/** Maximum likelihood on logarithms. Times in days. Throws `model-unfit` where no maximum is found. */
export function fitParetoNbd(rows: GroupedRows, options: {readonly withPrior?: boolean; readonly start?: ParetoNbdParameters} = {}): ParetoNbdFit {
  const {withPrior = false} = options
  const start = startOf(rows)
  const likelihood = withPrior ? (of: GroupedRows) => withOpinions(paretoNbdObjective(of), of.total, PARETO_OPINIONS) : paretoNbdObjective
  const longest = rows.T.reduce((most, T) => Math.max(most, T), 0)
  const atBoundary = (at: Float64Array): boolean =>
    !withPrior && (Math.exp(at[2]! - at[3]!) * longest < NO_DROPOUT / 10 || at[0]! > ALL_ALIKE || at[2]! > ALL_ALIKE)
  const {best, objective} = search(rows, likelihood, options.start === undefined ? start : near(options.start, start), atBoundary)
  if (!best.converged) throw unfit(rows.total, best)
  const [r, alpha, s, beta] = [...best.at].map(Math.exp) as [number, number, number, number]
  if (!withPrior && (s / beta) * longest < NO_DROPOUT) return {...nbdFit(rows, longest), evaluations: best.evaluations}
  const {covariance, weak} = covarianceOf(objective, best.at, rows.total)
  const logLikelihood = withPrior ? -paretoNbdObjective(rows)(best.at, new Float64Array(4)) : -best.value
  return {
    parameters: {r, alpha, s, beta}, covariance, weak, withPrior, withoutDropout: false,
    logLikelihood: logLikelihood * rows.total, evaluations: best.evaluations,
  }
}

/** A start from an earlier fit, unless it lies at a boundary. */
function near({r, alpha, s, beta}: ParetoNbdParameters, start: readonly number[]): readonly number[] {
  const logs = [r, alpha, s, beta].map(Math.log)
  return logs.some((value, i) => Math.abs(value - start[i]!) > WALL / 2) ? start : logs
}
