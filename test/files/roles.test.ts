import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {columnOf, parseColumnMap} from '../../src/files/columns/column-map.js'
import {plainName, ROLE_NAMES} from '../../src/files/columns/column-names.js'
import {matchRoles} from '../../src/files/columns/roles.js'
import {understandCustomers, understandTransactions} from '../../src/files/plan/understand.js'
import {ROLES, type CustomersPlan, type ImportPlan} from '../../src/tasks/import/plan.js'
import {scratch} from '../support/cli.js'

test.each([
  ['CustomerId', 'customer id'], ['Numéro de Client', 'numero de client'], ['ORDER_ID', 'order id'], ['  Gross ', 'gross'], ['Order #', 'order no'],
  ['Final price (GBP)', 'final price'], ['N° Commande', 'no commande'], ['Straße', 'strasse'], ['invoiceNo', 'invoice no'], ['DateTimeUTC', 'date time utc'],
])('%s is read as "%s"', (name, plain) => {
  expect(plainName(name)).toBe(plain)
})

const roles = (...names: readonly string[]): Record<string, string> => Object.fromEntries(Object.entries(matchRoles(names, ROLE_NAMES)).map(([role, match]) => [role, names[match.column]!]))

test.each([
  ['english', ['Order ID', 'Customer ID', 'Order Date', 'Ship Date', 'Sales', 'Status'], {order: 'Order ID', customer: 'Customer ID', date: 'Order Date', amount: 'Sales', status: 'Status'}],
  ['french', ['N° commande', 'Code client', 'Date de livraison', 'Date de commande', 'Montant TTC', 'Statut'],
    {order: 'N° commande', customer: 'Code client', date: 'Date de commande', amount: 'Montant TTC', status: 'Statut'}],
  ['spanish', ['Nº pedido', 'Código cliente', 'Fecha de pedido', 'Importe', 'Estado'], {order: 'Nº pedido', customer: 'Código cliente', date: 'Fecha de pedido', amount: 'Importe', status: 'Estado'}],
  ['german', ['Bestellnummer', 'Kundennummer', 'Bestelldatum', 'Menge', 'Einzelpreis'],
    {order: 'Bestellnummer', customer: 'Kundennummer', date: 'Bestelldatum', quantity: 'Menge', price: 'Einzelpreis'}],
  ['italian', ['Numero ordine', 'Codice cliente', 'Data ordine', 'Quantità', 'Prezzo unitario'],
    {order: 'Numero ordine', customer: 'Codice cliente', date: 'Data ordine', quantity: 'Quantità', price: 'Prezzo unitario'}],
  ['online retail', ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'],
    {order: 'InvoiceNo', quantity: 'Quantity', date: 'InvoiceDate', price: 'UnitPrice', customer: 'CustomerID'}],
] as const)('%s names', (_, names, expected) => {
  expect(roles(...names)).toMatchObject(expected)
})

test('dates of something else are no dates of sale', () => {
  expect(roles('Ship Date', 'Due date', 'Birth date')).toEqual({})
})

test('--map takes names, quoted names and positions', () => {
  expect([...parseColumnMap('customer=Client no, date=3,amount="Total, paid",order=', ROLES)]).toEqual(
    [['customer', 'Client no'], ['date', '3'], ['amount', 'Total, paid'], ['order', '']])
  expect([...parseColumnMap('client=1,Montant=Total,Quantité=3,commande remboursée=4', ROLES)]).toEqual(
    [['customer', '1'], ['amount', 'Total'], ['quantity', '3'], ['refund-of', '4']])
  expect(() => parseColumnMap('kunde=2', ROLES)).toThrow(expect.objectContaining({code: 'map-invalid', exitCode: 2, hint: expect.stringContaining('customer') as string}))
  expect(() => parseColumnMap('customer', ROLES)).toThrow(expect.objectContaining({code: 'map-invalid'}))
  const columns = ['Client No', 'Date', '3']
  expect(columnOf('client_no', 'customer', columns, columns, 'f.csv')).toBe(0)
  expect(columnOf('2', 'date', columns, columns, 'f.csv')).toBe(1)
  expect(columnOf('3', 'amount', columns, columns, 'f.csv')).toBe(2)
  expect(() => columnOf('9', 'date', columns, columns, 'f.csv')).toThrow(expect.objectContaining({code: 'column-unknown', hint: expect.stringContaining('Client No (1)') as string}))
})

async function written(text: string): Promise<{file: string; options: Parameters<typeof understandTransactions>[1]}> {
  const folder = await scratch()
  await writeFile(join(folder, 'orders.csv'), text)
  return {file: join(folder, 'orders.csv'), options: {timeZone: 'UTC', currency: 'EUR', temporaryFolder: folder}}
}

