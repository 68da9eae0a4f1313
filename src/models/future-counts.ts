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

/** Possible lengths of stay of a living customer of one age, from 0 to the horizon, in one place because customers share their ages. */
interface Stays {
  readonly weights: Float64Array
  /** l / (α + T + l) */
  readonly odds: Float64Array
  /** ln(1 + l / (α + T)) */
  readonly logs: Float64Array
}

/**
 * The number of purchases in the next `length` time units, by quadrature; nothing is drawn.
 *
 * Dead: none. Alive: the length of stay l within the horizon has survival ((β+T)/(β+T+l))^s with an atom at `length` (Schmittlein,
 * Morrison & Colombo 1987), integrated by Gauss–Legendre on the survival scale. Given l the count is negative binomial with shape
 * r + x and mean (r+x) l / (α+T).
 */
export class FutureCounts {
  private readonly ages = new Map<number, Stays>()
  private readonly terms: Float64Array

  constructor(
    private readonly parameters: ParetoNbdParameters,
    private readonly length: number,
    /** of the quadrature: fewer are faster; 5 give chances to three digits */
    private readonly nodes = NODES,
  ) {
    this.terms = new Float64Array(nodes + 1)
  }

  /** Chance of at least one purchase. */
  chance({x, T, alive}: CustomerState): number {
    const {weights, logs} = this.stays(T)
    const shape = this.parameters.r + x
    let chance = 0
    for (let i = 0; i < logs.length; i += 1) chance -= weights[i]! * Math.expm1(-shape * logs[i]!)
    return alive * chance
  }

  /** For each share (ascending) the least count whose cumulative probability reaches it. */
  quantiles({x, T, alive}: CustomerState, shares: readonly number[]): number[] {
    const {weights, odds, logs} = this.stays(T)
    const shape = this.parameters.r + x
    const mean = (shape * this.length) / (this.parameters.alpha + T)
    if (mean > LARGE) return largeCounts({weights, odds, shape, alive, shares})
    const terms = this.terms
    let cumulative = 1 - alive
    for (let i = 0; i < terms.length; i += 1) {
      terms[i] = alive * weights[i]! * Math.exp(-shape * logs[i]!)
      cumulative += terms[i]!
    }
    const found: number[] = []
    for (let n = 0; found.length < shares.length; n += 1) {
      while (found.length < shares.length && cumulative >= shares[found.length]! - 1e-12) found.push(n)
      const growth = (shape + n) / (n + 1)
      for (let i = 0; i < terms.length; i += 1) {
        terms[i]! *= growth * odds[i]!
        cumulative += terms[i]!
      }
      // Rounding may leave the last share out of reach by a hair.
      if (n > 20 * (mean + 10)) while (found.length < shares.length) found.push(n)
    }
    return found
  }

  private stays(T: number): Stays {
    const known = this.ages.get(T)
    if (known !== undefined) return known
    const {alpha, s, beta} = this.parameters
    const whole = Math.exp(-s * Math.log1p(this.length / (beta + T)))
    const rule = gaussLegendre(this.nodes)
    const size = this.nodes + 1
    const stays = {weights: new Float64Array(size), odds: new Float64Array(size), logs: new Float64Array(size)}
    for (let i = 0; i < size; i += 1) {
      const last = i === this.nodes
      const life = last ? this.length : (beta + T) * Math.expm1(-Math.log(whole + (1 - whole) * rule.nodes[i]!) / s)
      stays.weights[i] = last ? whole : (1 - whole) * rule.weights[i]!
      stays.odds[i] = life / (alpha + T + life)
      stays.logs[i] = Math.log1p(life / (alpha + T))
    }
    this.ages.set(T, stays)
    return stays
  }
}

/** The same for large counts: given the length of stay the negative binomial is close to normal; its mixture is inverted by bisection. */
function largeCounts(of: {
  readonly weights: Float64Array
  readonly odds: Float64Array
  readonly shape: number
  readonly alive: number
  readonly shares: readonly number[]
}): number[] {
  const means = of.odds.map((odd) => (of.shape * odd) / (1 - odd))
  const below = (n: number): number => {
    let total = 1 - of.alive
    for (let i = 0; i < means.length; i += 1)
      total += of.alive * of.weights[i]! * normalBelow((n + 0.5 - means[i]!) / Math.sqrt(means[i]! + (means[i]! * means[i]!) / of.shape + 1e-9))
    return total
  }
  return of.shares.map((share) => {
    let [low, high] = [0, Math.ceil(means[means.length - 1]! * (1 + 10 / Math.sqrt(of.shape)) + 100)]
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
