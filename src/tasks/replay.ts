import {throwIfCancelled, RegularsError} from '../base/errors.js'
import {isoDay, type Day} from '../base/day.js'
import {minor, moneyJson, type Currency} from '../base/money.js'
import type {Purchases} from '../history/purchases.js'
import {orderAttributesOf} from '../programs/attributes-read.js'
import {programFacts} from '../programs/facts.js'
import {unmatchedConditions} from '../programs/unmatched.js'
import {ReplayRun} from '../simulation/replay.js'
import type {CustomerColumns} from '../simulation/replay-book.js'
import type {HistoryReader} from './history-port.js'
import type {TaskContext} from './ports.js'
import type {LoadedProgram} from './program-library.js'
import type {ReplayResult} from './replay-result.js'
import {summariseReplay} from './replay-summary.js'

export interface ReplayProgramsRequest {
  readonly programs: readonly LoadedProgram[]
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly seed: number
}

/** Per customer of one program, for a file. */
export interface ReplayExportPart {
  readonly program: LoadedProgram
  readonly currency: Currency
  readonly customers: readonly string[]
  readonly columns: CustomerColumns
}

/** Writes a file of balances; complete or not at all. `src/files/replay-export.ts` provides it. */
export interface ReplayExport {
  readonly file: string
  write(parts: readonly ReplayExportPart[]): Promise<void>
}

/** Orders stepped between two looks at Ctrl-C. */
const PORTION = 100_000

/** What the programs would have cost on the orders that really happened; nobody behaves differently. */
export async function replayPrograms(
  history: Pick<HistoryReader, 'purchases' | 'counts'>, request: ReplayProgramsRequest, context: TaskContext, exportTo?: ReplayExport,
): Promise<ReplayResult> {
  context.progress.stage('reading the history')
  const attributes = [...new Set(request.programs.flatMap(({definition}) => orderAttributesOf(definition)))]
  const purchases = await history.purchases({attributes, ...(request.to === undefined ? {} : {until: request.to})})
  if (purchases.customers.length === 0)
    throw new RegularsError('usage', 'history-empty', 'There are no orders of identified customers to replay.',
    'Bring some in with: regulars import transactions FILE')
  const [from, to] = [request.from ?? purchases.from, request.to ?? purchases.to]
  if (to < from) throw new RegularsError('usage', 'dates-invalid', `The last day (${isoDay(to)}) lies before the first (${isoDay(from)}).`,
    'Give --from a day before --to.')
  const counts = await history.counts()
  const programs = []
  const parts: ReplayExportPart[] = []
  for (const program of request.programs) {
    context.progress.stage(`replaying ${program.definition.name}`, purchases.customers.length, 'customers')
    const {run, budgetSpentOn} = await replayWithinBudget(purchases, program, {from, to, seed: request.seed}, context)
    const unmatched = unmatchedConditions(program.definition, purchases)
    programs.push(summariseReplay(program, run.book, purchases.currency, {from, to, budgetSpentOn, unmatched}))
    if (exportTo !== undefined) parts.push({program, currency: purchases.currency, customers: purchases.customers, columns: run.book.customers})
  }
  await exportTo?.write(parts)
  return {
    currency: purchases.currency,
    seed: request.seed,
    programs,
    withoutCustomer: {orders: counts.ordersWithoutCustomer, revenue: moneyJson(minor(counts.revenueWithoutCustomer), purchases.currency)},
    exportFile: exportTo?.file ?? null,
  }
}

/**
 * A program with a budget ends on the day it has cost it. Customers are stepped one after the other, so the day is found in a
 * first run without an end: what happens up to a day does not depend on what would have come after it.
 */
export async function replayWithinBudget(
  purchases: Purchases, {definition}: LoadedProgram, request: {readonly from: Day; readonly to: Day; readonly seed: number}, context: TaskContext,
): Promise<{run: ReplayRun; budgetSpentOn: Day | undefined}> {
  const run = await stepped(new ReplayRun(purchases, definition, request), purchases, context)
  const {budget} = programFacts(definition, purchases.currency).costs
  if (budget === undefined) return {run, budgetSpentOn: undefined}
  let spent = 0
  const days = run.book.costByDay.findIndex((cost) => (spent += cost) >= budget)
  if (days < 0) return {run, budgetSpentOn: undefined}
  const budgetSpentOn = (request.from + days) as Day
  return {run: await stepped(new ReplayRun(purchases, definition, {...request, until: budgetSpentOn}), purchases, context), budgetSpentOn}
}

async function stepped(run: ReplayRun, purchases: Purchases, context: TaskContext): Promise<ReplayRun> {
  const customers = Math.max(1, Math.ceil((PORTION * purchases.customers.length) / Math.max(1, purchases.days.length)))
  while (run.step(customers)) {
    context.progress.done(customers)
    await new Promise((resolve) => setImmediate(resolve))
    throwIfCancelled(context.signal)
  }
  return run
}
