/** How long an event, or a message, is felt; and how long what it pulled forward is missing. */
const FELT_DAYS = 14
const MISSING_DAYS = 28
/** Half-life of the pressure that earlier messages leave. */
const PRESSURE_HALF_LIFE = 45

/**
 * A lift that comes at a moment and is partly borrowed from what follows: +lift for two weeks, then −lift · share · 14/28 for four. A
 * later one takes the place of an earlier one, and what that has not given back is given back with its own.
 */
export class Pulse {
  private at = -Infinity
  private lift = 0
  private pressure = 0
  /** log ratio × days borrowed and not yet given back when the present one began, its own included */
  private owed = 0

  clear(): void {
    this.at = -Infinity
    this.pressure = 0
    this.owed = 0
  }

  /** `borrowed`: the share of the lift; `tiring`: each further one within weeks moves less. */
  start(time: number, lift: number, borrowed: number, tiring: boolean): void {
    const before = this.stillOwed(time, borrowed)
    if (tiring) {
      this.pressure = this.at === -Infinity ? 0 : (this.pressure + 1) * 2 ** ((this.at - time) / PRESSURE_HALF_LIFE)
      this.lift = lift / (1 + this.pressure)
    } else this.lift = lift
    this.at = time
    this.owed = before + this.lift * borrowed * FELT_DAYS
  }

  /** The log rate ratio now. */
  term(time: number): number {
    const since = time - this.at
    if (since < 0 || since >= FELT_DAYS + MISSING_DAYS) return 0
    return since < FELT_DAYS ? this.lift : -this.owed / MISSING_DAYS
  }

  /** What was borrowed up to now and is not given back. */
  private stillOwed(time: number, borrowed: number): number {
    const since = time - this.at
    if (since >= FELT_DAYS + MISSING_DAYS) return 0
    // A lift cut short has borrowed only for the days it was felt.
    if (since < FELT_DAYS) return this.owed - this.lift * borrowed * (FELT_DAYS - since)
    return this.owed * (1 - (since - FELT_DAYS) / MISSING_DAYS)
  }
}
