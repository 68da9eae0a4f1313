import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {expectedFuturePurchases, expectedPurchases, probabilityAlive} from '../../src/models/pareto-nbd/expectations.js'
import {fitParetoNbd} from '../../src/models/pareto-nbd/fit.js'
import {logLikelihood, paretoNbdObjective, probabilitiesAlive} from '../../src/models/pareto-nbd/likelihood.js'
import {hypergeometric} from '../../src/models/numerics/hypergeometric.js'
import {gammaln} from '../../src/models/numerics/special.js'
import {groupRows} from '../../src/models/rows.js'
import {describeOnRealData} from '../support/real-data.js'
import {gap, golden, relative} from './golden.js'
import {simulated} from './simulated.js'

const aBase = fc.array(
  fc.record({x: fc.nat(60), T: fc.integer({min: 1, max: 900}), share: fc.double({min: 0, max: 1, noNaN: true})}),
  {minLength: 1, maxLength: 40},
).map((rows) => ({
  x: Int32Array.from(rows, ({x}) => x),
  tx: Float64Array.from(rows, ({x, T, share}) => (x === 0 ? 0 : Math.max(1, Math.floor(T * share)))),
  T: Float64Array.from(rows, ({T}) => T),
}))
const aLog = (from: number, to: number): fc.Arbitrary<number> => fc.double({min: Math.log(from), max: Math.log(to), noNaN: true})
const somewhere = fc.tuple(aLog(0.05, 20), aLog(1, 2000), aLog(0.05, 20), aLog(1, 2000)).map((at) => Float64Array.from(at))

describeOnRealData('Pareto/NBD against individual reference values, extremes included', () => {
  // Source: expected/btyd-golden.json (96 customers, high precision).
  test('likelihood, P(alive) and expected purchases of every case', () => {
    for (const {params: [r, alpha, s, beta], x, tx, T, ll, palive, cet} of golden().pnbd) {
      const parameters = {r, alpha, s, beta}
      expect(gap(logLikelihood(parameters, x, tx, T), ll)).toBeLessThan(1e-13)
      expect(Math.abs(probabilityAlive(parameters, x, tx, T) - palive)).toBeLessThan(1e-13)
      for (const [t, wanted] of Object.entries(cet))
        expect(gap(expectedFuturePurchases(parameters, x, tx, T, Number(t)), wanted)).toBeLessThan(1e-12)
    }
  })

  test('expected purchases of a newcomer', () => {
    const [r, alpha, s, beta] = golden().pnbd[0]!.params
    for (const [t, wanted] of Object.entries(golden().pnbd_expectation))
      expect(relative(expectedPurchases({r, alpha, s, beta}, Number(t)), wanted)).toBeLessThan(1e-12)
  })
})

describe('the fast likelihood of a whole base', () => {
  test('is the sum of the readable one', () => {
    fc.assert(fc.property(aBase, somewhere, (base, at) => {
      const [r, alpha, s, beta] = [...at].map(Math.exp) as [number, number, number, number]
      const parameters = {r, alpha, s, beta}
      let sum = 0
      for (let i = 0; i < base.x.length; i += 1) sum += logLikelihood(parameters, base.x[i]!, base.tx[i]!, base.T[i]!)
      const got = paretoNbdObjective(groupRows(base))(at, new Float64Array(4)) * -base.x.length
      expect(gap(got, sum)).toBeLessThan(1e-10)
    }))
  })

  test('has the gradient that differences show', () => {
    fc.assert(fc.property(aBase, somewhere, (base, at) => {
      const objective = paretoNbdObjective(groupRows(base))
      const gradient = new Float64Array(4)
      objective(at, gradient)
      const scratch = new Float64Array(4)
      for (let j = 0; j < 4; j += 1) {
        const moved = (step: number): number => objective(at.map((value, i) => (i === j ? value + step : value)), scratch)
        expect(Math.abs((moved(1e-5) - moved(-1e-5)) / 2e-5 - gradient[j]!)).toBeLessThan(1e-5 * (1 + Math.abs(gradient[j]!)))
      }
    }))
  })

  test('gives the same P(alive) as customer by customer', () => {
    fc.assert(fc.property(aBase, somewhere, (base, at) => {
      const [r, alpha, s, beta] = [...at].map(Math.exp) as [number, number, number, number]
      const rows = groupRows(base)
      const all = probabilitiesAlive({r, alpha, s, beta}, rows)
      for (let i = 0; i < base.x.length; i += 1)
        expect(Math.abs(all[rows.groupOf[i]!]! - probabilityAlive({r, alpha, s, beta}, base.x[i]!, base.tx[i]!, base.T[i]!))).toBeLessThan(1e-9)
    }))
  })

  test('counts each customer once when identical rows are grouped', () => {
    fc.assert(fc.property(aBase, (base) => {
      const rows = groupRows(base)
      expect(rows.count.reduce((sum, count) => sum + count, 0)).toBe(base.x.length)
      rows.groupOf.forEach((group, i) => {
        expect([rows.x[group], rows.tx[group], rows.T[group]]).toEqual([base.x[i], base.tx[i], base.T[i]])
      })
    }))
  })
})

