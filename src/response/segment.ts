import {joiningProbability} from './enrolment.js'

/** Frequency effects of light, medium and heavy buyers: heavy ones already come as often as they need (model.md §2). */
const FACTORS = [1.3, 1.1, 0.6] as const

/** Terciles of customers' baseline rates. */
export interface Terciles {
  readonly lower: number
  readonly upper: number
}

export function tercilesOf(rates: Float64Array): Terciles {
  const sorted = Float64Array.from(rates).sort()
  const size = sorted.length
  return size === 0 ? {lower: 0, upper: 0} : {lower: sorted[Math.floor(size / 3)]!, upper: sorted[Math.floor((2 * size) / 3)]!}
}

/**
 * How strongly members of a rate react in how often they come. The mean over members' visits is 1: the priors were measured on
 * the visits of members, most of which are those of heavy buyers, and must keep their size.
 */
export class SegmentFactors {
  private constructor(private readonly terciles: Terciles, private readonly scale: number) {}

  /** `intercept`: of the joining probability, so that customers count as far as they are likely to be members. */
  static of(terciles: Terciles, rates: Float64Array, intercept: number): SegmentFactors {
    let [visits, reacting] = [0, 0]
    for (const rate of rates) {
      const expected = rate * joiningProbability(intercept, rate)
      visits += expected
      reacting += expected * factorOf(terciles, rate)
    }
    return new SegmentFactors(terciles, reacting > 0 ? visits / reacting : 1)
  }

  of(rate: number): number {
    return this.scale * factorOf(this.terciles, rate)
  }
}

function factorOf({lower, upper}: Terciles, rate: number): number {
  return rate < lower ? FACTORS[0] : rate < upper ? FACTORS[1] : FACTORS[2]
}
