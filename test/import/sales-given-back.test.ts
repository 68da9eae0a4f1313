import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {openHistoryReader} from '../../src/store/history/reader.js'
import type {ImportResult} from '../../src/tasks/import/transactions.js'
import {scratch} from '../support/cli.js'
import {importFiles, importRows} from '../support/import-files.js'

const found = (result: ImportResult, code: string) => result.findings.find((each) => each.code === code)
const HEADER = 'order id,date,customer id,amount,status'
const PAID = ['90,2024-01-01,z,100.00,paid', '91,2024-01-02,z,100.00,paid']
/** Some orders of somebody else stand beside, as in any file. */
const sums = async (header: string, rows: readonly string[]): Promise<readonly [orders: number, revenue: string, refunds: string, left: number]> => {
  const {orders, revenue, refunds, rows: {excluded, rejected}} = await importRows(header, rows)
  expect(rejected).toBe(0)
  return [orders, revenue.amount, refunds.amount, excluded]
}

test('a row below zero that is called refunded is money given back; a sale that is called so is none, and its refund is not counted beside it', async () => {
  const cases: readonly (readonly [rows: readonly string[], orders: number, revenue: string, refunds: string, left: number])[] = [
    // The sale is paid, the refund stands beside it with a number of its own.
    [['1,2024-01-13,a,10.00,paid', 'R1,2024-01-20,a,-10.00,refunded'], 3, '210.00', '-10.00', 0],
    [['1,2024-01-13,a,10.00,payé', 'R1,2024-01-20,a,-4.00,Remboursé'], 3, '210.00', '-4.00', 0],
    // … or with the sale's own number: the order is what is left of it.
    [['1,2024-01-13,a,10.00,paid', '1,2024-01-20,a,-4.00,refunded'], 3, '206.00', '0.00', 0],
    // The sale was given back, and nothing else is said of it.
    [['1,2024-01-13,a,10.00,refunded', '2,2024-01-14,a,5.00,paid'], 3, '205.00', '0.00', 1],
    // Both are called refunded, or only the sale is: out together, by the number of the order …
    [['1,2024-01-13,a,10.00,refunded', '1,2024-01-20,a,-10.00,refunded'], 2, '200.00', '0.00', 2],
    [['1,2024-01-13,a,10.00,refunded', '1,2024-01-20,a,-10.00,paid'], 2, '200.00', '0.00', 2],
    // … with its discounts …
    [['1,2024-01-13,a,10.00,refunded', '1,2024-01-13,a,-2.00,refunded'], 2, '200.00', '0.00', 2],
    [['1,2024-01-13,a,10.00,refunded', '1,2024-01-13,a,-2.00,paid'], 2, '200.00', '0.00', 2],
    // … or by customer and amount; one refund for each sale.
    [['1,2024-01-13,a,10.00,refunded', 'R1,2024-01-20,a,-10.00,refunded'], 2, '200.00', '0.00', 2],
    [['1,2024-01-13,a,10.00,refunded', 'R1,2024-01-20,a,-10.00,refunded', 'R2,2024-01-21,a,-10.00,refunded'], 2, '200.00', '-10.00', 2],
    [['1,2024-01-13,a,10.00,refunded', 'R1,2024-01-12,a,-10.00,refunded', 'R2,2024-01-21,b,-10.00,refunded'], 2, '200.00', '-20.00', 1],
    // One line of an order was given back.
    [['1,2024-01-13,a,10.00,refunded', '1,2024-01-13,a,5.00,paid', '1,2024-01-20,a,-10.00,refunded'], 3, '205.00', '0.00', 2],
    [['1,2024-01-13,a,10.00,refunded', '1,2024-01-13,a,5.00,paid', '1,2024-01-20,a,-10.00,paid'], 3, '205.00', '0.00', 2],
    [['1,2024-01-13,a,10.00,refunded', '1,2024-01-13,a,5.00,paid', '1,2024-01-13,a,-2.00,paid'], 3, '203.00', '0.00', 1],
    // Cancelled is not given back: neither row was money.
    [['1,2024-01-13,a,10.00,cancelled', '1,2024-01-20,a,-10.00,cancelled'], 2, '200.00', '0.00', 2],
    // By words that are in no list.
    [['1,2024-01-13,a,10.00,paid', 'R1,2024-01-20,a,-10.00,order_refunded'], 3, '210.00', '-10.00', 0],
  ]
  for (const [rows, ...expected] of cases) expect(await sums(HEADER, [...PAID, ...rows]), rows.join(' / ')).toEqual(expected)
})

