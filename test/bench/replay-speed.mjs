// Steps points and tiers over ten orders of each of N customers, in memory, and prints millions of orders per second of processor time.
// Run by Node itself on the compiled program: what a test runner makes of a module is three times slower and nobody's reality.
import {dayOf} from '../../dist/src/base/day.js'
import {RandomStream} from '../../dist/src/base/random.js'
import {programSchema} from '../../dist/src/programs/definition.js'
import {ReplayRun} from '../../dist/src/simulation/replay.js'

const customers = Number(process.argv[2])
const orders = customers * 10

function manyOrders() {
  const stream = new RandomStream(1)
  const offsets = new Int32Array(customers + 1)
  const days = new Int32Array(orders)
  const amounts = new Float64Array(orders)
  const first = dayOf(2022, 1, 1)
  for (let customer = 0; customer < customers; customer += 1) {
    offsets[customer + 1] = offsets[customer] + 10
    const gap = 5 + stream.uniform() * 100
    let day = first + stream.uniform() * 200
    for (let row = offsets[customer]; row < offsets[customer + 1]; row += 1) {
      day += stream.exponential() * gap
      days[row] = Math.min(first + 1094, Math.floor(day))
      amounts[row] = stream.uniform() < 0.02 ? -Math.floor(stream.uniform() * 3000) : 200 + Math.floor(stream.exponential() * 2500)
    }
  }
  const keys = Array.from({length: customers}, (_, i) => `customer ${i}`)
  return {
    currency: 'EUR', customers: keys, offsets, days, seconds: new Int32Array(orders).fill(-1), amounts, attributes: {}, customerAttributes: {},
    from: first, to: first + 1094,
  }
}

const program = programSchema.parse({
  name: 'points and tiers',
  earn: [{points: 1, per: 1}],
  points: {expire: {after: '12 months', rule: 'fifo'}},
  rewards: [{name: '5 off', points: 100, faceValue: 5}],
  tiers: {by: 'spend', window: '12 months', levels: [{name: 'Silver', from: 150, multiplier: 1.25}, {name: 'Gold', from: 400, multiplier: 1.5}]},
})

const purchases = manyOrders()
const rounds = []
for (let round = 0; round < 3; round += 1) {
  const run = new ReplayRun(purchases, program, {from: purchases.from, to: purchases.to, seed: 1})
  const before = process.cpuUsage()
  run.step(customers)
  const {user, system} = process.cpuUsage(before)
  rounds.push({millionPerSecond: orders / (user + system), issued: run.book.total.issued})
}
console.log(JSON.stringify(rounds))
