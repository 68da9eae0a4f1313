import {isoDay} from '../../base/day.js'
import {RegularsError, throwIfCancelled} from '../../base/errors.js'
import {fromMajor} from '../../base/money.js'
import {parseCondition, probabilityOf} from '../../economics/goals.js'
import type {ReplicateFigures} from '../../economics/replicate-figures.js'
import {spreadOf} from '../../economics/spread.js'
import type {AcquisitionToday} from '../../economics/acquisition.js'
import {fitBaseline} from '../../models/fit-baseline.js'
import {backtest} from '../../models/backtest.js'
import {customersWithoutSales} from '../../models/recency-frequency.js'
import {orderAttributesOf} from '../../programs/attributes-read.js'
import {programFacts} from '../../programs/facts.js'
import {parseEvidence} from '../../response/evidence.js'
import {responseSpecification} from '../../response/specification.js'
import {pooledRunner} from '../../simulation/pool.js'
import {horizonFrom} from '../../simulation/horizon.js'
import {localRunner, type Runner} from '../../simulation/runner.js'
import type {SimulationInput} from '../../simulation/input.js'
import type {HistoryReader} from '../history-port.js'
import {turn, type TaskContext} from '../ports.js'
import {assumptionsUsed} from './assumptions.js'
import {breakEvenOf, type ProgramQuestion} from './break-even.js'
import {monthsRunning, withinBudgets} from './span.js'
import {runReplicates} from './replicates.js'
import type {SimulateResult} from './result.js'
import {Summary} from './summary.js'
import type {SimulateRequest} from './request.js'
import {warningsOf} from './warnings.js'
import {newcomersPerDay, simulationInput} from './input.js'

export type {SimulateRequest}

/** Below so many lives (customers × programs × replicates) starting workers takes longer than they save. */
const WORTH_WORKERS = 200_000

/** What programs cost, what they do to customers, and what the same money would do in acquisition; all with ranges. */
export async function simulatePrograms(
  history: Pick<HistoryReader, 'purchases' | 'fingerprint'>, request: SimulateRequest, context: TaskContext,
): Promise<SimulateResult> {
  const margin = statedMargin(request)
  const conditions = request.failUnless.map(parseCondition)
  const evidence = parseEvidence(request.evidence)
  const written = request.programs.map(({definition}) => ({definition, response: responseSpecification(definition, evidence, request.response)}))
  context.progress.stage('reading the history')
  const attributes = [...new Set(request.programs.flatMap(({definition}) => orderAttributesOf(definition)))]
  const purchases = await history.purchases({attributes, ...(request.asOf === undefined ? {} : {until: request.asOf})})
  if (purchases.customers.length === 0)
    throw new RegularsError('usage', 'history-empty', 'There are no orders of identified customers to simulate from.',
      'Bring some in with: regulars import transactions FILE')
  const asOf = request.asOf ?? purchases.to
  context.progress.stage('fitting the customer model')
  await turn(context)
  const fitted = fitBaseline(purchases, asOf)
  throwIfCancelled(context.signal)
  const tested = backtest(purchases, asOf)
  await turn(context)

  const asWritten = simulationInput(purchases, fitted, {...request, asOf, programs: written})
  const programs = await withinBudgets(asWritten, context)
  const input = {...asWritten, programs}
  const horizon = horizonFrom(asOf, request.horizonMonths)
  const perYear = newcomersPerDay(fitted.calendar.T) * 365
  const {today, spendPerYear} = acquisitionToday(request, perYear, input)
  const questions = request.programs.map((program, index): ProgramQuestion => ({
    index, facts: programFacts(program.definition, input.currency),
    assumptions: {margin, discountRateYearly: request.discountRateYearly, months: request.horizonMonths, runs: monthsRunning(programs[index]!, horizon)},
    acquisition: today, response: programs[index]!.response,
  }))
  const runner = runnerFor(input, request, context)
  try {
    const run = await runReplicates(runner, input, questions, {wanted: request.replicates}, context)
    const summary = new Summary(input.currency)
    const outcomes = []
    for (const [index, program] of request.programs.entries()) {
      const figures = run.figures[index]!
      const breakEven = await breakEvenOf(runner, input, questions[index]!, run.outcomes, context)
      outcomes.push(summary.program({
        program, index, outcomes: run.outcomes, figures, ...breakEven, today, newcomersPerYear: perYear, spendPerYear,
        assumptions: assumptionsUsed(evidence, programs[index]!, figures, {seed: request.seed}),
      }))
    }
    return {
      seed: request.seed, asOf: isoDay(asOf), replicates: run.outcomes.length, horizonMonths: request.horizonMonths,
      customers: fitted.customers, customersWithoutSales: customersWithoutSales(purchases, asOf), currency: input.currency,
      response: request.response ?? programs[0]!.response.preset, grossMargin: margin,
      discountRateYearly: request.discountRateYearly,
      stopped: {because: run.because, headlineStandardError: summary.text(run.standardError), bound: summary.text(run.bound)},
      fingerprint: {history: await history.fingerprint(), version: request.version},
      baseline: summary.baseline(run.outcomes, margin),
      programs: outcomes,
      conditions: conditions.flatMap((condition) => request.programs.map(({definition}, index) => {
        const probability = probabilityOf(condition, run.figures[index]!, input.currency)
        return {condition: condition.text, program: definition.name, probability, met: probability >= condition.probability}
      })),
      backtest: tested.available ? {
        verdict: tested.result.verdict, error: tested.result.orders.error ?? 0,
        holdoutFrom: isoDay(tested.result.holdout.from), holdoutTo: isoDay(tested.result.holdout.to),
      } : null,
      warnings: warningsOf({
        request, programs, purchases, horizon, fitted, tested, newcomersPerYear: perYear, budgetRatio: budgetRatio(run.figures, today),
      }),
    }
  } finally {
    await runner.close()
  }
}

