import {expect, test} from 'vitest'
import {programSchema} from '../../src/programs/definition.js'
import {ReplayRun} from '../../src/simulation/replay.js'
import {summariseReplay} from '../../src/tasks/replay/summary.js'
import {on, purchasesOf, type TestOrder} from '../support/history.js'

function summary(program: object, orders: readonly TestOrder[], span: {readonly from?: string; readonly to?: string} = {}) {
  const purchases = purchasesOf(orders)
  const definition = programSchema.parse({name: 'x', ...program})
  const days = {from: span.from === undefined ? purchases.from : on(span.from), to: span.to === undefined ? purchases.to : on(span.to)}
  const run = new ReplayRun(purchases, definition, {...days, seed: 1})
  run.step(Number.POSITIVE_INFINITY)
  return summariseReplay({file: 'x.yaml', key: 'x', definition}, run.book, 'EUR', {...days, budgetSpentOn: undefined, unmatched: []})
}

const POINTS = {earn: [{points: 1, per: 1}], rewards: [{name: '5 off', points: 100, faceValue: 5, costRatio: 0.5}]}

test('the best fifth is ceil(0.2 N) customers by spend, and its share is of what rewards cost', () => {
  // Six customers: two are the best fifth; three spend the same, the first of them counts.
  const spends = [100, 300, 200, 200, 200, 50]
  const orders = spends.map((spend, i) => ({customer: `c${i}`, day: on('2025-01-01'), amountMinor: spend * 100}))
  const {topFifthCostShare} = summary({benefits: [{name: 'b', kind: 'discount', percent: 10}]}, orders)
  expect(topFifthCostShare).toBeCloseTo((300 + 200) / 1050, 12)
})

test('liability rolls forward month by month and closes at what points cost', () => {
  const orders = [['2025-01-10', 130], ['2025-02-10', 50], ['2025-04-01', 80]].map(([day, amount]) => (
    {customer: 'a', day: on(String(day)), amountMinor: Number(amount) * 100}))
  const result = summary(POINTS, orders)
  expect(result.monthly.map((month) => [month.month, month.opening, month.issued, month.redeemed, month.outstanding, month.liability.amount])).toEqual([
    ['2025-01', 0, 130, 0, 130, '3.25'], ['2025-02', 130, 45, 100, 75, '1.88'], ['2025-03', 75, 0, 0, 75, '1.88'], ['2025-04', 75, 80, 0, 155, '3.88'],
  ])
  expect(result.liability).toEqual({
    opening: {amount: '0.00', currency: 'EUR'}, issued: {amount: '6.38', currency: 'EUR'}, redeemed: {amount: '2.50', currency: 'EUR'},
    expired: {amount: '0.00', currency: 'EUR'}, closing: {amount: '3.88', currency: 'EUR'},
  })
})

test('the median wait counts members watched for a year; a reward most never reach is out of reach', () => {
  const join = (customer: string, day: string, amount: number): TestOrder => ({customer, day: on(day), amountMinor: amount * 100})
  const quick = [join('a', '2023-01-01', 120), join('a', '2023-02-01', 20), join('b', '2023-01-01', 120), join('b', '2023-03-02', 20), join('c', '2024-12-01', 500)]
  expect(summary(POINTS, quick).firstReward).toEqual({membersWatchedForAYear: 2, medianDays: 31, shareWithinAYear: 1, outOfReach: false})
  const slow = ['a', 'b', 'c'].flatMap((customer) => [join(customer, '2023-01-01', 10), join(customer, '2024-06-01', 10)])
  expect(summary(POINTS, slow).firstReward).toEqual({membersWatchedForAYear: 3, medianDays: null, shareWithinAYear: 0, outOfReach: true})
})

test('running costs, prizes and fees: twelve months of a club', () => {
  const orders = ['2025-01-01', '2025-01-15', '2025-06-01', '2025-12-31'].map((day) => ({customer: 'a', day: on(day), amountMinor: 10_000}))
  const program = {
    enrolment: {fee: {amount: 20, every: '6 months'}}, benefits: [{name: 'b', kind: 'discount', percent: 10}],
    costs: {setup: 100, perMonth: 10, perActiveMember: 1, prizeFund: {amount: 50, every: '3 months'}},
  }
  expect(summary(program, orders)).toMatchObject({
    benefits: {count: 4, faceValue: {amount: '40.00'}}, fees: {amount: '40.00'},
    running: {setup: {amount: '100.00'}, months: {amount: '120.00'}, activeMembers: {amount: '3.00'}, prizes: {amount: '200.00'}}, rewardRate: 0.1,
  })
})

// Source: 250 customers are written to once each: 250 × 0.4 cents = 1.00 €; three of them 1.2 cents, to the cent 0.01 €.
test.each([[250, '1.00'], [3, '0.01']])('%i messages at four tenths of a cent cost %s together, not nothing', (many, cost) => {
  const orders = Array.from({length: many}, (_, i) => ({customer: `c${i}`, day: on('2025-01-01'), amountMinor: 1000}))
  const program = {triggers: [{name: 'back', on: 'silence', after: '2 months', contact: true}], costs: {perContact: 0.004, setup: 2, perActiveMember: 0.002}}
  const result = summary(program, orders, {to: '2025-04-30'})
  // A member with an order in the month costs 0.2 cents: 250 of them 0.50 €, three 0.6 cents.
  const active = many === 250 ? '0.50' : '0.01'
  expect(result).toMatchObject({contacts: {count: many, cost: {amount: cost}}, running: {activeMembers: {amount: active}}})
  expect(result.totalCost.amount).toBe((2 + Number(cost) + Number(active)).toFixed(2))
})

test('a draw is worth to all members together what its prizes are; without entries nobody can win', () => {
  const orders = ['2025-01-01', '2025-01-15', '2025-06-01', '2025-12-31'].flatMap((day) => ['a', 'b'].map((customer) => ({customer, day: on(day), amountMinor: 10_000})))
  const program = (minimum: number) => ({
    enrolment: {mode: 'automatic'}, earn: [{points: 1, minimum}], points: {unit: 'entries'},
    rewards: [{name: 'an entry', kind: 'draw', points: 1, redeem: 'immediate'}], costs: {prizeFund: {amount: 50, every: '3 months'}},
  })
  const drawn = summary(program(20), orders)
  // Chance × prize, added over both: each has half of the entries of four draws of 50.00.
  const expected = 2 * (0.5 * 4 * 50)
  expect(drawn).toMatchObject({prizesWon: {amount: expected.toFixed(2)}, running: {prizes: {amount: '200.00'}}, rewardRate: expected / 800})
  expect(summary(program(200), orders)).toMatchObject({prizesWon: {amount: '0.00'}, running: {prizes: {amount: '200.00'}}, rewardRate: 0})
})
