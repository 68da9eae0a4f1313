import type {Day} from '../base/day.js'
import type {Minor} from '../base/money.js'
import {DUE, AccountState} from './state.js'
import {NEVER} from './calendar.js'
import {compileDefinition, type Compiled} from './compiled.js'
import {inSeason} from './conditions.js'
import type {ProgramDefinition} from './definition.js'
import {beginTerms, periodicBenefit, runDue} from './due.js'
import {earnReasons} from './earn-reasons.js'
import {credit, earn, takeBack, typicalPoints} from './earning.js'
import {
  EVENT, type Chance, type CompileContext, type EarnReason, type EventSink, type Mechanics, type MemberState, type NextReward, type OrderView,
} from './mechanics.js'
import {giveDiscounts, giveServices, redeem, useVouchers} from './redeeming.js'
import {countTowardsTier, upgrade} from './tiers.js'
import {afterOrder, scheduleTriggers, setOff} from './triggers.js'

/** The compiled state machine. What each step means stands in README.md of this folder. */
export class Engine implements Mechanics {
  readonly name: string
  readonly attributes: readonly string[]
  readonly customerAttributes: readonly string[]
  readonly until: Day | undefined
  private readonly program: Compiled
  private readonly hasPercentages: boolean
  private readonly hasServices: boolean
  /** points below which no reward is taken off an order */
  private readonly redeemsFrom: number
  private readonly redeemsNow: boolean

  constructor(definition: ProgramDefinition, context: CompileContext) {
    const program = compileDefinition(definition, context)
    this.program = program
    this.name = program.name
    this.attributes = program.attributes
    this.customerAttributes = program.customerAttributes
    this.until = Number.isFinite(program.until) ? (program.until as Day) : undefined
    this.hasPercentages = program.benefits.some((benefit) => benefit.percent !== undefined)
    this.hasServices = program.benefits.some((benefit) => benefit.percent === undefined && benefit.every === undefined)
    this.redeemsFrom = program.rewards.reduce((least, reward) =>
      (reward.redeem === 'next-order' ? Math.min(least, Math.max(reward.points, reward.minimumPoints)) : least), Number.POSITIVE_INFINITY)
    this.redeemsNow = program.rewards.some((reward) => reward.redeem === 'immediate')
  }

  newState(): MemberState {
    const state = new AccountState(this.program.benefits.length, this.program.triggers.length, this.customerAttributes.length)
    state.clear()
    return state
  }

  reset(opaque: MemberState, customerAttributes: Int32Array | undefined, chance: Chance): void {
    const state = opaque as AccountState
    state.clear()
    state.chance = chance
    if (customerAttributes === undefined) return
    const {customer} = state.moment
    for (let i = 0; i < customer.length; i += 1) customer[i] = customerAttributes[i]!
  }

  mayJoin(opaque: MemberState, day: Day): boolean {
    const state = opaque as AccountState
    if (state.everMember || day < this.program.from || day > this.program.until) return false
    for (const {place, codes} of this.program.joinable) if (codes[state.moment.customer[place] ?? -1] !== 1) return false
    return true
  }

  enrol(opaque: MemberState, day: Day, sink: EventSink): void {
    const state = opaque as AccountState
    const {program} = this
    const {moment} = state
    state.member = true
    state.everMember = true
    moment.day = day
    moment.amount = -1
    moment.second = -1
    moment.joined = day
    sink(EVENT.enrolled, day, 0, 0, 0, 0)
    if (program.welcome > 0) {
      credit(program, state, program.welcome)
      sink(EVENT.issued, day, program.welcome, 0, 0, -1)
    }
    if (program.points.inactivity) state.schedule(DUE.points, program.points.expiry!.from(day))
    beginTerms(program, state, sink)
    for (const benefit of program.benefits) if (benefit.every !== undefined) periodicBenefit(benefit, state, sink)
    scheduleTriggers(program, state, sink)
  }

  isMember(opaque: MemberState): boolean {
    return (opaque as AccountState).member
  }

  advance(opaque: MemberState, day: Day, sink: EventSink): void {
    const state = opaque as AccountState
    if (day >= state.nextDue) runDue(this.program, state, day, sink)
  }

  order(opaque: MemberState, order: OrderView, sink: EventSink): Minor {
    const state = opaque as AccountState
    const {program} = this
    const {day, amountMinor} = order
    if (day >= state.nextDue) runDue(program, state, day, sink)
    if (day < program.from || day > program.until || amountMinor === 0) return amountMinor as Minor
    if (!state.member && !this.hasPercentages) return amountMinor as Minor
    this.look(state, order)
    if (!state.member) return (amountMinor < 0 ? amountMinor : amountMinor - giveDiscounts(program, state, amountMinor, sink)) as Minor
    if (amountMinor < 0) this.refund(state, -amountMinor, sink)
    else return this.purchase(state, amountMinor, sink) as Minor
    return amountMinor as Minor
  }

