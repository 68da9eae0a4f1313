import {describe, expect, test} from 'vitest'
import {RandomStream} from '../../src/base/random.js'
import {Candidates, type Life} from '../../src/simulation/candidates.js'
import {horizonFrom, SeasonClock} from '../../src/simulation/horizon.js'
import {Simulator} from '../../src/simulation/simulator.js'
import {sum} from '../support/sum.js'
import {AS_OF, corner, keysOf, POINTS, regulars, simulated} from './corner-shop.js'
import {plainReplicate} from './reference.js'

describe('the kernel against its plain specification', () => {
  const input = corner([simulated({...POINTS, enrolment: {mode: 'automatic'}})], {rf: regulars(60), keys: keysOf(60), newcomersPerDay: 0, acquired: 0})
  const simulator = new Simulator(input)

  test.each([[1, 1], [1.2, 1], [1, 0.8], [1.5, 0.7]])('visits × %f, drop-out × %f: same orders, same sales, same incremental orders', (lift, ratio) => {
    for (let replicate = 0; replicate < 30; replicate += 1) {
      const plain = plainReplicate(input, replicate, lift, ratio)
      const {baseline, programs: [program]} = simulator.run(replicate, {program: 0, visitLift: lift - 1, hazardRatio: ratio})
      expect(baseline.orders).toBe(plain.orders)
      expect(sum(baseline.revenue)).toBe(plain.revenue)
      expect(program!.orders).toBe(plain.programOrders)
      expect(sum(program!.revenue)).toBe(plain.programRevenue)
      expect(program!.incrementalOrders).toBe(plain.incremental)
    }
  })
})

describe('the season', () => {
  const seasonality = Float64Array.from([0.5, 0.5, 0.5, 1, 1, 1, 1, 1, 1, 1.5, 1.5, 2.5])
  const horizon = horizonFrom(AS_OF, 12)
  const clock = new SeasonClock(horizon, seasonality)

  test('the clock and the calendar are inverse', () => {
    for (let day = 0; day < 365; day += 0.37) expect(clock.calendarOf(clock.at(day))).toBeCloseTo(day, 9)
    expect(clock.calendarOf(clock.at(365) + 1e-9)).toBe(Infinity)
  })

  test('visits follow it: five times as many in December as in January', () => {
    const life: Life = {
      key: 1, row: 0, birth: 0, rate: 40, hazard: 1e-9, basketRate: 1, silence: 0, stamina: 1, joins: 0, takesPart: 0, redeems: 0,
    }
    const candidates = new Candidates({at: () => 1})
    candidates.draw(life, 365, clock, new RandomStream(5))
    const byMonth = new Float64Array(12)
    for (let j = 0; j < candidates.count; j += 1) byMonth[horizon.monthOf[Math.floor(candidates.times[j]!)]!]! += 1
    expect(byMonth[11]! / byMonth[0]!).toBeGreaterThan(4.5)
    expect(byMonth[11]! / byMonth[0]!).toBeLessThan(5.5)
    expect(candidates.count / (2.5 * 40 * clock.at(365))).toBeCloseTo(1, 1)
  })
})

describe('effects keep the size they were drawn with', () => {
  const off = {lp_freq: 1, lp_hazard: 1, lp_basket: 1, goal_gamma: 1, reward_bump: 1, active: 1}
  const measure = (response: object): number => {
    const simulator = new Simulator(corner([simulated({...POINTS, enrolment: {mode: 'automatic'}, response: {...off, ...response}}, 'optimistic')],
      {rf: regulars(1500), keys: keysOf(1500), newcomersPerDay: 0, acquired: 0}))
    let [before, after] = [0, 0]
    for (let replicate = 0; replicate < 8; replicate += 1) {
      const {baseline, programs: [program]} = simulator.run(replicate)
      before += sum(baseline.revenue)
      after += sum(program!.revenue)
    }
    return after / before - 1
  }

  test('10 % more visits of members at 4 % reward are about 10 % more sales', () => {
    expect(measure({lp_freq: 1.1})).toBeGreaterThan(0.08)
    expect(measure({lp_freq: 1.1})).toBeLessThan(0.11)
  })

  test('10 % larger baskets likewise; without any effect nothing at all', () => {
    expect(measure({lp_basket: 1.1})).toBeGreaterThan(0.08)
    expect(measure({lp_basket: 1.1})).toBeLessThan(0.11)
    expect(measure({})).toBe(0)
  })
})
