import {describe, expect, test} from 'vitest'
import {keyOfText, RandomStream} from '../../src/base/random.js'
import {fitBaseline} from '../../src/models/fit-baseline.js'
import {FutureDraws} from '../../src/models/future-draws.js'
import {FutureCounts} from '../../src/models/future-counts.js'
import {drawLatents} from '../../src/models/latents.js'
import {poisson} from '../../src/models/numerics/sampling.js'
import {outlook} from '../../src/models/outlook.js'
import {probabilityAlive} from '../../src/models/pareto-nbd/expectations.js'
import {describeOnRealData} from '../support/real-data.js'
import {CDNOW_CUT, CDNOW_END, cdnowSample} from './real-purchases.js'

const PARAMETERS = {r: 0.5534, alpha: 10.5802, s: 0.6061, beta: 11.6562}
const POPULATION = {parameters: PARAMETERS, spend: {p: 6.25, q: 3.74, gamma: 15.44}}

/** Purchases in the next `length` of many customers who look the same, drawn: independent of the formulas under test. */
function drawn(x: number, tx: number, T: number, length: number, size: number): number[] {
  const alike = {
    customer: Int32Array.from({length: size}, (_, i) => i), x: new Int32Array(size).fill(x), tx: new Float64Array(size).fill(tx),
    T: new Float64Array(size).fill(T), meanSpend: new Float64Array(size),
  }
  const keys = Uint32Array.from({length: size}, (_, i) => keyOfText(`customer ${i}`))
  const latents = drawLatents(POPULATION, alike, keys, {seed: 3, replicate: 0})
  const stream = new RandomStream(99)
  return Array.from({length: size}, (_, i) =>
    (latents.alive[i] === 0 ? 0 : poisson(stream, latents.lambda[i]! * Math.min(length, stream.exponential() / latents.mu[i]!))))
}

describe('purchases to come', () => {
  const SIZE = 50_000
  test.each([[0, 0, 38.86, 39], [2, 30.43, 38.86, 52], [7, 5, 5, 10], [26, 30.86, 31, 52], [40, 10, 30, 52], [900, 37, 38, 52]])(
    'x %i, recency %f, age %f, %i ahead: chance and quantiles as drawn', (x, tx, T, length) => {
      const counts = drawn(x, tx, T, length, SIZE).sort((a, b) => a - b)
      const customer = {x, T, alive: probabilityAlive(PARAMETERS, x, tx, T)}
      const future = new FutureCounts(PARAMETERS, length)
      const share = counts.filter((count) => count > 0).length / SIZE
      expect(Math.abs(future.chance(customer) - share)).toBeLessThan(4.5 * Math.sqrt(0.25 / SIZE))
      for (const p of [0.1, 0.5, 0.9]) {
        const [found] = future.quantiles(customer, [p])
        // The quantile of a count is right where the drawn shares below and up to it embrace p.
        expect(counts.filter((count) => count < found! - 0.004 * found!).length / SIZE).toBeLessThan(p + 0.01)
        expect(counts.filter((count) => count <= found! + 0.004 * found!).length / SIZE).toBeGreaterThan(p - 0.01)
      }
    })

  test('five nodes give chances to three digits', () => {
    for (const [x, tx, T, length] of [[0, 0, 38.86, 39], [2, 30.43, 38.86, 52], [7, 5, 5, 104], [26, 30.86, 31, 8]] as const) {
      const customer = {x, T, alive: probabilityAlive(PARAMETERS, x, tx, T)}
      expect(Math.abs(new FutureCounts(PARAMETERS, length, 5).chance(customer) - new FutureCounts(PARAMETERS, length, 40).chance(customer))).toBeLessThan(5e-4)
    }
  })

  test('nobody comes when nobody is alive, and in no time', () => {
    expect(new FutureCounts(PARAMETERS, 52).quantiles({x: 3, T: 30, alive: 0}, [0.1, 0.9])).toEqual([0, 0])
    expect(new FutureCounts(PARAMETERS, 0).chance({x: 3, T: 30, alive: 1})).toBeCloseTo(0, 12)
  })
})

describeOnRealData('ranges on the CDNOW sample', () => {
  test('the 39 weeks held out lie within the range, and a sample of customers gives the same range as all', () => {
    const purchases = cdnowSample()
    const fitted = fitBaseline(purchases, CDNOW_CUT)
    const expected = outlook(fitted, CDNOW_END)
    const range = (most: number) => {
      const draws = new FutureDraws(fitted, purchases.customers, expected, {seed: 1, most})
      const sorted = Array.from({length: 200}, (_, i) => draws.draw(i).orders).sort((a, b) => a - b)
      return {mean: sorted.reduce((sum, each) => sum + each, 0) / 200, low: sorted[5]!, high: sorted[194]!}
    }
    const [all, some] = [range(1e6), range(500)]
    const total = expected.forecast.purchases.reduce((sum, each) => sum + each, 0)
    expect(all.mean / total).toBeCloseTo(1, 1)
    // Source: expected/btyd-reference.md: 1,882 purchases in the holdout.
    expect(all.low).toBeLessThan(1882)
    expect(all.high).toBeGreaterThan(1882)
    expect(some.mean / all.mean).toBeCloseTo(1, 1)
    expect((some.high - some.low) / (all.high - all.low)).toBeGreaterThan(0.7)
    expect((some.high - some.low) / (all.high - all.low)).toBeLessThan(1.45)
  })
})
