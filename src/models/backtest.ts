import {addMonths, type Day, monthIndex} from '../base/day.js'
import {RegularsError} from '../base/errors.js'
import {toMajor} from '../base/money.js'
import type {Purchases} from '../history/purchases.js'
import {type FittedBaseline, fitBaseline} from './fit-baseline.js'
import {forecastCustomers, trackingCurve} from './forecast.js'
import type {PurchaseModelName} from './purchase-model.js'
import {forEachRepeatDay} from './seasonality.js'

/** How far a forecast of one figure was off: (expected − actual) / actual; null where nothing happened. */
export interface Compared {
  readonly actual: number
  readonly expected: number
  readonly error: number | null
}

export interface ForecastErrors {
  readonly orders: Compared
  readonly mae: number
  readonly rmse: number
}

/** Customers with the same number of repeat purchases before: what was forecast of one on average, and what happened. */
export interface FrequencyClass {
  readonly from: number
  /** null: no upper limit */
  readonly to: number | null
  readonly customers: number
  readonly expected: number
  readonly actual: number
}

/** In words of how far the forecast may be trusted. */
export type Verdict = 'good' | 'usable' | 'poor'

/** A forecast of the recent past made from what was known before it, compared with what happened. */
export interface Backtest {
  readonly model: PurchaseModelName
  readonly calibration: {readonly from: Day; readonly to: Day}
  readonly holdout: {readonly from: Day; readonly to: Day}
  /** length of the holdout, rounded */
  readonly months: number
  readonly customers: number
  /** purchase days of customers known before, as the model counts them */
  readonly orders: Compared
  /** their value in major units */
  readonly revenue: Compared
  readonly tracking: {
    /** mean absolute error of the cumulative weekly curve */
    readonly mape: number
    readonly weeks: readonly {readonly end: Day; readonly actual: number; readonly expected: number}[]
  }
  readonly perCustomer: {readonly mae: number; readonly rmse: number}
  readonly naive: {readonly samePeriod: ForecastErrors; readonly constantRate: ForecastErrors}
  readonly classes: readonly FrequencyClass[]
  readonly verdict: Verdict
}

export type BacktestOutcome =
  | {readonly available: true; readonly result: Backtest}
  /** why the past cannot be forecast from the past before it */
  | {readonly available: false; readonly reason: 'short-history' | 'few-purchases' | 'model-unfit'}

const SHORTEST_DAYS = 90
const FEWEST_PURCHASES = 20

/** Where the past is cut when nobody says: the last third, at most twelve months, in whole months where there are some. */
export function defaultCut(from: Day, to: Day): Day {
  const months = Math.min(12, Math.floor((monthIndex(to) - monthIndex(from) + 1) / 3))
  return months >= 1 ? monthsBefore(to, months) : ((to - Math.floor((to - from) / 3)) as Day)
}

/** So many months earlier; the end of a month stays the end of a month. */
export function monthsBefore(to: Day, months: number): Day {
  return (addMonths((to + 1) as Day, -months) - 1) as Day
}

/** `checkForecast` for outputs that show one line of it: says why where there is none, instead of failing. */
export function backtest(purchases: Purchases, to: Day = purchases.to): BacktestOutcome {
  if (purchases.to - purchases.from < SHORTEST_DAYS) return {available: false, reason: 'short-history'}
  try {
    const fitted = fitBaseline(purchases, defaultCut(purchases.from, to))
    if (fitted.repeats < FEWEST_PURCHASES) return {available: false, reason: 'few-purchases'}
    const result = checkForecast(purchases, fitted, to)
    return result.orders.actual < FEWEST_PURCHASES ? {available: false, reason: 'few-purchases'} : {available: true, result}
  } catch (error) {
    if (error instanceof RegularsError && error.code === 'model-unfit') return {available: false, reason: 'model-unfit'}
    throw error
  }
}

/** Compares the forecast of a fit with what its customers did up to `to`. */
export function checkForecast(purchases: Purchases, fitted: FittedBaseline, to: Day): Backtest {
  const {rf, calendar, until, from} = fitted
  const length = to - until
  const forecast = forecastCustomers(fitted, to)
  const {counts, before, revenue} = observed(purchases, fitted, to)
  const expectedRevenue = forecast.purchases.reduce((sum, n, i) => sum + n * forecast.value[i]!, 0)
  const model = errorsOf(counts, forecast.purchases)
  const naive = {
    samePeriod: errorsOf(counts, before),
    constantRate: errorsOf(counts, Float64Array.from(rf.x, (x, i) => (calendar.T[i]! > 0 ? (x / calendar.T[i]!) * length : 0))),
  }
  return {
    model: fitted.model.name,
    calibration: {from, to: until}, holdout: {from: (until + 1) as Day, to}, months: Math.round(length / 30.4),
    customers: rf.x.length, orders: model.orders, revenue: compared(revenue, expectedRevenue),
    tracking: tracking(purchases, fitted, to),
    perCustomer: {mae: model.mae, rmse: model.rmse}, naive,
    classes: classesOf(rf.x, forecast.purchases, counts),
    verdict: verdictOf(model, naive),
  }
}

