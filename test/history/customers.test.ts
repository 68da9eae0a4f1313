import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {addMonths, day, parseIsoDay} from '../../src/base/day.js'
import {RandomStream} from '../../src/base/random.js'
import {loyalPicker, tryLoyal} from '../../src/history/loyal.js'
import {months} from '../../src/history/months.js'
import {newcomerValue} from '../../src/history/newcomers.js'
import {fifths, quantileOfSorted} from '../../src/history/quantiles.js'
import {RFM_SEGMENTS, rfm} from '../../src/history/rfm.js'
import {rhythm} from '../../src/history/rhythm.js'
import {TRENDS, trends} from '../../src/history/trend.js'
import {visitsOf} from '../../src/history/visits.js'
import {purchasesOf, type Sale} from '../support/purchases.js'

const on = (text: string) => parseIsoDay(text)!
const START = on('2023-01-01')

/** Small histories of a few customers over three years, refunds and several orders a day included. */
const histories = fc.array(fc.record({
  customer: fc.constantFrom('ann', 'bob', 'cem', 'dia', 'eve'),
  day: fc.integer({min: START, max: START + 1100}),
  amount: fc.integer({min: -500, max: 9000}),
}), {minLength: 1, maxLength: 60}).filter((sales) => sales.some(({amount}) => amount > 0))

const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0)
const sales = (customer: string, days: readonly number[], amount = 1000): Sale[] => days.map((each) => ({customer, day: START + each, amount}))

describe('against a brute-force reading of the same orders', () => {
  test('visits: orders, days and spend of each customer, in all and by year', () => {
    fc.assert(fc.property(histories, fc.integer({min: 0, max: 1200}), (orders, later) => {
      const asOf = day(START + later)
      const purchases = purchasesOf(orders)
      const visits = visitsOf(purchases, asOf)
      const bought = orders.filter((each) => each.amount > 0 && each.day <= asOf)
      expect(Array.from(visits.customer, (i) => purchases.customers[i])).toEqual([...new Set(bought.map(({customer}) => customer))].sort())
      for (const [row, i] of visits.customer.entries()) {
        const own = bought.filter(({customer}) => customer === purchases.customers[i])
        const year = own.filter((each) => each.day > asOf - 365)
        const before = own.filter((each) => each.day <= asOf - 365 && each.day > asOf - 730)
        expect([visits.orders[row], visits.visitDays[row], visits.spend[row], visits.first[row], visits.last[row]]).toEqual([
          own.length, new Set(own.map((each) => each.day)).size, sum(own.map(({amount}) => amount)),
          Math.min(...own.map((each) => each.day)), Math.max(...own.map((each) => each.day)),
        ])
        expect([visits.ordersLastYear[row], visits.spendLastYear[row], visits.ordersYearBefore[row], visits.spendYearBefore[row]]).toEqual(
          [year.length, sum(year.map(({amount}) => amount)), before.length, sum(before.map(({amount}) => amount))])
      }
    }))
  })

  test('months: every purchase once, as new or returning, each customer new once', () => {
    fc.assert(fc.property(histories, (orders) => {
      const table = months(purchasesOf(orders))
      const bought = orders.filter(({amount}) => amount > 0)
      expect(sum(table.map((each) => each.revenueNew + each.revenueReturning))).toBe(sum(bought.map(({amount}) => amount)))
      expect(sum(table.map((each) => each.orders))).toBe(bought.length)
      expect(sum(table.map((each) => each.newCustomers))).toBe(new Set(bought.map(({customer}) => customer)).size)
    }))
  })

  test('rhythm: all gaps between visits, and own gaps that add up', () => {
    fc.assert(fc.property(histories, (orders) => {
      const purchases = purchasesOf(orders)
      const visits = visitsOf(purchases, purchases.to)
      const {gaps, gapDays, ownGap, classes} = rhythm(purchases, visits)
      const own = [...new Set(orders.map(({customer}) => customer))].map((customer) =>
        [...new Set(orders.filter((each) => each.customer === customer && each.amount > 0).map((each) => each.day))].sort((a, b) => a - b))
      const all = own.flatMap((days) => days.slice(1).map((each, i) => each - days[i]!)).sort((a, b) => a - b)
      expect(gaps).toBe(all.length)
      if (all.length > 0) expect(gapDays.median).toBe(quantileOfSorted(all, 0.5))
      expect(sum(classes.map(({customers}) => customers))).toBe(own.filter((days) => days.length > 1).length)
      expect(ownGap.filter((gap) => gap > 0).length).toBe(own.filter((days) => days.length > 1).length)
    }))
  })

  test('a definition of loyal names those who meet every condition, and is judged by the year after', () => {
    fc.assert(fc.property(histories, fc.integer({min: 1, max: 4}), fc.integer({min: 1, max: 400}), (orders, ordersPerYear, withinDays) => {
      const purchases = purchasesOf(orders)
      const trial = tryLoyal(purchases, visitsOf(purchases, purchases.to))
      if (trial === undefined) return
      const cut = addMonths(purchases.to, -12)
      expect(trial.cutOff).toBe(cut)
      const of = (customer: string, from: number, to: number) => orders.filter((each) => each.customer === customer && each.amount > 0 && each.day > from && each.day <= to)
      const known = [...new Set(orders.map(({customer}) => customer))].filter((customer) => of(customer, 0, cut).length > 0)
      const named = known.filter((customer) =>
        of(customer, cut - 365, cut).length >= ordersPerYear && cut - Math.max(...of(customer, 0, cut).map((each) => each.day)) <= withinDays)
      const spend = (customers: readonly string[]) => sum(customers.flatMap((customer) => of(customer, cut, purchases.to)).map(({amount}) => amount))
      const judged = trial.judge({ordersPerYear, withinDays})
      expect(judged.customers).toBe(named.length)
      expect(judged.revenueCaptured).toBeCloseTo(spend(named) / spend(known), 12)
      expect(judged.customerShare).toBeCloseTo(named.length / known.filter((customer) => of(customer, cut - 365, cut).length > 0).length, 12)
    }))
  })

  test('first months of new customers', () => {
    fc.assert(fc.property(histories, fc.integer({min: 1, max: 14}), (orders, length) => {
      const purchases = purchasesOf(orders)
      const found = newcomerValue(purchases, purchases.to, length)
      const latest = addMonths(purchases.to, -length)
      const values = purchases.customers.flatMap((customer) => {
        const own = orders.filter((each) => each.customer === customer && each.amount > 0)
        const first = day(Math.min(...own.map((each) => each.day), 1e6))
        if (own.length === 0 || first > latest) return []
        return [sum(own.filter((each) => each.day <= addMonths(first, length)).map(({amount}) => amount))]
      })
      expect(found?.all.customers ?? 0).toBe(values.length)
      if (found !== undefined) expect(found.all.mean).toBeCloseTo(sum(values) / values.length, 6)
    }))
  })
})

