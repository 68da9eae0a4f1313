import {expect, test} from 'vitest'
import type {ImportResult} from '../../src/tasks/import/transactions.js'
import {importRows} from '../support/import-files.js'

const codes = (result: ImportResult): string[] => result.findings.map(({code}) => code)
const day = (i: number): string => `2024-01-${String(i + 10)}`

const BIGCOMMERCE = 'Order ID,Customer ID,Customer Email,Order Date,Order Status,Subtotal (inc tax),Order Total (inc tax),Order Total (ex tax),Order Currency Code,Product Details'
const sale = (i: number, id: number, email: string): string => `${i},${id},${email},${day(i)},Completed,,10.00,,EUR,x`

test('guests whose account is 0 are known by their e-mail, even where orders by phone have none', async () => {
  const rows = [sale(1, 5, 'a@x.org'), sale(2, 0, 'g1@x.org'), sale(3, 0, 'g2@x.org'), sale(4, 5, 'a@x.org'), sale(5, 0, ''), sale(6, 5, '')]
  const result = await importRows(BIGCOMMERCE, rows)
  expect(result).toMatchObject({preset: 'BigCommerce orders', mapping: {customer: 'Customer Email'}, customers: 3, orders: 4, rows: {withoutCustomer: 2}})
  expect(result.findings.find(({code}) => code === 'customer-choice')!.message)
    .toBe('The customer is "Customer Email"; the file also has "Customer ID". To take another: --map \'customer=Customer ID\'.')
})

test('where the account is the key, 0 is nobody, and it is said', async () => {
  const result = await importRows(BIGCOMMERCE, [sale(1, 5, ''), sale(2, 0, ''), sale(3, 6, ''), sale(4, 0, '')])
  expect(result).toMatchObject({mapping: {customer: 'Customer ID'}, customers: 2, orders: 2, revenue: {amount: '20.00'}, rows: {withoutCustomer: 2}})
  expect(codes(result)).toEqual(['customer-missing', 'customer-guests'])
  expect(result.findings[1]).toMatchObject({rows: 2, at: [3, 5], values: ['0', 'Customer ID']})
  expect(codes(await importRows(BIGCOMMERCE, [sale(1, 5, 'a@x.org'), sale(2, 6, 'b@x.org')], {map: 'customer=Customer ID'}))).toEqual([])
})

test('without a preset, 0 is nobody where several people stand under it, or far more rows than anybody has', async () => {
  const header = 'customer id,email,date,amount'
  const people = [1, 2, 3, 4].map((i) => `${i},c${i}@x.org,${day(i)},10.00`)
  const guests = [5, 6].map((i) => `0,g${i}@x.org,${day(i)},5.00`)
  const byMail = await importRows(header, [...people, ...guests])
  expect(byMail).toMatchObject({mapping: {customer: 'email'}, customers: 6, orders: 6})
  expect(codes(byMail)).toEqual(['customer-choice'])
  expect(await importRows(header, [...people, ...guests], {map: 'customer=customer id'})).toMatchObject({customers: 4, orders: 4, rows: {withoutCustomer: 2}})
  const many = Array.from({length: 6}, (_, i) => `0,${day(i)},1.00`)
  expect(await importRows('customer id,date,amount', ['1,2024-01-13,2.00', '2,2024-01-14,3.00', ...many]))
    .toMatchObject({customers: 2, revenue: {amount: '5.00'}, rows: {withoutCustomer: 6}})
})

test('what stands for no customer is none, in ids and e-mails, and is said', async () => {
  const texts = ['c1', '\\N', 'NULL', 'nan', 'N/A', '#N/A', '-', 'Guest', 'Client de passage', 'c1', ' unknown ']
  const result = await importRows('customer id,date,amount', texts.map((text, i) => `${text},${day(i)},10.00`))
  expect(result).toMatchObject({customers: 1, orders: 2, rows: {withoutCustomer: 9}})
  expect(result.findings.find(({code}) => code === 'customer-placeholder')).toMatchObject({rows: 9, at: [3, 4, 5, 6, 7]})
  expect(await importRows('email,date,amount', ['a@x.org', 'N/A', '-', 'b@x.org', 'B@x.org'].map((text, i) => `${text},${day(i)},10.00`)))
    .toMatchObject({customers: 2, orders: 3, rows: {withoutCustomer: 2}})
})

test('17850.0 is 17850 whatever else the column holds, unless ids are fractions', async () => {
  const ids = async (...texts: readonly string[]) => (await importRows('customer id,date,amount', texts.map((text, i) => `${text},${day(i)},10.00`))).customers
  expect(await ids('17850.0', '17850', "'17850", 'NULL', 'A12')).toBe(2)
  expect(await ids('17850.00', '17850')).toBe(1)
  expect(await ids('1.0', '1', '1.5')).toBe(3)
})

test('phones as programs spoil them are the same phone; the dots of French numbers stay dots', async () => {
  const phones = ['33612345600', '33612345600.0', '+33 6 12 34 56 00', '0033612345600', '06.12.34.56.00', '0612345600']
  const result = await importRows('phone,date,amount', phones.map((text, i) => `${text},${day(i)},10.00`))
  expect(result).toMatchObject({customers: 2, orders: 6})
  expect(result.findings).toMatchObject([{code: 'phones-alike', rows: 1, at: [expect.any(Number)], values: ['0612345600', '33612345600']}])
})

test('a file that numbers its customers from 0 has a customer 0', async () => {
  const result = await importRows('customer id,email,date,amount', [0, 0, 1, 1, 2, 2].map((id, i) => `${id},c${id}@x.org,${day(i)},10.00`))
  expect(result).toMatchObject({customers: 3, orders: 6, mapping: {customer: 'customer id'}})
  expect(codes(result)).toEqual([])
})
