import {workerData} from 'node:worker_threads'
import type {SimulationInput} from './input.js'
import type {ReplicateOutcome} from './outcome.js'
import type {Job} from './runner.js'
import {Simulator} from './simulator.js'

const simulator = new Simulator(workerData as SimulationInput)

/** The worker's side of `pooledRunner`. */
export function runJobs(jobs: readonly Job[]): ReplicateOutcome[] {
  return jobs.map(({replicate, probe}) => simulator.run(replicate, probe))
}
