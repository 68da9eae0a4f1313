import {covarianceOf} from '../numerics/covariance.js'
import {minimise, type Objective} from '../numerics/minimise.js'
import {digamma, gammaln} from '../numerics/special.js'
import type {GroupedRows} from '../rows.js'
import type {ParetoNbdFit} from './fitted.js'

/** Minus the mean log-likelihood of NBD (nobody ever drops out) in ln r, ln α. Source: Ehrenberg (1959), here in the order of events. */
export function nbdObjective(rows: GroupedRows): Objective {
  return (at, gradient) => {
    const [r, alpha] = [Math.exp(at[0]!), Math.exp(at[1]!)]
    const memory = new Map<number, readonly [number, number]>()
    let [value, dr, dAlpha] = [0, 0, 0]
    for (let i = 0; i < rows.x.length; i += 1) {
      const x = rows.x[i]!
      let front = memory.get(x)
      if (front === undefined) {
        front = [gammaln(r + x) - gammaln(r), digamma(r + x) - digamma(r)]
        memory.set(x, front)
      }
      const log = Math.log(alpha + rows.T[i]!)
      value += rows.count[i]! * (front[0] + r * at[1]! - (r + x) * log)
      dr += rows.count[i]! * (front[1] + at[1]! - log)
      dAlpha += rows.count[i]! * (r / alpha - (r + x) / (alpha + rows.T[i]!))
    }
    gradient[0] = (-r * dr) / rows.total
    gradient[1] = (-alpha * dAlpha) / rows.total
    return -value / rows.total
  }
}

/** NBD in the clothes of Pareto/NBD: a hazard so small (1e-8 over the longest age) that nobody drops out within any horizon asked for. */
export function nbdFit(rows: GroupedRows, longest: number): Omit<ParetoNbdFit, 'evaluations'> {
  const objective = nbdObjective(rows)
  const best = minimise(objective, [0, Math.log(Math.max(longest / 2, 1e-3))])
  const {covariance: two, weak} = covarianceOf(objective, best.at, rows.total)
  const covariance = new Float64Array(16)
  covariance.set(two.subarray(0, 2), 0)
  covariance.set(two.subarray(2, 4), 4)
  return {
    parameters: {r: Math.exp(best.at[0]!), alpha: Math.exp(best.at[1]!), s: 1, beta: 1e8 * Math.max(longest, 1)},
    covariance, weak, withPrior: false, withoutDropout: true, logLikelihood: -best.value * rows.total,
  }
}
