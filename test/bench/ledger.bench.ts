import {execFile} from 'node:child_process'
import {createWriteStream} from 'node:fs'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {once} from 'node:events'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import Database from 'libsql'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {positionAt} from '../../src/ledger/position.js'
import {openLedgerToRead} from '../../src/store/ledger/store.js'
import type {AdjustResult} from '../../src/tasks/ledger/adjust-result.js'
import {ROOT} from '../support/cli.js'
import {fillLedger} from '../ledger/large-ledger.js'
import {REQUEST, TODAY} from '../ledger/support.js'

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

interface Measured<T> {
  readonly seconds: number
  readonly megabytes: number
  readonly result: T
}

/** Runs `work` (an expression of the modules named) in a process of its own, on the compiled form that users run, for its own time and memory. */
async function measured<T>(modules: Readonly<Record<string, string>>, work: string): Promise<Measured<T>> {
  const script = join(folder, 'measure.mjs')
  const imports = Object.entries(modules).map(([name, path]) => `const {${name}} = await import(${JSON.stringify(join(ROOT, path))})`)
  await writeFile(script, `${imports.join('\n')}
    const started = performance.now()
    const result = await (${work})()
    console.log(JSON.stringify({seconds: (performance.now() - started) / 1000, megabytes: process.resourceUsage().maxRSS / 1024, result}))`)
  const {stdout} = await promisify(execFile)(process.execPath, [script])
  return JSON.parse(stdout) as Measured<T>
}

/** The yardstick: the same file into one table with the same unique key, one prepared statement, one transaction, same settings. */
function bareLoad(path: string, database: string): Promise<Measured<number>> {
  return measured({'default: Database': 'node_modules/libsql/index.js', parse: 'node_modules/csv-parse/lib/index.js'}, `async () => {
    const {createReadStream} = await import('node:fs')
    const db = new Database(${JSON.stringify(database)})
    db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-262144')
    db.exec('CREATE TABLE t(key TEXT UNIQUE, customer_id TEXT, op TEXT, points INTEGER, expires_at TEXT, order_id TEXT, reason TEXT) STRICT')
    const insert = db.prepare('INSERT INTO t VALUES (?,?,?,?,?,?,?)')
    db.exec('BEGIN IMMEDIATE')
    let rows = 0
    for await (const [key, customer, op, points, expires, order, reason] of createReadStream(${JSON.stringify(path)}).pipe(parse({from_line: 2}))) {
      insert.run([key, customer, op, Number(points), expires, order, reason])
      rows += 1
    }
    db.exec('COMMIT')
    db.close()
    return rows
  }`)
}

function apply(path: string, ledger: string): Promise<Measured<AdjustResult>> {
  const request = {...REQUEST, onInsufficient: 'to-zero'}
  return measured({
    openLedger: 'dist/src/store/ledger/store.js', adjustmentFile: 'dist/src/files/ledger/adjustment-file.js', adjustPoints: 'dist/src/tasks/ledger/adjust.js',
    NO_REJECTS: 'dist/src/files/ledger/adjustment-rejects.js', SILENT: 'dist/src/tasks/ports.js',
  }, `async () => {
    const store = await openLedger(${JSON.stringify(ledger)}, {waitMs: 2000, holder: {pid: 1, doing: 'bench', since: '2025-06-15T12:00:00Z'}})
    const source = await adjustmentFile(${JSON.stringify(path)}, {timeZone: 'UTC', dateFormat: 'iso'}, undefined)
    const result = await adjustPoints(store, source, ${JSON.stringify(request)}, NO_REJECTS, {progress: SILENT})
    await store.close()
    return result
  }`)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regulars-bench-'))
  file = join(folder, 'adjustments.csv')
  await writeRows(file, ROWS, CUSTOMERS, 'k')
}, 600_000)

afterAll(() => rm(folder, {recursive: true, force: true}))

test(`${ROWS} adjustments from CSV in one batch, against a bare load`, async () => {
  const ledger = join(folder, 'ledger.sqlite')
  const bares = [await bareLoad(file, join(folder, 'bare.sqlite'))]
  const applied = [await apply(file, ledger)]
  const again = await apply(file, ledger)
  // Once more each, in turns: a machine has better and worse moments.
  if (LARGE) bares.push(await bareLoad(file, join(folder, 'bare-2.sqlite')))
  if (LARGE) applied.push(await apply(file, join(folder, 'ledger-2.sqlite')))
  const [bare, ours] = [bares, applied].map((runs) => Math.min(...runs.map(({seconds}) => seconds))) as [number, number]
  const megabytes = Math.max(...applied.map((run) => run.megabytes))
  console.log(`bare ${bare.toFixed(1)} s, ledger ${ours.toFixed(1)} s (× ${(ours / bare).toFixed(2)}), the same file again ${again.seconds.toFixed(1)} s, ` +
    `peak ${megabytes.toFixed(0)} MB`)
  expect(applied[0]!.result.rows.applied).toBe(ROWS)
  expect(again.result.rows).toMatchObject({applied: 0, duplicate: ROWS})
  expect(megabytes).toBeLessThan(1024)
  if (LARGE) expect(ours / bare).toBeLessThan(2)
})

test(`verify of ${VERIFIED} transfers, against summing that table`, async () => {
  const ledger = join(folder, 'large.sqlite')
  await fillLedger(ledger, VERIFIED)
  // The compiled form, because its threads run compiled code.
  const {openLedgerToRead: open} = (await import(join(ROOT, 'dist', 'src', 'store', 'ledger', 'store.js'))) as {openLedgerToRead: typeof openLedgerToRead}
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
  const {megabytes} = await measured<object>({openLedgerToRead: 'dist/src/store/ledger/store.js'}, `async () => {
    const reader = await openLedgerToRead(${JSON.stringify(ledger)}, 0)
    const report = await reader.verify({deep: false})
    await reader.close()
    return report
  }`)
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
