import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {ImportResult} from '../../src/tasks/import-transactions.js'
import {scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

type Options = Parameters<typeof importFiles>[1]

async function imported(header: string, rows: readonly string[], options: Options = {}): Promise<ImportResult> {
  const file = join(await scratch(), 'a.csv')
  await writeFile(file, `${header}\n${rows.join('\n')}\n`)
  return importFiles([file], options)
}

const codes = (result: ImportResult): string[] => result.findings.map(({code}) => code)
const day = (i: number): string => `2024-01-${String(i + 10)}`

const BIGCOMMERCE = 'Order ID,Customer ID,Customer Email,Order Date,Order Status,Subtotal (inc tax),Order Total (inc tax),Order Total (ex tax),Order Currency Code,Product Details'
const sale = (i: number, id: number, email: string): string => `${i},${id},${email},${day(i)},Completed,,10.00,,EUR,x`

test('guests whose account is 0 are known by their e-mail, even where orders by phone have none', async () => {
  const rows = [sale(1, 5, 'a@x.org'), sale(2, 0, 'g1@x.org'), sale(3, 0, 'g2@x.org'), sale(4, 5, 'a@x.org'), sale(5, 0, ''), sale(6, 5, '')]
  const result = await imported(BIGCOMMERCE, rows)
  expect(result).toMatchObject({preset: 'BigCommerce orders', mapping: {customer: 'Customer Email'}, customers: 3, orders: 4, rows: {withoutCustomer: 2}})
  expect(result.findings.find(({code}) => code === 'customer-choice')!.message)
    .toBe('The customer is "Customer Email"; the file also has "Customer ID". To take another: --map \'customer=Customer ID\'.')
})

test('where the account is the key, 0 is nobody, and it is said', async () => {
  const result = await imported(BIGCOMMERCE, [sale(1, 5, ''), sale(2, 0, ''), sale(3, 6, ''), sale(4, 0, '')])
  expect(result).toMatchObject({mapping: {customer: 'Customer ID'}, customers: 2, orders: 2, revenue: {amount: '20.00'}, rows: {withoutCustomer: 2}})
  expect(codes(result)).toEqual(['customer-guests', 'customer-missing'])
  expect(codes(await imported(BIGCOMMERCE, [sale(1, 5, 'a@x.org'), sale(2, 6, 'b@x.org')], {map: 'customer=Customer ID'}))).toEqual([])
})

test('without a preset, 0 is nobody where several people stand under it, or far more rows than anybody has', async () => {
  const header = 'customer id,email,date,amount'
  const people = [1, 2, 3, 4].map((i) => `${i},c${i}@x.org,${day(i)},10.00`)
  const guests = [5, 6].map((i) => `0,g${i}@x.org,${day(i)},5.00`)
  const byMail = await imported(header, [...people, ...guests])
  expect(byMail).toMatchObject({mapping: {customer: 'email'}, customers: 6, orders: 6})
  expect(codes(byMail)).toEqual(['customer-choice'])
  expect(await imported(header, [...people, ...guests], {map: 'customer=customer id'})).toMatchObject({customers: 4, orders: 4, rows: {withoutCustomer: 2}})
  const many = Array.from({length: 6}, (_, i) => `0,${day(i)},1.00`)
  expect(await imported('customer id,date,amount', ['1,2024-01-13,2.00', '2,2024-01-14,3.00', ...many]))
    .toMatchObject({customers: 2, revenue: {amount: '5.00'}, rows: {withoutCustomer: 6}})
})

test('a file that numbers its customers from 0 has a customer 0', async () => {
  const result = await imported('customer id,email,date,amount', [0, 0, 1, 1, 2, 2].map((id, i) => `${id},c${id}@x.org,${day(i)},10.00`))
  expect(result).toMatchObject({customers: 3, orders: 6, mapping: {customer: 'customer id'}})
  expect(codes(result)).toEqual([])
})
