import {figuresOf, type ReplicateFigures} from '../../economics/replicate-figures.js'
import {spreadOf} from '../../economics/spread.js'
import {quantile} from '../../response/distribution.js'
import {luckOf} from '../../response/draw.js'
import {costPerPoint} from '../../simulation/compiled-program.js'
import type {SimulationInput} from '../../simulation/input.js'
import type {ReplicateOutcome} from '../../simulation/outcome.js'
import type {Runner} from '../../simulation/runner.js'
import type {TaskContext} from '../ports.js'
import type {ProgramQuestion} from './break-even.js'

/** The Monte Carlo error of the headline (net value of the first program) is good enough below this share of what the program lays out. */
const PRECISION = 0.03
const BATCH = 100
/** Replicates when nobody says how many: fewer for large bases, where customers average out and only the assumptions vary. */
const MOST = 400
const MOST_FOR_LARGE = 200
const LARGE_BASE = 20_000

export interface ReplicatesRun {
  readonly outcomes: readonly ReplicateOutcome[]
  /** per program, per replicate */
  readonly figures: readonly (readonly ReplicateFigures[])[]
  readonly because: 'precise-enough' | 'limit'
  /** minor units */
  readonly standardError: number
  readonly bound: number
}

/** Adds batches of replicates until the headline is precise enough or the limit is reached; exactly `wanted` where that is given. */
export async function runReplicates(
  runner: Runner, input: SimulationInput, questions: readonly ProgramQuestion[], limits: {readonly wanted: number | undefined}, context: TaskContext,
): Promise<ReplicatesRun> {
  const limit = limits.wanted ?? (input.keys.length > LARGE_BASE ? MOST_FOR_LARGE : MOST)
  context.progress.stage('simulating', limit, 'replicates')
  const outcomes: ReplicateOutcome[] = []
  for (;;) {
    const from = outcomes.length
    const size = limits.wanted === undefined ? Math.min(BATCH, limit - from) : limit
    const jobs = Array.from({length: size}, (_, i) => ({replicate: from + i}))
    outcomes.push(...await runner.run(jobs, (done) => context.progress.done(done)))
    const figures = questions.map((question) => outcomes.map((outcome) => replicateFigures(outcome, question, input)))
    const standardError = spreadOf(figures[0]!.map((each) => each.netValue)).standardError
    const bound = PRECISION * Math.abs(spreadOf(figures[0]!.map((each) => each.outlay)).mean)
    const precise = standardError <= bound
    if (outcomes.length >= limit || (precise && limits.wanted === undefined))
      return {outcomes, figures, because: precise ? 'precise-enough' : 'limit', standardError, bound}
  }
}

/** The economics of one program in one replicate. */
function replicateFigures(outcome: ReplicateOutcome, question: ProgramQuestion, input: SimulationInput): ReplicateFigures {
  return figuresOf(outcome, outcome.programs[question.index]!, {
    facts: question.facts, assumptions: question.assumptions, acquisition: question.acquisition,
    costPerPoint: costPerPoint(input.programs[question.index]!.definition, input.currency),
    kappa: quantile(question.response.priors['kappa_acq']!, luckOf('kappa_acq', input.seed, outcome.replicate)),
  })
}
