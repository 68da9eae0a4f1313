import {describe, expect, test} from 'vitest'
import {addMonths, type Day, dayOf} from '../../src/base/day.js'
import {RandomStream} from '../../src/base/random.js'
import {expectedPeriods, fitSbg, kaplanMeier, retentionRate, survival} from '../../src/models/contract/sbg.js'
import {contractOf} from '../../src/models/contract/spells.js'
import {beta} from '../../src/models/numerics/sampling.js'
import {purchasesOf, type Sale} from '../support/purchases.js'
import {describeOnRealData} from '../support/real-data.js'
import {cdnowSample, CDNOW_END} from './real-purchases.js'

// Source: Fader & Hardie (2007), "How to Project Customer Retention", table 1: percent surviving, years 0 to 12.
const HIGH_END = [100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1, 46.8, 44.5, 42.7, 40.9, 39.4]
const REGULAR = [100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1, 22.3, 20.7, 19.4, 18.3, 17.3]

/** A thousand customers seen for `years` renewals. */
function seen(percent: readonly number[], years: number) {
  const ended = Float64Array.from({length: years + 1}, (_, k) => (k < years ? Math.round(10 * (percent[k]! - percent[k + 1]!)) : 0))
  const running = Float64Array.from({length: years + 1}, (_, k) => (k === years ? Math.round(10 * percent[years]!) : 0))
  return {ended, running}
}

describe('shifted-beta-geometric', () => {
  test('the two published bases, fitted to seven years', () => {
    // Source: the same paper, section 4: high end (.668, 3.806), regular (.704, 1.182).
    const high = fitSbg(seen(HIGH_END, 7)).parameters
    expect(high.alpha).toBeCloseTo(0.668, 3)
    expect(high.beta).toBeCloseTo(3.806, 2)
    const regular = fitSbg(seen(REGULAR, 7)).parameters
    expect(regular.alpha).toBeCloseTo(0.704, 3)
    expect(regular.beta).toBeCloseTo(1.182, 3)
  })

  test('projects the five years it has not seen within two points', () => {
    const {parameters} = fitSbg(seen(HIGH_END, 7))
    for (let year = 8; year <= 12; year += 1) expect(Math.abs(100 * survival(parameters, year) - HIGH_END[year]!)).toBeLessThan(2)
  })

  test('survival is the product of retention rates, and what it sums to is the time a customer stays', () => {
    const parameters = {alpha: 0.668, beta: 3.806}
    let share = 1
    for (let t = 1; t < 20; t += 1) {
      share *= retentionRate(parameters, t)
      expect(survival(parameters, t)).toBeCloseTo(share, 12)
    }
    expect(expectedPeriods(parameters, 2)).toBeCloseTo(1 + retentionRate(parameters, 1), 12)
  })

  test('Kaplan–Meier without censoring is the plain share, and counts nobody who was not asked', () => {
    expect(kaplanMeier({ended: Float64Array.of(50, 25, 0), running: Float64Array.of(0, 0, 25)}).slice(0, 3)).toEqual([1, 0.5, 0.25])
    // Ten of a hundred have just begun: they are not at risk yet.
    expect(kaplanMeier({ended: Float64Array.of(45, 0), running: Float64Array.of(10, 45)})[1]).toBeCloseTo(0.5, 12)
  })
})

/** Monthly payments around the same day of the month; each customer renews with her own chance. */
function subscriptions(customers: number): Sale[] {
  const stream = new RandomStream(31)
  return Array.from({length: customers}, (_, i) => i).flatMap((i) => {
    const start = dayOf(2022, 1 + (i % 12), 1 + (i % 27))
    const leave = beta(stream, 1.2, 6)
    const sales: Sale[] = []
    for (let month = 0; ; month += 1) {
      const due = addMonths(start, month)
      if (due > dayOf(2024, 6, 30)) break
      sales.push({customer: `c${i}`, day: due + (stream.uniform() < 0.2 ? 1 : 0), amount: 1990})
      if (stream.uniform() < leave) break
    }
    return sales
  })
}

describe('recognising subscriptions', () => {
  const purchases = purchasesOf(subscriptions(2000))
  const contract = contractOf(purchases, dayOf(2024, 6, 30))

  test('monthly payments are recognised, and the way they were made is found', () => {
    expect(contract).toMatchObject({period: 'month'})
    const {parameters, covariance} = fitSbg(contract!.spells)
    expect(Math.abs(Math.log(parameters.alpha / 1.2)) / Math.sqrt(covariance[0]!)).toBeLessThan(3.5)
    expect(Math.abs(Math.log(parameters.beta / 6)) / Math.sqrt(covariance[3]!)).toBeLessThan(3.5)
    const curve = kaplanMeier(contract!.spells)
    for (const months of [1, 6, 12, 18]) expect(Math.abs(curve[months]! - survival(parameters, months))).toBeLessThan(0.04)
  })

  test('a shop is not a subscription', () => {
    const stream = new RandomStream(5)
    const sales = Array.from({length: 3000}, () => ({customer: `c${Math.floor(300 * stream.uniform())}`, day: dayOf(2023, 1, 1) + Math.floor(500 * stream.uniform()), amount: 900}))
    expect(contractOf(purchasesOf(sales), dayOf(2024, 6, 30) as Day)).toBeUndefined()
  })
})

describeOnRealData('CDNOW', () => {
  test('is not a subscription', () => {
    expect(contractOf(cdnowSample(), CDNOW_END)).toBeUndefined()
  })
})
