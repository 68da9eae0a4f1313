import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {monthText} from '../../src/base/day.js'
import {cohorts} from '../../src/history/cohorts.js'
import {fitBaseline} from '../../src/models/fit-baseline.js'
import {customersWithoutSales, summarise} from '../../src/models/recency-frequency.js'
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

  test('customers with nothing but free orders are known to the model and not to the history', () => {
    // Ids in the file less those with an amount above zero: 23,570 − 23,502 and 2,377 − 2,373.
    const free = (name: string) => {
      const history = REAL_HISTORIES[name]!()
      return [summarise(history, history.to).customer.length, profilePurchases(history).customers, customersWithoutSales(history, history.to)]
    }
    expect([free('cdnow'), free('dunnhumby'), free('superstore')]).toEqual([[23_570, 23_502, 68], [2377, 2373, 4], [793, 793, 0]])
  })

  test('subscribers are not said never to leave: their renewals show how many do', () => {
    const history = REAL_HISTORIES['french-adventureworks']!()
    const {notes, purchase} = fitBaseline(history, history.to)
    expect(purchase.withoutDropout).toBe(true)
    expect(notes).toContain('subscription')
    expect(notes).not.toContain('no-dropout')
  })

  test('superstore: the last 12 months, by when customers first came', () => {
    // Source: summed from the file by a script of its own: 733,947.14 from 31 December 2018 on, 7,511.82 of it by 11 customers who first came then.
    const {newAndReturning} = profilePurchases(REAL_HISTORIES['superstore']!())
    expect(newAndReturning).toMatchObject({newCustomers: 11, revenueNew: {amount: '7511.82'}, revenueReturning: {amount: '726435.32'}})
    expect(newAndReturning.newShare).toBeCloseTo(7511.82 / 733_947.14, 9)
  })
})
