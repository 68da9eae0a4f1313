/**
 * Joining is selective: logit P = a0 + 1.0·ln λ (model.md §2; Leenheer et al. 2007: frequent buyers join first). This is the
 * chance for a customer of rate λ.
 */
export function joiningProbability(intercept: number, rate: number): number {
  return 1 / (1 + Math.exp(-intercept) / rate)
}

/**
 * The a0 at which a share `share` of the customers joins, each customer weighted by her chance of being active at all.
 * −Infinity for a share of 0, +Infinity for 1.
 */
export function joiningIntercept(rates: Float64Array, weights: Float64Array, share: number): number {
  if (share <= 0) return -Infinity
  if (share >= 1) return Infinity
  let total = 0
  for (const weight of weights) total += weight
  if (total === 0) return -Infinity
  let [low, high] = [-60, 60]
  // Bisection to the last bits: the function is increasing and cheap, and the result must not depend on a starting point.
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2
    const odds = Math.exp(-middle)
    let sum = 0
    for (let i = 0; i < rates.length; i += 1) sum += weights[i]! / (1 + odds / rates[i]!)
    if (sum < share * total) low = middle
    else high = middle
    if (high - low < 1e-6) break
  }
  return (low + high) / 2
}

/**
 * How many of those inclined to join pay a fee, by what they get back for it: 2ρ/(1 + ρ), at most 1, ρ = benefit of a term ÷ fee.
 * Everybody where the fee comes back, a third where a fifth of it does, nobody where nothing does. Judgement.
 */
export function buyingShare(benefit: number, fee: number): number {
  if (fee <= 0) return 1
  const ratio = Math.max(0, benefit) / fee
  return Math.min(1, (2 * ratio) / (1 + ratio))
}
