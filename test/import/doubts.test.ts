import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {Finding} from '../../src/tasks/import/plan.js'
import {openHistoryReader} from '../../src/store/history/reader.js'
import {scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

const day = (n: number): string => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10)

async function findings(text: string, options: Parameters<typeof importFiles>[1] = {}): Promise<readonly Finding[]> {
  const file = join(await scratch(), 'a.csv')
  await writeFile(file, text)
  return (await importFiles([file], options)).findings
}

const codes = (list: readonly Finding[]): string[] => list.map(({code}) => code)
const plainRows = Array.from({length: 200}, (_, i) => `${1000 + i},c${i % 40},${day(i)},${5 + (i % 7)}.50,p${i}`)
const table = (rows: readonly string[]): string => `order id,customer id,date,amount,product\n${rows.join('\n')}\n`

test('an ordinary file raises no doubt', async () => {
  expect(await findings(table(plainRows))).toEqual([])
})

test('dates after the day of the import, and dates far from all others', async () => {
  const rows = [...plainRows, `1300,c1,2031-05-06,5.00,x`, '1301,c2,2012-03-04,5.00,x']
  const found = await findings(table(rows), {importedAt: '2026-01-01T00:00:00Z'})
  expect(found.find(({code}) => code === 'dates-future')).toMatchObject({rows: 1, message: expect.stringContaining('2031-05-06') as string})
  expect(found.find(({code}) => code === 'dates-far')).toMatchObject({rows: 1})
})

test('dates before the beginning and after the end of the file itself, by its own pauses', async () => {
  const far = async (rows: readonly string[]) => (await findings(table(rows), {importedAt: '2026-01-01T00:00:00Z'})).filter(({code}) => code === 'dates-far')
  expect(await far([...plainRows, `1300,c1,${day(280)},5.00,x`, `1301,c2,${day(-120)},5.00,x`])).toMatchObject([
    {rows: 1, at: [203], values: ['before', day(0), '120']}, {rows: 1, at: [202], values: ['after', day(199), '81']}])
  // A shop that closes for weeks may open again; one whose last sales come after two weeks, too.
  const season = plainRows.map((row, i) => (i < 100 ? row : row.replace(day(i), day(i + 60))))
  expect(await far([...season, `1300,c1,${day(350)},5.00,x`])).toEqual([])
  expect(await far([...plainRows, `1300,c1,${day(214)},5.00,x`])).toEqual([])
  // Many orders are no slips.
  expect(await far([...plainRows, ...Array.from({length: 4}, (_, i) => `${1300 + i},c1,${day(290 + i)},5.00,x`)])).toEqual([])
})

test('order numbers that rise with the dates, but for a few', async () => {
  const rows = plainRows.map((row, i) => (i === 100 || i === 150 ? row.replace(day(i), day(i - 60)) : row))
  expect((await findings(table(rows))).find(({code}) => code === 'orders-not-rising')).toMatchObject({rows: 2, at: [102, 152], values: ['1100', day(40)]})
  // A date too late makes the next one fall back: it is the late one that is named.
  const late = plainRows.map((row, i) => (i === 100 ? row.replace(day(i), day(i + 70)) : row))
  expect((await findings(table(late))).find(({code}) => code === 'orders-not-rising')).toMatchObject({rows: 1, at: [102], values: ['1100', day(170)]})
})

test('one customer with an absurd share, exact copies of rows, numbers used again', async () => {
  expect(codes(await findings(table(plainRows.map((row, i) => (i % 3 === 0 ? row.replace(/,c\d+,/, ',COUNTER-7,') : row)))))).toEqual(['customer-dominant'])
  expect(await findings(table([...plainRows, plainRows[7]!, plainRows[7]!]))).toMatchObject([{code: 'rows-repeated', rows: 2}])
  expect(codes(await findings(table([...plainRows, `1000,c0,${day(150)},1.00,x`, `1001,c9,${day(1)},1.00,x`])))).toEqual(['orders-long', 'orders-shared'])
})

test('another currency is refused row by row, and never added up with the history’s', async () => {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  await writeFile(join(folder, 'mixed.csv'), 'customer,date,amount,currency\na,2024-01-13,1.00,EUR\nb,2024-01-14,2.00,USD\n')
  const result = await importFiles([join(folder, 'mixed.csv')], {history, skipInvalid: true})
  expect(result).toMatchObject({rows: {rejected: 1}, revenue: {amount: '1.00', currency: 'EUR'}, refused: [{line: 3, columnName: 'currency', value: 'USD', reason: 'currency-other'}]})
  await writeFile(join(folder, 'dollars.csv'), 'customer,date,amount,currency\na,2024-01-13,1.00,USD\n')
  await expect(importFiles([join(folder, 'dollars.csv')], {history, currency: 'USD'})).rejects.toMatchObject({code: 'currency-mixed'})
})

test('without order numbers an overlap of imports is only suspected', async () => {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  await writeFile(join(folder, 'a.csv'), 'customer,date,amount\na,2024-01-13,1.00\nb,2024-01-14,2.00\n')
  await writeFile(join(folder, 'b.csv'), 'customer,date,amount\nb,2024-01-14,2.00\nc,2024-01-15,3.00\n')
  await importFiles([join(folder, 'a.csv')], {history})
  const result = await importFiles([join(folder, 'b.csv')], {history, accept: ['overlap-possible']})
  expect(result).toMatchObject({orders: 2, findings: [{code: 'overlap-possible', rows: 1}]})
  const reader = await openHistoryReader(history)
  expect(await reader.findings()).toEqual([])
  await reader.close()
})

test('two files of one import that overlap count twice without order numbers, and that is said', async () => {
  const folder = await scratch()
  const files = [join(folder, 'january.csv'), join(folder, 'february.csv')]
  const head = 'customer id,date,amount\n'
  await writeFile(files[0]!, `${head}a,2024-01-13,5.00\na,2024-02-01,5.00\na,2024-02-01,5.00\nb,2024-02-15,7.00\n`)
  await writeFile(files[1]!, `${head}a,2024-02-01,5.00\nb,2024-02-15,7.00\nb,2024-03-15,9.00\n`)
  const result = await importFiles(files)
  expect(result).toMatchObject({orders: 7, revenue: {amount: '43.00'}})
  expect(result.findings).toMatchObject([{code: 'overlap-files', rows: 2, at: [2, 3], atFile: files[1], values: ['2024-02-01', '2024-02-15', '1']}])
  await writeFile(files[1]!, `${head}a,2024-03-01,5.00\nb,2024-03-15,7.00\n`)
  expect((await importFiles(files)).findings).toEqual([])
})
