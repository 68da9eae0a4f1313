import type {ParetoNbdParameters} from '../baseline.js'
import {covarianceOf} from '../numerics/covariance.js'
import {minimise, type Objective} from '../numerics/minimise.js'
import {type Opinion, walled, withOpinions} from '../opinion.js'
import {type GroupedRows, groupRows} from '../rows.js'
import {unfit} from '../unfit.js'
import {paretoNbdObjective} from './likelihood.js'
import {fitParetoNbd, PARETO_OPINIONS} from './fit.js'

/** Something fixed about each customer: which level each row has, −1 where not known (counted as its base level). */
export interface Trait {
  readonly name: string
  /** the first is the base the others are compared with */
  readonly levels: readonly string[]
  readonly levelOf: Int32Array
}

/** How one level differs from the base of its trait, on the logarithm. */
export interface Effect {
  readonly trait: string
  readonly level: string
  readonly base: string
  readonly customers: number
  /** of the purchase rate */
  readonly rate: {readonly value: number; readonly standardError: number}
  /** of the drop-out hazard */
  readonly dropout: {readonly value: number; readonly standardError: number}
}

export interface CovariateFit {
  /** of customers at all base levels */
  readonly parameters: ParetoNbdParameters
  readonly logLikelihood: number
  /** of the same base without traits */
  readonly logLikelihoodWithout: number
  readonly effects: readonly Effect[]
  /** number of coefficients: twice the effects */
  readonly degrees: number
}

interface Cell {
  readonly objective: Objective
  readonly share: number
  /** coefficient indexes that apply to its customers */
  readonly on: readonly number[]
}

/**
 * Pareto/NBD with time-invariant covariates, as in CLVTools: α_i = α exp(−γ'z_i), β_i = β exp(−δ'z_i), so that exp(γ) multiplies the
 * mean purchase rate and exp(δ) the mean drop-out hazard. Source: Fader & Hardie (2007), "Incorporating Time-Invariant Covariates into the
 * Pareto/NBD and BG/NBD Models". Customers with the same levels share α and β, so each combination is one plain likelihood.
 * Throws `model-unfit`.
 */
export function fitWithTraits(rf: Pick<GroupedRows, 'x' | 'tx' | 'T'>, traits: readonly Trait[], withPrior = false): CovariateFit {
  const names = traits.flatMap(({levels, name}) => levels.slice(1).map((level) => ({trait: name, level, base: levels[0]!})))
  const size = names.length
  const without = fitParetoNbd(groupRows(rf), {withPrior})
  const cells = cellsOf(rf, traits)
  const plain = objectiveOf(cells, size)
  const {r, alpha, s, beta} = without.parameters
  const start = [...[r, alpha, s, Math.min(beta, 1e6)].map(Math.log), ...Array.from({length: 2 * size}, () => 0)]
  const objective = walled(withPrior ? withOpinions(plain, rf.x.length, [...PARETO_OPINIONS, ...modest(2 * size)]) : plain, start)
  const best = minimise(objective, start)
  if (!best.converged) throw unfit(rf.x.length, best)
  const {covariance} = covarianceOf(objective, best.at, rf.x.length)
  const width = 4 + 2 * size
  const estimate = (i: number) => ({value: best.at[i]!, standardError: Math.sqrt(covariance[i * (width + 1)]!)})
  const [br, ba, bs, bb] = [...best.at].slice(0, 4).map(Math.exp) as [number, number, number, number]
  return {
    parameters: {r: br, alpha: ba, s: bs, beta: bb}, logLikelihood: -plain(best.at, new Float64Array(width)) * rf.x.length,
    logLikelihoodWithout: without.logLikelihood, degrees: 2 * size,
    effects: names.map((name, i) => ({...name, customers: countOf(traits, name), rate: estimate(4 + i), dropout: estimate(4 + size + i)})),
  }
}

/** In bases that lean on an opinion, effects are taken to be within a factor of two or three. */
function modest(effects: number): Opinion[] {
  return Array.from({length: effects}, (_, i) => ({mean: 0, sd: 0.7, of: [[4 + i, 1]]}))
}

function countOf(traits: readonly Trait[], {trait, level}: {readonly trait: string; readonly level: string}): number {
  const found = traits.find(({name}) => name === trait)!
  const code = found.levels.indexOf(level)
  return found.levelOf.reduce((count, each) => count + (each === code ? 1 : 0), 0)
}

/** One likelihood per combination of levels that occurs. */
function cellsOf(rf: Pick<GroupedRows, 'x' | 'tx' | 'T'>, traits: readonly Trait[]): Cell[] {
  const starts = traits.map((_, i) => traits.slice(0, i).reduce((sum, {levels}) => sum + levels.length - 1, 0))
  const members = new Map<string, number[]>()
  for (let row = 0; row < rf.x.length; row += 1) {
    const key = traits.map(({levelOf}) => Math.max(0, levelOf[row]!)).join(' ')
    const list = members.get(key)
    if (list === undefined) members.set(key, [row])
    else list.push(row)
  }
  return [...members].map(([key, rows]) => ({
    on: key.split(' ').map(Number).flatMap((level, i) => (level === 0 ? [] : [starts[i]! + level - 1])),
    share: rows.length / rf.x.length,
    objective: paretoNbdObjective(groupRows({
      x: Int32Array.from(rows, (row) => rf.x[row]!), tx: Float64Array.from(rows, (row) => rf.tx[row]!), T: Float64Array.from(rows, (row) => rf.T[row]!),
    })),
  }))
}

function objectiveOf(cells: readonly Cell[], size: number): Objective {
  const inner = new Float64Array(4)
  return (at, gradient) => {
    let value = 0
    gradient.fill(0)
    for (const {objective, share, on} of cells) {
      const shifted = at.slice(0, 4)
      for (const i of on) {
        shifted[1]! -= at[4 + i]!
        shifted[3]! -= at[4 + size + i]!
      }
      value += share * objective(shifted, inner)
      for (let j = 0; j < 4; j += 1) gradient[j]! += share * inner[j]!
      for (const i of on) {
        gradient[4 + i]! -= share * inner[1]!
        gradient[4 + size + i]! -= share * inner[3]!
      }
    }
    return value
  }
}
