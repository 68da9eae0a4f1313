import {assert} from '../base/assert.js'
import {RandomStream} from '../base/random.js'
import type {Latents, ParetoNbdParameters, Population, RecencyFrequency} from './baseline.js'
import {gamma} from './numerics/sampling.js'
import {STREAMS} from './streams.js'

/** Room for the latents of `size` customers; a replicate after another can use the same. */
export function latentsFor(size: number): Latents {
  return {lambda: new Float64Array(size), mu: new Float64Array(size), alive: new Uint8Array(size), nu: new Float64Array(size)}
}

/**
 * One exact draw of every customer's hidden traits given what she did, without Markov chains (model.md §1).
 *
 * Given (x, t_x, T), the joint density of λ, μ and the moment τ of dropping out integrates over λ and μ to
 * s (α + min(τ, T))^−(r+x) (β + τ)^−(s+1) for τ > t_x: the part beyond T is the chance of being alive. τ is drawn from that
 * density, then λ and μ are gammas given τ. `keys[i]` names the customer's luck (`keyOfText` of her key), so that the same
 * customer gets the same draw in any subset, in any order, on any thread. A newcomer is a row with x = t_x = T = 0.
 */
export function drawLatents(
  population: Population,
  rf: RecencyFrequency,
  keys: Uint32Array,
  luck: {readonly seed: number; readonly replicate: number},
  into: Latents = latentsFor(rf.x.length),
): Latents {
  const {parameters, spend} = population
  const {r, alpha, s, beta} = parameters
  const stream = new RandomStream()
  assert(keys.length === rf.x.length, 'one key per customer')
  for (let i = 0; i < rf.x.length; i += 1) {
    const x = rf.x[i]!
    const T = rf.T[i]!
    stream.reset4(luck.seed, luck.replicate, keys[i]!, STREAMS.purchasing)
    const dropout = drawDropout(stream, parameters, x, rf.tx[i]!, T)
    const alive = dropout > T
    const until = alive ? T : dropout
    into.alive[i] = alive ? 1 : 0
    into.lambda[i] = gamma(stream, r + x, alpha + until)
    into.mu[i] = gamma(stream, alive ? s : s + 1, beta + until)
    stream.reset4(luck.seed, luck.replicate, keys[i]!, STREAMS.spending)
    into.nu[i] = gamma(stream, spend.p * x + spend.q, spend.gamma + x * rf.meanSpend[i]!)
  }
  return into
}

/**
 * When a customer dropped out, in days since her first purchase; Infinity where she is still alive at T.
 *
 * Exact rejection. Measured against its height at t_x, the density of dropping out at τ is the product of two falling factors,
 * A = ((α+τ)/(α+t_x))^−(r+x) and B = ((β+τ)/(β+t_x))^−(s+1). Holding one of them at 1 gives an envelope that can be drawn from
 * directly and accepts with the other; the smaller of the two envelopes is used and needs about two tries at most.
 */
export function drawDropout(stream: RandomStream, {r, alpha, s, beta}: ParetoNbdParameters, x: number, tx: number, T: number): number {
  const logA = Math.log((alpha + T) / (alpha + tx))
  const logB = Math.log((beta + T) / (beta + tx))
  const k = r + x - 1
  const alive = Math.exp(-(r + x) * logA - s * logB)
  const areaA = (s * (alpha + tx) * reach(k, logA)) / (beta + tx)
  const areaB = -Math.expm1(-s * logB)
  const useA = areaA < areaB
  const area = useA ? areaA : areaB
  for (;;) {
    if (stream.uniform() * (alive + area) < alive) return Infinity
    const u = stream.uniform()
    if (useA) {
      const tau = (alpha + tx) * Math.exp(unreach(k, u * reach(k, logA))) - alpha
      if (stream.uniform() < Math.exp(-(s + 1) * Math.log((beta + tau) / (beta + tx)))) return within(tau, tx, T)
    } else {
      const tau = (beta + tx) * Math.exp(-Math.log1p(-u * areaB) / s) - beta
      if (stream.uniform() < Math.exp(-(r + x) * Math.log((alpha + tau) / (alpha + tx)))) return within(tau, tx, T)
    }
  }
}

/** ∫ e^−kw dw from 0 to w, also for k near or below 0. */
function reach(k: number, w: number): number {
  return Math.abs(k * w) < 1e-12 ? w : -Math.expm1(-k * w) / k
}

function unreach(k: number, area: number): number {
  return Math.abs(k * area) < 1e-12 ? area : -Math.log1p(-k * area) / k
}

/** Rounding must not put the moment outside the interval it was drawn from. */
function within(tau: number, tx: number, T: number): number {
  return tau < tx ? tx : tau > T ? T : tau
}
