import {type Day, isoDay, monthIndex, monthText} from '../base/day.js'
import {RegularsError} from '../base/errors.js'
import {type Currency, fromMajor, type MoneyJson, moneyJson} from '../base/money.js'
import type {Purchases} from '../history/purchases.js'
import {type Backtest, type Compared, checkForecast, defaultCut, type ForecastErrors, type FrequencyClass, type Verdict} from '../models/backtest.js'
import {type FitNote, type FittedBaseline, fitBaseline, withModel} from '../models/fit-baseline.js'
import {PURCHASE_MODELS, type PurchaseModelName} from '../models/purchase-model.js'
import {byMonth, bySegment, checkOneModel, type ModelScore, originsOf, recommendedOf, type SegmentCheck, scoresOf} from '../models/rolling.js'
import type {HistoryReader} from './history-port.js'
import {turn, type TaskContext} from './ports.js'

export interface ModelCheckRequest {
  readonly model: PurchaseModelName
  /** end of calibration; undefined: about the last third is held out, at most twelve months */
  readonly until: Day | undefined
}

/** The backtest as scripts read it. Errors are (expected − actual) / actual. */
export interface ModelCheckResult {
  readonly model: PurchaseModelName
  readonly calibration: {readonly from: string; readonly to: string}
  readonly holdout: {readonly from: string; readonly to: string}
  readonly months: number
  readonly customers: number
  readonly currency: Currency
  readonly orders: Compared
  readonly revenue: {readonly actual: MoneyJson; readonly expected: MoneyJson; readonly error: number | null}
  readonly tracking: {readonly mape: number; readonly weeks: readonly {readonly end: string; readonly actual: number; readonly expected: number}[]}
  readonly perCustomer: {readonly mae: number; readonly rmse: number}
  readonly naive: {readonly samePeriod: ForecastErrors; readonly constantRate: ForecastErrors}
  readonly classes: readonly FrequencyClass[]
  readonly byMonth: readonly {readonly month: string; readonly actual: number; readonly expected: number}[]
  readonly segments: readonly SegmentCheck[]
  /** the newest first; all models forecast each of them */
  readonly origins: readonly {readonly calibrationTo: string; readonly holdoutTo: string}[]
  /** best first */
  readonly models: readonly ModelScore[]
  readonly recommended: PurchaseModelName
  readonly verdict: Verdict
  readonly notes: readonly FitNote[]
}

const MODELS = Object.keys(PURCHASE_MODELS) as readonly PurchaseModelName[]

/** Forecasts the recent past from what was known before it, with every model and from several moments. Throws `model-unfit`. */
export async function checkModel(history: HistoryReader, request: ModelCheckRequest, context: TaskContext): Promise<ModelCheckResult> {
  context.progress.stage('Reading the history')
  const purchases = await history.purchases()
  const cut = request.until ?? defaultCut(purchases.from, purchases.to)
  checkCut(purchases, cut)
  const origins = originsOf(purchases.from, cut, purchases.to)
  context.progress.stage('Forecasting the past', origins.length * MODELS.length, 'forecasts')
  const first = fitBaseline(purchases, cut)
  const checks: Map<PurchaseModelName, Backtest>[] = []
  for (const [i, origin] of origins.entries()) {
    await turn(context)
    const fitted = i === 0 ? first : earlierFit(purchases, origin.cut)
    if (fitted === undefined) continue
    const byModel = new Map<PurchaseModelName, Backtest>()
    for (const [j, name] of MODELS.entries()) {
      await turn(context)
      const check = checkOneModel(purchases, fitted, origin.to, name)
      if (check !== undefined) byModel.set(name, check)
      context.progress.done(i * MODELS.length + j + 1)
    }
    checks.push(byModel)
  }
  const fitted = withModel(first, request.model)
  const check = checks[0]?.get(request.model) ?? checkForecast(purchases, fitted, purchases.to)
  return resultOf(purchases, fitted, check, {origins: origins.slice(0, checks.length), scores: scoresOf(checks)})
}

function checkCut(purchases: Purchases, cut: Day): void {
  if (purchases.customers.length === 0)
    throw new RegularsError('input', 'model-unfit', 'There are no purchases to forecast.', 'Import transactions first.')
  if (cut >= purchases.to || cut < purchases.from)
    throw new RegularsError('usage', 'until-outside', `--until ${isoDay(cut)} leaves nothing to compare a forecast with.`,
      `Choose a day between ${isoDay(purchases.from)} and ${isoDay(purchases.to)}, best with some months after it.`)
}

/** An earlier moment may have too little before it; it is then left out. */
function earlierFit(purchases: Purchases, cut: Day): FittedBaseline | undefined {
  try {
    return fitBaseline(purchases, cut)
  } catch (error) {
    if (error instanceof RegularsError && error.code === 'model-unfit') return undefined
    throw error
  }
}

function resultOf(purchases: Purchases, fitted: FittedBaseline, check: Backtest, rolling: {
  readonly origins: readonly {readonly cut: Day; readonly to: Day}[]
  readonly scores: readonly ModelScore[]
}): ModelCheckResult {
  const {currency} = purchases
  const money = (major: number): MoneyJson => moneyJson(fromMajor(major, currency), currency)
  const days = ({from, to}: {from: Day; to: Day}) => ({from: isoDay(from), to: isoDay(to)})
  return {
    model: check.model, calibration: days(check.calibration), holdout: days(check.holdout), months: check.months,
    customers: check.customers, currency, orders: check.orders,
    revenue: {actual: money(check.revenue.actual), expected: money(check.revenue.expected), error: check.revenue.error},
    tracking: {mape: check.tracking.mape, weeks: check.tracking.weeks.map(({end, actual, expected}) => ({end: isoDay(end), actual, expected}))},
    perCustomer: check.perCustomer, naive: check.naive, classes: check.classes,
    byMonth: byMonth(purchases, fitted, check.holdout.to).map(({end, ...rest}) => ({month: monthText(monthIndex(end)), ...rest})),
    segments: bySegment(purchases, fitted, check.holdout.to),
    origins: rolling.origins.map(({cut, to}) => ({calibrationTo: isoDay(cut), holdoutTo: isoDay(to)})),
    models: rolling.scores, recommended: recommendedOf(rolling.scores), verdict: check.verdict, notes: fitted.notes,
  }
}
