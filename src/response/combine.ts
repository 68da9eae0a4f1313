/** Visits never rise above this multiple of the baseline rate: candidate visits are drawn at this rate (model.md §3). */
export const MAXIMUM_VISITS = 2.5
/** Drop-out never falls below this share of the baseline hazard (model.md §2). */
export const MINIMUM_HAZARD = 0.7

/** min(M, exp Σ e): mechanisms multiply, up to the cap. */
export function visitMultiplier(sumOfLogs: number): number {
  return sumOfLogs === 0 ? 1 : Math.min(MAXIMUM_VISITS, Math.exp(sumOfLogs))
}

/**
 * Log hazard ratios put together: the strongest term and half of the rest, because several reasons to stay persuade the same
 * people (model.md §2). The strongest is the largest in size, whichever way it points.
 */
export function combinedHazard(logs: readonly number[]): number {
  let strongest = 0
  let sum = 0
  for (const each of logs) {
    sum += each
    if (Math.abs(each) > Math.abs(strongest)) strongest = each
  }
  return strongest + (sum - strongest) / 2
}

/** The drop-out multiplier of a summed log hazard ratio, held at the floor. */
export function hazardRatio(sumOfLogs: number): number {
  return sumOfLogs === 0 ? 1 : Math.max(MINIMUM_HAZARD, Math.exp(sumOfLogs))
}
