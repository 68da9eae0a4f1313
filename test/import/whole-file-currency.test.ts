import {existsSync} from 'node:fs'
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

async function file(name: string, rows: readonly string[]): Promise<string> {
  const path = join(await scratch(), name)
  await writeFile(path, `order id,customer,date,amount,currency,status\n${rows.join('\n')}\n`)
  return path
}

test('a whole file in another currency is one error with what to do, and nothing is imported', async () => {
  const history = join(await scratch(), 'history.duckdb')
  const path = await file('dollars.csv', ['1,a,2024-01-13,1.00,usd,paid', '2,b,2024-01-14,2.00,USD,paid', '3,b,2024-01-15,2.00,EUR,cancelled'])
  const failing = importFiles([path], {history, skipInvalid: true})
  await expect(failing).rejects.toMatchObject({
    kind: 'input', code: 'currency-other', message: expect.stringContaining('the first is in USD') as string,
    hint: expect.stringContaining('--currency USD') as string, details: {rows: 2, currency: 'USD', column: 'currency'},
  })
  expect(existsSync(history)).toBe(false)
  expect(await importFiles([path], {history, currency: 'USD'})).toMatchObject({batch: 1, orders: 2, rows: {rejected: 0}})
})

test('of several files, the foreign one is named; a dry run says the same', async () => {
  const [euros, pounds] = [await file('euros.csv', ['1,a,2024-01-13,1.00,EUR,paid']), await file('pounds.csv', ['2,a,2024-01-13,1.00,GBP,paid'])]
  await expect(importFiles([euros, pounds])).rejects.toMatchObject({code: 'currency-other', where: {file: pounds}})
})

test('rows with other faults, or a single row in the right currency, are refused row by row', async () => {
  const broken = await file('broken.csv', ['1,a,2024-01-13,1.00,USD,paid', '2,b,2024-01-14,much,EUR,paid'])
  expect(await importFiles([broken])).toMatchObject({batch: null, rows: {rejected: 2}})
  const mixed = await file('mixed.csv', ['1,a,2024-01-13,1.00,USD,paid', '2,b,2024-01-14,3.00,EUR,paid'])
  expect(await importFiles([mixed], {skipInvalid: true})).toMatchObject({orders: 1, rows: {rejected: 1}})
})
