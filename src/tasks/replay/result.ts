import type {Currency, MoneyJson} from '../../base/money.js'
import type {Family} from '../../programs/facts.js'
import type {UnmatchedCondition} from '../../programs/unmatched.js'

/** What `replay --json` prints. Money as decimal strings, shares 0..1, days ISO 8601. */
export interface ReplayResult {
  readonly currency: Currency
  readonly seed: number
  readonly programs: readonly ReplayedProgram[]
  /** orders without a customer: counted, earning nothing */
  readonly withoutCustomer: {readonly orders: number; readonly revenue: MoneyJson}
  readonly exportFile: string | null
}

export interface PointFlows {
  readonly issued: number
  readonly redeemed: number
  readonly expired: number
  readonly reversed: number
  readonly outstanding: number
}

export interface GivenAway {
  readonly count: number
  /** worth to the customer */
  readonly faceValue: MoneyJson
  /** cost to us */
  readonly cost: MoneyJson
}

export interface ReplayedProgram {
  readonly name: string
  readonly file: string
  readonly families: readonly Family[]
  /** who takes part; without a share in the file everybody does here */
  readonly enrolment: {readonly mode: 'automatic' | 'opt-in' | 'paid'; readonly share: number | null}
  /** a share in the file was drawn: who joins, renews, or uses a reward or voucher */
  readonly drawn: boolean
  readonly unit: 'points' | 'stamps' | 'miles' | 'cash' | 'entries'
  readonly from: string
  readonly to: string
  /** customers with a purchase between the two days; those who joined; their orders; all purchases */
  readonly customers: number
  readonly members: number
  readonly orders: number
  readonly memberOrders: number
  readonly memberSales: MoneyJson
  readonly points: PointFlows & {readonly uncollected: number}
  /** of issued points, the share redeemed */
  readonly redemptionRate: number | null
  readonly rewards: GivenAway
  readonly benefits: GivenAway
  readonly vouchers: GivenAway & {readonly granted: number; readonly expired: number}
  readonly contacts: {readonly count: number; readonly cost: MoneyJson}
  readonly fees: MoneyJson
  readonly running: {readonly setup: MoneyJson; readonly months: MoneyJson; readonly activeMembers: MoneyJson; readonly prizes: MoneyJson}
  /** rewards, benefits, vouchers, contacts and running costs, less fees */
  readonly totalCost: MoneyJson
  /** what the chances in draws are worth to all members together: the prizes, where anybody holds an entry */
  readonly prizesWon: MoneyJson
  /** what rewards, benefits, vouchers and prizes are worth, as a share of members’ spend */
  readonly rewardRate: number | null
  /** issued − redeemed − expired (with reversed) = closing, each at what a point costs */
  readonly liability: {
    readonly opening: MoneyJson
    readonly issued: MoneyJson
    readonly redeemed: MoneyJson
    readonly expired: MoneyJson
    readonly closing: MoneyJson
  }
  /** of what rewards, benefits and vouchers cost, the share that went to the best fifth of customers by spend */
  readonly topFifthCostShare: number | null
  readonly firstReward: FirstReward
  /** the day on which the program had cost its budget and ended; null where it has none or did not reach it */
  readonly budgetSpentOn: string | null
  /** conditions that never hold here, because no order or customer has what they ask for */
  readonly unmatched: readonly UnmatchedCondition[]
  readonly monthly: readonly ReplayedMonth[]
  /** by tier held at the time; empty without tiers */
  readonly tiers: readonly ReplayedTier[]
}

/** How long the median member waited for a first reward, among those watched for a year. */
export interface FirstReward {
  readonly membersWatchedForAYear: number
  readonly medianDays: number | null
  readonly shareWithinAYear: number | null
  /** members collect for a reward, and fewer than half had one within a year: it attracts nobody */
  readonly outOfReach: boolean
}

export interface ReplayedMonth extends PointFlows {
  /** 2025-03 */
  readonly month: string
  readonly orders: number
  readonly joined: number
  /** points at the beginning of the month */
  readonly opening: number
  readonly rewards: GivenAway
  readonly liability: MoneyJson
}

export interface ReplayedTier {
  /** null: no tier */
  readonly tier: string | null
  /** members in it on the last day */
  readonly members: number
  readonly orders: number
  readonly sales: MoneyJson
  readonly issued: number
  readonly redeemed: number
  readonly rewards: GivenAway
}
