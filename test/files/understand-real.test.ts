import {expect, test} from 'vitest'
import {understandCustomers, understandTransactions} from '../../src/files/plan/understand.js'
import type {CustomersPlan, ImportPlan} from '../../src/tasks/import/plan.js'
import {describeOnRealData, realData} from '../support/real-data.js'
import {scratch} from '../support/cli.js'

async function plan(...parts: readonly string[]): Promise<ImportPlan> {
  const understood = await understandTransactions([realData(...parts)], {timeZone: 'UTC', currency: 'EUR', temporaryFolder: await scratch()})
  return understood.plan
}

async function customers(...parts: readonly string[]): Promise<CustomersPlan> {
  return (await understandCustomers([realData(...parts)], {timeZone: 'UTC', currency: 'EUR', temporaryFolder: await scratch()})).plan
}

/** Role → column name. */
function meanings({files: [file]}: ImportPlan | CustomersPlan): Record<string, string> {
  return Object.fromEntries(Object.entries(file!.roles).map(([role, column]) => [role, file!.columns[column as number]!]))
}

describeOnRealData('real exports are understood without flags', () => {
  test.each([
    'Sample - Superstore (kaggle, m-d-yyyy).csv', 'Sample - Superstore (tableau, BOM, dd-mm-yy).csv', 'variant_all_quoted_LF.csv', 'variant_trailing_comma.csv',
  ])('superstore: %s', async (name) => {
    const understood = await plan('superstore', name)
    expect(meanings(understood)).toMatchObject({customer: 'Customer ID', date: 'Order Date', amount: 'Sales', order: 'Order ID'})
    expect(understood).toMatchObject({amountRule: 'amount', grain: 'line', customerKey: 'id'})
    expect(understood.files[0]!.mustBeEmpty).toEqual(name.includes('trailing') ? [21] : [])
    expect(understood.files[0]!.readable).toBe(realData('superstore', name))
  })

  test('a workbook named .csv is refused by its type', async () => {
    await expect(plan('superstore', 'variant_is_really_xlsx.csv')).rejects.toMatchObject({code: 'file-type', exitCode: 3, message: expect.stringContaining('Excel') as string})
  })

  test('cdnow: columns held apart by blanks', async () => {
    const understood = await plan('cdnow', 'CDNOW_master.txt')
    expect(meanings(understood)).toMatchObject({customer: 'customer_id', date: 'date', amount: 'dollar_value'})
    expect(understood).toMatchObject({grain: 'order', amountRule: 'amount', files: [{skipLines: 1, dialect: {delimiter: ',', newline: 'crlf'}}]})
    expect(understood.files[0]!.columns).toHaveLength(4)
    expect(meanings(await plan('cdnow', 'cdnow-sample.csv'))).toEqual({customer: 'customer_id', date: 'date', amount: 'amount'})
  })

  test('chinook and dunnhumby', async () => {
    expect(meanings(await plan('chinook', 'Invoice.csv'))).toMatchObject({customer: 'CustomerId', date: 'InvoiceDate', amount: 'Total', order: 'InvoiceId'})
    expect(meanings(await plan('dunnhumby', 'transactions_sample.csv'))).toMatchObject(
      {customer: 'household_id', date: 'transaction_timestamp', amount: 'sales_value', order: 'basket_id'})
  })

  test('french headers: amount = quantity × unit price', async () => {
    const understood = await plan('french-adventureworks', 'commandes.csv')
    expect(meanings(understood)).toEqual({customer: 'ID_Client', date: 'Date_Commande', order: 'ID_Commande', quantity: 'Quantite', price: 'Prix_Unitaire'})
    expect(understood.amountRule).toBe('quantity-times-price')
    expect(meanings(await customers('french-adventureworks', 'clients.csv'))).toMatchObject({customer: 'CustomerID'})
  })

  test('files without customers are refused, naming what is missing', async () => {
    await expect(plan('french-pizza', 'ventes.csv')).rejects.toMatchObject(
      {code: 'column-missing', exitCode: 3, message: expect.stringContaining('the customer') as string, hint: expect.stringContaining('--map') as string})
    await expect(plan('shopify', 'orders_export_10cols_no_customer.csv')).rejects.toMatchObject({code: 'column-missing', details: {missing: ['customer']}})
  })

  test('loyalty-ledger: orders and customers', async () => {
    expect(meanings(await plan('loyalty-ledger', 'orders_new.csv'))).toMatchObject(
      {customer: 'customer_id', date: 'order_date', amount: 'order_total', order: 'order_id', status: 'order_status'})
    const understood = await customers('loyalty-ledger', 'customers_new.csv')
    expect(meanings(understood)).toMatchObject({customer: 'customer_id', joined: 'join_date', segment: 'loyalty_tier'})
    expect(understood.files[0]!.attributes.map(({name}) => name)).toEqual(['city', 'gender', 'age-group'])
  })
})
