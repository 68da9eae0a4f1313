import {expect, test} from 'vitest'
import {day} from '../../src/base/day.js'
import {keyOfText, RandomStream} from '../../src/base/random.js'
import type {Purchases} from '../../src/history/purchases.js'
import type {RecencyFrequency} from '../../src/models/baseline.js'
import {bgNbdObjective} from '../../src/models/bg-nbd/objective.js'
import {fitPurchaseModel} from '../../src/models/fit-model.js'
import {fitGammaGamma} from '../../src/models/gamma-gamma.js'
import {drawLatents} from '../../src/models/latents.js'
import {beta, gamma} from '../../src/models/numerics/sampling.js'
import {groupRows} from '../../src/models/rows.js'
import {cdnowSample, CDNOW_CUT} from '../models/real-purchases.js'
import {summarise} from '../../src/models/recency-frequency.js'

const LARGE = process.env['BENCH'] === '1'
const CUSTOMERS = LARGE ? 1_000_000 : 20_000
const END = 20_000
const WORLD = {r: 0.243, alpha: 4.414 * 7, a: 0.793, b: 2.426}

/** Seconds of the peers on two shared cores, smallest of five. Source: figures measured by others with lifetimes 0.11.3, BTYD 2.4.3, CLVTools 0.12.1. */
const PEERS = {
  'CDNOW sample: BG/NBD fit': {lifetimes: 0.097, BTYD: 0.477, CLVTools: 0.638, 'best NumPy': 0.0084},
  'CDNOW sample: Pareto/NBD fit': {lifetimes: 0.439, BTYD: 1.435, CLVTools: 0.468, 'best NumPy': 0.031},
  'CDNOW sample: Gamma-Gamma fit': {lifetimes: 0.055, BTYD: 0.088, CLVTools: 0.34, 'best NumPy': 0.0079},
  '1M customers: log to (x, t_x, T)': {lifetimes: 5.8, 'best NumPy': 0.27},
  '1M customers: BG/NBD fit': {lifetimes: 2.7, BTYD: 98.6, 'best NumPy': 0.21},
  '1M customers: Pareto/NBD fit': {lifetimes: 93, 'best NumPy': 14.1},
  '1M customers: expected purchases, BG/NBD': {lifetimes: 0.66, BTYD: 11.1, 'best NumPy': 0.08},
} as const

/** Smallest of so many runs, in seconds, printed with the peers' times as ratios. */
function timed<Result>(name: string, runs: number, work: () => Result): Result {
  let result = work()
  let least = Infinity
  for (let i = 0; i < runs; i += 1) {
    const start = performance.now()
    result = work()
    least = Math.min(least, (performance.now() - start) / 1000)
  }
  const peers = Object.entries(PEERS[name as keyof typeof PEERS] ?? {}).map(([peer, seconds]) => `${peer} ×${(seconds / least).toPrecision(3)}`)
  const scale = name.startsWith('1M') && !LARGE ? ` (${CUSTOMERS} customers; ratios mean nothing)` : ''
  console.log(`${name}: ${(least * 1000).toFixed(1)} ms${scale}  ${peers.join(', ')}`)
  return result
}

/** A base made by the BG/NBD story, days rounded as shops record them; ages evenly from 28 to 728 days. */
function simulatedBase(): {rf: RecencyFrequency; log: Purchases} {
  const stream = new RandomStream(20)
  const offsets = new Int32Array(CUSTOMERS + 1)
  const days: number[] = []
  const rf = {
    customer: Int32Array.from({length: CUSTOMERS}, (_, i) => i), x: new Int32Array(CUSTOMERS), tx: new Float64Array(CUSTOMERS),
    T: new Float64Array(CUSTOMERS), meanSpend: new Float64Array(CUSTOMERS),
  }
  for (let i = 0; i < CUSTOMERS; i += 1) {
    const T = 28 + Math.floor(701 * stream.uniform())
    const rate = gamma(stream, WORLD.r, WORLD.alpha)
    const leave = beta(stream, WORLD.a, WORLD.b)
    let last = 0
    days.push(END - T)
    for (let t = stream.exponential() / rate; t <= T; t += stream.exponential() / rate) {
      const day = Math.ceil(t)
      if (day > last && day <= T) {
        rf.x[i]! += 1
        days.push(END - T + day)
      }
      last = Math.max(last, Math.min(day, T))
      if (stream.uniform() < leave) break
    }
    rf.tx[i] = rf.x[i] === 0 ? 0 : last
    rf.T[i] = T
    rf.meanSpend[i] = rf.x[i] === 0 ? 0 : gamma(stream, 6 * rf.x[i]!, rf.x[i]! * gamma(stream, 4, 15))
    offsets[i + 1] = days.length
  }
  const log: Purchases = {
    currency: 'EUR', customers: Array.from({length: CUSTOMERS}, (_, i) => `c${i}`), offsets, days: Int32Array.from(days),
    seconds: new Int32Array(days.length).fill(-1), amounts: new Float64Array(days.length).fill(2500), attributes: {}, customerAttributes: {},
    from: day(END - 728), to: day(END),
  }
  return {rf, log}
}

