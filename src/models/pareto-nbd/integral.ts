import type {ParetoNbdParameters} from '../baseline.js'
import {gaussLegendre, type Rule} from '../numerics/gauss-legendre.js'

/** Where `dropoutIntegral` writes: ∫f, ∫f·ln A, ∫f/(α+u), ∫f·ln B, ∫f/(β+u). */
export type IntegralSums = Float64Array

/** Beyond this many e-folds the integrand adds nothing a double can hold. */
const NEGLIGIBLE = 40

/** Short intervals, by how far the logarithm of the integrand may fall and how much of a scale they are: plain nodes in u will do. */
const SHORT: readonly {readonly fall: number; readonly step: number; readonly rule: Rule}[] = [
  {fall: 0.06, step: 0.02, rule: gaussLegendre(3)},
  {fall: 0.25, step: 0.05, rule: gaussLegendre(4)},
]

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
  const [scaleA, scaleB] = [alpha + from, beta + from]
  const [stepA, stepB] = [(to - from) / scaleA, (to - from) / scaleB]
  const most = k * stepA + (s + 1) * stepB
  for (const {fall, step, rule} of SHORT)
    if (most < fall && stepA < step && stepB < step) {
      short(rule, k, s + 1, scaleA, scaleB, to - from, out)
      return
    }
  const end = Math.min(to, farEnough(k - 1, alpha, from), farEnough(s, beta, from))
  if (!(end > from)) return
  const m = Math.min(alpha, beta)
  const reach = Math.log1p((end - from) / (m + from))
  const fall = k * Math.log1p((end - from) / scaleA) + (s + 1) * Math.log1p((end - from) / scaleB) + reach
  const pieces = Math.max(1, Math.ceil(reach / 2.5), Math.ceil(fall / 20))
  const rule = pieces > 1 ? FULL_RULE : (RULES.find(({upTo}) => fall < upTo)?.rule ?? FULL_RULE)
  const {nodes, weights} = rule
  const width = reach / pieces
  for (let piece = 0; piece < pieces; piece += 1) {
    for (let j = 0; j < nodes.length; j += 1) {
      const growth = Math.expm1((piece + nodes[j]!) * width)
      const u = (m + from) * growth
      const logA = Math.log1p(u / scaleA)
      const logB = Math.log1p(u / scaleB)
      const weight = width * weights[j]! * (m + from + u) * Math.exp(-k * logA - (s + 1) * logB)
      out[0]! += weight
      out[1]! += weight * logA
      out[2]! += weight / (scaleA + u)
      out[3]! += weight * logB
      out[4]! += weight / (scaleB + u)
    }
  }
}

function short({nodes, weights}: Rule, k: number, l: number, scaleA: number, scaleB: number, width: number, out: IntegralSums): void {
  for (let j = 0; j < nodes.length; j += 1) {
    const u = width * nodes[j]!
    const logA = Math.log1p(u / scaleA)
    const logB = Math.log1p(u / scaleB)
    const weight = width * weights[j]! * Math.exp(-k * logA - l * logB)
    out[0]! += weight
    out[1]! += weight * logA
    out[2]! += weight / (scaleA + u)
    out[3]! += weight * logB
    out[4]! += weight / (scaleB + u)
  }
}

/** Where (shift + u)^−power has fallen by 40 e-folds. */
function farEnough(power: number, shift: number, from: number): number {
  return power > 0 ? from + (shift + from) * Math.expm1(Math.min(700, NEGLIGIBLE / power)) : Infinity
}
