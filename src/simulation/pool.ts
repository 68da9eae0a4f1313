import {Piscina} from 'piscina'
import {cancelled, throwIfCancelled} from '../base/errors.js'
import type {SimulationInput} from './input.js'
import type {ReplicateOutcome} from './outcome.js'
import type {Runner} from './runner.js'

/** Chunks per worker: small enough to share the work evenly and to show progress, large enough not to be felt. */
const CHUNKS_PER_WORKER = 8

/** Computes replicates on worker threads, each with its own copy of the input. Runs from compiled code only. */
export function pooledRunner(input: SimulationInput, workers: number, signal?: AbortSignal): Runner {
  const pool = new Piscina({
    filename: new URL('./worker.js', import.meta.url).href, name: 'runJobs', workerData: input, minThreads: workers, maxThreads: workers,
    concurrentTasksPerWorker: 1,
  })
  // One listener, not one per task: an aborted pool ends its threads and refuses what is still waiting.
  const stop = (): void => { void pool.destroy() }
  signal?.addEventListener('abort', stop, {once: true})
  return {
    async run(jobs, done) {
      throwIfCancelled(signal)
      const size = Math.max(1, Math.ceil(jobs.length / (workers * CHUNKS_PER_WORKER)))
      const chunks = Array.from({length: Math.ceil(jobs.length / size)}, (_, i) => jobs.slice(i * size, (i + 1) * size))
      try {
        const outcomes = await Promise.all(chunks.map(async (chunk) => {
          const part = (await pool.run(chunk)) as ReplicateOutcome[]
          done?.(chunk.length)
          return part
        }))
        return outcomes.flat()
      } catch (error) {
        if (signal?.aborted) throw cancelled()
        throw error
      }
    },
    async close() {
      signal?.removeEventListener('abort', stop)
      await pool.destroy()
    },
  }
}

