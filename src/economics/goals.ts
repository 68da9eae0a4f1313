import {RegularsError} from '../base/errors.js'
import type {Currency} from '../base/money.js'
import {toMajor} from '../base/money.js'
import type {ProgramDefinition} from '../programs/definition.js'
import type {ReplicateFigures} from './replicate-figures.js'

interface GoalReading {
  readonly read: (figures: ReplicateFigures, currency: Currency) => number
  readonly good: 'above' | 'below'
  /** what its target is written in: a share (2pp, 3 %), a ratio (0.2 or 20 %), or money */
  readonly in: 'share' | 'ratio' | 'money'
}

/** Figures a goal can be about: how it is read from a replicate (shares 0..1, money in major units), and which way is good. */
const GOALS = {
  retention: {read: (figures) => figures.retentionDifference, good: 'above', in: 'share'},
  participation: {read: (figures) => figures.participation, good: 'above', in: 'share'},
  sales: {read: (figures) => figures.sales, good: 'above', in: 'share'},
  margin: {read: (figures, currency) => toMajor(figures.incrementalMargin, currency), good: 'above', in: 'money'},
  netValue: {read: (figures, currency) => toMajor(figures.netValue, currency), good: 'above', in: 'money'},
  // Where nothing is laid out, the sign says it: nothing gained is nothing, not a fortune.
  roi: {read: ({roi, netValue}) => roi ?? (netValue === 0 ? 0 : Math.sign(netValue) * Infinity), good: 'above', in: 'ratio'},
  budget: {read: (figures, currency) => toMajor(figures.programCost, currency), good: 'below', in: 'money'},
  liability: {read: (figures, currency) => toMajor(figures.liability, currency), good: 'below', in: 'money'},
} as const satisfies Readonly<Record<string, GoalReading>>
export type GoalName = keyof typeof GOALS

export interface JudgedGoal {
  readonly goal: GoalName
  readonly target: number
  readonly probability: number
}

/** Judges the goals of a program file: the share of replicates that meet each. */
export function judgeGoals(goals: ProgramDefinition['goals'], replicates: readonly ReplicateFigures[], currency: Currency): JudgedGoal[] {
  const named = Object.entries(goals) as [GoalName, number | undefined][]
  return named.filter(([, target]) => target !== undefined).map(([goal, target]) => {
    const {read, good} = GOALS[goal]
    const met = replicates.filter((figures) => (good === 'above' ? read(figures, currency) >= target! : read(figures, currency) <= target!))
    return {goal, target: target!, probability: met.length / replicates.length}
  })
}

/** A condition from `--fail-unless`, such as `roi>0@0.8`: met in at least 80 % of the replicates. */
export interface Condition {
  readonly text: string
  readonly figure: GoalName
  readonly sign: '>' | '>=' | '<' | '<='
  readonly target: number
  readonly probability: number
}

const CONDITION = /^\s*([A-Za-z]+)\s*(>=|<=|>|<)\s*([+-]?\d+(?:\.\d+)?)\s*(%|pp)?\s*(?:@\s*(0?\.\d+|0|1|1\.0+|\d{1,3}\s*%))?\s*$/

/** Reads `roi>0@0.8`, `retention>=2pp@80%`, `budget<12000` (without @: in at least half of the replicates). Throws `condition-invalid`. */
export function parseCondition(text: string): Condition {
  const match = CONDITION.exec(text)
  const known = Object.keys(GOALS) as GoalName[]
  const figure = known.find((name) => name.toLowerCase() === match?.[1]?.toLowerCase())
  const at = match?.[5]?.endsWith('%') ? Number(match[5].slice(0, -1)) / 100 : Number(match?.[5] ?? 0.5)
  if (match === null || figure === undefined || at > 1)
    throw new RegularsError('usage', 'condition-invalid', `"${text}" is not a condition.`,
      `Write a figure, a comparison and a probability, such as "roi>0@0.8"; figures are ${known.join(', ')}.`)
  const unit = match[4]
  // 2.3 % is 0.023 to the last bit, which 2.3 ÷ 100 is not.
  const target = Number(unit === undefined ? match[3] : `${match[3]}e-2`)
  checkUnit(text, figure, unit, target)
  return {text, figure, sign: match[2] as Condition['sign'], target, probability: at}
}

/** A target in a unit that the figure does not have would be met always or never. */
function checkUnit(text: string, figure: GoalName, unit: string | undefined, target: number): void {
  const kind = GOALS[figure].in
  if (kind === 'share' && (unit !== undefined || Math.abs(target) <= 1)) return
  if (kind === 'ratio' && unit !== 'pp') return
  if (kind === 'money' && unit === undefined) return
  throw new RegularsError('usage', 'condition-invalid', `"${text}" is not a condition.`, {
    share: `Write ${figure} as a share, such as ${figure}>=2% (or >=0.02).`,
    ratio: `Write ${figure} as a ratio, such as ${figure}>0.2 (or >20%).`,
    money: `Write ${figure} as an amount of money without a unit, such as ${figure}>=1000.`,
  }[kind])
}

/** Share of replicates in which the condition's comparison holds. */
export function probabilityOf(condition: Condition, replicates: readonly ReplicateFigures[], currency: Currency): number {
  const {read} = GOALS[condition.figure]
  const holds = {
    '>': (value: number) => value > condition.target, '>=': (value: number) => value >= condition.target,
    '<': (value: number) => value < condition.target, '<=': (value: number) => value <= condition.target,
  }[condition.sign]
  return replicates.filter((figures) => holds(read(figures, currency))).length / replicates.length
}