async function transactions(text: string, map?: string): Promise<ImportPlan> {
  const {file, options} = await written(text)
  return (await understandTransactions([file], {...options, ...(map === undefined ? {} : {map})})).plan
}

async function customers(text: string, map?: string): Promise<CustomersPlan> {
  const {file, options} = await written(text)
  return (await understandCustomers([file], {...options, ...(map === undefined ? {} : {map})})).plan
}

test('what is missing is named with the --map that would mend it', async () => {
  await expect(transactions('order_id,order_date,total\n1,2019-01-02,3\n')).rejects.toMatchObject({
    code: 'column-missing', message: expect.stringContaining('the customer') as string,
    hint: expect.stringContaining("--map 'customer=COLUMN,date=order_date,amount=total'") as string,
  })
  await expect(transactions('7,2019-01-02,3.50\n7,2019-01-02,4.50\n8,2019-01-05,1.00\n')).rejects.toMatchObject(
    {code: 'column-missing', hint: expect.stringContaining("--map 'customer=1,date=2,amount=3'") as string})
})

test('a headerless file with --map by position', async () => {
  const plan = await transactions('7,2019-01-02,3.50\n8,2019-01-05,1.00\n', 'customer=1,date=2,amount=3')
  expect(plan).toMatchObject({grain: 'order', amountRule: 'amount', confidence: 1, files: [{hasHeader: false, skipLines: 0, roles: {customer: 0, date: 1, amount: 2}}]})
})

test("customers' names are no key; an e-mail beside is", async () => {
  await expect(transactions('date,customer name,total\n2019-01-02,Ann Lee,3\n')).rejects.toMatchObject({code: 'column-unsure'})
  expect(await transactions('date,customer,email,total\n2019-01-02,Ann Lee,ann@lee.org,3\n')).toMatchObject({customerKey: 'email', files: [{roles: {customer: 2}}]})
  expect(await transactions('date,phone,total\n2019-01-02,+33 6 12 34 56 78,3\n')).toMatchObject({customerKey: 'phone'})
})

test('a price without a quantity is what was paid', async () => {
  expect(await transactions('date,client,price\n2019-01-02,7,3\n')).toMatchObject({amountRule: 'amount', files: [{roles: {amount: 2}}]})
})

test('a column that does not hold what its name promises is asked about', async () => {
  await expect(transactions('date,client,total\nmonday,7,none\ntuesday,8,none\n')).rejects.toMatchObject({code: 'column-unsure'})
})

test('customers files: known columns, attributes, and no names or addresses', async () => {
  const plan = await customers('Customer ID,First Name,Email,Street,Signup date,Segment,Favourite shop,Empty\n7,Ann,ann@lee.org,1 Road,2019-01-02,gold,Paris,\n')
  expect(plan).toMatchObject({customerKey: 'id', files: [{roles: {customer: 0, joined: 4, segment: 5}, attributes: [{column: 6, name: 'favourite-shop'}]}]})
  await expect(customers('shop,city\nA,Paris\n')).rejects.toMatchObject({code: 'column-missing'})
  expect(await customers('shop,city\nA,Paris\n', 'customer=1')).toMatchObject({files: [{roles: {customer: 0}}]})
})

test('sums under the table are a footer; a blank customer in the last sale is none', async () => {
  const rows = Array.from({length: 12}, (_, i) => `A${i},${i % 3},2024-01-${10 + i},3.50`).join('\n')
  const footer = async (end: string): Promise<number> => (await transactions(`order no,customer id,date,amount\n${rows}\n${end}`)).files[0]!.footerRows
  expect(await footer('')).toBe(0)
  expect(await footer('Total,,,42.00\n')).toBe(1)
  expect(await footer(',,,42.00\n')).toBe(1)
  expect(await footer('\nTotal général,,,42.00\n12 rows,,,\n,,,\n')).toBe(2)
  expect(await footer('A13,,2024-01-30,3.50\n')).toBe(0)
  expect(await footer('Subtotal,,,38.00\nTax,,,4.00\nTotal,,,42.00\n')).toBe(3)
  expect(await footer('Total HT,,,38.00\nTVA 20 %,,,4.00\n')).toBe(2)
  expect(await footer('Total,,,42.00\n\nPage 1/1\nGenerated by Till 3.2\n')).toBe(3)
  expect(await footer('Nombre de ventes : 12,,,\n')).toBe(1)
  expect(await footer('Number of sales,12,,\n')).toBe(1)
  // A row that was cut off, a tax without a total, a sale without a date: said, not left out.
  for (const row of ['A13', 'A13,7,,3.50', 'Tax,7,,4.00', '7']) expect(await footer(`${row}\n`)).toBe(0)
  const names = async (end: string): Promise<number> => (await transactions(`customer id,date,amount\nAnn Lee,2024-01-05,3\nBob Ray,2024-02-05,3\n${end}`)).files[0]!.footerRows
  expect([await names('Ann Lee\n'), await names('Bob Ray,,3\n'), await names('Till 7\n')]).toEqual([0, 0, 1])
})

