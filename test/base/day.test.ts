import fc from 'fast-check'
import {expect, test} from 'vitest'
import {addMonths, civil, day, dayOf, isoDay, monthIndex, monthText, parseIsoDay, weekday} from '../../src/base/day.js'

const aDay = fc.integer({min: -200_000, max: 200_000})

// Source: ECMAScript's own proleptic Gregorian calendar (Date.UTC), an independent implementation.
test('days agree with the calendar of the language, over eleven centuries', () => {
  fc.assert(fc.property(aDay, (value) => {
    const date = new Date(value * 86_400_000)
    expect(civil(day(value))).toEqual({year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, dayOfMonth: date.getUTCDate()})
    expect(dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(value)
    expect(weekday(day(value))).toBe(date.getUTCDay() === 0 ? 7 : date.getUTCDay())
  }), {numRuns: 2000})
})

test('text and back is the same day', () => {
  fc.assert(fc.property(fc.integer({min: 0, max: 200_000}), (value) => {
    expect(parseIsoDay(isoDay(day(value)))).toBe(value)
  }))
})

test.each(['2023-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '24-01-01', '2024-1-1', ''])('refuses the day %s', (text) => {
  expect(parseIsoDay(text)).toBeUndefined()
})

// Source: programs.md, "Month arithmetic clamps to the month's last day".
test.each([
  ['2024-01-31', 1, '2024-02-29'], ['2023-01-31', 1, '2023-02-28'], ['2024-02-29', 12, '2025-02-28'],
  ['2024-03-31', -1, '2024-02-29'], ['2024-11-30', 3, '2025-02-28'], ['2024-05-15', 12, '2025-05-15'],
])('%s plus %i months is %s', (from, months, to) => {
  expect(isoDay(addMonths(parseIsoDay(from)!, months))).toBe(to)
})

test('month indices count months and name them', () => {
  expect(monthText(monthIndex(parseIsoDay('2025-03-09')!))).toBe('2025-03')
  expect(monthIndex(parseIsoDay('2025-01-01')!) - monthIndex(parseIsoDay('2024-12-31')!)).toBe(1)
})
