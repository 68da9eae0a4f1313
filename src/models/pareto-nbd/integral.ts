import type {ParetoNbdParameters} from '../baseline.js'
import {gaussLegendre, type Rule} from '../numerics/gauss-legendre.js'

/** Where `dropoutIntegral` writes: ∫f, ∫f·ln A, ∫f/(α+u), ∫f·ln B, ∫f/(β+u). */
export type IntegralSums = Float64Array

/** Beyond this many e-folds the integrand adds nothing a double can hold. */
const NEGLIGIBLE = 40

/** Nodes by how far the logarithm of the integrand falls over a piece: error below 1e-14 each (Gauss remainder for e^−zt). */
const RULES: readonly {readonly upTo: number; readonly rule: Rule}[] = [
  {upTo: 0.06, rule: gaussLegendre(3)},
  {upTo: 0.25, rule: gaussLegendre(4)},
  {upTo: 1.2, rule: gaussLegendre(6)},
  {upTo: 4, rule: gaussLegendre(10)},
]
const FULL_RULE = gaussLegendre(24)

/**
 * ∫ f(u) du from `from` to `to`, f(u) = A^−(r+x) · B^−(s+1), A = (α+u)/(α+from), B = (β+u)/(β+from): the drop-out branch of
 * Pareto/NBD (Schmittlein, Morrison & Colombo 1987; Fader & Hardie 2005, eq. 2), together with what its gradient needs.
 *
 * With m = min(α, β) and v = ln((m+u)/(m+from)) one factor is exactly exponential in v and the other has its nearest singularity
 * π away from the real axis, so 24 Gauss–Legendre nodes per piece are exact to rounding for any parameters, α = β included. It
 * replaces the hypergeometric form, which overflows or cancels for frequent buyers and for β ≫ α.
 */
export function dropoutIntegral(parameters: ParetoNbdParameters, x: number, from: number, to: number, out: IntegralSums): void {
  out.fill(0)
  const {r, alpha, s, beta} = parameters
  const k = r + x
  const end = Math.min(to, farEnough(k - 1, alpha, from), farEnough(s, beta, from))
  if (!(end > from)) return
  const m = Math.min(alpha, beta)
  const reach = Math.log1p((end - from) / (m + from))
  const fall = k * Math.log1p((end - from) / (alpha + from)) + (s + 1) * Math.log1p((end - from) / (beta + from)) + reach
  const pieces = Math.max(1, Math.ceil(reach / 2.5), Math.ceil(fall / 20))
  const rule = pieces > 1 ? FULL_RULE : (RULES.find(({upTo}) => fall < upTo)?.rule ?? FULL_RULE)
  const {nodes, weights} = rule
  const width = reach / pieces
  for (let piece = 0; piece < pieces; piece += 1) {
    for (let j = 0; j < nodes.length; j += 1) {
      const growth = Math.expm1((piece + nodes[j]!) * width)
      const u = (m + from) * growth
      const logA = Math.log1p(u / (alpha + from))
      const logB = Math.log1p(u / (beta + from))
      const weight = width * weights[j]! * (m + from + u) * Math.exp(-k * logA - (s + 1) * logB)
      out[0]! += weight
      out[1]! += weight * logA
      out[2]! += weight / (alpha + from + u)
      out[3]! += weight * logB
      out[4]! += weight / (beta + from + u)
    }
  }
}

/** Where (shift + u)^−power has fallen by 40 e-folds. */
function farEnough(power: number, shift: number, from: number): number {
  return power > 0 ? from + (shift + from) * Math.expm1(Math.min(700, NEGLIGIBLE / power)) : Infinity
}
