import {describe, expect, test} from 'vitest'
import {dayOf} from '../../src/base/day.js'
import {RandomStream} from '../../src/base/random.js'
import {readEvidence} from '../../src/files/evidence-file.js'
import type {Purchases} from '../../src/history/purchases.js'
import {SILENT} from '../../src/tasks/ports.js'
import {simulatePrograms, type SimulateRequest} from '../../src/tasks/simulate/simulate.js'
import type {SimulateResult} from '../../src/tasks/simulate/result.js'
import {newcomersPerDay} from '../../src/tasks/simulate/input.js'
import {POINTS, program} from '../simulation/corner-shop.js'
import {purchasesOf, type Sale} from '../support/purchases.js'

/** 150 customers over three years; each comes about monthly for a while and spends about 30.00. */
function shop(): Purchases {
  const stream = new RandomStream(11)
  const start = dayOf(2023, 1, 1)
  const sales: Sale[] = []
  for (let i = 0; i < 150; i += 1) {
    const first = Math.floor(stream.uniform() * 900)
    const leaves = first + stream.exponential() * 500
    for (let at = first; at < Math.min(1095, leaves); at += Math.ceil(stream.exponential() * 30))
      sales.push({customer: `c${i}`, day: start + Math.floor(at), amount: 1000 + Math.floor(stream.uniform() * 4000)})
  }
  return purchasesOf(sales)
}

const SHOP = shop()
const history = {purchases: () => Promise.resolve(SHOP), fingerprint: () => Promise.resolve('abc')}

async function simulate(changes: Partial<SimulateRequest> = {}, definition: object = {...POINTS, enrolment: {share: 0.5}, costs: {setup: 100, perMonth: 10}}): Promise<SimulateResult> {
  return simulatePrograms(history, {
    programs: [{file: 'programs/points.yaml', key: 'points', definition: program(definition)}], seed: 3, horizonMonths: 12, replicates: 20,
    response: undefined, margin: 0.4, cac: 20, acquisitionSpendPerYear: undefined, discountRateYearly: 0.1, newCustomers: true, workers: 1,
    failUnless: [], evidence: await readEvidence(), version: 'test', ...changes,
  }, {progress: SILENT})
}

