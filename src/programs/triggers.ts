import {civil, dayOf, daysInMonth, type Day} from '../base/day.js'
import {scaled} from './arithmetic.js'
import {afterPeriods, NEVER} from './calendar.js'
import type {Compiled, CompiledTrigger} from './compiled.js'
import {credit} from './earning.js'
import {mayHappen, noteHappened} from './limits.js'
import {EVENT, type EventSink} from './mechanics.js'
import {DUE, type AccountState} from './state.js'

const YEARLY = {count: 12, unit: 'month'} as const

/** Sets a trigger off if its conditions, limit and cooldown allow; true if it went off. */
export function setOff(program: Compiled, state: AccountState, trigger: CompiledTrigger, sink: EventSink): boolean {
  const {moment, triggerCounters} = state
  if (trigger.when !== undefined && !trigger.when.holds(moment)) return false
  if (!mayHappen(triggerCounters, trigger.index, trigger.limit, trigger.cooldown, moment.day)) return false
  noteHappened(triggerCounters, trigger.index, trigger.limit, moment.day)
  const day = moment.day as Day
  if (trigger.contact) sink(EVENT.contact, day, 0, 0, program.perContact, trigger.index)
  if (trigger.points > 0) {
    credit(program, state, trigger.points)
    sink(EVENT.issued, day, trigger.points, 0, 0, -2)
  }
  const {voucher} = trigger
  if (voucher !== undefined) {
    const end = voucher.valid === undefined ? NEVER : voucher.valid.from(day)
    state.vouchers.add(trigger.index, end)
    if (end < state.due[DUE.vouchers]!) state.schedule(DUE.vouchers, end)
    sink(EVENT.granted, day, 0, voucher.face, 0, trigger.index)
  }
  return true
}

/** Triggers of an order, after it has earned and moved the tier. `paid` counts towards `spend`. */
export function afterOrder(program: Compiled, state: AccountState, paid: number, upgraded: boolean, sink: EventSink): void {
  for (let i = 0; i < program.triggers.length; i += 1) {
    const trigger = program.triggers[i]!
    if (trigger.on === 'order') {
      if (state.orders % trigger.every === 0) setOff(program, state, trigger, sink)
    } else if (trigger.on === 'spend') countSpend(program, state, trigger, paid, sink)
    else if (trigger.on === 'tier-up') {
      if (upgraded) setOff(program, state, trigger, sink)
    } else if (trigger.on === 'silence' || trigger.on === 'due') state.schedule(placeOf(program, trigger), silentUntil(state, trigger))
  }
}

function countSpend(program: Compiled, state: AccountState, trigger: CompiledTrigger, paid: number, sink: EventSink): void {
  const {moment} = state
  const so = state.spent[trigger.index]!
  if (so < 0 || (trigger.when !== undefined && !trigger.when.holds(moment))) return
  if (trigger.within !== undefined && moment.day >= trigger.within.from(moment.joined)) return
  state.spent[trigger.index] = so + paid
  if (so + paid >= trigger.amount && setOff(program, state, trigger, sink)) state.spent[trigger.index] = -1
}

/** First day on which the member counts as silent if no order comes. */
function silentUntil(state: AccountState, trigger: CompiledTrigger): number {
  const gaps = state.visitDays - 1
  if (trigger.rhythm === undefined || gaps < 2) return trigger.after!.from(state.lastVisit)
  const span = state.lastVisit - state.firstVisit
  return state.lastVisit + Math.max(1, scaled(span, trigger.rhythm.num, trigger.rhythm.den * gaps, 'up'))
}

/** On joining: dates that are known from now on. */
export function scheduleTriggers(program: Compiled, state: AccountState, sink: EventSink): void {
  for (const trigger of program.triggers) {
    if (trigger.on === 'joined') setOff(program, state, trigger, sink)
    else if (trigger.on === 'date' && trigger.date! > state.moment.day) state.schedule(placeOf(program, trigger), trigger.date!)
    else if (trigger.on === 'birthday' || trigger.on === 'anniversary') scheduleYearly(program, state, trigger, state.moment.day)
  }
}

/** A trigger whose day has come. */
export function triggerDue(program: Compiled, state: AccountState, trigger: CompiledTrigger, sink: EventSink): void {
  const {day} = state.moment
  state.due[placeOf(program, trigger)] = NEVER
  if (trigger.on === 'birthday' || trigger.on === 'anniversary') scheduleYearly(program, state, trigger, day)
  setOff(program, state, trigger, sink)
}

function scheduleYearly(program: Compiled, state: AccountState, trigger: CompiledTrigger, after: number): void {
  if (trigger.on === 'anniversary') {
    const place = program.benefits.length + trigger.index
    state.occurrences[place]! += 1
    state.schedule(placeOf(program, trigger), afterPeriods(state.moment.joined, YEARLY, state.occurrences[place]!))
    return
  }
  const birthday = program.birthdays[state.moment.customer[program.birthdayPlace] ?? -1] ?? 0
  if (birthday > 0) state.schedule(placeOf(program, trigger), nextBirthday(birthday, after))
}

/** The first birthday after that day; 29 February counts on the 28th in other years. */
function nextBirthday(birthday: number, after: number): number {
  const [month, dayOfMonth] = [Math.floor(birthday / 100), birthday % 100]
  const {year} = civil(after as Day)
  const inYear = (y: number): number => dayOf(y, month, Math.min(dayOfMonth, daysInMonth(y, month)))
  return inYear(year) > after ? inYear(year) : inYear(year + 1)
}

export function placeOf(program: Compiled, trigger: CompiledTrigger): number {
  return DUE.first + program.benefits.length + trigger.index
}