function observed(purchases: Purchases, fitted: FittedBaseline, to: Day): {counts: Float64Array; before: Float64Array; revenue: number} {
  const {rf, until} = fitted
  const counts = new Float64Array(rf.x.length)
  const before = new Float64Array(rf.x.length)
  const start = until - (to - until)
  forEachRepeatDay(purchases, rf, to, (day, row) => {
    if (day > until) counts[row]! += 1
    else if (day > start) before[row]! += 1
  })
  let revenue = 0
  for (const customer of rf.customer)
    for (let row = purchases.offsets[customer]!; row < purchases.offsets[customer + 1]!; row += 1)
      if (purchases.days[row]! > until && purchases.days[row]! <= to) revenue += Math.max(0, purchases.amounts[row]!)
  return {counts, before, revenue: toMajor(revenue, purchases.currency)}
}

export function compared(actual: number, expected: number): Compared {
  return {actual, expected, error: actual === 0 ? null : (expected - actual) / actual}
}

function errorsOf(actual: Float64Array, expected: Float64Array): ForecastErrors {
  let [absolute, square, a, e] = [0, 0, 0, 0]
  for (let i = 0; i < actual.length; i += 1) {
    const gap = expected[i]! - actual[i]!
    absolute += Math.abs(gap)
    square += gap * gap
    a += actual[i]!
    e += expected[i]!
  }
  return {orders: compared(a, e), mae: absolute / actual.length, rmse: Math.sqrt(square / actual.length)}
}

/** Weekly cumulative repeat purchases of the known customers over the whole history; the error is that of the holdout's weeks. */
function tracking(purchases: Purchases, fitted: FittedBaseline, to: Day): Backtest['tracking'] {
  const {from, until, rf} = fitted
  const ends: number[] = []
  for (let end = from + 6; end < to; end += 7) ends.push(end)
  if (ends.length === 0 || to - ends[ends.length - 1]! >= 7) ends.push(to)
  const actual = new Float64Array(ends.length)
  forEachRepeatDay(purchases, rf, to, (day) => {
    const week = Math.floor((day - from) / 7)
    if (week < actual.length) actual[week]! += 1
  })
  for (let i = 1; i < actual.length; i += 1) actual[i]! += actual[i - 1]!
  const expected = trackingCurve(fitted, ends)
  const held = ends.map((end, i) => ({end, i})).filter(({end, i}) => end > until && actual[i]! > 0)
  const mape = held.reduce((sum, {i}) => sum + Math.abs(expected[i]! - actual[i]!) / actual[i]!, 0) / Math.max(1, held.length)
  return {mape, weeks: ends.map((end, i) => ({end: end as Day, actual: actual[i]!, expected: expected[i]!}))}
}

const CLASS_STARTS = [0, 1, 2, 3, 4, 5, 7, 10, 20]

function classesOf(x: Int32Array, expected: Float64Array, actual: Float64Array): FrequencyClass[] {
  return CLASS_STARTS.map((from, index) => {
    const next = CLASS_STARTS[index + 1]
    let [customers, e, a] = [0, 0, 0]
    for (let i = 0; i < x.length; i += 1) {
      if (x[i]! < from || (next !== undefined && x[i]! >= next)) continue
      customers += 1
      e += expected[i]!
      a += actual[i]!
    }
    return {from, to: next === undefined ? null : next - 1, customers, expected: e / customers, actual: a / customers}
  }).filter(({customers}) => customers > 0)
}

/** Good: total within 15 % and no worse per customer than either naive rule. Poor: off by more than 30 %, or beaten by one clearly. */
function verdictOf(model: ForecastErrors, naive: Backtest['naive']): Verdict {
  const error = Math.abs(model.orders.error ?? Infinity)
  const bar = Math.min(naive.samePeriod.rmse, naive.constantRate.rmse)
  if (error <= 0.15 && model.rmse <= bar * 1.02) return 'good'
  return error > 0.3 || model.rmse > bar * 1.25 ? 'poor' : 'usable'
}
