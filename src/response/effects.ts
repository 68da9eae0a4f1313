import type {ProgramDefinition} from '../programs/definition.js'
import type {Family} from '../programs/facts.js'
import type {ResponseDraw} from './draw.js'

/** The response of one replicate as numbers the simulation can apply without knowing any mechanism. Zero everywhere: nobody reacts. */
export interface Effects {
  /** log visit-rate ratio of members who take part; × gate × segment × decay */
  visits: number
  /** log basket ratio of the same; × gate × decay */
  basket: number
  /** log drop-out hazard ratios; strongest + half of the rest, × gate × decay */
  hazards: number[]
  /** |elasticity| of the quantity a customer buys to the price she pays; half through visits, half through baskets */
  elasticity: number
  /** log rate ratio at the goal against the start; × gate × decay */
  goalGamma: number
  /** log rate ratio right after a reward, half-life 4 weeks instead of the decay; × gate */
  rewardBump: number
  /** log rate ratios while a voucher is waiting, for recent and for lapsed customers, and after one ran out unused; × gate × decay */
  voucherActive: number
  voucherLapsed: number
  voucherUnused: number
  /** chance that an order within 20 % below a threshold is topped up to it */
  topUp: number
  /** extra spend per unit of cash used */
  respend: number
  /** how much a delayed rebate weighs against an immediate one, in the perceived value */
  salience: number
  /** log drop-out hazard ratios that hold for a time or a state; joined with `hazards` when they do; × gate × decay */
  stateHazards: StateHazards
  /** log visit-rate ratio for a year after losing a tier, and for half a year after narrowly missing one; × gate × decay */
  demoted: number
  missedGoal: number
  /** log visit-rate ratio of those who see others favoured; not gated */
  bystander: number
  /** |elasticity| while a temporary deal runs, and the share of its lift borrowed from afterwards */
  promotion: number
  promotionBorrowed: number
  /** log visit-rate ratio in the two weeks of an event, × gate; the share pulled forward */
  event: number
  eventPulled: number
  /** log visit-rate ratio in the two weeks after a message at low pressure, and the share displaced from later */
  message: number
  messageDisplaced: number
  /** log of the ratio of returned goods; × gate */
  returns: number
  referral: ReferralEffects | undefined
  winBack: WinBackEffects | undefined
}

export interface StateHazards {
  /** while a tier is held */
  status: number
  /** members long enough to have the tenure advantage, and those not yet */
  tenured: number
  recent: number
  /** who has brought somebody */
  sender: number
  /** newcomers in their first four weeks */
  onboarding: number
}

export interface ReferralEffects {
  /** converting referrals per member and year */
  readonly perYear: number
  /** shares of them: no new customer at all; a customer who would have come anyway */
  readonly fraud: number
  readonly organic: number
  /** of a referred customer: ratio of what she spends, log drop-out hazard ratio */
  readonly value: number
  readonly hazard: number
}

export interface WinBackEffects {
  /** reactivations per campaign that would not have happened, with a voucher and with a message alone */
  readonly offer: number
  readonly message: number
  /** of the second life: log drop-out hazard ratio, log basket ratio */
  readonly hazard: number
  readonly spend: number
}

export function noEffects(): Effects {
  return {
    visits: 0, basket: 0, hazards: [], elasticity: 0, goalGamma: 0, rewardBump: 0, voucherActive: 0, voucherLapsed: 0, voucherUnused: 0,
    topUp: 0, respend: 0, salience: 1, stateHazards: {status: 0, tenured: 0, recent: 0, sender: 0, onboarding: 0}, demoted: 0, missedGoal: 0,
    bystander: 0, promotion: 0, promotionBorrowed: 0, event: 0, eventPulled: 0, message: 0, messageDisplaced: 0, returns: 0,
    referral: undefined, winBack: undefined,
  }
}

/** What mechanisms look at to know whether they are part of a program. */
export interface MechanismSubject {
  readonly definition: ProgramDefinition
  readonly families: ReadonlySet<Family>
}

/** One way a program changes what customers do. Each has a file of its own under `mechanisms`. */
export interface Mechanism {
  readonly id: string
  /** as a formula a reader can check */
  readonly equation: string
  /** ids of evidence.csv it uses */
  readonly evidence: readonly string[]
  appliesTo(subject: MechanismSubject): boolean
  /** Adds its terms of this replicate. */
  contribute(effects: Effects, draw: ResponseDraw, subject: MechanismSubject): void
}
