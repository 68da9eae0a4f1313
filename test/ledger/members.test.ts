import fc from 'fast-check'
import {expect, test} from 'vitest'
import {type Member, memberAccount} from '../../src/ledger/account.js'
import {expiringOf, positionAt} from '../../src/ledger/position.js'
import {parseWhere} from '../../src/ledger/where.js'
import type {LedgerStore} from '../../src/tasks/ledger/port.js'
import {eraseMember, listMembers, mergeMembers, showMember} from '../../src/tasks/ledger/members.js'
import {queryOf} from '../../src/tasks/ledger/adjust-query.js'
import {adjustPoints} from '../../src/tasks/ledger/adjust.js'
import {isUnreadable} from '../../src/tasks/ledger/adjustment-source.js'
import {pointsBalance} from '../../src/tasks/ledger/balance.js'
import {pointsHistory} from '../../src/tasks/ledger/history.js'
import {answerHold} from '../../src/tasks/ledger/hold.js'
import {movePoints, type MoveRequest} from '../../src/tasks/ledger/move.js'
import {undoBatch} from '../../src/tasks/ledger/undo.js'
import {SILENT} from '../../src/tasks/ports.js'
import {purchasesOf} from '../support/purchases.js'
import {adjustBy, inDays, memoryLedger, NOON, REQUEST, SALT, source, TODAY} from './support.js'

const WHO = {actor: 'tester', reason: '', now: NOON, salt: SALT, timeZone: 'UTC', source: 'test'}
const CONTEXT = {progress: SILENT}
const move = (customer: string, points: number, over: Partial<MoveRequest> = {}): MoveRequest => ({...WHO, customer, points, wallet: 'points', key: undefined, orderId: undefined,
  note: undefined, day: undefined, backdateLimitDays: 400, onInsufficient: 'refuse', dryRun: false, ...over})

async function position(store: LedgerStore, customer: string, day = TODAY) {
  const found = await store.find({customerId: customer})
  if (typeof found === 'string') throw new Error(`${customer}: ${found}`)
  return positionAt(await store.accountRows(memberAccount(found.member, 0), {until: undefined}), day)
}

test('merging moves lots with their dates and debts too; both names lead to one; undoing parts them', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: 'old', op: 'add', points: 60, expires: inDays(10)}, {customer: 'old', op: 'add', points: 40}, {customer: 'new', op: 'add', points: 5}])
  const merged = await mergeMembers(store, {...WHO, from: 'old', into: 'new', dryRun: false})
  expect(merged).toMatchObject({batch: 2, points: 100, owed: 0})
  expect(await position(store, 'old')).toMatchObject({balance: 105})
  expect(expiringOf(await position(store, 'new'), TODAY)).toEqual([{on: inDays(10), points: 60}])
  await adjustBy(store, [{customer: 'old', op: 'add', points: 1}], {}, 'c'.repeat(64))
  expect((await position(store, 'new')).balance).toBe(106)
  await undoBatch(store, {...WHO, batch: 2, spent: 'refuse', dryRun: false}, CONTEXT)
  expect((await position(store, 'old')).balance).toBe(100)
  expect((await position(store, 'new')).balance).toBe(6)
  expect((await store.verify({})).problems).toEqual([])
})

test('erasing says where the chain still names the person, and whom else it means', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: '', op: 'add', points: 60, key: 'ana@x.com-1', orderId: 'X1', reason: 'Ana@X.com asked', identity: {customerId: 'c1', email: 'ana@x.com'}},
    {customer: 'c2', op: 'add', points: 1}])
  await mergeMembers(store, {...WHO, from: 'c2', into: 'c1', dryRun: false})
  expect(await mergeMembers(store, {...WHO, from: 'c2', into: 'c1', dryRun: false}).catch((error: Error) => error.message)).toBe('Both names lead to the same member already.')
  await adjustBy(store, [{customer: 'c3', op: 'add', points: 2}], {}, 'd'.repeat(64))
  expect(await mergeMembers(store, {...WHO, from: 'c2', into: 'c3', dryRun: true})).toMatchObject({from: 'c2 (c1)', into: 'c3', points: 61})
  expect(await eraseMember(store, 'c1', NOON, true)).toMatchObject({names: ['c1', 'c2'], dryRun: true, remains: [{field: 'key', transfers: 1}, {field: 'reason', transfers: 1}]})
  expect(await showMember(store, 'c1')).toMatchObject({email: 'ana@x.com'})
})

