import betaln from '@stdlib/math-base-special-betaln'

/** The quantile of Beta(a, b): Newton on the distribution function, kept inside a shrinking bracket. */
export function betaQuantile(u: number, a: number, b: number): number {
  let [low, high] = [0, 1]
  let x = a / (a + b)
  const scale = betaln(a, b)
  for (let round = 0; round < 200; round += 1) {
    const excess = betaShare(x, a, b, scale) - u
    if (excess > 0) high = x
    else low = x
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - scale)
    const step = x - excess / density
    const next = step > low && step < high ? step : (low + high) / 2
    if (Math.abs(next - x) <= 1e-14 * Math.max(next, 1e-300) || high - low < 1e-300) return next
    x = next
  }
  return x
}

/** P(X < x) of Beta(a, b). Continued fraction by Lentz's method. Source: Press et al., Numerical Recipes, §6.4. */
export function betaShare(x: number, a: number, b: number, logBeta: number = betaln(a, b)): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta)
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

function fraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1))
  let h = d
  for (let m = 1; m < 1000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d)
    c = nonZero(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d)
    c = nonZero(1 + odd / c)
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return h
}

function nonZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value
}
