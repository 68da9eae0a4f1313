import type {ParetoNbdParameters} from '../baseline.js'
import {logistic} from '../numerics/special.js'
import {branches} from './likelihood.js'

/** P(alive at T | x, t_x, T). Source: Schmittlein, Morrison & Colombo (1987), eq. 11, as log-odds so that it never over- or underflows. */
export function probabilityAlive(parameters: ParetoNbdParameters, x: number, tx: number, T: number): number {
  const {logAlive, logDead} = branches(parameters, x, tx, T)
  return logistic(logAlive - logDead)
}

/** Expected purchases of a newcomer in her first `t` time units. Source: Fader & Hardie (2005), eq. 27; continuous at s = 1. */
export function expectedPurchases({r, alpha, s, beta}: ParetoNbdParameters, t: number): number {
  return (r / alpha) * expectedLifetime(s, beta, t)
}

/** Expected purchases in the `t` time units after T. Source: Fader & Hardie (2005), eq. 41. */
export function expectedFuturePurchases(parameters: ParetoNbdParameters, x: number, tx: number, T: number, t: number): number {
  const {r, alpha, s, beta} = parameters
  return probabilityAlive(parameters, x, tx, T) * ((r + x) / (alpha + T)) * expectedLifetime(s, beta + T, t)
}

/** Mean time alive within the next `t`, for hazards Gamma(s, beta): β (1 − (β/(β+t))^(s−1)) / (s − 1). */
export function expectedLifetime(s: number, beta: number, t: number): number {
  const growth = Math.log1p(t / beta)
  const k = s - 1
  return beta * (Math.abs(k * growth) < 1e-12 ? growth : -Math.expm1(-k * growth) / k)
}