test('a debt follows its member', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: 'old', op: 'add', points: 10}, {customer: 'old', op: 'deduct', points: 30}, {customer: 'new', op: 'add', points: 5}], {onInsufficient: 'negative'})
  expect(await mergeMembers(store, {...WHO, from: 'old', into: 'new', dryRun: false})).toMatchObject({owed: 20})
  expect(await position(store, 'new')).toMatchObject({balance: -15, owed: 15})
  expect((await store.verify({})).problems).toEqual([])
})

test('erasing removes what names a person and keeps every sum and hash', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: 'c1', op: 'add', points: 60, note: 'called ana@x.com', identity: {customerId: 'c1', email: 'ana@x.com', phone: '123', name: 'Ana'}}, {customer: 'c2', op: 'add', points: 1}])
  const before = await store.verify({})
  expect(await eraseMember(store, 'ana@x.com', NOON)).toEqual({member: 16, token: 'erased:16', names: ['c1'], erased: ['customer_id', 'email', 'phone', 'name', 'notes'], remains: [], dryRun: false})
  expect(await store.find({email: 'ana@x.com'})).toBe('unknown')
  expect(await showMember(store, 'member:16')).toMatchObject({name: 'erased:16', email: null, customerId: null, phone: null, fullName: null})
  const after = await store.verify({})
  expect(after).toMatchObject({problems: [], head: before.head})
  const {totals, balances} = await pointsBalance(store, {customers: [], asOf: TODAY, recordedBy: undefined, wallet: undefined, listed: 10}, CONTEXT)
  expect(totals[0]?.balance).toBe(61)
  expect(balances.map(({customer}) => customer)).toEqual(['erased:16', 'c2'])
})

test('a hold sets points aside; capturing part gives the rest back to its lots; either can be undone', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: 'ana', op: 'add', points: 30, expires: inDays(5)}, {customer: 'ana', op: 'add', points: 30, expires: inDays(9)}])
  await expect(movePoints(store, 'hold', move('ana', 90, {onInsufficient: 'negative'}))).rejects.toMatchObject({code: 'hold-negative', exitCode: 2})
  expect(await movePoints(store, 'hold', move('ana', 50))).toMatchObject({batch: 2, before: 60, after: 10})
  expect(await answerHold(store, 'capture', {...WHO, hold: 2, points: 35, dryRun: false})).toMatchObject({batch: 3, captured: 35, released: 15})
  expect(expiringOf(await position(store, 'ana'), TODAY)).toEqual([{on: inDays(9), points: 25}])
  await expect(answerHold(store, 'release', {...WHO, hold: 2, points: undefined, dryRun: false})).rejects.toMatchObject({code: 'hold-closed'})
  await expect(undoBatch(store, {...WHO, batch: 2, spent: 'refuse', dryRun: false}, CONTEXT)).rejects.toMatchObject({code: 'hold-answered'})
  await undoBatch(store, {...WHO, batch: 3, spent: 'refuse', dryRun: false}, CONTEXT)
  expect((await position(store, 'ana')).balance).toBe(10)
  expect(await answerHold(store, 'release', {...WHO, hold: 2, points: undefined, dryRun: false})).toMatchObject({released: 50})
  expect((await position(store, 'ana')).balance).toBe(60)
  expect((await store.verify({})).problems).toEqual([])
})

test('a key carries a redemption out once, and refuses another under the same key', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: 'ana', op: 'add', points: 100}])
  expect(await movePoints(store, 'redeem', move('ana', 30, {key: 'till-1'}))).toMatchObject({batch: 2, duplicate: false, after: 70})
  expect(await movePoints(store, 'redeem', move('ana', 30, {key: 'till-1'}))).toMatchObject({batch: 2, duplicate: true, after: 70})
  await expect(movePoints(store, 'redeem', move('ana', 31, {key: 'till-1'}))).rejects.toMatchObject({code: 'key-conflict', exitCode: 3})
  await expect(movePoints(store, 'redeem', move('ana', 71))).rejects.toMatchObject({code: 'insufficient'})
  await expect(movePoints(store, 'transfer', move('ana', 1, {to: 'ana'}))).rejects.toMatchObject({code: 'transfer-to-self'})
})

