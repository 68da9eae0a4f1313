import {betaQuantile} from './beta-quantile.js'
import {normalQuantile} from './normal-quantile.js'

/** What we believe about one quantity before seeing it. `lognormal`: mean and sd of the logarithm. */
export type Distribution =
  | {readonly kind: 'fixed'; readonly value: number}
  | {readonly kind: 'lognormal'; readonly mean: number; readonly sd: number}
  | {readonly kind: 'normal'; readonly mean: number; readonly sd: number}
  | {readonly kind: 'beta'; readonly a: number; readonly b: number}
  | {readonly kind: 'uniform'; readonly low: number; readonly high: number}

/** The standard normal quantile of 0.95: a 90 % interval reaches so many standard deviations to either side. */
const Z95 = 1.6448536269514722

/**
 * The value with probability `u` below it. Draws go through the quantile, so that one uniform number per assumption serves
 * every program and every scenario: a larger luck is a larger value whatever the distribution.
 */
export function quantile(distribution: Distribution, u: number): number {
  switch (distribution.kind) {
    case 'fixed': return distribution.value
    case 'lognormal': return Math.exp(distribution.mean + distribution.sd * normalQuantile(u))
    case 'normal': return distribution.mean + distribution.sd * normalQuantile(u)
    case 'beta': return betaQuantile(u, distribution.a, distribution.b)
    case 'uniform': return distribution.low + (distribution.high - distribution.low) * u
  }
}

/** A 90 % interval as a lognormal: for ratios and rates, which are above zero. */
export function lognormalBetween(low: number, high: number): Distribution {
  const [from, to] = [Math.log(low), Math.log(high)]
  return {kind: 'lognormal', mean: (from + to) / 2, sd: (to - from) / (2 * Z95)}
}

/**
 * A 90 % interval as a beta: for shares. The concentration is found by bisection on the width, the mean (for each
 * concentration) by bisection on the lower end.
 */
export function betaBetween(low: number, high: number): Distribution {
  const at = (size: number): {a: number; b: number} => {
    const mean = bisect(1e-6, 1 - 1e-6, (m) => betaQuantile(0.05, m * size, (1 - m) * size) - low)
    return {a: mean * size, b: (1 - mean) * size}
  }
  const logSize = bisect(Math.log(0.5), Math.log(1e6), (v) => {
    const {a, b} = at(Math.exp(v))
    return high - betaQuantile(0.95, a, b)
  })
  return {kind: 'beta', ...at(Math.exp(logSize))}
}

/** Root of an increasing function. */
function bisect(from: number, to: number, f: (x: number) => number): number {
  let [low, high] = [from, to]
  for (let i = 0; i < 60 && high - low > 1e-9 * Math.max(1, Math.abs(low)); i += 1) {
    const middle = (low + high) / 2
    if (f(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}

