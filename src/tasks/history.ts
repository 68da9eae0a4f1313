import {isoDay} from '../base/day.js'
import {type Currency, minor, type MoneyJson, moneyJson} from '../base/money.js'
import {customerTotals, topShare} from '../history/concentration.js'
import {repeatRate, type RepeatWindow} from '../history/repeat-rate.js'
import type {Purchases} from '../history/purchases.js'
import type {HistoryReader, RepeatedFinding} from './history-port.js'

/** The `--json` result of `history`. Shares are 0..1. */
export interface HistoryResult {
  readonly customers: number
  readonly orders: number
  readonly revenue: MoneyJson
  readonly from: string
  readonly to: string
  /** of the best fifth of customers, rounded up to a whole customer */
  readonly topFifthRevenueShare: number
  /** share of customers who bought again on a later day within 90 days / 12 months of the first; null where nobody had the time */
  readonly repeatRate: {readonly days90: number | null; readonly months12: number | null}
  readonly findings: readonly RepeatedFinding[]
  readonly refunds: MoneyJson
  readonly refundOrders: number
  readonly rows: number
  readonly rowsWithoutCustomer: number
  readonly ordersWithoutCustomer: number
  readonly revenueWithoutCustomer: MoneyJson
  readonly currency: Currency
  readonly fingerprint: string
}

/** What is there: totals of identified customers, concentration, repeat rates, findings. Throws `history-missing`. */
export async function summariseHistory(reader: HistoryReader): Promise<HistoryResult> {
  const purchases = await reader.purchases()
  const counts = await reader.counts()
  const {spend, orders} = customerTotals(purchases)
  const bought = spend.filter((_, i) => orders[i]! > 0)
  const refunds = refundsOf(purchases)
  const money = (amount: number): MoneyJson => moneyJson(minor(amount), purchases.currency)
  return {
    customers: bought.length,
    orders: orders.reduce((sum, each) => sum + each, 0),
    revenue: money(spend.reduce((sum, each) => sum + each, 0)),
    from: isoDay(purchases.from), to: isoDay(purchases.to),
    topFifthRevenueShare: topShare(bought),
    repeatRate: {days90: rate(purchases, {days: 90}), months12: rate(purchases, {months: 12})},
    findings: await reader.findings(),
    refunds: money(refunds.amount), refundOrders: refunds.orders,
    rows: counts.rows, rowsWithoutCustomer: counts.rowsWithoutCustomer, ordersWithoutCustomer: counts.ordersWithoutCustomer,
    revenueWithoutCustomer: money(counts.revenueWithoutCustomer),
    currency: purchases.currency, fingerprint: await reader.fingerprint(),
  }
}

function rate(purchases: Purchases, window: RepeatWindow): number | null {
  const found = repeatRate(purchases, window)
  return found.base === 0 ? null : found.rate
}

function refundsOf({amounts}: Purchases): {readonly amount: number; readonly orders: number} {
  let amount = 0
  let orders = 0
  for (const each of amounts)
    if (each < 0) {
      amount += each
      orders += 1
    }
  return {amount, orders}
}
