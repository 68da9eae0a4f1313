import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {dayOf} from '../../src/base/day.js'
import {RandomStream} from '../../src/base/random.js'
import * as bb from '../../src/models/bg-bb/bg-bb.js'
import {fitBgBb, opportunitiesOf} from '../../src/models/bg-bb/fit.js'
import * as bg from '../../src/models/bg-nbd/expectations.js'
import {logLikelihood, probabilityAlive} from '../../src/models/bg-nbd/likelihood.js'
import {bgNbdObjective} from '../../src/models/bg-nbd/objective.js'
import {fitPurchaseModel} from '../../src/models/fit-model.js'
import {beta, gamma} from '../../src/models/numerics/sampling.js'
import {hypergeometric} from '../../src/models/numerics/hypergeometric.js'
import {discountedFuturePurchases, probabilityOf} from '../../src/models/pareto-nbd/distribution.js'
import {type GroupedRows, groupRows} from '../../src/models/rows.js'
import {purchasesOf} from '../support/purchases.js'
import {describeOnRealData, realData} from '../support/real-data.js'
import {gap, golden, type GoldenCase, relative} from './golden.js'

// Source of all figures: expected/btyd-golden.json (high precision, extremes included).
function parametersOf({params: [r, alpha, a, b]}: Pick<GoldenCase, 'params'>, modified = false) {
  return {r, alpha, a, b, modified}
}

describeOnRealData('BG/NBD and MBG/NBD against individual reference values', () => {
  test.each([['BG/NBD', false], ['MBG/NBD', true]] as const)('%s: likelihood, P(alive), expected purchases', (_, modified) => {
    for (const item of modified ? golden().mbgnbd : golden().bgnbd) {
      const parameters = parametersOf(item, modified)
      expect(gap(logLikelihood(parameters, item.x, item.tx, item.T), item.ll)).toBeLessThan(1e-13)
      expect(Math.abs(probabilityAlive(parameters, item.x, item.tx, item.T) - item.palive)).toBeLessThan(1e-13)
      for (const [t, wanted] of Object.entries(item.cet))
        expect(relative(bg.expectedFuturePurchases(parameters, item.x, item.tx, item.T, Number(t)), wanted)).toBeLessThan(1e-11)
    }
  })

  test('where a + b <= 1 or a is close to 1, the closed form fails and the quadrature does not', () => {
    for (const item of golden().bgnbd_degenerate)
      for (const [t, wanted] of Object.entries(item.cet))
        expect(relative(bg.expectedFuturePurchases(parametersOf(item), item.x, item.tx, item.T, Number(t)), wanted)).toBeLessThan(1e-11)
    for (const item of golden().bgnbd_degenerate_expectation)
      for (const [t, wanted] of Object.entries(item.e)) expect(relative(bg.expectedPurchases(parametersOf(item), Number(t)), wanted)).toBeLessThan(1e-11)
  })

  test('expected purchases of a newcomer', () => {
    const plain = parametersOf(golden().bgnbd[0]!)
    for (const [t, wanted] of Object.entries(golden().bgnbd_expectation))
      expect(relative(bg.expectedPurchases(plain, Number(t)), wanted)).toBeLessThan(1e-11)
    const modified = parametersOf(golden().mbgnbd[0]!, true)
    for (const [t, wanted] of Object.entries(golden().mbgnbd_expectation))
      expect(relative(bg.expectedPurchases(modified, Number(t)), wanted)).toBeLessThan(1e-11)
  })

  test('number of purchases of a newcomer', () => {
    const parameters = parametersOf(golden().bgnbd[0]!)
    const pmf = golden().bgnbd_pmf
    expect(relative(bg.probabilityOf(parameters, 2, 10), pmf['t=2,n=10'] as number)).toBeLessThan(1e-11)
    expect(relative(bg.probabilityOf(parameters, 39, 0), pmf['t=39,n=0'] as number)).toBeLessThan(1e-12)
    for (const [n, wanted] of (pmf['t=30'] as readonly number[]).entries()) expect(relative(bg.probabilityOf(parameters, 30, n), wanted)).toBeLessThan(1e-11)
  })
})

describeOnRealData('Pareto/NBD: counts of a newcomer and discounted purchases', () => {
  const paretoOf = ({params: [r, alpha, s, beta]}: GoldenCase) => ({r, alpha, s, beta})

  test('number of purchases', () => {
    for (const [n, wanted] of golden().pnbd_pmf['t=39']!.entries())
      expect(relative(probabilityOf(paretoOf(golden().pnbd[0]!), 39, n), wanted)).toBeLessThan(1e-11)
  })

  test('discounted expected purchases', () => {
    for (const item of golden().pnbd)
      for (const [rate, wanted] of Object.entries(item.dert ?? {}))
        expect(gap(discountedFuturePurchases(paretoOf(item), item.x, item.tx, item.T, Number(rate)), wanted)).toBeLessThan(1e-9)
  })
})

