import {addMonths, type Day} from '../base/day.js'
import {fromMajor, type Currency} from '../base/money.js'
import {expectedValue} from '../models/gamma-gamma.js'
import {GammaQuantiles} from '../models/numerics/gamma-quantiles.js'
import {compileProgram} from '../programs/compile.js'
import type {ProgramDefinition, Trigger, Voucher} from '../programs/definition.js'
import type {Mechanics, MemberState} from '../programs/mechanics.js'
import type {MechanismSubject} from '../response/effects.js'
import type {Period} from '../programs/grammar.js'
import {thresholdsOf} from '../response/mechanisms/top-up.js'
import {PerceivedValues} from '../response/perceived-value.js'
import {subjectOf} from '../response/program-response.js'
import type {ResponseSpecification} from '../response/specification.js'
import type {Horizon} from './horizon.js'
import type {SimulatedProgram, SimulationInput} from './input.js'
import {promotionCalendar, type PromotionCalendar} from './promotions.js'
import {tierGoal, type TierGoal} from './tier-goal.js'

/** Kinds of `benefit` events: which cost line they belong to, and whether the customer sees a lower price. */
const PRICE_KINDS: ReadonlySet<string> = new Set(['discount', 'price-cut', 'promotion'])

/** Silence that is written to where the file gives only the customer's own rhythm, days. */
const DEFAULT_SILENCE = 90

/** Account and mechanics that belong together. */
export interface Account {
  readonly mechanics: Mechanics
  readonly state: MemberState
}

/** One program made ready for simulation: what does not change from replicate to replicate. */
export class CompiledProgram {
  readonly definition: ProgramDefinition
  readonly response: ResponseSpecification
  readonly subject: MechanismSubject
  /** order totals that grant something, minor units, ascending */
  readonly thresholds: readonly number[]
  /** benefit index → a reduction of the price; an event to which members are invited */
  readonly isPrice: readonly boolean[]
  readonly isEvent: readonly boolean[]
  /** trigger index → a campaign to silent members */
  readonly isWinBack: readonly boolean[]
  readonly promotions: PromotionCalendar | undefined
  readonly tierGoal: TierGoal | undefined
  /** is there a reward to work towards? */
  readonly hasGoal: boolean
  /** days of membership from which on there is a tenure advantage; Infinity without one */
  readonly tenureDays: number
  /** must the account be kept up to date between orders, because what happens there changes behaviour? */
  readonly isTimely: boolean
  /** days of silence after which the program writes, and the triggers that do; undefined where it does not */
  readonly silenceDays: number | undefined
  readonly silentTriggers: readonly number[]
  /** trigger of a referral, −1 without one; what a friend's voucher costs, minor units */
  readonly referralTrigger: number
  readonly friendCost: number
  /** membership fee of a term, minor units, and the term's days; 0 without a fee */
  readonly feeMinor: number
  readonly feeDays: number
  /** does the file say how many buy the membership? */
  readonly adoptionIsStated: boolean
  /** rewards alone decide how attractive the program is; false: lower prices count as well */
  readonly gatesOnRewards: boolean
  /** are there lower prices for people who are no members? */
  readonly reachesEverybody: boolean
  /** trigger index → days a voucher of it is valid; Infinity without an end, 0 without a voucher */
  readonly voucherDays: Float64Array
  /** trigger index → cost of a voucher of full face; minor units */
  readonly voucherCost: Float64Array
  /** days from the start to the first day of the program, and to the day after its last */
  readonly opens: number
  readonly ends: number
  /** order attributes the conditions read, in their order */
  readonly attributes: readonly string[]
  readonly customerAttributes: readonly string[]
  readonly asMember: PerceivedValues
  readonly asStranger: PerceivedValues

