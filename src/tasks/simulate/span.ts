import type {Day} from '../../base/day.js'
import {programFacts} from '../../programs/facts.js'
import {horizonFrom, type Horizon} from '../../simulation/horizon.js'
import type {SimulatedProgram, SimulationInput} from '../../simulation/input.js'
import {localRunner} from '../../simulation/runner.js'
import type {TaskContext} from '../ports.js'

/** Replicates from which the day a budget is spent is expected. */
const PILOT = 8

/**
 * Programs with a budget end on the day they are expected to have cost it (rewards, advantages, messages); found by simulating a few
 * replicates without the cap. The others as they are.
 */
export async function withinBudgets(input: SimulationInput, context: TaskContext): Promise<readonly SimulatedProgram[]> {
  const horizon = horizonFrom(input.asOf, input.horizonMonths)
  const programs: SimulatedProgram[] = []
  for (const program of input.programs) {
    const {budget} = programFacts(program.definition, input.currency).costs
    if (budget === undefined) {
      programs.push(program)
      continue
    }
    context.progress.stage(`when is the budget of ${program.definition.name} spent?`)
    const runner = localRunner({...input, programs: [program], acquired: 0}, context.signal)
    const outcomes = await runner.run(Array.from({length: PILOT}, (_, replicate) => ({replicate})))
    const byMonth = Float64Array.from({length: horizon.months}, (_, month) =>
      outcomes.reduce((sum, {programs: [each]}) => sum + each!.rewards[month]! + each!.services[month]! + each!.contacts[month]!, 0) / PILOT)
    const until = dayOfSpending(byMonth, budget, horizon)
    programs.push(until === undefined ? program : {...program, until})
  }
  return programs
}

/** The day on which evenly spent monthly costs reach the budget; undefined where they do not. */
export function dayOfSpending(byMonth: Float64Array, budget: number, horizon: Horizon): Day | undefined {
  let spent = 0
  for (let month = 0; month < byMonth.length; month += 1) {
    if (spent + byMonth[month]! < budget) {
      spent += byMonth[month]!
      continue
    }
    const first = horizon.monthOf.indexOf(month)
    const days = horizon.monthOf.lastIndexOf(month) - first + 1
    return (horizon.start + first + Math.max(0, Math.ceil(((budget - spent) / byMonth[month]!) * days) - 1)) as Day
  }
  return undefined
}

/** Months of the horizon in which a program runs. */
export function monthsRunning({definition, until}: SimulatedProgram, horizon: Horizon): {from: number; until: number} {
  const first = Math.max(horizon.start, definition.from ?? horizon.start)
  const last = Math.min(horizon.end, definition.until ?? horizon.end, until ?? horizon.end)
  if (first > horizon.end || last < horizon.start || last < first) return {from: 0, until: 0}
  return {from: horizon.monthOf[first - horizon.start]!, until: horizon.monthOf[last - horizon.start]! + 1}
}
