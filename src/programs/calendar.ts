import {addMonths, day, monthIndex, type Day} from '../base/day.js'
import type {Period} from './grammar.js'

/** Later than every day. */
export const NEVER = 0x7fffffff

/** Days are kept from 1950-01-01 to 2149-12-31, the range of any sales history; others are computed each time. */
const FIRST = -7305
const SIZE = 73_049

/** A period added to a day, remembered per day, because civil dates cost more than everything else an order does. */
export class Shift {
  private readonly known: Int32Array | undefined

  constructor(private readonly period: Period) {
    this.known = period.unit === 'month' ? new Int32Array(SIZE).fill(NEVER) : undefined
  }

  from(start: number): number {
    if (this.known === undefined) return start + this.period.count
    const index = start - FIRST
    if (index < 0 || index >= SIZE) return addMonths(start as Day, this.period.count)
    const found = this.known[index]!
    if (found !== NEVER) return found
    const later = addMonths(start as Day, this.period.count)
    this.known[index] = later
    return later
  }
}

/** The n-th end of a period that began on `start`; computed from the start, so that clamping never drifts. */
export function afterPeriods(start: number, period: Period, times: number): number {
  return period.unit === 'day' ? start + period.count * times : addMonths(start as Day, period.count * times)
}

const MONTHS = new Int32Array(SIZE).fill(NEVER)

/** As `monthIndex`, remembered. */
export function monthOf(value: number): number {
  const index = value - FIRST
  if (index < 0 || index >= SIZE) return monthIndex(day(value))
  const found = MONTHS[index]!
  if (found !== NEVER) return found
  const month = monthIndex(value as Day)
  MONTHS[index] = month
  return month
}

export type CalendarUnit = 'day' | 'week' | 'month' | 'year' | 'ever'

/** A number that changes when the calendar unit does. Weeks begin on Monday. */
export function unitOf(value: number, unit: CalendarUnit): number {
  if (unit === 'month') return monthOf(value)
  if (unit === 'year') return Math.floor(monthOf(value) / 12)
  if (unit === 'week') return Math.floor((value + 3) / 7)
  return unit === 'day' ? value : 0
}

/** Months from a day up to (not including) another: whole ones by the calendar, the rest as a part of the month it falls in. */
export function monthsBetween(start: number, end: number): number {
  const month = {count: 1, unit: 'month'} as const
  let whole = Math.max(0, monthOf(end) - monthOf(start) - 1)
  while (afterPeriods(start, month, whole + 1) <= end) whole += 1
  const begun = afterPeriods(start, month, whole)
  return whole + (end - begun) / (afterPeriods(start, month, whole + 1) - begun)
}

/** How many whole periods have ended by a day (not including it). */
export function periodsWithin(start: number, end: number, period: Period): number {
  let times = 0
  while (afterPeriods(start, period, times + 1) <= end) times += 1
  return times
}
