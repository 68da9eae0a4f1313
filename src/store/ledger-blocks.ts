import {existsSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {fileURLToPath} from 'node:url'
import {Worker} from 'node:worker_threads'
import {throwIfCancelled} from '../base/errors.js'
import type {VerifyOptions} from '../tasks/ledger-port.js'
import {type Block, hashBlock} from './ledger-chain.js'
import type {Connection} from './ledger-connection.js'
import type {BlockAnswer, VerifyWorkerData} from './ledger-verify-worker.js'

/** Blocks from which threads are worth starting. */
const BLOCKS_FOR_THREADS = 8
const THREADS_MAX = 8

/** Hashes all blocks, on several threads where there are many. Answers stand in the order of the blocks. */
export async function hashBlocks(db: Connection, file: string, blocks: readonly Block[], options: VerifyOptions): Promise<readonly BlockAnswer[]> {
  const script = fileURLToPath(new URL('./ledger-verify-worker.js', import.meta.url))
  const threads = Math.min(availableParallelism(), THREADS_MAX)
  if (blocks.length < BLOCKS_FOR_THREADS || threads < 2 || file === ':memory:' || !existsSync(script)) return here(db, blocks, options)
  return onThreads(script, file, blocks, threads, options)
}

async function here(db: Connection, blocks: readonly Block[], options: VerifyOptions): Promise<readonly BlockAnswer[]> {
  const answers: BlockAnswer[] = []
  let done = 0
  for (const [index, block] of blocks.entries()) {
    try {
      answers.push({index, ...hashBlock(db, block)})
    } catch (error) {
      answers.push({index, problem: (error as Error).message})
    }
    options.done?.((done += block.range.last - block.range.first + 1))
    await new Promise(setImmediate)
    throwIfCancelled(options.signal)
  }
  return answers
}

async function onThreads(script: string, file: string, blocks: readonly Block[], threads: number, options: VerifyOptions): Promise<readonly BlockAnswer[]> {
  const answers = Array<BlockAnswer>(blocks.length)
  let done = 0
  const workers = Array.from({length: threads}, (_, first) => new Worker(script, {workerData: {file, blocks, first,
    step: threads} satisfies VerifyWorkerData}))
  const ended = workers.map((worker) => new Promise<void>((resolve, reject) => {
    worker.on('message', (answer: BlockAnswer) => {
      answers[answer.index] = answer
      const {range} = blocks[answer.index]!
      options.done?.((done += range.last - range.first + 1))
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
    for (const worker of workers) void worker.terminate()
  }
  return blocks.map((_, index) => answers[index] ?? {index, problem: 'the block was not read'})
}
