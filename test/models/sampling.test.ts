import {describe, expect, test} from 'vitest'
import {RandomStream} from '../../src/base/random.js'
import {GammaQuantiles, logGammaTail} from '../../src/models/numerics/gamma-quantiles.js'
import {beta, gamma, logGamma, lognormal, normal, poisson} from '../../src/models/numerics/sampling.js'

const DRAWS = 200_000

function moments(draw: () => number): {mean: number; variance: number} {
  let sum = 0
  let squares = 0
  for (let i = 0; i < DRAWS; i += 1) {
    const value = draw()
    sum += value
    squares += value * value
  }
  return {mean: sum / DRAWS, variance: squares / DRAWS - (sum / DRAWS) ** 2}
}

/** Five standard errors of the mean. */
function tolerance(variance: number): number {
  return 5 * Math.sqrt(variance / DRAWS)
}

describe('draws have the moments of their distribution', () => {
  const stream = new RandomStream(1, 2, 3, 4)

  test('normal', () => {
    const {mean, variance} = moments(() => normal(stream))
    expect(Math.abs(mean)).toBeLessThan(tolerance(1))
    expect(Math.abs(variance - 1)).toBeLessThan(0.02)
  })

  test.each([[0.24, 4.4], [0.55, 10.6], [1, 1], [3.7, 15.4], [250, 2]])('gamma with shape %f and rate %f', (shape, rate) => {
    const {mean, variance} = moments(() => gamma(stream, shape, rate))
    expect(Math.abs(mean - shape / rate)).toBeLessThan(tolerance(shape / rate ** 2))
    expect(Math.abs(variance / (shape / rate ** 2) - 1)).toBeLessThan(0.08)
  })

  test('the logarithm of a gamma with a tiny shape stays finite where the value underflows', () => {
    // E[ln G] is the digamma of the shape: −1000.5755… at 0.001.
    const {mean, variance} = moments(() => logGamma(stream, 0.001))
    expect(Math.abs(mean + 1000.5755)).toBeLessThan(tolerance(variance))
  })

  test('beta', () => {
    const {mean, variance} = moments(() => beta(stream, 0.79, 2.43))
    expect(Math.abs(mean - 0.79 / 3.22)).toBeLessThan(tolerance(variance))
    expect(Math.abs(variance - (0.79 * 2.43) / (3.22 ** 2 * 4.22))).toBeLessThan(0.002)
  })

  test('lognormal', () => {
    const {mean} = moments(() => lognormal(stream, -0.1, 0.2))
    expect(Math.abs(mean - Math.exp(-0.1 + 0.02))).toBeLessThan(0.003)
  })

  test.each([0, 0.3, 4, 9.99, 10, 57, 900])('poisson with mean %f', (mean) => {
    const got = moments(() => poisson(stream, mean))
    expect(Math.abs(got.mean - mean)).toBeLessThanOrEqual(tolerance(mean))
    expect(Math.abs(got.variance - mean)).toBeLessThanOrEqual(0.03 * mean)
  })
})

describe('gamma quantiles from a table', () => {
  test.each([0.1, 0.3, 0.9, 1, 2.5, 6.24957, 40, 900, 10_000])('shape %f: relative error below 1e-6 wherever a uniform number can fall', (shape) => {
    const table = new GammaQuantiles(shape)
    for (let t = -36; t <= 36; t += 0.0371) {
      const lower = t <= 0
      const u = 1 / (1 + Math.exp(-t))
      const value = table.at(u)
      if (value < 1e-290) continue
      const logTail = logGammaTail(shape, Math.log(value), lower)
      const wanted = lower ? Math.log(u) : Math.log(1 - u)
      const slope = Math.exp(shape * Math.log(value) - value - logGammaOf(shape) - logTail)
      // Where u is so near 1 that 1 − u itself is rounded, only the order can be asked for.
      if (t < 20) expect(Math.abs((logTail - wanted) / slope)).toBeLessThan(1e-6)
    }
  })

  test('agree with the exponential distribution, whose quantiles are known', () => {
    const table = new GammaQuantiles(1)
    for (const u of [1e-12, 0.001, 0.3, 0.5, 0.9, 0.999999]) expect(table.at(u) / -Math.log1p(-u)).toBeCloseTo(1, 6)
  })

  test('never decrease', () => {
    const table = new GammaQuantiles(3.3)
    const values = Array.from({length: 99_999}, (_, i) => table.at((i + 1) / 100_000))
    expect(values.findIndex((value, i) => i > 0 && value <= values[i - 1]!)).toBe(-1)
  })
})

/** Lanczos, independent of the library the product uses. */
function logGammaOf(z: number): number {
  const g = [676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7]
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGammaOf(1 - z)
  let sum = 0.99999999999980993
  g.forEach((value, i) => { sum += value / (z + i) })
  return 0.9189385332046727 + (z - 0.5) * Math.log(z + 6.5) - (z + 6.5) + Math.log(sum)
}
