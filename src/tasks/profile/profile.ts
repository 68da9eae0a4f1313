import {isoDay, monthText} from '../../base/day.js'
import {fromMajor, type MoneyJson, moneyJson, roundMinor} from '../../base/money.js'
import {type Cohorts, cohorts} from '../../history/cohorts.js'
import {concentration} from '../../history/concentration.js'
import {months} from '../../history/months.js'
import {newcomerValue, type NewcomerValue} from '../../history/newcomers.js'
import type {Purchases} from '../../history/purchases.js'
import {repeatRate} from '../../history/repeat-rate.js'
import {RFM_SEGMENTS} from '../../history/rfm.js'
import {LOST, OVERDUE} from '../../history/rhythm.js'
import {TRENDS} from '../../history/trend.js'
import {type Visits, YEAR} from '../../history/visits.js'
import {type CustomerFacts, customerFacts} from './customers.js'
import {drifting} from './drifting.js'
import type {ProfileChannel, ProfileCohort, ProfileNewcomers, ProfileNote, ProfileResult, ProfileSegment} from './result.js'
import {DEFAULT_SETTINGS, type Settings} from '../settings.js'

export interface ProfileOptions {
  readonly settings: Pick<Settings, 'grossMargin' | 'acquisition' | 'loyal'>
  readonly horizonMonths: number
  /** shows a customer key; a salted hash where keys must not leave the house */
  readonly keyShown?: (key: string) => string
}

const PLAIN: ProfileOptions = {settings: DEFAULT_SETTINGS, horizonMonths: DEFAULT_SETTINGS.horizonMonths}

/** Everything the past says about the customers, without a model: fast enough to be shown with any first answer. */
export function profilePurchases(purchases: Purchases, options: ProfileOptions = PLAIN): ProfileResult {
  return pastOf(customerFacts(purchases, purchases.to, options), options)
}

/** The model-free part of a profile; `customers` may already carry an outlook. Money is rounded once, at the end. */
export function pastOf(customers: CustomerFacts, options: ProfileOptions): ProfileResult {
  const {purchases, visits} = customers
  const orders = total(visits.orders)
  const revenue = total(visits.spend)
  const {top, curve, gini} = concentration(visits.spend)
  const money = (minor: number) => moneyJson(roundMinor(minor), purchases.currency)
  const table = months(purchases)
  return {
    asOf: isoDay(visits.asOf), from: isoDay(purchases.from), to: isoDay(purchases.to), currency: purchases.currency,
    customers: visits.customer.length, orders,
    revenue: money(revenue), averageOrder: money(revenue / orders), ordersPerCustomer: orders / visits.customer.length,
    activeCustomers: visits.ordersLastYear.reduce((sum, each) => sum + (each > 0 ? 1 : 0), 0),
    concentration: {top, curve: [...curve], gini, folklore: {topFifth: 0.8, measuredElsewhere: 0.67}},
    repeatRate: {days90: repeatRate(purchases, {days: 90}), months12: repeatRate(purchases, {months: 12})},
    oneTimeBuyers: oneTimeBuyers(visits, revenue),
    newAndReturning: newAndReturning(visits, money),
    rhythm: rhythmResult(customers),
    segments: customers.segmented ? segments(customers, revenue, money) : [],
    loyal: customers.loyal.result,
    cohorts: {month: cohortRows(cohorts(purchases, 'month')), year: cohortRows(cohorts(purchases, 'year'))},
    months: table.map((each) => ({
      month: monthText(each.month), orders: each.orders, customers: each.customers, newCustomers: each.newCustomers,
      revenueNew: money(each.revenueNew), revenueReturning: money(each.revenueReturning),
    })),
    trends: trendCounts(customers),
    newCustomers: newcomers(purchases, visits, options, money),
    horizonMonths: options.horizonMonths,
    grossMargin: options.settings.grossMargin ?? null,
    forecast: null,
    drifting: drifting(customers, options),
    clusters: null,
    redacted: options.keyShown !== undefined,
    notes: notesOf(customers, options),
  }
}

function oneTimeBuyers(visits: Visits, revenue: number): ProfileResult['oneTimeBuyers'] {
  let [customers, spend, longAgo] = [0, 0, 0]
  for (let row = 0; row < visits.visitDays.length; row += 1) {
    if (visits.visitDays[row] !== 1) continue
    customers += 1
    spend += visits.spend[row]!
    if (visits.ordersLastYear[row] === 0) longAgo += 1
  }
  return {customers, share: customers / visits.customer.length, revenueShare: spend / revenue, longAgo}
}

/** Of the last 12 months: what those brought who came for the first time in them, and what everybody else did. */
function newAndReturning({asOf, first, spendLastYear}: Visits, money: (minor: number) => MoneyJson): ProfileResult['newAndReturning'] {
  let [newCustomers, fresh] = [0, 0]
  first.forEach((day, row) => {
    if (asOf - day >= YEAR) return
    newCustomers += 1
    fresh += spendLastYear[row]!
  })
  const all = total(spendLastYear)
  return {newCustomers, revenueNew: money(fresh), revenueReturning: money(all - fresh), newShare: all === 0 ? 0 : fresh / all}
}

