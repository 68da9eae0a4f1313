import {larger, ONE, plusExtra, scaled, times, type Ratio} from './arithmetic.js'
import {NEVER, unitOf} from './calendar.js'
import type {Compiled, CompiledEarn} from './compiled.js'
import {EVENT, type EventSink} from './mechanics.js'
import {DUE, type AccountState} from './state.js'

/** Points of an order of that amount (minor units, ≥ 0), rule by rule; returns their sum. `state.moment` says the rest. */
export function earn(program: Compiled, state: AccountState, amount: number, sink: EventSink): number {
  const common = program.multipliers.length === 0 ? undefined : commonMultiplier(program, state)
  let total = 0
  for (let i = 0; i < program.base.length; i += 1) {
    const rule = program.base[i]!
    let points = pointsOf(program, state, rule, amount, common)
    if (program.points.capped && points > 0) points = Math.min(points, room(program, state, total))
    if (points <= 0) continue
    total += points
    if (program.points.capped) countEarned(program, state, points)
    credit(program, state, points)
    sink(EVENT.issued, state.moment.day as never, points, 0, 0, rule.index)
  }
  return total
}

/** What an amount that is given back had earned, as the rules stand on the day of the refund. Orders as such stay made. */
export function earnedBy(program: Compiled, state: AccountState, amount: number): number {
  const common = program.multipliers.length === 0 ? undefined : commonMultiplier(program, state)
  let total = 0
  for (const rule of program.base) if (!rule.perOrder) total += pointsOf(program, state, rule, amount, common)
  return total
}

/** What a typical order earns where nothing is known of it but its amount: rules with conditions are left out. */
export function typicalPoints(program: Compiled, state: AccountState, amount: number): number {
  let total = 0
  for (const rule of program.base) {
    if (rule.when !== undefined || amount < rule.minimum) continue
    total += rounded(program, rule, amount, rule.usual[state.moment.tier + 1]!)
  }
  return Math.min(total, program.points.capPerOrder)
}

/** Adds points to the account; a debt is paid first. */
export function credit(program: Compiled, state: AccountState, points: number): void {
  const before = state.balance
  state.balance = before + points
  const {fifo, expiry} = program.points
  if (!fifo || expiry === undefined || state.balance <= 0) return
  const end = expiry.from(state.moment.day)
  if (state.lots.isEmpty) state.schedule(DUE.points, end)
  state.lots.push(before < 0 ? state.balance : points, end)
}

/** A refund of that amount (minor units, > 0). Returns the points taken back. */
export function takeBack(program: Compiled, state: AccountState, amount: number, sink: EventSink): number {
  const owed = earnedBy(program, state, amount)
  if (owed === 0) return 0
  const there = Math.max(0, state.balance)
  const taken = program.points.refunds === 'reverse-negative' ? owed : Math.min(owed, there)
  if (program.points.fifo) state.lots.useNewest(Math.min(taken, there))
  state.balance -= taken
  if (taken > 0) sink(EVENT.reversed, state.moment.day as never, taken, 0, 0, 0)
  if (taken < owed) sink(EVENT.uncollected, state.moment.day as never, owed - taken, 0, 0, 0)
  return taken
}

/** Points expire by age, or all at once after inactivity. */
export function expire(program: Compiled, state: AccountState, day: number, sink: EventSink): void {
  const points = program.points.fifo ? state.lots.takeEnded(day) : Math.max(0, state.balance)
  state.due[DUE.points] = program.points.fifo && !state.lots.isEmpty ? state.lots.firstEnd : NEVER
  if (points === 0) return
  state.balance -= points
  sink(EVENT.expired, day as never, points, 0, 0, 0)
}

/** `common` is undefined where only the tier multiplies: what then applies is known beforehand. */
function pointsOf(program: Compiled, state: AccountState, rule: CompiledEarn, amount: number, common: Ratio | undefined): number {
  const {moment} = state
  if (moment.amount < rule.minimum) return 0
  if (rule.when !== undefined && !rule.when.holds(moment)) return 0
  if (common !== undefined) return rounded(program, rule, amount, times(rule.points, times(ownMultiplier(rule, state), common)))
  const usual = rule.usual[moment.tier + 1]!
  return rounded(program, rule, amount, rule.table === undefined ? usual : times(usual, tableFactor(rule.table, state)))
}

function rounded(program: Compiled, rule: CompiledEarn, amount: number, factor: Ratio): number {
  const steps = rule.perOrder ? 1 : rule.per === 1 ? amount : Math.floor(amount / rule.per)
  const points = scaled(steps, factor.num, factor.den, program.points.rounding)
  return points < rule.maximum ? points : rule.maximum
}

/** What this order multiplies by, all multipliers together. */
export function multiplierNow(program: Compiled, state: AccountState, rule: CompiledEarn): Ratio {
  return times(ownMultiplier(rule, state), commonMultiplier(program, state))
}

function ownMultiplier({table, multiplier}: CompiledEarn, state: AccountState): Ratio {
  return table === undefined ? multiplier : times(multiplier, tableFactor(table, state))
}

function tableFactor(table: NonNullable<CompiledEarn['table']>, state: AccountState): Ratio {
  return table.byCode[state.moment.attributes[table.place] ?? -1] ?? table.otherwise
}

/** The tier's multiplier and those of the rules that only multiply, put together as `stacking.multipliers` says. */
function commonMultiplier(program: Compiled, state: AccountState): Ratio {
  const {tiers, multipliers, stacking} = program
  let sum = tiers?.multipliers[state.moment.tier]
  for (const rule of multipliers) {
    if (state.moment.amount < rule.minimum || (rule.when !== undefined && !rule.when.holds(state.moment))) continue
    const own = ownMultiplier(rule, state)
    if (sum === undefined) sum = own
    else sum = stacking.multipliers === 'multiply' ? times(sum, own) : stacking.multipliers === 'add' ? plusExtra(sum, own) : larger(sum, own)
  }
  return sum ?? ONE
}

function room(program: Compiled, state: AccountState, inOrder: number): number {
  const {capPerOrder, capPerCustomer, capPerPeriod, capUnit} = program.points
  const unit = unitOf(state.moment.day, capUnit)
  const inUnit = state.earnedUnit === unit ? state.earnedInUnit : 0
  return Math.min(capPerOrder - inOrder, capPerCustomer - state.earned, capPerPeriod - inUnit)
}

function countEarned(program: Compiled, state: AccountState, points: number): void {
  const unit = unitOf(state.moment.day, program.points.capUnit)
  if (state.earnedUnit !== unit) {
    state.earnedUnit = unit
    state.earnedInUnit = 0
  }
  state.earned += points
  state.earnedInUnit += points
}
