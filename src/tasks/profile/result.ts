import type {Currency, MoneyJson} from '../../base/money.js'
import type {LoyalDefinition, LoyalKind} from '../../history/loyal.js'
import type {RfmSegment} from '../../history/rfm.js'
import type {RhythmClass} from '../../history/rhythm.js'
import type {Trend} from '../../history/trend.js'
import type {Backtest, BacktestOutcome} from '../../models/backtest.js'
import type {FitNote} from '../../models/fit-baseline.js'
import type {MoneySpread, Spread} from '../simulate/result.js'

/**
 * Who the customers are: what `profile --json` prints. Shares 0..1, dates ISO 8601, money as decimal strings; null where the history
 * is too short or too small to say. Keys are stable; more may be added.
 */
export interface ProfileResult {
  readonly asOf: string
  readonly from: string
  readonly to: string
  readonly currency: Currency
  /** customers with at least one purchase; refunds count nowhere here */
  readonly customers: number
  readonly orders: number
  readonly revenue: MoneyJson
  readonly averageOrder: MoneyJson
  readonly ordersPerCustomer: number
  /** bought in the last 365 days */
  readonly activeCustomers: number
  readonly concentration: {
    /** the best 1 %, 5 %, 10 %, 20 %, 50 % of customers and their share of revenue */
    readonly top: readonly {readonly share: number; readonly customers: number; readonly revenueShare: number}[]
    /** 101 values: share of revenue of the best 0 %, 1 %, … 100 % of customers */
    readonly curve: readonly number[]
    readonly gini: number
    /** what is said of the best fifth, and what was measured over 339 firms (McCarthy & Winer 2019) */
    readonly folklore: {readonly topFifth: 0.8; readonly measuredElsewhere: 0.67}
  }
  readonly repeatRate: {readonly days90: RepeatRateResult; readonly months12: RepeatRateResult}
  /** customers seen on one day only */
  readonly oneTimeBuyers: {
    readonly customers: number
    readonly share: number
    readonly revenueShare: number
    /** of them, those whose visit is more than a year ago */
    readonly longAgo: number
  }
  /** the last 12 months (365 days); new are those whose first order lies in them, with all they bought since */
  readonly newAndReturning: {
    readonly newCustomers: number
    readonly revenueNew: MoneyJson
    readonly revenueReturning: MoneyJson
    readonly newShare: number
  }
  readonly rhythm: ProfileRhythm | null
  /** empty below 20 customers: fifths of fewer say nothing */
  readonly segments: readonly ProfileSegment[]
  readonly loyal: ProfileLoyal
  readonly cohorts: {readonly month: readonly ProfileCohort[]; readonly year: readonly ProfileCohort[]}
  readonly months: readonly ProfileMonth[]
  /** customers by how their buying moved from the year before to the last 365 days; null below two years of history */
  readonly trends: Readonly<Record<Exclude<Trend, 'past'>, number>> | null
  /** measured value of new customers in their first `months` */
  readonly newCustomers: ProfileNewcomers | null
  readonly horizonMonths: number
  readonly grossMargin: number | null
  /** null where no model was asked for or none could be fitted (`notes` says why) */
  readonly forecast: ProfileForecast | null
  readonly drifting: ProfileDrifting | null
  readonly clusters: ProfileClusters | null
  /** customer keys in this result are salted hashes */
  readonly redacted: boolean
  readonly notes: readonly ProfileNote[]
}

export type ProfileNote =
  | 'history-short' | 'segments-need-customers' | 'trends-need-two-years' | 'loyal-needs-18-months' | 'no-loyal-definition'
  | 'model-unfit' | 'as-of-after-last-order' | 'margin-unknown'

export interface RepeatRateResult {
  readonly base: number
  readonly hits: number
  readonly rate: number
}

/** Days between two visits (orders of one day are one visit). */
export interface ProfileRhythm {
  readonly p10: number
  readonly p25: number
  readonly median: number
  readonly p75: number
  readonly p90: number
  readonly gaps: number
  /** median over customers of the customer's own usual gap */
  readonly typicalOwnGap: number
  readonly classes: readonly {readonly rhythm: RhythmClass; readonly customers: number}[]
  /** customers with an own rhythm who have stayed away at least 2.5 times as long as usual for them */
  readonly overdue: number
  /** of them, those who have not stayed away longer than 6 times: still within reach */
  readonly reachable: number
}

export interface ProfileSegment {
  readonly segment: RfmSegment
  readonly customers: number
  readonly revenueShare: number
  /** averages over its customers */
  readonly orders: number
  readonly daysSinceLast: number
  readonly spend: MoneyJson
  /** expected over the horizon; null without a model */
  readonly expected: {readonly customersStillActive: number; readonly orders: number; readonly revenue: MoneyJson} | null
}

