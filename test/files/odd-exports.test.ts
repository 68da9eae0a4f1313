import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {Purchases} from '../../src/history/purchases.js'
import {openHistoryReader} from '../../src/store/history/reader.js'
import type {ImportResult} from '../../src/tasks/import/transactions.js'
import {scratch} from '../support/cli.js'
import {importFiles} from '../support/import-files.js'

async function imported(text: string | Buffer, options: Parameters<typeof importFiles>[1] = {}): Promise<ImportResult & {readonly history: Purchases}> {
  const folder = await scratch()
  await writeFile(join(folder, 'export.csv'), text)
  const history = join(folder, 'history.duckdb')
  const result = await importFiles([join(folder, 'export.csv')], {...options, history})
  const reader = await openHistoryReader(history)
  try {
    return {...result, history: await reader.purchases({orderIds: true})}
  } finally {
    await reader.close()
  }
}

test('hundreds of empty columns and tens of thousands of comma-only rows', async () => {
  const wide = ','.repeat(300)
  const rows = Array.from({length: 40}, (_, i) => `A${i},C${i % 5},2024-01-${10 + (i % 20)},3.50${wide}\n`).join('')
  const result = await imported(`order no,customer id,date,amount${wide}\n${rows}${`,,,${wide}\n`.repeat(30_000)}`)
  expect(result).toMatchObject({orders: 40, customers: 5, revenue: {amount: '140.00'}, rows: {rejected: 0}})
})

test('a preamble, a nameless and a repeated header, newlines in cells, blank lines, a footer', async () => {
  const text = 'Shop report;;;;;\nFrom 1/1/2024;;;;;\n\nN° commande;;Client;Date;Total;Total\n'
    + Array.from({length: 14}, (_, i) => `${i + 1};;K${i % 3};${10 + i}/02/2024;"1 2${10 + i},50";"note\n${i};"\n`).join('') + '\nTotal général;;;;99 999,00;\n'
  expect(await imported(text)).toMatchObject({orders: 14, customers: 3, rows: {rejected: 0}, from: '2024-02-10', to: '2024-02-23'})
})

test('ids as spreadsheets spoil them: 17850.0 is 17850, an apostrophe before an id is none of it', async () => {
  const {history} = await imported("order,customer id,date,amount\n1,17850.0,2024-01-13,3\n2,13047.0,2024-01-14,3\n")
  expect(history.customers).toEqual(['13047', '17850'])
  const quoted = await imported("order,customer id,date,amount\n1,'0123,2024-01-13,3\n2,'0124,2024-01-14,3\n")
  expect(quoted.history.customers).toEqual(['0123', '0124'])
})

test('e-mails differ by nothing but case and blanks; phones by their digits', async () => {
  const mails = await imported('date,email,total\n2024-01-13,Ann@Lee.org ,3\n2024-01-14,ann@lee.org,4\n')
  expect(mails).toMatchObject({customers: 1, orders: 2})
  const phones = await imported('date,phone,total\n2024-01-13,+33 6 12 34 56 78,3\n2024-01-14,33612345678,4\n')
  expect(phones).toMatchObject({customers: 1, orders: 2})
})

test('cancelled and refused orders are no sales, pending ones are, in five languages', async () => {
  const states = ['Livré', 'Annulée', 'Cancelado', 'storniert', 'rifiutato', 'Failed', 'Pending', 'en attente de paiement', 'Completed']
  const text = `order id,customer id,date,amount,statut\n${states.map((state, i) => `${i},C${i},2024-01-${13 + i},10,${state}`).join('\n')}\n`
  expect(await imported(text)).toMatchObject({orders: 4, revenue: {amount: '40.00'}})
})

test('negative rows and parentheses are refunds', async () => {
  const text = 'invoice no,customer id,invoice date,quantity,unit price\n536365,17850,2024-01-13,6,2.55\nC536365,17850,2024-01-20,-2,2.55\n536366,17850,2024-02-13,1,1.00\n'
  expect(await imported(text)).toMatchObject({orders: 2, revenue: {amount: '16.30'}, refunds: {amount: '-5.10'}})
})

test('offsets that change with the clocks, am and pm, two-digit years', async () => {
  const offsets = await imported('client id,created at,total\n7,2024-03-30 23:30:00 +0100,3\n7,2024-03-31 23:30:00 +0200,4\n')
  expect([...offsets.history.days]).toEqual([19_812, 19_813])
  const clock = await imported('client id,date,total\n7,1/31/24 11:59 PM,3\n7,1/31/24 12:01 AM,4\n')
  expect([...clock.history.seconds]).toEqual([60, 86_340])
})

test('NUL bytes and lone carriage returns', async () => {
  expect(await imported('client id,date,total\r7,2024-01-13,3\0\r8,2024-01-14,4\r')).toMatchObject({orders: 2, customers: 2, revenue: {amount: '7.00'}})
})

test('discounts of a line: money, a share or per cent, taken off sales and refunds alike', async () => {
  const head = 'order no,customer id,date,quantity,unit price,discount\n'
  expect(await imported(`${head}1,7,2024-01-13,2,10.00,1.50\n2,7,2024-01-14,-2,10.00,-1.50\n`)).toMatchObject({revenue: {amount: '18.50'}, refunds: {amount: '-18.50'}})
  expect(await imported(`${head}1,7,2024-01-13,2,10.00,0.15\n2,7,2024-01-14,1,10.00,0\n`)).toMatchObject({revenue: {amount: '27.00'}})
  expect(await imported(`${head}1,7,2024-01-13,2,10.00,15 %\n2,7,2024-01-14,1,10.00,\n`)).toMatchObject({revenue: {amount: '27.00'}})
  expect(await imported(`${head.replace('discount', 'Remise %').replace('Remise %', 'discount (pct)')}1,7,2024-01-13,2,10.00,15\n`)).toMatchObject({revenue: {amount: '17.00'}})
})

