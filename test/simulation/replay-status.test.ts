import {expect, test} from 'vitest'
import {programSchema} from '../../src/programs/definition.js'
import {describeReplay} from '../../src/reports/describe/replay.js'
import {ReplayRun} from '../../src/simulation/replay.js'
import {summariseReplay} from '../../src/tasks/replay/summary.js'
import {on, purchasesOf, type TestOrder} from '../support/history.js'

function summary(program: object, orders: readonly TestOrder[]) {
  const purchases = purchasesOf(orders)
  const definition = programSchema.parse({name: 'x', ...program})
  const days = {from: purchases.from, to: purchases.to}
  const run = new ReplayRun(purchases, definition, {...days, seed: 1})
  run.step(Number.POSITIVE_INFINITY)
  return summariseReplay({file: 'x.yaml', key: 'x', definition}, run.book, 'EUR', {...days, budgetSpentOn: undefined, unmatched: []})
}

const bought = (day: string, amount: number): TestOrder => ({customer: 'a', day: on(day), amountMinor: amount * 100})

test('an order counts for the status it earned under, not for the one it brings', () => {
  const levels = [{name: 'Silver', from: 300, multiplier: 2}]
  const orders = [bought('2025-01-10', 300), bought('2025-02-10', 100), bought('2026-03-01', 50)]
  // 300 at one point each brings Silver; 100 at two; Silver ends on 10 January 2026, so 50 at one again.
  const {tiers} = summary({earn: [{points: 1, per: 1}], tiers: {by: 'spend', window: '12 months', keep: '12 months', levels}}, orders)
  expect(tiers.map(({tier, orders: count, sales, issued}) => [tier, count, sales.amount, issued])).toEqual(
    [[null, 2, '350.00', 350], ['Silver', 1, '100.00', 200]])
})

test('a name that wraps keeps its place under its heading', () => {
  const price = {...summary({benefits: [{name: 'b', kind: 'discount', percent: 10}]}, [bought('2025-01-01', 1_000_000)]), name: 'a program of some length'}
  const result = {seed: 1, currency: 'EUR', withoutCustomer: {orders: 0, revenue: {amount: '0.00', currency: 'EUR'}}, exportFile: null} as const
  const told = describeReplay({...result, programs: [price, price, price]}, 'en', {monthly: false})
  expect(told).toMatch(/\n\u00a0\u00a0as a/)
  expect(told).not.toMatch(/\nas a/)
})

test('in words: a title names its program as French does, and no day is one', () => {
  const orders = [bought('2025-01-01', 100), bought('2026-12-31', 100)]
  const club = summary({earn: [{points: 1, per: 1}], tiers: {by: 'spend', levels: [{name: 'Silver', from: 1000}]}}, orders)
  const price = summary({benefits: [{name: 'b', kind: 'discount', percent: 10}]}, orders)
  const told = (language: 'en' | 'fr') => describeReplay(
    {seed: 1, currency: 'EUR', programs: [price, club], withoutCustomer: {orders: 0, revenue: {amount: '0.00', currency: 'EUR'}}, exportFile: null},
    language, {monthly: false}).replace(/[\u00a0\u202f]/g, ' ')
  expect(told('fr')).toContain('Par statut : x')
  expect(told('en')).toContain('By status held: x')
  expect(told('fr')).toMatch(/ 0 jour\b/)
})
