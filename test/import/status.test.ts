import {expect, test} from 'vitest'
import type {ImportResult} from '../../src/tasks/import/transactions.js'
import {importRows} from '../support/import-files.js'

const found = (result: ImportResult, code: string) => result.findings.find((each) => each.code === code)

const SHOPIFY = 'Name,Email,Financial Status,Fulfillment Status,Created at,Lineitem quantity,Lineitem name,Lineitem requires shipping,Billing Name,Accepts Marketing,Total'
const orders = ['#1,a@x.org,paid,,2024-01-13,1,A,true,,,10.00', '#2,a@x.org,refunded,,2024-01-14,1,A,true,,,5.00',
  '#3,b@x.org,partially_refunded,,2024-01-15,1,A,true,,,7.00', '#4,b@x.org,voided,,2024-01-16,1,A,true,,,9.00']

test('where a layout has no refunded amounts, refunded orders are no sales and orders refunded in part are said to count whole', async () => {
  const old = await importRows(SHOPIFY, orders)
  expect(old).toMatchObject({preset: 'Shopify orders', orders: 2, revenue: {amount: '17.00'}, refunds: {amount: '0.00'}})
  expect(found(old, 'status-excluded')).toMatchObject({rows: 2, at: [3, 5]})
  expect(found(old, 'status-partly-refunded')).toMatchObject({rows: 1, at: [4], values: ['partially_refunded']})
})

test('where the layout has them, the amounts count, not the words', async () => {
  const given = ['0.00', '5.00', '3.00', '0.00']
  const result = await importRows(`${SHOPIFY},Refunded Amount`, orders.map((row, i) => `${row},${given[i]}`))
  expect(result).toMatchObject({preset: 'Shopify orders', orders: 3, revenue: {amount: '22.00'}, refunds: {amount: '-8.00'}})
  expect(found(result, 'status-partly-refunded')).toBeUndefined()
})

test('where refunds are rows of their own, the payment they belong to stays a sale', async () => {
  const header = 'Date,Time,Time zone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID,Reference Txn ID'
  expect(await importRows(header, ['13/01/2024,10:00:00,CET,A,Website Payment,Refunded,EUR,30.00,0,30.00,ann@x.org,shop@me.org,T1,',
    '14/01/2024,10:00:00,CET,A,Payment Refund,Completed,EUR,-30.00,0,-30.00,shop@me.org,ann@x.org,T2,T1']))
    .toMatchObject({orders: 1, revenue: {amount: '30.00'}, refunds: {amount: '-30.00'}})
})

test('a source\'s own words stand beside the usual ones, and what it calls pending is not out', async () => {
  const woo = 'order_id,order_number,order_date,paid_date,cart_discount,order_discount,order_total,order_currency,customer_ip_address,customer_user_agent,customer_user,customer_email,status'
  const row = (id: number, status: string): string => `${id},${id},01/${12 + id}/2024 10:00:00,,,,10.00,EUR,,,,a@x.org,${status}`
  const result = await importRows(woo, [row(1, 'completed'), row(2, 'wc-cancelled'), row(3, 'wc-failed'), row(4, 'on-hold'), row(5, 'refunded')])
  expect(result).toMatchObject({preset: 'WooCommerce import export suite', orders: 2, rows: {excluded: 3}})
  const wix = 'Order number,Date created,Total order quantity,Contact email,Additional checkout info,Quantity refunded,Delivery method,Billing name,Payment status,Refunded amount,Net amount,Total'
  expect(await importRows(wix, ['1,2024-01-13,1,a@x.org,,,,,Paid,,,4.00', '2,2024-01-14,1,a@x.org,,,,,Unpaid,,,5.00', '3,2024-01-15,1,a@x.org,,,,,Expired,,,6.00']))
    .toMatchObject({preset: 'Wix orders', orders: 2, revenue: {amount: '9.00'}})
})

