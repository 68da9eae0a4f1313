import {describe, expect, test} from 'vitest'
import {accountsOf} from '../../src/economics/accounts.js'
import {acquisitionOf, breakEvenCac, crossoverBudget, customersBought} from '../../src/economics/acquisition.js'
import {breakEvenHazardRatio, breakEvenLift} from '../../src/economics/break-even.js'
import {parseCondition} from '../../src/economics/goals.js'
import {partialSpreadOf, spreadOf} from '../../src/economics/spread.js'
import {programFacts} from '../../src/programs/facts.js'
import {emptyProgram} from '../../src/simulation/outcome.js'
import {program} from '../simulation/corner-shop.js'

const FACTS = programFacts(program({earn: [{points: 1, per: 1}], rewards: [{name: '5 off', points: 100, faceValue: 5}], costs: {setup: 100, perMonth: 10}}), 'EUR')

function year(changes: {readonly revenue: number; readonly rewards: number; readonly usable?: number; readonly fees?: number}) {
  const out = emptyProgram(12)
  out.revenue.fill(changes.revenue)
  out.rewards.fill(changes.rewards)
  out.deadweight.fill(changes.rewards / 2)
  out.fees.fill(changes.fees ?? 0)
  out.usable = changes.usable ?? 0
  out.outstanding = out.usable
  return out
}

describe('accounts of one replicate', () => {
  const assumptions = {margin: 0.4, discountRateYearly: 0, months: 12}
  const baseline = {revenue: new Float64Array(12).fill(100_000)}

  test('net value is incremental margin less costs, each line once', () => {
    const accounts = accountsOf(baseline, year({revenue: 110_000, rewards: 2000, usable: 100}), FACTS, 5, assumptions)
    expect(accounts.incrementalMargin).toBeCloseTo(48_000, 6)
    expect(accounts.fixed).toBe(22_000)
    expect(accounts.outstanding).toBe(500)
    expect(accounts.programCost).toBe(24_000 + 22_000 + 500)
    expect(accounts.netValue).toBeCloseTo(48_000 - 46_500, 6)
    expect(accounts.roi).toBeCloseTo(1500 / 46_500, 9)
    // 4,000 of margin less 3,000 of costs each month pays back the set-up of 10,000 in the tenth month; the points owed only at the end.
    expect(accounts.paybackMonth).toBe(10)
  })

  test('a program that ends early costs no more by the month, and draws no more prizes', () => {
    const draw = programFacts(program({earn: [{points: 1}], points: {unit: 'entries'}, rewards: [{name: 'entry', kind: 'draw', points: 1, redeem: 'immediate'}],
      costs: {setup: 100, perMonth: 10, prizeFund: {amount: 50, every: '3 months'}}}), 'EUR')
    const fixed = (runs?: {from: number; until: number}): number =>
      accountsOf(baseline, year({revenue: 100_000, rewards: 0}), draw, 0, {...assumptions, ...(runs === undefined ? {} : {runs})}).fixed
    expect(fixed()).toBe(10_000 + 12_000 + 4 * 5000)
    expect(fixed({from: 2, until: 6})).toBe(10_000 + 4000 + 5000)
  })

  test('fees are income; money later counts less', () => {
    const accounts = accountsOf(baseline, year({revenue: 100_000, rewards: 2000, fees: 5000}), FACTS, 5, {...assumptions, discountRateYearly: 0.21})
    expect(accounts.programCost).toBe(24_000 + 22_000 - 60_000)
    const middles = Array.from({length: 12}, (_, month) => 1.21 ** (-(month + 0.5) / 12)).reduce((sum, each) => sum + each, 0)
    expect(accounts.netValue).toBeCloseTo((5000 - 2000 - 1000) * middles - 10_000 * 1.21 ** (-0.5 / 12), 6)
  })
})

describe('acquisition', () => {
  const today = {customers: 400, spend: 1_000_000, cac: 2500}

  test('the next customer costs the average ÷ κ', () => {
    // Source: model.md §4, n(S) = n0·(S/S0)^κ.
    expect(1 / customersBought(1, today, 0.5)).toBeCloseTo(2500 / 0.5, 0)
    expect(customersBought(3_000_000, today, 0.5)).toBeCloseTo(400, 9)
    expect(customersBought(2500, {...today, customers: 0}, 0.5)).toBe(1)
  })

  test('at the crossover both return the same per unit spent', () => {
    const crossover = crossoverBudget(9000, 0.1, today, 0.6)!
    expect((customersBought(crossover, today, 0.6) * 9000) / crossover).toBeCloseTo(1.1, 6)
    expect(crossoverBudget(1000, 0.1, today, 0.6)).toBe(0)
    expect(crossoverBudget(9000, -1, today, 0.6)).toBeNull()
    expect(acquisitionOf({budget: crossover, budgetPresent: crossover}, 9000, 0.1, today, 0.6).roi).toBeCloseTo(0.1, 6)
  })

  test('the break-even CAC returns what the program returns', () => {
    expect(breakEvenCac(6000, 0.5)).toBe(4000)
    expect(breakEvenCac(6000, -1.2)).toBeNull()
  })
})

describe('break-even', () => {
  test('solves any increasing net value, and says where there is no answer', async () => {
    // Net value 1000·(1 + x)^1.3 − 1200 for the first, never enough for the second, already enough for the third.
    const nets = [(x: number) => 1000 * (1 + x) ** 1.3 - 1200, () => -1, (x: number) => 1 + x]
    const found = await breakEvenLift([0, 1, 2], async (points) => points.map(({replicate, at}) => nets[replicate]!(at)))
    expect(found[0]).toBeCloseTo(1.2 ** (1 / 1.3) - 1, 3)
    expect(found.slice(1)).toEqual([null, 0])
    const ratio = await breakEvenHazardRatio([0], async (points) => points.map(({at}) => 0.85 - at))
    expect(ratio[0]).toBeCloseTo(0.85, 6)
  })
})

describe('spreads', () => {
  test('quantiles of type 7, and the Monte Carlo error of the mean', () => {
    // Source: R, quantile(1:11, c(.1,.5,.9)); sd(1:11)/sqrt(11).
    expect(spreadOf([11, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toEqual({p10: 2, p50: 6, p90: 10, mean: 6, standardError: 1})
  })

  test('what never happens stands beyond every figure', () => {
    const spread = partialSpreadOf([null, 3, null, 5], 'above')
    expect(spread).toMatchObject({p10: 3.6, p90: null, mean: 4, share: 0.5})
  })
})

describe('conditions', () => {
  test('are read as people write them', () => {
    expect(parseCondition('roi>0@0.8')).toMatchObject({figure: 'roi', sign: '>', target: 0, probability: 0.8})
    expect(parseCondition('retention >= 2pp @ 80 %')).toMatchObject({figure: 'retention', sign: '>=', target: 0.02, probability: 0.8})
    expect(parseCondition('netvalue>-100')).toMatchObject({figure: 'netValue', target: -100, probability: 0.5})
  })

  test.each(['roi', 'profit>0', 'roi>0@1.5', 'roi>0@200%', ''])('%s is refused, saying what is possible', (text) => {
    expect(() => parseCondition(text)).toThrow(/is not a condition/)
  })
})
