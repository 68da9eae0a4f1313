import {parentPort, workerData} from 'node:worker_threads'
import Database from 'libsql'
import {type Block, hashBlock} from './ledger-chain.js'

/** A thread that hashes every n-th block of a ledger, so that checking a large one uses all cores. */
export interface VerifyWorkerData {
  readonly file: string
  readonly blocks: readonly Block[]
  readonly first: number
  readonly step: number
}

/** A block's hash, or why it could not be read. */
export type BlockAnswer = {readonly index: number; readonly hash: string; readonly lines: number} | {readonly index: number; readonly problem: string}

const {file, blocks, first, step} = workerData as VerifyWorkerData
const db = new Database(file)
db.exec('PRAGMA query_only=ON')
for (let index = first; index < blocks.length; index += step) {
  try {
    parentPort?.postMessage({index, ...hashBlock(db, blocks[index]!)} satisfies BlockAnswer)
  } catch (error) {
    parentPort?.postMessage({index, problem: (error as Error).message} satisfies BlockAnswer)
  }
}
db.close()
