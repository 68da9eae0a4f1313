import type {GammaGammaParameters} from './baseline.js'
import {covarianceOf} from './numerics/covariance.js'
import {minimise, type Objective} from './numerics/minimise.js'
import {digamma, gammaln} from './numerics/special.js'
import {walled} from './opinion.js'

/** Customers with at least one purchase of known value: how many, and their mean value. */
export interface SpendSample {
  readonly x: Float64Array
  readonly mean: Float64Array
}

export interface GammaGammaFit {
  readonly parameters: GammaGammaParameters
  /** 3 × 3, of the logarithms */
  readonly covariance: Float64Array
  readonly logLikelihood: number
  readonly customers: number
  readonly weak: boolean
  readonly withPrior: boolean
  /** why the plain maximum could not be used, if so */
  readonly fallback: 'none' | 'heavy-tail' | 'constant'
}

/** Log-likelihood of a mean of `x` purchases. Source: Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value", eq. 1a. */
export function logLikelihood({p, q, gamma}: GammaGammaParameters, x: number, mean: number): number {
  return gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * Math.log(gamma) + (p * x - 1) * Math.log(mean)
    + p * x * Math.log(x) - (p * x + q) * Math.log(gamma + x * mean)
}

/** E[mean value of a customer | x purchases of this mean] (eq. 5). Infinite where the customers' own mean has none (p·x + q ≤ 1). */
export function expectedValue({p, q, gamma}: GammaGammaParameters, x: number, mean: number): number {
  const degrees = p * x + q - 1
  return degrees > 0 ? (p * (gamma + x * mean)) / degrees : Infinity
}

/** Minus the mean log-likelihood and its gradient in ln p, ln q, ln γ. */
export function gammaGammaObjective({x, mean}: SpendSample): Objective {
  const n = x.length
  const counts = new Map<number, number>()
  for (const value of x) counts.set(value, (counts.get(value) ?? 0) + 1)
  let constant = 0
  let logTotals = 0
  for (let i = 0; i < n; i += 1) {
    logTotals += x[i]! * Math.log(x[i]! * mean[i]!)
    constant -= Math.log(mean[i]!)
  }
  return (at, gradient) => {
    const [p, q, gamma] = [Math.exp(at[0]!), Math.exp(at[1]!), Math.exp(at[2]!)]
    let value = constant + p * logTotals + n * (q * at[2]! - gammaln(q))
    let dp = logTotals
    let dq = n * (at[2]! - digamma(q))
    let dg = (n * q) / gamma
    for (const [purchases, count] of counts) {
      const slope = digamma(p * purchases + q)
      value += count * (gammaln(p * purchases + q) - gammaln(p * purchases))
      dp += count * purchases * (slope - digamma(p * purchases))
      dq += count * slope
    }
    for (let i = 0; i < n; i += 1) {
      const log = Math.log(gamma + x[i]! * mean[i]!)
      const degrees = p * x[i]! + q
      value -= degrees * log
      dp -= x[i]! * log
      dq -= log
      dg -= degrees / (gamma + x[i]! * mean[i]!)
    }
    gradient[0] = (-p * dp) / n
    gradient[1] = (-q * dq) / n
    gradient[2] = (-gamma * dg) / n
    return -value / n
  }
}

/** Below this many customers with repeat purchases, the shape of baskets leans on what retail bases look like. */
const ENOUGH = 50
/** A weak opinion, in logarithms: CDNOW has p 6.2 and q 3.7 (Fader & Hardie 2013); a factor 2 either way. */
const PRIOR = {lnP: Math.log(5), lnQ: Math.log(4), sd: 0.7}
/** Shapes beyond this, both of them, mean baskets that hardly vary. */
const ALIKE = 200
/** Below this, the population's mean is infinite or nearly so. */
const THINNEST_TAIL = 1.25

/** Maximum likelihood on logarithms; never fails: what the data cannot say is filled in, and the result tells how. */
export function fitGammaGamma(sample: SpendSample): GammaGammaFit {
  const customers = sample.x.length
  const average = sample.mean.reduce((sum, value) => sum + value, 0) / Math.max(1, customers)
  const withPrior = customers < ENOUGH
  if (customers === 0) return settled({p: 5, q: 4, gamma: 1}, sample, 'constant')
  const plain = gammaGammaObjective(sample)
  const start = [Math.log(2), Math.log(3), Math.log(average)]
  const objective = walled(withPrior ? withOpinion(plain, customers) : plain, start)
  const best = minimise(objective, start)
  const [p, q, gamma] = [...best.at].map(Math.exp) as [number, number, number]
  // One of them may be large on its own: customers who are all alike (q), or who always buy the same (p).
  if (!best.converged || (q > ALIKE && p > ALIKE)) return steady(sample, average)
  if (q < THINNEST_TAIL) return heavy(sample, average)
  const {covariance, weak} = covarianceOf(objective, best.at, customers)
  return {
    parameters: {p, q, gamma}, covariance, weak, withPrior, customers, fallback: 'none',
    logLikelihood: -plain(best.at, new Float64Array(3)) * customers,
  }
}

function withOpinion(objective: Objective, customers: number): Objective {
  const weight = 1 / (PRIOR.sd * PRIOR.sd * customers)
  return (at, gradient) => {
    const value = objective(at, gradient)
    const [dp, dq] = [at[0]! - PRIOR.lnP, at[1]! - PRIOR.lnQ]
    gradient[0]! += weight * dp
    gradient[1]! += weight * dq
    return value + (weight * (dp * dp + dq * dq)) / 2
  }
}

/** Every basket about the same: a shape of 400 either way, 5 % variation, around the mean. */
function steady(sample: SpendSample, average: number): GammaGammaFit {
  return settled({p: 400, q: 400, gamma: (average * 399) / 400}, sample, 'constant')
}

/** A few customers spend so much that the fitted mean would be infinite: the tail is thinned to q = 2 and the mean is the observed one. */
function heavy(sample: SpendSample, average: number): GammaGammaFit {
  const plain = gammaGammaObjective(sample)
  const best = minimise((at, gradient) => {
    const inner = new Float64Array(3)
    const value = plain(Float64Array.of(at[0]!, Math.log(2), Math.log(average) - at[0]!), inner)
    gradient[0] = inner[0]! - inner[2]!
    return value
  }, [0])
  const p = Math.exp(best.at[0]!)
  return settled({p, q: 2, gamma: average / p}, sample, 'heavy-tail')
}

function settled(parameters: GammaGammaParameters, sample: SpendSample, fallback: 'heavy-tail' | 'constant'): GammaGammaFit {
  let total = 0
  for (let i = 0; i < sample.x.length; i += 1) total += logLikelihood(parameters, sample.x[i]!, sample.mean[i]!)
  return {
    parameters, covariance: new Float64Array(9), logLikelihood: total, customers: sample.x.length, weak: true, withPrior: true, fallback,
  }
}
