import {spawn, type ChildProcess} from 'node:child_process'
import {copyFileSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync} from 'node:fs'
import {chmod} from 'node:fs/promises'
import {join} from 'node:path'
import Database from 'libsql'
import {expect, test} from 'vitest'
import {RandomStream} from '../../src/base/random.js'
import type {LedgerStore} from '../../src/tasks/ledger/port.js'
import {LEDGER_APPLICATION_ID, LEDGER_MIGRATIONS, LEDGER_SCHEMA} from '../../src/store/ledger/schema.js'
import {openLedgerToRead} from '../../src/store/ledger/store.js'
import {cli, ROOT, scratch} from '../support/cli.js'
import {adjustBy, ledgerAt, memoryLedger, NOON, opening} from './support.js'

/** What a child may be told to do; see child.js. */
type ChildMode = 'batches' | 'contend' | 'hold'

/** What happens to ledgers. REGULARS_THOROUGH=1 lets it happen as often as the promise says. */
const THOROUGH = process.env['REGULARS_THOROUGH'] === '1'
const KILLS = THOROUGH ? 200 : 20
const CHILD = join(ROOT, 'test', 'ledger', 'child.js')

function child(mode: ChildMode, ...args: readonly string[]): {process: ChildProcess; lines: number[]; said: Promise<void>; ended: Promise<number | null>} {
  const made = spawn(process.execPath, [CHILD, mode, ...args], {stdio: ['ignore', 'pipe', 'inherit']})
  const lines: number[] = []
  const said = new Promise<void>((resolve, reject) => {
    made.stdout.once('data', () => resolve())
    made.once('close', (code) => reject(new Error(`the process ended with ${code} before it said anything`)))
  })
  said.catch(() => undefined)
  made.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(...text.split('\n').filter((line) => line !== '').map(Number)))
  return {process: made, lines, said, ended: new Promise((resolve) => made.on('close', resolve))}
}

async function total(store: LedgerStore): Promise<number> {
  let sum = 0
  for await (const page of store.allAccountRows({until: undefined}))
    for (const {account, transfers} of page) for (const t of transfers) sum += t.to === account ? t.points : -t.points
  return sum
}

test(`killed at ${KILLS} random moments: every batch acknowledged is there, none is there by half`, async () => {
  const file = join(await scratch(), 'ledger.sqlite')
  const chance = new RandomStream(6, 200)
  let acknowledged = 0
  for (let run = 0; run < KILLS; run += 1) {
    const writer = child('batches', file, `run${run}`, '1000', '40')
    await writer.said
    await new Promise((resolve) => setTimeout(resolve, chance.uniform() * 30))
    writer.process.kill('SIGKILL')
    await writer.ended
    const store = await ledgerAt(file)
    const batches = await store.batches(1_000_000)
    const last = batches[0]!.id
    acknowledged = Math.max(acknowledged, ...writer.lines)
    expect(last === acknowledged || last === acknowledged + 1, `acknowledged ${acknowledged}, there ${last}`).toBe(true)
    expect(await total(store)).toBe(last * 40 * 3)
    if (run % 10 === KILLS % 10) expect((await store.verify({})).problems).toEqual([])
    acknowledged = last
    await store.close()
  }
})

test('eight processes on the same accounts lose nothing and double nothing', async () => {
  const file = join(await scratch(), 'ledger.sqlite')
  const writers = Array.from({length: 8}, (_, i) => child('contend', file, `p${i}`, '6', '10'))
  expect(await Promise.all(writers.map(({ended}) => ended))).toEqual(Array(8).fill(0))
  const store = await ledgerAt(file)
  expect(await total(store)).toBe(8 * 6 * 10 * 3 + 6)
  expect((await store.batches(1000)).length).toBe(48)
  expect((await store.verify({})).problems).toEqual([])
  await store.close()
})

test('the second process waits as long as it was told, then exits 5 and names the holder', async () => {
  const folder = await scratch()
  writeFileSync(join(folder, 'regulars.yaml'), 'timeZone: UTC\n')
  writeFileSync(join(folder, 'a.csv'), 'email,points\nana@example.com,10\n')
  const holder = child('hold', join(folder, '.regulars', 'ledger.sqlite'))
  await holder.said
  const result = await cli(['points', 'adjust', '--file', 'a.csv', '--wait', '1', '--json'], {cwd: folder})
  holder.process.kill('SIGKILL')
  await holder.ended
  expect(result.exitCode).toBe(5)
  const {error} = JSON.parse(result.stdout) as {error: {code: string; message: string}}
  expect(error.code).toBe('ledger-busy')
  expect(error.message).toContain('process 1 (test')
  expect((await cli(['points', 'adjust', '--file', 'a.csv', '--wait', '1'], {cwd: folder})).exitCode).toBe(0)
})

