/** Frequency effects of light, medium and heavy buyers: heavy ones already come as often as they need (model.md §2). */
const FACTORS = [1.3, 1.1, 0.6] as const

/** How strongly customers of a rate react in how often they come, with mean 1 over the customers it was made from. */
export class SegmentFactors {
  private constructor(
    private readonly lower: number,
    private readonly upper: number,
    private readonly scale: number,
  ) {}

  /** Terciles of these baseline rates. */
  static of(rates: Float64Array): SegmentFactors {
    const sorted = Float64Array.from(rates).sort()
    const size = sorted.length
    if (size === 0) return new SegmentFactors(0, 0, 1)
    const raw = new SegmentFactors(sorted[Math.floor(size / 3)]!, sorted[Math.floor((2 * size) / 3)]!, 1)
    let sum = 0
    for (const rate of sorted) sum += raw.of(rate)
    return new SegmentFactors(raw.lower, raw.upper, size / sum)
  }

  of(rate: number): number {
    return this.scale * (rate < this.lower ? FACTORS[0] : rate < this.upper ? FACTORS[1] : FACTORS[2])
  }
}
