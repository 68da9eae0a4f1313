import {RandomStream} from '../base/random.js'
import type {Baseline, Population} from './baseline.js'
import {cholesky} from './numerics/matrix.js'
import {normal} from './numerics/sampling.js'
import {STREAMS} from './streams.js'

/** Draws further out than this say more about the normal approximation than about the customers. */
const FURTHEST = 3

/** Below this q the average purchase of a stranger is nearly infinite: a draw there would say nothing but its own bad luck. */
const THINNEST_TAIL = 1.5

/** The parameters at the maximum of the likelihood. */
export function bestPopulation(baseline: Baseline): Population {
  return {parameters: baseline.parameters, spend: baseline.spend}
}

/**
 * The parameters one replicate believes in: normal on the logarithms around the maximum, with the covariance of the fit. This is
 * what makes forecast ranges honest: with parameters held fixed the CDNOW holdout lies outside its own 95 % interval.
 */
export function drawPopulation(baseline: Baseline, seed: number, replicate: number): Population {
  const stream = new RandomStream(seed, replicate, 0, STREAMS.population)
  const {r, alpha, s, beta} = baseline.parameters
  const {p, q, gamma} = baseline.spend
  const purchase = shifted([r, alpha, s, beta], baseline.covariance, stream)
  const spend = shifted([p, q, gamma], baseline.spendCovariance, stream)
  return {
    parameters: {r: purchase[0]!, alpha: purchase[1]!, s: purchase[2]!, beta: purchase[3]!},
    spend: {p: spend[0]!, q: Math.max(spend[1]!, Math.min(q, THINNEST_TAIL)), gamma: spend[2]!},
  }
}

function shifted(values: readonly number[], covariance: Float64Array, stream: RandomStream): number[] {
  const size = values.length
  const root = cholesky(covariance, size)
  const noise = values.map(() => Math.max(-FURTHEST, Math.min(FURTHEST, normal(stream))))
  return values.map((value, i) => {
    let shift = 0
    for (let j = 0; j <= i; j += 1) shift += root[i * size + j]! * noise[j]!
    return value * Math.exp(shift)
  })
}
