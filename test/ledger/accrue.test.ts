import fc from 'fast-check'
import {expect, test} from 'vitest'
import {addMonths, day} from '../../src/base/day.js'
import type {Purchases} from '../../src/history/purchases.js'
import {positionAt} from '../../src/ledger/position.js'
import {type ProgramDefinition, programSchema} from '../../src/programs/definition.js'
import {ReplayRun} from '../../src/simulation/replay.js'
import type {LedgerStore} from '../../src/tasks/ledger/port.js'
import {accruePoints} from '../../src/tasks/ledger/accrue.js'
import {SILENT} from '../../src/tasks/ports.js'
import {purchasesOf} from '../support/purchases.js'
import {describeOnRealData} from '../support/real-data.js'
import {REAL_HISTORIES} from '../support/real-histories.js'
import {memoryLedger, NOON, SALT} from './support.js'

const WHO = {actor: 'tester', reason: '', now: NOON, salt: SALT, timeZone: 'UTC', source: 'test'}

function accrue(store: LedgerStore, purchases: Purchases, definition: ProgramDefinition, to?: number) {
  const program = {file: 'p.yaml', key: 'p', definition}
  return accruePoints(store, {purchases: async () => purchases}, {...WHO, program, from: undefined, to: to === undefined ? undefined : day(to), redemptions: true, wallet: 'points', seed: 1, dryRun: false}, {progress: SILENT})
}

/** Totals and every customer, against a replay of the same history. */
async function agrees(purchases: Purchases, definition: ProgramDefinition): Promise<void> {
  const store = await memoryLedger()
  const result = await accrue(store, purchases, definition)
  const run = new ReplayRun(purchases, definition, {from: purchases.from, to: purchases.to, seed: 1})
  run.step(Number.POSITIVE_INFINITY)
  const {total, customers} = run.book
  expect(result.points).toEqual({earned: total.issued, redeemed: total.redeemed, expired: total.expired, reversed: total.reversed, uncollected: total.uncollected})
  const balances = new Map<string, number>()
  for await (const page of store.allAccountRows({until: undefined})) {
    const records = await store.memberRecords(page.map(({account}) => Math.floor(account / 64) as never))
    for (const [i, rows] of page.entries()) balances.set(records[i]!.customerId ?? records[i]!.email!, positionAt(rows, purchases.to).balance)
  }
  for (const [i, key] of purchases.customers.entries()) expect(balances.get(key) ?? 0, key).toBe(customers.outstanding[i])
  expect((await accrue(store, purchases, definition)).batch).toBeNull()
  expect((await store.verify({})).problems).toEqual([])
  await store.close()
}

const sale = fc.record({customer: fc.constantFrom('ana', 'ben'), day: fc.integer({min: 20_000, max: 20_700}), amount: fc.integer({min: -6000, max: 20_000})})
const definition = fc.record({
  redeem: fc.constantFrom('immediate', 'next-order', 'none'), refunds: fc.constantFrom('reverse', 'reverse-negative', 'ignore'),
  expire: fc.constantFrom(undefined, {after: '3 months', rule: 'fifo'}, {after: '2 months', rule: 'inactivity'}), price: fc.constantFrom(10, 50),
})

test('accruing a history is replaying it, to the point', async () => {
  await fc.assert(fc.asyncProperty(fc.array(sale, {minLength: 1, maxLength: 25}), definition, async (sales, {redeem, refunds, expire, price}) => {
    await agrees(purchasesOf(sales), programSchema.parse({
      name: 'test', earn: [{points: 1, per: 1}], points: {refunds, ...(expire === undefined ? {} : {expire})}, rewards: [{name: 'off', points: price, faceValue: 1, redeem}],
    }))
  }), {numRuns: process.env['REGULARS_THOROUGH'] === '1' ? 2000 : 150})
})

test('accrued in parts, the points are the same', async () => {
  const purchases = purchasesOf(Array.from({length: 60}, (_, i) => ({customer: i % 2 === 0 ? 'ana' : 'ben', day: 20_000 + i * 7, amount: 1000 + i * 100})))
  const program = programSchema.parse({name: 'test', earn: [{points: 1, per: 1}], points: {expire: {after: '6 months', rule: 'fifo'}}, rewards: [{name: 'off', points: 100, faceValue: 5}]})
  const [once, parts] = [await memoryLedger(), await memoryLedger()]
  const all = await accrue(once, purchases, program)
  let earned = 0
  for (const to of [20_100, 20_200, addMonths(purchases.to, 0)]) earned += (await accrue(parts, purchases, program, to)).points.earned
  expect(earned).toBe(all.points.earned)
  expect((await parts.verify({})).problems).toEqual([])
})

describeOnRealData('on real histories too', () => {
  const program = programSchema.parse({
    name: 'one point per unit', earn: [{points: 1, per: 1}], points: {expire: {after: '12 months', rule: 'fifo'}, refunds: 'ignore'},
    rewards: [{name: '5.00 off', points: 100, faceValue: 5, redeem: 'next-order'}],
  })
  for (const name of ['superstore', 'chinook'] as const)
    test(name, () => agrees(REAL_HISTORIES[name]!(), program))
})
