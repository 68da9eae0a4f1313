/**
 * Impatience δ per day: a reward 70 days away feels worth half. Judgement (grade C). With it, somebody who comes every third day
 * hardly feels the distance to a tenth stamp, somebody who comes monthly only feels the last step, as Hartmann & Viard (2008)
 * found.
 */
export const IMPATIENCE_PER_DAY = 0.01

/**
 * The goal gradient as a log rate ratio around 0.
 *
 * The value of the next stamp is v_k = R·φ^(N−k−1)(1−φ)/(1−φ^N), φ = λ/(λ+δ), with k of N orders done (Kivetz, Urminsky & Zheng
 * 2006; Hartmann & Viard 2008). It enters as its deviation from the mean over a cycle, in units of the last stamp's value, so
 * that `gamma` (log of the rate ratio at the goal against the start) is reached by a customer for whom the start is worth
 * nothing, and somebody for whom all stamps are worth the same feels none of it.
 *
 * @param remaining orders to go, at least 1; a reward that waits for the next visit counts as the last step
 * @param cycle orders of the whole way
 */
export function goalGradient(gamma: number, rate: number, remaining: number, cycle: number): number {
  if (cycle <= 1 || gamma === 0) return 0
  const phi = rate / (rate + IMPATIENCE_PER_DAY)
  const mean = (1 - phi ** cycle) / (cycle * (1 - phi))
  return gamma * (phi ** (Math.min(remaining, cycle) - 1) - mean)
}