test('balances as of a day, as known now or as recorded then: backdating changes the one, not the other', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: 'ana', op: 'add', points: 100, occurred: inDays(-20)}], {now: NOON - 86_400_000 * 10})
  await adjustBy(store, [{customer: 'ana', op: 'deduct', points: 40, occurred: inDays(-15)}], {now: NOON}, 'b'.repeat(64))
  const ask = async (asOf: number, recordedBy?: number) => (await pointsBalance(store, {customers: ['ana'], asOf: inDays(asOf), recordedBy, wallet: undefined, listed: 1}, CONTEXT)).balances[0]!.balance
  expect([await ask(-21), await ask(-18), await ask(-12)]).toEqual([0, 100, 60])
  expect(await ask(-12, NOON - 86_400_000 * 5)).toBe(100)
  const {entries} = await pointsHistory(store, {customer: 'ana', wallet: 'points'})
  expect(entries.map(({points, balance, batch, lots}) => [points, balance, batch, lots.length])).toEqual([[100, 100, 1, 0], [-40, 60, 2, 1]])
})

test('the order of independent batches does not matter', async () => {
  const files = [[{customer: 'a', op: 'add', points: 5}], [{customer: 'b', op: 'add', points: 7}], [{customer: 'c', op: 'set', points: 9}]] as const
  const sums = []
  for (const order of [[0, 1, 2], [2, 1, 0], [1, 0, 2]]) {
    const store = await memoryLedger()
    for (const i of order) await adjustBy(store, files[i]!, {}, String(i).repeat(64))
    sums.push(await Promise.all(['a', 'b', 'c'].map(async (name) => (await position(store, name)).balance)))
  }
  expect(new Set(sums.map(String)).size).toBe(1)
})

test('adjust by query: attributes and orders, once a day', async () => {
  const purchases = purchasesOf([{customer: 'ana', day: TODAY - 200, amount: 5000}, {customer: 'ben', day: TODAY - 3, amount: 1000}, {customer: 'cleo', day: TODAY - 300, amount: 900}],
    {segment: {ana: 'gold', ben: 'gold', cleo: 'base'}})
  const history = async () => ({purchases: async () => purchases, close: async () => {}}) as never
  const query = (where: string) => queryOf({where, op: 'add', points: 100, account: 'points', today: TODAY}, history)
  const store = await memoryLedger()
  const run = async (where: string) => (await adjustPoints(store, await query(where), REQUEST, {add() {}, close: async () => null}, CONTEXT)).rows
  expect(await run("segment = 'gold' and daysSinceLastOrder > 90")).toMatchObject({applied: 1, duplicate: 0})
  expect(await run("segment = 'gold' and daysSinceLastOrder > 90")).toMatchObject({applied: 0, duplicate: 1})
  expect((await position(store, 'ana')).balance).toBe(100)
  expect(await run('revenue >= 10 or orders > 5')).toMatchObject({read: 2})
  await expect(query('segmnt = 1')).rejects.toMatchObject({code: 'field-unknown'})
})

