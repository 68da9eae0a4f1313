/** What money of each month, and at the end of the horizon, is worth today. */
export interface Discounting {
  readonly byMonth: Float64Array
  readonly atEnd: number
}

/** Money of a month counts as paid in its middle. */
export function discountFactors(yearlyRate: number, months: number): Discounting {
  return {
    byMonth: Float64Array.from({length: months}, (_, month) => (1 + yearlyRate) ** (-(month + 0.5) / 12)),
    atEnd: (1 + yearlyRate) ** (-months / 12),
  }
}

export function presentValue(values: Float64Array, {byMonth}: Discounting): number {
  let sum = 0
  for (let month = 0; month < values.length; month += 1) sum += values[month]! * byMonth[month]!
  return sum
}
