import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {parseJoin} from '../../src/files/plan/join-plan.js'
import {sumText} from '../../src/files/reading/join-tables.js'
import type {ImportResult} from '../../src/tasks/import/transactions.js'
import {describeOnRealData, realData} from '../support/real-data.js'
import {cli, cliJson, scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

/** Imports the first table with the others joined. */
async function joined(tables: Readonly<Record<string, string>>, joins: readonly string[], options: Parameters<typeof importFiles>[1] = {}): Promise<ImportResult> {
  const folder = await scratch()
  for (const [name, text] of Object.entries(tables)) await writeFile(join(folder, name), text)
  return importFiles([join(folder, Object.keys(tables)[0]!)], {...options, join: joins.map((each) => join(folder, each))})
}

const ORDERS = 'order_id,customer_id,order_purchase_timestamp,order_status\n1,a,2024-03-13 10:00:00,delivered\n2,b,2024-03-14 10:00:00,delivered\n3,a,2024-03-15 10:00:00,canceled\n'
const ITEMS = 'order_id;item;product_id;quantity;unit price\n1;1;p;1;"1.200,50"\n1;2;q;2;"10,25"\n2;1;p;1;"1.200,50"\n3;1;p;1;"1.200,50"\n'
const PAYMENTS = 'order_id,payment_type,payment_value\n1,card,1000.00\n1,voucher,221.00\n2,card,1200.50\n3,card,1200.50\n'
const CUSTOMERS = 'id,customer_unique_id\na,ann\nb,ann\n'
const PRODUCTS = 'product_id,category\np,tools\nq,toys\n'

test('orders and their lines, each with its own dialect', async () => {
  expect(await joined({'orders.csv': ORDERS, 'items.csv': ITEMS, 'products.csv': PRODUCTS}, ['items.csv', 'products.csv'])).toMatchObject(
    {orders: 2, customers: 2, revenue: {amount: '2421.50'}, rows: {read: 4, imported: 3, excluded: 1, rejected: 0}})
})

test('orders, lines and payments: what was paid counts once', async () => {
  expect(await joined({'orders.csv': ORDERS, 'items.csv': ITEMS, 'payments.csv': PAYMENTS}, ['items.csv', 'payments.csv'])).toMatchObject(
    {grain: 'order-total-on-first-row', orders: 2, revenue: {amount: '2421.50'}})
  expect(await joined({'orders.csv': ORDERS, 'payments.csv': PAYMENTS}, ['payments.csv'])).toMatchObject({grain: 'line', orders: 2, revenue: {amount: '2421.50'}})
})

test('customers of another table: their id is found by the name of the file, and --map may name its columns', async () => {
  const result = await joined({'orders.csv': ORDERS, 'customers.csv': CUSTOMERS, 'payments.csv': PAYMENTS}, ['payments.csv', 'customers.csv'], {map: 'customer=customer_unique_id'})
  expect(result).toMatchObject({orders: 2, customers: 1})
})

test('an order total repeated on its lines counts once', async () => {
  const invoices = 'InvoiceId,CustomerId,InvoiceDate,Total\n1,7,2024-03-13,30.00\n'
  expect(await joined({'invoices.csv': invoices, 'lines.csv': 'InvoiceId,Item\n1,a\n1,b\n'}, ['lines.csv'])).toMatchObject(
    {grain: 'order-total-repeated', orders: 1, revenue: {amount: '30.00'}})
})

test('what cannot be joined says why', async () => {
  await expect(joined({'orders.csv': ORDERS, 'x.csv': 'alpha,beta\n1,2\n'}, ['x.csv'])).rejects.toMatchObject({code: 'join-key-unclear', hint: expect.stringContaining('alpha (1)') as string})
  await expect(joined({'orders.csv': ORDERS, 'items.csv': 'order_id,total\n77,3\n78,4\n'}, ['items.csv'])).rejects.toMatchObject({code: 'join-fails'})
  await expect(joined({'orders.csv': ORDERS}, ['none.csv'])).rejects.toMatchObject({code: 'file-missing'})
  await expect(joined({'orders.csv': ORDERS, 'items.csv': ITEMS}, ['items.csv:colour'])).rejects.toMatchObject({code: 'column-unknown'})
})

test('rows without a partner are counted and said', async () => {
  const items = 'order_id,total\n1,5.00\n1,6.00\n9,7.00\n'
  const result = await joined({'orders.csv': ORDERS, 'items.csv': items}, ['items.csv'], {skipInvalid: true})
  expect(result.findings).toEqual(expect.arrayContaining([expect.objectContaining({code: 'join-unmatched', rows: 1}), expect.objectContaining({code: 'join-unused', rows: 2})]))
})

test('--join names files, files with a column, and files with two', () => {
  expect(parseJoin('items.csv')).toEqual({file: 'items.csv', mainColumn: undefined, column: undefined})
  expect(parseJoin('sub/items.csv:order no')).toEqual({file: 'sub/items.csv', mainColumn: 'order no', column: 'order no'})
  expect(parseJoin('items.csv:id=order_id')).toEqual({file: 'items.csv', mainColumn: 'id', column: 'order_id'})
  expect(parseJoin('C:\\data\\items.csv')).toEqual({file: 'C:\\data\\items.csv', mainColumn: undefined, column: undefined})
})

test('property: sums of decimal texts are exact', () => {
  fc.assert(fc.property(fc.array(fc.integer({min: -1e9, max: 1e9}), {minLength: 1}), (cents) => {
    const texts = cents.map((each) => `${each < 0 ? '-' : ''}${String(Math.abs(each)).padStart(3, '0').replace(/(\d\d)$/, '.$1')}`)
    const total = cents.reduce((sum, each) => sum + each, 0)
    expect(Math.round(Number(texts.reduce(sumText)) * 100)).toBe(total === 0 ? 0 : total)
  }))
})

describeOnRealData('invoices and their lines', () => {
  test('chinook: the sum of lines is the invoice', async () => {
    const invoices = realData('chinook', 'Invoice.csv')
    const lines = realData('chinook', 'InvoiceLine.csv')
    // Source: expected/figures.json: 59 customers, 412 orders, 2,328.60.
    const expected = {customers: 59, orders: 412, revenue: {amount: '2328.60'}}
    expect(await importFiles([invoices], {join: [lines]})).toMatchObject(expected)
    expect(await importFiles([invoices], {join: [lines], map: 'quantity=Quantity,price=UnitPrice'})).toMatchObject(expected)
    expect(await importFiles([lines], {join: [invoices]})).toMatchObject(expected)
  })
})

test('the list of imports names all tables of a join, the first one first', async () => {
  const cwd = await scratch()
  await cli(['init', '.'], {cwd})
  await writeFile(join(cwd, 'orders.csv'), 'order_id,customer_id,date\n1,A,2024-01-05\n2,B,2024-01-06\n')
  await writeFile(join(cwd, 'items.csv'), 'order_id,total\n1,5.00\n1,6.00\n2,7.00\n')
  await cliJson(['import', 'transactions', 'orders.csv', '--join', 'items.csv'], {cwd})
  expect((await cli(['import', 'list'], {cwd})).stdout).toContain('orders.csv + items.csv')
})
