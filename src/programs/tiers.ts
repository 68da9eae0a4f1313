import {NEVER} from './calendar.js'
import type {Compiled} from './compiled.js'
import {EVENT, type EventSink} from './mechanics.js'
import {DUE, type AccountState} from './state.js'

/** Counts an order or a refund towards status. */
export function countTowardsTier(program: Compiled, state: AccountState, amount: number): void {
  const {window} = program.tiers!
  if (amount === 0) return
  state.windowSum += amount
  if (window !== undefined) state.window.push(amount, window.from(state.moment.day))
}

/** Up, if an order has brought enough; the period begins anew. True if so. */
export function upgrade(program: Compiled, state: AccountState, sink: EventSink): boolean {
  const level = levelOn(program, state)
  if (level <= state.moment.tier) return false
  setTier(program, state, level, sink)
  return true
}

/** The period is over: kept if still deserved, else the level that is. */
export function endTierPeriod(program: Compiled, state: AccountState, sink: EventSink): void {
  const level = levelOn(program, state)
  if (level === state.moment.tier) state.schedule(DUE.tier, program.tiers!.keep.from(state.moment.day))
  else setTier(program, state, level, sink)
}

function setTier(program: Compiled, state: AccountState, level: number, sink: EventSink): void {
  state.moment.tier = level
  state.due[DUE.tier] = NEVER
  if (level >= 0) state.schedule(DUE.tier, program.tiers!.keep.from(state.moment.day))
  sink(EVENT.tier, state.moment.day as never, 0, 0, 0, level)
}

function levelOn(program: Compiled, state: AccountState): number {
  const {thresholds} = program.tiers!
  if (!state.window.isEmpty) state.windowSum -= state.window.takeEnded(state.moment.day)
  let level = -1
  while (level + 1 < thresholds.length && state.windowSum >= thresholds[level + 1]!) level += 1
  return level
}
