/** The value below which a share of the sorted values lies, with linear interpolation (Hyndman & Fan 1996, type 7). NaN for none. */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN
  const at = (sorted.length - 1) * share
  const low = Math.floor(at)
  const [a, b] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!]
  return a + (b - a) * (at - low)
}

/**
 * Scores 1..5 by fifths, 5 the highest; equal values get equal scores (the fifth in which the middle of their rank lies).
 */
export function fifths(values: ArrayLike<number>): Uint8Array {
  const sorted = Float64Array.from(values).sort()
  const n = sorted.length
  return Uint8Array.from(values, (value) => {
    const middle = (countBelow(sorted, value) + countBelow(sorted, value, true)) / 2
    return Math.min(5, 1 + Math.floor((5 * middle) / n))
  })
}

/** How many sorted values are below `value` (or, with `orEqual`, not above it). */
function countBelow(sorted: Float64Array, value: number, orEqual = false): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value || (orEqual && sorted[middle]! === value)) low = middle + 1
    else high = middle
  }
  return low
}