describe('quadrature and the hypergeometric form', () => {
  test('give the same likelihood where the latter does not overflow', () => {
    // Source: Fader & Hardie (2005), "A Note on Deriving the Pareto/NBD Model", eq. 18–19.
    fc.assert(fc.property(aLog(0.2, 4), aLog(2, 60), aLog(0.2, 4), aLog(2, 60), fc.nat(12), aLog(5, 80), fc.double({min: 0.05, max: 0.95, noNaN: true}),
      (logR, logAlpha, logS, logBeta, x, logT, share) => {
        const [r, alpha, s, beta, T] = [logR, logAlpha, logS, logBeta, logT].map(Math.exp) as [number, number, number, number, number]
        const tx = x === 0 ? 0 : share * T
        const [most, least] = [Math.max(alpha, beta), Math.min(alpha, beta)]
        const power = r + s + x
        const second = alpha >= beta ? s + 1 : r + x
        const term = (u: number): number => hypergeometric(power, second, power + 1, (most - least) / (most + u)) * (most + u) ** -power
        const front = gammaln(r + x) - gammaln(r) + r * Math.log(alpha) + s * Math.log(beta)
        const closed = front + Math.log((alpha + T) ** -(r + x) * (beta + T) ** -s + (s / power) * (term(tx) - term(T)))
        fc.pre(term(tx) - term(T) > 1e-6 * term(tx))
        expect(gap(logLikelihood({r, alpha, s, beta}, x, tx, T), closed)).toBeLessThan(1e-8)
      }))
  })
})

describe('fitting', () => {
  test('finds the parameters a base was simulated with, within what its own standard errors allow', () => {
    const truth = {r: 0.6, alpha: 70, s: 0.7, beta: 90}
    const fit = fitParetoNbd(groupRows(simulated({truth, customers: 20_000, days: 700, seed: 7})))
    const wanted = [truth.r, truth.alpha, truth.s, truth.beta].map(Math.log)
    const got = Object.values(fit.parameters).map(Math.log)
    got.forEach((value, i) => {
      const z = (value - wanted[i]!) / Math.sqrt(fit.covariance[5 * i]!)
      expect(Math.abs(z)).toBeLessThan(4)
    })
    expect(fit).toMatchObject({withoutDropout: false, weak: false, withPrior: false})
  })

  test('a base nobody ever leaves is recognised, and fitted as such', () => {
    const truth = {r: 2, alpha: 60, s: 1, beta: 1e12}
    const fit = fitParetoNbd(groupRows(simulated({truth, customers: 3000, days: 500, seed: 3})))
    expect(fit.withoutDropout).toBe(true)
    expect(fit.parameters.r).toBeCloseTo(2, 0)
    expect(probabilityAlive(fit.parameters, 3, 40, 500)).toBeGreaterThan(0.99)
  })

  test('customers who all came once: a weak opinion keeps the answer finite', () => {
    const rows = groupRows({x: new Int32Array(50), tx: new Float64Array(50), T: Float64Array.from({length: 50}, (_, i) => 10 + 7 * i)})
    const fit = fitParetoNbd(rows, {withPrior: true})
    expect(Object.values(fit.parameters).every((value) => value > 0 && Number.isFinite(value))).toBe(true)
    expect(expectedFuturePurchases(fit.parameters, 0, 0, 200, 365)).toBeLessThan(0.2)
  })

  test('one customer is enough with the opinion', () => {
    const fit = fitParetoNbd(groupRows({x: Int32Array.of(5), tx: Float64Array.of(80), T: Float64Array.of(100)}), {withPrior: true})
    expect(expectedFuturePurchases(fit.parameters, 5, 80, 100, 100)).toBeGreaterThan(0.5)
  })

  test('very frequent buyers and recency equal to age do no harm', () => {
    const rows = groupRows({
      x: Int32Array.from({length: 400}, (_, i) => (i % 4 === 0 ? 900 : i % 7)),
      tx: Float64Array.from({length: 400}, (_, i) => (i % 4 === 0 ? 1000 : i % 7 === 0 ? 0 : 40 * (i % 7))),
      T: new Float64Array(400).fill(1000),
    })
    expect(Number.isFinite(fitParetoNbd(rows).logLikelihood)).toBe(true)
  })
})
