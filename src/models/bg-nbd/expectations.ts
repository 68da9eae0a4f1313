import {gaussLegendre} from '../numerics/gauss-legendre.js'
import {hypergeometric} from '../numerics/hypergeometric.js'
import {gammaln, logBeta} from '../numerics/special.js'
import {type BgNbdParameters, probabilityAlive} from './likelihood.js'

const RULE = gaussLegendre(32)

/** Expected purchases in the `t` after T, given (x, t_x, T). */
export function expectedFuturePurchases(parameters: BgNbdParameters, x: number, tx: number, T: number, t: number): number {
  return probabilityAlive(parameters, x, tx, T) * expectedWhileAlive(parameters, x, T, t)
}

/**
 * Expected purchases in the `t` after T of a customer who is alive at T after x purchases.
 *
 * With λ ~ Gamma(R = r+x, A = α+T) and p ~ Beta(a, B), the rate of purchases `s` later is E[λ e^−λps] =
 * (R/A) (1−z)^a 2F1(a+B−R−1, a; a+B; z), z = s/(A+s). Integrated in w = ln(1 + s/A) with 32 Gauss–Legendre nodes it holds where the
 * closed form (Fader, Hardie & Lee 2005, eq. 10) divides by a − 1, has a + b + x − 1 <= 0, or overflows for frequent buyers.
 */
export function expectedWhileAlive({r, alpha, a, b, modified}: BgNbdParameters, x: number, T: number, t: number): number {
  return integrated(r + x, alpha + T, a, b + x + (modified ? 1 : 0), t)
}

/** Expected purchases of a newcomer in her first `t` (eq. 9, by the same integral); MBG/NBD lets her leave before. */
export function expectedPurchases({r, alpha, a, b, modified}: BgNbdParameters, t: number): number {
  return modified ? (b / (a + b)) * integrated(r, alpha, a, b + 1, t) : integrated(r, alpha, a, b, t)
}

function integrated(R: number, A: number, a: number, B: number, t: number): number {
  const z = t / (A + t)
  const c = a + B - 1
  // Where nothing cancels, the closed form with Euler's transformation is as exact and needs one series instead of 32.
  if (z > 0.05 && Math.abs(a - 1) > 0.05 && c > 0.5)
    return (c / (a - 1)) * -Math.expm1((a - 1) * Math.log1p(-z) + Math.log(hypergeometric(c - R, a - 1, c, z)))
  const reach = Math.log1p(t / A)
  let sum = 0
  for (let j = 0; j < RULE.nodes.length; j += 1) {
    const w = reach * RULE.nodes[j]!
    sum += RULE.weights[j]! * Math.exp(w * (1 - a)) * hypergeometric(a + B - R - 1, a, a + B, -Math.expm1(-w))
  }
  return R * reach * sum
}

/** P(exactly n purchases in the first t) of a newcomer under BG/NBD (Fader, Hardie & Lee 2005, eq. 8), the tail summed, not subtracted. */
export function probabilityOf({r, alpha, a, b}: BgNbdParameters, t: number, n: number): number {
  const share = t / (alpha + t)
  const start = r * Math.log(alpha / (alpha + t))
  const negativeBinomial = (j: number): number => Math.exp(start + gammaln(r + j) - gammaln(r) - gammaln(j + 1) + j * Math.log(share))
  const staying = Math.exp(logBeta(a, b + n) - logBeta(a, b)) * negativeBinomial(n)
  if (n === 0) return staying
  let term = negativeBinomial(n)
  let tail = term
  for (let j = n; term > 1e-17 * tail && j < 1_000_000; j += 1) {
    term *= ((r + j) / (j + 1)) * share
    tail += term
  }
  return staying + Math.exp(logBeta(a + 1, b + n - 1) - logBeta(a, b)) * tail
}
