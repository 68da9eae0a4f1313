import {createHash} from 'node:crypto'
import {expect, test} from 'vitest'
import {RandomStream} from '../../src/base/random.js'
import type {Day} from '../../src/base/day.js'
import type {Orders, Purchases} from '../../src/history/purchases.js'
import {programSchema, type ProgramDefinition} from '../../src/programs/definition.js'
import {ReplayRun} from '../../src/simulation/replay.js'
import type {ReplayBook} from '../../src/simulation/replay-book.js'
import type {ThreadedReplay} from '../../src/simulation/replay-threads.js'
import type {OrdersRequest} from '../../src/tasks/history-port.js'
import type {replayPrograms, ReplayExportPart, ReplayProgramsRequest} from '../../src/tasks/replay/replay.js'
import {on} from '../support/history.js'
import {SILENT} from '../../src/tasks/ports.js'

/** Threads run compiled code; the compiled copy is what `npm run build` left. */
const compiled = async <T>(file: string): Promise<T> => (await import(new URL(`../../dist/src/${file}`, import.meta.url).href)) as T
const {ThreadedReplay: Threaded} = await compiled<{ThreadedReplay: typeof ThreadedReplay}>('simulation/replay-threads.js')
const task = await compiled<{replayPrograms: typeof replayPrograms}>('tasks/replay/replay.js')

const FROM = on('2023-01-01')

/** Customers with one to twenty orders, refunds among them, some at a known time, of three channels or none; on shared memory. */
function manyOrders(customers: number): Purchases {
  const stream = new RandomStream(7)
  const shared = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4))
  const rowsOf = Array.from({length: customers}, () => 1 + Math.floor(stream.uniform() * 20))
  const rows = rowsOf.reduce((sum, each) => sum + each, 0)
  const [offsets, days, seconds, channel, segment] = [shared(customers + 1), shared(rows), shared(rows), shared(rows), shared(customers)]
  const amounts = new Float64Array(new SharedArrayBuffer(rows * 8))
  for (let customer = 0, row = 0; customer < customers; customer += 1) {
    segment[customer] = Math.floor(stream.uniform() * 3) - 1
    let day: number = FROM
    for (let order = 0; order < rowsOf[customer]!; order += 1, row += 1) {
      day += Math.floor(stream.exponential() * 40)
      days[row] = Math.min(day, FROM + 729)
      seconds[row] = stream.uniform() < 0.1 ? -1 : Math.floor(stream.uniform() * 86_400)
      amounts[row] = stream.uniform() < 0.05 ? -Math.floor(stream.uniform() * 3000) : 100 + Math.floor(stream.exponential() * 3000)
      channel[row] = Math.floor(stream.uniform() * 4) - 1
    }
    offsets[customer + 1] = row
  }
  return {
    currency: 'EUR', offsets, days, seconds, amounts, from: FROM, to: (FROM + 729) as Day,
    customers: Array.from({length: customers}, (_, i) => `customer ${String(i).padStart(7, '0')}`),
    attributes: {channel: {values: ['shop', 'web', 'app'], codes: channel}}, customerAttributes: {segment: {values: ['gold', 'silver'], codes: segment}},
  }
}

const PROGRAMS: readonly ProgramDefinition[] = [
  {name: 'plain', earn: [{points: 1, per: 1}], points: {expire: {after: '6 months', rule: 'fifo'}}, rewards: [{name: '5 off', points: 100, faceValue: 5}],
    tiers: {by: 'spend', window: '12 months', levels: [{name: 'Silver', from: 150, multiplier: 1.25}, {name: 'Gold', from: 400, multiplier: 1.5}]}},
  {name: 'conditions', enrolment: {customer: {segment: ['gold']}}, earn: [{points: 2, per: 1, when: {channel: 'web', hours: '09:00-17:00'}}],
    rewards: [{name: 'item', points: 50, faceValue: 7, costRatio: 0.333333, kind: 'item'}], benefits: [{name: 'cut', kind: 'price-cut', percent: 3.3}]},
  {name: 'luck', enrolment: {share: 0.4, fee: {amount: 10, every: '6 months', renewal: 0.7}}, earn: [{percent: 5}], points: {unit: 'cash'},
    rewards: [{name: 'pay', points: 100, faceValue: 1, share: 0.5}],
    triggers: [{name: 'back', on: 'silence', after: '2 months', contact: true, voucher: {faceValue: 4, valid: '1 month', share: 0.3}}], costs: {perContact: 0.07}},
  {name: 'budget', earn: [{points: 1, per: 1}], rewards: [{name: '5 off', points: 100, faceValue: 5}], costs: {budget: 2000}},
].map((program) => programSchema.parse(program))

