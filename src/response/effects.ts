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
}

export function noEffects(): Effects {
  return {
    visits: 0, basket: 0, hazards: [], elasticity: 0, goalGamma: 0, rewardBump: 0, voucherActive: 0, voucherLapsed: 0, voucherUnused: 0,
    topUp: 0, respend: 0, salience: 1,
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
