import {test} from 'vitest'
import {day} from '../../src/base/day.js'
import {RandomStream} from '../../src/base/random.js'
import type {Purchases} from '../../src/history/purchases.js'
import {gamma} from '../../src/models/numerics/sampling.js'
import {SILENT} from '../../src/tasks/ports.js'
import {profileRows} from '../../src/tasks/profile/export.js'
import {profileHistory} from '../../src/tasks/profile/history.js'
import {profilePurchases} from '../../src/tasks/profile/profile.js'
import {DEFAULT_SETTINGS} from '../../src/tasks/settings.js'

const CUSTOMERS = process.env['BENCH'] === '1' ? 1_000_000 : 10_000
const DAYS = 1095
const START = 19_358

/** A base made by the Pareto/NBD story over three years, as columns; about five orders each. */
function madeUp(customers: number): Purchases {
  const stream = new RandomStream(7)
  const offsets = new Int32Array(customers + 1)
  const days: number[] = []
  const amounts: number[] = []
  for (let i = 0; i < customers; i += 1) {
    const first = Math.floor(stream.uniform() * DAYS)
    const rate = gamma(stream, 0.6, 60)
    const end = Math.min(DAYS, first + stream.exponential() / gamma(stream, 0.7, 150))
    const basket = 500 + 4000 * stream.uniform()
    for (let t = first; t < end; t += stream.exponential() / rate) {
      days.push(START + Math.floor(t))
      amounts.push(Math.round(basket * (0.5 + stream.uniform())))
    }
    offsets[i + 1] = days.length
  }
  return {
    currency: 'EUR', customers: Array.from({length: customers}, (_, i) => `C${String(i).padStart(7, '0')}`), offsets,
    days: Int32Array.from(days), seconds: new Int32Array(days.length).fill(-1), amounts: Float64Array.from(amounts),
    attributes: {}, customerAttributes: {}, from: day(START), to: day(START + DAYS - 1),
  }
}

async function timed<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  const start = performance.now()
  const result = await work()
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(2)} s`)
  return result
}

test(`profile of ${CUSTOMERS} customers`, async () => {
  const purchases = madeUp(CUSTOMERS)
  console.log(`${CUSTOMERS} customers, ${purchases.days.length} orders`)
  await timed('measured only', () => profilePurchases(purchases))
  const {result, customers} = await timed('with the model, ranges and backtest', () => profileHistory(
    {asOf: undefined, horizonMonths: 12, settings: DEFAULT_SETTINGS, seed: 1}, {purchases: async () => purchases}, {progress: SILENT}))
  let rows = 0
  await timed('rows of the export', () => { for (const _ of profileRows(customers, {grossMargin: 0.4})) rows += 1 })
  console.log(`digest: ${rows} rows, top fifth ${result.concentration.top[3]!.revenueShare.toFixed(4)}, orders ahead ${result.forecast?.orders.mean.toFixed(0)}`)
})
