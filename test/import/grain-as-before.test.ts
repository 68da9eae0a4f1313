import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {openHistoryReader} from '../../src/store/history/reader.js'
import {undoImport} from '../../src/store/history/undo.js'
import type {ImportResult} from '../../src/tasks/import/transactions.js'
import {scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

/** Imports of files of these lines into one history. */
async function importsOf(header: string) {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  let n = 0
  return {
    history,
    add: async (rows: readonly string[], columns = header): Promise<ImportResult> => {
      n += 1
      await writeFile(join(folder, `${n}.csv`), `${columns}\n${rows.join('\n')}\n`)
      return importFiles([join(folder, `${n}.csv`)], {history})
    },
    sum: async (): Promise<number> => {
      const reader = await openHistoryReader(history)
      return reader.purchases().then(({amounts}) => amounts.reduce((sum, each) => sum + each, 0)).finally(() => reader.close())
    },
  }
}

const order = (id: number, totals: readonly string[]): readonly string[] => totals.map((total, i) => `${id},2024-01-${13 + id},c${id},${total},p${i}`)
const found = (result: ImportResult) => result.findings.find(({code}) => code === 'order-totals-as-before')
const HEADER = 'order id,date,customer id,total,item'

test('totals on every row: a file of one order follows an earlier one of the same columns, and says so', async () => {
  const {add, history} = await importsOf(HEADER)
  const one = order(7, ['30.00', '30.00'])
  expect(await add([1, 2, 3].flatMap((id) => order(id, ['30.00', '30.00'])))).toMatchObject({grain: 'order-total-repeated', revenue: {amount: '90.00'}})
  const small = await add(one)
  expect(small).toMatchObject({grain: 'order-total-repeated', revenue: {amount: '30.00'}})
  expect(found(small)).toMatchObject({rows: 1, values: ['total', 'order-total-repeated', '1']})
  // Its rows say otherwise; other columns; no earlier import.
  expect(await add(order(8, ['10.00', '20.00']))).toMatchObject({grain: 'line', revenue: {amount: '30.00'}})
  expect(await add(order(9, ['30.00', '30.00']).map((row) => `${row},x`), `${HEADER},colour`)).toMatchObject({grain: 'line', revenue: {amount: '60.00'}})
  await undoImport(history, 1, {dryRun: false})
  expect(await add(order(10, ['30.00', '30.00']))).toMatchObject({grain: 'line', revenue: {amount: '60.00'}})
})

test('totals on the first row: the rows below it are not refused', async () => {
  const {add} = await importsOf('order id,date,customer id,amount,item')
  await add([1, 2, 3].flatMap((id) => order(id, ['30.00', ''])))
  const small = await add(order(7, ['30.00', '', '']))
  expect(small).toMatchObject({grain: 'order-total-on-first-row', revenue: {amount: '30.00'}, rows: {imported: 3, rejected: 0}})
  expect(found(small)).toMatchObject({rows: 1})
})

test('lines: a column called total may hold those of lines, as an earlier file showed', async () => {
  const {add} = await importsOf('order id,date,customer id,order total,item')
  expect(await add([1, 2, 3].flatMap((id) => order(id, ['10.00', '20.00'])))).toMatchObject({grain: 'line', revenue: {amount: '90.00'}})
  const small = await add(order(7, ['30.00', '30.00']))
  expect(small).toMatchObject({grain: 'line', revenue: {amount: '60.00'}})
  expect(found(small)).toBeUndefined()
})

test('an order whose total changed between two exports counts once, although the later file shows no order of several rows', async () => {
  const {add, sum} = await importsOf(HEADER)
  await add([1, 2, 3, 4].flatMap((id) => order(id, ['30.00', '30.00'])))
  const small = await add(order(4, ['25.00']))
  expect(small.grain).toBe('order-total-repeated')
  expect(await sum()).toBe(3 * 3000 + 2500)
})
