import {RandomStream} from '../../src/base/random.js'
import {drawLatents} from '../../src/models/latents.js'
import {GammaQuantiles} from '../../src/models/numerics/gamma-quantiles.js'
import {drawPopulation} from '../../src/models/population.js'
import type {SimulationInput} from '../../src/simulation/input.js'

/** What a constant response does to one replicate, written as slowly and plainly as possible: the specification of the paired path. */
export interface PlainOutcome {
  orders: number
  revenue: number
  programOrders: number
  programRevenue: number
  incremental: number
}

/**
 * Everybody takes part from the first day; visits × `lift`, drop-out hazard × `ratio`, baskets unchanged (model.md §3):
 * candidates at 2.5 λ with marks, one exponential per life against the hazard, the basket's quantile tied to the candidate.
 */
export function plainReplicate(input: SimulationInput, replicate: number, lift: number, ratio: number): PlainOutcome {
  const population = drawPopulation(input.baseline, input.seed, replicate)
  const latents = drawLatents(population, input.rf, input.keys, {seed: input.seed, replicate})
  const quantiles = new GammaQuantiles(population.spend.p)
  const days = 365
  const out = {orders: 0, revenue: 0, programOrders: 0, programRevenue: 0, incremental: 0}
  input.keys.forEach((key, row) => {
    if (latents.alive[row] === 0) return
    const stamina = new RandomStream(input.seed, replicate, key, 100).exponential()
    const path = new RandomStream(input.seed, replicate, key, 101)
    const deaths = {baseline: stamina / latents.mu[row]!, program: stamina / (latents.mu[row]! * ratio)}
    for (let time = 0; ;) {
      time += path.exponential() / (2.5 * latents.lambda[row]!)
      if (time >= days) break
      const mark = path.uniform()
      const basket = Math.max(1, Math.round((100 * quantiles.at(path.uniform())) / latents.nu[row]!))
      const baseline = mark < 1 / 2.5 && time < deaths.baseline
      const program = mark < lift / 2.5 && time < deaths.program
      if (baseline) {
        out.orders += 1
        out.revenue += basket
      }
      if (program) {
        out.programOrders += 1
        out.programRevenue += basket
        if (!baseline) out.incremental += 1
      }
    }
  })
  return out
}
