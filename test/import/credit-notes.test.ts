import {expect, test} from 'vitest'
import type {ImportResult} from '../../src/tasks/import/transactions.js'
import {importRows} from '../support/import-files.js'

const note = (result: ImportResult) => result.findings.find(({code}) => code === 'credit-notes')
const invoices = (prefix: string, count: number): string[] => Array.from({length: count}, (_, i) => `${prefix}${100 + i},c${i % 3},2024-01-${10 + i},10.00`)

test('numbers of credit notes beside those of invoices give money back, and it is said', async () => {
  const result = await importRows('invoice no,customer id,date,amount', [...invoices('F', 9), 'AV001,c1,2024-01-20,4.00', 'CN-4,c2,2024-01-21,6.00'])
  expect(result).toMatchObject({orders: 9, revenue: {amount: '90.00'}, refunds: {amount: '-10.00'}})
  expect(note(result)).toMatchObject({rows: 2, at: [11, 12], values: ['AV001', 'AV']})
  const plain = await importRows('invoice no,customer id,date,amount', [...invoices('', 9), 'C003,c1,2024-01-20,4.00'])
  expect(plain).toMatchObject({orders: 9, refunds: {amount: '-4.00'}})
})

test('nothing is turned where signs are used, where most numbers begin so, or where C is one letter among others', async () => {
  const signed = await importRows('invoice no,customer id,date,amount', [...invoices('F', 9), 'AV001,c1,2024-01-20,-4.00', 'AV002,c1,2024-01-20,2.00'])
  expect(signed).toMatchObject({orders: 10, revenue: {amount: '92.00'}, refunds: {amount: '-4.00'}})
  expect(note(signed)).toBeUndefined()
  expect(await importRows('invoice no,customer id,date,amount', invoices('AV', 9))).toMatchObject({orders: 9, refunds: {amount: '0.00'}})
  expect(await importRows('invoice no,customer id,date,amount', [...invoices('A', 5), ...invoices('B', 5), 'C003,c1,2024-01-20,4.00']))
    .toMatchObject({orders: 11, refunds: {amount: '0.00'}})
})

test('a column of types tells refunds and voided rows from sales', async () => {
  const rows = ['1,Sale,c1,2024-01-13,10.00', '2,Refund,c1,2024-01-15,4.00', '3,Sale,c2,2024-01-16,12.00', '4,Return,c2,2024-01-17,-5.00', '5,Void,c2,2024-01-18,9.00']
  const result = await importRows('order id,transaction type,customer id,date,amount', rows)
  expect(result).toMatchObject({orders: 2, revenue: {amount: '22.00'}, refunds: {amount: '-9.00'}, rows: {excluded: 1}})
  expect(result.findings).toMatchObject([{code: 'rows-other-type', rows: 1, at: [6]}])
  const french = ['F001,Facture,c1,13/01/2024,10.00', 'A001,Avoir,c1,15/01/2024,3.00', 'F002,Vente,c2,16/01/2024,12.00', 'R3,Remboursement,c2,17/01/2024,2.00']
  expect(await importRows('n° facture,type,code client,date,montant ttc', french)).toMatchObject({mapping: {type: 'type'}, orders: 2, refunds: {amount: '-5.00'}})
})

test('a column called type that tells what products are is none', async () => {
  const result = await importRows('order id,type,customer id,date,amount', ['1,Tea,c1,2024-01-13,10.00', '2,Return gift,c1,2024-01-14,5.00', '3,credit,c1,2024-01-15,5.00'])
  expect(result).toMatchObject({orders: 3, revenue: {amount: '20.00'}})
  expect(result.mapping.type).toBeUndefined()
})
