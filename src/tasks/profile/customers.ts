import {isoDay, type Day} from '../../base/day.js'
import {countNamed, type LoyalCandidate, type LoyalDefinition, loyalKind, loyalPicker, tryLoyal} from '../../history/loyal.js'
import type {Purchases} from '../../history/purchases.js'
import {type Rfm, rfm} from '../../history/rfm.js'
import {type Rhythm, rhythm} from '../../history/rhythm.js'
import {trends} from '../../history/trend.js'
import {type Visits, visitsOf} from '../../history/visits.js'
import type {ProfileLoyal, ProfileLoyalCandidate} from './result.js'
import type {Settings} from '../settings.js'

/** What is known of each customer, in columns; rows are those of `visits`. */
export interface CustomerFacts {
  readonly purchases: Purchases
  readonly visits: Visits
  readonly rhythm: Rhythm
  readonly rfm: Rfm
  /** are there enough customers for fifths of them to mean something? */
  readonly segmented: boolean
  /** index in TRENDS; undefined below two years of history */
  readonly trend: Uint8Array | undefined
  readonly loyal: {
    readonly result: ProfileLoyal
    /** 1 where the definition in force names the customer; undefined without a definition */
    readonly named: Uint8Array | undefined
  }
  /** what is expected over the horizon; undefined without a model */
  readonly outlook: CustomerOutlook | undefined
}

/** Money in minor units. */
export interface CustomerOutlook {
  /** P(alive) */
  readonly alive: Float64Array
  /** purchase days over the horizon: mean, 10 % and 90 % points */
  readonly orders: Float64Array
  readonly ordersLow: Float64Array
  readonly ordersHigh: Float64Array
  /** chance of at least one */
  readonly chance: Float64Array
  readonly revenue: Float64Array
  /** does the model see customers leave? Where not, P(alive) is 1 for all and says nothing */
  readonly leaves: boolean
}

const FEWEST = 20
/** Two whole years, less a few days of no trade at the start. */
const TWO_YEARS = 720

/** The columns every part of a profile starts from. */
export function customerFacts(
  purchases: Purchases, asOf: Day, {settings}: {readonly settings: Pick<Settings, 'loyal'>}, outlook?: (visits: Visits) => CustomerOutlook,
): CustomerFacts {
  const visits = visitsOf(purchases, asOf)
  return {
    purchases, visits, rhythm: rhythm(purchases, visits), rfm: rfm(visits), segmented: visits.customer.length >= FEWEST,
    trend: asOf - purchases.from >= TWO_YEARS ? trends(visits) : undefined,
    loyal: loyalFacts(purchases, visits, settings.loyal), outlook: outlook?.(visits),
  }
}

function loyalFacts(purchases: Purchases, visits: Visits, wanted: LoyalDefinition | undefined): CustomerFacts['loyal'] {
  const trial = tryLoyal(purchases, visits)
  const picker = loyalPicker(visits)
  const definition = wanted ?? (trial?.best === undefined ? undefined : trial.candidates[trial.best]!.definition)
  const named = definition === undefined ? undefined : picker(definition)
  const judged = definition === undefined ? undefined : trial?.judge(definition)
  return {
    named,
    result: {
      cutOff: trial === undefined ? null : isoDay(trial.cutOff),
      candidates: trial?.candidates.map(candidateResult) ?? [],
      proposed: trial?.best ?? null,
      inForce: definition === undefined ? null : {
        ...(judged === undefined
          ? {definition, kind: loyalKind(definition), customersToday: countNamed(named!), holdout: null}
          : candidateResult(judged)),
        source: wanted === undefined ? 'proposed' : 'settings',
        ...sharesToday(visits, named!),
      },
    },
  }
}

function candidateResult({definition, kind, customersToday, customers, customerShare, revenueCaptured, cameBack}: LoyalCandidate): ProfileLoyalCandidate {
  return {definition, kind, customersToday, holdout: {customers, customerShare, revenueCaptured, cameBack}}
}

function sharesToday(visits: Visits, named: Uint8Array): {readonly shareToday: number; readonly revenueShareToday: number} {
  let [active, spend, theirs] = [0, 0, 0]
  for (let row = 0; row < named.length; row += 1) {
    if (visits.ordersLastYear[row]! > 0) active += 1
    spend += visits.spendLastYear[row]!
    if (named[row] === 1) theirs += visits.spendLastYear[row]!
  }
  return {shareToday: active === 0 ? 0 : countNamed(named) / active, revenueShareToday: spend === 0 ? 0 : theirs / spend}
}