  constructor(
    private readonly program: SimulatedProgram,
    private readonly input: SimulationInput,
    horizon: Horizon,
  ) {
    const {currency} = input
    const {definition, response, until} = program
    this.definition = definition
    this.response = response
    this.subject = subjectOf(definition)
    this.thresholds = thresholdsOf(this.subject).map((each) => fromMajor(each, currency))
    this.isPrice = definition.benefits.map((benefit) => PRICE_KINDS.has(benefit.kind))
    this.isEvent = definition.benefits.map((benefit) => benefit.kind === 'event' || benefit.kind === 'early-access')
    this.isWinBack = definition.triggers.map((trigger) => trigger.on === 'silence')
    this.tierGoal = tierGoal(definition, currency)
    this.hasGoal = definition.rewards.length > 0 && !this.subject.families.has('cashback') && !this.subject.families.has('prize-draw')
    this.tenureDays = Math.min(...definition.benefits.map(({when}) => (when?.tenure === undefined ? Infinity : daysOf(when.tenure, horizon.start))))
    const silence = silenceOf(definition, horizon.start)
    this.silenceDays = silence?.days
    this.silentTriggers = silence?.triggers ?? []
    this.referralTrigger = definition.triggers.findIndex((trigger) => trigger.on === 'referral')
    this.friendCost = friendCost(definition.triggers[this.referralTrigger]?.referral?.friend, input)
    this.isTimely = silence !== undefined || this.referralTrigger >= 0 || definition.tiers !== undefined || this.isEvent.includes(true)
      || definition.triggers.some((trigger) => trigger.contact)
    const {fee, share} = definition.enrolment
    this.feeMinor = fee === undefined ? 0 : fromMajor(fee.amount, currency)
    this.feeDays = fee === undefined ? 0 : daysOf(fee.every, horizon.start)
    this.adoptionIsStated = share !== undefined || response.overridden.includes('paid_adopt')
    this.gatesOnRewards = !this.subject.families.has('paid-membership') && (definition.earn.length > 0 || this.subject.families.has('voucher'))
    this.reachesEverybody = definition.benefits.some((benefit) => benefit.kind === 'price-cut')
    this.voucherDays = Float64Array.from(definition.triggers, (trigger) => daysValid(trigger, horizon.start))
    this.voucherCost = Float64Array.from(definition.triggers, ({voucher}) => fromMajor(voucher?.faceValue ?? 0, currency) * (voucher?.costRatio ?? 0))
    this.opens = Math.max(0, (definition.from ?? horizon.start) - horizon.start)
    this.ends = Math.min(definition.until ?? Infinity, until ?? Infinity) - horizon.start + 1
    this.promotions = promotionCalendar(definition, horizon, this)
    const {mechanics} = this.account(true, true, 1)
    this.attributes = mechanics.attributes
    this.customerAttributes = mechanics.customerAttributes
    const question = {
      mechanics, start: (horizon.start + this.opens) as Day, days: Math.max(365, horizon.days),
      attributes: typicalCodes(this.attributes, input),
      benefitIs: (benefit: number) => this.benefitIs(benefit),
      prizeShare: prizeShare(definition, input), baskets: basketCycle(input.baseline.spend.p),
    }
    this.asMember = new PerceivedValues({...question, joins: true})
    this.asStranger = new PerceivedValues({...question, joins: false})
  }

  private benefitIs(benefit: number): 'price' | 'value' | 'deal' {
    if (this.definition.benefits[benefit]!.kind === 'promotion') return 'deal'
    return this.isPrice[benefit]! ? 'price' : 'value'
  }

  /** What one order of a typical basket counts towards a tier. */
  typicalCount(basket: number, pointsPerOrder: number): number {
    const by = this.tierGoal?.by
    return by === 'spend' ? basket : by === 'points' ? Math.max(1, pointsPerOrder) : 1
  }

  /** The same rules for a member who redeems points, uses vouchers, or does not. */
  account(redeems: boolean, usesVouchers: boolean, renewal: number): Account {
    const {definition, input} = this
    const {until} = this.program
    const changed: ProgramDefinition = {
      ...definition,
      rewards: redeems ? definition.rewards : definition.rewards.map((reward) => ({...reward, redeem: 'none' as const})),
      triggers: usesVouchers ? definition.triggers : definition.triggers.map(withoutVoucherUse),
    }
    const mechanics = compileProgram(changed, {
      currency: input.currency, attributes: input.orders?.attributes ?? {}, customerAttributes: input.customerAttributes,
      // Below 1, so that chance is asked and the dead can answer no.
      renewal: Math.min(renewal, 1 - 1e-12), ...(until === undefined ? {} : {until}),
    })
    return {mechanics, state: mechanics.newState()}
  }
}