const request = {from: FROM, to: (FROM + 700) as Day, seed: 11}

function here(orders: Orders, definition: ProgramDefinition): ReplayBook {
  const run = new ReplayRun(orders, definition, request)
  run.step(Number.POSITIVE_INFINITY)
  return run.book
}

/** What is in a column, short enough to compare quickly. */
function digest(column: NodeJS.ArrayBufferView): string {
  return createHash('md5').update(Uint8Array.from(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))).digest('hex')
}

const bits = ({total, months, tiers, customers, costByDay}: ReplayBook): unknown => ({total, months, tiers, customers, costByDay})

test('the same book here and on one, two and three threads, however the orders become known', async () => {
  const purchases = manyOrders(3000)
  const {length} = purchases.customers
  for (const threads of [1, 2, 3]) {
    const replay = new Threaded(purchases, threads, true, undefined, 1000)
    let told = 0
    const books = PROGRAMS.map((definition) => replay.run(definition, request, (customers) => { told = customers }))
    for (let ready = 0; ready < length; ready += 1 + 37 * threads) {
      replay.ready(ready)
      if (ready % 10 === 0) await new Promise(setImmediate)
    }
    replay.finish(purchases)
    for (const [i, definition] of PROGRAMS.entries()) expect(bits(await books[i]!), definition.name).toEqual(bits(here(purchases, definition)))
    expect(told).toBe(length)
    expect(bits(await replay.run(PROGRAMS[0]!, {...request, from: on('2024-01-01')}))).not.toEqual(bits(await books[0]!))
    replay.close()
  }
})

test('the whole task: the same result and the same balances on any number of threads, read at once or while it comes', async () => {
  const purchases = manyOrders(60_000)
  expect(purchases.days.length).toBeGreaterThan(500_000)
  const programs = PROGRAMS.map((definition) => ({file: `${definition.name}.yaml`, key: definition.name, definition}))
  const counts = async () => ({rows: 0, rowsWithoutCustomer: 0, ordersWithoutCustomer: 3, revenueWithoutCustomer: 700})
  const asked = async (threads: number, told: 'in portions' | 'in vain' | 'never', toFile = true) => {
    const parts: ReplayExportPart[] = []
    const orders = async ({watch}: OrdersRequest): Promise<Orders> => {
      if (told !== 'never') for (let ready = 0; ready < 50_000; ready += 10_000) watch?.(told === 'in portions' ? purchases : {...purchases, days: purchases.days.slice()}, ready)
      return purchases
    }
    const wanted: ReplayProgramsRequest = {programs, from: request.from, to: request.to, seed: 11, threads}
    const exportTo = {file: 'x.csv', write: async (written: readonly ReplayExportPart[]) => { parts.push(...written) }}
    return {result: await task.replayPrograms({orders, counts}, wanted, {progress: SILENT}, toFile ? exportTo : undefined), columns: parts.map((part) => Object.entries(part.columns).map(([name, column]) => [name, digest(column)]))}
  }
  const alone = await asked(1, 'never')
  expect(alone.result.programs.map((program) => program.budgetSpentOn)).toEqual([null, null, null, expect.any(String)])
  for (const [threads, told] of [[2, 'in portions'], [3, 'in vain'], [2, 'never']] as const) expect(await asked(threads, told)).toEqual(alone)
  expect((await asked(2, 'in portions', false)).result).toEqual({...alone.result, exportFile: null})
})

test('what goes wrong in a thread is said once, to whoever waits', async () => {
  const purchases = manyOrders(200)
  const {customers: _, ...nameless} = purchases
  const replay = new Threaded(nameless, 2, true, undefined, 100)
  const books = [replay.run(PROGRAMS[2]!, request), replay.run(PROGRAMS[0]!, request)]
  replay.finish(nameless)
  for (const book of books) await expect(book).rejects.toThrow('chance is drawn for a customer by her key')
  expect(() => replay.ready(200)).toThrow('chance is drawn')
  replay.close()
})

test('Ctrl-C ends the threads with the error that says so', async () => {
  const purchases = manyOrders(2000)
  const cancellation = new AbortController()
  const replay = new Threaded(purchases, 2, false, cancellation.signal, 100)
  const book = replay.run(PROGRAMS[0]!, request, () => cancellation.abort())
  replay.finish(purchases)
  await expect(book).rejects.toMatchObject({code: 'cancelled'})
  expect(() => replay.ready(1)).toThrow()
})
