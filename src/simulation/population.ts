import {keyOfText, RandomStream} from '../base/random.js'
import type {Latents, Population, RecencyFrequency} from '../models/baseline.js'
import {drawLatents, latentsFor} from '../models/latents.js'
import {poisson} from '../models/numerics/sampling.js'
import {STREAMS} from './streams.js'

/** People without a past: newcomers of the horizon, or customers won by acquisition. */
export interface Newcomers {
  readonly keys: Uint32Array
  readonly latents: Latents
  /** days since the start at which each arrives */
  readonly births: Float64Array
}

/**
 * The newcomers of one replicate: a Poisson number at the recent rate, arriving at any moment of the horizon alike, drawn from
 * the fitted population. The k-th newcomer of a replicate is the same person whatever else is simulated.
 */
export function drawNewcomers(population: Population, expected: number, days: number, luck: {readonly seed: number; readonly replicate: number}): Newcomers {
  const stream = new RandomStream(luck.seed, luck.replicate, 0, STREAMS.arrivals)
  const people = drawStrangers(population, poisson(stream, expected), 'newcomer', luck)
  for (let i = 0; i < people.births.length; i += 1) {
    stream.reset4(luck.seed, luck.replicate, people.keys[i]!, STREAMS.arrivals)
    people.births[i] = stream.uniform() * days
  }
  return people
}

/** So many people of the fitted population, all there from the first day. */
export function drawStrangers(population: Population, count: number, name: string, luck: {readonly seed: number; readonly replicate: number}): Newcomers {
  const keys = Uint32Array.from({length: count}, (_, i) => keyOfText(`${name} ${i}`))
  const none: RecencyFrequency = {
    customer: new Int32Array(count), x: new Int32Array(count), tx: new Float64Array(count), T: new Float64Array(count), meanSpend: new Float64Array(count),
  }
  return {keys, latents: drawLatents(population, none, keys, luck, latentsFor(count)), births: new Float64Array(count)}
}

/**
 * Chance of at least one order in a year for somebody alive today: λ/(λ+μ) · (1 − e^−(λ+μ)·365), whichever of a visit and
 * dropping out comes first.
 */
export function chanceOfOrderInYear(rate: number, hazard: number): number {
  const total = rate + hazard
  return (rate / total) * -Math.expm1(-total * 365)
}
