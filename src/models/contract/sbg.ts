import {covarianceOf} from '../numerics/covariance.js'
import {minimise, type Objective} from '../numerics/minimise.js'
import {digamma, logBeta} from '../numerics/special.js'
import {walled} from '../opinion.js'
import {unfit} from '../unfit.js'
import type {Spells} from './spells.js'

/** Chance of not renewing, Beta(alpha, beta) over customers. Source: Fader & Hardie (2007), "How to Project Customer Retention". */
export interface SbgParameters {
  readonly alpha: number
  readonly beta: number
}

export interface SbgFit {
  readonly parameters: SbgParameters
  readonly covariance: Float64Array
  readonly logLikelihood: number
}

/** Share still there after `t` renewals (eq. 6). */
export function survival({alpha, beta}: SbgParameters, t: number): number {
  return Math.exp(logBeta(alpha, beta + t) - logBeta(alpha, beta))
}

/** Share of those there after `t` − 1 renewals who renew once more (eq. 8): it rises, because the ones likely to leave have left. */
export function retentionRate({alpha, beta}: SbgParameters, t: number): number {
  return (beta + t - 1) / (alpha + beta + t - 1)
}

/** Periods a newcomer is expected to pay for, of the next `periods`, the first one included. */
export function expectedPeriods(parameters: SbgParameters, periods: number): number {
  let sum = 0
  for (let t = 0; t < periods; t += 1) sum += survival(parameters, t)
  return sum
}

/** Maximum likelihood on logarithms. Throws `model-unfit`. */
export function fitSbg(spells: Spells): SbgFit {
  const total = spells.ended.reduce((sum, n) => sum + n, 0) + spells.running.reduce((sum, n) => sum + n, 0)
  const plain: Objective = (at, gradient) => {
    const [a, b] = [Math.exp(at[0]!), Math.exp(at[1]!)]
    let [value, da, db] = [0, 0, 0]
    const none = digamma(a + b)
    const add = (count: number, left: number, stayed: number): void => {
      const both = none - digamma(a + b + left + stayed)
      value += count * (logBeta(a + left, b + stayed) - logBeta(a, b))
      da += count * (both + digamma(a + left) - digamma(a))
      db += count * (both + digamma(b + stayed) - digamma(b))
    }
    spells.ended.forEach((count, renewals) => { if (count > 0) add(count, 1, renewals) })
    spells.running.forEach((count, renewals) => { if (count > 0) add(count, 0, renewals) })
    gradient[0] = (-a * da) / total
    gradient[1] = (-b * db) / total
    return -value / total
  }
  const objective = walled(plain, [0, 0])
  const best = minimise(objective, [0, 0])
  if (!best.converged) throw unfit(total, best)
  return {
    parameters: {alpha: Math.exp(best.at[0]!), beta: Math.exp(best.at[1]!)}, logLikelihood: -best.value * total,
    covariance: covarianceOf(objective, best.at, total).covariance,
  }
}

/** Kaplan & Meier (1958): share still there after each number of renewals, without any model. */
export function kaplanMeier({ended, running}: Spells): readonly number[] {
  let there = ended.reduce((sum, n) => sum + n, 0) + running.reduce((sum, n) => sum + n, 0)
  const curve = [1]
  let share = 1
  for (let renewals = 0; renewals < ended.length && there > 0; renewals += 1) {
    // Those whose spell is still running after this many renewals have not been asked for the next one yet.
    there -= running[renewals]!
    if (there <= 0) break
    share *= 1 - ended[renewals]! / there
    there -= ended[renewals]!
    curve.push(share)
  }
  return curve
}
