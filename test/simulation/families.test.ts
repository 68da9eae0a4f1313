import {readFileSync} from 'node:fs'
import {beforeAll, describe, expect, test} from 'vitest'
import {addMonths, dayOf} from '../../src/base/day.js'
import {RandomStream} from '../../src/base/random.js'
import {packageFile} from '../../src/files/package-data.js'
import {programFromText} from '../../src/files/program-text.js'
import {gamma} from '../../src/models/numerics/sampling.js'
import type {ProgramDefinition} from '../../src/programs/definition.js'
import {TEMPLATES} from '../../src/programs/templates.js'
import {responseSpecification} from '../../src/response/specification.js'
import {horizonFrom} from '../../src/simulation/horizon.js'
import type {ProgramOutcome, ReplicateOutcome} from '../../src/simulation/outcome.js'
import {promotionCalendar} from '../../src/simulation/promotions.js'
import {Simulator} from '../../src/simulation/simulator.js'
import {pivotality} from '../../src/simulation/tier-goal.js'
import {SILENT} from '../../src/tasks/ports.js'
import {replayPrograms} from '../../src/tasks/replay/replay.js'
import type {ResponsePreset} from '../../src/vocabulary.js'
import {purchasesOf} from '../support/purchases.js'
import {sum} from '../support/sum.js'
import {AS_OF, BASELINE, corner, EVIDENCE, keysOf, program, regulars, simulated, strangers} from './corner-shop.js'

function template(name: string): ProgramDefinition {
  return programFromText(readFileSync(packageFile('src', 'programs', 'templates', `${name}.yaml`), 'utf8'), name)
}

function run(definition: ProgramDefinition, preset: ResponsePreset, replicates: number, customers = 500): ReplicateOutcome[] {
  const response = responseSpecification(definition, EVIDENCE, preset)
  const simulator = new Simulator(corner([{definition, response}], {
    // Baskets of 100.00 on average, so that the templates' thresholds are within reach.
    baseline: {...BASELINE, spend: {p: 4, q: 9, gamma: 200}}, rf: {...regulars(customers), meanSpend: new Float64Array(customers).fill(100)}, keys: keysOf(customers), acquired: 0,
  }))
  return Array.from({length: replicates}, (_, replicate) => simulator.run(replicate))
}

const totals = (outcomes: readonly ReplicateOutcome[], read: (program: ProgramOutcome) => number): number =>
  sum(outcomes.map(({programs}) => read(programs[0]!)))

describe.each(TEMPLATES.map(({name}) => name))('the template %s', (name) => {
  const definition = template(name)

  test('moves nobody when nobody reacts, however much it costs', () => {
    for (const {baseline, programs: [mechanical]} of run(definition, 'none', 2, 300)) {
      expect([...mechanical!.revenue]).toEqual([...baseline.revenue])
      expect([mechanical!.incrementalOrders, mechanical!.lostOrders, mechanical!.friends, mechanical!.answered]).toEqual([0, 0, 0, 0])
      expect([...mechanical!.deadweight]).toEqual([...mechanical!.rewards])
    }
  })

  test('moves somebody when people react, and its points add up', () => {
    const outcomes = run(definition, 'optimistic', 3)
    expect(totals(outcomes, (each) => each.incrementalOrders + each.lostOrders)).toBeGreaterThan(0)
    for (const {programs: [each]} of outcomes) {
      expect(each!.issued).toBe(each!.redeemed + each!.expired + each!.reversed + each!.outstanding)
    }
  })
})

