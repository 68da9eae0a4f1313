import {createHash} from 'node:crypto'
import {join} from 'node:path'
import Database from 'libsql'
import {expect, test} from 'vitest'
import {LINES_PER_BLOCK, transferLine} from '../../src/ledger/canonical.js'
import type {Account} from '../../src/ledger/account.js'
import type {Transfer} from '../../src/ledger/transfer.js'
import {SectionHash} from '../../src/store/ledger/section-hash.js'
import {NO_REJECTS} from '../../src/files/ledger/adjustment-rejects.js'
import {adjustPoints} from '../../src/tasks/ledger/adjust.js'
import type {AdjustResult} from '../../src/tasks/ledger/adjust-result.js'
import type {LedgerStore} from '../../src/tasks/ledger/port.js'
import {SILENT} from '../../src/tasks/ports.js'
import {pointsBalance} from '../../src/tasks/ledger/balance.js'
import {scratch} from '../support/cli.js'
import {adjustBy, type Ask, inDays, ledgerAt, REQUEST, source, TODAY} from './support.js'

const ROW: Transfer = {id: 1, kind: 'adjust', from: 256 as Account, to: 1024 as Account, points: 5, day: inDays(0), available: inDays(0), expires: null, refers: null, key: 'k', content: 7, asked: null,
  orderId: null, reason: null, actor: null, note: null}

/** The same in one sentence, as README has it. */
function expected(rows: readonly Transfer[]): string {
  const blocks: string[] = []
  for (let at = 0; at < rows.length; at += LINES_PER_BLOCK) {
    const lines = rows.slice(at, at + LINES_PER_BLOCK).map((t) => `${[t.id, t.kind, t.from, t.to, t.points, t.day, t.available, t.expires, t.refers, t.key, t.content, t.asked,
      t.orderId, t.reason, t.actor, t.note].map((value) => value ?? '').join('\t')}\n`)
    blocks.push(createHash('sha256').update(lines.join('')).digest('hex'))
  }
  return createHash('sha256').update(blocks.map((block) => `${block}\n`).join('')).digest('hex')
}

test.each<[string, Transfer[]]>([
  ['plain', [ROW]],
  ['letters of two, three and four bytes', [{...ROW, key: 'clé-ключ', reason: '会員 🎁', note: 'ä'.repeat(500)}]],
  ['numbers of all lengths', Array.from({length: 32}, (_, i) => ({...ROW, id: i + 1, points: Math.min(2 ** (2 * i), Number.MAX_SAFE_INTEGER), content: 10 ** (i % 16) - 1, day: inDays(-30_000)}))],
  ['more than a buffer, in one line and in many', [{...ROW, note: 'x'.repeat(300_000)}, {...ROW, note: 'é'.repeat(300_000)}, ROW]],
  ['more than a block', Array.from({length: LINES_PER_BLOCK + 1}, (_, i) => ({...ROW, id: i + 1, key: `key-${i}`}))],
])('canonical lines written as bytes: %s', (_, rows) => {
  const hash = new SectionHash()
  for (const row of rows) transferLine(hash, row)
  expect(hash.result()).toEqual({lines: rows.length, hash: expected(rows)})
})

/** Gifts first, then gifts, deductions and settings, with requests that come twice. */
function asks(): Ask[] {
  return Array.from({length: 9000}, (_, i) => askOf(i % 1000 === 999 ? i - 500 : i))
}

function askOf(i: number): Ask {
  const [key, customer] = [`k${i * 31}`, `c${(i * 7919) % 700}`]
  if (i > 4000 && i % 9 === 0) return {key, customer, op: i % 2 === 0 ? 'deduct' : 'set', points: 3}
  return {key, customer, op: 'add', points: 10 + (i % 7)}
}

/** As from a file: some hundred rows at a time. */
function adjustMany(store: LedgerStore, all: readonly Ask[] = asks()): Promise<AdjustResult> {
  return adjustPoints(store, source(all, 'f'.repeat(64), 1500), {...REQUEST, onInsufficient: 'to-zero'}, NO_REJECTS, {progress: SILENT})
}

test('the first, large batch of a ledger, whose indexes are built late, does what any other does', async () => {
  const folder = await scratch()
  const schemaOf = (file: string) => {
    const db = new Database(join(folder, file))
    const rows = db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').raw().all()
    expect(db.prepare('PRAGMA integrity_check').raw().all()).toEqual([['ok']])
    db.close()
    return rows
  }
  const [first, second] = [await ledgerAt(join(folder, 'first.sqlite')), await ledgerAt(join(folder, 'second.sqlite'))]
  await adjustBy(second, [{key: 'before', customer: 'somebody', op: 'add', points: 1}], {}, 'a'.repeat(64))
  const [one, other] = [await adjustMany(first), await adjustMany(second)]
  expect(one.rows).toEqual(other.rows)
  expect(one.rows.duplicate).toBeGreaterThan(0)
  expect(one.points).toEqual(other.points)
  const balances = async (store: LedgerStore) => (await pointsBalance(store, {customers: [], asOf: TODAY, recordedBy: undefined, wallet: undefined, listed: 1000},
    {progress: SILENT})).balances.filter(({customer}) => customer !== 'somebody').map(({customer, balance}) => `${customer} ${balance}`).sort()
  expect(await balances(first)).toEqual(await balances(second))
  expect(await balances(first)).toHaveLength(700)
  for (const store of [first, second]) expect(await store.verify({})).toMatchObject({deep: true, problems: []})
  expect((await adjustMany(first)).rows).toMatchObject({applied: 0, duplicate: 9000})
  for (const store of [first, second]) await store.close()
  expect(schemaOf('first.sqlite')).toEqual(schemaOf('second.sqlite'))
})

test('a large first batch that is refused leaves its ledger as it was', async () => {
  const file = join(await scratch(), 'ledger.sqlite')
  const store = await ledgerAt(file)
  const refused = await adjustMany(store, [...asks(), {key: 'last', customer: 'nobody', op: 'deduct', points: 1}])
  expect(refused).toMatchObject({refused: true, batch: null})
  expect(await store.verify({})).toMatchObject({transfers: 0, problems: []})
  expect((await adjustMany(store)).rows.rejected).toBe(0)
  expect(await store.verify({})).toMatchObject({deep: true, problems: []})
  await store.close()
})
