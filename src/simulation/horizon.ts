import {addMonths, civil, daysInMonth, dayOf, type Day} from '../base/day.js'

/** The days a simulation looks at: the first is the day after the as-of day. */
export interface Horizon {
  readonly start: Day
  /** last day, included */
  readonly end: Day
  readonly days: number
  readonly months: number
  /** month of the horizon (0 = first) of each day of it */
  readonly monthOf: Uint8Array
}

export function horizonFrom(asOf: Day, months: number): Horizon {
  const end = addMonths(asOf, months)
  const days = end - asOf
  const monthOf = new Uint8Array(days)
  for (let month = 0; month < months; month += 1) monthOf.fill(month, addMonths(asOf, month) - asOf, addMonths(asOf, month + 1) - asOf)
  return {start: (asOf + 1) as Day, end, days, months, monthOf}
}

/**
 * Turns calendar time into the time by which visits run at a constant rate, and back: a month with multiplier 1.3 lasts 30 %
 * longer on this clock. Drawing visits on it and reading the calendar gives a seasonal Poisson process exactly.
 */
export class SeasonClock {
  /** calendar days since the start at which each month of the horizon begins, and one more for the end */
  private readonly calendar: Float64Array
  /** the clock at these moments */
  private readonly clock: Float64Array

  constructor(horizon: Horizon, seasonality: Float64Array) {
    const starts: number[] = []
    const multipliers: number[] = []
    for (let day = horizon.start; day <= horizon.end;) {
      const {year, month} = civil(day)
      starts.push(day - horizon.start)
      multipliers.push(seasonality[month - 1]!)
      day = dayOf(year, month, 1) + daysInMonth(year, month) as Day
    }
    this.calendar = Float64Array.from([...starts, horizon.days])
    this.clock = new Float64Array(this.calendar.length)
    for (let i = 0; i < multipliers.length; i += 1)
      this.clock[i + 1] = this.clock[i]! + (this.calendar[i + 1]! - this.calendar[i]!) * multipliers[i]!
  }

  /** What the clock shows at a calendar moment (days since the start). */
  at(calendarDays: number): number {
    const cell = this.cell(this.calendar, calendarDays)
    return this.clock[cell]! + (calendarDays - this.calendar[cell]!) * this.speed(cell)
  }

  /** The calendar moment at which the clock shows this. Infinity beyond the horizon. */
  calendarOf(clock: number): number {
    if (clock >= this.clock[this.clock.length - 1]!) return Infinity
    const cell = this.cell(this.clock, clock)
    return this.calendar[cell]! + (clock - this.clock[cell]!) / this.speed(cell)
  }

  private speed(cell: number): number {
    return (this.clock[cell + 1]! - this.clock[cell]!) / (this.calendar[cell + 1]! - this.calendar[cell]!)
  }

  private cell(edges: Float64Array, value: number): number {
    let [low, high] = [0, edges.length - 2]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (edges[middle]! <= value) low = middle
      else high = middle - 1
    }
    return low
  }
}
