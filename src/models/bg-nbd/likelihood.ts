import type {Objective} from '../numerics/minimise.js'
import {digamma, gammaln, logistic} from '../numerics/special.js'
import type {GroupedRows} from '../rows.js'

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

/** Log-likelihood of one customer. Source: Fader, Hardie & Lee (2005), eq. 6; the readable form of the objective below. */
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

/** Minus the mean log-likelihood and its gradient in ln r, ln α, ln a, ln b. What depends on x alone is computed once per x. */
export function bgNbdObjective(rows: GroupedRows, modified: boolean): Objective {
  const most = rows.x.reduce((largest, x) => Math.max(largest, x), 0)
  const counts = new Float64Array(most + 1)
  rows.x.forEach((x, i) => { counts[x]! += rows.count[i]! })
  const more = modified ? 1 : 0
  return (at, gradient) => {
    const [r, alpha, a, b] = [Math.exp(at[0]!), Math.exp(at[1]!), Math.exp(at[2]!), Math.exp(at[3]!)]
    const n = rows.total
    const logA = at[2]!
    let [value, dr, dAlpha, da, db] = [n * r * at[1]!, n * at[1]!, (n * r) / alpha, 0, 0]
    const logB = new Float64Array(most + 1)
    for (let x = 0; x <= most; x += 1) {
      const count = counts[x]!
      if (count === 0) continue
      const start = b + x - 1 + more
      logB[x] = start > 0 ? Math.log(start) : 0
      value += count * (gammaln(r + x) - gammaln(r) + gammaln(a + b) + gammaln(b + x + more) - gammaln(b) - gammaln(a + b + x + more))
      const both = digamma(a + b) - digamma(a + b + x + more)
      dr += count * (digamma(r + x) - digamma(r))
      da += count * both
      db += count * (both + digamma(b + x + more) - digamma(b))
    }
    for (let i = 0; i < rows.x.length; i += 1) {
      const x = rows.x[i]!
      const count = rows.count[i]!
      const k = r + x
      const atEnd = alpha + rows.T[i]!
      const logEnd = Math.log(atEnd)
      if (x === 0 && !modified) {
        value -= count * k * logEnd
        dr -= count * logEnd
        dAlpha -= (count * k) / atEnd
        continue
      }
      const atLast = alpha + rows.tx[i]!
      const logLast = Math.log(atLast)
      const d = logA - logB[x]! + k * (logEnd - logLast)
      const e = Math.exp(-Math.abs(d))
      const q = d > 0 ? 1 / (1 + e) : e / (1 + e)
      value += count * ((d > 0 ? d : 0) + Math.log1p(e) - k * logEnd)
      dr -= count * ((1 - q) * logEnd + q * logLast)
      dAlpha -= count * k * ((1 - q) / atEnd + q / atLast)
      da += (count * q) / a
      db -= (count * q) / (b + x - 1 + more)
    }
    gradient[0] = (-r * dr) / n
    gradient[1] = (-alpha * dAlpha) / n
    gradient[2] = (-a * da) / n
    gradient[3] = (-b * db) / n
    return -value / n
  }
}

/** P(alive at T). Source: Fader, Hardie & Lee (2008), "Computing P(alive) Using the BG/NBD Model"; from log-odds. */
export function probabilityAlive(parameters: BgNbdParameters, x: number, tx: number, T: number): number {
  return logistic(-logOddsDead(parameters, x, tx, T))
}
