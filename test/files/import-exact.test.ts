import {expect, test} from 'vitest'
import {join} from 'node:path'
import {writeFile} from 'node:fs/promises'
import {importFiles} from '../support/import-files.js'
import {describeOnRealData, realData} from '../support/real-data.js'
import {scratch} from '../support/cli.js'

describeOnRealData('figures computed independently', () => {
  // Source: expected/figures.json (customers and orders identified with a positive total, revenue rounded once per order).
  test.each([
    ['superstore', ['superstore', 'variant_all_quoted_LF.csv'], 793, 5009, '2297201.13'],
    ['cdnow', ['cdnow', 'CDNOW_master.txt'], 23_502, 69_579, '2500315.63'],
    ['chinook', ['chinook', 'Invoice.csv'], 59, 412, '2328.60'],
    ['dunnhumby', ['dunnhumby', 'transactions_sample.csv'], 2373, 46_988, '233935.24'],
    ['french-adventureworks', ['french-adventureworks', 'commandes.csv'], 631, 3176, '69293212.39'],
  ] as const)('%s imports exactly, without flags', async (_, parts, customers, orders, revenue) => {
    const result = await importFiles([realData(...parts)])
    expect({customers: result.customers, orders: result.orders, revenue: result.revenue.amount, rejected: result.rows.rejected}).toEqual({customers, orders, revenue, rejected: 0})
  })

  test('six silently shifted rows are refused, not imported wrong', async () => {
    const result = await importFiles([realData('superstore', 'variant_trailing_comma.csv')], {skipInvalid: true})
    expect(result.rows.rejected).toBe(6)
    expect(result.refused.every(({reason}) => reason === 'row-shifted')).toBe(true)
  })
})

async function imported(name: string, text: string, options: Parameters<typeof importFiles>[1] = {}): ReturnType<typeof importFiles> {
  const path = join(await scratch(), name)
  await writeFile(path, text)
  return importFiles([path], options)
}

test('Shopify: totals of the first row, refunds beside, cancelled and voided orders out', async () => {
  const header = 'Name,Email,Financial Status,Paid at,Fulfillment Status,Accepts Marketing,Currency,Subtotal,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,'
    + 'Lineitem requires shipping,Billing Name,Cancelled at,Refunded Amount,Source,Id'
  const rows = [
    "#1001,Ann@Lee.org ,paid,,fulfilled,yes,EUR,30,33.50,2024-03-30 23:30:00 +0100,1,A,10,true,Ann,,0.00,web,'501",
    '#1001,Ann@Lee.org,,,,,,,,2024-03-30 23:30:00 +0100,2,"B\nlarge",10,true,,,,,',
    "#1002,ann@lee.org,partially_refunded,,fulfilled,yes,EUR,20,20.00,2024-04-01 10:00:00 +0200,1,A,20,true,Ann,,5.00,pos,'502",
    "#1003,bob@x.org,paid,,,no,EUR,9,9.00,2024-04-02 10:00:00 +0200,1,A,9,true,Bob,2024-04-03 10:00:00 +0200,9.00,web,'503",
    "#1004,bob@x.org,voided,,,no,EUR,9,9.00,2024-04-02 10:00:00 +0200,1,A,9,true,Bob,,0,web,'504",
    "#1005,,paid,,fulfilled,no,EUR,7,7.00,2024-04-04 10:00:00 +0200,1,A,7,true,,,0,pos,'505",
  ]
  const result = await imported('orders_export_1.csv', [header, ...rows].join('\n'))
  expect(result).toMatchObject({preset: 'Shopify orders', grain: 'order-total-on-first-row', orders: 2, customers: 1, revenue: {amount: '53.50'}, refunds: {amount: '-5.00'},
    from: '2024-03-30', to: '2024-04-01', rows: {rejected: 0, withoutCustomer: 1}})
})

