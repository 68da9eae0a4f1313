import type {ParetoNbdParameters} from '../baseline.js'
import {gaussLegendre} from '../numerics/gauss-legendre.js'
import {gammaln} from '../numerics/special.js'
import {probabilityAlive} from './expectations.js'

const RULE = gaussLegendre(32)

/**
 * P(exactly n purchases in the first t) of a newcomer: those still there, and an integral over the moment the others left
 * (Fader & Hardie 2006, "Deriving an Expression for P(X(t) = x) Under the Pareto/NBD Model"), by quadrature.
 */
export function probabilityOf({r, alpha, s, beta}: ParetoNbdParameters, t: number, n: number): number {
  const front = gammaln(r + n) - gammaln(r) - gammaln(n + 1)
  const log = (tau: number): number => front + r * Math.log(alpha / (alpha + tau)) + (n === 0 ? 0 : n * Math.log(tau / (alpha + tau)))
  const staying = Math.exp(log(t) - s * Math.log1p(t / beta))
  const left = inPieces(Math.min(alpha, beta), t, (tau) => (s / beta) * Math.exp(log(tau) - (s + 1) * Math.log1p(tau / beta)))
  return staying + left
}

/** Expected purchases ever after T, each discounted continuously at `rate` per time unit (Fader, Hardie & Lee 2005, RFM and CLV, eq. 7). */
export function discountedFuturePurchases(parameters: ParetoNbdParameters, x: number, tx: number, T: number, rate: number): number {
  const {r, alpha, s, beta} = parameters
  const alive = inPieces(beta + T, 45 / rate, (t) => Math.exp(-s * Math.log1p(t / (beta + T)) - rate * t))
  return (probabilityAlive(parameters, x, tx, T) * (r + x) * alive) / (alpha + T)
}

/** ∫ f from 0 to `to` in v = ln(1 + u/scale), in pieces over which neither v nor u/`to` moves much. */
function inPieces(scale: number, to: number, f: (u: number) => number): number {
  const reach = Math.log1p(to / scale)
  const pieces = Math.max(4, 4 * Math.ceil(reach))
  let sum = 0
  for (let piece = 0; piece < pieces; piece += 1)
    for (let j = 0; j < RULE.nodes.length; j += 1) {
      const v = (reach * (piece + RULE.nodes[j]!)) / pieces
      sum += ((reach * RULE.weights[j]!) / pieces) * scale * Math.exp(v) * f(scale * Math.expm1(v))
    }
  return sum
}
