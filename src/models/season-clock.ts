import {addMonths, civil, type Day, day, dayOf, daysInMonth} from '../base/day.js'

/** Sums month-of-year multipliers over stretches of days. */
export class SeasonClock {
  private readonly starts: number[] = []
  private readonly sums: number[] = []
  private readonly multipliers: number[] = []

  /** Covers the months from that of `from` to that of `to`. */
  constructor(seasonality: Float64Array, from: Day, to: Day) {
    const first = civil(from)
    let start = dayOf(first.year, first.month, 1)
    let sum = 0
    while (start <= to) {
      const {year, month} = civil(start)
      const multiplier = seasonality[month - 1]!
      this.starts.push(start)
      this.sums.push(sum)
      this.multipliers.push(multiplier)
      sum += multiplier * daysInMonth(year, month)
      start = addMonths(start, 1)
    }
  }

  /** Sum of the multipliers of the days `from` + 1 .. `to`: the number of average days this stretch is worth. */
  between(from: number, to: number): number {
    return this.upTo(to) - this.upTo(from)
  }

  private upTo(to: number): number {
    const guess = Math.floor((to - this.starts[0]!) / 30.6)
    let month = Math.max(0, Math.min(this.starts.length - 1, guess))
    while (month + 1 < this.starts.length && this.starts[month + 1]! <= to) month += 1
    while (month > 0 && this.starts[month]! > to) month -= 1
    return this.sums[month]! + this.multipliers[month]! * (to - this.starts[month]! + 1)
  }
}

/** The last days of the months in `from` .. `to`, and `to` itself. */
export function monthEnds(from: Day, to: Day): Day[] {
  const ends: Day[] = []
  const {year, month} = civil(from)
  let next = addMonths(dayOf(year, month, 1), 1)
  while (next - 1 < to) {
    if (next - 1 > from) ends.push(day(next - 1))
    next = addMonths(next, 1)
  }
  ends.push(to)
  return ends
}