function statedMargin({margin}: SimulateRequest): number {
  if (margin === undefined)
    throw new RegularsError('usage', 'margin-missing',
      'What part of a sale is left after the goods are paid for is not known, and nothing can be earned or lost without it.',
      'Say it with --margin 0.35 (35 %), or write grossMargin: 0.35 in regulars.yaml.')
  return margin
}

/** What acquisition does today, as far as it was stated: CAC × newcomers, or the yearly spend ÷ newcomers. */
function acquisitionToday(
  request: SimulateRequest, newcomersPerYear: number, input: SimulationInput,
): {today: AcquisitionToday | undefined; spendPerYear: number | undefined} {
  const stated = request.acquisitionSpendPerYear
  const cac = request.cac ?? (stated !== undefined && newcomersPerYear > 0 ? stated / newcomersPerYear : undefined)
  if (cac === undefined) return {today: undefined, spendPerYear: undefined}
  const years = request.horizonMonths / 12
  const spendPerYear = fromMajor(stated ?? cac * newcomersPerYear, input.currency)
  return {
    spendPerYear,
    today: {customers: newcomersPerYear * years, spend: spendPerYear * years, cac: fromMajor(cac, input.currency)},
  }
}

/** How far the costliest program lies from what acquisition spends today. */
function budgetRatio(figures: readonly (readonly ReplicateFigures[])[], today: AcquisitionToday | undefined): number | undefined {
  if (today === undefined || today.spend <= 0) return undefined
  return Math.max(...figures.map((each) => spreadOf(each.map(({outlay}) => outlay)).mean)) / today.spend
}

function runnerFor(input: SimulationInput, request: SimulateRequest, context: TaskContext): Runner {
  const lives = input.keys.length * input.programs.length * (request.replicates ?? 200)
  if (request.workers > 1 && lives >= WORTH_WORKERS) return pooledRunner(input, request.workers, context.signal)
  return localRunner(input, context.signal)
}