describe('known failure modes', () => {
  test('a win-back counted naively looks several times better than it is', () => {
    // Source: evidence.md: most of those who order after a campaign would have come anyway.
    const outcomes = run(template('win-back'), 'sceptical', 12, 1500)
    const [contacted, cameBack, answered] = [totals(outcomes, (p) => p.contacted), totals(outcomes, (p) => p.cameBack), totals(outcomes, (p) => p.answered)]
    expect(contacted).toBeGreaterThan(1000)
    expect(cameBack).toBeGreaterThan(3 * answered)
    expect(answered / contacted).toBeLessThan(0.04)
  })

  test('hardly anybody pays a fee that does not come back, nobody one that gives nothing', () => {
    const membership = (percent: number | undefined, share?: number) => program({
      enrolment: {fee: {amount: 60, every: '12 months'}, ...(share === undefined ? {} : {share})},
      benefits: [percent === undefined ? {name: 'a thank you', kind: 'support', value: 0, cost: 0} : {name: 'member price', kind: 'discount', percent}],
    })
    const joined = (definition: ProgramDefinition): number => totals(run(definition, 'sceptical', 4), (p) => p.members)
    expect(joined(membership(undefined))).toBe(0)
    expect(joined(membership(1))).toBeLessThan(0.6 * joined(membership(20)))
    expect(joined(membership(1, 0.3))).toBeGreaterThan(joined(membership(20)))
  })

  test('heavy buyers take most of the cashback', async () => {
    // Source: evidence.md: the top fifth makes about two thirds of revenue on average (McCarthy & Winer 2019); cashback follows revenue.
    const stream = new RandomStream(3)
    const sales = Array.from({length: 400}, (_, i) => ({customer: `c${i}`, rate: gamma(stream, 0.6, 0.6 / 12)})).flatMap(({customer, rate}) =>
      Array.from({length: 1 + Math.floor(rate)}, () => ({customer, day: AS_OF - Math.floor(stream.uniform() * 365), amount: 4000})))
    const purchases = purchasesOf(sales)
    const {programs} = await replayPrograms(
      {orders: () => Promise.resolve(purchases), counts: () => Promise.resolve({rows: 0, rowsWithoutCustomer: 0, ordersWithoutCustomer: 0, revenueWithoutCustomer: 0})},
      {programs: [{file: 'cashback.yaml', key: 'cashback', definition: {...template('cashback'), enrolment: {mode: 'automatic'}}}], seed: 1},
      {progress: SILENT},
    )
    expect(programs[0]!.topFifthCostShare).toBeGreaterThan(0.5)
  })

  test('friends who would have come anyway cost their voucher and bring nothing', () => {
    const referral = {
      enrolment: {mode: 'automatic'},
      triggers: [{name: 'a friend came', on: 'referral', voucher: {faceValue: 10}, referral: {friend: {faceValue: 10}, perMemberYear: 1, organicShare: 1}}],
    }
    const all = run(program(referral), 'optimistic', 2)
    expect(totals(all, (p) => p.friends)).toBe(0)
    expect(totals(all, (p) => sum(p.rewards))).toBeGreaterThan(0)
    const none = run(program({...referral, triggers: [{...referral.triggers[0]!, referral: {...referral.triggers[0]!.referral, organicShare: 0}}]}), 'optimistic', 2)
    expect(totals(none, (p) => p.friends)).toBeGreaterThan(100)
  })

  test('a temporary deal borrows from the weeks after it', () => {
    const definition = program({benefits: [{name: 'sale', kind: 'promotion', percent: 20, when: {from: '2026-03-01', until: '2026-03-31'}}],
      response: {eps_promo: 2, promo_borrow: 0.5}})
    let [march, april, marchBefore, aprilBefore, may, mayBefore] = [0, 0, 0, 0, 0, 0]
    for (const {baseline, programs: [p]} of run(definition, 'optimistic', 10, 1500)) {
      march += p!.revenue[2]!
      april += p!.revenue[3]!
      may += p!.revenue[4]!
      marchBefore += baseline.revenue[2]!
      aprilBefore += baseline.revenue[3]!
      mayBefore += baseline.revenue[4]!
    }
    // (1 − 0.2)^−2 = 1.5625 in the window; half of the logarithm of the lift is missing afterwards.
    expect(march / marchBefore).toBeGreaterThan(1.5)
    expect(march / marchBefore).toBeLessThan(1.63)
    expect(april / aprilBefore).toBeGreaterThan(0.77)
    expect(april / aprilBefore).toBeLessThan(0.84)
    expect(may / mayBefore).toBeCloseTo(1, 1)
  })

  test('the same hazard ratio is worth more where retention is low', () => {
    // Source: evidence.md: a ratio of 0.92 is worth +6.9 % at 50 % yearly retention and +1.8 % at 90 % (five years, 10 % discount).
    const worth = (retention: number): number => {
      const hazard = -Math.log(retention) / 365
      const baseline = {...BASELINE, parameters: {r: 50, alpha: 50 / (24 / 365), s: 2000, beta: 2000 / hazard}}
      const points = simulated({enrolment: {mode: 'automatic'}, earn: [{points: 1, per: 1}], rewards: [{name: 'r', points: 100, faceValue: 4}]})
      const simulator = new Simulator(corner([points], {baseline, rf: strangers(800), keys: keysOf(800), newcomersPerDay: 0, acquired: 0, horizonMonths: 60}))
      let [before, after] = [0, 0]
      for (let replicate = 0; replicate < 4; replicate += 1) {
        const outcome = simulator.run(replicate, {program: 0, visitLift: 0, hazardRatio: 0.92})
        for (let month = 0; month < 60; month += 1) {
          before += outcome.baseline.revenue[month]! * 1.1 ** (-month / 12)
          after += outcome.programs[0]!.revenue[month]! * 1.1 ** (-month / 12)
        }
      }
      return after / before - 1
    }
    expect(worth(0.5)).toBeGreaterThan(0.055)
    expect(worth(0.5)).toBeLessThan(0.082)
    expect(worth(0.9)).toBeGreaterThan(0.012)
    expect(worth(0.9)).toBeLessThan(0.024)
  })
})

