import {addMonths, type Day} from '../../base/day.js'
import type {Purchases} from '../../history/purchases.js'

/** Customers by number of renewals: `ended[k]` left after k of them, `running[k]` have k so far. */
export interface Spells {
  readonly ended: Float64Array
  readonly running: Float64Array
}

/** How often a contract is paid. */
export const CONTRACT_PERIODS = {week: 7, 'four weeks': 28, month: 30.44, quarter: 91.31, year: 365.25} as const
export type ContractPeriod = keyof typeof CONTRACT_PERIODS

export interface Contract {
  readonly period: ContractPeriod
  /** share of the gaps between payments that are one period long */
  readonly regularity: number
  readonly spells: Spells
}

/** Payments slip by weekends and short months, hardly by more. */
const SLACK: Readonly<Record<ContractPeriod, number>> = {week: 1, 'four weeks': 2, month: 4, quarter: 7, year: 16}
/** Shops with regular customers reach a third; subscriptions nearly all. */
const REGULAR = 0.85
const FEWEST_GAPS = 100

/**
 * Recognises subscriptions: nearly all gaps between a customer's payment days are one and the same period. Then customers do not "come
 * back" at random; they renew or they leave, and a survival model fits what a purchase model does not. Undefined for everything else.
 */
export function contractOf(purchases: Purchases, until: Day): Contract | undefined {
  const gaps = gapsOf(purchases, until)
  if (gaps.length < FEWEST_GAPS) return undefined
  const shares = (Object.keys(CONTRACT_PERIODS) as ContractPeriod[]).map((period) => ({
    period, regularity: gaps.reduce((count, gap) => count + (isOne(period, gap) ? 1 : 0), 0) / gaps.length,
  }))
  const best = shares.reduce((a, b) => (b.regularity > a.regularity ? b : a))
  return best.regularity < REGULAR ? undefined : {...best, spells: spellsOf(purchases, until, best.period)}
}

function isOne(period: ContractPeriod, gap: number): boolean {
  return Math.abs(gap - CONTRACT_PERIODS[period]) <= SLACK[period]
}

function gapsOf(purchases: Purchases, until: Day): number[] {
  const gaps: number[] = []
  for (let i = 0; i < purchases.customers.length; i += 1) {
    const days = paymentDays(purchases, i, until)
    for (let j = 1; j < days.length; j += 1) gaps.push(days[j]! - days[j - 1]!)
  }
  return gaps
}

function paymentDays(purchases: Purchases, customer: number, until: Day): number[] {
  const days: number[] = []
  for (let row = purchases.offsets[customer]!; row < purchases.offsets[customer + 1]! && purchases.days[row]! <= until; row += 1)
    if (purchases.amounts[row]! > 0 && purchases.days[row] !== days[days.length - 1]) days.push(purchases.days[row]!)
  return days
}

/** The first spell of each customer: it has ended where the next payment is overdue by more than payments slip. */
function spellsOf(purchases: Purchases, until: Day, period: ContractPeriod): Spells {
  const renewals: number[] = []
  const over: boolean[] = []
  for (let i = 0; i < purchases.customers.length; i += 1) {
    const days = paymentDays(purchases, i, until)
    if (days.length === 0) continue
    let last = 0
    while (last + 1 < days.length && days[last + 1]! - days[last]! <= CONTRACT_PERIODS[period] + SLACK[period]) last += 1
    renewals.push(last)
    over.push(last + 1 < days.length || until > due(days[last]! as Day, period) + SLACK[period])
  }
  const size = renewals.reduce((most, n) => Math.max(most, n), 0) + 1
  const [ended, running] = [new Float64Array(size), new Float64Array(size)]
  renewals.forEach((n, i) => { (over[i] === true ? ended : running)[n]! += 1 })
  return {ended, running}
}

function due(day: Day, period: ContractPeriod): number {
  const months = {month: 1, quarter: 3, year: 12} as const
  return period === 'month' || period === 'quarter' || period === 'year' ? addMonths(day, months[period]) : day + CONTRACT_PERIODS[period]
}