describe('quantiles and fifths', () => {
  test('type 7 quantiles. Source: R, quantile(c(1, 2, 4, 8), c(0, .3, .5, 1))', () => {
    expect([0, 0.3, 0.5, 1].map((share) => quantileOfSorted([1, 2, 4, 8], share))).toEqual([1, expect.closeTo(1.9), 3, 8])
  })

  test('equal values share a score, and a hundred different ones fill five equal classes', () => {
    expect([...fifths(Int32Array.of(1, 1, 1, 1))]).toEqual([3, 3, 3, 3])
    const scores = fifths(Float64Array.from({length: 100}, (_, i) => i))
    for (const score of [1, 2, 3, 4, 5]) expect(scores.filter((each) => each === score).length).toBe(20)
    expect([scores[0], scores[99]]).toEqual([1, 5])
  })
})

test('fifths, as their definition reads: the fifth in which the middle of the rank lies', () => {
  fc.assert(fc.property(fc.array(fc.integer({min: 0, max: 30}), {minLength: 1, maxLength: 80}), (values) => {
    const middle = (value: number) => (values.filter((each) => each < value).length + values.filter((each) => each <= value).length) / 2
    expect([...fifths(Int32Array.from(values))]).toEqual(values.map((value) => Math.min(5, 1 + Math.floor((5 * middle(value)) / values.length))))
  }))
})

describe('segments', () => {
  test('who came lately and often is a champion, who came often but long ago must not be lost', () => {
    const history = purchasesOf([
      ...sales('champion', [0, 100, 200, 300, 400, 500, 600, 690, 700]), ...sales('lost star', [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]),
      ...sales('fresh', [699]), ...sales('asleep', [5]),
      ...Array.from({length: 16}, (_, i) => sales(`other ${i}`, [50 + 30 * i, 80 + 30 * i])).flat(),
    ])
    const visits = visitsOf(history, history.to)
    const {segment} = rfm(visits)
    const of = (customer: string) => RFM_SEGMENTS[segment[[...visits.customer].findIndex((i) => history.customers[i] === customer)]!]
    expect(['champion', 'lost star', 'fresh', 'asleep'].map(of)).toEqual(['champions', 'cannot-lose', 'new', 'hibernating'])
  })
})

