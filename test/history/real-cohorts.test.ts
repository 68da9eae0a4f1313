import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {monthText} from '../../src/base/day.js'
import {cohorts} from '../../src/history/cohorts.js'
import {profilePurchases} from '../../src/tasks/profile/profile.js'
import {describeOnRealData, realData} from '../support/real-data.js'
import {REAL_HISTORIES} from '../support/real-histories.js'

/** Source: expected/figures.json and *_cohorts.csv, computed twice, independently of this project. */
describeOnRealData('profiles of real histories', () => {
  const figures = () => JSON.parse(readFileSync(realData('expected', 'figures.json'), 'utf8')) as
    Record<string, {customers: number; orders: number; top20_share: number; repeat90_day: number[]; repeat12m_day: number[]}>

  test.each(Object.keys(REAL_HISTORIES))('%s: cohorts by month, best fifth and repeat rates exactly as expected', (name) => {
    const history = REAL_HISTORIES[name]!()
    const expected = figures()[name]!
    const rows = cohorts(history, 'month').cohorts.map(({period, size, active}) =>
      [monthText(period), size, ...Array.from({length: 12}, (_, i) => active[i + 1] ?? '')].join(','))
    expect(rows).toEqual(readFileSync(realData('expected', `${name}_cohorts.csv`), 'utf8').trim().split(/\r?\n/).slice(1))
    const profile = profilePurchases(history)
    expect([profile.customers, profile.orders]).toEqual([expected.customers, expected.orders])
    expect(profile.concentration.top.find(({share}) => share === 0.2)!.revenueShare).toBeCloseTo(expected.top20_share, 6)
    expect([profile.repeatRate.days90.base, profile.repeatRate.days90.hits]).toEqual(expected.repeat90_day.slice(0, 2))
    expect([profile.repeatRate.months12.base, profile.repeatRate.months12.hits]).toEqual(expected.repeat12m_day.slice(0, 2))
    expect(profile.segments.reduce((sum, {customers}) => sum + customers, 0)).toBe(profile.customers)
    const yearly = profile.cohorts.year.reduce((sum, {size}) => sum + size, 0)
    expect(yearly).toBe(profile.customers)
  })
})
