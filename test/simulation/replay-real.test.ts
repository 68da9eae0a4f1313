import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {programSchema} from '../../src/programs/definition.js'
import {ReplayRun} from '../../src/simulation/replay.js'
import {readRows} from '../support/history.js'
import {REAL_HISTORIES} from '../support/real-histories.js'
import {describeOnRealData, realData} from '../support/real-data.js'

/** Source: expected/figures.json and *_balances_A/B.csv, computed independently of this project, twice. */
const PROGRAMS = {A: 'immediate', B: 'next-order'} as const

function program(redeem: string) {
  return programSchema.parse({
    name: 'one point per unit',
    earn: [{points: 1, per: 1}],
    points: {expire: {after: '12 months', rule: 'fifo'}, refunds: 'ignore'},
    rewards: [{name: '5.00 off', points: 100, faceValue: 5, redeem}],
  })
}

interface Figures {
  readonly customers: number
  readonly orders: number
  readonly program_A: Totals
  readonly program_B: Totals
}
interface Totals {
  readonly issued: number
  readonly redeemed: number
  readonly expired: number
  readonly outstanding: number
  readonly reward_cost: number
}

describeOnRealData('replays agree with independently computed figures, to the last point', () => {
  for (const [name, load] of Object.entries(REAL_HISTORIES)) {
    test(`${name}: totals and every customer, redeeming at once and at the next order`, () => {
      const figures = (JSON.parse(readFileSync(realData('expected', 'figures.json'), 'utf8')) as Record<string, Figures>)[name]!
      const purchases = load()
      for (const key of ['A', 'B'] as const) {
        const run = new ReplayRun(purchases, program(PROGRAMS[key]), {from: purchases.from, to: purchases.to, seed: 1})
        expect(run.step(Number.POSITIVE_INFINITY)).toBe(false)
        const {total, customers} = run.book
        const expected = figures[`program_${key}`]
        expect({
          orders: total.orders, issued: total.issued, redeemed: total.redeemed, expired: total.expired,
          outstanding: customers.outstanding.reduce((a, b) => a + b, 0), cost: total.rewardCost, reversed: total.reversed,
        }).toEqual({
          orders: figures.orders, issued: expected.issued, redeemed: expected.redeemed, expired: expected.expired,
          outstanding: expected.outstanding, cost: expected.reward_cost * 100, reversed: 0,
        })
        const byCustomer = new Map(purchases.customers.map((customer, i) => [customer, [customers.issued[i], customers.redeemed[i], customers.expired[i], customers.outstanding[i]].join()]))
        const wrong = readRows(realData('expected', `${name}_balances_${key}.csv`))
          .filter((row) => byCustomer.get(row['customer_id']!) !== [row['issued'], row['redeemed'], row['expired'], row['outstanding']].join())
        expect(wrong).toEqual([])
      }
    })
  }
})
