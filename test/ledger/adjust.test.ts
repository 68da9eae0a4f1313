import {expect, test} from 'vitest'
import {positionAt} from '../../src/ledger/position.js'
import type {LedgerStore} from '../../src/tasks/ledger/port.js'
import {adjustPoints} from '../../src/tasks/ledger/adjust.js'
import {SILENT} from '../../src/tasks/ports.js'
import {adjustBy, inDays, memoryLedger, REQUEST, source, TODAY} from './support.js'

async function balance(store: LedgerStore, customer: string): Promise<number> {
  const found = await store.find({customerId: customer})
  if (typeof found === 'string') return 0
  const [account] = await store.accountsOf(found.member)
  return positionAt(await store.accountRows(account!, {until: undefined}), TODAY).balance
}

test('adds, deducts and sets, and the ledger verifies', async () => {
  const store = await memoryLedger()
  const result = await adjustBy(store, [
    {customer: 'ana', op: 'add', points: 100, expires: inDays(30)}, {customer: 'ben', op: 'add', points: 50, note: 'a kind word'},
    {customer: 'ana', op: 'deduct', points: 30}, {customer: 'ben', op: 'set', points: 80},
  ])
  expect(result).toMatchObject({batch: 1, rows: {read: 4, applied: 4, duplicate: 0, rejected: 0}, points: {added: 180, deducted: 30}, keysDerived: 4, newMembers: 2})
  expect(await balance(store, 'ana')).toBe(70)
  expect(await balance(store, 'ben')).toBe(80)
  expect(await store.verify({})).toMatchObject({transfers: 4, accounts: 2, batches: 1, problems: []})
})

test('the same file twice applies once; another file with the same rows applies again', async () => {
  const store = await memoryLedger()
  const asks = [{customer: 'ana', op: 'add', points: 10}, {customer: 'ana', op: 'add', points: 10}, {customer: 'ana', op: 'set', points: 20}] as const
  expect((await adjustBy(store, asks)).rows).toMatchObject({applied: 3, duplicate: 0})
  expect(await adjustBy(store, asks)).toMatchObject({batch: null, rows: {applied: 0, duplicate: 3}})
  expect((await adjustBy(store, asks.slice(0, 2), {}, 'e'.repeat(64))).rows.applied).toBe(2)
  expect(await balance(store, 'ana')).toBe(40)
})

test('the same key with other content is refused, showing both', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: 'ana', op: 'add', points: 10, key: 'k1'}])
  const result = await adjustBy(store, [{customer: 'ana', op: 'add', points: 20, key: 'k1'}])
  expect(result).toMatchObject({batch: null, refused: true, rows: {rejected: 1}, rejectedByCode: {'key-conflict': 1}})
  expect(result.rejects[0]!.message).toBe('Key k1 was used in batch 1 for something else: add 10, on 2025-06-15. This row asks to add 20 (ana).')
})

test('all or nothing, unless partial', async () => {
  const store = await memoryLedger()
  const asks = [{customer: 'ana', op: 'add', points: 10}, {customer: 'ana', op: 'deduct', points: 50}, {customer: 'zoe', op: 'deduct', points: 1}] as const
  expect(await adjustBy(store, asks)).toMatchObject({batch: null, rows: {applied: 0, rejected: 2}, rejectedByCode: {insufficient: 1, 'unknown-customer': 1}})
  expect(await store.find({customerId: 'ana'})).toBe('unknown')
  expect(await adjustBy(store, asks, {partial: true})).toMatchObject({batch: 1, rows: {applied: 1, rejected: 2}})
  expect(await balance(store, 'ana')).toBe(10)
})

test('a dry run says every effect and changes nothing', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: 'ana', op: 'add', points: 10}])
  const result = await adjustBy(store, [{customer: 'ana', op: 'add', points: 5}, {customer: 'ana', op: 'deduct', points: 12}], {dryRun: true, effects: 10}, 'd'.repeat(64))
  expect(result.effects.map(({before, after, moved}) => [before, after, moved])).toEqual([[10, 15, 5], [15, 3, -12]])
  expect(result).toMatchObject({batch: null, dryRun: true, rows: {applied: 2}, points: {added: 5, deducted: 12}})
  expect(await balance(store, 'ana')).toBe(10)
})

test.each([['to-zero', 0, 10], ['negative', -40, 50]] as const)('beyond the balance with %s leaves %i', async (policy, left, deducted) => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: 'ana', op: 'add', points: 10}])
  const result = await adjustBy(store, [{customer: 'ana', op: 'deduct', points: 50}], {onInsufficient: policy}, 'd'.repeat(64))
  expect(result.points.deducted).toBe(deducted)
  expect(await balance(store, 'ana')).toBe(left)
  expect((await store.verify({})).problems).toEqual([])
})

test('days must make sense', async () => {
  const store = await memoryLedger()
  const result = await adjustBy(store, [
    {customer: 'ana', op: 'add', points: 1, occurred: inDays(1)}, {customer: 'ana', op: 'add', points: 1, occurred: inDays(-401)},
    {customer: 'ana', op: 'add', points: 1, available: inDays(-1)}, {customer: 'ana', op: 'add', points: 1, expires: TODAY},
    {customer: 'ana', op: 'add', points: 1, occurred: inDays(-400)},
  ], {partial: true})
  expect(result).toMatchObject({backdated: 1, rows: {applied: 1},
    rejectedByCode: {'day-in-future': 1, 'backdated-too-far': 1, 'available-before-day': 1, 'expires-before-available': 1}})
})

test('Ctrl-C in the middle leaves everything as before', async () => {
  const store = await memoryLedger()
  const stop = new AbortController()
  const rows = Array.from({length: 30}, (_, i) => ({customer: `c${i}`, op: 'add', points: 1}) as const)
  const progress = {...SILENT, done: (amount: number) => amount >= 20 && stop.abort()}
  const run = adjustPoints(store, source(rows, undefined, 10), REQUEST, {add() {}, close: async () => null}, {progress, signal: stop.signal})
  await expect(run).rejects.toMatchObject({code: 'cancelled', exitCode: 130})
  expect(await store.find({customerId: 'c0'})).toBe('unknown')
  expect((await adjustBy(store, rows)).batch).toBe(1)
})