describeOnRealData('BG/BB against individual reference values', () => {
  test('likelihood, P(alive), expected and discounted purchases', () => {
    for (const {params: [alpha, beta, gamma, delta], x, tx, n, L, palive, cet5, dert10pct} of golden().bgbb) {
      const parameters = {alpha, beta, gamma, delta}
      expect(gap(bb.logLikelihood(parameters, x, tx, n), L)).toBeLessThan(1e-13)
      expect(gap(bb.probabilityAlive(parameters, x, tx, n), palive)).toBeLessThan(1e-12)
      expect(gap(bb.expectedFuturePurchases(parameters, x, tx, n, 5), cet5)).toBeLessThan(1e-12)
      expect(gap(bb.discountedFuturePurchases(parameters, x, tx, n, 0.1), dert10pct)).toBeLessThan(1e-12)
    }
    const [alpha, beta, gamma, delta] = golden().bgbb[0]!.params
    for (const [n, wanted] of Object.entries(golden().bgbb_expectation))
      expect(relative(bb.expectedPurchases({alpha, beta, gamma, delta}, Number(n)), wanted)).toBeLessThan(1e-12)
  })
})

describeOnRealData('BG/BB fitted to the donations of 11,104 supporters', () => {
  // Source: Fader, Hardie & Shang (2010), table 3; expected/btyd-reference.md.
  const lines = readFileSync(realData('donations', 'donations_rf_matrix_cal.csv'), 'utf8').trim().split('\n').slice(1)
  const table = lines.map((line) => line.split(',').map(Number)) as [number, number, number, number, number][]
  const column = (place: number): Float64Array => Float64Array.from(table, (row) => row[place]!)
  const rows: GroupedRows = {
    x: Int32Array.from(column(0)), tx: column(1), T: column(2), count: column(3),
    total: table.reduce((sum, row) => sum + row[3], 0), groupOf: new Int32Array(0),
  }
  const {parameters, logLikelihood: value} = fitBgBb(rows)

  test('parameters and log-likelihood', () => {
    const wanted = [1.20353, 0.74972, 0.65672, 2.78342]
    Object.values(parameters).forEach((each, i) => { expect(Math.abs(each / wanted[i]! - 1)).toBeLessThan(2e-5) })
    expect(value).toBeCloseTo(-33225.5813, 3)
  })

  test('expected donations in the five years after', () => {
    const total = table.reduce((sum, [x, tx, n, count]) => sum + count * bb.expectedFuturePurchases(parameters, x, tx, n, 5), 0)
    expect(total).toBeCloseTo(12_884, -0.5)
    expect(table.reduce((sum, row) => sum + row[4], 0)).toBe(13_260)
  })
})

describe('histories as opportunities', () => {
  test('a month counts once, the first one not, and only when it is over', () => {
    const purchases = purchasesOf([
      {customer: 'a', day: dayOf(2024, 1, 20), amount: 100}, {customer: 'a', day: dayOf(2024, 1, 25), amount: 100},
      {customer: 'a', day: dayOf(2024, 3, 1), amount: 100}, {customer: 'a', day: dayOf(2024, 3, 30), amount: 100},
      {customer: 'a', day: dayOf(2024, 5, 2), amount: 100}, {customer: 'b', day: dayOf(2024, 5, 2), amount: 100},
    ])
    expect(opportunitiesOf(purchases, dayOf(2024, 5, 20), 'month')).toMatchObject({total: 1, x: Int32Array.of(1), tx: Float64Array.of(2), T: Float64Array.of(3)})
    expect(opportunitiesOf(purchases, dayOf(2024, 5, 31), 'month')).toMatchObject({total: 1, x: Int32Array.of(2), tx: Float64Array.of(4), T: Float64Array.of(4)})
    expect(() => opportunitiesOf(purchases, dayOf(2024, 5, 31), 'year')).toThrow(/whole year/)
  })
})

