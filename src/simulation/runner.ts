import {throwIfCancelled} from '../base/errors.js'
import type {Probe, SimulationInput} from './input.js'
import type {ReplicateOutcome} from './outcome.js'
import {Simulator} from './simulator.js'

/** One replicate to compute. */
export interface Job {
  readonly replicate: number
  readonly probe?: Probe
}

/** Computes replicates, here or on workers; outcomes come back in the order of the jobs, and are the same bits either way. */
export interface Runner {
  run(jobs: readonly Job[], done?: (jobs: number) => void): Promise<ReplicateOutcome[]>
  close(): Promise<void>
}

/** Computes in this thread, giving way between replicates so that Ctrl-C is seen. */
export function localRunner(input: SimulationInput, signal?: AbortSignal): Runner {
  const simulator = new Simulator(input)
  return {
    async run(jobs, done) {
      const outcomes: ReplicateOutcome[] = []
      for (const {replicate, probe} of jobs) {
        throwIfCancelled(signal)
        outcomes.push(simulator.run(replicate, probe))
        done?.(1)
        await new Promise((resolve) => { setImmediate(resolve) })
      }
      return outcomes
    },
    async close() {},
  }
}