test('adjust by query: attributes that are numbers are compared as numbers, days as days, and nothing else passes for one', async () => {
  const purchases = purchasesOf([['a', 10], ['b', 120], ['c', 1000], ['d', 20]].map(([customer, amount]) => ({customer: String(customer), day: TODAY - 9, amount: Number(amount)})),
    {age: {a: '9', b: '30', c: '100'}, 'vip-score': {a: '1,5', b: '10', c: '9'}, joined: {a: '2024-02-01', b: '2025-01-01'}, level: {a: 'gold', b: '7'}})
  const history = async () => ({purchases: async () => purchases, close: async () => {}}) as never
  const asked = async (where: string) => {
    const names: (string | undefined)[] = []
    const source = await queryOf({where, op: 'add', points: 1, account: 'points', today: TODAY}, history)
    for await (const rows of source.rows()) for (const row of rows) if (!isUnreadable(row)) names.push(row.identity.customerId)
    return names.join('')
  }
  expect(await asked('age > 20')).toBe('bc')
  expect(await asked("age in ('9', 100)")).toBe('ac')
  expect(await asked('vip-score > 1.7')).toBe('bc')
  expect(await asked('VIP_Score = 1.5')).toBe('a')
  expect(await asked("joined < '2024-12-31'")).toBe('a')
  expect(await asked("level = 7 or level = 'GOLD'")).toBe('ab')
  expect(await asked('not age > 20')).toBe('ad')
  for (const wrong of ["lastOrder > '01/01/2025'", "lastOrder > '2025-1-1'", "not lastOrder > 'soon'", 'lastOrder > 5', "joined = '2025-02-30'", "orders = 'x'", "age > 'old'", 'level > 5'])
    await expect(asked(wrong), wrong).rejects.toMatchObject({code: 'condition-invalid', kind: 'usage'})
})

test('a customer’s history as of a day, as recorded then, and only the latest of it', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: 'ana', op: 'add', points: 100, occurred: inDays(-20)}], {now: NOON - 86_400_000 * 10})
  await adjustBy(store, [{customer: 'ana', op: 'deduct', points: 40, occurred: inDays(-15)}], {now: NOON}, 'b'.repeat(64))
  await adjustBy(store, [{customer: 'ana', op: 'add', points: 7}], {now: NOON}, 'c'.repeat(64))
  const ask = async (over: object) => (({balance, leftOut, entries}) => [balance, leftOut, entries.map(({points}) => points)])(
    await pointsHistory(store, {customer: 'ana', wallet: 'points', ...over}))
  expect(await ask({})).toEqual([67, 0, [100, -40, 7]])
  expect(await ask({asOf: inDays(-12)})).toEqual([60, 0, [100, -40]])
  expect(await ask({asOf: inDays(-12), recordedBy: NOON - 86_400_000 * 5})).toEqual([100, 0, [100]])
  expect(await ask({limit: 1})).toEqual([67, 2, [7]])
})

test('what is owed is paid by what came since, before anything lapses: what a till may count on', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: 'a', op: 'add', points: 10, occurred: inDays(-50)}, {customer: 'a', op: 'deduct', points: 30, occurred: inDays(-49)},
    {customer: 'a', op: 'add', points: 12, occurred: inDays(-20), expires: inDays(-11)}, {customer: 'a', op: 'add', points: 20, occurred: inDays(-19)}], {onInsufficient: 'negative'})
  expect(await position(store, 'a')).toMatchObject({balance: 12, available: 12, owed: 0, lapsed: 0})
  expect(await position(store, 'a', inDays(-20))).toMatchObject({balance: -8, available: 0, owed: 8, lapsed: 0})
  expect(await position(store, 'a', inDays(-49))).toMatchObject({balance: -20, owed: 20})
  expect((await movePoints(store, 'redeem', move('a', 12)))).toMatchObject({points: 12, after: 0})
})

test('a request whose batch was undone is not "done before"', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: 'a', op: 'add', points: 50}])
  expect(await movePoints(store, 'redeem', move('a', 5, {key: 'kk'}))).toMatchObject({batch: 2, after: 45})
  expect(await movePoints(store, 'redeem', move('a', 5, {key: 'kk'}))).toMatchObject({batch: 2, duplicate: true, after: 45})
  await undoBatch(store, {...WHO, batch: 2, spent: 'refuse', dryRun: false}, CONTEXT)
  await expect(movePoints(store, 'redeem', move('a', 5, {key: 'kk'}))).rejects.toMatchObject({code: 'key-undone', kind: 'input', details: {batch: 2}})
  await undoBatch(store, {...WHO, batch: 3, spent: 'refuse', dryRun: false}, CONTEXT)
  expect(await movePoints(store, 'redeem', move('a', 5, {key: 'kk'})).catch((error: {code: string}) => error.code)).toMatchObject({batch: 2, duplicate: true, after: 45})
})

