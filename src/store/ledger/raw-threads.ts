import {existsSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {fileURLToPath} from 'node:url'
import {Worker} from 'node:worker_threads'
import {throwIfCancelled} from '../../base/errors.js'
import type {VerifyOptions} from '../../tasks/ledger/port.js'
import type {Connection} from './connection.js'
import {type RawFile, type ScanAnswer, Scanner, type ScanTask} from './raw-scan.js'
import type {LotArrays} from './raw-tally.js'

/** Rows from which threads are worth starting. */
const ROWS_FOR_THREADS = 500_000
const THREADS_MAX = 8

/** What a thread needs to know. The threads take the next piece of work from `next`, a counter they share. */
export interface ScanThreadData {
  readonly raw: RawFile
  readonly tasks: readonly ScanTask[]
  readonly arrays: LotArrays | undefined
  readonly next: Int32Array
}

/** What a thread says: which piece is done, and what it came to. */
export interface ScanThreadAnswer {
  readonly index: number
  readonly answer: ScanAnswer
}

/** Carries out all pieces, on several threads where there are many rows. Answers stand in the order of the tasks. */
export async function scanAll(db: Connection, raw: RawFile, tasks: readonly ScanTask[], arrays: LotArrays | undefined,
  options: VerifyOptions): Promise<readonly ScanAnswer[]> {
  const script = fileURLToPath(new URL('./verify-worker.js', import.meta.url))
  const threads = Math.min(availableParallelism(), THREADS_MAX)
  const rows = tasks.reduce((sum, task) => sum + rowsOf(task), 0)
  if (rows < ROWS_FOR_THREADS || threads < 2 || !existsSync(script)) return here(db, raw, tasks, arrays, options)
  return onThreads(script, {raw, tasks, arrays, next: new Int32Array(new SharedArrayBuffer(4))}, threads, options)
}

function rowsOf(task: ScanTask): number {
  if (task.kind === 'index') return 0
  let rows = 0
  for (let i = 0; i < task.ranges.length; i += 2) rows += task.ranges[i + 1]! - task.ranges[i]! + 1
  return rows
}

async function here(db: Connection, raw: RawFile, tasks: readonly ScanTask[], arrays: LotArrays | undefined,
  options: VerifyOptions): Promise<readonly ScanAnswer[]> {
  const scanner = new Scanner(raw, db, arrays)
  const answers: ScanAnswer[] = []
  let done = 0
  for (const task of tasks) {
    answers.push(scanner.do(task))
    options.done?.((done += rowsOf(task)))
    await new Promise(setImmediate)
    throwIfCancelled(options.signal)
  }
  return answers
}

async function onThreads(script: string, data: ScanThreadData, threads: number, options: VerifyOptions): Promise<readonly ScanAnswer[]> {
  const answers = Array<ScanAnswer>(data.tasks.length)
  let done = 0
  const workers = Array.from({length: threads}, () => new Worker(script, {workerData: data}))
  const ended = workers.map((worker) => new Promise<void>((resolve, reject) => {
    worker.on('message', ({index, answer}: ScanThreadAnswer) => {
      answers[index] = answer
      options.done?.((done += rowsOf(data.tasks[index]!)))
      if (options.signal?.aborted === true) reject(new Error('cancelled'))
    })
    worker.on('error', reject)
    worker.on('exit', () => resolve())
  }))
  try {
    await Promise.all(ended)
  } catch (error) {
    throwIfCancelled(options.signal)
    throw error
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  return data.tasks.map((_, index) => answers[index] ?? {kind: 'damage', problem: 'a part of the file was not read'})
}
