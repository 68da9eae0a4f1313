import {closeSync, openSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import Database from 'libsql'
import {expect, test} from 'vitest'
import {RandomStream} from '../../src/base/random.js'
import {SECTIONS, type SectionName} from '../../src/ledger/canonical.js'
import {hashBlock} from '../../src/store/ledger/chain.js'
import type {Connection} from '../../src/store/ledger/connection.js'
import {type RawFile, rawFile, Scanner} from '../../src/store/ledger/raw-scan.js'
import {INDEX_NAMES, INDEXES} from '../../src/store/ledger/raw-tally.js'
import {LEDGER_MIGRATIONS} from '../../src/store/ledger/schema.js'
import {lotArrays} from '../../src/store/ledger/verify-tally.js'
import type {openLedgerToRead} from '../../src/store/ledger/store.js'
import {ROOT, scratch} from '../support/cli.js'
import {fillLedger} from './large-ledger.js'
import {adjustBy, ledgerAt} from './support.js'

/** Reading the pages of a ledger's file ourselves gives what SQLite gives. REGULARS_THOROUGH=1 tries many more. */
const THOROUGH = process.env['REGULARS_THOROUGH'] === '1'
const TEXTS = ['', 'a', 'key', 'Zürich', '日本語のメモ', '🎁🎉', 'tab-less, but long '.repeat(3), 'x'.repeat(57), 'x'.repeat(58), 'é'.repeat(200), 'n'.repeat(5000), '€'.repeat(9000)]
const NUMBERS = [0, 1, 2, -1, 127, 128, -128, -129, 9999, 10_000, 32_767, 32_768, 99_999_999, 100_000_000, 2_147_483_647, -2_147_483_648, 2_147_483_648, 2 ** 47, -(2 ** 47) - 1,
  4_503_599_627_370_495, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER]

function pick<T>(chance: RandomStream, from: readonly T[]): T {
  return from[Math.floor(chance.uniform() * from.length)]!
}

/** Rows of every kind a table may hold, whether a ledger would write them or not. */
function fill(db: Connection, chance: RandomStream, rows: number): void {
  const maybe = <T>(value: T) => (chance.uniform() < 0.5 ? null : value)
  const number = () => pick(chance, NUMBERS)
  const positive = () => Math.max(1, Math.abs(number()))
  const transfer = db.prepare('INSERT INTO transfer VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)')
  const use = db.prepare('INSERT INTO lot_use VALUES (?,?,?,?,?)')
  const overdraft = db.prepare('INSERT INTO overdraft VALUES (?,?,?,?,?)')
  const noEffect = db.prepare('INSERT INTO no_effect VALUES (?,?,?,?,?)')
  const other = db.prepare('INSERT INTO note VALUES (?,?)')
  db.exec('BEGIN')
  const start = (db.prepare('SELECT coalesce(max(id), 0) FROM transfer').raw().get([]) as unknown as [number])[0]
  for (let id = start + 1; id <= start + rows; id += 1) {
    transfer.run([id, number(), number(), positive(), number(), maybe(number()), maybe(number()), maybe(number()), pick(chance, TEXTS), maybe(`${pick(chance, TEXTS)}${id}`),
      maybe(number()), maybe(pick(chance, TEXTS)), maybe(pick(chance, TEXTS)), maybe(pick(chance, TEXTS)), maybe(pick(chance, TEXTS)), maybe(pick(chance, TEXTS))])
    use.run([id, Math.ceil(chance.uniform() * id), number(), positive(), number()])
    overdraft.run([id, number(), number(), positive(), number()])
    noEffect.run([id, `${pick(chance, TEXTS)}-${id}`, number(), number(), pick(chance, TEXTS)])
    other.run([id, pick(chance, TEXTS)])
  }
  db.exec('COMMIT')
}

/** Blocks of these rows, of random sizes, some missing between. */
function randomRanges(chance: RandomStream, rows: number): Float64Array {
  const ranges: number[] = []
  for (let at = 1 + Math.floor(chance.uniform() * 3); at <= rows; ) {
    const last = Math.min(rows, at + Math.floor(chance.uniform() ** 3 * rows))
    ranges.push(at, last)
    at = last + 1 + (chance.uniform() < 0.2 ? 3 : 0)
  }
  return Float64Array.from(ranges)
}

function compare(db: Connection, raw: RawFile, chance: RandomStream, rows: number): void {
  const scanner = new Scanner(raw, db, lotArrays(rows, rows))
  const whole = Object.fromEntries(SECTIONS.map((section) => {
    const ranges = randomRanges(chance, rows)
    const answer = scanner.do({kind: 'rows', section, ranges})
    if (answer.kind !== 'rows') throw new Error(JSON.stringify(answer))
    const bySql = Array.from({length: ranges.length / 2}, (_, i) => hashBlock(db, {section, range: {first: ranges[2 * i]!, last: ranges[2 * i + 1]!}}))
    expect(answer.blocks.hashes).toEqual(bySql.map(({hash}) => hash))
    expect(answer.blocks.lines).toEqual(bySql.map(({lines}) => lines))
    const all = scanner.do({kind: 'rows', section, ranges: Float64Array.of(1, rows)})
    if (all.kind !== 'rows') throw new Error(JSON.stringify(all))
    return [section, all.tally]
  })) as Record<SectionName, import('../../src/store/ledger/raw-tally.js').Tally>
  for (const index of INDEX_NAMES) {
    const answer = scanner.do({kind: 'index', index, upTo: rows})
    if (answer.kind !== 'index') throw new Error(JSON.stringify(answer))
    expect({...answer.contents.sum}, index).toEqual({...whole[INDEXES[index].section].indexes[index]})
  }
  const sql = (text: string) => (db.prepare(text).raw().get([]) as unknown as number[])[0]
  expect(whole.transfers.indexes.transfer_key.count).toBe(sql('SELECT count(*) FROM transfer WHERE key IS NOT NULL AND id >= 1'))
  expect(whole.transfers.rows).toBe(rows)
}

test('hashes and sums read from the pages are those SQL gives, whatever the rows hold and however the pages lie', {timeout: 600_000}, async () => {
  for (let run = 0; run < (THOROUGH ? 60 : 6); run += 1) {
    const chance = new RandomStream(6, 500 + run)
    const file = join(await scratch(), 'ledger.sqlite')
    const db = new Database(file)
    db.exec(`PRAGMA page_size=${[4096, 512, 1024, 65_536, 4096, 2048][run % 6]}; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0`)
    for (const step of LEDGER_MIGRATIONS) db.exec(step)
    let rows = 0
    for (const more of [40, 150, 300]) {
      fill(db, chance, more)
      rows += more
      // Freed pages are used again, so a table's pages do not follow one another.
      if (chance.uniform() < 0.7) db.exec('DELETE FROM note WHERE transfer % 3 <> 0')
      if (chance.uniform() < 0.3) db.exec('PRAGMA wal_checkpoint(PASSIVE)')
    }
    const opened: number[] = []
    const open = () => opened[opened.push(openSync(file, 'r')) - 1]!
    const reader = new Database(file)
    reader.exec('BEGIN')
    const inLog = rawFile(reader, file, open)!
    expect(inLog.descriptor).toBeUndefined()
    // What is written meanwhile is no part of the snapshot.
    fill(db, chance, 20)
    compare(reader, inLog, chance, rows)
    reader.exec('ROLLBACK')
    if (run % 2 === 1) db.exec('VACUUM')
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    reader.exec('BEGIN')
    const plain = rawFile(reader, file, open)!
    expect(plain.descriptor).toBeDefined()
    fill(db, chance, 20)
    // The log cannot be folded into the file while the reader reads it.
    db.exec('PRAGMA wal_checkpoint(PASSIVE)')
    compare(reader, plain, chance, rows + 20)
    reader.close()
    db.close()
    for (const each of opened) closeSync(each)
  }
})

/** A ledger of so many gifts, written as `adjust` does. */
async function gifts(file: string, rows: number): Promise<void> {
  const store = await ledgerAt(file)
  await adjustBy(store, Array.from({length: rows}, (_, i) => ({customer: `c${i % 300}`, op: 'add', points: 1 + (i % 50), key: `key-${i}`, orderId: `order-${i}`}) as const))
  await adjustBy(store, Array.from({length: rows / 5}, (_, i) => ({customer: `c${i % 300}`, op: 'deduct', points: 1}) as const), {}, 'b'.repeat(64))
  await store.close()
}

test('pages that lead in a circle, nowhere, or to pages of another kind are damage, and the check ends', async () => {
  const folder = await scratch()
  const file = join(folder, 'ledger.sqlite')
  await gifts(file, 3000)
  const db = new Database(file)
  const roots = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name IN ('transfer', 'transfer_key', 'transfer_to', 'lot_use')").raw().all() as [number][]
  db.close()
  const original = readFileSync(file)
  const size = original.readUInt16BE(16)
  const pages = original.length / size
  const chance = new RandomStream(6, 600)
  for (const [root] of roots) {
    const start = (root - 1) * size
    const children = [start + 8, ...Array.from({length: original.readUInt16BE(start + 3)}, (_, cell) => start + original.readUInt16BE(start + 12 + 2 * cell))]
    expect(children.length).toBeGreaterThan(2)
    for (const to of [root, root + 1, 0, pages + 1, 0xffffffff, original.readUInt32BE(children[1]!)]) {
      const damaged = Buffer.from(original)
      damaged.writeUInt32BE(to, pick(chance, children.filter((at) => original.readUInt32BE(at) !== to)))
      const copy = join(folder, 'copy.sqlite')
      for (const suffix of ['-wal', '-shm']) rmSync(copy + suffix, {force: true})
      writeFileSync(copy, damaged)
      const opened = await ledgerAt(copy, 0)
      const {problems} = await opened.verify({deep: false})
      expect(problems.map(({code}) => code), `page ${root} leads to ${to}`).toContain('file-damaged')
      await opened.close()
    }
  }
})

test('an entry missing from an index, a double one and a changed one are found in a large ledger too', async () => {
  const folder = await scratch()
  const file = join(folder, 'ledger.sqlite')
  await gifts(file, 500)
  const sqlite = new Database(file)
  const root = (sqlite.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'transfer_key'").raw().get([]) as unknown as [number])[0]
  sqlite.close()
  const original = readFileSync(file)
  const size = original.readUInt16BE(16)
  const leaf = (original.readUInt32BE((root - 1) * size + 8) - 1) * size
  const cells = original.readUInt16BE(leaf + 3)
  const changes: ((bytes: Buffer) => unknown)[] = [
    (bytes) => bytes.writeUInt16BE(cells - 1, leaf + 3),
    (bytes) => bytes.copyWithin(leaf + 8 + 2 * 3, leaf + 8 + 2 * 2, leaf + 8 + 2 * 3),
    // A key that is bytes, not text, to SQLite.
    (bytes) => (bytes[leaf + bytes.readUInt16BE(leaf + 8 + 2 * 5) + 2]! ^= 1),
    // The last digit of a key, in order still.
    (bytes) => {
      const cell = leaf + bytes.readUInt16BE(leaf + 8 + 2 * (cells - 1))
      bytes[cell + 1 + bytes[cell + 1]! + (bytes[cell + 2]! - 13) / 2 - 1]! += 1
    },
  ]
  for (const change of changes) {
    const bytes = Buffer.from(original)
    change(bytes)
    const copy = join(folder, 'copy.sqlite')
    writeFileSync(copy, bytes)
    const opened = await ledgerAt(copy, 0)
    expect((await opened.verify({deep: false})).problems.map(({code}) => code)).toContain('file-damaged')
    await opened.close()
    for (const suffix of ['-wal', '-shm']) rmSync(copy + suffix, {force: true})
  }
})

test('rules between rows broken by who writes past the program are found in a large ledger too', async () => {
  for (const [code, sql] of [
    ['lot-overused', 'UPDATE lot_use SET points = 1000 WHERE id = 7'],
    ['use-of-another', 'UPDATE lot_use SET lot = (SELECT max(id) FROM transfer WHERE available IS NOT NULL) WHERE id = 7'],
    ['both-sides-members', 'UPDATE transfer SET from_account = 2048 WHERE id = 5'],
    ['sums-differ', 'UPDATE transfer SET points = points + 1 WHERE id = 501'],
    ['rows-outside-batches', 'INSERT INTO overdraft VALUES (1000, 1, 1, 1, 1)'],
    ['rows-missing', 'UPDATE batch SET last_transfer = last_transfer + 1000000000000 WHERE id = 2'],
    ['hash-mismatch', "UPDATE transfer SET reason = 'other' WHERE id = 400"],
  ] as const) {
    const file = join(await scratch(), 'ledger.sqlite')
    await gifts(file, 500)
    const db = new Database(file)
    db.exec(`PRAGMA foreign_keys=OFF; ${sql}`)
    db.close()
    for (const deep of [true, false]) {
      const opened = await ledgerAt(file)
      expect((await opened.verify({deep})).problems.map((problem) => problem.code), sql).toContain(code)
      await opened.close()
    }
  }
})

test('threads check a large ledger while another connection writes to it, from the file and through the log', {timeout: 300_000}, async () => {
  const file = join(await scratch(), 'ledger.sqlite')
  const rows = 600_000
  await fillLedger(file, rows)
  // The compiled form, because its threads run compiled code.
  const {openLedgerToRead: open} = (await import(join(ROOT, 'dist', 'src', 'store', 'ledger', 'store.js'))) as {openLedgerToRead: typeof openLedgerToRead}
  const writer = await ledgerAt(file)
  let batch = 10
  const write = async () => {
    batch += 1
    const asks = Array.from({length: 200}, (_, i) => ({customer: `new${i}`, op: 'add', points: 3, key: `later-${batch}-${i}`}) as const)
    expect((await adjustBy(writer, asks, {}, String(batch).padStart(64, '0'))).rows.applied).toBe(200)
  }
  for (const transfers of [rows, rows + 600]) {
    const reader = await open(file, 0)
    let counted = 0
    const checked = reader.verify({deep: false, done: (done) => (counted = done)})
    for (let i = 0; i < 3; i += 1) await write()
    expect(await checked).toMatchObject({transfers, problems: [], batches: transfers === rows ? 10 : 13})
    expect(counted).toBeGreaterThanOrEqual(transfers)
    const stop = new AbortController()
    const stopped = reader.verify({deep: false, signal: stop.signal, done: () => stop.abort()})
    await expect(stopped).rejects.toMatchObject({code: 'cancelled'})
    await reader.close()
  }
  await writer.close()
})
