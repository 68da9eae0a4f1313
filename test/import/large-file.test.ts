import {createWriteStream} from 'node:fs'
import {appendFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {once} from 'node:events'
import {finished} from 'node:stream/promises'
import {expect, test} from 'vitest'
import {understandTransactions} from '../../src/files/plan/understand.js'
import {openDatabase} from '../../src/store/duckdb.js'
import {openHistoryReader} from '../../src/store/history/reader.js'
import {openHistoryWriter, type WriterOptions} from '../../src/store/import/writer.js'
import {importTransactions, type ImportResult} from '../../src/tasks/import/transactions.js'
import {SILENT} from '../../src/tasks/ports.js'
import {scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

const ROWS = 600_000

/** Above the size from which files are read in one pass. */
async function writeLarge(path: string, decimal: string): Promise<void> {
  const out = createWriteStream(path)
  const delimiter = decimal === ',' ? ';' : ','
  out.write(`${['customer', 'date', 'amount', 'channel'].join(delimiter)}\n`)
  for (let i = 0; i < ROWS; i += 1000) {
    const rows = Array.from({length: 1000}, (_, k) => {
      const n = i + k
      return [`C${(n * 7919) % 50_021}`, `${1 + (n % 12)}/${1 + (n % 28)}/2024`, `${n % 977}${decimal}${10 + (n % 90)}`, n % 3 === 0 ? 'web' : 'shop'].join(delimiter)
    })
    if (!out.write(`${rows.join('\n')}\n`)) await once(out, 'drain')
  }
  out.end()
  await finished(out)
}

async function fingerprint(file: string): Promise<string> {
  const reader = await openHistoryReader(file)
  try {
    return await reader.fingerprint()
  } finally {
    await reader.close()
  }
}

test('a large file read in one pass gives the same history as one that is counted whole', async () => {
  const folder = await scratch()
  const [points, commas] = [join(folder, 'points.csv'), join(folder, 'commas.csv')]
  await writeLarge(points, '.')
  await writeLarge(commas, ',')
  const one = await importFiles([points], {history: join(folder, 'one.duckdb')})
  const other = await importFiles([commas], {history: join(folder, 'other.duckdb')})
  expect(one.rows).toEqual(other.rows)
  expect(one.rows).toMatchObject({read: ROWS, imported: ROWS, rejected: 0})
  expect(await fingerprint(join(folder, 'one.duckdb'))).toBe(await fingerprint(join(folder, 'other.duckdb')))
})

test('what the sample did not see is seen: a strange value at the very end, a short row, a quoted newline', async () => {
  const folder = await scratch()
  const file = join(folder, 'large.csv')
  await writeLarge(file, '.')
  await appendFile(file, '"C\n1",1/13/2024,"$1,000.50",web\nC2,1/14/2024,2.00\nC3,13/1/2024,3.00,web\n')
  const result = await importFiles([file], {skipInvalid: true})
  expect(result.rows).toMatchObject({read: ROWS + 3, imported: ROWS + 2, rejected: 1})
  // The quoted newline makes two lines of one row.
  expect(result.refused).toMatchObject([{line: ROWS + 1 + 4, column: 4, columnName: 'date', value: '13/1/2024', reason: 'date-unreadable'}])
})

const ORDER_ROWS = 240_000
const STATES = ['completed', 'paid', 'shipped', 'cancelled']

interface Written {
  /** cents of each order that is a sale, and the row (from 0) of its first line */
  readonly orders: ReadonlyMap<string, {readonly cents: number; readonly place: number}>
}

/** Lines of orders, one to three each, one of a hundred orders again far from its other lines. `last` is added to the last order number. */
async function writeOrderLines(path: string, kind: 'amount' | 'price', last = ''): Promise<Written> {
  const orders = new Map<string, {cents: number; place: number}>()
  const out = createWriteStream(path)
  out.write(`order id,customer,date,product,status,channel,${kind === 'amount' ? 'amount' : 'quantity,unit price'}\n`)
  for (let i = 0; i < ORDER_ROWS; i += 1000) {
    const rows = Array.from({length: 1000}, (_, k) => {
      const n = i + k
      const order = `#${n % 300 === 299 ? Math.floor(n / 2) - 100 : Math.floor((n * 2) / 5)}`
      const state = STATES[Number(order.slice(1)) % 4]!
      const [pieces, cents] = [kind === 'amount' ? 1 : 1 + (n % 4), 100 + ((n * 37) % 5000)]
      const known = orders.get(order)
      if (state !== 'cancelled') orders.set(order, {cents: (known?.cents ?? 0) + pieces * cents, place: known?.place ?? n})
      const price = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
      const written = n === ORDER_ROWS - 1 ? `${order}${last}` : order
      return [written, `C${Number(order.slice(1)) % 9001}`, `2024-${String(1 + (Number(order.slice(1)) % 12)).padStart(2, '0')}-15`, `P${n % 700}`, state,
        n % 3 === 0 ? 'web' : 'shop', ...(kind === 'amount' ? [price] : [String(pieces), price])].join(',')
    })
    if (!out.write(`${rows.join('\n')}\n`)) await once(out, 'drain')
  }
  out.end()
  await finished(out)
  return {orders}
}

/** Imports a file into a history of its own; also tells what the import said it was doing. */
async function imported(file: string, history: string, options: WriterOptions = {}): Promise<{readonly result: ImportResult; readonly stages: readonly string[]}> {
  const stages: string[] = []
  const progress = {...SILENT, stage: (label: string) => void stages.push(label)}
  const result = await importTransactions(
    {timeZone: 'UTC', currency: 'EUR', importedAt: '2026-01-01T00:00:00Z', skipInvalid: false, dryRun: false, rejectsFile: undefined},
    {understand: () => understandTransactions([file], {timeZone: 'UTC', currency: 'EUR', temporaryFolder: `${file}.reading`}),
      openHistory: () => openHistoryWriter(history, options)}, {progress})
  return {result, stages}
}

async function rowsOfHistory(history: string, sql: string): Promise<readonly (readonly unknown[])[]> {
  const database = await openDatabase(history, {readOnly: true})
  try {
    return (await database.connection.runAndReadAll(sql)).getRows()
  } finally {
    database.close()
  }
}

const hashOf = (history: string, table: string): Promise<readonly (readonly unknown[])[]> =>
  rowsOfHistory(history, `SELECT count(*), sum(hash(each)::HUGEINT)::VARCHAR FROM ${table} each`)

test.each(['amount', 'price'] as const)('lines of orders (%s) read in one pass are the orders a loop adds up, each at its first row, and those of the slow path', async (kind) => {
  const folder = await scratch()
  const [tidy, untidy] = [join(folder, 'tidy.csv'), join(folder, 'untidy.csv')]
  const {orders} = await writeOrderLines(tidy, kind)
  // A blank behind one order number: it means the same, and only the slow path takes it away.
  await writeOrderLines(untidy, kind, ' ')
  const [fast, slow] = [join(folder, 'fast.duckdb'), join(folder, 'slow.duckdb')]
  const one = await imported(tidy, fast)
  const other = await imported(untidy, slow)
  expect(one.stages).not.toContain(`Reading ${tidy}`)
  expect(other.stages).toContain(`Reading ${untidy}`)
  expect({...one.result, files: []}).toEqual({...other.result, files: []})
  const kept = await rowsOfHistory(fast, 'SELECT order_id, amount::INTEGER, place::INTEGER FROM orders ORDER BY place')
  const expected = [...orders].sort(([, a], [, b]) => a.place - b.place).map(([order, {cents, place}]) => `${order},${cents},${place}`)
  expect(kept.map(String)).toEqual(expected)
  for (const table of ['orders', 'lines'])
    expect(await hashOf(fast, table)).toEqual(await hashOf(slow, table))
})

test('an order total repeated on every row of a large file is counted once, whatever a sample shows', async () => {
  const folder = await scratch()
  const file = join(folder, 'totals.csv')
  const out = createWriteStream(file)
  out.write('order id,customer,date,product,order total,channel\n')
  for (let i = 0; i < ORDER_ROWS; i += 1000)
    out.write(`${Array.from({length: 1000}, (_, k) => {
      const order = Math.floor((i + k) / 2)
      return `A${order},C${order % 9001},2024-05-${10 + (order % 19)},P${k},${100 + (order % 50)}.50,${order % 3 === 0 ? 'web' : 'shop'}`
    }).join('\n')}\n`)
  out.end()
  await finished(out)
  const {result} = await imported(file, join(folder, 'history.duckdb'))
  expect(result.grain).toBe('order-total-repeated')
  const cents = Array.from({length: ORDER_ROWS / 2}, (_, order) => 10_050 + 100 * (order % 50)).reduce((sum, each) => sum + each, 0)
  expect(result).toMatchObject({orders: ORDER_ROWS / 2, revenue: {amount: (cents / 100).toFixed(2)}})
})

test('orders summed up in parts are those summed up at once, also where some stand in several files', async () => {
  const folder = await scratch()
  const files = [0, 1].map((part) => join(folder, `${part}.csv`))
  for (const [part, file] of files.entries()) {
    const rows = Array.from({length: 5000}, (_, i) => {
      const n = i + part * 4000
      return `N${n % 3001},C${n % 3001 % 400},2024-03-${10 + (n % 15)} ${10 + (n % 12)}:${10 + (n % 47)}:00,P${n % 90},${n % 211}.${10 + (n % 83)},${['web', 'shop', ''][n % 3]},K${n % 7}`
    })
    await writeFile(file, `order id,customer,date,product,amount,channel,category\n${rows.join('\n')}\n`)
  }
  const histories = await Promise.all([undefined, 300].map(async (linesAtATime) => {
    const history = join(folder, `${linesAtATime ?? 'once'}.duckdb`)
    for (const file of files) await imported(file, history, linesAtATime === undefined ? {} : {linesAtATime})
    return rowsOfHistory(history, 'SELECT * FROM orders ORDER BY ALL')
  }))
  expect(histories[0]!.length).toBe(3001)
  expect(histories[1]).toEqual(histories[0])
  // The first file alone, against its lines in plain SQL.
  const alone = join(folder, 'alone.duckdb')
  await imported(files[0]!, alone, {linesAtATime: 300})
  expect(await rowsOfHistory(alone, 'SELECT order_id, customer, day, second, amount, place, channel, category FROM orders ORDER BY order_id')).toEqual(
    await rowsOfHistory(alone, `SELECT order_id, customer, min(day), (list(second ORDER BY day, second))[1], (sum(amount) * 100)::BIGINT, min(place),
      (list(channel ORDER BY place) FILTER (channel IS NOT NULL))[1], (list(category ORDER BY amount DESC, category DESC))[1]
      FROM lines GROUP BY ALL ORDER BY order_id`))
})
