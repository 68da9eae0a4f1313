import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {describeImport, findings} from '../../src/reports/describe/import.js'
import {openHistoryReader} from '../../src/store/history/reader.js'
import {undoImport} from '../../src/store/history/undo.js'
import type {RepeatedFinding} from '../../src/tasks/history-port.js'
import type {Finding} from '../../src/tasks/import/plan.js'
import type {ImportResult} from '../../src/tasks/import/transactions.js'
import {scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

const day = (n: number): string => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10)
const rows = Array.from({length: 200}, (_, i) => `${1000 + i},c${i % 40},${day(i)},${5 + (i % 7)}.50,p${i}`)
const HEADER = 'order id,customer id,date,amount,product'

async function repeated(history: string): Promise<readonly RepeatedFinding[]> {
  const reader = await openHistoryReader(history)
  try {
    return await reader.findings()
  } finally {
    await reader.close()
  }
}

async function imported(lines: readonly string[], options: Parameters<typeof importFiles>[1] = {}): Promise<ImportResult> {
  const file = join(await scratch(), 'a.csv')
  await writeFile(file, `${lines.join('\n')}\n`)
  return importFiles([file], options)
}

const of = (result: ImportResult, code: string): Finding | undefined => result.findings.find((finding) => finding.code === code)

test('each finding about rows says on which lines of the file the first of them stand', async () => {
  // Row i stands on line i + 2: the header is line 1.
  const changed = rows.map((row, i) => (i === 100 || i === 150 ? row.replace(day(i), day(i - 60)) : i % 20 === 3 ?
    row.replace(/,c\d+,/, ',,') : row))
  const result = await imported([HEADER, ...changed, rows[7]!, rows[7]!, '1300,c1,2031-05-06,5.00,x'], {importedAt: '2026-01-01T00:00:00Z'})
  expect(of(result, 'customer-missing')).toMatchObject({rows: 10, at: [5, 25, 45, 65, 85]})
  expect(of(result, 'orders-not-rising')).toMatchObject({rows: 2, at: [102, 152]})
  expect(of(result, 'rows-repeated')).toMatchObject({rows: 2, at: [203]})
  expect(of(result, 'dates-future')).toMatchObject({rows: 1, at: [204]})
  expect(of(result, 'dates-far')).toMatchObject({rows: 1, at: [204]})
  expect(describeImport(result, 'en').replaceAll(/\s+/g, ' ')).toMatch(/customer-missing: .* \(rows 5, 25, 45, 65, 85 …\).*dates-future: .* \(row 204\)/)
  expect(describeImport(result, 'fr').replaceAll(/\s+/g, ' ')).toContain('(lignes 5, 25, 45, 65, 85 …)')
  expect(JSON.stringify(result)).not.toContain('places')
})

test('lines are those of the file as it stands: a preamble, newlines in quotes, empty lines and bad lines counted', async () => {
  const text = ['Shop export', '', 'customer,date,amount,note', 'a,2024-01-02,1.00,"two', 'lines"', '', 'b,2024-01-03,2.00,x,too,long', ',2024-01-04,3.00,y']
  expect(of(await imported(text, {skipInvalid: true}), 'customer-missing')).toMatchObject({rows: 1, at: [8]})
})

test('of several files, the one that the lines belong to is named', async () => {
  const folder = await scratch()
  await writeFile(join(folder, 'a.csv'), 'customer,date,amount\na,2024-01-02,1.00\n')
  await writeFile(join(folder, 'b.csv'), 'customer,date,amount\na,2024-01-03,1.00\n,2024-01-04,1.234\n')
  const result = await importFiles([join(folder, 'a.csv'), join(folder, 'b.csv')])
  expect(result.findings).toMatchObject([
    {code: 'customer-missing', at: [3], atFile: join(folder, 'b.csv')}, {code: 'amounts-finer', at: [3], atFile: join(folder, 'b.csv')},
  ])
  expect(describeImport(result, 'en')).toContain('b.csv')
})

test('rows of a joined table have no lines of their own, and none are claimed', async () => {
  const folder = await scratch()
  await writeFile(join(folder, 'orders.csv'), 'order_id,customer_id,order_date\n1,a,2024-01-02\n2,,2024-01-03\n')
  await writeFile(join(folder, 'payments.csv'), 'order_id,payment_value\n1,5.00\n2,6.00\n')
  const result = await importFiles([join(folder, 'orders.csv')], {join: [join(folder, 'payments.csv')]})
  expect(of(result, 'customer-missing')).toMatchObject({rows: 1})
  expect(of(result, 'customer-missing')).not.toHaveProperty('at')
})

