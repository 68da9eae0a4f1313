import {addMonths, type Day, isoDay} from '../../base/day.js'
import {RegularsError, throwIfCancelled} from '../../base/errors.js'
import {type Currency, decimalText, fromMajor} from '../../base/money.js'
import {spreadOf} from '../../economics/spread.js'
import type {Purchases} from '../../history/purchases.js'
import type {Visits} from '../../history/visits.js'
import {type Backtest, backtest} from '../../models/backtest.js'
import {type FittedBaseline, fitBaseline} from '../../models/fit-baseline.js'
import {FutureDraws, type PossibleFuture} from '../../models/future-draws.js'
import {type Outlook, outlook} from '../../models/outlook.js'
import type {HistoryReader} from '../history-port.js'
import type {TaskContext} from '../ports.js'
import {clustersOf} from './clusters.js'
import {type CustomerFacts, type CustomerOutlook, customerFacts} from './customers.js'
import type {ProfileForecast, ProfileResult} from './result.js'
import {pastOf, type ProfileOptions} from './profile.js'
import type {MoneySpread, Spread} from '../simulate/result.js'

export interface ProfileRequest extends ProfileOptions {
  /** undefined: the day of the last order */
  readonly asOf: Day | undefined
  readonly seed: number
}

export interface Profile {
  readonly result: ProfileResult
  /** every customer, for exports */
  readonly customers: CustomerFacts
}

/** Enough for ranges that do not move in their second figure. */
const REPLICATES = 200
const DRAWN_CUSTOMERS = 1200
/** Ctrl-C is seen this often. */
const AT_ONCE = 20

/** Who the customers are and what is to be expected of them. Throws `history-missing` without orders. */
export async function profileHistory(request: ProfileRequest, history: Pick<HistoryReader, 'purchases'>, context: TaskContext): Promise<Profile> {
  context.progress.stage('reading the history')
  const purchases = await history.purchases({
    attributes: ['channel', 'category'], ...(request.asOf === undefined ? {} : {until: request.asOf}),
  })
  if (!purchases.amounts.some((amount) => amount > 0)) throw nothingBought()
  const asOf = request.asOf ?? purchases.to
  await breathe(context)
  context.progress.stage('fitting the customer model')
  const fitted = tryFit(purchases, asOf)
  await breathe(context)
  const future = fitted === undefined ? undefined : await forecastOf(purchases, fitted, request, context)
  context.progress.stage('describing the customers')
  const customers = customerFacts(purchases, asOf, request, future?.customers)
  await breathe(context)
  const past = pastOf(customers, request)
  await breathe(context)
  const result: ProfileResult = {
    ...past,
    forecast: future?.forecast ?? null,
    clusters: clustersOf(customers, request.seed),
    notes: fitted === undefined ? [...past.notes, 'model-unfit'] : past.notes,
  }
  await breathe(context)
  return {result, customers}
}

function tryFit(purchases: Purchases, asOf: Day): FittedBaseline | undefined {
  try {
    return fitBaseline(purchases, asOf)
  } catch (error) {
    // A profile without a forecast is still a profile; the result's notes say so.
    if (error instanceof RegularsError && error.code === 'model-unfit') return undefined
    throw error
  }
}

async function forecastOf(
  purchases: Purchases, fitted: FittedBaseline, request: ProfileRequest, context: TaskContext,
): Promise<{readonly forecast: ProfileForecast; readonly customers: (visits: Visits) => CustomerOutlook}> {
  const to = addMonths(fitted.until, request.horizonMonths)
  const expected = outlook(fitted, to)
  await breathe(context)
  const futures = await possibleFutures(new FutureDraws(fitted, purchases.customers, expected, {seed: request.seed, most: DRAWN_CUSTOMERS}), context)
  const tested = backtest(purchases, fitted.until)
  await breathe(context)
  const alive = expected.forecast.probabilityAlive.reduce((sum, each) => sum + each, 0)
  const {currency} = purchases
  const margin = request.settings.grossMargin
  return {
    customers: (visits) => byVisits(purchases, fitted, expected, visits),
    forecast: {
      model: 'pareto-nbd', to: isoDay(to), seed: request.seed, replicates: REPLICATES,
      customersStillActive: alive, averageProbabilityAlive: alive / fitted.customers,
      buyers: spread(futures, 'buyers'), orders: spread(futures, 'orders'), ...worth(futures, 'revenue', margin, currency),
      newcomer: {orders: spread(futures, 'newcomerOrders'), ...worth(futures, 'newcomerRevenue', margin, currency)},
      backtest: tested.available ? {available: true, result: shortened(tested.result)} : tested,
      notes: fitted.notes,
    },
  }
}

function shortened({verdict, months, orders, revenue}: Backtest): Pick<Backtest, 'verdict' | 'months' | 'orders' | 'revenue'> {
  return {verdict, months, orders, revenue}
}

async function possibleFutures(draws: FutureDraws, context: TaskContext): Promise<PossibleFuture[]> {
  const futures: PossibleFuture[] = []
  while (futures.length < REPLICATES) {
    futures.push(draws.draw(futures.length))
    if (futures.length % AT_ONCE === 0) await breathe(context)
  }
  return futures
}

function worth(
  futures: readonly PossibleFuture[], name: 'revenue' | 'newcomerRevenue', margin: number | undefined, currency: Currency,
): {readonly revenue: MoneySpread; readonly margin: MoneySpread | null} {
  const revenue = spread(futures, name)
  return {revenue: moneySpread(revenue, 1, currency), margin: margin === undefined ? null : moneySpread(revenue, margin, currency)}
}

/** Futures whose spend model has no mean (its tail is too heavy) cannot be averaged and are left out. */
function spread(futures: readonly PossibleFuture[], name: keyof PossibleFuture): Spread {
  return spreadOf(futures.map((future) => future[name]).filter((each) => Number.isFinite(each)))
}

function moneySpread({p10, p50, p90, mean, standardError}: Spread, share: number, currency: Currency): MoneySpread {
  const text = (major: number) => decimalText(fromMajor(major * share, currency), currency)
  return {p10: text(p10), p50: text(p50), p90: text(p90), mean: text(mean), standardError: text(standardError), currency}
}

/** From the model's rows to those of the visits: the model also knows customers all of whose orders were free. */
function byVisits(purchases: Purchases, {rf, purchase}: FittedBaseline, {forecast, chance, low, high}: Outlook, visits: Visits): CustomerOutlook {
  const rowOf = new Int32Array(purchases.customers.length).fill(-1)
  rf.customer.forEach((customer, row) => { rowOf[customer] = row })
  const rows = visits.customer.map((customer) => rowOf[customer]!)
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!)
  const scale = fromMajor(1, purchases.currency)
  return {
    alive: pick(forecast.probabilityAlive), orders: pick(forecast.purchases), ordersLow: pick(low), ordersHigh: pick(high), chance: pick(chance),
    revenue: Float64Array.from(rows, (row) => forecast.purchases[row]! * forecast.value[row]! * scale),
    leaves: !purchase.withoutDropout,
  }
}

/** Lets Ctrl-C be seen between two stretches of work. */
async function breathe({signal}: TaskContext): Promise<void> {
  await new Promise((resolve) => { setImmediate(resolve) })
  throwIfCancelled(signal)
}

function nothingBought(): RegularsError {
  return new RegularsError('usage', 'history-missing', 'There are no purchases to look at: nobody known has bought anything up to that day.',
    'Import orders first: regulars import transactions FILE, or choose a later --as-of.')
}
