import {afterPeriods, NEVER} from './calendar.js'
import type {Compiled, CompiledBenefit} from './compiled.js'
import {expire} from './earning.js'
import {CHANCE, EVENT, type EventSink} from './mechanics.js'
import {available, giveService} from './redeeming.js'
import {DUE, type AccountState} from './state.js'
import {endTierPeriod} from './tiers.js'
import {triggerDue} from './triggers.js'

/** Everything that falls due up to the start of that day, in the order of the days; on one day as programs.md says. */
export function runDue(program: Compiled, state: AccountState, day: number, sink: EventSink): void {
  const {due, moment} = state
  for (;;) {
    if (!state.lots.isEmpty) due[DUE.points] = state.lots.firstEnd
    let next = NEVER
    for (let i = 0; i < due.length; i += 1) if (due[i]! < next) next = due[i]!
    state.nextDue = next
    if (next > day || next === NEVER) return
    moment.day = next
    moment.amount = -1
    moment.second = -1
    if (due[DUE.points]! <= next) expire(program, state, next, sink)
    if (due[DUE.vouchers]! <= next) expireVouchers(program, state, next, sink)
    if (next > program.until) forgetDue(state, next)
    else runOnDay(program, state, next, sink)
  }
}

function runOnDay(program: Compiled, state: AccountState, day: number, sink: EventSink): void {
  const {due} = state
  if (due[DUE.tier]! <= day) endTierPeriod(program, state, sink)
  if (due[DUE.fee]! <= day) renew(program, state, sink)
  for (let i = 0; i < program.benefits.length && state.member; i += 1)
    if (due[DUE.first + i]! <= day) periodicBenefit(program.benefits[i]!, state, sink)
  for (let i = 0; i < program.triggers.length && state.member; i += 1)
    if (due[DUE.first + program.benefits.length + i]! <= day) triggerDue(program, state, program.triggers[i]!, sink)
}

/** After the program's end only what is on the account grows old. */
function forgetDue({due}: AccountState, day: number): void {
  for (let i = DUE.tier; i < due.length; i += 1) if (due[i]! <= day) due[i] = NEVER
}

function expireVouchers(program: Compiled, state: AccountState, day: number, sink: EventSink): void {
  const {vouchers} = state
  for (let i = 0; i < vouchers.count; ) {
    if (vouchers.ends[i]! > day) i += 1
    else {
      const trigger = vouchers.triggers[i]!
      sink(EVENT.voucherExpired, day as never, 0, program.triggers[trigger]!.voucher!.face, 0, trigger)
      vouchers.remove(i)
    }
  }
  state.due[DUE.vouchers] = vouchers.firstEnd()
}

/** The first fee, on joining, or when the trial ends. */
export function beginTerms(program: Compiled, state: AccountState, sink: EventSink): void {
  const {fee} = program
  if (fee === undefined) return
  state.terms = 0
  state.termStart = fee.trial === undefined ? state.moment.day : fee.trial.from(state.moment.day)
  if (fee.trial === undefined) payFee(program, state, sink)
  else state.schedule(DUE.fee, state.termStart)
}

function renew(program: Compiled, state: AccountState, sink: EventSink): void {
  const {renewal} = program.fee!
  if (renewal >= 1 || state.chance(CHANCE.renew) < renewal) {
    payFee(program, state, sink)
    return
  }
  const day = state.moment.day as never
  if (state.balance > 0) sink(EVENT.expired, day, state.balance, 0, 0, 0)
  for (let i = 0; i < state.vouchers.count; i += 1) {
    const trigger = state.vouchers.triggers[i]!
    sink(EVENT.voucherExpired, day, 0, program.triggers[trigger]!.voucher!.face, 0, trigger)
  }
  state.leave()
  sink(EVENT.left, day, 0, 0, 0, 0)
}

function payFee(program: Compiled, state: AccountState, sink: EventSink): void {
  const {amount, every} = program.fee!
  state.terms += 1
  state.schedule(DUE.fee, afterPeriods(state.termStart, every, state.terms))
  sink(EVENT.fee, state.moment.day as never, 0, amount, 0, 0)
}

/** A standing advantage per member and period, first on joining. */
export function periodicBenefit(benefit: CompiledBenefit, state: AccountState, sink: EventSink): void {
  state.occurrences[benefit.index]! += 1
  state.schedule(DUE.first + benefit.index, afterPeriods(state.moment.joined, benefit.every!, state.occurrences[benefit.index]!))
  if (available(benefit, state)) giveService(benefit, state, sink)
}