describe('simulate', () => {
  test('says everything the contract promises, and its lines add up', async () => {
    const result = await simulate()
    expect(result).toMatchObject({seed: 3, replicates: 20, horizonMonths: 12, customers: 150, currency: 'EUR', grossMargin: 0.4, response: 'sceptical'})
    const [each] = result.programs
    const mean = (spread: {readonly mean: string}): number => Number(spread.mean)
    const {costs} = each!
    expect(mean(each!.programCost)).toBeCloseTo(
      mean(costs.rewards) + mean(costs.services) + mean(costs.contacts) + mean(costs.fixed) + mean(costs.outstanding) - mean(costs.fees), 1)
    expect(mean(costs.fixed)).toBe(220)
    expect(each!.points.issued.mean).toBeCloseTo(
      each!.points.redeemed.mean + each!.points.expired.mean + each!.points.reversed.mean + each!.points.outstanding.mean, 6)
    expect(each!.acquisition.cac).toEqual({amount: '20.00', currency: 'EUR'})
    expect(each!.netValue.p10).toMatch(/^-?\d+\.\d\d$/)
    expect(each!.assumptions.map(({id}) => id)).toContain('lp_hazard')
  })

  test.each([
    ['points', {...POINTS, enrolment: {share: 0.5}}],
    // Customers who get no status come less often, and deals only bring orders forward: orders are lost too.
    ['status', {...POINTS, enrolment: {share: 0.5}, tiers: {by: 'spend', window: '12 months', levels: [{name: 'Gold', from: 200, multiplier: 1.5}]}}],
    ['a deal', {benefits: [{name: 'November', kind: 'promotion', percent: 15, when: {season: '11-01 to 11-15'}}]}],
  ])('what a program adds is what there is with it less what there is without it: %s', async (_, definition) => {
    const {baseline, programs: [each]} = await simulate({response: 'optimistic'}, definition)
    expect(each!.incrementalOrders.mean).toBeCloseTo(each!.orders.mean - baseline.orders.mean, 6)
    expect(Number(each!.incrementalMargin.mean)).toBeCloseTo((Number(each!.revenue.mean) - Number(baseline.revenue.mean)) * 0.4, 1)
    expect(each!.customersRetained.mean).toBeCloseTo(each!.retentionDifference.mean * baseline.activeCustomers, 6)
    expect(Number(each!.acquisition.budget.mean)).toBeCloseTo(Number(each!.programCost.mean) + Number(each!.costs.fees.mean), 1)
  })

  test('the same seed gives the same bytes, another seed does not', async () => {
    const [a, b, c] = [await simulate(), await simulate(), await simulate({seed: 4})]
    expect(JSON.stringify(a)).toBe(JSON.stringify(b))
    expect(JSON.stringify(a)).not.toBe(JSON.stringify(c))
  })

  test('without reaction and with everybody in, nothing is gained', async () => {
    const [each] = (await simulate({response: 'none'}, {...POINTS, enrolment: {mode: 'automatic'}})).programs
    expect(each!.incrementalMargin).toMatchObject({p10: '0.00', p90: '0.00', mean: '0.00', standardError: '0.00'})
    expect(each!.costs.deadweight).toEqual(each!.costs.rewards)
    expect(each!.retentionDifference).toMatchObject({p10: 0, p50: 0, p90: 0, mean: 0})
    expect(each!.probabilityProfitable).toBe(0)
  })

  test('at the break-even lift the program pays for itself', async () => {
    const {breakEvenLift} = (await simulate({response: 'none'}, {...POINTS, enrolment: {mode: 'automatic'}})).programs[0]!
    // 4 % of spend at cost 1, at a margin of 40 %: visits × (1 + L) · 0.4 = (1 + L) · about 0.04 + 0.4, so L is about 11 %.
    expect(breakEvenLift.p50!).toBeGreaterThan(0.08)
    expect(breakEvenLift.p50!).toBeLessThan(0.13)
  })

  test('without a CAC nothing is invented, and the CAC that would decide is told', async () => {
    const result = await simulate({cac: undefined})
    expect(result.programs[0]!.acquisition).toMatchObject({cac: null, customers: null, netValue: null, probabilityRetentionWins: null, ratio: null})
    expect(result.programs[0]!.acquisition.newCustomerValue.p50).toMatch(/^\d/)
    expect(result.warnings.map(({code}) => code)).toContain('cac-missing')
  })

  test.each([
    ['program-over', {until: '2025-06-30'}], ['program-over', {until: '2025-06-29', from: '2025-01-01'}], ['program-later', {from: '2026-07-01'}],
    [undefined, {until: '2025-07-01'}], [undefined, {from: '2026-06-30'}], [undefined, {}],
  ])('a program that runs on none of the days simulated does nothing, and that is said: %s %j', async (code, dates) => {
    const {warnings, programs: [each]} = await simulate({asOf: dayOf(2025, 6, 30), replicates: 2}, {...POINTS, enrolment: {mode: 'automatic'}, ...dates})
    expect(warnings.map((warning) => warning.code).filter((found) => found.startsWith('program-'))).toEqual(code === undefined ? [] : [code])
    if (code !== undefined) expect(each!.points.issued.mean).toBe(0)
  })

  test('without a margin it says how to give one', async () => {
    await expect(simulate({margin: undefined})).rejects.toMatchObject({code: 'margin-missing', hint: expect.stringContaining('--margin 0.35')})
  })

  test('conditions and goals are judged over the replicates', async () => {
    const result = await simulate({failUnless: ['roi>0@0.8', 'budget<100000@1']}, {...POINTS, enrolment: {share: 0.5}, goals: {retention: '+2pp', budget: 100_000}})
    expect(result.conditions.map(({met}) => met)).toEqual([false, true])
    expect(result.programs[0]!.goals.map(({goal, probability}) => [goal, probability])).toEqual([['retention', 0], ['budget', 1]])
    await expect(simulate({failUnless: ['happiness>3']})).rejects.toMatchObject({code: 'condition-invalid'})
  })

  test('replicates are added until the answer is precise enough, and it says which', async () => {
    const result = await simulate({replicates: undefined, response: 'none'}, {...POINTS, enrolment: {mode: 'automatic'}})
    expect(result.stopped.because).toBe('precise-enough')
    expect(result.replicates).toBe(100)
    expect(Number(result.stopped.headlineStandardError)).toBeLessThanOrEqual(Number(result.stopped.bound))
  })

  test('Ctrl-C stops it', async () => {
    const cancellation = new AbortController()
    const running = simulatePrograms(history, {
      programs: [{file: 'p.yaml', key: 'p', definition: program(POINTS)}], seed: 1, horizonMonths: 12, replicates: 500, response: undefined, margin: 0.4, cac: undefined,
      acquisitionSpendPerYear: undefined, discountRateYearly: 0.1, newCustomers: true, workers: 1, failUnless: [], evidence: await readEvidence(), version: 'test',
    }, {progress: {...SILENT, done: () => cancellation.abort()}, signal: cancellation.signal})
    await expect(running).rejects.toMatchObject({code: 'cancelled'})
  })
})

test('the recent rate of newcomers is that of the last year, or of the last half of a shorter history', () => {
  expect(newcomersPerDay(Float64Array.from([10, 100, 300, 400, 900]))).toBeCloseTo(3 / 365, 12)
  // In 100 days of history the first customers may be old ones.
  expect(newcomersPerDay(Float64Array.from([10, 20, 99, 99, 99]))).toBeCloseTo(2 / 50, 12)
  expect(newcomersPerDay(new Float64Array(0))).toBe(0)
})
