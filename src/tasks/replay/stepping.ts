import {throwIfCancelled} from '../../base/errors.js'
import type {Day} from '../../base/day.js'
import type {Currency} from '../../base/money.js'
import {customerCount, type Orders} from '../../history/purchases.js'
import type {ProgramDefinition} from '../../programs/definition.js'
import {programFacts} from '../../programs/facts.js'
import {ReplayRun, type ReplayRequest} from '../../simulation/replay.js'
import type {ReplayBook} from '../../simulation/replay-book.js'
import type {TaskContext} from '../ports.js'

/** Orders stepped between two looks at Ctrl-C. */
const PORTION = 100_000

/** Steps a program over all customers. */
export type Step = (definition: ProgramDefinition, request: ReplayRequest) => Promise<ReplayBook>

export interface WithinBudget {
  readonly book: ReplayBook
  readonly budgetSpentOn: Day | undefined
}

/** Steps in this thread, giving way now and then so that Ctrl-C is seen. */
export function stepHere(orders: Orders, context: TaskContext): Step {
  return async (definition, request) => {
    const run = new ReplayRun(orders, definition, request)
    const customers = Math.max(1, Math.ceil((PORTION * customerCount(orders)) / Math.max(1, orders.days.length)))
    for (let done = customers; run.step(customers); done += customers) {
      context.progress.done(done)
      await new Promise((resolve) => setImmediate(resolve))
      throwIfCancelled(context.signal)
    }
    return run.book
  }
}

/**
 * A program with a budget ends on the day it has cost it. Customers are stepped one after the other, so the day is found in a
 * first run without an end (`first`, where that has been begun): what happens up to a day does not depend on what would have come after it.
 */
export async function withinBudget(
  step: Step, definition: ProgramDefinition, currency: Currency, request: ReplayRequest, first = step(definition, request),
): Promise<WithinBudget> {
  const book = await first
  const {budget} = programFacts(definition, currency).costs
  if (budget === undefined) return {book, budgetSpentOn: undefined}
  let spent = 0
  const days = book.costByDay.findIndex((cost) => (spent += cost) >= budget)
  if (days < 0) return {book, budgetSpentOn: undefined}
  const budgetSpentOn = (request.from + days) as Day
  return {book: await step(definition, {...request, until: budgetSpentOn}), budgetSpentOn}
}
