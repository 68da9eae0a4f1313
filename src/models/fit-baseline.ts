import type {Day} from '../base/day.js'
import {RegularsError} from '../base/errors.js'
import type {Purchases} from '../history/purchases.js'
import type {Baseline, RecencyFrequency} from './baseline.js'
import {contractOf} from './contract/spells.js'
import {fitPurchaseModel, paretoNbdModel} from './fit-model.js'
import {fitGammaGamma, type GammaGammaFit} from './gamma-gamma.js'
import {fitParetoNbd} from './pareto-nbd/fit.js'
import type {ParetoNbdFit} from './pareto-nbd/fitted.js'
import type {PurchaseModel, PurchaseModelName} from './purchase-model.js'
import {summarise} from './recency-frequency.js'
import {type GroupedRows, groupRows} from './rows.js'
import {flatSeason, onSeasonClock, SEASON_DAYS, seasonOf} from './seasonality.js'
import {spendSample} from './spend-sample.js'

/** What a person should be told about a fit. Codes are stable; the words are in src/reports. */
export type FitNote =
  | 'small-base' | 'few-repeats' | 'no-dropout' | 'weakly-determined' | 'few-repeat-spenders' | 'first-purchases-used'
  | 'spend-heavy-tail' | 'spend-constant' | 'spend-frequency-related' | 'season-unknown' | 'subscription'

export interface FittedBaseline {
  readonly baseline: Baseline
  /** histories on the clock `baseline` was fitted with: what `drawLatents` and forecasts need (equal to `calendar` without a season) */
  readonly rf: RecencyFrequency
  readonly rows: GroupedRows
  /** histories in calendar days, and the fit to them that other software would find */
  readonly calendar: RecencyFrequency
  readonly calendarFit: ParetoNbdFit
  readonly until: Day
  /** first purchase of the base */
  readonly from: Day
  readonly customers: number
  readonly repeats: number
  /** the fit behind `baseline` */
  readonly purchase: ParetoNbdFit
  /** what forecasts are made with: the fit behind `baseline`, or another model put in its place by `withModel` */
  readonly model: PurchaseModel
  readonly spend: GammaGammaFit
  /** Pearson correlation of repeat purchases and their mean value among repeaters; Gamma-Gamma assumes about 0 */
  readonly spendCorrelation: number
  readonly notes: readonly FitNote[]
}

/** Bases smaller than this get a weak prior, said aloud. */
export const SMALL_BASE = 200
const FEW_REPEATS = 50

/**
 * Fits everything a forecast needs to the purchases up to `until`: Pareto/NBD, Gamma-Gamma and the season. With two years or more,
 * season and purchase model are fitted in turn until they agree (see `onSeasonClock`).
 * Throws `model-unfit` where there is nothing to fit or no maximum is found.
 */
export function fitBaseline(purchases: Purchases, until: Day): FittedBaseline {
  const calendar = summarise(purchases, until)
  const customers = calendar.x.length
  const longest = calendar.T.reduce((most, T) => Math.max(most, T), 0)
  if (customers === 0 || longest === 0) throw nothingToFit(customers)
  const repeats = calendar.x.reduce((sum, x) => sum + x, 0)
  const withPrior = customers < SMALL_BASE || repeats < FEW_REPEATS
  const seasonalityKnown = longest >= SEASON_DAYS && repeats >= FEW_REPEATS
  const calendarRows = groupRows(calendar)
  const flat = {seasonality: flatSeason(), rf: calendar, rows: calendarRows, purchase: fitParetoNbd(calendarRows, {withPrior})}
  const {seasonality, rf, rows, purchase} = seasonalityKnown ? inTurn(purchases, until, flat, withPrior) : flat
  const {sample, withFirst} = spendSample(purchases, calendar, until)
  const spend = fitGammaGamma(sample)
  const spendCorrelation = correlation(calendar)
  return {
    baseline: {
      parameters: purchase.parameters, covariance: purchase.covariance,
      spend: spend.parameters, spendCovariance: spend.covariance, seasonality, seasonalityKnown,
    },
    rf, rows, calendar, calendarFit: flat.purchase, until, from: (until - longest) as Day, customers, repeats, purchase, spend, spendCorrelation,
    model: paretoNbdModel(purchase, customers),
    notes: notesOf({
      customers, repeats, purchase, spend, withFirst, spendCorrelation, seasonalityKnown, subscription: contractOf(purchases, until) !== undefined,
    }),
  }
}