/** Copies of the store's files as a power cut would leave them. */
function copyOf(file: string, to: string): void {
  for (const suffix of ['', '-wal', '-shm']) {
    rmSync(to + suffix, {force: true})
    if (suffix !== '-shm' && existsSync(file + suffix)) copyFileSync(file + suffix, to + suffix)
  }
}

test('power lost at any moment, the tail of the log torn anywhere: the last batch acknowledged or an earlier one, never between', async () => {
  const folder = await scratch()
  const file = join(folder, 'ledger.sqlite')
  const copy = join(folder, 'copy.sqlite')
  const store = await ledgerAt(file)
  const raw = (store as unknown as {db: Database.Database}).db
  // Little memory makes a batch spill into the log before it is complete, which is the dangerous moment.
  raw.exec('PRAGMA cache_size=8; PRAGMA cache_spill=8')
  const chance = new RandomStream(6, 300)
  const rows = (batch: number) => Array.from({length: 400}, (_, i) => ({customer: `c${i % 50}`, op: 'add', points: 2, key: `b${batch}-${i}`}) as const)
  const check = async (least: number, most: number, size: number) => {
    truncateSync(`${copy}-wal`, size)
    const opened = await ledgerAt(copy)
    const last = (await opened.batches(1))[0]?.id ?? 0
    expect(last >= least && last <= most, `${last} is between ${least} and ${most}`).toBe(true)
    expect(await total(opened)).toBe(last * 800)
    await opened.close()
  }
  for (let batch = 1; batch <= 4; batch += 1) {
    const committed = existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0
    await store.inBatch(opening('adjust'), {dryRun: false}, async (open) => {
      const found = await open.members(rows(batch).map(({customer}) => ({customerId: customer})), () => true)
      for (const [i, each] of found.entries()) {
        if (typeof each === 'string') throw new Error(each)
        open.journal.transfer({kind: 'adjust', from: 320 as never, to: (each.member * 64) as never, points: 2, day: 20_000 as never, available: 20_000 as never, expires: null,
          refers: null, key: `b${batch}-${i}`, content: 1, asked: null, orderId: null, reason: null, actor: null, note: null})
      }
      await open.write()
      for (let cut = 0; cut < (THOROUGH ? 40 : 6); cut += 1) {
        copyOf(file, copy)
        const size = statSync(`${copy}-wal`).size
        await check(batch - 1, batch - 1, committed + Math.floor(chance.uniform() * (size - committed)))
      }
      return {result: null, counts: {read: 400, applied: 400, duplicate: 0, rejected: 0}}
    })
    for (let cut = 0; cut < (THOROUGH ? 40 : 6); cut += 1) {
      copyOf(file, copy)
      await check(0, batch, Math.floor(chance.uniform() * statSync(`${copy}-wal`).size))
    }
    copyOf(file, copy)
    await check(batch, batch, statSync(`${copy}-wal`).size)
  }
  await store.close()
})

