import {civil, type Day} from '../base/day.js'
import type {Purchases} from '../history/purchases.js'
import {type Backtest, checkForecast, type Compared, compared, monthsBefore, type Verdict} from './backtest.js'
import {type FittedBaseline, withModel} from './fit-baseline.js'
import {forecastCustomers} from './forecast.js'
import {monthEnds} from './season-clock.js'
import type {PurchaseModelName} from './purchase-model.js'
import {forEachRepeatDay} from './seasonality.js'

/** One forecast of the past: made at `cut`, compared at `to`. */
export interface Origin {
  readonly cut: Day
  readonly to: Day
}

const MOST_ORIGINS = 4
const SHORTEST_CALIBRATION = 90

/** The cut asked for and up to three before it, half a forecast apart, each looking as many months ahead; the newest first. */
export function originsOf(from: Day, cut: Day, to: Day): readonly Origin[] {
  const months = Math.max(1, Math.round((to - cut) / 30.44))
  const step = Math.ceil(months / 2)
  const origins: Origin[] = [{cut, to}]
  for (let k = 1; k < MOST_ORIGINS; k += 1) {
    const earlier = monthsBefore(cut, k * step)
    // About as much past as future, or the forecast is not one a person would make.
    if (earlier - from < Math.max(SHORTEST_CALIBRATION, 0.9 * (to - cut))) break
    origins.push({cut: earlier, to: monthsBefore(to, k * step)})
  }
  return origins
}

/** How well one model forecast each origin; `undefined` where it could not be fitted. */
export interface ModelScore {
  readonly model: PurchaseModelName
  /** total error per origin */
  readonly errors: readonly (number | null)[]
  /** mean of their sizes */
  readonly meanError: number
  readonly rmse: number
  readonly verdict: Verdict
}

/** One model's forecast from a fitted base; undefined where the model cannot be fitted to it. */
export function checkOneModel(purchases: Purchases, fitted: FittedBaseline, to: Day, name: PurchaseModelName): Backtest | undefined {
  return attempt(() => checkForecast(purchases, withModel(fitted, name), to))
}

function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'model-unfit') return undefined
    throw error
  }
}

/** Scores over all origins, best first. The newest origin's verdict stands. */
export function scoresOf(checks: readonly Map<PurchaseModelName, Backtest>[]): readonly ModelScore[] {
  const newest = checks[0] ?? new Map<PurchaseModelName, Backtest>()
  return [...newest].map(([model, check]) => {
    const all = checks.flatMap((each) => each.get(model) ?? [])
    const errors = all.map(({orders}) => orders.error)
    const sizes = errors.map((error) => Math.abs(error ?? 1))
    return {
      model, errors, verdict: check.verdict, meanError: sizes.reduce((sum, size) => sum + size, 0) / sizes.length,
      rmse: all.reduce((sum, {perCustomer}) => sum + perCustomer.rmse, 0) / all.length,
    }
  }).sort((a, b) => a.meanError - b.meanError || a.rmse - b.rmse)
}

/** Differences smaller than this are no reason to leave the default. */
const CLEARLY = 0.01

/** The model with the smallest mean error of the total; the default where it is as good. */
export function recommendedOf(scores: readonly ModelScore[]): PurchaseModelName {
  const [best] = scores
  const usual = scores.find(({model}) => model === 'pareto-nbd')
  if (best === undefined) return 'pareto-nbd'
  return usual !== undefined && usual.meanError <= best.meanError + CLEARLY ? 'pareto-nbd' : best.model
}

export interface MonthCheck {
  /** last day of the month, or of the holdout */
  readonly end: Day
  readonly actual: number
  readonly expected: number
}

/** Orders month by month of the holdout: what came, and what was expected of the known customers. */
export function byMonth(purchases: Purchases, fitted: FittedBaseline, to: Day): readonly MonthCheck[] {
  const ends = monthEnds(fitted.until, to)
  const actual = new Float64Array(ends.length)
  forEachRepeatDay(purchases, fitted.rf, to, (day) => {
    if (day > fitted.until) actual[ends.findIndex((end) => day <= end)]! += 1
  })
  let before = 0
  return ends.map((end, i) => {
    const total = forecastCustomers(fitted, end).purchases.reduce((sum, n) => sum + n, 0)
    const expected = total - before
    before = total
    return {end, actual: actual[i]!, expected}
  })
}

/** A group of customers, forecast together. */
export interface SegmentCheck {
  /** a customer attribute, or `first-purchase` */
  readonly by: string
  readonly value: string
  readonly customers: number
  readonly orders: Compared
}

const MOST_VALUES = 12

/** Forecast against fact by the year of the first purchase and by each customer attribute with few values. */
export function bySegment(purchases: Purchases, fitted: FittedBaseline, to: Day): readonly SegmentCheck[] {
  const {rf, calendar, until} = fitted
  const expected = forecastCustomers(fitted, to).purchases
  const actual = new Float64Array(rf.x.length)
  forEachRepeatDay(purchases, rf, to, (day, row) => { if (day > until) actual[row]! += 1 })
  const group = (by: string, label: (row: number) => string | undefined): SegmentCheck[] => {
    const sums = new Map<string, {customers: number; actual: number; expected: number}>()
    for (let row = 0; row < rf.x.length; row += 1) {
      const value = label(row)
      if (value === undefined) continue
      const sum = sums.get(value) ?? {customers: 0, actual: 0, expected: 0}
      sums.set(value, {customers: sum.customers + 1, actual: sum.actual + actual[row]!, expected: sum.expected + expected[row]!})
    }
    return [...sums].sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([value, sum]) => ({by, value, customers: sum.customers, orders: compared(sum.actual, sum.expected)}))
  }
  const attributes = Object.entries(purchases.customerAttributes).filter(([, {values}]) => values.length > 1 && values.length <= MOST_VALUES)
  return [
    ...group('first-purchase', (row) => String(civil((until - calendar.T[row]!) as Day).year)),
    ...attributes.flatMap(([name, {values, codes}]) => group(name, (row) => values[codes[rf.customer[row]!]!])),
  ]
}
