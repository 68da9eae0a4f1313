import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {isoDay, type Day} from '../../src/base/day.js'
import type {Purchases} from '../../src/history/purchases.js'
import {openHistoryReader} from '../../src/store/history/reader.js'
import {undoImport} from '../../src/store/history/undo.js'
import {scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

interface Row {
  readonly order: string
  readonly customer: string
  readonly day: number
  /** thousandths */
  readonly amount: number
  readonly note: string
}

const HEADER = 'order id,customer id,date,amount,product'

function csv(rows: readonly Row[]): string {
  const line = (row: Row): string => [
    row.order, row.customer, `2024-01-${String(row.day).padStart(2, '0')}`, `${row.amount < 0 ? '-' : ''}${Math.floor(Math.abs(row.amount) / 1000)}.${String(Math.abs(row.amount) % 1000).padStart(3, '0')}`,
    `"${row.note}"`,
  ].join(',')
  return `${[HEADER, ...rows.map(line)].join('\n')}\n`
}

/** The specification, in a few lines: orders are the exact sums of their rows, rounded half away from zero once. */
function ordersOf(rows: readonly Row[]): Map<string, number> {
  const sums = new Map<string, bigint>()
  for (const row of rows) sums.set(`${row.customer} ${row.order}`, (sums.get(`${row.customer} ${row.order}`) ?? 0n) + BigInt(row.amount))
  return new Map([...sums].map(([key, sum]) => [key, Number(sum < 0n ? -((-sum + 5n) / 10n) : (sum + 5n) / 10n)]))
}

function ordersIn(purchases: Purchases): Map<string, number> {
  return new Map(purchases.customers.flatMap((customer, i) => Array.from({length: purchases.offsets[i + 1]! - purchases.offsets[i]!}, (_, k) => {
    const row = purchases.offsets[i]! + k
    return [`${customer} ${purchases.orderIds![row]!}`, purchases.amounts[row]!] as const
  })))
}

async function read(file: string): Promise<{purchases: Purchases; fingerprint: string}> {
  const reader = await openHistoryReader(file)
  try {
    return {purchases: await reader.purchases({orderIds: true}), fingerprint: await reader.fingerprint()}
  } finally {
    await reader.close()
  }
}

const aRow: fc.Arbitrary<Row> = fc.record({
  order: fc.integer({min: 1, max: 12}).map((n) => `A${n}`), customer: fc.constantFrom('c1', 'c2', 'é-3', '𝒳4'), day: fc.integer({min: 1, max: 28}),
  amount: fc.integer({min: -30_000, max: 90_000}), note: fc.constantFrom('x', 'two\nlines', 'a ""quoted"" one', ''),
})
/** Rows of one export differ: every line has its number. */
const anExport = fc.array(aRow, {minLength: 1, maxLength: 40}).map((rows) => rows.map((row, i) => ({...row, note: `${i} ${row.note}`})))

test('property: however rows are shuffled and spread over files and imports, the history is the same', async () => {
  await fc.assert(fc.asyncProperty(anExport, fc.array(fc.nat(2), {minLength: 40, maxLength: 40}), fc.boolean(), async (rows, parts, oneCall) => {
    const folder = await scratch()
    const whole = join(folder, 'whole.csv')
    await writeFile(whole, csv(rows))
    await importFiles([whole], {history: join(folder, 'whole.duckdb')})
    const expected = await read(join(folder, 'whole.duckdb'))
    expect(ordersIn(expected.purchases)).toEqual(ordersOf(rows))
    const files: string[] = []
    for (const part of [2, 0, 1]) {
      const own = rows.filter((_, i) => parts[i] === part).reverse()
      if (own.length === 0) continue
      files.push(join(folder, `part-${part}.csv`))
      await writeFile(files.at(-1)!, csv(own))
    }
    const history = join(folder, 'parts.duckdb')
    if (oneCall) await importFiles(files, {history})
    else for (const file of files) await importFiles([file], {history})
    expect((await read(history)).fingerprint).toBe(expected.fingerprint)
  }), {numRuns: 15})
})

test('property: overlapping exports count each sale once, and taking one back leaves what the other says', async () => {
  await fc.assert(fc.asyncProperty(anExport, fc.nat(39), fc.nat(39), async (rows, a, b) => {
    const folder = await scratch()
    const [from, to] = [Math.min(a, b) % rows.length, Math.max(a, b) % rows.length]
    const first = rows.slice(0, Math.max(to, 1))
    const second = rows.slice(Math.min(from, rows.length - 1))
    const history = join(folder, 'history.duckdb')
    const files = [join(folder, 'first.csv'), join(folder, 'second.csv')] as const
    await writeFile(files[0], csv(first))
    await writeFile(files[1], csv(second))
    await importFiles([files[0]], {history})
    const before = await read(history)
    const result = await importFiles([files[1]], {history})
    const union = [...first, ...second.filter((row) => !first.includes(row))]
    expect(ordersIn((await read(history)).purchases)).toEqual(ordersOf(union))
    if (result.batch === null) return
    expect(result.rows.duplicate).toBe(second.length - (union.length - first.length))
    await undoImport(history, 2, {dryRun: true})
    expect(ordersIn((await read(history)).purchases)).toEqual(ordersOf(union))
    await undoImport(history, 2, {dryRun: false})
    expect((await read(history)).fingerprint).toBe(before.fingerprint)
    await importFiles([files[1]], {history})
    await undoImport(history, 1, {dryRun: false})
    expect(ordersIn((await read(history)).purchases)).toEqual(ordersOf(second))
  }), {numRuns: 12})
})

/** What several files say together: of rows that mean the same, as many as the file with most of them has. */
function heldOf(files: readonly (readonly Row[])[], named: boolean): Row[] {
  const held = new Map<string, Row[]>()
  for (const file of files) {
    const own = new Map<string, Row[]>()
    for (const row of file) {
      const meaning = JSON.stringify([row.order, row.customer, row.day, row.amount, named ? row.note : ''])
      own.set(meaning, [...own.get(meaning) ?? [], row])
    }
    for (const [meaning, rows] of own) if (rows.length > (held.get(meaning)?.length ?? 0)) held.set(meaning, rows)
  }
  return [...held.values()].flat()
}

/** Few values, so that rows that mean the same are common. */
const someRow: fc.Arbitrary<Row> = fc.record({
  order: fc.constantFrom('A1', 'A2', 'A3'), customer: fc.constantFrom('c1', 'c2'), day: fc.constantFrom(3, 4), amount: fc.constantFrom(5000, 10_005, -5000),
  note: fc.constantFrom('tea', 'cup', ''),
})

test('property: exports of the same lines at different times, with columns that changed in between, count each line once; each can be taken back', async () => {
  const exports = fc.array(fc.record({rows: fc.array(fc.tuple(someRow, fc.nat(5)), {minLength: 1, maxLength: 12}), shipped: fc.nat(5)}), {minLength: 2, maxLength: 3})
  await fc.assert(fc.asyncProperty(exports, fc.boolean(), fc.boolean(), async (taken, named, oneCall) => {
    const folder = await scratch()
    const history = join(folder, 'history.duckdb')
    const files = taken.map(({rows}) => rows.map(([row]) => row))
    const paths = taken.map((_, i) => join(folder, `${i}.csv`))
    for (const [i, {rows, shipped}] of taken.entries()) {
      // Without a column that names the article, what a line means is all there is to know it by.
      const header = `order id,customer id,date,amount,${named ? 'product' : 'remark'},status,exported at`
      const [, ...lines] = csv(rows.map(([row]) => (named ? row : {...row, note: `${i} ${row.note}`}))).trimEnd().split('\n')
      await writeFile(paths[i]!, `${[header, ...lines.map((line, k) => `${line},${rows[k]![1] < shipped ? 'shipped' : 'paid'},2024-02-0${i + 1}`)].join('\n')}\n`)
    }
    const expected = (which: readonly number[]): Map<string, number> => ordersOf(heldOf(which.map((i) => files[i]!), named))
    const all = [...files.keys()]
    if (oneCall) await importFiles([...paths].reverse(), {history})
    else for (const path of paths) await importFiles([path], {history})
    expect(ordersIn((await read(history)).purchases)).toEqual(expected(all))
    if (oneCall) return
    const before = await read(history)
    await undoImport(history, 1, {dryRun: false})
    expect(ordersIn((await read(history)).purchases)).toEqual(expected(all.slice(1)))
    await importFiles([paths[0]!], {history})
    expect((await read(history)).fingerprint).toBe(before.fingerprint)
    await undoImport(history, 2, {dryRun: false})
    expect(ordersIn((await read(history)).purchases)).toEqual(expected(all.filter((i) => i !== 1)))
  }), {numRuns: 12})
})

test('the same row twice in one file is two sales; the same file twice is one import', async () => {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  const row = {order: 'A1', customer: 'c', day: 3, amount: 10_005, note: 'x'}
  await writeFile(join(folder, 'a.csv'), csv([row, row]))
  // 10.005 + 10.005 = 20.01 exactly; rounding each row first would give 20.02.
  expect(await importFiles([join(folder, 'a.csv')], {history})).toMatchObject({orders: 1, revenue: {amount: '20.01'}, rows: {imported: 2}})
  await writeFile(join(folder, 'copy.csv'), csv([row, row]))
  expect(await importFiles([join(folder, 'copy.csv')], {history})).toMatchObject({batch: null, rows: {read: 2, imported: 0, duplicate: 2}})
  expect(ordersIn((await read(history)).purchases)).toEqual(new Map([['c A1', 2001]]))
})

test('orders without id: each row is one, in the order of time, then place', async () => {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  await writeFile(join(folder, 'a.csv'), 'customer,date,amount\nb,2024-05-02,3.00\na,2024-05-01,2.00\na,2024-05-01,1.00\na,2024-04-30,9.995\n,2024-05-01,5.00\n')
  const result = await importFiles([join(folder, 'a.csv')], {history})
  expect(result).toMatchObject({orders: 4, customers: 2, revenue: {amount: '16.00'}, rows: {withoutCustomer: 1}})
  expect(result.findings.map(({code}) => code)).toEqual(['customer-missing', 'amounts-finer'])
  const {purchases} = await read(history)
  expect([...purchases.amounts]).toEqual([1000, 200, 100, 300])
  expect([...purchases.offsets]).toEqual([0, 3, 4])
  const reader = await openHistoryReader(history)
  expect(await reader.counts()).toEqual({rows: 5, rowsWithoutCustomer: 1, ordersWithoutCustomer: 1, revenueWithoutCustomer: 500})
  await reader.close()
})

test('refused rows are found at their true lines and columns, newlines in quotes counted', async () => {
  const folder = await scratch()
  const rejects = join(folder, 'rejects.csv')
  const text = 'order id,customer id,product,date,amount\r\n1,c,"two\r\nlines, \\é",2024-01-31,1.00\r\n\r\n2,c,"é, é",2024-02-30,1.00\r\n3,c,"a\r\nb",2024-03-01,twelve\r\n4,c,x,,1\r\n5,c,x,2024-03-02,2.00\r\n'
  await writeFile(join(folder, 'a.csv'), text)
  const result = await importFiles([join(folder, 'a.csv')], {skipInvalid: true, rejectsFile: rejects})
  expect(result.rows).toMatchObject({read: 5, imported: 2, rejected: 3})
  expect(result.refused.map(({line, column, columnName, value, reason}) => ({line, column, columnName, value, reason}))).toEqual([
    {line: 5, column: 12, columnName: 'date', value: '2024-02-30', reason: 'date-unreadable'},
    {line: 7, column: 15, columnName: 'amount', value: 'twelve', reason: 'amount-unreadable'},
    {line: 8, column: 7, columnName: 'date', value: '', reason: 'date-missing'},
  ])
})

test('times with an offset become days and seconds of the workspace’s zone, over the change of the clocks', async () => {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  await writeFile(join(folder, 'a.csv'), 'customer,date,amount\na,2024-03-30 23:30:00 +0000,1\na,2024-03-31 23:30:00 +0000,2\na,2024-04-01 00:30:00 +0900,3\n')
  await importFiles([join(folder, 'a.csv')], {history, timeZone: 'Europe/Paris'})
  const {purchases} = await read(history)
  // 23:30 UTC is 00:30 in winter and 01:30 in summer in Paris; 00:30 in Tokyo is 17:30 of the day before there.
  expect([...purchases.seconds]).toEqual([1800, 17.5 * 3600, 5400])
  expect([...purchases.amounts]).toEqual([100, 300, 200])
  expect(purchases.days[2]! - purchases.days[0]!).toBe(1)
})

test('Excel serials carry the time of day in their fraction', async () => {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  await writeFile(join(folder, 'a.csv'), 'customer;date;amount\na;45322,5;1\na;45323,25;2\na;45323;3\n')
  await importFiles([join(folder, 'a.csv')], {history})
  const {purchases} = await read(history)
  // Source: serial 45322 is 31 January 2024 (ECMA-376 part 1, 18.17.4.1, the 1900 date base); half a day is noon.
  expect([...purchases.days].map((day) => isoDay(day as Day))).toEqual(['2024-01-31', '2024-02-01', '2024-02-01'])
  expect([...purchases.seconds]).toEqual([12 * 3600, 0, 6 * 3600])
})
