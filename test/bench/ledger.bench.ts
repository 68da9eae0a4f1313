import {createReadStream, createWriteStream} from 'node:fs'
import {mkdtemp, rm} from 'node:fs/promises'
import {once} from 'node:events'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {parse} from 'csv-parse'
import Database from 'libsql'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {adjustmentFile} from '../../src/files/adjustment-file.js'
import {NO_REJECTS} from '../../src/files/adjustment-rejects.js'
import {positionAt} from '../../src/ledger/position.js'
import {openLedgerToRead} from '../../src/store/ledger-store.js'
import {adjustPoints} from '../../src/tasks/points-adjust.js'
import {SILENT} from '../../src/tasks/ports.js'
import {ROOT} from '../support/cli.js'
import {fillLedger} from '../ledger/large-ledger.js'
import {ledgerAt, REQUEST, TODAY} from '../ledger/support.js'

const LARGE = process.env['BENCH'] === '1'
const ROWS = LARGE ? 1_000_000 : 50_000
const CUSTOMERS = ROWS / 5
const VERIFIED = LARGE ? 10_000_000 : 100_000
let folder = ''
let file = ''

/** Rows of an adjustment file: mostly points given, one in ten taken, in no order of customers or keys. */
async function writeRows(path: string, rows: number, customers: number, prefix: string): Promise<void> {
  const stream = createWriteStream(path)
  stream.write('idempotency_key,customer_id,op,points,expires_at,order_id,reason_code\n')
  for (let at = 0; at < rows; at += 10_000) {
    let text = ''
    for (let i = at; i < Math.min(rows, at + 10_000); i += 1) {
      const spread = (i * 2_654_435_761) % 4_294_967_296
      const op = i % 10 === 9 && i > rows / 2 ? 'deduct' : 'add'
      text += `${prefix}${spread}-${i},cust${spread % customers},${op},${op === 'add' ? 100 + (i % 50) : 5},${op === 'add' ? '2026-01-01' : ''},ord${i},goodwill\n`
    }
    if (!stream.write(text)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'close')
}

async function timed<T>(work: () => Promise<T>): Promise<{seconds: number; result: T}> {
  const start = performance.now()
  const result = await work()
  return {seconds: (performance.now() - start) / 1000, result}
}

/** The yardstick: the same file into one table with the same unique key, one prepared statement, one transaction, same settings. */
async function bareLoad(path: string, database: string): Promise<number> {
  const db = new Database(database)
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-262144')
  db.exec('CREATE TABLE t(key TEXT UNIQUE, customer_id TEXT, op TEXT, points INTEGER, expires_at TEXT, order_id TEXT, reason TEXT) STRICT')
  const insert = db.prepare('INSERT INTO t VALUES (?,?,?,?,?,?,?)')
  db.exec('BEGIN IMMEDIATE')
  let rows = 0
  for await (const record of createReadStream(path).pipe(parse({from_line: 2}))) {
    const [key, customer, op, points, expires, order, reason] = record as string[]
    insert.run([key, customer, op, Number(points), expires, order, reason])
    rows += 1
  }
  db.exec('COMMIT')
  db.close()
  return rows
}

function apply(path: string, ledger: string) {
  return timed(async () => {
    const store = await ledgerAt(ledger)
    const source = await adjustmentFile(path, {map: undefined, layout: undefined, delimiter: undefined, timeZone: 'UTC', dateFormat: 'iso', op: undefined}, undefined)
    const result = await adjustPoints(store, source, {...REQUEST, onInsufficient: 'to-zero'}, NO_REJECTS, {progress: SILENT})
    await store.close()
    return result
  })
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regulars-bench-'))
  file = join(folder, 'adjustments.csv')
  await writeRows(file, ROWS, CUSTOMERS, 'k')
}, 600_000)

afterAll(() => rm(folder, {recursive: true, force: true}))

test(`${ROWS} adjustments from CSV in one batch, against a bare load`, async () => {
  const ledger = join(folder, 'ledger.sqlite')
  const bare = await timed(() => bareLoad(file, join(folder, 'bare.sqlite')))
  const ours = await apply(file, ledger)
  const again = await apply(file, ledger)
  const megabytes = process.resourceUsage().maxRSS / 1024
  console.log(`bare ${bare.seconds.toFixed(1)} s, ledger ${ours.seconds.toFixed(1)} s (× ${(ours.seconds / bare.seconds).toFixed(2)}), the same file again ${again.seconds.toFixed(1)} s, peak ${megabytes.toFixed(0)} MB`)
  expect(ours.result.rows.applied).toBe(ROWS)
  expect(again.result.rows).toMatchObject({applied: 0, duplicate: ROWS})
  expect(megabytes).toBeLessThan(1024)
  if (LARGE) expect(ours.seconds / bare.seconds).toBeLessThan(2)
})

