import {readFileSync} from 'node:fs'
import {dayOf} from '../../src/base/day.js'
import {keyOfText, RandomStream} from '../../src/base/random.js'
import {packageFile} from '../../src/files/package-data.js'
import type {Baseline, RecencyFrequency} from '../../src/models/baseline.js'
import {gamma, poisson} from '../../src/models/numerics/sampling.js'
import {programSchema, type ProgramDefinition} from '../../src/programs/definition.js'
import {parseEvidence} from '../../src/response/evidence.js'
import {responseSpecification} from '../../src/response/specification.js'
import type {SimulatedProgram, SimulationInput} from '../../src/simulation/input.js'
import type {ResponsePreset} from '../../src/vocabulary.js'

export const EVIDENCE = parseEvidence(readFileSync(packageFile('src', 'response', 'evidence.csv'), 'utf8'))
export const AS_OF = dayOf(2025, 12, 31)

/** Customers come every two months on average and half of those who left have done so within about two years. */
export const PARAMETERS = {r: 1.5, alpha: 90, s: 1.2, beta: 500}
const FIXED = {covariance: new Float64Array(16), spendCovariance: new Float64Array(9), seasonality: new Float64Array(12).fill(1), seasonalityKnown: false}

export const BASELINE: Baseline = {parameters: PARAMETERS, spend: {p: 4, q: 5, gamma: 40}, ...FIXED}

/** People nobody knows anything about, all there from the first day. */
export function strangers(count: number): RecencyFrequency {
  return {
    customer: Int32Array.from({length: count}, (_, i) => i), x: new Int32Array(count), tx: new Float64Array(count), T: new Float64Array(count),
    meanSpend: new Float64Array(count),
  }
}

/** Customers of the last two years, as the fitted population would have them behave. */
export function regulars(count: number, seed = 7): RecencyFrequency {
  const rf = strangers(count)
  const stream = new RandomStream(seed)
  for (let i = 0; i < count; i += 1) {
    const T = 30 + stream.uniform() * 700
    const rate = gamma(stream, PARAMETERS.r, PARAMETERS.alpha)
    const life = Math.min(T, stream.exponential() / gamma(stream, PARAMETERS.s, PARAMETERS.beta))
    const x = poisson(stream, rate * life)
    rf.T[i] = Math.round(T)
    rf.x[i] = x
    rf.tx[i] = x === 0 ? 0 : Math.round(life * (1 - stream.uniform() ** x / (x + 1)))
    rf.tx[i] = Math.min(rf.tx[i]!, rf.T[i]!)
    rf.meanSpend[i] = x === 0 ? 0 : 4 / gamma(stream, 5, 40)
  }
  return rf
}

export function keysOf(count: number): Uint32Array {
  return Uint32Array.from({length: count}, (_, i) => keyOfText(`c${i}`))
}

export function program(definition: object): ProgramDefinition {
  return programSchema.parse({name: 'test', ...definition})
}

export function simulated(definition: object, preset: ResponsePreset = 'sceptical'): SimulatedProgram {
  const parsed = program(definition)
  return {definition: parsed, response: responseSpecification(parsed, EVIDENCE, preset)}
}

/** One point per 1.00, four off at a hundred: 4 % of spend. */
export const POINTS = {earn: [{points: 1, per: 1}], rewards: [{name: '4 off', points: 100, faceValue: 4}]}

export function corner(programs: readonly SimulatedProgram[], changes: Partial<SimulationInput> = {}): SimulationInput {
  const rf = changes.rf ?? regulars(300)
  return {
    seed: 1, asOf: AS_OF, horizonMonths: 12, currency: 'EUR', baseline: BASELINE, rf, keys: keysOf(rf.x.length), silence: rf.T.map((T, i) => T - rf.tx[i]!), newcomersPerDay: 0.2, acquired: 50,
    programs, refundShare: 0, orders: undefined, customerAttributes: {}, ...changes,
  }
}