function rhythmResult({rhythm}: CustomerFacts): ProfileResult['rhythm'] {
  const {gapDays, gaps, typicalOwnGap, classes, lateness} = rhythm
  if (gaps === 0) return null
  let [overdue, reachable] = [0, 0]
  for (const each of lateness) {
    if (!(each >= OVERDUE)) continue
    overdue += 1
    if (each <= LOST) reachable += 1
  }
  return {...gapDays, gaps, typicalOwnGap, classes, overdue, reachable}
}

function segments(customers: CustomerFacts, revenue: number, money: (minor: number) => MoneyJson): ProfileSegment[] {
  const {visits, rfm, outlook} = customers
  const sums = RFM_SEGMENTS.map(() => ({customers: 0, orders: 0, spend: 0, days: 0, alive: 0, expectedOrders: 0, expectedRevenue: 0}))
  for (let row = 0; row < visits.customer.length; row += 1) {
    const sum = sums[rfm.segment[row]!]!
    sum.customers += 1
    sum.orders += visits.orders[row]!
    sum.spend += visits.spend[row]!
    sum.days += visits.asOf - visits.last[row]!
    if (outlook === undefined) continue
    sum.alive += outlook.alive[row]!
    sum.expectedOrders += outlook.orders[row]!
    sum.expectedRevenue += outlook.revenue[row]!
  }
  return RFM_SEGMENTS.map((segment, i) => {
    const sum = sums[i]!
    const mean = (each: number) => (sum.customers === 0 ? 0 : each / sum.customers)
    return {
      segment, customers: sum.customers, revenueShare: sum.spend / revenue, orders: mean(sum.orders), daysSinceLast: mean(sum.days),
      spend: money(mean(sum.spend)),
      expected: outlook === undefined ? null : {customersStillActive: sum.alive, orders: sum.expectedOrders, revenue: money(sum.expectedRevenue)},
    }
  })
}

function cohortRows({unit, cohorts: rows}: Cohorts): ProfileCohort[] {
  return rows.map(({period, size, active}) => ({period: unit === 'month' ? monthText(period) : String(period), size, active}))
}

function trendCounts(customers: CustomerFacts): ProfileResult['trends'] {
  if (customers.trend === undefined) return null
  const counts = {rising: 0, stable: 0, fading: 0, gone: 0, new: 0, past: 0}
  for (const each of customers.trend) counts[TRENDS[each]!] += 1
  const {past: _, ...shown} = counts
  return shown
}

/** 80 % of a normal distribution lie within so many standard errors. */
const EIGHTY = 1.2816

function newcomers(purchases: Purchases, visits: Visits, options: ProfileOptions, money: (minor: number) => MoneyJson): ProfileNewcomers | null {
  const found = newcomerValue(purchases, visits.asOf, options.horizonMonths)
  if (found === undefined) return null
  const {grossMargin, acquisition} = options.settings
  const channel = (value: NewcomerValue): ProfileChannel => {
    const cac = (typeof value.channel === 'string' ? acquisition.cacByChannel[value.channel] : undefined) ?? acquisition.cac
    const cacMinor = cac === undefined ? undefined : fromMajor(cac, purchases.currency)
    const margin = grossMargin === undefined ? undefined : value.mean * grossMargin
    return {
      channel: value.channel ?? null, customers: value.customers,
      revenue: {
        mean: money(value.mean), p10: money(Math.max(0, value.mean - EIGHTY * value.standardError)), p90: money(value.mean + EIGHTY * value.standardError),
      },
      firstVisit: money(value.firstVisit), cameBack: value.cameBack,
      margin: margin === undefined ? null : money(margin), cac: cacMinor === undefined ? null : money(cacMinor),
      marginPerCac: margin === undefined || cacMinor === undefined ? null : margin / cacMinor,
    }
  }
  return {months: found.months, countedFrom: isoDay(found.countedFrom), all: channel(found.all), channels: found.channels.map(channel)}
}

function notesOf(customers: CustomerFacts, {settings}: ProfileOptions): ProfileNote[] {
  const {purchases, visits, loyal} = customers
  const cases: readonly (readonly [boolean, ProfileNote])[] = [
    [visits.asOf - purchases.from < 90, 'history-short'],
    [!customers.segmented, 'segments-need-customers'],
    [customers.trend === undefined, 'trends-need-two-years'],
    [loyal.result.cutOff === null, 'loyal-needs-18-months'],
    [loyal.result.cutOff !== null && loyal.result.proposed === null, 'no-loyal-definition'],
    [visits.asOf > purchases.to, 'as-of-after-last-order'],
    [settings.grossMargin === undefined, 'margin-unknown'],
  ]
  return cases.filter(([applies]) => applies).map(([, note]) => note)
}

function total(column: Int32Array | Float64Array): number {
  let sum = 0
  for (const each of column) sum += each
  return sum
}