test('one customer’s balance among many', async () => {
  const reader = await openLedgerToRead(join(folder, 'ledger.sqlite'), 0)
  const times: number[] = []
  for (let i = 0; i < 50; i += 1) {
    const start = performance.now()
    const found = await reader.find({customerId: `cust${(i * 7919) % CUSTOMERS}`})
    if (typeof found === 'string') throw new Error(found)
    const [account] = await reader.accountsOf(found.member)
    expect(positionAt(await reader.accountRows(account!, {until: undefined}), TODAY).balance).toBeGreaterThan(0)
    times.push(performance.now() - start)
  }
  await reader.close()
  times.sort((a, b) => a - b)
  console.log(`balance: median ${times[25]!.toFixed(2)} ms, slowest ${times[49]!.toFixed(2)} ms`)
  expect(times[25]).toBeLessThan(50)
})

test(`verify of ${VERIFIED} transfers, against summing that table`, async () => {
/**
 * A ledger of so many transfers, in ten batches, written by SQL because only checking it is to be timed: nine gifts and one deduction for
 * each member, as `adjust` would have left them.
 */
async function fillLedger(path: string, transfers: number): Promise<void> {
  await (await ledgerAt(path)).close()
  const db = new Database(path)
  db.exec('PRAGMA journal_mode=WAL; PRAGMA cache_size=-262144')
  const part = transfers / 10
  let previous = FIRST_PREVIOUS
  for (let id = 1; id <= 10; id += 1) {
    const [first, last] = [(id - 1) * part + 1, id * part]
    const account = '(16 + (value - 1) / 10) * 64'
    db.exec('BEGIN')
    db.exec(`INSERT INTO transfer(id, from_account, to_account, points, day, available, expires, kind, key, content, order_id, reason)
      SELECT value, iif(value % 10 = 0, ${account}, 256), iif(value % 10 = 0, 256, ${account}), iif(value % 10 = 0, 5, 100 + value % 50), 20000,
        iif(value % 10 = 0, NULL, 20000), iif(value % 10 = 0, NULL, 20365), 'adjust', 'key-' || value, 4503599627370 + value, 'ord' || value, 'goodwill'
      FROM generate_series(${first}, ${last})`)
    db.exec(`INSERT INTO lot_use(id, lot, transfer, points, day) SELECT value / 10, value - 1, value, 5, 20000 FROM generate_series(${first + 9}, ${last}, 10)`)
    const sections = Object.fromEntries(SECTIONS.map((name) => {
      const range = name === 'transfers' ? {first, last} : name === 'uses' ? {first: (first + 9) / 10, last: last / 10} : {first: 1, last: 0}
      const hashes = blocksOf(name, range).map((block) => hashBlock(db, block))
      return [name, {lines: hashes.reduce((sum, {lines}) => sum + lines, 0), hash: hashOfBlocks(hashes.map(({hash}) => hash))}]
    })) as Parameters<typeof manifest>[3]
    const header = {id, kind: 'adjust', recordedAt: NOON, actor: 'bench', reason: '', source: 'bench', sourceHash: '', undoes: null} as const
    const text = manifest(header, {read: part, applied: part, duplicate: 0, rejected: 0, pointsIn: 0, pointsOut: 0, salt: SALT}, previous, sections)
    const hash = createHash('sha256').update(text).digest('hex')
    db.prepare('INSERT INTO batch VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)').run([id, 'adjust', NOON, 'bench', '', 'bench', '', null, part, part, 0, 0, 0, 0, last,
      last / 10, 0, 0, SALT, previous, hash])
    db.exec('COMMIT')
    previous = hash
  }
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
}

test(`verify of ${VERIFIED} transfers, against summing them by account`, async () => {
  const ledger = join(folder, 'large.sqlite')
  await fillLedger(ledger, VERIFIED)
  // The compiled form, because its threads run compiled code.
  const {openLedgerToRead: open} = (await import(join(ROOT, 'dist', 'src', 'store', 'ledger-store.js'))) as {openLedgerToRead: typeof openLedgerToRead}
  const sums: number[] = []
  const accounts: number[] = []
  const checks: number[] = []
  for (let i = 0; i < 2; i += 1) {
    const db = new Database(ledger)
    sums.push((await timed(async () => db.prepare('SELECT sum(points), count(*) FROM transfer').raw().get([]))).seconds)
    // What a check of balances without any chain would have to do.
    const perAccount = `SELECT count(*) FROM (SELECT account, sum(points) FROM (SELECT to_account AS account, points FROM transfer
      UNION ALL SELECT from_account, -points FROM transfer) GROUP BY account)`
    accounts.push((await timed(async () => db.prepare(perAccount).raw().get([]))).seconds)
    db.close()
    const reader = await open(ledger, 0)
    const verified = await timed(() => reader.verify({deep: false}))
    checks.push(verified.seconds)
    await reader.close()
    expect(verified.result).toMatchObject({transfers: VERIFIED, problems: []})
  }
  const [sum, byAccount, check] = [Math.min(...sums), Math.min(...accounts), Math.min(...checks)]
  console.log(`one sum ${sum.toFixed(2)} s, sums by account ${byAccount.toFixed(2)} s, verify ${check.toFixed(2)} s (× ${(check / sum).toFixed(1)}, × ${(check / byAccount).toFixed(1)})`)
  if (LARGE) expect(check / byAccount).toBeLessThan(5)
})
