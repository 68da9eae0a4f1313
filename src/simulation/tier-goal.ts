import type {ProgramDefinition} from '../programs/definition.js'
import {fromMajor, type Currency} from '../base/money.js'

/** What the pull of the next tier needs to know: thresholds in what counts, and how long there is to reach them. */
export interface TierGoal {
  readonly by: 'spend' | 'points' | 'orders'
  /** minor units, points or orders, ascending */
  readonly thresholds: readonly number[]
  /** days from joining to the first deadline, and between deadlines */
  readonly periodDays: number
}

/** Undefined without tiers, and for tiers without a deadline: what cannot be missed does not press. */
export function tierGoal({tiers}: ProgramDefinition, currency: Currency): TierGoal | undefined {
  if (tiers?.window === undefined) return undefined
  const {count, unit} = tiers.window
  return {
    by: tiers.by,
    thresholds: tiers.levels.map(({from}) => (tiers.by === 'spend' ? fromMajor(from, currency) : from)).sort((a, b) => a - b),
    periodDays: unit === 'month' ? count * (365.25 / 12) : count,
  }
}

/**
 * 4q(1 − q), q = P(Poisson(λ · time left) ≥ orders needed): 1 where the next order may decide, near 0 far behind or far ahead
 * (model.md §2).
 */
export function pivotality(orders: number, rate: number, daysLeft: number): number {
  const mean = rate * Math.max(0, daysLeft)
  if (orders <= 0 || mean === 0 || orders > mean + 10 * Math.sqrt(mean) + 10) return 0
  let term = Math.exp(-mean)
  let below = 0
  for (let k = 0; k < orders; k += 1) {
    below += term
    term *= mean / (k + 1)
  }
  const q = Math.min(1, Math.max(0, 1 - below))
  return 4 * q * (1 - q)
}
