import fc from 'fast-check'
import {expect, test} from 'vitest'
import {addMonths, day, monthIndex} from '../../src/base/day.js'
import {afterPeriods, monthOf, monthsBetween, periodsWithin, Shift, unitOf} from '../../src/programs/calendar.js'
import {on} from '../support/history.js'

const anyDay = fc.integer({min: -10_000, max: 70_000}).map(day)

test('remembered dates are the dates', () => {
  const shift = new Shift({count: 12, unit: 'month'})
  fc.assert(fc.property(anyDay, (value) => {
    expect(shift.from(value)).toBe(addMonths(value, 12))
    expect(shift.from(value)).toBe(addMonths(value, 12))
    expect(monthOf(value)).toBe(monthIndex(value))
  }))
})

test('periods are counted from their beginning, so that month ends never drift', () => {
  expect(afterPeriods(on('2024-01-31'), {count: 1, unit: 'month'}, 1)).toBe(on('2024-02-29'))
  expect(afterPeriods(on('2024-01-31'), {count: 1, unit: 'month'}, 2)).toBe(on('2024-03-31'))
})

test('a year is twelve months whatever its days, and half of February is half a month', () => {
  expect(monthsBetween(on('2025-01-01'), on('2026-01-01'))).toBe(12)
  expect(monthsBetween(on('2024-01-31'), on('2024-02-29'))).toBe(1)
  expect(monthsBetween(on('2025-02-01'), on('2025-02-15'))).toBe(0.5)
  expect(periodsWithin(on('2025-01-01'), on('2026-01-01'), {count: 3, unit: 'month'})).toBe(4)
  expect(periodsWithin(on('2025-01-01'), on('2025-01-14'), {count: 7, unit: 'day'})).toBe(1)
})

test('weeks begin on Monday', () => {
  expect(unitOf(on('2025-03-02'), 'week')).toBe(unitOf(on('2025-02-24'), 'week'))
  expect(unitOf(on('2025-03-03'), 'week')).toBe(unitOf(on('2025-03-02'), 'week') + 1)
})