test('PayPal in French: no-break spaces, refunds as negative rows, transfers left out', async () => {
  const header = '"Date","Heure","Fuseau horaire","Nom","Type","État","Devise","Avant commission","Commission","Net","De l\'adresse email","À l\'adresse email",'
    + '"Numéro de transaction","Numéro de la transaction de référence"'
  const rows = [
    '"13/02/2024","10:00:00","CET","Ann Lee","Paiement Express Checkout","Terminé","EUR","1\u00A0234,56","-1,00","1\u00A0233,56","ann@lee.org","shop@x.org","T1",""',
    '"14/02/2024","11:00:00","CET","Ann Lee","Remboursement de paiement","Terminé","EUR","-34,56","0","-34,56","ANN@lee.org","shop@x.org","T2","T1"',
    '"15/02/2024","12:00:00","CET","","Virement standard","Terminé","EUR","-900,00","0","-900,00","shop@x.org","","T3",""',
    '"16/02/2024","12:00:00","CET","Bob","Paiement sur site marchand","Refusé","EUR","5,00","0","5,00","bob@x.org","shop@x.org","T4",""',
  ]
  expect(await imported('Download.CSV', `\uFEFF${[header, ...rows].join('\r\n')}\r\n`)).toMatchObject(
    {preset: 'PayPal activity', orders: 1, customers: 1, revenue: {amount: '1234.56'}, refunds: {amount: '-34.56'}, rows: {rejected: 0}})
})

test('Etsy: total after refunds; Lightspeed: only rows of type Sale', async () => {
  const etsy = 'Sale Date,Order ID,Buyer User ID,Full Name,Number of Items,Currency,Order Value,Coupon Details,Order Total,Status,Card Processing Fees,Order Net,Adjusted Order Total,Buyer,InPerson Discount\n'
    + '03/04/24,1,annlee,Ann Lee,1,EUR,20.00,,25.00,,1,24,0.00,Ann,\n03/05/24,2,annlee,Ann Lee,1,EUR,20.00,,25.00,,1,24,15.00,Ann,\n'
  expect(await imported('EtsySoldOrders2024.csv', etsy)).toMatchObject({preset: 'Etsy orders', from: '2024-03-04', orders: 2, revenue: {amount: '50.00'}, refunds: {amount: '-10.00'}})
  const vend = 'Date,Receipt Number,Line Type,Customer Code,Customer Name,Note,Quantity,Subtotal,Sales Tax,Discount,Loyalty,Total,Paid,Details,Register,User,Status,Sku,AccountCodeSale,AccountCodePurchase\n'
    + '2024-03-13 10:00:00,7,Sale,ANN-1,Ann,,2,20,4,0,0,24.00,24.00,,Main,Eve,CLOSED,,,\n2024-03-13 10:00:00,7,Sale Line,ANN-1,Ann,,2,20,4,0,0,24.00,,,Main,Eve,,A,,\n'
    + '2024-03-13 10:00:00,7,Payment,ANN-1,Ann,,,,,,,24.00,24.00,Cash,Main,Eve,,,,\n'
  expect(await imported('sales.csv', vend)).toMatchObject({preset: 'Lightspeed X sales', orders: 1, revenue: {amount: '24.00'}})
})

test('a row per item with the order total repeated counts it once', async () => {
  const woo = 'Order Number,Order Status,Order Date,First Name (Billing),Email (Billing),Phone (Billing),Email (Shipping),Payment Method Title,Cart Discount Amount,Order Refund Amount,Order Total Amount,SKU,Item Name,Quantity (- Refund),Item Cost\n'
    + '1,Completed,2024-03-13 10:00,Ann,ann@lee.org,,,Card,0,0,50.00,A,Thing,1,20\n1,Completed,2024-03-13 10:00,Ann,ann@lee.org,,,Card,0,0,50.00,B,Other,1,30\n'
  expect(await imported('orders.csv', woo)).toMatchObject({preset: 'WooCommerce advanced order export', orders: 1, revenue: {amount: '50.00'}})
  const plain = `order_id,client_id,order_date,order_total,item\n${[1, 2, 3, 4].map((n) => `${n},7,2024-03-1${n},50.00,a\n${n},7,2024-03-1${n},50.00,b\n`).join('')}`
  expect(await imported('shop.csv', plain)).toMatchObject({preset: null, grain: 'order-total-repeated', orders: 4, revenue: {amount: '200.00'}})
})
