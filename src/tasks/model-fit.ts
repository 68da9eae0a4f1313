import {type Day, isoDay} from '../base/day.js'
import {RegularsError, throwIfCancelled} from '../base/errors.js'
import {type Currency, fromMajor, type MoneyJson, moneyJson} from '../base/money.js'
import type {Purchases} from '../history/purchases.js'
import {expectedPurchases as bbExpected} from '../models/bg-bb/bg-bb.js'
import {fitBgBb, opportunitiesOf, type Opportunity} from '../models/bg-bb/fit.js'
import {type Contract, CONTRACT_PERIODS, contractOf, type ContractPeriod} from '../models/contract/spells.js'
import {expectedPeriods, fitSbg, kaplanMeier, survival} from '../models/contract/sbg.js'
import {type FitNote, type FittedBaseline, fitBaseline, withModel} from '../models/fit-baseline.js'
import {fitPurchaseModel, paretoNbdModel} from '../models/fit-model.js'
import {forecastCustomers} from '../models/forecast.js'
import {expectedValue} from '../models/gamma-gamma.js'
import {logGammaTail} from '../models/numerics/gamma-quantiles.js'
import {fitWithTraits} from '../models/pareto-nbd/covariates.js'
import {customersWithoutSales} from '../models/recency-frequency.js'
import {inUnit, type PurchaseModel, type PurchaseModelName} from '../models/purchase-model.js'
import {type GroupedRows, groupRows} from '../models/rows.js'
import {traitOf} from '../models/traits.js'
import type {HistoryReader} from './history-port.js'
import {turn, type TaskContext} from './ports.js'

export type FittableModel = PurchaseModelName | 'bg-bb' | 'sbg'

export interface ModelFitRequest {
  /** undefined: Pareto/NBD, or sBG where the history turns out to be subscriptions */
  readonly model: FittableModel | undefined
  /** end of calibration; undefined: all there is */
  readonly until: Day | undefined
  /** of BG/BB */
  readonly opportunity: Opportunity
  /** customer attributes (or `cohort`) whose effects are estimated, with Pareto/NBD */
  readonly by: readonly string[]
}

/** What a customer's fixed traits change, against the commonest level of each. */
export interface TraitsResult {
  readonly logLikelihood: number
  readonly logLikelihoodWithout: number
  /** chance of so much improvement if the traits meant nothing (likelihood-ratio test) */
  readonly pValue: number
  readonly effects: readonly {
    readonly trait: string
    readonly level: string
    readonly base: string
    readonly customers: number
    /** times as often, with its 90 % interval */
    readonly purchaseRate: Ratio
    /** times as fast */
    readonly dropOut: Ratio
  }[]
}

export interface Ratio {
  readonly ratio: number
  readonly low: number
  readonly high: number
}

/** A fit as scripts read it. Parameters are those of calendar time, comparable with other software, in `timeUnit`s. */
export interface ModelFitResult {
  readonly model: FittableModel
  /** differs from `model` where the data show that nobody leaves, or that customers subscribe */
  readonly requested: FittableModel
  readonly timeUnit: 'week' | Opportunity | ContractPeriod
  readonly from: string
  readonly until: string
  readonly customers: number
  /** those among them who never had anything to pay */
  readonly customersWithoutSales: number
  readonly repeats: number
  readonly parameters: Readonly<Record<string, number>>
  readonly standardErrors: Readonly<Record<string, number>>
  readonly logLikelihood: number
  readonly converged: true
  readonly spend: {
    readonly p: number
    readonly q: number
    readonly gamma: number
    readonly logLikelihood: number
    readonly customers: number
    readonly averagePurchase: MoneyJson
    readonly correlationWithFrequency: number
  }
  readonly seasonality: {
    readonly known: boolean
    /** January first */
    readonly multipliers: readonly number[]
    /** fitted on the seasonal clock: what forecasts use; null without a season */
    readonly parameters: Readonly<Record<string, number>> | null
  }
  /** what the fit says of the people behind it; BG/BB only says what a newcomer does */
  readonly meaning: ModelMeaning | null
  /** BG/BB: purchases expected of a newcomer in her next opportunities */
  readonly newcomerOpportunities: {readonly opportunities: number; readonly purchases: number} | null
  /** subscriptions only: share of customers left after each renewal, observed (Kaplan–Meier) and by the model, which looks further ahead */
  readonly contract: {
    readonly period: ContractPeriod
    readonly regularity: number
    readonly survival: readonly {readonly renewals: number; readonly observed: number | null; readonly model: number}[]
    /** payments expected of a newcomer in her first year's worth of periods */
    readonly firstYearPayments: number
  } | null
  /** null unless asked for with --by */
  readonly traits: TraitsResult | null
  readonly currency: Currency
  readonly notes: readonly FitNote[]
}

