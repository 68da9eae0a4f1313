import {addMonths, type Day} from '../base/day.js'
import {fromMajor, type Currency} from '../base/money.js'
import {compileProgram} from '../programs/compile.js'
import type {ProgramDefinition, Trigger} from '../programs/definition.js'
import type {Mechanics, MemberState} from '../programs/mechanics.js'
import type {MechanismSubject} from '../response/effects.js'
import {thresholdsOf} from '../response/mechanisms/top-up.js'
import {PerceivedValues} from '../response/perceived-value.js'
import {subjectOf} from '../response/program-response.js'
import type {ResponseSpecification} from '../response/specification.js'
import type {Horizon} from './horizon.js'
import type {SimulationInput} from './input.js'

/** Kinds of `benefit` events: which cost line they belong to, and whether the customer sees a lower price. */
const PRICE_KINDS: ReadonlySet<string> = new Set(['discount', 'price-cut', 'promotion'])
/** Reductions that reach people who are no members. */
const FOR_EVERYBODY: ReadonlySet<string> = new Set(['price-cut', 'promotion'])

/** Account and mechanics that belong together. */
export interface Account {
  readonly mechanics: Mechanics
  readonly state: MemberState
}

/** One program made ready for simulation: what does not change from replicate to replicate. */
export class CompiledProgram {
  readonly subject: MechanismSubject
  /** order totals that grant something, minor units, ascending */
  readonly thresholds: readonly number[]
  /** benefit index → a reduction of the price */
  readonly isPrice: readonly boolean[]
  readonly reachesEverybody: boolean
  /** trigger index → days a voucher of it is valid; Infinity without an end, 0 without a voucher */
  readonly voucherDays: Float64Array
  /** trigger index → cost of a voucher of full face; minor units */
  readonly voucherCost: Float64Array
  /** days from the start to the first day of the program */
  readonly opens: number
  /** order attributes the conditions read, in their order */
  readonly attributes: readonly string[]
  readonly customerAttributes: readonly string[]
  readonly asMember: PerceivedValues
  readonly asStranger: PerceivedValues

  constructor(
    readonly definition: ProgramDefinition,
    readonly response: ResponseSpecification,
    private readonly input: SimulationInput,
    horizon: Horizon,
  ) {
    const {currency} = input
    this.subject = subjectOf(definition)
    this.thresholds = thresholdsOf(this.subject).map((each) => fromMajor(each, currency))
    this.isPrice = definition.benefits.map((benefit) => PRICE_KINDS.has(benefit.kind))
    this.reachesEverybody = definition.benefits.some((benefit) => FOR_EVERYBODY.has(benefit.kind))
    this.voucherDays = Float64Array.from(definition.triggers, (trigger) => daysValid(trigger, horizon.start))
    this.voucherCost = Float64Array.from(definition.triggers, ({voucher}) => fromMajor(voucher?.faceValue ?? 0, currency) * (voucher?.costRatio ?? 0))
    this.opens = Math.max(0, (definition.from ?? horizon.start) - horizon.start)
    const {mechanics} = this.account(true, true, 1)
    this.attributes = mechanics.attributes
    this.customerAttributes = mechanics.customerAttributes
    const question = {
      mechanics, start: (horizon.start + this.opens) as Day, days: Math.max(365, horizon.days),
      attributes: typicalCodes(this.attributes, input), isPrice: (benefit: number) => this.isPrice[benefit]!,
    }
    this.asMember = new PerceivedValues({...question, joins: true})
    this.asStranger = new PerceivedValues({...question, joins: false})
  }

  /** The same rules for a member who redeems points, uses vouchers, or does not. */
  account(redeems: boolean, usesVouchers: boolean, renewal: number): Account {
    const {definition, input} = this
    const changed: ProgramDefinition = {
      ...definition,
      rewards: redeems ? definition.rewards : definition.rewards.map((reward) => ({...reward, redeem: 'none' as const})),
      triggers: usesVouchers ? definition.triggers : definition.triggers.map(withoutVoucherUse),
    }
    const mechanics = compileProgram(changed, {
      currency: input.currency, attributes: input.orders?.attributes ?? {}, customerAttributes: input.customerAttributes,
      // Below 1, so that chance is asked and the dead can answer no.
      renewal: Math.min(renewal, 1 - 1e-12),
    })
    return {mechanics, state: mechanics.newState()}
  }
}

function withoutVoucherUse(trigger: Trigger): Trigger {
  return trigger.voucher === undefined ? trigger : {...trigger, voucher: {...trigger.voucher, share: 0}}
}

function daysValid({voucher}: Trigger, from: Day): number {
  if (voucher === undefined) return 0
  return voucher.valid === undefined ? Infinity : (voucher.valid.unit === 'month' ? addMonths(from, voucher.valid.count) - from : voucher.valid.count)
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
