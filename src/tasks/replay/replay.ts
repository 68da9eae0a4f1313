import {isoDay, type Day} from '../../base/day.js'
import {RegularsError} from '../../base/errors.js'
import {minor, moneyJson, type Currency} from '../../base/money.js'
import {customerCount, type OrderColumns, type Orders, type Purchases} from '../../history/purchases.js'
import {orderAttributesOf} from '../../programs/attributes-read.js'
import {leavesToChance} from '../../programs/chances.js'
import {asksForHours, unmatchedConditions} from '../../programs/unmatched.js'
import type {ReplayRequest} from '../../simulation/replay.js'
import type {CustomerColumns, ReplayBook} from '../../simulation/replay-book.js'
import {ThreadedReplay} from '../../simulation/replay-threads.js'
import type {HistoryReader} from '../history-port.js'
import type {TaskContext} from '../ports.js'
import type {LoadedProgram} from '../programs/library.js'
import type {ReplayResult} from './result.js'
import {type Step, stepHere, type WithinBudget, withinBudget} from './stepping.js'
import {summariseReplay} from './summary.js'

export interface ReplayProgramsRequest {
  readonly programs: readonly LoadedProgram[]
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly seed: number
  /** to use on a large history; the result does not depend on them */
  readonly threads?: number | undefined
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

/** Orders from which threads are worth starting. */
const WORTH_THREADS = 500_000

/** What the programs would have cost on the orders that really happened; nobody behaves differently. */
export async function replayPrograms(
  history: Pick<HistoryReader, 'orders' | 'counts'>, request: ReplayProgramsRequest, context: TaskContext, exportTo?: ReplayExport,
): Promise<ReplayResult> {
  const replay = new Replay(request, context, exportTo !== undefined)
  try {
    // Asked first: once the threads are at work everything else waits for them.
    const counts = await history.counts()
    const orders = await replay.read(history)
    const {from, to} = replay.spanOf(orders)
    const programs = []
    const parts: ReplayExportPart[] = []
    for (const [i, program] of request.programs.entries()) {
      const {book, budgetSpentOn} = await replay.step(i, orders)
      const unmatched = unmatchedConditions(program.definition, orders)
      programs.push(summariseReplay(program, book, orders.currency, {from, to, budgetSpentOn, unmatched}))
      if (exportTo !== undefined) parts.push({program, currency: orders.currency, customers: orders.customers ?? [], columns: book.customers})
    }
    await exportTo?.write(parts)
    return {
      currency: orders.currency,
      seed: request.seed,
      programs,
      withoutCustomer: {orders: counts.ordersWithoutCustomer, revenue: moneyJson(minor(counts.revenueWithoutCustomer), orders.currency)},
      exportFile: exportTo?.file ?? null,
    }
  } finally {
    replay.close()
  }
}

/** Reads and steps; on a large history both at once, on several threads. */
class Replay {
  private threads: {readonly of: OrderColumns; readonly replay: ThreadedReplay; readonly books: readonly Promise<ReplayBook>[]} | undefined
  /** the program whose progress is shown */
  private shown = -1

  constructor(private readonly request: ReplayProgramsRequest, private readonly context: TaskContext, private readonly forExport: boolean) {}

  async read(history: Pick<HistoryReader, 'orders'>): Promise<Orders> {
    const {programs, to, threads = 1} = this.request
    const {progress, signal} = this.context
    progress.stage('reading the history')
    const orders = await history.orders({
      attributes: [...new Set(programs.flatMap(({definition}) => orderAttributesOf(definition)))],
      keys: this.forExport || programs.some(({definition}) => leavesToChance(definition)),
      times: programs.some(({definition}) => asksForHours(definition)),
      ...(to === undefined ? {} : {until: to}),
      ...(threads < 2 ? {} : {shared: true, watch: (columns, customers) => this.begin(columns)?.ready(customers)}),
      signal,
    })
    if (customerCount(orders) === 0)
      throw new RegularsError('usage', 'history-empty', 'There are no orders of identified customers to replay.',
        'Bring some in with: regulars import transactions FILE')
    if (this.threads !== undefined && this.threads.of.days !== orders.days) this.close()
    this.begin(orders)?.finish(orders)
    return orders
  }

  /** The days looked at. */
  spanOf(orders: OrderColumns): ReplayRequest {
    const {from = orders.from, to = orders.to, seed} = this.request
    if (to < from) throw new RegularsError('usage', 'dates-invalid', `The last day (${isoDay(to)}) lies before the first (${isoDay(from)}).`,
      'Give --from a day before --to.')
    return {from, to, seed}
  }

  step(index: number, orders: Orders): Promise<WithinBudget> {
    const {name} = this.request.programs[index]!.definition
    this.shown = index
    this.context.progress.stage(`replaying ${name}`, customerCount(orders), 'customers')
    const {definition} = this.request.programs[index]!
    const step: Step = this.threads === undefined ? stepHere(orders, this.context)
      : (each, request) => this.threads!.replay.run(each, request, (customers) => this.tell(index, customers))
    return withinBudget(step, definition, orders.currency, this.spanOf(orders), this.threads?.books[index])
  }

  close(): void {
    this.threads?.replay.close()
    this.threads = undefined
  }

  /** Starts the threads, and all programs on them, where there are orders enough. */
  private begin(columns: OrderColumns): ThreadedReplay | undefined {
    const {programs, threads = 1} = this.request
    if (this.threads !== undefined) return this.threads.replay
    if (threads < 2 || columns.days.length < WORTH_THREADS) return undefined
    const request = this.spanOf(columns)
    const replay = new ThreadedReplay(columns, threads, this.forExport, this.context.signal)
    const books = programs.map(({definition}, i) => replay.run(definition, request, (customers) => this.tell(i, customers)))
    this.threads = {of: columns, replay, books}
    return replay
  }

  private tell(program: number, customers: number): void {
    if (program === this.shown) this.context.progress.done(customers)
  }
}

/** As `withinBudget`, in this thread. */
export async function replayWithinBudget(
  purchases: Purchases, {definition}: LoadedProgram, request: ReplayRequest, context: TaskContext,
): Promise<{readonly run: {readonly book: ReplayBook}; readonly budgetSpentOn: Day | undefined}> {
  const {book, budgetSpentOn} = await withinBudget(stepHere(purchases, context), definition, purchases.currency, request)
  return {run: {book}, budgetSpentOn}
}
