import {expect, test} from 'vitest'
import {programSchema} from '../../src/programs/definition.js'
import {ReplayRun} from '../../src/simulation/replay.js'
import {replayWithinBudget} from '../../src/tasks/replay/replay.js'
import {SILENT} from '../../src/tasks/ports.js'
import {on, purchasesOf, type TestOrder} from '../support/history.js'

/** Source: programs.md "Exact mechanics"; figures worked out by hand. */
function replay(program: object, orders: readonly Omit<TestOrder, 'customer'>[], to?: string) {
  const purchases = purchasesOf(orders.map((order) => ({customer: 'a', ...order})))
  const run = new ReplayRun(purchases, programSchema.parse({name: 'x', ...program}), {from: purchases.from, to: to === undefined ? purchases.to : on(to), seed: 1})
  run.step(Number.POSITIVE_INFINITY)
  const {total} = run.book
  return {...total, outstanding: run.book.customers.outstanding[0]!}
}

const POINTS = {earn: [{points: 1, per: 1}], rewards: [{name: '5 off', points: 100, faceValue: 5}]}
const YEAR = {expire: {after: '12 months'}}
const order = (day: string, amount: number, second = -1, id = '') => ({day: on(day), amountMinor: Math.round(amount * 100), second, order: id})

test('a lot is usable through the day before its anniversary and expires at the start of that day', () => {
  const program = {...POINTS, points: YEAR}
  expect(replay(program, [order('2023-03-10', 120), order('2024-03-09', 50)])).toMatchObject({redeemed: 100, expired: 0})
  expect(replay(program, [order('2023-03-10', 120), order('2024-03-10', 50)])).toMatchObject({redeemed: 0, expired: 120})
})

test('months are clamped: a point of 31 January lives to 28 February with one month', () => {
  const program = {...POINTS, points: {expire: {after: '1 month'}}}
  expect(replay(program, [order('2023-01-31', 120), order('2023-02-27', 50)])).toMatchObject({redeemed: 100})
  expect(replay(program, [order('2023-01-31', 120), order('2023-02-28', 50)])).toMatchObject({redeemed: 0, expired: 120})
})

test('expiry runs once more on the last day of the replay', () => {
  const program = {...POINTS, points: YEAR}
  expect(replay(program, [order('2023-03-10', 120)], '2024-03-09')).toMatchObject({expired: 0, outstanding: 120})
  expect(replay(program, [order('2023-03-10', 120)], '2024-03-10')).toMatchObject({expired: 120, outstanding: 0})
})

test('at the next order, as many rewards as balance and amount allow; the order earns on what is paid', () => {
  expect(replay(POINTS, [order('2023-01-01', 1000), order('2023-01-02', 12.4)])).toMatchObject({redeemed: 200, rewardFace: 1000, issued: 1002, outstanding: 802})
  expect(replay({...POINTS, points: {earnOn: 'gross'}}, [order('2023-01-01', 1000), order('2023-01-02', 12.4)])).toMatchObject({issued: 1012})
})

test('orders of one day are events of their own, by time, then order id as text', () => {
  expect(replay(POINTS, [order('2023-01-01', 100, 200, 'b'), order('2023-01-01', 7, 300, 'a')])).toMatchObject({redeemed: 100, issued: 102})
  expect(replay(POINTS, [order('2023-01-01', 100, 200, '9'), order('2023-01-01', 7, 200, '10')])).toMatchObject({redeemed: 0, issued: 107})
})

test('floor is exact where floating point is not', () => {
  expect(replay({...POINTS, earn: [{points: 1, per: 0.1}]}, [order('2023-01-01', 0.3)])).toMatchObject({issued: 3})
  expect(replay({...POINTS, earn: [{points: 1, per: 1, multiplier: 1.1}]}, [order('2023-01-01', 10)])).toMatchObject({issued: 11})
  expect(replay({earn: [{percent: 3}], points: {unit: 'cash'}}, [order('2023-01-01', 9.99)])).toMatchObject({issued: 29})
})

