import {RegularsError} from '../base/errors.js'
import type {Currency} from '../base/money.js'
import {toMajor} from '../base/money.js'
import type {ProgramDefinition} from '../programs/definition.js'
import type {ReplicateFigures} from './replicate-figures.js'

interface GoalReading {
  readonly read: (figures: ReplicateFigures, currency: Currency) => number
  readonly good: 'above' | 'below'
}

/** Figures a goal can be about: how it is read from a replicate (shares 0..1, money in major units), and which way is good. */
const GOALS = {
  retention: {read: (figures) => figures.retentionDifference, good: 'above'},
  participation: {read: (figures) => figures.participation, good: 'above'},
  sales: {read: (figures) => figures.sales, good: 'above'},
  margin: {read: (figures, currency) => toMajor(figures.incrementalMargin, currency), good: 'above'},
  netValue: {read: (figures, currency) => toMajor(figures.netValue, currency), good: 'above'},
  roi: {read: (figures) => figures.roi ?? Infinity, good: 'above'},
  budget: {read: (figures, currency) => toMajor(figures.programCost, currency), good: 'below'},
  liability: {read: (figures, currency) => toMajor(figures.liability, currency), good: 'below'},
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
  return {text, figure, sign: match[2] as Condition['sign'], target: Number(match[3]) / (match[4] === undefined ? 1 : 100), probability: at}
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
