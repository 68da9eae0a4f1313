import type {Day} from '../../base/day.js'
import type {Currency} from '../../base/money.js'
import {orderAttributesOf} from '../../programs/attributes-read.js'
import {familiesOf, type Family} from '../../programs/facts.js'
import type {ProgramDefinition} from '../../programs/definition.js'
import type {HistoryReader} from '../history-port.js'
import type {TaskContext} from '../ports.js'
import type {LoadedProgram} from './library.js'
import type {FirstReward} from '../replay/result.js'
import {replayWithinBudget} from '../replay/replay.js'
import {summariseReplay} from '../replay/summary.js'

/** How near its rewards are to ordinary customers, measured on the history as if everybody took part. */
export interface ProgramReach {
  readonly from: Day
  readonly to: Day
  readonly rewardRate: number | null
  readonly firstReward: FirstReward
}

export interface ShownProgram {
  readonly name: string
  readonly file: string
  readonly families: readonly Family[]
  readonly currency: Currency
  readonly definition: ProgramDefinition
  /** null without a history */
  readonly reach: ProgramReach | null
}

/** A program as a customer would meet it. `history` is undefined where there is none yet. */
export async function showProgram(
  program: LoadedProgram, currency: Currency, history: Pick<HistoryReader, 'purchases'> | undefined, context: TaskContext,
): Promise<ShownProgram> {
  const shown = {name: program.definition.name, file: program.file, families: familiesOf(program.definition), currency, definition: program.definition}
  if (history === undefined) return {...shown, reach: null}
  const purchases = await history.purchases({attributes: orderAttributesOf(program.definition)})
  if (purchases.customers.length === 0) return {...shown, reach: null}
  // Everybody takes part, and the window is the whole history: the question is what the rules give, not who joins or when.
  const {from: _from, until: _until, ...always} = program.definition
  const {budget: _budget, ...costs} = always.costs
  const everybody = {...program, definition: {...always, costs, enrolment: {...always.enrolment, share: 1}}}
  const span = {from: purchases.from, to: purchases.to}
  const {run} = await replayWithinBudget(purchases, everybody, {...span, seed: 1}, context)
  const {rewardRate, firstReward} = summariseReplay(everybody, run.book, purchases.currency, {...span, budgetSpentOn: undefined, unmatched: []})
  return {...shown, reach: {...span, rewardRate, firstReward}}
}
