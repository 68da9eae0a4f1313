import {describe, expect, test} from 'vitest'
import {civil, type Day, dayOf} from '../../src/base/day.js'
import {RandomStream} from '../../src/base/random.js'
import {backtest} from '../../src/models/backtest.js'
import {fitBaseline} from '../../src/models/fit-baseline.js'
import {gamma} from '../../src/models/numerics/sampling.js'
import {monthEnds, SeasonClock} from '../../src/models/season-clock.js'
import type {Purchases} from '../../src/history/purchases.js'
import {purchasesOf} from './real-purchases.js'

const SHAPE = [0.8, 0.7, 0.9, 1, 1, 1, 0.9, 0.7, 1, 1, 1.2, 1.8]

/** A growing shop with a strong December; every order worth 20.00. */
function shop(years: number, shape: readonly number[], seed: number): Purchases {
  const stream = new RandomStream(seed)
  const from = dayOf(2022, 1, 1)
  const to = dayOf(2022 + years, 1, 1) - 1
  const orders: [string, number, number][] = []
  for (let i = 0; i < 4000; i += 1) {
    // More customers arrive each year: the square root pushes arrivals to the end.
    const first = from + Math.floor((to - from) * Math.sqrt(stream.uniform()))
    const rate = gamma(stream, 1.2, 40)
    const end = Math.min(to, first + stream.exponential() / gamma(stream, 1.5, 400))
    const name = `c${i}`
    orders.push([name, first, 2000])
    for (let t = first + 1; t <= end; t += 1)
      if (stream.uniform() < rate * shape[civil(t as Day).month - 1]!) orders.push([name, t, 2000])
  }
  return purchasesOf(orders)
}

describe('seasonality', () => {
  test('finds the months of a growing base', () => {
    const purchases = shop(3, SHAPE, 1)
    const {baseline} = fitBaseline(purchases, purchases.to)
    const mean = SHAPE.reduce((sum, value) => sum + value, 0) / 12
    expect(baseline.seasonalityKnown).toBe(true)
    SHAPE.forEach((value, month) => { expect(Math.abs(baseline.seasonality[month]! - value / mean)).toBeLessThan(0.12) })
  })

  test('where there is none, shrinks what is only noise', () => {
    const purchases = shop(3, SHAPE.map(() => 1), 2)
    const {baseline} = fitBaseline(purchases, purchases.to)
    baseline.seasonality.forEach((value) => { expect(Math.abs(value - 1)).toBeLessThan(0.06) })
  })

  test('less than two years: flat, and said so', () => {
    const purchases = shop(1, SHAPE, 3)
    const {baseline, notes} = fitBaseline(purchases, purchases.to)
    expect([...baseline.seasonality]).toEqual(Array.from({length: 12}, () => 1))
    expect(notes).toContain('season-unknown')
  })

  test('a forecast of the recent past knows the season (43 % too high without it)', () => {
    const outcome = backtest(shop(3, SHAPE, 4))
    expect(outcome).toMatchObject({available: true, result: {months: 12}})
    if (outcome.available) expect(Math.abs(outcome.result.orders.error!)).toBeLessThan(0.15)
  })

  test('the clock counts every day of a month with its multiplier', () => {
    const season = Float64Array.from({length: 12}, (_, month) => month + 1)
    const clock = new SeasonClock(season, dayOf(2023, 11, 5), dayOf(2024, 3, 31))
    expect(clock.between(dayOf(2023, 12, 30), dayOf(2024, 1, 2))).toBe(12 + 1 + 1)
    expect(clock.between(dayOf(2024, 1, 31), dayOf(2024, 2, 29))).toBe(58)
    expect(monthEnds(dayOf(2024, 1, 15), dayOf(2024, 3, 31))).toEqual([dayOf(2024, 1, 31), dayOf(2024, 2, 29), dayOf(2024, 3, 31)])
  })
})

describe('what cannot be fitted', () => {
  test('no purchases, or one day of them, is an error with advice', () => {
    const single = purchasesOf([['a', 100, 500], ['b', 100, 500]])
    expect(() => fitBaseline(single, 100 as Day)).toThrow(/on one day/)
    expect(() => fitBaseline(single, 99 as Day)).toThrow(/no purchases/)
    expect(backtest(single)).toEqual({available: false, reason: 'short-history'})
  })

  test('a tiny shop is fitted with a weak opinion, said aloud', () => {
    const {notes, baseline} = fitBaseline(purchasesOf([['a', 100, 500], ['b', 120, 700], ['b', 150, 900], ['c', 180, -300]]), 200 as Day)
    expect(notes).toEqual(expect.arrayContaining(['small-base', 'first-purchases-used']))
    expect(Object.values(baseline.parameters).every((value) => value > 0)).toBe(true)
  })
})
