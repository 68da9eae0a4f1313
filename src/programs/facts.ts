import {fromMajor, minor, smallPrice, type Currency, type Minor} from '../base/money.js'
import type {ProgramDefinition} from './definition.js'
import type {Period} from './grammar.js'

/** Families of programs (programs.md); what a definition contains decides, not a label. */
export const FAMILIES = [
  'points', 'miles', 'stamps', 'cashback', 'discount', 'low-prices', 'promotion', 'voucher', 'tiers', 'paid-membership', 'tenure', 'services', 'events',
  'referral', 'win-back', 'reminders', 'bundle', 'prize-draw',
] as const
export type Family = (typeof FAMILIES)[number]

/** The families a definition combines, in the order of `FAMILIES`. */
export function familiesOf(definition: ProgramDefinition): readonly Family[] {
  const {benefits, triggers, points} = definition
  const has: Readonly<Record<Family, boolean>> = {
    points: definition.earn.length > 0 && points.unit === 'points',
    miles: definition.earn.length > 0 && points.unit === 'miles',
    stamps: definition.earn.length > 0 && points.unit === 'stamps',
    cashback: definition.earn.length > 0 && points.unit === 'cash',
    discount: benefits.some((each) => each.kind === 'discount' && each.when?.tenure === undefined),
    'low-prices': benefits.some((each) => each.kind === 'price-cut'),
    promotion: benefits.some((each) => each.kind === 'promotion'),
    voucher: triggers.some((each) => (each.on === 'order' || each.on === 'spend') && each.voucher !== undefined),
    tiers: definition.tiers !== undefined,
    'paid-membership': definition.enrolment.fee !== undefined,
    tenure: benefits.some((each) => each.when?.tenure !== undefined),
    services: benefits.some((each) => each.kind === 'free-delivery' || each.kind === 'support' || each.kind === 'replacement'),
    events: benefits.some((each) => each.kind === 'event' || each.kind === 'early-access'),
    referral: triggers.some((each) => each.on === 'referral'),
    'win-back': triggers.some((each) => each.on === 'silence'),
    reminders: triggers.some((each) => each.on === 'due'),
    bundle: benefits.some((each) => each.kind === 'bundle'),
    'prize-draw': points.unit === 'entries' || definition.rewards.some((each) => each.kind === 'draw'),
  }
  return FAMILIES.filter((family) => has[family])
}

/** What economics needs of a program besides its mechanics. Minor units. */
export interface ProgramFacts {
  readonly name: string
  readonly families: readonly Family[]
  readonly costs: {
    readonly setup: Minor
    readonly perMonth: Minor
    /** per month and member with an order in it; minor units and parts of them */
    readonly perActiveMember: number
    /** the prizes of one draw, and how often it takes place; undefined without draws */
    readonly prizes: {readonly amount: Minor; readonly every: Period} | undefined
    /** the program ends on the day it has cost this */
    readonly budget: Minor | undefined
  }
  readonly enrolment: {
    readonly mode: 'automatic' | 'opt-in' | 'paid'
    /** undefined where the file does not say (the response has a prior) */
    readonly share: number | undefined
    readonly fee: {readonly amount: Minor; readonly every: Period; readonly renewal: number; readonly trial: Period | undefined} | undefined
  }
  readonly rewards: readonly {
    readonly name: string
    readonly points: number
    /** undefined for percentages, whose face depends on the order */
    readonly face: Minor | undefined
    readonly percent: number | undefined
    readonly costRatio: number
    readonly redeem: 'next-order' | 'immediate' | 'none'
  }[]
}

export function programFacts(definition: ProgramDefinition, currency: Currency): ProgramFacts {
  const money = (amount: number): Minor => fromMajor(amount, currency)
  const {costs, enrolment} = definition
  return {
    name: definition.name,
    families: familiesOf(definition),
    costs: {
      setup: money(costs.setup),
      perMonth: money(costs.perMonth),
      perActiveMember: smallPrice(costs.perActiveMember, currency),
      prizes: costs.prizeFund === undefined ? undefined : {amount: money(costs.prizeFund.amount), every: costs.prizeFund.every},
      budget: costs.budget === undefined ? undefined : money(costs.budget),
    },
    enrolment: {
      mode: enrolmentMode(definition),
      share: enrolment.share,
      fee: enrolment.fee === undefined ? undefined : {
        amount: minor(money(enrolment.fee.amount)), every: enrolment.fee.every, renewal: enrolment.fee.renewal, trial: enrolment.fee.trial,
      },
    },
    rewards: definition.rewards.map((reward) => ({
      name: reward.name,
      points: reward.points,
      face: reward.faceValue === undefined ? undefined : money(reward.faceValue),
      percent: reward.percent,
      costRatio: reward.costRatio,
      redeem: reward.redeem,
    })),
  }
}

/** Does chance decide anything: who joins, renews, or uses a reward or voucher? */
export function asksForChance({enrolment, rewards, triggers}: ProgramDefinition): boolean {
  const shares = [enrolment.share, enrolment.fee?.renewal, ...rewards.map((each) => each.share), ...triggers.map((each) => each.voucher?.share)]
  return shares.some((share) => share !== undefined && share < 1)
}

/** As written, else paid where there is a fee, else opt-in where there is a share, else automatic. */
export function enrolmentMode(definition: ProgramDefinition): 'automatic' | 'opt-in' | 'paid' {
  const {mode, fee, share} = definition.enrolment
  return mode ?? (fee !== undefined ? 'paid' : share !== undefined ? 'opt-in' : 'automatic')
}
