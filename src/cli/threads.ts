import {availableParallelism} from 'node:os'

/** More are hardly faster, and each takes memory of its own. */
const THREADS_MAX = 4

/** Threads for long work: one for each core, as far as that pays. */
export function threadsHere(): number {
  return Math.min(THREADS_MAX, availableParallelism())
}
