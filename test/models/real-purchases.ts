import {readFileSync} from 'node:fs'
import {type Day, dayOf, parseIsoDay} from '../../src/base/day.js'
import type {Purchases} from '../../src/history/purchases.js'
import {purchasesOf as fromSales} from '../support/purchases.js'
import {realData} from '../support/real-data.js'

/** Purchases from plain (customer, day, minor units) triples, in any order. */
export function purchasesOf(orders: readonly (readonly [customer: string, day: number, amount: number])[]): Purchases {
  return fromSales(orders.map(([customer, day, amount]) => ({customer, day, amount})))
}

/** The 1/10 systematic sample of CDNOW that all published fits use. */
export function cdnowSample(): Purchases {
  const lines = readFileSync(realData('cdnow', 'cdnow-sample.csv'), 'utf8').trim().split('\n').slice(1)
  return purchasesOf(lines.map((line) => {
    const [customer = '', date = '', amount = ''] = line.trim().split(',')
    return [customer, parseIsoDay(date)!, Math.round(Number(amount) * 100)]
  }))
}

export const CDNOW_CUT: Day = dayOf(1997, 9, 30)
export const CDNOW_END: Day = dayOf(1998, 6, 30)
