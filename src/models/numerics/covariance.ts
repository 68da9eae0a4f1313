import {cholesky, inverse} from './matrix.js'
import {hessian, type Objective} from './minimise.js'

/** A logarithm known worse than this is not known: e-fold either way. */
const WEAK = 1

/**
 * Covariance of the estimates: the inverse of `n` times the second derivatives of the mean negative log-likelihood at its minimum.
 * Where a parameter is hardly determined (a flat ridge, a boundary), an opinion of one e-fold either way is added, so that draws
 * stay within reason; `weak` says so.
 */
export function covarianceOf(objective: Objective, at: Float64Array, n: number): {readonly covariance: Float64Array; readonly weak: boolean} {
  const size = at.length
  const information = hessian(objective, at).map((value) => value * n)
  const plain = inverse(information, size)
  if (plain !== undefined && proper(plain, size)) return {covariance: plain, weak: false}
  const held = inverse(information.map((value, i) => value + (i % (size + 1) === 0 ? 1 / (WEAK * WEAK) : 0)), size)
  if (held !== undefined && definite(held, size)) return {covariance: held, weak: true}
  return {covariance: Float64Array.from({length: size * size}, (_, i) => (i % (size + 1) === 0 ? WEAK * WEAK : 0)), weak: true}
}

function proper(matrix: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i += 1) if (!(matrix[i * size + i]! < WEAK * WEAK)) return false
  return definite(matrix, size)
}

function definite(matrix: Float64Array, size: number): boolean {
  const root = cholesky(matrix, size)
  for (let i = 0; i < size; i += 1) if (!(matrix[i * size + i]! > 0 && root[i * size + i]! > 0)) return false
  return true
}