export interface ModelMeaning {
  /** expected number of customers still buying here */
  readonly active: number
  readonly nextYear: {readonly orders: number; readonly revenue: MoneyJson}
  readonly newcomer: {readonly ordersFirstYear: number; readonly valueFirstYear: MoneyJson; readonly averagePurchase: MoneyJson}
}

const YEAR = 365

/** Fits a customer model to the history as it was known at `until`. Throws `model-unfit`. */
export async function fitModel(history: HistoryReader, request: ModelFitRequest, context: TaskContext): Promise<ModelFitResult> {
  context.progress.stage('Reading the history')
  const purchases = await history.purchases(request.until === undefined ? {} : {until: request.until})
  throwIfCancelled(context.signal)
  const until = request.until ?? purchases.to
  context.progress.stage('Fitting the customer model')
  await turn(context)
  const fitted = fitBaseline(purchases, until)
  await turn(context)
  const traits = request.by.length === 0 ? null : traitsOf(purchases, fitted, request.by)
  const shared = {...sharedPart(fitted, purchases.currency), customersWithoutSales: customersWithoutSales(purchases, until), traits}
  const contract = contractOf(purchases, until)
  const requested = request.model ?? 'pareto-nbd'
  if (requested === 'sbg' || (request.model === undefined && contract !== undefined)) return contractFit(contract, fitted, {...shared, requested})
  if (requested === 'bg-bb') return opportunityFit(opportunitiesOf(purchases, until, request.opportunity), request.opportunity, shared)
  const calendarModel = ofCalendar(fitted, requested)
  const model = fitted.baseline.seasonalityKnown || requested === 'pareto-nbd' ? withModel(fitted, requested).model : calendarModel
  return {
    model: calendarModel.name, requested, timeUnit: 'week', customers: fitted.customers, repeats: fitted.repeats,
    ...inUnit(calendarModel, fitted.repeats, 7), ...shared,
    seasonality: {...shared.seasonality, parameters: fitted.baseline.seasonalityKnown ? inUnit(model, fitted.repeats, 7).parameters : null},
    meaning: meaningOf({...fitted, model}, purchases.currency), newcomerOpportunities: null, contract: null,
  }
}

type Shared = ReturnType<typeof sharedPart> & {readonly traits: TraitsResult | null; readonly customersWithoutSales: number}

function opportunityFit(rows: GroupedRows, opportunity: Opportunity, shared: Shared): ModelFitResult {
  const {parameters, covariance, logLikelihood, customers} = fitBgBb(rows)
  return {
    model: 'bg-bb', requested: 'bg-bb', timeUnit: opportunity, customers,
    repeats: rows.x.reduce((sum, x, i) => sum + x * rows.count[i]!, 0), parameters: {...parameters},
    standardErrors: errorsOf(Object.entries(parameters), covariance), logLikelihood, ...shared,
    meaning: null, newcomerOpportunities: {opportunities: 12, purchases: bbExpected(parameters, 12)}, contract: null,
  }
}

/** How far the survival of a subscription is projected beyond what was seen. */
const PROJECTED = 12

function contractFit(contract: Contract | undefined, fitted: FittedBaseline, shared: Shared & {readonly requested: FittableModel}): ModelFitResult {
  if (contract === undefined)
    throw new RegularsError('input', 'no-contract', 'These customers do not pay at regular intervals: they do not subscribe.',
      'Use a model of customers who come back when they like, such as --model pareto-nbd.')
  const {period, regularity, spells} = contract
  const {parameters, covariance, logLikelihood} = fitSbg(spells)
  const observed = kaplanMeier(spells)
  const periods = Math.max(1, Math.round(YEAR / CONTRACT_PERIODS[period]))
  return {
    ...shared, model: 'sbg', timeUnit: period, customers: fitted.customers, repeats: fitted.repeats,
    parameters: {...parameters}, standardErrors: errorsOf(Object.entries(parameters), covariance), logLikelihood,
    meaning: null, newcomerOpportunities: null,
    contract: {
      period, regularity, firstYearPayments: expectedPeriods(parameters, periods),
      survival: Array.from({length: observed.length + PROJECTED}, (_, renewals) =>
        ({renewals, observed: observed[renewals] ?? null, model: survival(parameters, renewals)})),
    },
  }
}

