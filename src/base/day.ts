import {assert} from './assert.js'
import type {Brand} from './brand.js'

/** A business day in the workspace's time zone: whole days since 1970-01-01. */
export type Day = Brand<number, 'Day'>

export function day(value: number): Day {
  assert(Number.isInteger(value), `a day is whole, got ${value}`)
  return value as Day
}

export interface CivilDate {
  readonly year: number
  /** 1..12 */
  readonly month: number
  /** 1..31 */
  readonly dayOfMonth: number
}

/** Days since 1970-01-01 of a civil date. Source: H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return (era * 146_097 + dayOfEra - 719_468) as Day
}

/** The inverse of `dayOf`. Source: H. Hinnant, civil_from_days. */
export function civil(value: Day): CivilDate {
  const z = value + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const mp = Math.floor((5 * dayOfYear + 2) / 153)
  const month = mp < 10 ? mp + 3 : mp - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1,
  }
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The same day of the month, `months` later, clamped to the month's last day (31 January + 1 month = 28 or 29 February). */
export function addMonths(value: Day, months: number): Day {
  const {year, month, dayOfMonth} = civil(value)
  const index = year * 12 + (month - 1) + months
  const targetYear = Math.floor(index / 12)
  const targetMonth = index - targetYear * 12 + 1
  return dayOf(targetYear, targetMonth, Math.min(dayOfMonth, daysInMonth(targetYear, targetMonth)))
}

/** Months since year 0: `year * 12 + month - 1`. The key of monthly tables. */
export function monthIndex(value: Day): number {
  const {year, month} = civil(value)
  return year * 12 + month - 1
}

/** `2025-03` of a month index. */
export function monthText(index: number): string {
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
}

/** 1 Monday .. 7 Sunday (ISO 8601). */
export function weekday(value: Day): number {
  return ((((value + 3) % 7) + 7) % 7) + 1
}

/** `2025-03-31` */
export function isoDay(value: Day): string {
  const {year, month, dayOfMonth} = civil(value)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`
}

/** Reads `2025-03-31`; undefined for anything else, impossible days included. */
export function parseIsoDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (match === null) return undefined
  const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined
  return dayOf(year, month, dayOfMonth)
}