describe('trends', () => {
  const trendOf = (days: readonly number[], amount = 1000) => {
    const history = purchasesOf([...sales('she', days, amount), ...sales('clock', [0, 1095])])
    const visits = visitsOf(history, history.to)
    return TRENDS[trends(visits)[[...visits.customer].findIndex((i) => history.customers[i] === 'she')]!]
  }
  const every = (gap: number, from: number, to: number) => Array.from({length: Math.ceil((to - from) / gap)}, (_, i) => from + i * gap)

  test('a clear change is a trend, chance is not', () => {
    expect(trendOf([...every(30, 5, 730), ...every(10, 731, 1095)])).toBe('rising')
    expect(trendOf([...every(10, 5, 730), ...every(40, 731, 1095)])).toBe('fading')
    expect(trendOf(every(14, 5, 1095))).toBe('stable')
    expect(trendOf([100, 600, 800, 900])).toBe('stable')
  })

  test('who joined in the last 15 months is new, who stayed away a year is gone', () => {
    expect(trendOf([1000, 1050])).toBe('new')
    expect(trendOf([100, 500, 600])).toBe('gone')
    expect(trendOf([100, 200])).toBe('past')
  })
})

describe('loyal', () => {
  test('the best share by spend is the best share of those who bought in the last 12 months', () => {
    const history = purchasesOf(Array.from({length: 100}, (_, i) => sales(`c${String(i).padStart(3, '0')}`, [i < 50 ? 10 : 900], 1000 + i)).flat())
    const named = loyalPicker(visitsOf(history, history.to))({topSpend: 0.2})
    expect(named.reduce((all, each) => all + each, 0)).toBe(10)
  })

  test('half a year before the year held out is too little: no trial', () => {
    const history = purchasesOf([...sales('a', [0, 300]), ...sales('b', [1, 500])])
    expect(tryLoyal(history, visitsOf(history, history.to))).toBeUndefined()
  })

  test('where those who come every week go on and the rest leaves, coming often is what is proposed', () => {
    const regulars = Array.from({length: 20}, (_, i) => sales(`r${i}`, Array.from({length: 150}, (_, k) => (i % 7) + 7 * k))).flat()
    const passersBy = Array.from({length: 200}, (_, i) => sales(`p${i}`, [i * 5, i * 5 + 3].filter((each) => each < 1050))).flat()
    const history = purchasesOf([...regulars, ...passersBy])
    const trial = tryLoyal(history, visitsOf(history, history.to))!
    const best = trial.candidates[trial.best!]!
    expect(best.kind).toBe('frequency')
    expect(best.customers).toBe(20)
    expect(best.revenueCaptured).toBeGreaterThan(0.9)
  })
})

describe('where customers are all alike', () => {
  test('no definition is proposed', () => {
    const stream = new RandomStream(3)
    const history = purchasesOf(Array.from({length: 400}, (_, i) =>
      sales(`c${i}`, Array.from({length: 30}, () => Math.floor(stream.uniform() * 1095)))).flat())
    const trial = tryLoyal(history, visitsOf(history, history.to))!
    expect(trial.best).toBeUndefined()
    expect(trial.candidates.length).toBeGreaterThan(3)
  })
})

describe('new customers by channel', () => {
  test('the customer’s own channel goes before that of her first order', () => {
    const orders = Array.from({length: 40}, (_, i): Sale => ({
      customer: `c${String(i).padStart(2, '0')}`, day: START + 200 + i, amount: i < 10 ? 5000 : 1000, attributes: {channel: 'shop'},
    }))
    const clock: Sale[] = [{customer: 'z', day: START, amount: 1, attributes: {channel: 'shop'}}, {customer: 'z', day: START + 900, amount: 1}]
    const channel = Object.fromEntries(orders.map(({customer}, i) => [customer, i < 10 ? 'friend' : 'flyer']))
    const byCustomer = newcomerValue(purchasesOf([...orders, ...clock], {channel}), day(START + 900), 12)!
    expect(byCustomer.channels.map(({channel: name, customers, mean}) => [name, customers, mean])).toEqual([['flyer', 30, 1000], ['friend', 10, 5000]])
    expect(byCustomer.countedFrom).toBe(START + 180)
    const byOrder = newcomerValue(purchasesOf([...orders, ...clock]), day(START + 900), 12)!
    expect(byOrder.channels.map(({channel: name, customers}) => [name, customers])).toEqual([['shop', 40]])
  })
})