test('statuses are understood by their words, and the unknown ones are listed', async () => {
  const states = ['Complete', 'wc-cancelled', 'CANCELLED BY CUSTOMER', 'Partially refunded', 'Awaiting shipment', 'Cancelled - payment failed', '', 'order_refunded',
    'COD pending', '5', '5', 'zone b']
  const result = await importRows('order id,status,customer id,date,amount', states.map((state, i) => `${i},${state},c${i % 3},2024-01-${10 + i},10.00`))
  expect(result).toMatchObject({orders: 8, revenue: {amount: '80.00'}, rows: {excluded: 4}})
  expect(found(result, 'status-excluded')).toMatchObject({rows: 4, at: [3, 4, 7, 9]})
  expect(found(result, 'status-pending')).toMatchObject({rows: 2, at: [6, 10]})
  expect(found(result, 'status-unknown')).toMatchObject({rows: 3, at: [11, 12, 13], values: ['"5" 2, "zone b" 1']})
})

test('the states of PrestaShop, in French and in English', async () => {
  const row = (i: number, total: string, state: string): string => `${i};X${i};1;France;J. DOE;${total};Chèque;${state};2024-01-${10 + i} 10:00:00`
  const french = ['En attente du paiement par chèque', 'En attente de virement bancaire', 'Commande en attente de réapprovisionnement (non payé)',
    'En attente de réapprovisionnement (payé)', 'En cours de préparation', 'Paiement à distance accepté', 'Livré', 'Annulé', 'Remboursé', 'Remboursement partiel']
  const fr = await importRows('ID;Référence;Nouveau client;Livraison;Client;Total;Paiement;État;Date', french.map((state, i) => row(i, '30,00 €', state)), {map: 'customer=Client'})
  expect(fr).toMatchObject({preset: 'PrestaShop orders', orders: 8, revenue: {amount: '240.00'}})
  expect([found(fr, 'status-pending')?.rows, found(fr, 'status-partly-refunded')?.rows, found(fr, 'status-unknown')]).toEqual([3, 1, undefined])
  const english = ['Awaiting check payment', 'Awaiting bank wire payment', 'Awaiting Cash On Delivery validation', 'On backorder (not paid)', 'On backorder (paid)',
    'Processing in progress', 'Remote payment accepted', 'Payment accepted', 'Partial refund', 'Canceled', 'Refunded', 'Payment error']
  const en = await importRows('ID;Reference;New client;Delivery;Customer;Total;Payment;Status;Date', english.map((state, i) => row(i, '€30.00', state)), {map: 'customer=Customer'})
  expect(en).toMatchObject({preset: 'PrestaShop orders', orders: 9, revenue: {amount: '270.00'}})
  expect([found(en, 'status-pending')?.rows, found(en, 'status-partly-refunded')?.rows, found(en, 'status-unknown')]).toEqual([4, 1, undefined])
})

test('rows left out are those of orders left out: the lines of a cancelled order, not the further lines of a counted one', async () => {
  const line = (order: string): string => `${order},a@x.org,,,2024-01-13,1,B,true,,,`
  const result = await importRows(SHOPIFY, [orders[0]!, line('#1'), line('#1'), orders[3]!, line('#4')])
  expect(result).toMatchObject({orders: 1, revenue: {amount: '10.00'}, rows: {read: 5, imported: 3, excluded: 2, rejected: 0}})
  expect(found(result, 'status-excluded')).toMatchObject({rows: 2, at: [5, 6], values: [' ("voided" 2)']})
})

test('a column called order total is one however few orders have several rows', async () => {
  const rows = ['1,c1,2024-01-13,30.00,tea', '1,c1,2024-01-13,30.00,cake', '2,c2,2024-01-15,10.00,tea']
  const repeated = await importRows('order id,customer id,date,order total,item', rows)
  expect(repeated).toMatchObject({orders: 2, revenue: {amount: '40.00'}, rows: {read: 3, imported: 3, excluded: 0}})
  expect(repeated.findings).toMatchObject([{code: 'order-totals-repeated', rows: 1}])
  expect(await importRows('order id,customer id,date,order line amount,item', rows)).toMatchObject({orders: 2, revenue: {amount: '70.00'}})
  const first = await importRows('order id,customer id,date,order total,item', [rows[0]!, '1,c1,2024-01-13,,cake', rows[2]!])
  expect(first).toMatchObject({orders: 2, revenue: {amount: '40.00'}, rows: {read: 3, imported: 3, excluded: 0, rejected: 0}})
})
