import {assert} from '../../base/assert.js'

/** Gauss' 2F1(a, b; c; z) by its series, for 0 <= z < 1. Terms shrink like z^n, so z close to 1 costs some thousands of them. */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  assert(z >= 0 && z < 1, `the series needs 0 <= z < 1, got ${z}`)
  let term = 1
  let sum = 1
  for (let n = 0; n < 1_000_000; n += 1) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z
    sum += term
    if (Math.abs(term) < 1e-17 * Math.abs(sum)) break
  }
  return sum
}
