import {assert} from '../base/assert.js'
import {keyOfText, RandomStream} from '../base/random.js'
import type {Population, RecencyFrequency} from './baseline.js'
import type {FittedBaseline} from './fit-baseline.js'
import {chanceOfPurchase} from './future-counts.js'
import {expectedValue} from './gamma-gamma.js'
import {drawLatents, latentsFor} from './latents.js'
import {gamma, poisson} from './numerics/sampling.js'
import {expectedLifetime, expectedPurchases} from './pareto-nbd/expectations.js'
import {probabilitiesAlive} from './pareto-nbd/likelihood.js'
import {drawPopulation} from './population.js'
import {groupRows} from './rows.js'
import type {Outlook} from './outlook.js'
import {STREAMS} from './streams.js'

/** Possible totals of the known customers over a horizon, one per replicate: what the fit does not know and chance together. */
export interface ForecastRange {
  readonly orders: Float64Array
  /** major units */
  readonly revenue: Float64Array
  /** customers with at least one purchase */
  readonly buyers: Float64Array
  /** purchases of an average newcomer over the horizon, the first included; and their value in major units */
  readonly newcomerOrders: Float64Array
  readonly newcomerRevenue: Float64Array
}

export interface RangeRequest {
  readonly seed: number
  readonly replicates: number
  /** customers whose futures are drawn; the rest of a larger base is scaled up from them */
  readonly most: number
}

/**
 * Draws the future of the base: in each replicate other parameters (from their covariance), other hidden traits, other luck.
 *
 * Beyond `most` customers an evenly spaced sample is drawn. The exact expectation of all customers is moved by what the replicate's
 * parameters do to the sample's expectation, and the sample's luck is scaled by √(N/m), the spread of N independent customers: the
 * spread is right although only m were drawn.
 */
export function forecastRange(fitted: FittedBaseline, keys: readonly string[], outlook: Outlook, request: RangeRequest): ForecastRange {
  const {rf, baseline} = fitted
  const {length, forecast} = outlook
  const sample = sampleOf(rf, request.most)
  const words = Uint32Array.from(sample.customer, (customer) => keyOfText(keys[customer]!))
  const grouped = groupRows(sample)
  const latents = latentsFor(sample.x.length)
  const stream = new RandomStream()
  const total = {
    orders: sum(forecast.purchases), revenue: forecast.purchases.reduce((all, n, i) => all + n * forecast.value[i]!, 0), buyers: sum(outlook.chance),
  }
  const believed = expectationsOf({parameters: baseline.parameters, spend: baseline.spend}, sample, grouped, length)
  const luck = Math.sqrt(rf.x.length / sample.x.length)
  const columns = () => new Float64Array(request.replicates)
  const range = {orders: columns(), revenue: columns(), buyers: columns(), newcomerOrders: columns(), newcomerRevenue: columns()}
  for (let replicate = 0; replicate < request.replicates; replicate += 1) {
    const population = drawPopulation(baseline, request.seed, replicate)
    drawLatents(population, sample, words, {seed: request.seed, replicate}, latents)
    const drawn = {orders: 0, revenue: 0, buyers: 0}
    for (let i = 0; i < words.length; i += 1) {
      if (latents.alive[i] === 0) continue
      stream.reset4(request.seed, replicate, words[i]!, STREAMS.futures)
      const life = Math.min(length, stream.exponential() / latents.mu[i]!)
      const purchases = poisson(stream, latents.lambda[i]! * life)
      if (purchases === 0) continue
      drawn.orders += purchases
      drawn.buyers += 1
      drawn.revenue += gamma(stream, population.spend.p * purchases, latents.nu[i]!)
    }
    const expected = expectationsOf(population, sample, grouped, length)
    for (const name of ['orders', 'revenue', 'buyers'] as const) {
      const moved = believed[name] > 0 ? expected[name] / believed[name] : 1
      range[name][replicate] = Math.max(0, total[name] * moved + luck * (drawn[name] - expected[name]))
    }
    const purchases = 1 + expectedPurchases(population.parameters, length)
    range.newcomerOrders[replicate] = purchases
    range.newcomerRevenue[replicate] = purchases * expectedValue(population.spend, 0, 0)
  }
  return range
}

interface Totals {
  readonly orders: number
  readonly revenue: number
  readonly buyers: number
}

function expectationsOf({parameters, spend}: Population, rf: RecencyFrequency, grouped: ReturnType<typeof groupRows>, length: number): Totals {
  const {r, alpha, s, beta} = parameters
  const alive = probabilitiesAlive(parameters, grouped)
  const [rate, buys] = [new Float64Array(alive.length), new Float64Array(alive.length)]
  for (let group = 0; group < alive.length; group += 1) {
    const [x, T] = [grouped.x[group]!, grouped.T[group]!]
    rate[group] = ((alive[group]! * (r + x)) / (alpha + T)) * expectedLifetime(s, beta + T, length)
    buys[group] = chanceOfPurchase(parameters, {x, T, alive: alive[group]!}, length)
  }
  let [orders, revenue, buyers] = [0, 0, 0]
  for (let i = 0; i < rf.x.length; i += 1) {
    const group = grouped.groupOf[i]!
    const mean = rf.meanSpend[i]!
    orders += rate[group]!
    revenue += rate[group]! * expectedValue(spend, mean > 0 ? rf.x[i]! : 0, mean)
    buyers += buys[group]!
  }
  assert(Number.isFinite(orders), 'expected orders are finite')
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
