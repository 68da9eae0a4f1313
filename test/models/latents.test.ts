import {describe, expect, test} from 'vitest'
import {keyOfText} from '../../src/base/random.js'
import type {Baseline, RecencyFrequency} from '../../src/models/baseline.js'
import {drawLatents} from '../../src/models/latents.js'
import {probabilityAlive} from '../../src/models/pareto-nbd/expectations.js'
import {bestPopulation, drawPopulation} from '../../src/models/population.js'

const PARAMETERS = {r: 0.5534, alpha: 10.5802, s: 0.6061, beta: 11.6562}
const POPULATION = {parameters: PARAMETERS, spend: {p: 6.25, q: 3.74, gamma: 15.44}}

function alike(size: number, x: number, tx: number, T: number, meanSpend = 0): RecencyFrequency {
  return {
    customer: Int32Array.from({length: size}, (_, i) => i), x: new Int32Array(size).fill(x), tx: new Float64Array(size).fill(tx),
    T: new Float64Array(size).fill(T), meanSpend: new Float64Array(size).fill(meanSpend),
  }
}

const keys = (size: number): Uint32Array => Uint32Array.from({length: size}, (_, i) => keyOfText(`customer ${i}`))
const mean = (values: Iterable<number>): number => {
  let [sum, n] = [0, 0]
  for (const value of values) {
    sum += value
    n += 1
  }
  return sum / n
}

describe('hidden traits', () => {
  const SIZE = 60_000
  test.each([
    [0, 0, 38.86], [1, 1.71, 38.86], [2, 30.43, 38.86], [26, 30.86, 31], [40, 10, 30], [7, 5, 5], [200, 12, 38],
  ])('x %i, recency %f, age %f: alive as often as the formula says', (x, tx, T) => {
    const draws = drawLatents(POPULATION, alike(SIZE, x, tx, T), keys(SIZE), {seed: 5, replicate: 0})
    const p = probabilityAlive(PARAMETERS, x, tx, T)
    expect(Math.abs(mean(draws.alive) - p)).toBeLessThan(4.5 * Math.sqrt((p * (1 - p)) / SIZE) + 1e-9)
  })

  test('rates and hazards have the mean that integrating over every drop-out moment gives', () => {
    const [x, tx, T] = [3, 10, 38.86]
    const {r, alpha, s, beta} = PARAMETERS
    const draws = drawLatents(POPULATION, alike(SIZE, x, tx, T), keys(SIZE), {seed: 6, replicate: 1})
    // A plain midpoint rule over τ, independent of the product's quadrature.
    const weight = (a: number): number => (alpha + a) ** -(r + x)
    const alive = weight(T) * (beta + T) ** -s
    let [total, rate, hazard] = [alive, (alive * (r + x)) / (alpha + T), (alive * s) / (beta + T)]
    const steps = 20_000
    for (let i = 0; i < steps; i += 1) {
      const tau = tx + ((T - tx) * (i + 0.5)) / steps
      const w = (s * weight(tau) * (beta + tau) ** -(s + 1) * (T - tx)) / steps
      total += w
      rate += (w * (r + x)) / (alpha + tau)
      hazard += (w * (s + 1)) / (beta + tau)
    }
    expect(mean(draws.lambda) / (rate / total)).toBeCloseTo(1, 1.7)
    expect(mean(draws.mu) / (hazard / total)).toBeCloseTo(1, 1.7)
  })

  test('basket rates follow their posterior', () => {
    const draws = drawLatents(POPULATION, alike(SIZE, 4, 20, 30, 50), keys(SIZE), {seed: 1, replicate: 0})
    expect(mean(draws.nu) / ((6.25 * 4 + 3.74) / (15.44 + 200))).toBeCloseTo(1, 2)
  })

  test('a customer keeps her luck alone, in another order, and not in another replicate', () => {
    const all = alike(50, 2, 30, 38)
    const whole = drawLatents(POPULATION, all, keys(50), {seed: 9, replicate: 4})
    const alone = drawLatents(POPULATION, alike(1, 2, 30, 38), keys(50).slice(17, 18), {seed: 9, replicate: 4})
    expect([alone.lambda[0], alone.mu[0], alone.alive[0], alone.nu[0]]).toEqual([whole.lambda[17], whole.mu[17], whole.alive[17], whole.nu[17]])
    const other = drawLatents(POPULATION, all, keys(50), {seed: 9, replicate: 5})
    expect(other.lambda[17]).not.toBe(whole.lambda[17])
  })

  test('a newcomer is drawn from the population', () => {
    const draws = drawLatents(POPULATION, alike(SIZE, 0, 0, 0), keys(SIZE), {seed: 2, replicate: 0})
    expect(mean(draws.alive)).toBe(1)
    expect(mean(draws.lambda) / (PARAMETERS.r / PARAMETERS.alpha)).toBeCloseTo(1, 1.5)
  })
})

describe('parameters of a replicate', () => {
  const baseline: Baseline = {
    ...POPULATION, seasonality: new Float64Array(12).fill(1), seasonalityKnown: false,
    covariance: Float64Array.from([0.0074, 0.0056, -0.0094, -0.0218, 0.0056, 0.0063, -0.0042, -0.0098,
      -0.0094, -0.0042, 0.0954, 0.1598, -0.0218, -0.0098, 0.1598, 0.2833]),
    spendCovariance: new Float64Array(9),
  }

  test('spread around the maximum as the covariance says', () => {
    const logs = Array.from({length: 5000}, (_, replicate) => Math.log(drawPopulation(baseline, 3, replicate).parameters.beta))
    const average = mean(logs)
    expect(average).toBeCloseTo(Math.log(PARAMETERS.beta), 1)
    expect(mean(logs.map((value) => (value - average) ** 2)) / 0.2833).toBeCloseTo(1, 1)
  })

  test('never make the average purchase infinite, however uncertain spend is', () => {
    const unsure = {...baseline, spendCovariance: Float64Array.of(0.5, 0, 0, 0, 0.8, 0, 0, 0, 0.5)}
    const qs = Array.from({length: 500}, (_, replicate) => drawPopulation(unsure, 4, replicate).spend.q)
    expect(Math.min(...qs)).toBe(1.5)
    expect(Math.max(...qs)).toBeGreaterThan(6)
  })

  test('are the maximum itself where nothing is uncertain', () => {
    expect(drawPopulation({...baseline, covariance: new Float64Array(16)}, 1, 1)).toEqual(bestPopulation(baseline))
  })
})
