/**
 * The value below which a share of the sorted values lies, with linear interpolation (Hyndman & Fan 1996, type 7). NaN for none.
 * Infinite values stand for "never": between two of the same sign the answer is that one, not NaN.
 */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN
  const at = (sorted.length - 1) * share
  const low = Math.floor(at)
  const [a, b] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!]
  return a === b || at === low ? a : a + (b - a) * (at - low)
}

/** Scores 1..5 by fifths, 5 the highest; equal values get equal scores (the fifth in which the middle of their rank lies). */
export function fifths(values: Int32Array | Float64Array): Uint8Array {
  const limits = limitsOf(values.slice().sort())
  const scores = new Uint8Array(values.length)
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!
    let score = 1
    while (score < 5 && value >= limits[score]!) score += 1
    scores[i] = score
  }
  return scores
}

/** `limits[s]`: the least value whose score is above s; Infinity where no value's is. */
function limitsOf(sorted: Int32Array | Float64Array): Float64Array {
  const limits = new Float64Array(5).fill(Infinity)
  const n = sorted.length
  for (let first = 0; first < n; ) {
    let next = first + 1
    while (next < n && sorted[next] === sorted[first]) next += 1
    const score = Math.min(5, 1 + Math.floor((5 * (first + next)) / 2 / n))
    for (let s = score - 1; s >= 0 && limits[s] === Infinity; s -= 1) limits[s] = sorted[first]!
    first = next
  }
  return limits
}