/** The same base and season, forecast with another model. Throws `model-unfit` where it cannot be fitted. */
export function withModel(fitted: FittedBaseline, name: PurchaseModelName): FittedBaseline {
  return name === fitted.model.name ? fitted : {...fitted, model: fitPurchaseModel(name, fitted.rows, fitted.purchase.withPrior)}
}

interface SeasonalFit {
  readonly seasonality: Float64Array
  readonly rf: RecencyFrequency
  readonly rows: GroupedRows
  readonly purchase: ParetoNbdFit
}

/** Rounds of season and model; two or three settle it. */
const MOST_ROUNDS = 4
const SETTLED = 0.01

function inTurn(purchases: Purchases, until: Day, start: SeasonalFit, withPrior: boolean): SeasonalFit {
  const calendar = start.rf
  let current = start
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const seasonality = seasonOf(purchases, calendar, until, current.purchase.parameters, current.seasonality)
    const change = seasonality.reduce((most, value, m) => Math.max(most, Math.abs(value - current.seasonality[m]!)), 0)
    if (change < SETTLED) break
    const rf = onSeasonClock(calendar, until, seasonality)
    const rows = groupRows(rf)
    current = {seasonality, rf, rows, purchase: fitParetoNbd(rows, {withPrior, start: current.purchase.parameters})}
  }
  return current
}

function notesOf(fit: {
  readonly customers: number
  readonly repeats: number
  readonly purchase: ParetoNbdFit
  readonly spend: GammaGammaFit
  readonly withFirst: boolean
  readonly spendCorrelation: number
  readonly seasonalityKnown: boolean
  readonly subscription: boolean
}): FitNote[] {
  const cases: readonly (readonly [boolean, FitNote])[] = [
    [fit.purchase.withPrior && fit.customers < SMALL_BASE, 'small-base'],
    [fit.purchase.withPrior && fit.customers >= SMALL_BASE, 'few-repeats'],
    // Of subscribers it would be said of the wrong model: their renewals tell how many leave.
    [fit.purchase.withoutDropout && !fit.subscription, 'no-dropout'],
    [fit.purchase.weak, 'weakly-determined'],
    [fit.spend.withPrior && fit.spend.fallback === 'none', 'few-repeat-spenders'],
    [fit.withFirst, 'first-purchases-used'],
    [fit.spend.fallback === 'heavy-tail', 'spend-heavy-tail'],
    [fit.spend.fallback === 'constant', 'spend-constant'],
    [Math.abs(fit.spendCorrelation) > 0.3, 'spend-frequency-related'],
    [!fit.seasonalityKnown, 'season-unknown'],
    [fit.subscription, 'subscription'],
  ]
  return cases.filter(([applies]) => applies).map(([, note]) => note)
}

function correlation({x, meanSpend}: RecencyFrequency): number {
  let [n, sx, sm, sxx, smm, sxm] = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < x.length; i += 1) {
    const [a, b] = [x[i]!, meanSpend[i]!]
    if (a === 0 || b <= 0) continue
    n += 1
    sx += a
    sm += b
    sxx += a * a
    smm += b * b
    sxm += a * b
  }
  const scale = Math.sqrt((n * sxx - sx * sx) * (n * smm - sm * sm))
  return n > 2 && scale > 0 ? (n * sxm - sx * sm) / scale : 0
}

function nothingToFit(customers: number): RegularsError {
  return customers === 0
    ? new RegularsError('input', 'model-unfit', 'There are no purchases to fit a customer model to.', 'Import transactions first, or choose a later --until.')
    : new RegularsError(
        'input', 'model-unfit', 'All purchases are on one day: there is no time in which anybody could have come back.',
        'Import a longer history, or choose a later --until.',
      )
}