describe('two forms of the same quantity', () => {
  const aLog = (from: number, to: number) => fc.double({min: Math.log(from), max: Math.log(to), noNaN: true}).map(Math.exp)

  test('expected purchases by quadrature and by the closed form, where that holds', () => {
    fc.assert(fc.property(aLog(0.1, 4), aLog(1, 40), aLog(0.2, 5), aLog(0.5, 8), fc.nat(8), aLog(5, 60), aLog(1, 100), (r, alpha, a, b, x, T, t) => {
      fc.pre(Math.abs(a - 1) > 0.05 && a + b + x > 1.2)
      // Fader, Hardie & Lee (2005), eq. 10 without P(alive), with Euler's transformation.
      const z = t / (alpha + T + t)
      const closed = ((a + b + x - 1) / (a - 1)) * (1 - (1 - z) ** (a - 1) * hypergeometric(a + b - 1 - r, a - 1, a + b + x - 1, z))
      expect(relative(bg.expectedWhileAlive({r, alpha, a, b, modified: false}, x, T, t), closed)).toBeLessThan(1e-8)
    }))
  })

  test('the likelihood of a base is the sum of its customers’, and its gradient what differences show', () => {
    const aBase = fc.array(fc.record({x: fc.nat(30), T: fc.integer({min: 2, max: 300})}), {minLength: 1, maxLength: 30})
    fc.assert(fc.property(aBase, fc.boolean(), aLog(0.1, 5), aLog(1, 90), aLog(0.1, 5), aLog(0.3, 9), (base, modified, r, alpha, a, b) => {
      const rf = {
        x: Int32Array.from(base, ({x}) => x), tx: Float64Array.from(base, ({x, T}) => (x === 0 ? 0 : T / 2)), T: Float64Array.from(base, ({T}) => T),
      }
      const objective = bgNbdObjective(groupRows(rf), modified)
      const at = Float64Array.of(Math.log(r), Math.log(alpha), Math.log(a), Math.log(b))
      const gradient = new Float64Array(4)
      const value = objective(at, gradient)
      const sum = base.reduce((total, {x, T}, i) => total + logLikelihood({r, alpha, a, b, modified}, x, rf.tx[i]!, T), 0)
      expect(gap(-value * base.length, sum)).toBeLessThan(1e-11)
      for (let j = 0; j < 4; j += 1) {
        const moved = (step: number): number => objective(at.map((each, i) => (i === j ? each + step : each)), new Float64Array(4))
        expect(Math.abs((moved(1e-5) - moved(-1e-5)) / 2e-5 - gradient[j]!)).toBeLessThan(1e-5 * (1 + Math.abs(gradient[j]!)))
      }
    }))
  })

  test('chances of all counts sum to 1', () => {
    const counts = Array.from({length: 400}, (_, n) => n)
    const sum = (chance: (n: number) => number): number => counts.reduce((total, n) => total + chance(n), 0)
    expect(sum((n) => bg.probabilityOf({r: 0.24, alpha: 4.4, a: 0.8, b: 2.4, modified: false}, 39, n))).toBeCloseTo(1, 6)
    expect(sum((n) => probabilityOf({r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7}, 39, n))).toBeCloseTo(1, 9)
  })
})

describe('recovery of simulated bases', () => {
  const stream = new RandomStream(77)
  /** BG/NBD's own story, in continuous time. */
  function base(modified: boolean, customers: number) {
    const rf = {x: new Int32Array(customers), tx: new Float64Array(customers), T: new Float64Array(customers)}
    for (let i = 0; i < customers; i += 1) {
      const T = 100 + 600 * stream.uniform()
      const rate = gamma(stream, 0.6, 40)
      const leave = beta(stream, 0.9, 2.5)
      rf.T[i] = T
      if (modified && stream.uniform() < leave) continue
      for (let t = stream.exponential() / rate; t < T; t += stream.exponential() / rate) {
        rf.x[i]! += 1
        rf.tx[i] = t
        if (stream.uniform() < leave) break
      }
    }
    return groupRows(rf)
  }

  test.each([['bg-nbd', false], ['mbg-nbd', true]] as const)('%s', (name, modified) => {
    const {parameters, covariance} = fitPurchaseModel(name, base(modified, 20_000), false)
    const wanted = [0.6, 40, 0.9, 2.5]
    Object.values(parameters).forEach((value, i) => {
      expect(Math.abs(Math.log(value / wanted[i]!)) / Math.sqrt(covariance[5 * i]!)).toBeLessThan(4)
    })
  })

  test('BG/BB', () => {
    const wanted = [1.2, 0.8, 0.7, 3]
    const n = 8
    const histories = Array.from({length: 20_000}, () => {
      const [buy, leave] = [beta(stream, 1.2, 0.8), beta(stream, 0.7, 3)]
      let [x, last] = [0, 0]
      for (let period = 1; period <= n && stream.uniform() >= leave; period += 1) {
        if (stream.uniform() >= buy) continue
        x += 1
        last = period
      }
      return {x, last}
    })
    const {parameters, covariance} = fitBgBb(groupRows({
      x: Int32Array.from(histories, ({x}) => x), tx: Float64Array.from(histories, ({last}) => last), T: new Float64Array(histories.length).fill(n),
    }))
    Object.values(parameters).forEach((value, i) => {
      expect(Math.abs(Math.log(value / wanted[i]!)) / Math.sqrt(covariance[5 * i]!)).toBeLessThan(4)
    })
  })
})