test('a row that stands in another file of the history too', async () => {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  await writeFile(join(folder, 'a.csv'), [HEADER, ...rows.slice(0, 50)].join('\n'))
  await writeFile(join(folder, 'b.csv'), [HEADER, ...rows.slice(47, 90)].join('\n'))
  await importFiles([join(folder, 'a.csv')], {history})
  expect(of(await importFiles([join(folder, 'b.csv')], {history}), 'rows-duplicate')).toMatchObject({rows: 3, at: [2, 3, 4]})
})

test('the history repeats a finding with its places, and says of which file they are once there are several', async () => {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  const [january, february] = [join(folder, 'january.csv'), join(folder, 'february.csv')]
  await writeFile(january, 'customer,date,amount\na,2024-01-02,1.00\n,2024-01-03,1.00\n,2024-01-04,1.234\n')
  await writeFile(february, 'customer,date,amount\n,2024-02-04,1.00\nb,2024-02-05,2.00\n')
  const first = await importFiles([january], {history})
  expect(first.findings).toMatchObject([{code: 'customer-missing', at: [3, 4]}, {code: 'amounts-finer', at: [4], values: ['2', '1.234']}])
  const alone = await repeated(history)
  expect(alone).toEqual([...first.findings].sort((a, b) => (a.code < b.code ? -1 : 1)))
  await importFiles([february], {history})
  const both = await repeated(history)
  expect(both).toMatchObject([
    {code: 'amounts-finer', rows: 1, at: [4], atFile: january},
    {code: 'customer-missing', rows: 3, message: expect.stringContaining('2 rows name no customer'), at: [3, 4], atFile: january,
      imports: [{batch: 1, rows: 2}, {batch: 2, rows: 1}]},
  ])
  expect(findings(both, 'en').replaceAll(/\s+/g, ' ')).toContain(`(rows 3, 4 of ${january}; 3 in all in imports 1 and 2)`)
  expect(findings(both, 'fr').replaceAll(/\s+/g, ' ')).toContain('3 en tout dans les imports 1 et 2)')
  await undoImport(history, 2, {dryRun: false})
  expect(await repeated(history)).toEqual(alone)
})

test('what one import says of another is not repeated once the other is gone', async () => {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  const header = 'customer,date,amount\n'
  await writeFile(join(folder, 'a.csv'), `${header}a,2024-01-13,1.00\nb,2024-01-14,2.00\n`)
  await writeFile(join(folder, 'b.csv'), `${header}b,2024-01-14,2.00\nc,2024-01-15,3.00\n`)
  await writeFile(join(folder, 'c.csv'), `${header}b,2024-01-14,2.00\nc,2024-01-15,3.00\nd,2024-01-16,4.00\n`)
  for (const name of ['a', 'b', 'c']) await importFiles([join(folder, `${name}.csv`)], {history})
  expect(await repeated(history)).toMatchObject([{code: 'overlap-possible', rows: 3, imports: [{batch: 2, rows: 1}, {batch: 3, rows: 2}]}])
  expect(JSON.stringify(await repeated(history))).not.toContain('about')
  await undoImport(history, 1, {dryRun: false})
  expect(await repeated(history)).toMatchObject([{code: 'overlap-possible', rows: 2}])
  await undoImport(history, 2, {dryRun: false})
  expect(await repeated(history)).toEqual([])
})

test('of several files named, the one that is new is said to be the one', async () => {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  const files = [join(folder, 'a.csv'), join(folder, 'b.csv')] as const
  await writeFile(files[0], 'customer,date,amount\na,2024-01-02,1.00\n')
  await writeFile(files[1], 'customer,date,amount\n,2024-01-03,1.00\n')
  await importFiles([files[0]], {history})
  expect(of(await importFiles(files, {history}), 'customer-missing')).toMatchObject({at: [2], atFile: files[1]})
})

test('what the shapes of whole columns say is said with the first rows that are so', async () => {
  const file = join(await scratch(), 'shapes.csv')
  await writeFile(file, 'customer id;date;amount\nc1;2024-01-13;€5.50\nc2;14/01/2024;$6.50\nc3;2024-01-15;€7.50\n')
  const {findings} = await importFiles([file])
  expect(findings.find(({code}) => code === 'dates-mixed-formats')).toMatchObject({rows: 1, at: [3]})
  expect(findings.find(({code}) => code === 'currency-signs-mixed')).toMatchObject({rows: 1, at: [3]})
  await writeFile(file, 'customer id;date;amount\nc1;2024-01-13;5\nc2;2024-01-14;52,620\n')
  const assumed = (await importFiles([file])).findings[0]
  expect(assumed).toMatchObject({code: 'number-style-assumed', at: [3]})
  expect(assumed).not.toHaveProperty('places')
})
