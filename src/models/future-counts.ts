import type {ParetoNbdParameters} from './baseline.js'
import {gaussLegendre} from './numerics/gauss-legendre.js'

const NODES = 12
/** Above this mean the count is as good as continuous, and its lower terms underflow. */
const LARGE = 500

/** A customer at the end of observation. */
export interface CustomerState {
  readonly x: number
  readonly T: number
  /** chance of being alive at T */
  readonly alive: number
}

/**
 * Lengths of stay within the next `length` and their probabilities. Dead: not in the list. Alive: her stay has survival
 * ((β+T)/(β+T+l))^s with an atom at `length` (Schmittlein, Morrison & Colombo 1987); Gauss–Legendre on the survival scale.
 */
function stays({s, beta}: ParetoNbdParameters, {T, alive}: CustomerState, length: number): {readonly lives: Float64Array; readonly weights: Float64Array} {
  const whole = Math.exp(-s * Math.log1p(length / (beta + T)))
  const rule = gaussLegendre(NODES)
  const [lives, weights] = [new Float64Array(NODES + 1), new Float64Array(NODES + 1)]
  lives[NODES] = length
  weights[NODES] = alive * whole
  for (let i = 0; i < NODES; i += 1) {
    lives[i] = (beta + T) * Math.expm1(-Math.log(whole + (1 - whole) * rule.nodes[i]!) / s)
    weights[i] = alive * (1 - whole) * rule.weights[i]!
  }
  return {lives, weights}
}

/** Chance of at least one purchase in the next `length` time units. */
export function chanceOfPurchase(parameters: ParetoNbdParameters, customer: CustomerState, length: number): number {
  const {lives, weights} = stays(parameters, customer, length)
  const shape = parameters.r + customer.x
  let chance = 0
  for (let i = 0; i < lives.length; i += 1) chance -= weights[i]! * Math.expm1(-shape * Math.log1p(lives[i]! / (parameters.alpha + customer.T)))
  return chance
}

/**
 * Quantiles of the number of purchases in the next `length` time units. Given the length of stay L the count is negative binomial
 * with shape r+x and mean (r+x)L/(α+T); nothing is drawn. `shares` ascend; the result is the least n whose cumulative probability
 * reaches each share.
 */
export function futureCountQuantiles(parameters: ParetoNbdParameters, customer: CustomerState, length: number, shares: readonly number[]): number[] {
  const {lives, weights} = stays(parameters, customer, length)
  const shape = parameters.r + customer.x
  const rate = parameters.alpha + customer.T
  const mean = (shape * length) / rate
  if (mean > LARGE) return largeCounts(lives.map((life) => (shape * life) / rate), weights, 1 - customer.alive, shape, shares)
  const odds = lives.map((life) => life / (rate + life))
  const terms = odds.map((odd, i) => weights[i]! * Math.exp(shape * Math.log1p(-odd)))
  const found: number[] = []
  let cumulative = 1 - customer.alive + sum(terms)
  for (let n = 0; found.length < shares.length; n += 1) {
    while (found.length < shares.length && cumulative >= shares[found.length]! - 1e-12) found.push(n)
    for (let i = 0; i < terms.length; i += 1) terms[i]! *= ((shape + n) / (n + 1)) * odds[i]!
    cumulative += sum(terms)
    // Rounding may leave the last share out of reach by a hair.
    if (n > 20 * (mean + 10)) while (found.length < shares.length) found.push(n)
  }
  return found
}

/** The same for large counts: given L the negative binomial is close to normal; its mixture is inverted by bisection. */
function largeCounts(means: Float64Array, weights: Float64Array, dead: number, shape: number, shares: readonly number[]): number[] {
  const top = means[NODES]! * (1 + 10 / Math.sqrt(shape)) + 100
  const below = (n: number) => dead + means.reduce((total: number, mean: number, i: number) =>
    total + weights[i]! * normalBelow((n + 0.5 - mean) / Math.sqrt(mean + (mean * mean) / shape + 1e-9)), 0)
  return shares.map((share) => {
    let [low, high] = [0, Math.ceil(top)]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (below(middle) >= share) high = middle
      else low = middle + 1
    }
    return low
  })
}

/** Standard normal distribution function, absolute error below 7.5e-8. Source: Abramowitz & Stegun 26.2.17. */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const tail = Math.exp((-z * z) / 2) * 0.3989422804014327
    * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return z > 0 ? 1 - tail : tail
}

function sum(values: Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}