test('a refund takes back newest lots first, never below zero, and says what it could not collect', () => {
  const orders = [order('2023-01-01', 150), order('2023-01-02', 10), order('2023-01-03', -100)]
  expect(replay(POINTS, orders)).toMatchObject({issued: 155, redeemed: 100, reversed: 55, uncollected: 45, outstanding: 0})
  expect(replay({...POINTS, points: {refunds: 'reverse-negative'}}, orders)).toMatchObject({reversed: 100, uncollected: 0, outstanding: -45})
  expect(replay({...POINTS, points: {refunds: 'ignore'}}, orders)).toMatchObject({reversed: 0, outstanding: 55})
  // The lot of the second order is taken first: the first one expires alone.
  const lots = [order('2023-01-01', 30), order('2023-06-01', 20), order('2023-06-02', -20)]
  expect(replay({...POINTS, points: YEAR}, lots, '2024-01-01')).toMatchObject({reversed: 20, expired: 30, outstanding: 0})
})

test('inactivity forgets the whole balance, and any order keeps it alive', () => {
  const program = {...POINTS, points: {expire: {after: '6 months', rule: 'inactivity'}}}
  expect(replay(program, [order('2023-01-01', 50), order('2023-06-30', 20), order('2023-12-29', 10)])).toMatchObject({expired: 0, outstanding: 80})
  expect(replay(program, [order('2023-01-01', 50), order('2023-07-01', 20)])).toMatchObject({expired: 50, outstanding: 20})
})

test('status rises after the order that brings it, multiplies the next ones, and is judged again when its time is over', () => {
  const program = {...POINTS, rewards: [], tiers: {by: 'spend', window: '12 months', keep: '12 months', levels: [{name: 'Silver', from: 100, multiplier: 2}]}}
  expect(replay(program, [order('2023-01-01', 100), order('2023-02-01', 10)])).toMatchObject({issued: 120})
  expect(replay(program, [order('2023-01-01', 100), order('2024-01-01', 10)])).toMatchObject({issued: 110})
})

test('a program with a budget ends on the day it has cost it', async () => {
  const orders = ['a', 'b', 'c'].flatMap((customer, i) => [1, 2, 3].map((month) => ({customer, day: on(`2023-0${month}-0${i + 1}`), amountMinor: 10_000})))
  const purchases = purchasesOf(orders)
  const definition = programSchema.parse({name: 'x', benefits: [{name: 'b', kind: 'discount', percent: 10}], costs: {budget: 40}})
  const program = {file: 'x.yaml', key: 'x', definition}
  const {run, budgetSpentOn} = await replayWithinBudget(purchases, program, {from: purchases.from, to: purchases.to, seed: 1}, {progress: SILENT})
  expect(budgetSpentOn).toBe(on('2023-02-01'))
  expect(run.book.total).toMatchObject({benefits: 4, benefitCost: 4_000})
  // Source: a, b and c in January, a in February; who buys later buys as everybody does.
  expect(run.book.total).toMatchObject({orders: 9, memberOrders: 4, memberSales: 40_000, activeMemberMonths: 4})
})

test('who joins does not depend on who else is there', () => {
  const orders = Array.from({length: 40}, (_, i) => ({customer: `c${i}`, day: on('2023-01-01'), amountMinor: 1000}))
  const definition = programSchema.parse({name: 'x', ...POINTS, enrolment: {share: 0.5}})
  const joined = (some: readonly TestOrder[]): string[] => {
    const purchases = purchasesOf(some)
    const run = new ReplayRun(purchases, definition, {from: purchases.from, to: purchases.to, seed: 3})
    run.step(1000)
    return purchases.customers.filter((_, i) => run.book.customers.joined[i]! >= 0)
  }
  const all = joined(orders)
  expect(all.length).toBeGreaterThan(10)
  expect(all.length).toBeLessThan(30)
  expect(joined(orders.slice(0, 13))).toEqual(all.filter((key) => orders.slice(0, 13).some((each) => each.customer === key)))
})
