import {assert} from '../base/assert.js'
import {quantileOfSorted} from '../history/quantiles.js'

/** A figure over replicates: quantiles, mean, and the Monte Carlo error of the mean. */
export interface Spread {
  readonly p10: number
  readonly p50: number
  readonly p90: number
  readonly mean: number
  readonly standardError: number
}

/** Where some replicates have no such figure: null for a quantile that falls among them. */
export interface PartialSpread {
  readonly p10: number | null
  readonly p50: number | null
  readonly p90: number | null
  readonly mean: number | null
  readonly standardError: number | null
  /** share of replicates that have one */
  readonly share: number
}

export function spreadOf(values: readonly number[]): Spread {
  assert(values.length > 0, 'a spread needs at least one replicate')
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number): number => settled(quantileOfSorted(sorted, share))
  return {p10: at(0.1), p50: at(0.5), p90: at(0.9), ...meanOf(values)}
}

/** `missing`: on which side the replicates without the figure stand (never paid back is later than any month). */
export function partialSpreadOf(values: readonly (number | null)[], missing: 'above' | 'below'): PartialSpread {
  const present = values.filter((value) => value !== null)
  const absent = missing === 'above' ? Infinity : -Infinity
  const sorted = values.map((value) => value ?? absent).sort((a, b) => a - b)
  const at = (share: number): number | null => {
    const value = settled(quantileOfSorted(sorted, share))
    return Number.isFinite(value) ? value : null
  }
  const {mean, standardError} = present.length === 0 ? {mean: null, standardError: null} : meanOf(present)
  return {p10: at(0.1), p50: at(0.5), p90: at(0.9), mean, standardError, share: present.length / values.length}
}

function meanOf(values: readonly number[]): {mean: number; standardError: number} {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return {mean: settled(mean), standardError: settled(values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1) / values.length))}
}

/**
 * To twelve significant digits: exp and log differ in their last bit from one version of Node to the next, and the same seed is to
 * give the same bytes on all of them.
 */
function settled(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : value
}