test('the zone of times stands in the header or in a column of its own', async () => {
  const zone = async (text: string): Promise<string> => (await transactions(text)).timeZone
  expect(await zone('client id,Created (UTC),amount\n7,2024-01-02 10:00,3\n')).toBe('UTC')
  expect(await zone('client id,date,fuseau horaire,amount\n7,2024-01-02 10:00,CET,3\n7,2024-07-02 10:00,CEST,3\n')).toBe('Europe/Paris')
  expect(await zone('client id,date,time zone,amount\n7,2024-01-02 10:00,Eastern Time (US & Canada),3\n')).toBe('America/New_York')
  expect(await zone('client id,date,time zone,amount\n7,2024-01-02 10:00,Europe/Rome,3\n')).toBe('Europe/Rome')
  expect(await zone('client id,date,time zone,amount\n7,2024-01-02 10:00,CET,3\n7,2024-01-02 10:00,EST,3\n')).toBe('UTC')
})

test('an e-mail column that holds none is no key', async () => {
  await expect(transactions('date,email,total\n2019-01-02,Ann,3\n2019-01-02,Bob,3\n')).rejects.toMatchObject({code: 'column-missing'})
  expect(await customers('ID,Email address,City\n7,Ann,Paris\n')).toMatchObject({customerKey: 'id', files: [{roles: {customer: 0}}]})
  await expect(customers('Email,City\nAnn,Paris\n')).rejects.toMatchObject({code: 'column-missing'})
})

test('a customers file follows what the history knows customers by', async () => {
  const text = 'Customer ID,Email,Phone,City\n7,ann@lee.org,0612345678,Paris\n'
  const {file, options} = await written(text)
  const key = async (customerKey: 'id' | 'email' | 'phone'): Promise<unknown> => {
    const {plan} = await understandCustomers([file], {...options, customerKey})
    return [plan.customerKey, plan.files[0]!.roles.customer]
  }
  expect([await key('id'), await key('email'), await key('phone')]).toEqual([['id', 0], ['email', 1], ['phone', 2]])
})

test('what a column is called keeps it from being proposed for what it is not', async () => {
  const shop = 'Name,Shipping,Total,Created at,Billing City\n#1,4.50,12.00,2024-01-05,Lyon\n#2,4.50,13.00,2024-01-06,Lyon\n'
  await expect(transactions(shop)).rejects.toMatchObject({hint: expect.stringContaining("--map 'customer=COLUMN,date=Created at,amount=Total'") as string})
  const kitchen = 'transaction_id;dish_key;quantity;order_date\n1;hawaii_m;1;2024-01-05\n2;hawaii_m;2;2024-01-06\n3;napoli_l;1;2024-01-06\n'
  await expect(transactions(kitchen)).rejects.toMatchObject({hint: expect.stringContaining("--map 'customer=COLUMN,date=order_date,amount=COLUMN'") as string})
})

test('where names say nothing, values do: the only dates are the date; the rest is named in the --map to copy', async () => {
  const rows = (names: string, ids = ['x1', 'x2', 'x1']): string => `${names}\n${ids.map((id, i) => `${id},2024-01-0${i + 5},1${i}.50,${i + 1}\n`).join('')}`
  await expect(transactions(rows('a,b,c,d'))).rejects.toMatchObject({code: 'column-missing', details: {missing: ['customer', 'amount'], likely: {customer: 1, date: 2, amount: 3}},
    hint: expect.stringContaining("--map 'customer=a,date=b,amount=c'") as string})
  await expect(transactions(rows('Kunde,Wann,Wieviel,Beleg', ['Anna Schmidt', 'Bob Meier', 'Anna Schmidt']))).rejects.toMatchObject(
    {hint: expect.stringContaining("--map 'customer=Kunde,date=Wann,amount=Wieviel'") as string})
  expect(await transactions(rows('Kunde,Wann,Betrag,Beleg'))).toMatchObject({confidence: 0.7, files: [{roles: {customer: 0, date: 1, amount: 2, order: 3}}]})
  // Two columns of dates, or a birthday, are no order's date.
  await expect(transactions('Kunde,Wann,Betrag,Bis\nx1,2024-01-05,3.50,2024-02-01\nx1,2024-01-07,4.50,2024-03-01\n')).rejects.toMatchObject({details: {missing: ['date']}})
  await expect(transactions('Kunde,Naissance,Betrag\nx1,1980-01-05,3.50\nx1,1970-01-07,4.50\n')).rejects.toMatchObject({details: {missing: ['date']}})
})
