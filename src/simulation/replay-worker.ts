import {parentPort, workerData} from 'node:worker_threads'
import type {OrderColumns} from '../history/purchases.js'
import type {ProgramDefinition} from '../programs/definition.js'
import {type BookPart, ReplayBook} from './replay-book.js'
import {CustomerStepper, mechanicsFor, type ReplayRequest} from './replay.js'

/** A program to step, sent once before the first of its jobs. */
export interface ReplayProgram {
  readonly program: number
  readonly definition: ProgramDefinition
  readonly request: ReplayRequest
  /** as in `ReplayBook` */
  readonly detailed: boolean
}

/** Customers to step: `first` up to and not including `end`. */
export interface ReplayJob {
  readonly program: number
  readonly first: number
  readonly end: number
  /** their keys, where the program leaves something to chance */
  readonly keys: readonly string[] | undefined
}

export interface ReplayAnswer extends BookPart {
  readonly program: number
  readonly first: number
  readonly end: number
}

/** The worker's side of `ThreadedReplay`: looks at the same orders as all others, and has a book for each program. */
const orders = workerData as OrderColumns
const programs = new Map<number, (job: ReplayJob) => BookPart>()

parentPort!.on('message', (message: ReplayProgram | ReplayJob) => {
  if ('definition' in message) programs.set(message.program, stepsOf(message))
  else {
    const {program, first, end} = message
    parentPort!.postMessage({program, first, end, ...programs.get(program)!(message)} satisfies ReplayAnswer)
  }
})

/** Everything that steps a program is made once: compiled code is bound to it. */
function stepsOf({definition, request, detailed}: ReplayProgram): (job: ReplayJob) => BookPart {
  const book = new ReplayBook(0, definition, request.from, request.to, detailed)
  const stepper = new CustomerStepper(orders, mechanicsFor(orders, definition, request), definition.enrolment.share ?? 1, request)
  return ({first, end, keys}) => {
    book.turnTo(first, end - first)
    stepper.turnTo(keys, first)
    for (let customer = first; customer < end; customer += 1) stepper.step(customer, book)
    return book.takePart()
  }
}
