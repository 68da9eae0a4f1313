import {describe, expect, test} from 'vitest'
import {assumptionsOf, responseOf, subjectOf} from '../../src/response/program-response.js'
import {responseSpecification} from '../../src/response/specification.js'
import {horizonFrom} from '../../src/simulation/horizon.js'
import {CompiledProgram} from '../../src/simulation/compiled-program.js'
import type {ProgramOutcome} from '../../src/simulation/outcome.js'
import {Pulse} from '../../src/simulation/pulse.js'
import {Simulator} from '../../src/simulation/simulator.js'
import {sum} from '../support/sum.js'
import {AS_OF, corner, EVIDENCE, POINTS, program, regulars, simulated} from './corner-shop.js'

function outcomes(definition: object, replicates = 3): readonly ProgramOutcome[] {
  const simulator = new Simulator(corner([simulated(definition, 'optimistic')], {rf: regulars(400), acquired: 0}))
  return Array.from({length: replicates}, (_, replicate) => simulator.run(replicate).programs[0]!)
}

describe('a deal', () => {
  const deal = {name: 'sale', kind: 'promotion', percent: 30}

  test('for members moves members only: others pay what they always paid', () => {
    const lift = (share: number): number =>
      sum(outcomes({enrolment: {mode: 'opt-in', share}, benefits: [deal], response: {active: 1}}).map((each) => each.incrementalOrders))
    expect(lift(0)).toBe(0)
    expect(lift(0.2)).toBeGreaterThan(0)
    expect(lift(0.2)).toBeLessThan(0.7 * lift(1))
  })

  test('moves nobody when the program has ended', () => {
    const [before, after] = [AS_OF + 10, AS_OF + 100].map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))
    const ended = outcomes({until: before!, benefits: [{...deal, when: {from: after!}}]})
    expect(sum(ended.map((each) => each.incrementalOrders + each.lostOrders))).toBe(0)
  })
})

test('active members cost nothing after the program has ended', () => {
  const months = (until: string | undefined): number =>
    sum(outcomes({...(until === undefined ? {} : {until}), ...POINTS}, 1).flatMap((each) => [...each.activeMembers]))
  // Source: the horizon begins on 2026-01-01.
  expect(months('2025-12-01')).toBe(0)
  expect(months('2026-06-30')).toBeGreaterThan(0.3 * months(undefined))
  expect(months('2026-06-30')).toBeLessThan(0.7 * months(undefined))
})

describe('what the file states', () => {
  const luck = {seed: 1, replicate: 0, months: 12}
  const response = (definition: object, preset: 'sceptical' | 'optimistic' | 'none' = 'optimistic') => {
    const parsed = program(definition)
    const specification = responseSpecification(parsed, EVIDENCE, preset)
    return {...responseOf(subjectOf(parsed), specification, luck), assumptions: assumptionsOf(parsed, specification)}
  }
  const friend = (terms: object, replaced: object) => response({triggers: [{name: 'f', on: 'referral', voucher: {faceValue: 5}, referral: terms}], response: replaced})

  test('of referrals stands in place of the default, and an assumption replaced on purpose in place of both', () => {
    expect(friend({perMemberYear: 0.3, organicShare: 0.1}, {}).effects.referral).toMatchObject({perYear: 0.3, organic: 0.1})
    expect(friend({perMemberYear: 0.3, organicShare: 0.1}, {ref_rate: 0.5, ref_cannib: 0.2}).effects.referral).toMatchObject({perYear: 0.5, organic: 0.2})
    expect(friend({perMemberYear: 0.3, organicShare: 0.1}, {}).assumptions).not.toContain('ref_rate')
    expect(friend({perMemberYear: 0.3}, {}).assumptions).toContain('ref_cannib')
    expect(friend({}, {}).assumptions).toEqual(expect.arrayContaining(['ref_rate', 'ref_cannib']))
  })

  test('of how many use a credit or a reward is not taken off a second time', () => {
    const credit = (share: number | undefined, replaced: object = {}) => response({
      triggers: [{name: 'c', on: 'order', voucher: {faceValue: 5, ...(share === undefined ? {} : {share})}}], response: replaced,
    })
    expect(credit(0.4).participation.usesVouchers).toBe(1)
    expect(credit(0.4).assumptions).not.toContain('credit_redeem')
    expect(credit(0.4, {credit_redeem: 0.5}).participation.usesVouchers).toBe(0.5)
    expect(credit(undefined, {credit_redeem: 0.5}).participation.usesVouchers).toBe(0.5)
    expect(credit(undefined).participation.usesVouchers).toBeLessThan(0.9)
    const points = (share: number) => response({earn: [{points: 1}], rewards: [{name: 'r', points: 5, faceValue: 5, share}]})
    expect([points(0.8).participation.redeems, points(0.8).assumptions.includes('urr_points')]).toEqual([1, false])
    expect([points(1).participation.redeems < 1, points(1).assumptions.includes('urr_points')]).toEqual([true, true])
  })
})

test('a friend’s voucher costs what it gives: a percentage of an ordinary order too, of those who use it', () => {
  const cost = (friend: object): number => {
    const one = simulated({triggers: [{name: 'f', on: 'referral', voucher: {faceValue: 5}, referral: {friend}}]})
    return new CompiledProgram(one, corner([one]), horizonFrom(AS_OF, 12)).friendCost
  }
  // Source: the mean order of this shop is p·γ/(q−1) = 4 × 40 ÷ 4 = 40.00.
  expect(cost({faceValue: 10, costRatio: 0.5})).toBe(500)
  expect(cost({faceValue: 10, share: 0.3})).toBe(300)
  expect(cost({percent: 20})).toBe(800)
  expect(cost({percent: 20, maximum: 6})).toBe(600)
})

test('what messages borrow is given back, however soon the next one comes', () => {
  const total = (starts: readonly number[]): {lifted: number; given: number} => {
    const pulse = new Pulse()
    let [lifted, given] = [0, 0]
    for (let hour = 0; hour < 300 * 24; hour += 1) {
      const time = hour / 24
      if (starts.includes(time)) pulse.start(time, 0.1, 0.5, false)
      const term = pulse.term(time)
      if (term > 0) lifted += term / 24
      else given -= term / 24
    }
    return {lifted, given}
  }
  for (const starts of [[0], [0, 30], [0, 20, 40, 60], [0, 5, 10, 100]]) {
    const {lifted, given} = total(starts)
    expect(given / lifted).toBeCloseTo(0.5, 6)
  }
})
