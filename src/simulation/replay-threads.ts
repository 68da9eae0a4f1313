import {Worker} from 'node:worker_threads'
import {cancelled} from '../base/errors.js'
import {customerCount, type OrderColumns, type Orders} from '../history/purchases.js'
import {leavesToChance} from '../programs/chances.js'
import type {ProgramDefinition} from '../programs/definition.js'
import {ReplayBook} from './replay-book.js'
import type {ReplayAnswer, ReplayJob, ReplayProgram} from './replay-worker.js'
import type {ReplayRequest} from './replay.js'

/** Orders per job: small enough to share the work evenly and to begin early, large enough not to be felt. */
const JOB_ORDERS = 100_000
/** Jobs at a worker, so that it need not wait for us between two of them. */
const AHEAD = 2

interface Helper {
  readonly thread: Worker
  /** jobs it has been given and not yet answered */
  jobs: number
}

interface Run extends ReplayProgram {
  readonly needsKeys: boolean
  readonly told: (customers: number) => void
  readonly resolve: (book: ReplayBook) => void
  readonly reject: (error: unknown) => void
  /** customers that were handed out, and those that came back */
  given: number
  done: number
  /** what came back before anybody knew how many customers there are */
  readonly early: ReplayAnswer[]
  book: ReplayBook | undefined
}

/**
 * Steps programs over customers on worker threads, while the orders of later customers may still be read. The books are the same whatever
 * the number of threads: customers are independent, and what is booked is whole numbers. Runs from compiled code only.
 */
export class ThreadedReplay {
  private readonly helpers: readonly Helper[]
  private readonly runs: Run[] = []
  private readonly offsets: Int32Array
  /** customers whose orders are complete */
  private complete = 0
  /** known when no more orders are to come */
  private orders: Orders | undefined
  private ended: {readonly because: unknown} | undefined
  private readonly stop = (): void => this.end(cancelled())

  /** Keeps books that are `detailed` or not. The threads look at `columns` in shared memory, or have a copy each where they lie elsewhere. */
  constructor(
    columns: OrderColumns, threads: number, private readonly detailed: boolean, private readonly signal?: AbortSignal, private readonly jobOrders = JOB_ORDERS,
  ) {
    const {currency, offsets, days, seconds, amounts, attributes, customerAttributes, from, to} = columns
    this.offsets = offsets
    const workerData = {currency, offsets, days, seconds, amounts, attributes, customerAttributes, from, to} satisfies OrderColumns
    this.helpers = Array.from({length: threads}, () => this.helper(new Worker(new URL('./replay-worker.js', import.meta.url), {workerData})))
    signal?.addEventListener('abort', this.stop, {once: true})
  }

  /** Steps a program over all customers; `told` how many have been. Rejects with what went wrong in a thread, or was thrown away by `close`. */
  run(definition: ProgramDefinition, request: ReplayRequest, told: (customers: number) => void = () => {}): Promise<ReplayBook> {
    this.check()
    const book = new Promise<ReplayBook>((resolve, reject) => {
      const program = {program: this.runs.length, definition, request, detailed: this.detailed}
      this.runs.push({...program, needsKeys: leavesToChance(definition), told, resolve, reject, given: 0, done: 0, early: [], book: undefined})
      for (const {thread} of this.helpers) thread.postMessage(program)
      if (this.orders !== undefined) this.open(this.runs.at(-1)!, this.orders)
    })
    // Whoever awaits it hears of a failure; until then it is not a stray one.
    book.catch(() => undefined)
    this.handOut()
    return book
  }

  /** The orders of the first so many customers are complete. Throws what went wrong in a thread meanwhile. */
  ready(customers: number): void {
    this.check()
    this.complete = Math.max(this.complete, customers)
    this.handOut()
  }

  /** All orders are there; these are the columns that were announced, with keys where chance needs them. */
  finish(orders: Orders): void {
    this.check()
    this.orders = orders
    this.complete = customerCount(orders)
    for (const run of this.runs) this.open(run, orders)
    this.handOut()
  }

  /** Ends the threads. */
  close(): void {
    this.end(new Error('The replay was thrown away.'))
  }

  private helper(thread: Worker): Helper {
    const helper: Helper = {thread, jobs: 0}
    thread.on('message', (answer: ReplayAnswer) => {
      helper.jobs -= 1
      this.take(answer)
      this.handOut()
    })
    thread.on('error', (error) => this.end(error))
    thread.on('exit', () => this.end(new Error('A thread of the replay ended before its work was done.')))
    return helper
  }

  private check(): void {
    if (this.ended !== undefined) throw this.ended.because
  }

  private handOut(): void {
    for (let idle = this.idlest(); idle.jobs < AHEAD && this.ended === undefined; idle = this.idlest()) {
      const job = this.nextJob()
      if (job === undefined) return
      idle.jobs += 1
      idle.thread.postMessage(job)
    }
  }

  private idlest(): Helper {
    return this.helpers.reduce((least, helper) => (helper.jobs < least.jobs ? helper : least))
  }

  private nextJob(): ReplayJob | undefined {
    for (const run of this.runs) {
      const {program, given: first, needsKeys} = run
      if (first >= this.complete || (needsKeys && this.orders === undefined)) continue
      const last = this.offsets[first]! + this.jobOrders
      if (this.orders === undefined && this.offsets[this.complete]! < last) continue
      run.given = this.customerAt(first + 1, last)
      return {program, first, end: run.given, keys: needsKeys ? this.orders?.customers?.slice(first, run.given) : undefined}
    }
    return undefined
  }

  /** The first customer from `low` on whose orders begin at that row or later; the number of customers where there is none. */
  private customerAt(low: number, row: number): number {
    let [from, to] = [low, this.complete]
    while (from < to) {
      const middle = (from + to) >>> 1
      if (this.offsets[middle]! < row) from = middle + 1
      else to = middle
    }
    return from
  }

  private take(answer: ReplayAnswer): void {
    const run = this.runs[answer.program]
    if (run === undefined || this.ended !== undefined) return
    run.done += answer.end - answer.first
    run.told(run.done)
    if (run.book === undefined) run.early.push(answer)
    else run.book.add(answer.first, answer)
    this.settle(run)
  }

  private open(run: Run, orders: Orders): void {
    run.book = new ReplayBook(customerCount(orders), run.definition, run.request.from, run.request.to, run.detailed)
    for (const part of run.early.splice(0)) run.book.add(part.first, part)
    this.settle(run)
  }

  private settle({book, done, resolve}: Run): void {
    if (book !== undefined && this.orders !== undefined && done === this.complete) resolve(book)
  }

  private end(because: unknown): void {
    if (this.ended !== undefined) return
    this.ended = {because}
    this.signal?.removeEventListener('abort', this.stop)
    for (const {reject} of this.runs) reject(because)
    for (const {thread} of this.helpers) void thread.terminate()
  }
}
