import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {gzipSync} from 'node:zlib'
import {expect, test} from 'vitest'
import {prepareFile, type PreparedFile} from '../../src/files/reading/prepare-file.js'
import {sourceFiles} from '../../src/files/reading/source-list.js'
import type {UnpackOptions} from '../../src/files/reading/unpack.js'
import {parquetToCsv} from '../../src/store/parquet.js'
import {describeOnRealData, realData} from '../support/real-data.js'
import {scratch} from '../support/cli.js'
import {workbook} from '../support/workbook.js'

const CSV = 'customer,date,amount\n1,2024-01-31,3.50\n'

async function prepare(name: string, bytes: Buffer | string, options: Partial<UnpackOptions> = {}): Promise<PreparedFile & {readonly text: string}> {
  const folder = await scratch()
  const path = name === '-' ? '-' : join(folder, name)
  if (name !== '-') await writeFile(path, bytes)
  const prepared = await prepareFile(path, name, 0, {folder, ...options})
  return {...prepared, text: await readFile(prepared.readable, 'utf8')}
}

test('gzip is unpacked; the fingerprint is of the file as given', async () => {
  const bytes = gzipSync(CSV)
  const prepared = await prepare('orders.csv.gz', bytes)
  expect(prepared).toMatchObject({text: CSV, bytes: bytes.length, columns: ['customer', 'date', 'amount']})
  expect(prepared.sha256).not.toBe((await prepare('orders.csv', CSV)).sha256)
  await expect(prepare('orders.csv.gz', bytes.subarray(0, -12))).rejects.toMatchObject({code: 'file-damaged'})
})

test('standard input is read like a file', async () => {
  expect((await prepare('-', '', {stdin: Readable.from([Buffer.from(CSV)])})).text).toBe(CSV)
  expect((await prepare('-', '', {stdin: Readable.from([gzipSync(CSV)])})).text).toBe(CSV)
  await expect(prepare('-', '')).rejects.toMatchObject({code: 'file-missing'})
})

const BOOK = workbook({
  Orders: [['My shop', null, null], ['customer', 'date', 'amount'], ['Ann, "A"', {serial: 45_322}, 3.5], ['Bob\nB', {serial: 45_322.5}, -1200]],
  Other: [['a', 'b'], ['x', 1]],
})

test('a workbook is read as it shows, row for line', async () => {
  // Source: Excel's serial 45322 is 31 January 2024 (ECMA-376 part 1, 18.17.4.1, the 1900 date base).
  expect(await prepare('orders.xlsx', BOOK)).toMatchObject({
    text: 'My shop,,\ncustomer,date,amount\n"Ann, ""A""",2024-01-31,3.5\nBob B,2024-01-31 12:00:00,-1200\n', skipLines: 2, columns: ['customer', 'date', 'amount'],
  })
  expect((await prepare('orders.xlsx', BOOK, {sheet: 'Other'})).columns).toEqual(['a', 'b'])
  expect((await prepare('orders.xlsx', BOOK, {sheet: '2'})).columns).toEqual(['a', 'b'])
  await expect(prepare('orders.xlsx', BOOK, {sheet: 'None'})).rejects.toMatchObject({code: 'sheet-unknown', hint: expect.stringContaining('Orders, Other') as string})
  await expect(prepare('orders.xlsx', BOOK.subarray(0, 400))).rejects.toMatchObject({code: 'file-damaged'})
})

test('a cover sheet is no table: the other sheets are named, the fullest first', async () => {
  const cover = workbook({'Read me': [['Sales of 2024'], ['Made by the till']], Notes: [['a', 'b']], 'Sales 2024': [['customer', 'date', 'amount'], ['A', {serial: 45_322}, 3.5]]})
  await expect(prepare('book.xlsx', cover)).rejects.toMatchObject({code: 'columns-unclear', exitCode: 3, message: 'Sheet "Read me" of book.xlsx holds no table.',
    hint: "Name the sheet with the orders: --sheet 'Sales 2024'. Its other sheets: Sales 2024, Notes."})
})

test('a workbook named .csv is refused, unless its sheet is named', async () => {
  await expect(prepare('orders.csv', BOOK)).rejects.toMatchObject({code: 'file-type', message: 'orders.csv is an Excel workbook, whatever its name.'})
  expect((await prepare('orders.csv', BOOK, {sheet: 'Orders'})).columns).toEqual(['customer', 'date', 'amount'])
})

test('Parquet goes through the database where one is at hand', async () => {
  await expect(prepare('orders.parquet', 'PAR1....PAR1')).rejects.toMatchObject({code: 'file-type'})
  expect((await prepare('orders.parquet', 'PAR1....PAR1', {parquetToCsv: (_, to) => writeFile(to, CSV)})).text).toBe(CSV)
  await expect(prepare('orders.parquet', 'PAR1....PAR1', {parquetToCsv})).rejects.toMatchObject({code: 'file-damaged', exitCode: 3,
    message: 'orders.parquet is damaged: it cannot be read as a Parquet file to its end.'})
})

test('a folder and a pattern stand for the exports in them', async () => {
  const folder = await scratch()
  await mkdir(join(folder, 'deeper'))
  for (const name of ['b.csv', 'a.csv', 'c.xlsx', 'notes.md', 'a.csv.rejects.csv', '.hidden.csv', 'orders-1.txt', 'deeper/d.csv']) await writeFile(join(folder, name), CSV)
  const within = async (...named: readonly string[]): Promise<readonly string[]> =>
    (await sourceFiles(named.map((name) => join(folder, name)))).map((file) => file.slice(folder.length + 1))
  expect(await within('')).toEqual(['a.csv', 'b.csv', 'c.xlsx', 'orders-1.txt'])
  expect(await within('*.csv')).toEqual(['a.csv', 'b.csv'])
  expect(await within('*/*.csv', 'orders-?.{txt,csv}')).toEqual(['deeper/d.csv', 'orders-1.txt'])
  expect(await within('plain.csv')).toEqual(['plain.csv'])
  await expect(within('*.parquet')).rejects.toMatchObject({code: 'file-missing'})
  await expect(within('deeper/*.xlsx')).rejects.toMatchObject({code: 'file-missing'})
  expect(await sourceFiles(['-'])).toEqual(['-'])
})

describeOnRealData('a real workbook', () => {
  test('superstore, 10,000 rows', async () => {
    const folder = await scratch()
    const prepared = await prepareFile(realData('superstore', 'variant_is_really_xlsx.csv'), 'superstore.csv', 0, {folder, sheet: '1'})
    expect(prepared.columns).toContain('Order ID')
    expect((await readFile(prepared.readable, 'utf8')).split('\n').length).toBeGreaterThan(9994)
  })
})
