import {RandomStream} from '../../src/base/random.js'
import type {ParetoNbdParameters} from '../../src/models/baseline.js'
import {gamma} from '../../src/models/numerics/sampling.js'

/** A base made by the Pareto/NBD story itself, in continuous time: ages spread evenly over the last nine tenths of `days`. */
export function simulated(options: {
  readonly truth: ParetoNbdParameters
  readonly customers: number
  readonly days: number
  readonly seed: number
}): {x: Int32Array; tx: Float64Array; T: Float64Array} {
  const {truth: {r, alpha, s, beta}, customers, days, seed} = options
  const base = {x: new Int32Array(customers), tx: new Float64Array(customers), T: new Float64Array(customers)}
  const stream = new RandomStream(seed)
  for (let i = 0; i < customers; i += 1) {
    const T = days * (0.1 + 0.9 * stream.uniform())
    const rate = gamma(stream, r, alpha)
    const end = Math.min(T, stream.exponential() / gamma(stream, s, beta))
    base.T[i] = T
    for (let t = stream.exponential() / rate; t < end; t += stream.exponential() / rate) {
      base.x[i]! += 1
      base.tx[i] = t
    }
  }
  return base
}
