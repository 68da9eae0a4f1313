import {accountsOf, type Assumptions} from '../../economics/accounts.js'
import type {AcquisitionToday} from '../../economics/acquisition.js'
import {breakEvenHazardRatio, breakEvenLift, type NetValueAt} from '../../economics/break-even.js'
import {partialSpreadOf, type PartialSpread} from '../../economics/spread.js'
import type {ProgramFacts} from '../../programs/facts.js'
import type {ResponseSpecification} from '../../response/specification.js'
import {costPerPoint} from '../../simulation/compiled-program.js'
import type {SimulationInput} from '../../simulation/input.js'
import type {ReplicateOutcome} from '../../simulation/outcome.js'
import type {Runner} from '../../simulation/runner.js'
import type {TaskContext} from '../ports.js'

/** What is asked about one program besides its simulation. */
export interface ProgramQuestion {
  readonly index: number
  readonly facts: ProgramFacts
  readonly assumptions: Assumptions
  readonly acquisition: AcquisitionToday | undefined
  readonly response: ResponseSpecification
}

/** Replicates the break-even is solved on: enough for a median, fewer for large bases whose replicates hardly differ in it. */
const REPLICATES = 16
const LIVES = 600_000

/** At which lift of visits, and at which drop-out ratio, the program pays for itself, on the draws of the first replicates. */
export async function breakEvenOf(
  runner: Runner, input: SimulationInput, question: ProgramQuestion, outcomes: readonly ReplicateOutcome[], context: TaskContext,
): Promise<{breakEvenLift: PartialSpread; breakEvenHazardRatio: PartialSpread}> {
  const count = Math.min(outcomes.length, Math.max(4, Math.min(REPLICATES, Math.floor(LIVES / Math.max(1, input.keys.length)))))
  const replicates = outcomes.slice(0, count).map(({replicate}) => replicate)
  context.progress.stage(`solving the break-even of ${input.programs[question.index]!.definition.name}`)
  const unit = costPerPoint(input.programs[question.index]!.definition, input.currency)
  const solved = new Map(outcomes.map((outcome) => [outcome.replicate, outcome]))
  const netValues = (probe: (at: number) => {visitLift: number; hazardRatio: number}): NetValueAt => async (points) => {
    const jobs = points.map(({replicate, at}) => ({replicate, probe: {program: question.index, ...probe(at)}}))
    const results = await runner.run(jobs)
    return results.map(({replicate, programs}) =>
      accountsOf(solved.get(replicate)!.baseline, programs[0]!, question.facts, unit, question.assumptions).netValue)
  }
  const lift = await breakEvenLift(replicates, netValues((at) => ({visitLift: at, hazardRatio: 1})))
  const hazard = await breakEvenHazardRatio(replicates, netValues((at) => ({visitLift: 0, hazardRatio: at})))
  return {breakEvenLift: partialSpreadOf(lift, 'above'), breakEvenHazardRatio: partialSpreadOf(hazard, 'below')}
}
