import {describe, expect, test} from 'vitest'
import {dayOf} from '../../src/base/day.js'
import {fitWithTraits} from '../../src/models/pareto-nbd/covariates.js'
import {summarise} from '../../src/models/recency-frequency.js'
import {traitOf} from '../../src/models/traits.js'
import {purchasesOf} from '../support/purchases.js'
import {simulated} from './simulated.js'

const TRUTH = {r: 0.8, alpha: 60, s: 0.8, beta: 120}

/** Two groups: the second buys `rate` times as often and leaves `dropout` times as fast. */
function twoGroups(rate: number, dropout: number, customers: number) {
  const a = simulated({truth: TRUTH, customers, days: 700, seed: 21})
  const b = simulated({truth: {...TRUTH, alpha: TRUTH.alpha / rate, beta: TRUTH.beta / dropout}, customers, days: 700, seed: 22})
  return {
    rf: {x: Int32Array.from([...a.x, ...b.x]), tx: Float64Array.from([...a.tx, ...b.tx]), T: Float64Array.from([...a.T, ...b.T])},
    trait: {name: 'channel', levels: ['shop', 'online'], levelOf: Int32Array.from({length: 2 * customers}, (_, i) => (i < customers ? 0 : 1))},
  }
}

describe('traits of customers in the model', () => {
  test('the effects a base was simulated with are found, within their standard errors', () => {
    const {rf, trait} = twoGroups(1.6, 0.6, 6000)
    const fit = fitWithTraits(rf, [trait])
    const [effect] = fit.effects
    expect(effect).toMatchObject({trait: 'channel', level: 'online', base: 'shop', customers: 6000})
    expect(Math.abs(effect!.rate.value - Math.log(1.6)) / effect!.rate.standardError).toBeLessThan(3.5)
    expect(Math.abs(effect!.dropout.value - Math.log(0.6)) / effect!.dropout.standardError).toBeLessThan(3.5)
    // A likelihood ratio far beyond chance: χ² with 2 degrees has its 0.1 % point at 13.8.
    expect(2 * (fit.logLikelihood - fit.logLikelihoodWithout)).toBeGreaterThan(50)
  })

  test('a trait that means nothing has effects that could be zero', () => {
    const {rf, trait} = twoGroups(1, 1, 3000)
    const fit = fitWithTraits(rf, [trait])
    expect(Math.abs(fit.effects[0]!.rate.value) / fit.effects[0]!.rate.standardError).toBeLessThan(3.5)
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(fit.logLikelihoodWithout - 1e-6)
    expect(2 * (fit.logLikelihood - fit.logLikelihoodWithout)).toBeLessThan(20)
  })
})

describe('attributes as traits', () => {
  const sales = Array.from({length: 100}, (_, i) => ({customer: `c${i}`, day: dayOf(2023 + (i % 2), 3, 1), amount: 1000}))
  const channel = Object.fromEntries(sales.slice(0, 98).map(({customer}, i) => [customer, i < 60 ? 'shop' : i < 95 ? 'online' : 'fair']))
  const purchases = purchasesOf(sales, {channel})
  const until = dayOf(2024, 12, 31)
  const rf = summarise(purchases, until)

  test('the commonest level is the base, rare ones are put together, unknown stays unknown', () => {
    const trait = traitOf(purchases, rf, until, 'channel')
    expect(trait.levels).toEqual(['shop', 'online', 'other'])
    expect([...trait.levelOf].filter((level) => level === 2).length).toBe(3)
    expect([...trait.levelOf].filter((level) => level === -1).length).toBe(2)
  })

  test('the cohort is the year of the first purchase', () => {
    expect(traitOf(purchases, rf, until, 'cohort').levels).toEqual(['2023', '2024'])
  })

  test('an attribute nobody has is refused, naming those there are', () => {
    expect(() => traitOf(purchases, rf, until, 'colour')).toThrow(/no attribute "colour"/)
  })
})
