import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {monthText, parseIsoDay} from '../../src/base/day.js'
import {cohorts} from '../../src/history/cohorts.js'
import {concentration, customerTotals, topShare} from '../../src/history/concentration.js'
import {repeatRate} from '../../src/history/repeat-rate.js'
import {describeOnRealData, realData} from '../support/real-data.js'
import {cdnow, superstore} from '../support/purchases-of-real-data.js'
import {type Sale, purchasesOf} from '../support/purchases.js'

interface Figures {
  readonly customers: number
  readonly orders: number
  readonly top20_share: number
  readonly repeat90_day: readonly number[]
  readonly repeat12m_day: readonly number[]
}

const sale = (customer: string, date: string, amount: number): Sale => ({customer, day: parseIsoDay(date)!, amount: amount * 100})

describe('concentration', () => {
  test('the best fifth is rounded up, and only buyers count', () => {
    const {spend} = customerTotals(purchasesOf([
      sale('a', '2025-01-01', 60), sale('b', '2025-01-02', 30), sale('c', '2025-01-03', 10), sale('d', '2025-01-03', -5),
    ]))
    expect(topShare(spend)).toBeCloseTo(0.6)
    const {customers, curve, top} = concentration(spend)
    expect(customers).toBe(3)
    expect([curve[0], curve[34], curve[100]]).toEqual([0, 0.9, 1])
    expect(top.find(({share}) => share === 0.5)).toEqual({share: 0.5, customers: 2, revenueShare: 0.9})
  })

  test('equal customers have a gini of zero, one rich customer nearly one', () => {
    expect(concentration(Float64Array.of(5, 5, 5, 5)).gini).toBeCloseTo(0)
    expect(concentration(Float64Array.from({length: 1000}, (_, i) => (i === 0 ? 1e9 : 1e-9))).gini).toBeCloseTo(0.999)
  })

  test('the curve rises, bends the right way and ends at one', () => {
    fc.assert(fc.property(fc.array(fc.integer({min: 1, max: 1_000_000}), {minLength: 1, maxLength: 300}), (values) => {
      const {curve, gini} = concentration(Float64Array.from(values))
      for (let i = 1; i <= 100; i += 1) expect(curve[i]).toBeGreaterThanOrEqual(curve[i - 1]!)
      expect(curve[100]).toBeCloseTo(1)
      expect(curve[50]).toBeGreaterThanOrEqual(0.5 - 1e-9)
      expect(gini).toBeGreaterThanOrEqual(-1e-9)
      expect(gini).toBeLessThan(1)
    }))
  })
})

describe('repeat rate', () => {
  test('a second order on the same day is not a return, and late beginners are not counted against us', () => {
    const history = purchasesOf([
      sale('same-day', '2025-01-01', 10), sale('same-day', '2025-01-01', 10),
      sale('back', '2025-01-01', 10), sale('back', '2025-04-01', 10),
      sale('too-late', '2025-01-02', 10), sale('too-late', '2025-04-03', 10),
      sale('new', '2025-03-20', 10),
    ])
    expect(repeatRate(history, {days: 90})).toEqual({base: 3, hits: 1, rate: 1 / 3})
  })
})

describe('cohorts', () => {
  test('count customers once a period, from their first purchase on', () => {
    const {cohorts: rows} = cohorts(purchasesOf([
      sale('a', '2024-11-05', 10), sale('a', '2024-12-24', 20), sale('a', '2024-12-25', 5), sale('b', '2024-11-30', 10), sale('c', '2025-01-01', 1),
      sale('b', '2025-01-31', -10),
    ]), 'month')
    expect(rows.map(({period, size, active}) => [monthText(period), size, ...active])).toEqual([['2024-11', 2, 2, 1, 0], ['2025-01', 1, 1]])
    expect(rows[0]!.revenue).toEqual([2000, 2500, 0])
  })

  test('by year too', () => {
    const {cohorts: rows} = cohorts(purchasesOf([sale('a', '2023-11-05', 10), sale('a', '2025-12-24', 20), sale('b', '2024-01-30', 10)]), 'year')
    expect(rows.map(({period, active}) => [period, ...active])).toEqual([[2023, 1, 0, 1], [2024, 1, 0]])
  })
})

/** Source: expected/figures.json and *_cohorts.csv, computed independently of this project. */
describeOnRealData('profile figures of real histories', () => {
  const expected = () => JSON.parse(readFileSync(realData('expected', 'figures.json'), 'utf8')) as Record<string, Figures>

  test.each([['cdnow', cdnow], ['superstore', superstore]] as const)('%s: top fifth, repeat rates and cohorts', (name, load) => {
    const history = load()
    const figures = expected()[name]!
    const {spend, orders} = customerTotals(history)
    expect(spend.filter((value) => value > 0).length).toBe(figures.customers)
    expect(orders.reduce((sum, each) => sum + each, 0)).toBe(figures.orders)
    expect(topShare(spend)).toBeCloseTo(figures.top20_share, 6)
    const [base, hits] = figures.repeat90_day
    expect(repeatRate(history, {days: 90})).toMatchObject({base, hits})
    const [base12, hits12] = figures.repeat12m_day
    expect(repeatRate(history, {months: 12})).toMatchObject({base: base12, hits: hits12})
    const found = cohorts(history, 'month').cohorts.map(({period, size, active}) =>
      [monthText(period), size, ...Array.from({length: 12}, (_, i) => active[i + 1] ?? '')].join(','))
    expect(found).toEqual(readFileSync(realData('expected', `${name}_cohorts.csv`), 'utf8').trim().split(/\r?\n/).slice(1))
  })
})
