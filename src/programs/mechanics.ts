import type {Day} from '../base/day.js'
import type {Currency, Minor} from '../base/money.js'

/**
 * What a program does to one member, event by event. Codes, not texts, so that hot loops neither allocate nor compare strings.
 * `points` is always positive; the kind says the direction.
 */
export const EVENT = {
  /** joined (points: endowed) */
  enrolled: 0,
  /** points added; detail: index of the earn rule, −1 endowed, −2 trigger */
  issued: 1,
  /** points spent on one or more rewards; detail: index of the reward */
  redeemed: 2,
  expired: 3,
  /** points taken back after a refund */
  reversed: 4,
  /** points a refund should have taken back and could not */
  uncollected: 5,
  /** a standing advantage used (member price, free delivery): face = what the customer saved, cost = what it cost us */
  benefit: 6,
  /** a voucher or credit granted outside points; detail: index of the trigger */
  granted: 7,
  /** such a voucher used: face, cost */
  voucherUsed: 8,
  voucherExpired: 9,
  /** a membership fee paid by the customer (face) */
  fee: 10,
  /** a message sent (cost) */
  contact: 11,
  /** tier changed; detail: index of the tier now held, −1 none */
  tier: 12,
  /** membership ended */
  left: 13,
} as const

export type EventKind = (typeof EVENT)[keyof typeof EVENT]

/** Receives the events of one member in order. `faceMinor` and `costMinor` are minor units, ≥ 0. */
export type EventSink = (kind: EventKind, day: Day, points: number, faceMinor: number, costMinor: number, detail: number) => void

/** An order as the mechanics see it. One mutable object is reused by hot loops; implementations copy what they keep. */
export interface OrderView {
  day: number
  /** 0..86399, −1 unknown */
  second: number
  /** gross total; ≤ 0 is a refund or a void */
  amountMinor: number
  /** codes in the attribute tables the mechanics were compiled against, −1 unknown; indexed as `Mechanics.attributes` */
  readonly attributes: Int32Array
}

/** One member's account under one program: lots, tier, membership. Opaque, reusable through `Mechanics.reset`. */
export interface MemberState {
  readonly opaque: 'MemberState'
}

/** How near the member is to the next reward; what goal gradients are computed from. */
export interface NextReward {
  /** points still missing; 0 when one can be had now */
  missing: number
  /** points one more typical order would bring */
  perOrder: number
  /** what the reward is worth to the customer, minor units */
  faceMinor: number
}

/** What a chance is asked for, so that a simulation can answer each from its own assumption. */
export const CHANCE = {
  /** does the member use the reward now? compared with the reward's `share` */
  redeem: 0,
  /** does the member use the voucher now? compared with the voucher's `share` */
  voucher: 1,
  /** does the member renew? compared with the fee's `renewal` */
  renew: 2,
} as const
export type ChancePurpose = (typeof CHANCE)[keyof typeof CHANCE]

/** Uniform on (0, 1). */
export type Chance = (purpose: ChancePurpose) => number

/** What a definition is compiled against. A `Purchases` is one, as far as names of attributes go. */
export interface CompileContext {
  readonly currency: Currency
  /** texts of the codes of order attributes, by name; a value that never occurs matches nothing */
  readonly attributes: Readonly<Record<string, {readonly values: readonly string[]}>>
  readonly customerAttributes: Readonly<Record<string, {readonly values: readonly string[]}>>
  /** replaces the share that renews a paid membership (a draw of the response) */
  readonly renewal?: number
  /** last day of the program, where it ends before what the file says (its budget is spent) */
  readonly until?: Day
}

/** Why an earn rule can give nothing for an order, before its amount is looked at; `when` names the part that does not hold. */
export interface EarnReason {
  /** index in the definition's `earn` */
  readonly rule: number
  readonly because: 'may-earn' | 'not-member' | 'outside-dates' | 'void' | 'refund' | 'blackout' | 'below-minimum' | 'when' | 'times-nothing'
  readonly when?: string
}

/**
 * A program compiled once; replay, simulation and the ledger step the same mechanics (programs.md, "Exact mechanics").
 * Customers are independent: one state is stepped through one customer's orders in event order, then reset for the next.
 */
export interface Mechanics {
  readonly name: string
  /** Names of order attributes the conditions read, in the order of `OrderView.attributes`. */
  readonly attributes: readonly string[]
  /** Names of customer attributes the conditions read, in the order `reset` wants their codes. */
  readonly customerAttributes: readonly string[]
  /** Last day on which anything happens; nothing after it. */
  readonly until: Day | undefined
  newState(): MemberState
  /** Back to "not a member", as new. `customerAttributes` as codes; `chance` is asked only where the program says a share. */
  reset(state: MemberState, customerAttributes: Int32Array | undefined, chance: Chance): void
  /** Has the program begun, is it open to this customer (attributes), and has she not been a member before? */
  mayJoin(state: MemberState, day: Day): boolean
  /** Joins on that day (fee, endowed points). A non-member's orders change nothing, except that price cuts reach everybody. */
  enrol(state: MemberState, day: Day, sink: EventSink): void
  isMember(state: MemberState): boolean
  /** Brings expiry, tier period ends, renewals and dated triggers up to the start of that day. */
  advance(state: MemberState, day: Day, sink: EventSink): void
  /** One order, all its events in the order of programs.md. Returns what the customer pays, minor units. */
  order(state: MemberState, order: OrderView, sink: EventSink): Minor
  /** For explanations: each rule's standing before `order` is stepped; the state must have been advanced to its day. */
  earnReasons(state: MemberState, order: OrderView): readonly EarnReason[]
  /** Sets off a trigger from outside: what orders and dates cannot show (a referral, a campaign). Respects its limits; true if it went off. */
  fire(state: MemberState, trigger: number, day: Day, sink: EventSink): boolean
  balance(state: MemberState): number
  /** First day on which points credited on `day` are gone by age; undefined where they never are or inactivity decides. */
  lotExpiry(day: Day): Day | undefined
  /** Fills `out` for a typical order of that amount; false when the program has nothing to look forward to. */
  nextReward(state: MemberState, typicalOrderMinor: number, out: NextReward): boolean
  /** Index of the tier held, −1 none. */
  tier(state: MemberState): number
}
