import {unitOf, type Shift} from './calendar.js'
import type {CompiledLimit} from './compiled.js'
import type {Counters} from './state.js'

/** May a limited thing happen again on that day? */
export function mayHappen(counters: Counters, index: number, limit: CompiledLimit | undefined, cooldown: Shift | undefined, day: number): boolean {
  const before = counters.counts[index]! > 0
  if (cooldown !== undefined && before && day < cooldown.from(counters.last[index]!)) return false
  if (limit === undefined || !before) return true
  return counters.units[index] !== unitOf(day, limit.unit) || counters.counts[index]! < limit.times
}

/** Counts it. */
export function noteHappened(counters: Counters, index: number, limit: CompiledLimit | undefined, day: number): void {
  const unit = limit === undefined ? 0 : unitOf(day, limit.unit)
  counters.counts[index] = counters.units[index] === unit ? counters.counts[index]! + 1 : 1
  counters.units[index] = unit
  counters.last[index] = day
}
