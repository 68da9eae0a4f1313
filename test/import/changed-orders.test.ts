import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {openHistoryReader} from '../../src/store/history/reader.js'
import {undoImport} from '../../src/store/history/undo.js'
import {articleColumns} from '../../src/tasks/import/article-columns.js'
import type {ImportResult} from '../../src/tasks/import/transactions.js'
import {scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

const LINES = 'order id,customer id,date,amount,sku,product name,status,exported at'

/** Imports tables one after the other into one history: the results, and what the history says in the end. */
async function inTurn(...tables: readonly (readonly string[])[]) {
  const folder = await scratch()
  const history = join(folder, 'history.duckdb')
  const results: ImportResult[] = []
  for (const [i, rows] of tables.entries()) {
    await writeFile(join(folder, `${i}.csv`), `${rows.join('\n')}\n`)
    results.push(await importFiles([join(folder, `${i}.csv`)], {history}))
  }
  return {history, last: results.at(-1)!, findings: results.at(-1)!.findings, ...(await said(history))}
}

async function said(history: string) {
  const reader = await openHistoryReader(history)
  try {
    const {orderIds, amounts} = await reader.purchases({orderIds: true})
    return {orders: orderIds!.map((order, i) => `${order} ${amounts[i]! / 100}`).sort(), repeated: await reader.findings()}
  } finally {
    await reader.close()
  }
}

const codes = (list: readonly {readonly code: string}[]): string[] => list.map(({code}) => code)

test('an export of January taken again in February, when the orders were shipped, counts once', async () => {
  const {orders, findings, last} = await inTurn(
    [LINES, '1,a,2024-01-05,10.00,S1,Tea,paid,2024-02-01', '1,a,2024-01-05,4.00,S2,Cup,paid,2024-02-01', '2,b,2024-01-31,4.00,S2,Cup,paid,2024-02-01'],
    [LINES, '1,a,2024-01-05,10.00,S1,Green tea,shipped,2024-03-01', '1,a,2024-01-05,4.00,S2,Cup,shipped,2024-03-01',
      '2,b,2024-01-31,4.00,S2,Cup,shipped,2024-03-01', '3,b,2024-02-02,7.00,S1,Green tea,paid,2024-03-01'],
  )
  expect(orders).toEqual(['1 14', '2 4', '3 7'])
  expect(last.rows).toMatchObject({read: 4, imported: 1, duplicate: 3})
  expect(codes(findings)).toEqual(['rows-duplicate'])
})

test('an order whose line changed its amount counts as both say, and that is said aloud until one is taken back', async () => {
  const {history, orders, findings, repeated} = await inTurn(
    [LINES, '1,a,2024-01-05,10.00,S1,Tea,paid,2024-02-01', '1,a,2024-01-05,4.00,S2,Cup,paid,2024-02-01', '2,b,2024-01-31,4.00,S2,Cup,paid,2024-02-01'],
    [LINES, '2,b,2024-01-31,4.00,S2,Cup,paid,2024-03-01', '1,a,2024-01-05,8.00,S1,Tea,paid,2024-03-01', '1,a,2024-01-05,4.00,S2,Cup,paid,2024-03-01'],
  )
  expect(orders).toEqual(['1 22', '2 4'])
  const changed = findings.find(({code}) => code === 'orders-changed')
  expect(changed).toMatchObject({rows: 1, at: [3, 4], values: ['1', '12.00', '22.00', '1']})
  expect(changed?.message).toContain('such as 1: 12.00 in the latest, 22.00 with the lines of the others')
  expect(changed?.message).toContain('regulars import undo 1')
  expect(codes(repeated)).toEqual(['orders-changed', 'rows-duplicate'])
  await undoImport(history, 1, {dryRun: false})
  expect(await said(history)).toEqual({orders: ['1 12', '2 4'], repeated: []})
})

test('orders that have grown, parts of one export and refunds on a later day raise no doubt', async () => {
  const grown = await inTurn(
    [LINES, '1,a,2024-01-05,10.00,S1,Tea,paid,2024-02-01'],
    [LINES, '1,a,2024-01-05,10.00,S1,Tea,paid,2024-03-01', '1,a,2024-01-05,3.00,S3,Jug,paid,2024-03-01'],
  )
  expect([grown.orders, codes(grown.findings)]).toEqual([['1 13'], ['rows-duplicate']])
  const parts = await inTurn([LINES, '1,a,2024-01-05,10.00,S1,Tea,paid,x'], [LINES, '1,a,2024-01-05,10.00,S2,Cup,paid,x'])
  expect([parts.orders, codes(parts.findings)]).toEqual([['1 20'], []])
  const refund = await inTurn([LINES, '1,a,2024-01-05,10.00,S1,Tea,paid,x'], [LINES, '1,a,2024-02-05,-10.00,S1,Tea,paid,x'])
  expect([refund.orders, codes(refund.findings)]).toEqual([['1 0'], []])
})

test('without columns that name the article, different lines of one order are a doubt; the same lines are none', async () => {
  const header = 'order id,customer id,date,amount,status'
  const same = await inTurn([header, '1,a,2024-01-05,10.00,paid', '1,a,2024-01-05,10.00,paid'], [header, '1,a,2024-01-05,10.00,shipped', '1,a,2024-01-05,10.00,shipped'])
  expect([same.orders, codes(same.findings)]).toEqual([['1 20'], ['rows-duplicate', 'rows-repeated']])
  const other = await inTurn([header, '1,a,2024-01-05,10.00,paid', '1,a,2024-01-05,2.00,paid'], [header, '1,a,2024-01-05,12.00,paid', '1,a,2024-01-05,2.00,paid'])
  expect([other.orders, codes(other.findings)]).toEqual([['1 24'], ['rows-duplicate', 'orders-changed']])
})

test('exports with other columns, or in another language, are compared by what their rows mean', async () => {
  const more = await inTurn(
    [LINES, '1,a,2024-01-05,10.00,S1,Tea,paid,x', '1,a,2024-01-05,10.00,S2,Cup,paid,x'],
    ['order id,customer id,date,amount,sku,product name,status,exported at,tracking', '1,a,2024-01-05,10.00,S1,Tea,shipped,y,T9', '1,a,2024-01-05,10.00,S2,Cup,shipped,y,T9'],
  )
  expect([more.orders, codes(more.findings)]).toEqual([['1 20'], ['rows-duplicate']])
  const french = await inTurn(
    ['order id,customer id,date,amount,product', '1,a,13/01/2024,10.00,Tea', '1,a,13/01/2024,4.00,Cup'],
    ['numéro de commande;code client;date;montant;produit', '1;a;13/01/2024;10,00;Thé', '1;a;13/01/2024;4,00;Tasse'],
  )
  expect([french.orders, codes(french.findings)]).toEqual([['1 14'], ['rows-duplicate']])
})

test('an order under another customer than before counts for both, and that is said aloud', async () => {
  const {history, orders, findings} = await inTurn(
    ['order id,customer id,date,total', '1,a@x.org,2024-01-05,10.00', '2,b@x.org,2024-01-06,5.00', '3,,2024-01-07,6.00'],
    ['order id,customer id,date,total', '2,b@x.org,2024-01-06,5.00', '1,ann@x.org,2024-01-05,10.00', '3,c@x.org,2024-01-07,6.00'],
  )
  expect(orders).toEqual(['1 10', '1 10', '2 5', '3 6'])
  const moved = findings.find(({code}) => code === 'orders-moved')
  expect(moved).toMatchObject({rows: 2, at: [3, 4], values: ['1', 'a@x.org', 'ann@x.org', '1']})
  expect(moved?.message).toContain('such as 1: a@x.org before, ann@x.org now')
  await undoImport(history, 1, {dryRun: false})
  expect((await said(history)).repeated).toEqual([])
})

test('columns that name the article, best first', () => {
  const of = (header: string): string[] => articleColumns(header.split(',')).map((column) => header.split(',')[column]!)
  expect(of('Order ID,Lineitem name,Lineitem sku,Lineitem price,Fulfillment Status')).toEqual(['Lineitem sku', 'Lineitem name'])
  expect(of('order_id,order_item_id,product_id,price')).toEqual(['order_item_id', 'product_id'].reverse())
  expect(of('Réf. produit,Désignation,Qté,N° ligne,Code article')).toEqual(['Réf. produit', 'Code article', 'Désignation', 'N° ligne'])
  expect(of('Artikelnummer,Bezeichnung,Position Nr')).toEqual(['Artikelnummer', 'Bezeichnung', 'Position Nr'])
  expect(of('order id,customer,date,status,exported at,product type,item count,items,store,customer name')).toEqual([])
})
