/** A decimal number of the file as a fraction, so that 0.1 stays a tenth. */
export interface Ratio {
  readonly num: number
  readonly den: number
}

export const ONE: Ratio = {num: 1, den: 1}

/** The fraction of a decimal with up to six places (further places are rounded away). */
export function ratioOf(value: number): Ratio {
  return reduced(Math.round(value * 1e6), 1e6)
}

export function times(a: Ratio, b: Ratio): Ratio {
  return reduced(a.num * b.num, a.den * b.den)
}

/** 1 + Σ (each − 1), never below nothing: "20 % more and 50 % more is 70 % more". */
export function plusExtra(a: Ratio, b: Ratio): Ratio {
  return reduced(Math.max(0, a.num * b.den + b.num * a.den - a.den * b.den), a.den * b.den)
}

export function larger(a: Ratio, b: Ratio): Ratio {
  return b.num * a.den > a.num * b.den ? b : a
}

function reduced(num: number, den: number): Ratio {
  const divisor = gcd(num, den)
  return divisor <= 1 ? {num, den} : {num: num / divisor, den: den / divisor}
}

function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b]
  return a
}

export type Rounding = 'down' | 'nearest' | 'up'

/**
 * `amount × num ÷ den`, rounded; whole numbers ≥ 0. Exact: a quotient of safe integers floors right in doubles, and
 * products beyond 2^53 go through BigInt.
 */
export function scaled(amount: number, num: number, den: number, rounding: Rounding): number {
  const product = amount * num
  if (den === 1 && product <= Number.MAX_SAFE_INTEGER) return product
  if (rounding === 'down' && product <= Number.MAX_SAFE_INTEGER) return Math.floor(product / den)
  if (product > Number.MAX_SAFE_INTEGER / 4 || den > 1e12) return scaledBig(BigInt(amount) * BigInt(num), BigInt(den), rounding)
  if (rounding === 'nearest') return Math.floor((2 * product + den) / (2 * den))
  return rounding === 'up' ? Math.floor((product + den - 1) / den) : Math.floor(product / den)
}

function scaledBig(product: bigint, den: bigint, rounding: Rounding): number {
  if (rounding === 'nearest') return Number((2n * product + den) / (2n * den))
  return Number(rounding === 'up' ? (product + den - 1n) / den : product / den)
}
