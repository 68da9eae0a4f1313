import {readFileSync} from 'node:fs'
import {type Day, day, dayOf, parseIsoDay} from '../../src/base/day.js'
import type {Purchases} from '../../src/history/purchases.js'
import {realData} from '../support/real-data.js'

/** Purchases from plain (customer, day, minor units) triples, in any order. */
export function purchasesOf(orders: readonly (readonly [customer: string, day: number, amount: number])[]): Purchases {
  const sorted = orders.map((order, place) => ({order, place}))
    .sort((a, b) => (a.order[0] < b.order[0] ? -1 : a.order[0] > b.order[0] ? 1 : a.order[1] - b.order[1] || a.place - b.place))
    .map(({order}) => order)
  const customers: string[] = []
  const offsets: number[] = []
  sorted.forEach(([customer], i) => {
    if (customers[customers.length - 1] === customer) return
    customers.push(customer)
    offsets.push(i)
  })
  offsets.push(sorted.length)
  const days = Int32Array.from(sorted, (order) => order[1])
  return {
    currency: 'USD', customers, offsets: Int32Array.from(offsets), days,
    seconds: new Int32Array(sorted.length).fill(-1), amounts: Float64Array.from(sorted, (order) => order[2]),
    attributes: {}, customerAttributes: {},
    from: day(days.reduce((least, value) => Math.min(least, value), Infinity)),
    to: day(days.reduce((most, value) => Math.max(most, value), -Infinity)),
  }
}

/** The 1/10 systematic sample of CDNOW that all published fits use. */
export function cdnowSample(): Purchases {
  const lines = readFileSync(realData('cdnow', 'cdnow-sample.csv'), 'utf8').trim().split('\n').slice(1)
  return purchasesOf(lines.map((line) => {
    const [customer = '', date = '', amount = ''] = line.trim().split(',')
    return [customer, parseIsoDay(date) ?? day(0), Math.round(Number(amount) * 100)]
  }))
}

export const CDNOW_CUT: Day = dayOf(1997, 9, 30)
export const CDNOW_END: Day = dayOf(1998, 6, 30)