  private look(state: AccountState, order: OrderView): void {
    const {moment} = state
    moment.day = order.day
    moment.second = order.second
    moment.amount = Math.abs(order.amountMinor)
    moment.attributes = order.attributes
    moment.firstOrder = order.amountMinor > 0 && state.orders === 0
  }

  private purchase(state: AccountState, amount: number, sink: EventSink): number {
    const {program} = this
    const {day} = state.moment
    const still = program.blackout.length === 0 ? 0 : standingStill(program, day)
    let paid = amount
    if (this.hasPercentages) paid -= giveDiscounts(program, state, amount, sink)
    if ((still & STILL.redeeming) === 0) {
      if (state.balance >= this.redeemsFrom && (paid === amount || program.stacking.rewardsWithDiscounts))
        paid -= redeem(program, state, 'next-order', paid, sink)
      if (state.vouchers.count > 0) paid -= useVouchers(program, state, amount, paid, sink)
    }
    if (this.hasServices) giveServices(program, state, sink)
    this.countVisit(state, day)
    const counted = program.points.onGross ? amount : paid
    const earned = (still & STILL.earning) === 0 ? earn(program, state, counted, sink) : 0
    if (this.redeemsNow && (still & STILL.redeeming) === 0) redeem(program, state, 'immediate', paid, sink)
    let upgraded = false
    if (program.tiers !== undefined) {
      countTowardsTier(program, state, program.tiers.by === 'spend' ? counted : program.tiers.by === 'points' ? earned : 1)
      upgraded = upgrade(program, state, sink)
    }
    if (program.triggers.length > 0) afterOrder(program, state, counted, upgraded, sink)
    return paid
  }

  private countVisit(state: AccountState, day: number): void {
    state.orders += 1
    if (day !== state.lastVisit) {
      if (state.visitDays === 0) state.firstVisit = day
      state.visitDays += 1
      state.lastVisit = day
    }
    if (this.program.points.inactivity) state.schedule(DUE.points, this.program.points.expiry!.from(day))
  }

  private refund(state: AccountState, amount: number, sink: EventSink): void {
    const {program} = this
    if (program.points.refunds === 'ignore') return
    const taken = takeBack(program, state, amount, sink)
    if (program.tiers === undefined) return
    if (program.tiers.by === 'spend') countTowardsTier(program, state, -amount)
    else if (program.tiers.by === 'points') countTowardsTier(program, state, -taken)
  }

  earnReasons(opaque: MemberState, order: OrderView): readonly EarnReason[] {
    const state = opaque as AccountState
    this.look(state, order)
    return earnReasons(this.program, state, order.amountMinor, standingStill(this.program, order.day) & STILL.earning)
  }

  fire(opaque: MemberState, trigger: number, day: Day, sink: EventSink): boolean {
    const state = opaque as AccountState
    this.advance(state, day, sink)
    if (!state.member || day > this.program.until) return false
    state.moment.day = day
    state.moment.amount = -1
    state.moment.second = -1
    return setOff(this.program, state, this.program.triggers[trigger]!, sink)
  }

  balance(state: MemberState): number {
    return (state as AccountState).balance
  }

  lotExpiry(day: Day): Day | undefined {
    const {fifo, expiry} = this.program.points
    return fifo && expiry !== undefined ? (expiry.from(day) as Day) : undefined
  }

  nextReward(opaque: MemberState, typicalOrderMinor: number, out: NextReward): boolean {
    const state = opaque as AccountState
    let found = false
    out.missing = NEVER
    for (const reward of this.program.rewards) {
      const missing = Math.max(0, Math.max(reward.points, reward.minimumPoints) - state.balance)
      if (reward.redeem === 'none' || missing >= out.missing) continue
      found = true
      out.missing = missing
      const {num, den} = reward.percent ?? {num: 0, den: 1}
      out.faceMinor = reward.percent === undefined ? reward.face : Math.min(reward.maximum, Math.floor((typicalOrderMinor * num) / den))
    }
    out.perOrder = found ? typicalPoints(this.program, state, typicalOrderMinor) : 0
    return found
  }

  tier(state: MemberState): number {
    return (state as AccountState).moment.tier
  }
}

const STILL = {earning: 1, redeeming: 2} as const

/** What stands still on a blackout day. */
function standingStill(program: Compiled, day: number): number {
  let still = 0
  for (const {from, until, season, what} of program.blackout)
    if (day >= (from ?? day) && day <= (until ?? day) && (season === undefined ||
      inSeason(day, season))) still |= what === 'earning' ? STILL.earning : what === 'redeeming' ? STILL.redeeming : 3
  return still
}
