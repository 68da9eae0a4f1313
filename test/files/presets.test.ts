import {existsSync, readFileSync} from 'node:fs'
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {plainName} from '../../src/files/columns/column-names.js'
import {findColumns, matchPreset} from '../../src/files/plan/match-preset.js'
import {mayBeRecognised} from '../../src/files/plan/preset-text.js'
import {loadPresets} from '../../src/files/plan/presets.js'
import {describeOnRealData, realData} from '../support/real-data.js'
import {ROOT, scratch} from '../support/cli.js'

const presets = await loadPresets(undefined)

/** The preset each header row of the collection belongs to. */
const EXPECTED: Readonly<Record<string, string>> = {
  shopify_orders_2023plus: 'shopify-orders', shopify_orders_2021: 'shopify-orders', shopify_orders_2012: 'shopify-orders', shopify_customers: 'shopify-customers',
  square_transactions_2025plus: 'square-transactions', square_transactions_2019: 'square-transactions', square_items_2026: 'square-items',
  square_customers: 'square-customers', stripe_payments_legacy: 'stripe-payments', stripe_unified_payments: 'stripe-unified-payments',
  stripe_customers: 'stripe-customers', paypal_activity_en: 'paypal-activity', paypal_activity_fr: 'paypal-activity',
  woo_analytics_orders: 'woocommerce-analytics-orders', woo_analytics_customers: 'woocommerce-analytics-customers',
  woo_csv_export_suite: 'woocommerce-csv-export-suite', woo_import_export_suite: 'woocommerce-import-export-suite',
  woo_advanced_order_export: 'woocommerce-advanced-order-export', prestashop_orders_fr: 'prestashop-orders', prestashop_orders_en: 'prestashop-orders',
  prestashop_customers_en: 'prestashop-customers', prestashop_customers_fr: 'prestashop-customers', magento2_orders: 'magento2-orders',
  magento2_customers: 'magento2-customers', bigcommerce_orders: 'bigcommerce-orders', etsy_sold_orders: 'etsy-orders', etsy_sold_order_items: 'etsy-order-items',
  amazon_orders: 'amazon-orders', amazon_date_range: 'amazon-date-range', wix_orders: 'wix-orders', squarespace_orders: 'squarespace-orders',
  lightspeed_x_sales: 'lightspeed-x-sales', clover_payments: 'clover-payments', clover_orders: 'clover-orders', toast_order_details: 'toast-order-details',
  toast_item_selections: 'toast-item-selections', sumup_transactions: 'sumup-transactions', zettle_purchases: 'zettle-purchases', ecwid_orders: 'ecwid-orders',
  quickbooks_pos_sales: 'quickbooks-pos-sales', smile_import: 'smile-points', smile_customers: 'smile-customers',
  loyaltylion_points_accounting: 'loyaltylion-points-accounting', yotpo_import: 'yotpo-points', talonone_balances: 'talonone-balances',
  loylap_customers: 'loylap-customers', crm_points_real: 'crm-points',
}

interface HeaderRow {
  readonly key: string
  readonly columns: readonly string[]
}

