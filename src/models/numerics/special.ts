import digamma from '@stdlib/math-base-special-digamma'
import gammaln from '@stdlib/math-base-special-gammaln'

export {digamma, gammaln}

/** ln(e^a + e^b) without overflow. */
export function logAddExp(a: number, b: number): number {
  const most = Math.max(a, b)
  return most === -Infinity ? -Infinity : most + Math.log1p(Math.exp(-Math.abs(a - b)))
}

/** 1 / (1 + e^−z) */
export function logistic(z: number): number {
  return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z))
}

/** ln B(a, b) */
export function logBeta(a: number, b: number): number {
  return gammaln(a) + gammaln(b) - gammaln(a + b)
}