test.skipIf(process.env['REGULARS_REAL_DATA'] === undefined)('CDNOW sample', () => {
  const rf = summarise(cdnowSample(), CDNOW_CUT)
  const weeks = {...rf, tx: rf.tx.map((t) => t / 7), T: rf.T.map((t) => t / 7)}
  const repeaters = [...rf.x.keys()].filter((i) => rf.x[i]! > 0 && rf.meanSpend[i]! > 0)
  const sample = {x: Float64Array.from(repeaters, (i) => rf.x[i]!), mean: Float64Array.from(repeaters, (i) => rf.meanSpend[i]!)}
  const bg = timed('CDNOW sample: BG/NBD fit', 30, () => fitPurchaseModel('bg-nbd', groupRows(weeks), false))
  const pareto = timed('CDNOW sample: Pareto/NBD fit', 30, () => fitPurchaseModel('pareto-nbd', groupRows(weeks), false))
  const spend = timed('CDNOW sample: Gamma-Gamma fit', 30, () => fitGammaGamma(sample))
  expect([bg.logLikelihood, pareto.logLikelihood, spend.logLikelihood].map((value) => Math.round(value * 10_000) / 10_000))
    .toEqual([-9582.4292, -9594.9762, -4055.9177])
})

test(`a simulated base of ${CUSTOMERS} customers`, () => {
  const runs = LARGE ? 1 : 3
  const {rf, log} = simulatedBase()
  expect(timed('1M customers: log to (x, t_x, T)', runs, () => summarise(log, day(END))).x).toEqual(rf.x)
  console.log(`${log.days.length} orders`)
  const rows = timed('1M customers: group identical rows', runs, () => groupRows(rf))
  console.log(`${rows.x.length} distinct rows`)
  const bg = timed('1M customers: BG/NBD fit', runs, () => fitPurchaseModel('bg-nbd', rows, false))
  const at = Float64Array.of(...[WORLD.r, WORLD.alpha, WORLD.a, WORLD.b].map(Math.log))
  expect(bg.logLikelihood / rows.total).toBeGreaterThanOrEqual(-bgNbdObjective(rows, false)(at, new Float64Array(4)))
  const pareto = timed('1M customers: Pareto/NBD fit', LARGE ? 1 : runs, () => fitPurchaseModel('pareto-nbd', rows, false))
  console.log(JSON.stringify({bg: bg.parameters, pareto: pareto.parameters}))
  timed('1M customers: expected purchases, BG/NBD', runs, () => bg.future(rows, 364))
  timed('1M customers: expected purchases, Pareto/NBD', runs, () => pareto.future(rows, 364))
  const buyers = [...rf.x.keys()].filter((i) => rf.x[i]! > 0)
  const spend = timed('1M customers: Gamma-Gamma fit', runs,
    () => fitGammaGamma({x: Float64Array.from(buyers, (i) => rf.x[i]!), mean: Float64Array.from(buyers, (i) => rf.meanSpend[i]!)}))
  const keys = Uint32Array.from(rf.x, (_, i) => keyOfText(`customer ${i}`))
  const {r = 1, alpha = 1, s = 1, beta: scale = 1} = pareto.parameters
  const latents = timed('1M customers: draw all hidden traits', LARGE ? 2 : runs,
    () => drawLatents({parameters: {r, alpha, s, beta: scale}, spend: spend.parameters}, rf, keys, {seed: 1, replicate: 0}))
  expect(latents.lambda.every((value) => value >= 0 && Number.isFinite(value))).toBe(true)
})