test('it is said which refunds count and which do not', async () => {
  const result = await importRows(HEADER, [...PAID, '1,2024-01-13,a,10.00,paid', 'R1,2024-01-20,a,-10.00,refunded', '2,2024-02-13,a,7.00,refunded',
    '2,2024-02-20,a,-7.00,refunded'])
  expect(found(result, 'status-refunds')).toMatchObject({rows: 1, at: [5], values: ['refunded']})
  expect(found(result, 'refunds-left-out')).toMatchObject({rows: 1, at: [7], values: ['2']})
  expect(found(result, 'status-excluded')).toMatchObject({rows: 1, at: [6]})
})

test('without order numbers, too', async () => {
  expect(await sums('date,customer id,amount,status', ['2024-01-01,z,100.00,paid', '2024-01-13,a,10.00,paid', '2024-01-20,a,-10.00,refunded',
    '2024-01-21,b,7.00,refunded', '2024-01-22,b,-7.00,refunded'])).toEqual([2, '110.00', '-10.00', 2])
})

test('a refund that names its sale follows it; what a sale given back in part lost is told where rows say it', async () => {
  const header = 'order id,original order id,date,customer id,amount,status'
  expect(await sums(header, ['1,,2024-01-13,a,10.00,refunded', '2,1,2024-01-20,,-6.00,refunded', '3,,2024-01-13,b,10.00,paid', '4,3,2024-01-20,b,-6.00,refunded']))
    .toEqual([1, '10.00', '-6.00', 2])
  const parts = await importRows(HEADER, ['1,2024-01-13,a,10.00,partially refunded', '1,2024-01-20,a,-4.00,partially refunded', '2,2024-01-13,b,9.00,partially refunded'])
  expect(parts).toMatchObject({orders: 2, revenue: {amount: '15.00'}})
  expect(found(parts, 'status-partly-refunded')).toMatchObject({rows: 1, at: [4]})
})

test('with a column of refunded amounts, the amounts count and not the words, above and below zero', async () => {
  expect(await sums(`${HEADER},refunded amount`, ['1,2024-01-13,a,10.00,refunded,10.00', '2,2024-01-13,b,8.00,partially refunded,3.00', '3,2024-01-14,b,-2.00,refunded,']))
    .toEqual([2, '18.00', '-15.00', 0])
})

test('presets: where a source calls orders refunded, a row below zero is a refund all the same', async () => {
  const woo = 'order_id,order_number,order_date,paid_date,cart_discount,order_discount,order_total,order_currency,customer_ip_address,customer_user_agent,'
    + 'customer_user,customer_email,status'
  const row = (id: number, total: string, status: string): string => `${id},${id},${12 + id}/01/2024 10:00:00,,,,${total},EUR,,,,a@x.org,${status}`
  const result = await importRows(woo, [row(1, '10.00', 'completed'), row(2, '-10.00', 'refunded'), row(3, '5.00', 'refunded')])
  expect(result).toMatchObject({preset: 'WooCommerce import export suite', orders: 1, revenue: {amount: '10.00'}, refunds: {amount: '-10.00'}, rows: {excluded: 1}})
})