function withoutVoucherUse(trigger: Trigger): Trigger {
  return trigger.voucher === undefined ? trigger : {...trigger, voucher: {...trigger.voucher, share: 0}}
}

function daysOf({count, unit}: Period, from: Day): number {
  return unit === 'month' ? addMonths(from, count) - from : count
}

function daysValid({voucher}: Trigger, from: Day): number {
  if (voucher === undefined) return 0
  return voucher.valid === undefined ? Infinity : daysOf(voucher.valid, from)
}

/** The shortest silence that is written to. Silences by the customer's own rhythm take `after` until it is known; here they keep it. */
function silenceOf({triggers}: ProgramDefinition, from: Day): {days: number; triggers: number[]} | undefined {
  const silent = triggers.map((trigger, index) => ({index, trigger})).filter(({trigger}) => trigger.on === 'silence' || trigger.on === 'due')
  if (silent.length === 0) return undefined
  const days = silent.map(({trigger}) => (trigger.after === undefined ? DEFAULT_SILENCE : daysOf(trigger.after, from)))
  const shortest = Math.min(...days)
  return {days: shortest, triggers: silent.filter((_, i) => days[i] === shortest).map(({index}) => index)}
}

/** What a friend's voucher costs, on an order of the mean amount where it is a percentage; minor units. */
function friendCost(voucher: Voucher | undefined, {currency, baseline: {spend}}: SimulationInput): number {
  if (voucher === undefined) return 0
  const expected = expectedValue(spend, 0, 0)
  // Where the mean of all customers has no end: an order of the typical one.
  const mean = fromMajor(Number.isFinite(expected) ? expected : (spend.p * spend.gamma) / spend.q, currency)
  const maximum = voucher.maximum === undefined ? Infinity : fromMajor(voucher.maximum, currency)
  const face = voucher.percent === undefined ? fromMajor(voucher.faceValue ?? 0, currency) : Math.min(maximum, (mean * voucher.percent) / 100)
  return Math.round(face * voucher.costRatio * voucher.share)
}

/** Eight baskets in units of the mean, equally likely, large and small in turn. */
function basketCycle(shape: number): readonly number[] {
  const quantiles = new GammaQuantiles(shape)
  const drawn = [9, 1, 13, 5, 11, 3, 15, 7].map((sixteenths) => quantiles.at(sixteenths / 16))
  const mean = drawn.reduce((sum, each) => sum + each, 0) / drawn.length
  return drawn.map((each) => each / mean)
}

/** Prizes of a year over the yearly sales of a base in which everybody takes part. */
function prizeShare({costs}: ProgramDefinition, {rf, currency}: SimulationInput): number {
  if (costs.prizeFund === undefined) return 0
  const {amount, every} = costs.prizeFund
  const perYear = fromMajor(amount, currency) * (every.unit === 'month' ? 12 / every.count : 365 / every.count)
  let sales = 0
  for (let i = 0; i < rf.x.length; i += 1) sales += (rf.x[i]! * rf.meanSpend[i]! * 365) / Math.max(365, rf.T[i]!)
  return sales > 0 ? perYear / fromMajor(sales, currency) : 0
}

/** Cost of a point in case none is redeemed in a replicate: that of the cheapest reward per point; minor units. */
export function costPerPoint(definition: ProgramDefinition, currency: Currency): number {
  const costs = definition.rewards.filter((reward) => reward.faceValue !== undefined)
    .map((reward) => (fromMajor(reward.faceValue!, currency) * reward.costRatio) / reward.points)
  return costs.length === 0 ? (definition.points.unit === 'cash' ? 1 : 0) : Math.min(...costs)
}

/** The commonest code of each attribute: what a typical order looks like. */
function typicalCodes(names: readonly string[], input: SimulationInput): Int32Array {
  return Int32Array.from(names, (name) => {
    const column = input.orders?.attributes[name]
    if (column === undefined) return -1
    const counts = new Float64Array(column.values.length)
    for (const code of column.codes) if (code >= 0) counts[code]! += 1
    let best = -1
    for (let code = 0; code < counts.length; code += 1) if (best < 0 || counts[code]! > counts[best]!) best = code
    return best
  })
}