/** Everything the tables say, in an order that does not depend on the pages. */
function contents(file: string): string {
  const db = new Database(file)
  try {
    const tables = (db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").raw().all() as [string][]).map(([name]) => name)
    return JSON.stringify([db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').raw().all(), ...tables.map((name) => db.prepare(`SELECT * FROM ${name} ORDER BY 1`).raw().all())])
  } finally {
    db.close()
  }
}

/**
 * What the rows in the chain say, by their tables and by every index, where the others are not looked at. Nothing and an empty text say the
 * same in a canonical line.
 */
function chained(file: string): string {
  const db = new Database(file)
  try {
    const all = (sql: string) => db.prepare(sql).raw().all()
    return JSON.stringify([...['batch', 'transfer', 'lot_use', 'overdraft', 'no_effect'].map((name) => all(`SELECT * FROM ${name} NOT INDEXED ORDER BY 1`)),
      all('SELECT key, id FROM transfer INDEXED BY transfer_key WHERE key IS NOT NULL ORDER BY key'),
      all('SELECT to_account, id FROM transfer INDEXED BY transfer_to WHERE to_account >= 1024 ORDER BY to_account'),
      all('SELECT from_account, id FROM transfer INDEXED BY transfer_from WHERE from_account >= 1024 ORDER BY from_account'),
      all('SELECT lot, id FROM lot_use INDEXED BY lot_use_lot ORDER BY lot'),
      all('SELECT t.key FROM transfer t ORDER BY t.id'), all('SELECT j.value, t.id FROM json_each((SELECT json_group_array(key) FROM transfer)) j JOIN transfer t ON t.key = j.value'),
      all('SELECT j.value, t.points FROM json_each((SELECT json_group_array(id) FROM transfer)) j JOIN transfer t ON t.id = j.value')],
      (_, value: unknown) => value ?? '')
  } finally {
    db.close()
  }
}

// As a ledger of any size is checked first, and as one too large for the deep check is: there only the rows in the chain and their indexes.
for (const [how, deep, saying] of [['', undefined, contents], [', also where the ledger is large', false, chained]] as const)
  test(`a flipped byte anywhere in the file is found, or has changed nothing${how}`, {timeout: 600_000}, async () => {
    const folder = await scratch()
    const file = join(folder, 'ledger.sqlite')
    const copy = join(folder, 'copy.sqlite')
    const store = await ledgerAt(file)
    await adjustBy(store, Array.from({length: 150}, (_, i) => ({customer: `customer-${i}`, op: 'add', points: 10 + i, key: `key-${i}`, orderId: `order-${i}`, note: `note ${i}`,
      identity: {customerId: `customer-${i}`, email: `c${i}@example.com`, name: `Name ${i}`}}) as const))
    await adjustBy(store, Array.from({length: 50}, (_, i) => ({customer: `customer-${i}`, op: 'deduct', points: 7}) as const), {}, 'a'.repeat(64))
    // More than a page of each, so that there are inner pages too; and rows that go on in further pages.
    if (deep === false) await adjustBy(store, Array.from({length: 400}, (_, i) => ({customer: `customer-${i % 90}`, op: i % 4 === 3 ? 'deduct' : 'add', points: 1 + (i % 3),
      key: `${'k'.repeat(i % 40 === 0 ? 1500 : 5)}-${i}`, orderId: i % 50 === 0 ? 'o'.repeat(9000) : `order-${i}`}) as const), {}, 'b'.repeat(64))
    await store.close()
    const original = readFileSync(file)
    const before = saying(file)
    const chance = new RandomStream(6, 400)
    let found = 0
    const flips = THOROUGH ? 2000 : 200
    for (let i = 0; i < flips; i += 1) {
      const at = Math.floor(chance.uniform() * original.length)
      const damaged = Buffer.from(original)
      damaged[at] = damaged[at]! ^ (1 << Math.floor(chance.uniform() * 8))
      for (const suffix of ['-wal', '-shm']) rmSync(copy + suffix, {force: true})
      writeFileSync(copy, damaged)
      let problems = 0
      try {
        const opened = await ledgerAt(copy, 0)
        problems = (await opened.verify({deep})).problems.length
        await opened.close()
      } catch {
        problems = 1
      }
      if (problems > 0) found += 1
      else expect(saying(copy), `byte ${at}`).toBe(before)
    }
    expect(found).toBeGreaterThan(flips / 5)
  })

test('a file emptied to nothing is not taken for a ledger that never was', async () => {
  const file = join(await scratch(), 'ledger.sqlite')
  const store = await ledgerAt(file)
  await adjustBy(store, [{customer: 'ana', op: 'add', points: 10}])
  await store.close()
  writeFileSync(file, '')
  await expect(ledgerAt(file)).rejects.toMatchObject({code: 'ledger-empty', kind: 'check'})
  await expect(openLedgerToRead(file, 0)).rejects.toMatchObject({code: 'ledger-empty'})
  expect(statSync(file).size).toBe(0)
})

test('a clock that goes back changes neither the order nor the days', async () => {
  const store = await memoryLedger()
  await adjustBy(store, [{customer: 'ana', op: 'add', points: 10}], {now: NOON})
  const result = await adjustBy(store, [{customer: 'ana', op: 'add', points: 5}], {now: NOON - 86_400_000 * 30}, 'b'.repeat(64))
  expect(result.clockBehindMs).toBe(86_400_000 * 30)
  const [second, first] = await store.batches(2)
  expect(second!.recordedAt).toBe(first!.recordedAt)
  expect((await store.verify({})).problems).toEqual([])
})

test('a full disk: the batch is refused as a whole, and works when there is room', async () => {
  const file = join(await scratch(), 'ledger.sqlite')
  const store = await ledgerAt(file)
  await adjustBy(store, [{customer: 'ana', op: 'add', points: 10}])
  const raw = (store as unknown as {db: Database.Database}).db
  const pages = (raw.prepare('PRAGMA page_count').raw().get([]) as unknown as number[])[0]!
  raw.exec(`PRAGMA max_page_count=${pages + 5}`)
  const many = Array.from({length: 5000}, (_, i) => ({customer: `c${i}`, op: 'add', points: 1}) as const)
  await expect(adjustBy(store, many, {}, 'b'.repeat(64))).rejects.toMatchObject({code: 'disk-full', exitCode: 5})
  expect(await total(store)).toBe(10)
  raw.exec('PRAGMA max_page_count=1000000')
  expect((await adjustBy(store, many, {}, 'b'.repeat(64))).rows.applied).toBe(5000)
  expect((await store.verify({})).problems).toEqual([])
  await store.close()
})

test('a file that may not grow: the batch is refused, and the ledger is as before', async () => {
  const folder = await scratch()
  const file = join(folder, '.regulars', 'ledger.sqlite')
  const store = await ledgerAt(file)
  await adjustBy(store, [{customer: 'ana', op: 'add', points: 10}])
  await store.close()
  writeFileSync(join(folder, 'regulars.yaml'), 'timeZone: UTC\n')
  writeFileSync(join(folder, 'many.csv'), `email,points\n${Array.from({length: 20_000}, (_, i) => `c${i}@example.com,5\n`).join('')}`)
  const limited = spawn('bash', ['-c', `trap '' XFSZ; ulimit -f 400; exec ${process.execPath} ${join(ROOT, 'bin', 'run.js')} points adjust --file many.csv`], {cwd: folder, stdio: 'ignore'})
  const code = await new Promise((resolve) => limited.on('close', resolve))
  expect(code).not.toBe(0)
  const again = await ledgerAt(file)
  expect(await total(again)).toBe(10)
  await again.close()
})

test('a folder that may not be written: reading works, writing says so', async () => {
  const folder = await scratch()
  writeFileSync(join(folder, 'regulars.yaml'), 'timeZone: UTC\n')
  const file = join(folder, '.regulars', 'ledger.sqlite')
  const store = await ledgerAt(file)
  await adjustBy(store, [{customer: 'ana', op: 'add', points: 10}])
  await store.close()
  await chmod(file, 0o444)
  await chmod(join(folder, '.regulars'), 0o555)
  await chmod(folder, 0o755)
  const uid = process.getuid?.() === 0 ? {uid: 65_534, gid: 65_534} : {}
  const run = (...args: string[]) => new Promise<{code: number | null; text: string}>((resolve) => {
    const made = spawn(process.execPath, [join(ROOT, 'bin', 'run.js'), ...args], {cwd: folder, env: {...process.env, HOME: '/nonexistent', NO_COLOR: '1'}, ...uid})
    let text = ''
    made.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
    made.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
    made.on('close', (code) => resolve({code, text}))
  })
  const read = await run('points', 'balance', 'ana')
  expect(read.text).toContain('ana')
  expect(read.code).toBe(0)
  const write = await run('points', 'redeem', 'ana', '5')
  expect(write.code).toBe(5)
  expect(write.text).toMatch(/cannot be opened or written/)
  await chmod(join(folder, '.regulars'), 0o755)
})

test('an older ledger is brought up to date, and a copy of it kept; a newer one is refused', async () => {
  const file = join(await scratch(), 'ledger.sqlite')
  const old = new Database(file)
  old.exec(LEDGER_MIGRATIONS[0]!)
  old.exec(`PRAGMA application_id=${LEDGER_APPLICATION_ID}; PRAGMA user_version=1; INSERT INTO member(id, batch, seal) VALUES (16, 0, 0)`)
  old.close()
  const store = await ledgerAt(file)
  expect(await store.wallets()).toEqual(['points'])
  expect((await adjustBy(store, [{customer: 'ana', op: 'add', points: 10}])).batch).toBe(1)
  await store.close()
  const copy = new Database(`${file}.v1`)
  expect(copy.prepare('PRAGMA user_version').raw().get([])).toEqual([1])
  expect(copy.prepare('SELECT count(*) FROM member').raw().get([])).toEqual([1])
  copy.close()
  const newer = new Database(file)
  newer.exec(`PRAGMA user_version=${LEDGER_SCHEMA + 1}`)
  newer.close()
  await expect(ledgerAt(file)).rejects.toMatchObject({code: 'ledger-newer', exitCode: 2})
})
