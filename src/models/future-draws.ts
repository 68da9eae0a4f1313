import {keyOfText, RandomStream} from '../base/random.js'
import type {Latents, Population, RecencyFrequency} from './baseline.js'
import type {FittedBaseline} from './fit-baseline.js'
import {FutureCounts} from './future-counts.js'
import {expectedValue} from './gamma-gamma.js'
import {drawLatents, latentsFor} from './latents.js'
import {gamma, poisson} from './numerics/sampling.js'
import {expectedLifetime, expectedPurchases} from './pareto-nbd/expectations.js'
import {probabilitiesAlive} from './pareto-nbd/likelihood.js'
import {drawPopulation} from './population.js'
import {type GroupedRows, groupRows} from './rows.js'
import type {Outlook} from './outlook.js'
import {STREAMS} from './streams.js'

/** One possible future of the known customers over the horizon, and of an average newcomer. */
export interface PossibleFuture {
  /** purchase days */
  readonly orders: number
  /** major units */
  readonly revenue: number
  /** customers with at least one purchase */
  readonly buyers: number
  /** purchases of an average newcomer, the first included, and their value in major units (Infinity where the spend model has no mean) */
  readonly newcomerOrders: number
  readonly newcomerRevenue: number
}

/**
 * Draws the future of the base: in each replicate other parameters (from their covariance), other hidden traits, other luck. What the
 * fit does not know and chance, together.
 *
 * Beyond `most` customers an evenly spaced sample is drawn. The exact expectation of all customers is moved by what the replicate's
 * parameters do to the sample's expectation, and the sample's luck is scaled by √(N/m), the spread of N independent customers: the
 * spread is right although only m were drawn.
 */
export class FutureDraws {
  private readonly sample: RecencyFrequency
  private readonly words: Uint32Array
  private readonly groups: GroupedRows
  private readonly latents: Latents
  private readonly stream = new RandomStream()
  private readonly total: Totals
  private readonly believed: Totals
  private readonly luck: number

  constructor(
    private readonly fitted: FittedBaseline,
    keys: readonly string[],
    private readonly outlook: Outlook,
    private readonly options: {readonly seed: number; readonly most: number},
  ) {
    const {rf, baseline} = fitted
    const {forecast, chance, length} = outlook
    this.sample = sampleOf(rf, options.most)
    this.words = Uint32Array.from(this.sample.customer, (customer) => keyOfText(keys[customer]!))
    this.groups = groupRows(this.sample)
    this.latents = latentsFor(this.sample.x.length)
    this.total = {orders: sum(forecast.purchases), revenue: forecast.purchases.reduce((all, n, i) => all + n * forecast.value[i]!, 0), buyers: sum(chance)}
    this.believed = expectationsOf({parameters: baseline.parameters, spend: baseline.spend}, this.sample, this.groups, length)
    this.luck = Math.sqrt(rf.x.length / this.sample.x.length)
  }

  /** The future of this number: the same for the same seed, whatever was drawn before. */
  draw(replicate: number): PossibleFuture {
    const {total, believed, outlook: {length}} = this
    const population = drawPopulation(this.fitted.baseline, this.options.seed, replicate)
    const drawn = this.lived(population, replicate)
    const expected = expectationsOf(population, this.sample, this.groups, length)
    const possible = (name: keyof Totals): number => {
      // A drawn spend model may have no mean; then only the luck of the sample is known.
      const moved = believed[name] > 0 && Number.isFinite(expected[name] / believed[name]) ? expected[name] : believed[name]
      return believed[name] > 0 ? Math.max(0, (total[name] * moved) / believed[name] + this.luck * (drawn[name] - moved)) : 0
    }
    const newcomerOrders = 1 + expectedPurchases(population.parameters, length)
    return {
      orders: possible('orders'), revenue: possible('revenue'), buyers: possible('buyers'),
      newcomerOrders, newcomerRevenue: newcomerOrders * expectedValue(population.spend, 0, 0),
    }
  }

  /** What the sampled customers do in this replicate. */
  private lived(population: Population, replicate: number): Totals {
    const {latents, words, stream, options: {seed}, outlook: {length}} = this
    drawLatents(population, this.sample, words, {seed, replicate}, latents)
    const drawn = {orders: 0, revenue: 0, buyers: 0}
    for (let i = 0; i < words.length; i += 1) {
      if (latents.alive[i] === 0) continue
      stream.reset4(seed, replicate, words[i]!, STREAMS.futures)
      const life = Math.min(length, stream.exponential() / latents.mu[i]!)
      const purchases = poisson(stream, latents.lambda[i]! * life)
      if (purchases === 0) continue
      drawn.orders += purchases
      drawn.buyers += 1
      drawn.revenue += gamma(stream, population.spend.p * purchases, latents.nu[i]!)
    }
    return drawn
  }
}

/** Nodes of the quadrature: what matters here is how totals move with the parameters. */
const COARSE = 5

interface Totals {
  readonly orders: number
  readonly revenue: number
  readonly buyers: number
}

function expectationsOf({parameters, spend}: Population, rf: RecencyFrequency, grouped: GroupedRows, length: number): Totals {
  const {r, alpha, s, beta} = parameters
  const alive = probabilitiesAlive(parameters, grouped)
  const counts = new FutureCounts(parameters, length, COARSE)
  const [rate, buys] = [new Float64Array(alive.length), new Float64Array(alive.length)]
  for (let group = 0; group < alive.length; group += 1) {
    const [x, T] = [grouped.x[group]!, grouped.T[group]!]
    rate[group] = ((alive[group]! * (r + x)) / (alpha + T)) * expectedLifetime(s, beta + T, length)
    buys[group] = counts.chance({x, T, alive: alive[group]!})
  }
  let [orders, revenue, buyers] = [0, 0, 0]
  for (let i = 0; i < rf.x.length; i += 1) {
    const group = grouped.groupOf[i]!
    const mean = rf.meanSpend[i]!
    orders += rate[group]!
    revenue += rate[group]! * expectedValue(spend, mean > 0 ? rf.x[i]! : 0, mean)
    buyers += buys[group]!
  }
  return {orders, revenue, buyers}
}

function sampleOf(rf: RecencyFrequency, most: number): RecencyFrequency {
  const size = rf.x.length
  if (size <= most) return rf
  const pick = Int32Array.from({length: most}, (_, i) => Math.floor(((i + 0.5) * size) / most))
  const numbers = (column: Float64Array) => Float64Array.from(pick, (row) => column[row]!)
  const integers = (column: Int32Array) => Int32Array.from(pick, (row) => column[row]!)
  return {customer: integers(rf.customer), x: integers(rf.x), tx: numbers(rf.tx), T: numbers(rf.T), meanSpend: numbers(rf.meanSpend)}
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}