test('PayPal: the refund of a payment of a type that is no sale is left out with it', async () => {
  const header = 'Date,Time,Time zone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID,Reference Txn ID'
  const rows = ['13/01/2024,10:00:00,CET,A,Website Payment,Completed,EUR,30.00,0,30.00,ann@x.org,shop@me.org,T1,',
    '13/01/2024,11:00:00,CET,B,Mass Pay Payment,Completed,EUR,50.00,0,50.00,bob@x.org,shop@me.org,T2,',
    '14/01/2024,10:00:00,CET,A,Payment Refund,Completed,EUR,-12.00,0,-12.00,shop@me.org,ann@x.org,T3,T1',
    '15/01/2024,10:00:00,CET,B,Payment Refund,Completed,EUR,-50.00,0,-50.00,shop@me.org,bob@x.org,T4,T2',
    '16/01/2024,10:00:00,CET,C,Website Payment,Denied,EUR,9.00,0,9.00,cy@x.org,shop@me.org,T5,',
    '17/01/2024,10:00:00,CET,C,Payment Reversal,Completed,EUR,-9.00,0,-9.00,shop@me.org,cy@x.org,T6,T5',
    // Its payment was in an earlier download, which nobody has.
    '18/01/2024,10:00:00,CET,D,Payment Refund,Completed,EUR,-5.00,0,-5.00,shop@me.org,di@x.org,T7,T0']
  const result = await importRows(header, rows)
  expect(result).toMatchObject({orders: 1, revenue: {amount: '30.00'}, refunds: {amount: '-17.00'}, rows: {excluded: 4, imported: 3}})
  expect(found(result, 'refunds-left-out')).toMatchObject({rows: 2, at: [5, 7], values: ['T2']})
})

test('of several refunds over the same amount, the first with no sale before it takes none away from the others', async () => {
  expect(await sums(HEADER, ['1,2024-01-01,a,20.00,paid', 'R1,2024-01-03,a,-20.00,refunded', '2,2024-01-05,a,20.00,refunded', 'R2,2024-01-06,a,-20.00,refunded']))
    .toEqual([1, '20.00', '-20.00', 2])
})

test('a sale that another file has from before it was given back counts there, so that its refund counts too', async () => {
  const folder = await scratch()
  const [before, after] = [join(folder, 'before.csv'), join(folder, 'after.csv')]
  await writeFile(before, [HEADER, '1,2024-01-05,a,50.00,paid', '1,2024-01-05,a,10.00,paid', '2,2024-01-06,b,20.00,paid', ''].join('\n'))
  await writeFile(after, [HEADER, '1,2024-01-05,a,50.00,refunded', '1,2024-01-05,a,10.00,paid', '1,2024-01-15,a,-50.00,refunded', '3,2024-01-07,b,7.00,refunded',
    '3,2024-01-08,b,-7.00,refunded', ''].join('\n'))
  const revenue = async (history: string): Promise<number> => {
    const reader = await openHistoryReader(history)
    return reader.purchases().then(({amounts}) => amounts.reduce((sum, each) => sum + each, 0)).finally(() => reader.close())
  }
  const [together, apart] = [join(folder, 'together.duckdb'), join(folder, 'apart.duckdb')]
  await importFiles([before, after], {history: together})
  for (const file of [before, after]) await importFiles([file], {history: apart})
  for (const history of [together, apart]) expect(await revenue(history)).toBe(3000)
})

test('in a large file, too, a sale and its refund find each other however their order is written', async () => {
  const memo = 'x'.repeat(90)
  const paid = Array.from({length: 80_000}, (_, i) => `${i},2024-01-${String(1 + (i % 28)).padStart(2, '0')},c${i % 999},1.00,paid,${memo}`)
  const of = async (order: string) => sums(`${HEADER},memo`, [...paid, `${order},2024-01-13,a,10.00,refunded,${memo}`, `900001,2024-01-20,a,-4.00,paid,${memo}`])
  for (const order of ['900001', ' 900001', '900001.0']) expect(await of(order)).toEqual([80_000, '80000.00', '0.00', 2])
})