test('balances of different accounts are not added up', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: 'a', op: 'add', points: 50}, {customer: 'b', op: 'add', points: 250}, {customer: 'b', op: 'add', points: 3, wallet: 'stamps'}])
  const result = await pointsBalance(store, {customers: [], asOf: TODAY, recordedBy: undefined, wallet: undefined, listed: 9}, CONTEXT)
  expect(result.totals).toEqual([{account: 'points', customers: 2, balance: 300, available: 300}, {account: 'stamps', customers: 1, balance: 3, available: 3}])
})

test.each([
  ["a = 'x' and b < 5", {a: 'X', b: 4}, true], ["a = 'x' and b < 5", {a: 'x', b: 5}, false], ["not (a in ('x', 'y')) or b is unknown", {a: 'x'}, true],
  ["a < '2025-01-01'", {a: '2024-12-31'}, true], ["a < '2025-01-01'", {}, false], ["b is known and a <> 'it''s'", {a: "it's", b: 1}, false],
])('%s', (text, facts, holds) => {
  expect(parseWhere(text).holds((name) => (facts as Record<string, string | number>)[name])).toBe(holds)
})

test.each([['a =', 4], ['= 1', 1], ['a = 1 b = 2', 7], ['(a = 1', 7], ["a = 'x", 5], ['a = 1; drop table transfer', 6]])('%s cannot be understood, at character %i', (text, at) => {
  expect(() => parseWhere(text)).toThrow(`at character ${at}`)
})

test('points beyond 2^53 − 1 are refused, on the way in and in a sum', async () => {
  const store = await memoryLedger()
  const most = Number.MAX_SAFE_INTEGER
  expect((await adjustBy(store, [{customer: 'ana', op: 'add', points: most}])).rows.applied).toBe(1)
  expect((await position(store, 'ana')).balance).toBe(most)
  expect((await adjustBy(store, [{customer: 'ana', op: 'add', points: 1}], {}, 'b'.repeat(64))).rejectedByCode).toEqual({'points-too-large': 1})
  expect((await store.memberRecords([16 as Member])).length).toBe(1)
})

test('who a row means does not depend on how many rows are read at a time', async () => {
  const few = (name: string) => fc.option(fc.integer({min: 0, max: 3}).map((n) => `${name}${n}`), {nil: undefined})
  const identity = fc.record({customerId: few('c'), email: few('e'), phone: few('p'), name: few('n')})
    .filter(({customerId, email, phone}) => customerId !== undefined || email !== undefined || phone !== undefined)
  await fc.assert(fc.asyncProperty(fc.array(identity, {minLength: 2, maxLength: 12}), async (identities) => {
    const asks = identities.map((each, i) => ({customer: '', op: 'add' as const, points: 2 ** i, identity: each}))
    const outcome = async (block: number) => {
      const store = await memoryLedger()
      const {rejects} = await adjustPoints(store, source(asks, undefined, block), {...REQUEST, partial: true}, {add() {}, close: async () => null}, CONTEXT)
      expect((await store.verify({})).problems).toEqual([])
      const {members} = await listMembers(store, {after: 0, limit: 100})
      const {balances} = await pointsBalance(store, {asOf: TODAY, customers: [], recordedBy: undefined, wallet: undefined, listed: 100}, CONTEXT)
      return {rejects, members, balances}
    }
    expect(await outcome(100)).toEqual(await outcome(1))
  }), {numRuns: 60})
})

test('an e-mail of two customer ids is nobody’s, in one file as in two; what later rows of a file say of somebody is kept', async () => {
  const store = await memoryLedger()
  const result = await adjustBy(store, [{customer: '', op: 'add', points: 5, identity: {customerId: 'c1', email: 'us@x.org'}},
    {customer: '', op: 'add', points: 7, identity: {customerId: 'c2', email: 'us@x.org'}}, {customer: '', op: 'add', points: 1, identity: {email: 'us@x.org', phone: '0611'}},
    {customer: '', op: 'add', points: 2, identity: {phone: '0611', name: 'Ann'}}], {partial: true})
  expect(result).toMatchObject({rows: {applied: 3, rejected: 1}, newMembers: 1, rejectedByCode: {'identity-conflict': 1}})
  expect((await position(store, 'c1')).balance).toBe(8)
  expect(await showMember(store, 'c1')).toMatchObject({email: 'us@x.org', phone: '0611', fullName: 'Ann'})
})
