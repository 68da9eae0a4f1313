import {gammaln, logistic} from '../numerics/special.js'

/** r, alpha (time units), a, b of BG/NBD (Fader, Hardie & Lee 2005) and of its modification (Batislam, Denizel & Filiztekin 2007). */
export interface BgNbdParameters {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
  /** MBG/NBD: customers may also drop out right after their first purchase */
  readonly modified: boolean
}

/**
 * ln of the odds of having dropped out, right after the last purchase. Under BG/NBD one-time buyers are alive by assumption
 * (the model lets nobody leave after the first purchase): −Infinity.
 */
export function logOddsDead({r, alpha, a, b, modified}: BgNbdParameters, x: number, tx: number, T: number): number {
  if (x === 0 && !modified) return -Infinity
  return Math.log(a) - Math.log(b + x - (modified ? 0 : 1)) + (r + x) * Math.log1p((T - tx) / (alpha + tx))
}

/** Log-likelihood of one customer. Source: Fader, Hardie & Lee (2005), eq. 6; the readable form of `bgNbdObjective`. */
export function logLikelihood(parameters: BgNbdParameters, x: number, tx: number, T: number): number {
  const {r, alpha, a, b, modified} = parameters
  const more = modified ? 1 : 0
  return gammaln(r + x) - gammaln(r) + r * Math.log(alpha) + gammaln(a + b) + gammaln(b + x + more) - gammaln(b) - gammaln(a + b + x + more)
    - (r + x) * Math.log(alpha + T) + softplus(logOddsDead(parameters, x, tx, T))
}

/** ln(1 + e^d) */
function softplus(d: number): number {
  return d > 0 ? d + Math.log1p(Math.exp(-d)) : Math.log1p(Math.exp(d))
}

/** P(alive at T). Source: Fader, Hardie & Lee (2008), "Computing P(alive) Using the BG/NBD Model"; from log-odds. */
export function probabilityAlive(parameters: BgNbdParameters, x: number, tx: number, T: number): number {
  return logistic(-logOddsDead(parameters, x, tx, T))
}
