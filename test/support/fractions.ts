/** Exact fractions for tests: slow, and beyond doubt. */
export interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

/** Of a decimal with up to six places. */
export function fraction(value: number): Fraction {
  return {n: BigInt(Math.round(value * 1e6)), d: 1_000_000n}
}

export const times = (a: Fraction, b: Fraction): Fraction => ({n: a.n * b.n, d: a.d * b.d})
export const over = (a: Fraction, b: Fraction): Fraction => ({n: a.n * b.d, d: a.d * b.n})
export const plus = (a: Fraction, b: Fraction): Fraction => ({n: a.n * b.d + b.n * a.d, d: a.d * b.d})
export const atMost = (a: Fraction, b: Fraction): boolean => a.n * b.d <= b.n * a.d

/** Of fractions ≥ 0. */
export const floor = (a: Fraction): number => Number(a.n / a.d)
export const half = (a: Fraction): number => Number((2n * a.n + a.d) / (2n * a.d))

export function roundHow(a: Fraction, how: 'down' | 'nearest' | 'up'): number {
  return how === 'down' ? floor(a) : how === 'nearest' ? half(a) : Number((a.n + a.d - 1n) / a.d)
}