describe('the pull of a tier', () => {
  test('is felt where the next order may decide, not far behind and not far ahead', () => {
    // Source: model.md §2, deadline goals.
    expect(pivotality(3, 0.1, 30)).toBeGreaterThan(0.9)
    expect(pivotality(30, 0.1, 30)).toBeLessThan(1e-9)
    expect(pivotality(1, 0.5, 60)).toBeLessThan(1e-9)
    expect(pivotality(0, 0.1, 30)).toBe(0)
  })
})

describe('deals by day', () => {
  const horizon = horizonFrom(AS_OF, 12)
  let calendar: NonNullable<ReturnType<typeof promotionCalendar>>
  beforeAll(() => {
    calendar = promotionCalendar(template('promotion'), horizon, {opens: 0, ends: horizon.days})!
  })

  test('the November sale holds on its days, and its shadow is as long', () => {
    const first = dayOf(2026, 11, 1) - horizon.start
    expect(calendar.deal[first]).toBeCloseTo(Math.log(0.85), 12)
    expect(calendar.deal[first - 1]! + calendar.deal[first + 15]!).toBe(0)
    expect(calendar.shadow[first + 15]).toBeCloseTo(Math.log(0.85), 12)
    expect(calendar.shadow[first + 30]).toBe(0)
    expect(sum(calendar.deal) / Math.log(0.85)).toBeCloseTo(15, 9)
    expect(addMonths(AS_OF, 12)).toBe(horizon.end)
  })

  test('there is no deal on days on which the program does not run, nor on other days of the week', () => {
    const [first, last] = [dayOf(2026, 11, 1) - horizon.start, dayOf(2026, 11, 15) - horizon.start]
    const ended = promotionCalendar(template('promotion'), horizon, {opens: 0, ends: first + 5})!
    expect([ended.deal[first + 4]! < 0, ended.deal[first + 5], ended.shadow[first + 5]! < 0, ended.shadow[last]]).toEqual([true, 0, true, 0])
    const tuesdays = promotionCalendar(program({benefits: [{name: 't', kind: 'promotion', percent: 10, when: {weekday: 'tuesday'}}]}), horizon, {opens: 0, ends: horizon.days})!
    expect(tuesdays.deal.filter((each) => each !== 0)).toHaveLength(52)
  })
})
