import {readFileSync} from 'node:fs'
import {parse} from 'csv-parse/sync'
import {dayOf} from '../../src/base/day.js'
import type {Purchases} from '../../src/history/purchases.js'
import {purchasesOf} from './purchases.js'
import {realData} from './real-data.js'

/** The CDNOW master log: each line is an order; amounts in cents. */
export function cdnow(): Purchases {
  const lines = readFileSync(realData('cdnow', 'CDNOW_master.txt'), 'utf8').split(/\r?\n/).map((line) => line.trim().split(/\s+/))
  return purchasesOf(lines.filter(([id]) => /^\d+$/.test(id ?? '')).map(([customer, date, , amount]) => ({
    customer: customer!, day: dayOf(Number(date!.slice(0, 4)), Number(date!.slice(4, 6)), Number(date!.slice(6))), amount: Math.round(Number(amount) * 100),
  })))
}

/** Superstore: order = sum of its lines, rounded half-up once, in cents. */
export function superstore(): Purchases {
  const file = realData('superstore', 'Sample - Superstore (kaggle, m-d-yyyy).csv')
  const rows = parse(readFileSync(file), {columns: true, bom: true}) as Record<string, string>[]
  const orders = new Map<string, {customer: string; day: number; sum: number}>()
  for (const row of rows) {
    const [month, dayOfMonth, year] = row['Order Date']!.split('/').map(Number)
    const key = `${row['Order ID']} ${row['Customer ID']}`
    const order = orders.get(key) ?? {customer: row['Customer ID']!, day: dayOf(year!, month!, dayOfMonth!), sum: 0}
    // In ten-thousandths, so that the sum is exact.
    orders.set(key, {...order, sum: order.sum + Math.round(Number(row['Sales']) * 10_000)})
  }
  return purchasesOf([...orders.values()].map(({customer, day, sum}) => ({customer, day, amount: Math.floor(sum / 100 + 0.5)})))
}