describeOnRealData('export headers of 25 systems', () => {
  const file = realData('export-headers', 'headers.json')
  // A skipped suite is still collected.
  const rows = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly HeaderRow[]) : []

  test('every one is expected to be something', () => {
    expect(rows.map(({key}) => key).sort()).toEqual(Object.keys(EXPECTED).sort())
  })

  test.each(rows.map((row) => [row.key, row] as const))('%s is recognised', (key, {columns}) => {
    const match = matchPreset(columns, presets)
    expect(match?.preset.id).toBe(EXPECTED[key])
    expect(match!.confidence).toBeGreaterThanOrEqual(0.9)
  })

  test.each(rows.map((row) => [row.key, row] as const))('%s: shuffled, with other columns, blanks and capitals', (key, {columns}) => {
    const changed = [...columns].reverse().map((name) => ` ${name.toUpperCase()} `)
    expect(matchPreset(columns.length > 4 ? ['Extra', ...changed, ''] : changed, presets)?.preset.id).toBe(EXPECTED[key])
  })

  test.each(rows.filter(({columns}) => columns.length > 12).map((row) => [row.key, row] as const))('%s: every tenth column missing', (key, {columns}) => {
    expect(matchPreset(columns.filter((_, i) => i % 10 !== 9), presets)?.preset.id).toBe(EXPECTED[key])
  })

  test.each(rows.map((row) => [row.key, row] as const))('%s: a preset names columns that exist, customer and date and amount first', (_key, {columns}) => {
    const preset = matchPreset(columns, presets)!.preset
    const needed = preset.holds === 'transactions' ? [...(preset.noCustomer === undefined ? ['customer'] : []), 'date', 'amount'] : preset.holds === 'customers' ? ['customer'] : []
    for (const role of needed) expect(findColumns(columns, preset.columns[role as 'customer'] ?? []).length, role).toBeGreaterThan(0)
  })

  test('plain files are not taken for a known export', () => {
    for (const parts of [['superstore', 'variant_all_quoted_LF.csv'], ['chinook', 'Invoice.csv'], ['dunnhumby', 'transactions_sample.csv'], ['loyalty-ledger', 'orders_new.csv'],
      ['french-adventureworks', 'commandes.csv'], ['cdnow', 'cdnow-sample.csv'], ['french-pizza', 'ventes.csv']]) {
      const header = readFileSync(realData(...parts), 'utf8').split('\n')[0]!.split(/[,;]/).map((name) => name.replaceAll('"', '').trim())
      expect(matchPreset(header, presets), parts[0]).toBeUndefined()
    }
  })
})

test('names in parentheses are kept apart', () => {
  expect(findColumns(['Email (Shipping)', 'Email (Billing)'], ['Email (Billing)'])).toEqual([1])
  expect(findColumns(['Order Total (ex tax)'], ['Order Total (inc tax)'])).toEqual([])
  expect(findColumns(['Final price (GBP)'], ['Final price'])).toEqual([0])
})

test("a person's own preset comes first; a wrong one says where", async () => {
  const folder = join(await scratch(), 'presets')
  await mkdir(folder)
  await writeFile(join(folder, 'till.yaml'), 'source: My till\nrecognise: [Bon, Kd, Tag, Summe, Filiale]\ncolumns: {customer: Kd, date: Tag, amount: Summe, order: Bon}\n')
  const own = await loadPresets(folder)
  expect(matchPreset(['Bon', 'Kd', 'Tag', 'Summe', 'Filiale'], own)).toMatchObject({confidence: 1, preset: {id: 'till', rows: 'order', holds: 'transactions'}})
  await writeFile(join(folder, 'wrong.yaml'), 'source: Wrong\nrecognise: [A]\ncolumns: {costumer: A}\n')
  await expect(loadPresets(folder)).rejects.toMatchObject({code: 'definition-invalid', where: {line: 3}})
  expect(await loadPresets(join(folder, 'none'))).toEqual(presets)
})

test('only presets that cannot be recognised by a header are left unread, however its names are written', async () => {
  const bare = (name: string): string => name.normalize('NFD').replaceAll(/\p{M}/gu, '')
  const ways = [String, bare, (name: string) => name.toLowerCase(), (name: string) => name.toUpperCase(), (name: string) => ` ${name.replaceAll(' ', '_')}`,
    (name: string) => name.replaceAll(/\(.*?\)/g, '')]
  let recognised = 0
  for (const preset of presets) {
    // A column is counted once, and once more: no more than two names that a preset is known by are one column.
    const entries = preset.recognise.flatMap((names) => [...new Set(names.map(plainName))])
    expect(new Set(entries).size, preset.id).toBeGreaterThanOrEqual(entries.length - 1)
    const text = readFileSync(join(ROOT, 'src', 'files', 'presets', `${preset.id}.yaml`), 'utf8')
    for (let nth = 0; nth < 3; nth += 1)
      for (const write of ways)
        for (const header of [preset.recognise, preset.recognise.filter((_, i) => i % 4 !== nth)].map((each) => each.map((names) => write(names[nth % names.length]!)))) {
          if (matchPreset(header, [preset]) === undefined) continue
          recognised += 1
          expect(mayBeRecognised(text, [['nothing', 'of', 'it'], header]), `${preset.id} by ${header.join(', ')}`).toBe(true)
        }
  }
  expect(recognised).toBeGreaterThan(1000)
  expect(await loadPresets(undefined, (text) => mayBeRecognised(text, [['customer', 'date', 'amount', 'channel']]))).toEqual([])
})
