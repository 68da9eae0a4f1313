import {describe, expect, test} from 'vitest'
import {RandomStream} from '../../src/base/random.js'
import {expectedValue, fitGammaGamma, gammaGammaObjective, logLikelihood} from '../../src/models/gamma-gamma.js'
import {gamma} from '../../src/models/numerics/sampling.js'
import {describeOnRealData} from '../support/real-data.js'
import {gap, golden} from './golden.js'

describeOnRealData('Gamma-Gamma against individual reference values', () => {
  test('likelihood and expected value', () => {
    // Source: expected/btyd-golden.json.
    for (const {params: [p, q, g], x, m, ll, mean} of golden().gg) {
      expect(gap(logLikelihood({p, q, gamma: g}, x, m), ll)).toBeLessThan(1e-12)
      expect(gap(expectedValue({p, q, gamma: g}, x, m), mean)).toBeLessThan(1e-12)
    }
  })
})

describe('fitting spend', () => {
  test('finds what the sample was made with', () => {
    const stream = new RandomStream(11)
    const x = Float64Array.from({length: 20_000}, () => 1 + Math.floor(6 * stream.uniform()))
    const mean = x.map((n) => gamma(stream, 6 * n, n * gamma(stream, 4, 15)))
    const {parameters, covariance, fallback} = fitGammaGamma({x, mean})
    const truth = [6, 4, 15]
    Object.values(parameters).forEach((value, i) => {
      expect(Math.abs(Math.log(value / truth[i]!)) / Math.sqrt(covariance[4 * i]!)).toBeLessThan(4)
    })
    expect(fallback).toBe('none')
  })

  test('has the gradient that differences show', () => {
    const objective = gammaGammaObjective({x: Float64Array.of(1, 2, 2, 9), mean: Float64Array.of(12, 0.5, 300, 41)})
    const at = Float64Array.of(0.7, 0.2, 2)
    const gradient = new Float64Array(3)
    objective(at, gradient)
    for (let j = 0; j < 3; j += 1) {
      const moved = (step: number): number => objective(at.map((value, i) => (i === j ? value + step : value)), new Float64Array(3))
      expect((moved(1e-5) - moved(-1e-5)) / 2e-5).toBeCloseTo(gradient[j]!, 6)
    }
  })

  test('the same price every time: steady baskets around it', () => {
    const fit = fitGammaGamma({x: new Float64Array(200).fill(3), mean: new Float64Array(200).fill(29.9)})
    expect(fit.fallback).toBe('constant')
    expect(expectedValue(fit.parameters, 0, 0)).toBeCloseTo(29.9, 1)
  })

  test('customers who are all alike, with baskets that differ: no fallback, the baskets keep their spread', () => {
    const stream = new RandomStream(8)
    const x = new Float64Array(4000).fill(3)
    const fit = fitGammaGamma({x, mean: x.map((n) => gamma(stream, 4 * n, n / 10))})
    expect(fit.fallback).toBe('none')
    expect(fit.parameters.p).toBeCloseTo(4, 0)
    expect(expectedValue(fit.parameters, 0, 0)).toBeCloseTo(40, 0)
  })

  test('everybody always pays her own price: baskets hardly vary, customers do', () => {
    const stream = new RandomStream(9)
    const x = Float64Array.from({length: 4000}, () => 1 + Math.floor(9 * stream.uniform()))
    const fit = fitGammaGamma({x, mean: x.map(() => 150 / gamma(stream, 4, 1))})
    expect(fit.fallback).toBe('none')
    expect(fit.parameters.p).toBeGreaterThan(50)
    expect(expectedValue(fit.parameters, 5, 20)).toBeCloseTo(20, 0)
    expect(expectedValue(fit.parameters, 5, 90)).toBeCloseTo(90, 0)
  })

  test('a tail so heavy that the mean would be infinite: the observed mean is kept', () => {
    const stream = new RandomStream(4)
    const mean = Float64Array.from({length: 3000}, () => 10 / gamma(stream, 0.6, 1))
    const fit = fitGammaGamma({x: new Float64Array(3000).fill(2), mean})
    expect(fit.fallback).toBe('heavy-tail')
    const observed = mean.reduce((sum, value) => sum + value, 0) / mean.length
    expect(expectedValue(fit.parameters, 0, 0) / observed).toBeCloseTo(1, 6)
  })

  test('one customer, or none, is no reason to fail', () => {
    expect(expectedValue(fitGammaGamma({x: Float64Array.of(2), mean: Float64Array.of(50)}).parameters, 0, 0)).toBeGreaterThan(20)
    expect(Number.isFinite(fitGammaGamma({x: new Float64Array(0), mean: new Float64Array(0)}).logLikelihood)).toBe(true)
  })

  test('a mean value without a finite expectation is said to be infinite, never negative', () => {
    expect(expectedValue({p: 2, q: 0.8, gamma: 5}, 0, 0)).toBe(Infinity)
    expect(expectedValue({p: 2, q: 0.8, gamma: 5}, 1, 10)).toBeGreaterThan(0)
  })
})