function errorsOf(parameters: readonly (readonly [string, number])[], covariance: Float64Array): Readonly<Record<string, number>> {
  return Object.fromEntries(parameters.map(([name, value], i) => [name, value * Math.sqrt(covariance[i * (parameters.length + 1)]!)]))
}

function traitsOf(purchases: Purchases, fitted: FittedBaseline, by: readonly string[]): TraitsResult {
  const fit = fitWithTraits(fitted.rf, [...new Set(by)].map((name) => traitOf(purchases, fitted.calendar, fitted.until, name)), fitted.purchase.withPrior)
  const ratio = ({value, standardError}: {readonly value: number; readonly standardError: number}): Ratio => ({
    ratio: Math.exp(value), low: Math.exp(value - 1.645 * standardError), high: Math.exp(value + 1.645 * standardError),
  })
  const inWeeks = fitted.repeats * Math.log(7)
  const gain = Math.max(0, fit.logLikelihood - fit.logLikelihoodWithout)
  return {
    logLikelihood: fit.logLikelihood + inWeeks, logLikelihoodWithout: fit.logLikelihoodWithout + inWeeks,
    // Twice the gain is χ²; its upper tail is that of a gamma with half the degrees at the gain itself.
    pValue: gain > 0 ? Math.exp(logGammaTail(fit.degrees / 2, Math.log(gain), false)) : 1,
    effects: fit.effects.map(({trait, level, base, customers, rate, dropout}) =>
      ({trait, level, base, customers, purchaseRate: ratio(rate), dropOut: ratio(dropout)})),
  }
}

/** The fit in calendar days. A base nobody leaves is shown as what it is, NBD. */
function ofCalendar(fitted: FittedBaseline, name: PurchaseModelName): PurchaseModel {
  const rows = groupRows(fitted.calendar)
  if (name !== 'pareto-nbd') return fitPurchaseModel(name, rows, fitted.purchase.withPrior)
  return fitted.calendarFit.withoutDropout ? fitPurchaseModel('nbd', rows, false) : paretoNbdModel(fitted.calendarFit, fitted.customers)
}

function sharedPart(fitted: FittedBaseline, currency: Currency) {
  const {baseline, spend} = fitted
  return {
    from: isoDay(fitted.from), until: isoDay(fitted.until), converged: true as const, currency, notes: fitted.notes,
    spend: {
      ...spend.parameters, logLikelihood: spend.logLikelihood, customers: spend.customers,
      averagePurchase: moneyJson(fromMajor(expectedValue(spend.parameters, 0, 0), currency), currency),
      correlationWithFrequency: fitted.spendCorrelation,
    },
    seasonality: {known: baseline.seasonalityKnown, multipliers: [...baseline.seasonality], parameters: null as Readonly<Record<string, number>> | null},
  }
}

function meaningOf(fitted: FittedBaseline, currency: Currency): ModelMeaning {
  const {purchases, value, probabilityAlive} = forecastCustomers(fitted, (fitted.until + YEAR) as Day)
  const orders = purchases.reduce((sum, n) => sum + n, 0)
  const revenue = purchases.reduce((sum, n, i) => sum + n * value[i]!, 0)
  const average = expectedValue(fitted.baseline.spend, 0, 0)
  const first = 1 + fitted.model.expected(YEAR)
  const money = (major: number): MoneyJson => moneyJson(fromMajor(major, currency), currency)
  return {
    active: probabilityAlive.reduce((sum, p) => sum + p, 0),
    nextYear: {orders, revenue: money(revenue)},
    newcomer: {ordersFirstYear: first, valueFirstYear: money(first * average), averagePurchase: money(average)},
  }
}
