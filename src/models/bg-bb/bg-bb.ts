import {logAddExp, logBeta} from '../numerics/special.js'

/** Purchase chance Beta(alpha, beta) at each opportunity, drop-out chance Beta(gamma, delta) before each. Source: Fader, Hardie & Shang (2010). */
export interface BgBbParameters {
  readonly alpha: number
  readonly beta: number
  readonly gamma: number
  readonly delta: number
}

/** Log-likelihood of x purchases, the last at opportunity tx, of n (eq. 4). */
export function logLikelihood(parameters: BgBbParameters, x: number, tx: number, n: number): number {
  const {alpha, beta, gamma, delta} = parameters
  let sum = logAlive(parameters, x, n)
  const front = -logBeta(alpha, beta) - logBeta(gamma, delta)
  for (let i = 0; i < n - tx; i += 1)
    sum = logAddExp(sum, front + logBeta(alpha + x, beta + tx - x + i) + logBeta(gamma + 1, delta + tx + i))
  return sum
}

function logAlive({alpha, beta, gamma, delta}: BgBbParameters, x: number, n: number): number {
  return logBeta(alpha + x, beta + n - x) - logBeta(alpha, beta) + logBeta(gamma, delta + n) - logBeta(gamma, delta)
}

/** P(alive at opportunity n + 1) (eq. 11). */
export function probabilityAlive(parameters: BgBbParameters, x: number, tx: number, n: number): number {
  const {gamma, delta} = parameters
  return Math.exp(logAlive(parameters, x, n) - logLikelihood(parameters, x, tx, n)) * ((delta + n) / (gamma + delta + n))
}

/** Expected purchases at the next `ahead` opportunities (eq. 13, as a sum, which also holds at gamma = 1). */
export function expectedFuturePurchases(parameters: BgBbParameters, x: number, tx: number, n: number, ahead: number): number {
  const {alpha, beta} = parameters
  return probabilityAlive(parameters, x, tx, n) * ((alpha + x) / (alpha + beta + n)) * opportunitiesAlive(parameters, n, ahead, 1)
}

/** Expected purchases ever after, each discounted by 1/(1 + rate) per opportunity from the next one on (eq. 14, as a sum). */
export function discountedFuturePurchases(parameters: BgBbParameters, x: number, tx: number, n: number, rate: number): number {
  const {alpha, beta} = parameters
  const share = (alpha + x) / (alpha + beta + n)
  return (probabilityAlive(parameters, x, tx, n) * share * opportunitiesAlive(parameters, n, 1_000_000, 1 / (1 + rate))) / (1 + rate)
}

/** Expected purchases of a newcomer at her first n opportunities (eq. 8). */
export function expectedPurchases(parameters: BgBbParameters, n: number): number {
  const {alpha, beta, gamma, delta} = parameters
  return (alpha / (alpha + beta)) * (delta / (gamma + delta)) * opportunitiesAlive(parameters, 0, n, 1)
}

/** Sum over the next opportunities of the chance of being alive at it given alive at the first of them, discounted. */
function opportunitiesAlive({gamma, delta}: BgBbParameters, n: number, ahead: number, discount: number): number {
  let chance = 1
  let sum = 0
  for (let j = 1; j <= ahead && chance > 1e-17 * sum; j += 1) {
    sum += chance
    chance *= (discount * (delta + n + j)) / (gamma + delta + n + j)
  }
  return sum
}
