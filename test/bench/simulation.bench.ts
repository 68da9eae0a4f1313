import {expect, test} from 'vitest'
import {Simulator} from '../../src/simulation/simulator.js'
import {corner, keysOf, POINTS, regulars, simulated} from '../simulation/corner-shop.js'
import {sum} from '../support/sum.js'

const LARGE = process.env['BENCH'] === '1'

test('replicates of a points program', () => {
  const customers = LARGE ? 100_000 : 5000
  const replicates = LARGE ? 20 : 10
  const simulator = new Simulator(corner([simulated({...POINTS, enrolment: {share: 0.4}})], {
    rf: regulars(customers), keys: keysOf(customers), newcomersPerDay: customers / 1000, acquired: 300,
  }))
  simulator.run(0)
  const begin = performance.now()
  let digest = 0
  for (let replicate = 0; replicate < replicates; replicate += 1) digest += sum(simulator.run(replicate).programs[0]!.revenue)
  const seconds = (performance.now() - begin) / 1000
  console.log(`${customers} customers × ${replicates} replicates: ${seconds.toFixed(2)} s, ${Math.round((customers * replicates) / seconds)} lives a second; digest ${digest}`)
  expect(digest).toBeGreaterThan(0)
})