test('where several columns could be the amount, the choice is said', async () => {
  const {findings, mapping} = await imported('order no,client id,date,Total HT,Total TTC\n1,7,2024-01-13,10.00,12.00\n')
  expect(mapping.amount).toBe('Total TTC')
  expect(findings).toMatchObject([{code: 'tax-column-choice', message: expect.stringContaining("--map 'amount=Total HT'") as string}])
  const other = await imported('order no,client id,date,amount,order total\n1,7,2024-01-13,10.00,12.00\n')
  expect(other.findings).toMatchObject([{code: 'amount-choice', message: expect.stringContaining("--map 'amount=order total'") as string}])
})

test('a preset may be chosen, or none; an unknown one is named with the others', async () => {
  const shopify = 'Name,Email,Financial Status,Fulfillment Status,Created at,Lineitem quantity,Lineitem name,Lineitem requires shipping,Billing Name,Accepts Marketing,Total\n'
    + '#1,a@x.org,paid,,2024-01-13,1,A,true,,,5.00\n#2,a@x.org,voided,,2024-01-14,1,A,true,,,5.00\n'
  expect(await imported(shopify)).toMatchObject({preset: 'Shopify orders', orders: 1})
  expect(await imported(shopify, {preset: 'none', map: 'order=Name'})).toMatchObject({preset: null, orders: 1})
  expect(await imported('Name,Email,Created at,Total\n#1,a@x.org,2024-01-13,5.00\n', {preset: 'Shopify orders'})).toMatchObject({preset: 'Shopify orders', orders: 1})
  await expect(imported('customer,date,amount,order id\nA,2024-01-13,5.00,1\n', {preset: 'shopify-orders'})).rejects.toMatchObject({code: 'preset-unfit', exitCode: 2,
    message: expect.stringContaining('is no export of Shopify orders: it has no column "Email", "Created at", "Total", "Name".') as string})
  await expect(imported(shopify, {preset: 'shopfy'})).rejects.toMatchObject({code: 'preset-unknown', hint: expect.stringContaining('shopify-orders') as string})
})

test('another currency in the header is said', async () => {
  expect((await imported('client id,date,amount (GBP)\n7,2024-01-13,3\n')).findings).toMatchObject([{code: 'currency-other-header'}])
})

test('three decimals in every price: read as the file holds its values apart, and said', async () => {
  const rows = [1, 2, 3].map((i) => [String(i), `c${i}`, `2024-01-1${i}`, String(i), `${i}2,625`])
  const semicolons = await imported(`order id;customer id;date;quantity;unit price\n${rows.map((row) => row.join(';')).join('\n')}\n`)
  // 1 × 12.625 + 2 × 22.625 + 3 × 32.625, each order rounded to cents, a half away from zero.
  expect(semicolons).toMatchObject({revenue: {amount: '155.76'}})
  expect(semicolons.findings.find(({code}) => code === 'number-style-assumed')!.values).toEqual(['export.csv', '12,625', '12.625', '12625', '.'])
  const commas = await imported(`order id,customer id,date,quantity,unit price\n${rows.map((row) => row.join(',').replace(/,(?=625$)/, '.')).join('\n')}\n`)
  expect(commas).toMatchObject({revenue: {amount: '155.76'}})
  expect(await imported('customer id,date,amount\n7,2024-01-13,"52,620"\n8,2024-01-14,"1,200"\n')).toMatchObject({revenue: {amount: '53820.00'}})
})

test('discounts that are all below 1: by the totals, else by how they are written, and it is said how to take the other', async () => {
  const head = 'order no;customer id;date;quantity;unit price;discount\n'
  const rows = (...discounts: readonly string[]): string => discounts.map((discount, i) => `${i};7;2024-01-${13 + i};2;10,00;${discount}\n`).join('')
  const money = await imported(head + rows('0,00', '0,20', '1,00'))
  expect(money).toMatchObject({revenue: {amount: '58.80'}, findings: [{code: 'discount-assumed', values: ['discount', '0,20', 'money', 'share', 'discount']}]})
  const share = await imported(head + rows('0', '0,2', '0,15'))
  expect(share).toMatchObject({revenue: {amount: '53.00'}, findings: [{code: 'discount-assumed', values: ['discount', '0,2', 'share', 'money', 'discount']}]})
  const said = await imported(head + rows('0,00', '0,20', '1,00'), {map: 'discount-share=discount'})
  expect(said).toMatchObject({revenue: {amount: '36.00'}, findings: []})
  expect(await imported(head + rows('0', '0,2', '0,15'), {map: 'discount-money=discount'})).toMatchObject({revenue: {amount: '59.65'}, findings: []})
  // 20 − 0.20, and 20 × (1 − 0.20), in a column nobody knows.
  const proved = (total: string): string => `order no;customer id;date;quantity;unit price;discount;zz\n1;7;2024-01-13;2;10,00;0,20;${total}\n2;8;2024-01-14;2;10,00;0,00;20,00\n`
  expect(await imported(proved('19,80'))).toMatchObject({revenue: {amount: '39.80'}, findings: []})
  expect(await imported(proved('16,00'))).toMatchObject({revenue: {amount: '36.00'}, findings: []})
})

test('a discount above 1 anywhere in the file is no share', async () => {
  const row = (i: number, discount: string): string => `${i},7,2024-01-13,1,10.00,${discount}\n`
  const many = Array.from({length: 600}, (_, i) => row(i, '0.5')).join('')
  expect(await imported(`order no,customer id,date,quantity,unit price,discount\n${many}${row(600, '2.5')}`)).toMatchObject({revenue: {amount: '5707.50'}, findings: []})
})
