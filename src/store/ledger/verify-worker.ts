import {parentPort, workerData} from 'node:worker_threads'
import {type RawFile, rawFile, Scanner} from './raw-scan.js'
import type {ScanThreadAnswer, ScanThreadData} from './raw-threads.js'

/**
 * A thread that takes pieces of a check until none are left, so that checking a large ledger uses all cores. Where pages come through
 * SQLite it has a snapshot of its own, perhaps newer than the one of the thread that began: rows of finished batches are the same in both.
 */
const {raw, tasks, arrays, next} = workerData as ScanThreadData
const scanner = raw.descriptor === undefined ? await ofSnapshot(raw) : new Scanner(raw, undefined, arrays)
for (let index = Atomics.add(next, 0, 1); index < tasks.length; index = Atomics.add(next, 0, 1))
  parentPort?.postMessage({index, answer: scanner.do(tasks[index]!)} satisfies ScanThreadAnswer)

async function ofSnapshot({file}: RawFile): Promise<Scanner> {
  // Loaded only where it is needed: most ledgers are read without it.
  const {default: Database} = await import('libsql')
  const db = new Database(file)
  db.exec('PRAGMA query_only=ON; BEGIN')
  const own = rawFile(db, file, undefined)
  if (own === undefined) throw new Error('the ledger changed its form while it was read')
  return new Scanner(own, db, arrays)
}
