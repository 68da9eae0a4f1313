import {expect, test} from 'vitest'
import {dayOf} from '../../src/base/day.js'
import {horizonFrom} from '../../src/simulation/horizon.js'
import {SILENT} from '../../src/tasks/ports.js'
import {dayOfSpending, monthsRunning, withinBudgets} from '../../src/tasks/simulate/span.js'
import {Simulator} from '../../src/simulation/simulator.js'
import {AS_OF, corner, POINTS, simulated} from '../simulation/corner-shop.js'
import {sum} from '../support/sum.js'

const horizon = horizonFrom(AS_OF, 12)

test('a budget is spent on the day the evenly spent months reach it', () => {
  const months = new Float64Array(12).fill(3100)
  expect(dayOfSpending(months, 100, horizon)).toBe(dayOf(2026, 1, 1))
  expect(dayOfSpending(months, 3100, horizon)).toBe(dayOf(2026, 1, 31))
  expect(dayOfSpending(months, 4650, horizon)).toBe(dayOf(2026, 2, 14))
  expect(dayOfSpending(months, 1e9, horizon)).toBeUndefined()
})

test('the months in which a program runs follow its dates', () => {
  expect(monthsRunning(simulated(POINTS), horizon)).toEqual({from: 0, until: 12})
  expect(monthsRunning(simulated({...POINTS, from: '2026-03-15', until: '2026-06-02'}), horizon)).toEqual({from: 2, until: 6})
  expect(monthsRunning(simulated({...POINTS, from: '2027-03-15'}), horizon)).toEqual({from: 0, until: 0})
})

test('a program with a budget ends when it is spent, and changes nobody afterwards', async () => {
  const capped = simulated({...POINTS, enrolment: {mode: 'automatic'}, costs: {budget: 400}})
  const input = corner([capped])
  const [ended] = await withinBudgets(input, {progress: SILENT})
  expect(ended!.until).toBeDefined()
  const [free] = new Simulator(input).run(1).programs
  const {baseline, programs: [short]} = new Simulator({...input, programs: [ended!]}).run(1)
  expect(sum(short!.rewards)).toBeLessThan(sum(free!.rewards))
  const last = horizon.monthOf[ended!.until! - horizon.start]!
  expect(short!.rewards.slice(last + 1).every((each) => each === 0)).toBe(true)
  expect(short!.issued).toBe(short!.redeemed + short!.expired + short!.outstanding)
  expect(baseline.orders).toBeGreaterThan(0)
})

test('before its first day a program changes nobody', () => {
  const {baseline, programs: [later]} = new Simulator(corner([simulated({...POINTS, enrolment: {mode: 'automatic'}, from: '2026-07-01'}, 'optimistic')])).run(2)
  expect([...later!.revenue.slice(0, 6)]).toEqual([...baseline.revenue.slice(0, 6)])
  expect([...later!.revenue.slice(6)]).not.toEqual([...baseline.revenue.slice(6)])
})