export interface ProfileLoyal {
  /** the day the candidates were applied on; the year after it judged them. Null below 18 months of history */
  readonly cutOff: string | null
  readonly candidates: readonly ProfileLoyalCandidate[]
  /** index of the proposed candidate; null where none foresaw the next year clearly better than a random pick */
  readonly proposed: number | null
  /** the definition in force: the person's (regulars.yaml, `loyal:`), else the proposed one */
  readonly inForce: (ProfileLoyalCandidate & {
    readonly source: 'settings' | 'proposed'
    /** of customers active in the last 365 days, and of their spend in them, the share of those named today */
    readonly shareToday: number
    readonly revenueShareToday: number
  }) | null
}

export interface ProfileLoyalCandidate {
  readonly definition: LoyalDefinition
  readonly kind: LoyalKind
  readonly customersToday: number
  /** on the holdout; null where the history is too short for one */
  readonly holdout: {
    readonly customers: number
    /** of customers active in the year before the cut */
    readonly customerShare: number
    /** of the next year's revenue of the customers known then */
    readonly revenueCaptured: number
    /** of those named, the share who bought in the next year */
    readonly cameBack: number
  } | null
}

export interface ProfileCohort {
  /** `2025-03` or `2025` */
  readonly period: string
  readonly size: number
  /** `active[k]`: how many bought in the k-th period after the first */
  readonly active: readonly number[]
}

export interface ProfileMonth {
  readonly month: string
  readonly orders: number
  readonly customers: number
  readonly newCustomers: number
  readonly revenueNew: MoneyJson
  readonly revenueReturning: MoneyJson
}

export interface ProfileNewcomers {
  readonly months: number
  /** customers first seen before this day are left out: the records may begin in the middle of their life */
  readonly countedFrom: string
  readonly all: ProfileChannel
  readonly channels: readonly ProfileChannel[]
}

export interface ProfileChannel {
  /** null: not known, or all together */
  readonly channel: string | null
  readonly customers: number
  /** average over those customers, with its 80 % interval */
  readonly revenue: {readonly mean: MoneyJson; readonly p10: MoneyJson; readonly p90: MoneyJson}
  readonly firstVisit: MoneyJson
  /** share who bought again on a later day */
  readonly cameBack: number
  /** revenue × margin; null without a margin */
  readonly margin: MoneyJson | null
  /** from the settings: this channel's, else the overall one */
  readonly cac: MoneyJson | null
  /** margin ÷ CAC */
  readonly marginPerCac: number | null
}

/** What is to be expected of today's customers over the horizon; amounts are not discounted. */
export interface ProfileForecast {
  readonly model: 'pareto-nbd'
  readonly to: string
  readonly seed: number
  readonly replicates: number
  /** sum of P(alive): customers who will come again if they keep coming as before */
  readonly customersStillActive: number
  readonly averageProbabilityAlive: number
  /** of the customers known today, over the horizon; orders are purchase days */
  readonly buyers: Spread
  readonly orders: Spread
  readonly revenue: MoneySpread
  readonly margin: MoneySpread | null
  /** an average newcomer over the horizon, first purchase included */
  readonly newcomer: {readonly orders: Spread; readonly revenue: MoneySpread; readonly margin: MoneySpread | null}
  /** the same forecast made of the recent past: how far it was off */
  readonly backtest:
    | {readonly available: true; readonly result: Pick<Backtest, 'verdict' | 'months' | 'orders' | 'revenue'>}
    | Extract<BacktestOutcome, {available: false}>
  /** codes of `model fit` */
  readonly notes: readonly FitNote[]
}

/**
 * Customers with at least three visits who are overdue by their own rhythm (2.5 to 6 times their usual gap) and of whom the model, where it
 * sees customers leave, gives at most 9 chances in 10 that they are still customers; the most still to lose first.
 */
export interface ProfileDrifting {
  readonly customers: number
  /** what they are still expected to bring over the horizon; null without a model */
  readonly atStake: MoneyJson | null
  /** at most 50 */
  readonly list: readonly ProfileDrifter[]
}

export interface ProfileDrifter {
  readonly customer: string
  readonly lastOrder: string
  readonly daysSinceLast: number
  readonly usualGapDays: number
  readonly orders: number
  readonly spend: MoneyJson
  /** null without a model that sees customers leave */
  readonly probabilityAlive: number | null
  readonly atStake: MoneyJson | null
}

/** Groups by behaviour, kept only where they are stable and say something the RFM segments do not. */
export interface ProfileClusters {
  readonly shown: boolean
  /** why they are not shown */
  readonly reason: 'too-few-customers' | 'unstable' | 'adds-nothing' | null
  /** mean adjusted Rand index between clusterings of resamples; 1 the same groups every time, 0 chance */
  readonly stability: number | null
  /** of next year's spend on the holdout: variance explained by RFM segments, and by RFM segments and groups together */
  readonly explained: {readonly segments: number; readonly withGroups: number} | null
  readonly groups: readonly {
    readonly customers: number
    readonly revenueShare: number
    readonly usualGapDays: number
    readonly averageOrder: MoneyJson
    /** shares of spend by category, largest first; empty where the history knows none */
    readonly categories: readonly {readonly category: string; readonly share: number}[]
  }[]
}
