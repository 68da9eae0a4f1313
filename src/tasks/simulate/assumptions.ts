import type {ReplicateFigures} from '../../economics/replicate-figures.js'
import {quantile} from '../../response/distribution.js'
import {luckOf} from '../../response/draw.js'
import type {EvidenceTable} from '../../response/evidence.js'
import {assumptionsOf} from '../../response/program-response.js'
import type {SimulatedProgram} from '../../simulation/input.js'
import type {AssumptionUsed} from './result.js'

/** The assumptions a program's figures rest on, with how much of the net value's variation goes with each. */
export function assumptionsUsed(
  evidence: EvidenceTable, {definition, response}: SimulatedProgram, figures: readonly ReplicateFigures[], {seed}: {readonly seed: number},
): AssumptionUsed[] {
  const net = ranks(figures.map((each) => each.netValue))
  return assumptionsOf(definition, response).map((id) => {
    const known = evidence.get(id)!
    const prior = response.priors[id]!
    const luck = ranks(figures.map((_, replicate) => luckOf(id, seed, replicate)))
    return {
      id, quantity: known.quantity, centre: quantile(prior, 0.5), low: quantile(prior, 0.05), high: quantile(prior, 0.95),
      grade: known.grade, source: known.source, overridden: response.overridden.includes(id),
      influence: prior.kind === 'fixed' ? 0 : correlation(luck, net) ** 2,
    }
  })
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]! || a - b)
  const result = new Array<number>(values.length)
  order.forEach((place, rank) => { result[place] = rank })
  return result
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const n = a.length
  const middle = (n - 1) / 2
  let [sum, scale] = [0, 0]
  for (let i = 0; i < n; i += 1) {
    sum += (a[i]! - middle) * (b[i]! - middle)
    scale += (a[i]! - middle) ** 2
  }
  return scale > 0 ? sum / scale : 0
}
