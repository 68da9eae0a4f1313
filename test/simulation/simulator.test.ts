import {describe, expect, test} from 'vitest'
import {sum} from '../support/sum.js'
import {Simulator} from '../../src/simulation/simulator.js'
import {corner, keysOf, PARAMETERS, POINTS, regulars, simulated, strangers} from './corner-shop.js'

describe('without reaction', () => {
  const simulator = new Simulator(corner([simulated({...POINTS, enrolment: {mode: 'automatic'}}, 'none')]))

  test('full participation changes no sale at all, and rewards are all deadweight', () => {
    for (let replicate = 0; replicate < 20; replicate += 1) {
      const {baseline, programs: [program]} = simulator.run(replicate)
      expect([...program!.revenue]).toEqual([...baseline.revenue])
      expect(program!.orders).toBe(baseline.orders)
      expect(program!.retained).toBe(baseline.retained)
      expect(program!.alive).toBe(baseline.alive)
      expect(program!.incrementalOrders).toBe(0)
      expect(program!.lostOrders).toBe(0)
      expect([...program!.deadweight]).toEqual([...program!.rewards])
      expect(sum(program!.rewards)).toBeGreaterThan(0)
      // A point is worth 0.04 and is earned on what is paid: redeemed and owed together are the whole reward rate.
      expect(sum(program!.rewards)).toBe(program!.redeemed * 4)
    }
  })
})

describe('the baseline', () => {
  test('orders of people who start today are what Pareto/NBD expects of them', () => {
    // Source: Schmittlein, Morrison & Colombo (1987): E[X(t)] = rβ/(α(s − 1)) · [1 − (β/(β + t))^(s − 1)].
    const {r, alpha, s, beta} = PARAMETERS
    const expected = ((r * beta) / (alpha * (s - 1))) * (1 - (beta / (beta + 365)) ** (s - 1))
    const people = 2000
    const simulator = new Simulator(corner([], {rf: strangers(people), keys: keysOf(people), newcomersPerDay: 0, acquired: 0}))
    const replicates = 20
    let orders = 0
    for (let replicate = 0; replicate < replicates; replicate += 1) orders += simulator.run(replicate).baseline.orders
    expect(orders / (people * replicates) / expected).toBeGreaterThan(0.98)
    expect(orders / (people * replicates) / expected).toBeLessThan(1.02)
  })

  test('a customer simulated alone lives the same life as among others', () => {
    const rf = regulars(40)
    const keys = keysOf(40)
    const base = {newcomersPerDay: 0, acquired: 0}
    const all = new Simulator(corner([], {rf, keys, ...base})).run(3).baseline
    let orders = 0
    let revenue = 0
    for (let i = 0; i < 40; i += 1) {
      const one = {
        customer: rf.customer.subarray(i, i + 1), x: rf.x.subarray(i, i + 1), tx: rf.tx.subarray(i, i + 1), T: rf.T.subarray(i, i + 1),
        meanSpend: rf.meanSpend.subarray(i, i + 1),
      }
      const alone = new Simulator(corner([], {rf: one, keys: keys.subarray(i, i + 1), ...base})).run(3).baseline
      orders += alone.orders
      revenue += sum(alone.revenue)
    }
    expect(orders).toBe(all.orders)
    expect(revenue).toBe(sum(all.revenue))
  })
})

describe('with reaction', () => {
  test('a reward nobody can reach changes nobody', () => {
    const simulator = new Simulator(corner([simulated({
      enrolment: {mode: 'automatic'}, earn: [{points: 1, per: 1}], rewards: [{name: 'a car', points: 100_000_000, faceValue: 20_000}],
    }, 'optimistic')]))
    for (let replicate = 0; replicate < 10; replicate += 1) {
      const {baseline, programs: [program]} = simulator.run(replicate)
      expect([...program!.revenue]).toEqual([...baseline.revenue])
      expect(program!.incrementalOrders + program!.lostOrders).toBe(0)
      expect(program!.perceived).toBe(0)
    }
  })

  test('programs compared do not disturb each other, and share the baseline', () => {
    const points = simulated({...POINTS, enrolment: {share: 0.5}})
    const paid = simulated({
      name: 'club', enrolment: {fee: {amount: 20, every: '12 months'}, share: 0.2}, benefits: [{name: '5 % off', kind: 'discount', percent: 5}],
    })
    const both = new Simulator(corner([points, paid])).run(5)
    expect(new Simulator(corner([points])).run(5).programs[0]).toEqual(both.programs[0])
    expect(new Simulator(corner([paid])).run(5).programs[0]).toEqual(both.programs[1])
  })

  test('points issued are redeemed, expired or outstanding, with expiry and with members who never redeem', () => {
    const simulator = new Simulator(corner([simulated({...POINTS, enrolment: {share: 0.6}, points: {expire: {after: '6 months'}}})], {horizonMonths: 24}))
    for (let replicate = 0; replicate < 10; replicate += 1) {
      const [program] = simulator.run(replicate).programs
      expect(program!.issued).toBe(program!.redeemed + program!.expired + program!.reversed + program!.outstanding)
      expect(program!.expired).toBeGreaterThan(0)
    }
  })

  test('joining hits the stated share of customers with an order, within chance', () => {
    const simulator = new Simulator(corner([simulated({...POINTS, enrolment: {share: 0.4}})], {rf: regulars(3000), keys: keysOf(3000)}))
    let [joined, active] = [0, 0]
    for (let replicate = 0; replicate < 5; replicate += 1) {
      const [program] = simulator.run(replicate).programs
      joined += program!.joinedWithOrder
      active += program!.customersWithOrder
    }
    expect(joined / active).toBeGreaterThan(0.38)
    expect(joined / active).toBeLessThan(0.43)
  })

  test('members look better than others although nobody reacts: who joins are the frequent buyers', () => {
    // Source: evidence.md: with no effect at all, self-selection alone makes members look better (2.3 times in a more unequal base).
    const simulator = new Simulator(corner([simulated({...POINTS, enrolment: {share: 0.4}}, 'none')], {rf: regulars(3000), keys: keysOf(3000)}))
    const [program] = simulator.run(1).programs
    expect(program!.partOrders).toBe(program!.partBaselineOrders)
    expect(program!.memberOrders / program!.members / (program!.otherOrders / program!.others)).toBeGreaterThan(1.2)
  })
})
