/** Average days of a month. */
export const DAYS_PER_MONTH = 365.25 / 12

/**
 * How much of an effect is left: D(t) = ω + (1 − ω)·2^(−t/H), tabulated by half months so that the hot loop only looks it up.
 * Source: model.md §2; erodes in 6–9 months (Meyer-Waarden & Benavent 2009) or persists (Iyengar et al. 2022).
 */
export class Decay {
  private readonly table: Float64Array

  /** `floor` ω: the share that persists; `halfLifeMonths` H; `months` the longest time asked for. */
  constructor(floor: number, halfLifeMonths: number, months: number) {
    this.table = Float64Array.from({length: Math.ceil(months * 2) + 2}, (_, i) => floor + (1 - floor) * 2 ** (-(i + 0.5) / 2 / halfLifeMonths))
  }

  /** The share left after so many days. */
  at(days: number): number {
    const index = Math.floor((days * 2) / DAYS_PER_MONTH)
    return this.table[index < this.table.length ? index : this.table.length - 1]!
  }
}
