import {expect, test} from 'vitest'
import {localRunner, type Runner} from '../../src/simulation/runner.js'
import type {SimulationInput} from '../../src/simulation/input.js'
import {corner, POINTS, simulated} from './corner-shop.js'

/** Workers run compiled code; the compiled copy is what `npm run build` left. */
async function pool(input: SimulationInput, workers: number, signal?: AbortSignal): Promise<Runner> {
  const {pooledRunner} = (await import(new URL('../../dist/src/simulation/pool.js', import.meta.url).href)) as {
    pooledRunner: (input: SimulationInput, workers: number, signal?: AbortSignal) => Runner
  }
  return pooledRunner(input, workers, signal)
}

const input = corner([simulated({...POINTS, enrolment: {share: 0.5}})])
const jobs = Array.from({length: 12}, (_, replicate) => ({replicate}))

test('the same bits here, on one worker, on two and on four', async () => {
  const here = await localRunner(input).run(jobs)
  for (const workers of [1, 2, 4]) {
    const runner = await pool(input, workers)
    let counted = 0
    expect(await runner.run(jobs, (done) => { counted += done })).toEqual(here)
    expect(counted).toBe(12)
    await runner.close()
  }
})

test('Ctrl-C ends the work with the error that says so', async () => {
  const cancellation = new AbortController()
  const runner = await pool(input, 2, cancellation.signal)
  const running = runner.run(Array.from({length: 400}, (_, replicate) => ({replicate})), () => cancellation.abort())
  await expect(running).rejects.toMatchObject({code: 'cancelled'})
  await runner.close()
})
