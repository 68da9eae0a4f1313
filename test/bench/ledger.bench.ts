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
const CUSTOMERS_VERIFIED = VERIFIED / 10
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

test(`verify of ${VERIFIED} transfers, against summing that table`, async () => {
  const ledger = join(folder, 'large.sqlite')
  await fillLedger(ledger, VERIFIED)
  // The compiled form, because its threads run compiled code.
  const {openLedgerToRead: open} = (await import(join(ROOT, 'dist', 'src', 'store', 'ledger-store.js'))) as {openLedgerToRead: typeof openLedgerToRead}
  const sums: number[] = []
  const checks: number[] = []
  for (let i = 0; i < 4; i += 1) {
    const db = new Database(ledger)
    sums.push((await timed(async () => db.prepare('SELECT sum(points), count(*) FROM transfer').raw().get([]))).seconds)
    db.close()
    const reader = await open(ledger, 0)
    const verified = await timed(() => reader.verify({deep: false}))
    checks.push(verified.seconds)
    await reader.close()
    expect(verified.result).toMatchObject({transfers: VERIFIED, problems: []})
  }
  const [sum, check] = [Math.min(...sums), Math.min(...checks)]
  const megabytes = process.resourceUsage().maxRSS / 1024
  console.log(`one sum ${sum.toFixed(2)} s, verify ${check.toFixed(2)} s (× ${(check / sum).toFixed(1)}), peak ${megabytes.toFixed(0)} MB`)
  if (LARGE) expect(check / sum).toBeLessThan(5)
  expect(megabytes).toBeLessThan(1024)
})

test(`one customer’s balance among ${CUSTOMERS_VERIFIED}`, async () => {
  const reader = await openLedgerToRead(join(folder, 'large.sqlite'), 0)
  const times: number[] = []
  for (let i = 0; i < 50; i += 1) {
    const start = performance.now()
    const found = await reader.find({customerId: `cust${(i * 7919) % CUSTOMERS_VERIFIED}`})
    if (typeof found === 'string') throw new Error(found)
    const [account] = await reader.accountsOf(found.member)
    expect(positionAt(await reader.accountRows(account!, {until: undefined}), TODAY).balance).toBeGreaterThan(0)
    times.push(performance.now() - start)
  }
  await reader.close()
  times.sort((a, b) => a - b)
  console.log(`balance of one customer among ${CUSTOMERS_VERIFIED}: median ${times[25]!.toFixed(2)} ms, slowest ${times[49]!.toFixed(2)} ms`)
  expect(times[25]).toBeLessThan(50)
})
