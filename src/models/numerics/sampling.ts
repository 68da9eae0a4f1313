import type {RandomStream} from '../../base/random.js'

/**
 * Exact draws from the distributions the models are made of. Every function takes the stream it draws from, so that the
 * caller decides which customer, replicate and purpose the luck belongs to.
 */

/** Standard normal. Source: J. Leva (1992), "A fast normal random number generator", ACM TOMS 18, algorithm 712. */
export function normal(stream: RandomStream): number {
  for (;;) {
    const u = stream.uniform()
    const v = 1.7156 * (stream.uniform() - 0.5)
    const x = u - 0.449871
    const y = Math.abs(v) + 0.386595
    const q = x * x + y * (0.196 * y - 0.25472 * x)
    if (q < 0.27597) return v / u
    if (q <= 0.27846 && v * v <= -4 * Math.log(u) * u * u) return v / u
  }
}

/** Gamma(shape, rate 1) for shape >= 1. Source: Marsaglia & Tsang (2000), ACM TOMS 26. */
function gammaFromOne(stream: RandomStream, shape: number): number {
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(stream)
    const root = 1 + c * x
    if (root <= 0) continue
    const v = root * root * root
    const u = stream.uniform()
    const square = x * x
    if (u < 1 - 0.0331 * square * square) return d * v
    if (Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v))) return d * v
  }
}

/**
 * Logarithm of a Gamma(shape, rate 1) draw. Shapes far below 1 (a customer who never came back has about 0.24 under BG/NBD)
 * give values that underflow as plain numbers; their logarithm does not.
 */
export function logGamma(stream: RandomStream, shape: number): number {
  if (shape >= 1) return Math.log(gammaFromOne(stream, shape))
  return Math.log(gammaFromOne(stream, shape + 1)) + Math.log(stream.uniform()) / shape
}

/** Gamma(shape, rate): mean shape / rate. */
export function gamma(stream: RandomStream, shape: number, rate: number): number {
  return (shape >= 1 ? gammaFromOne(stream, shape) : Math.exp(logGamma(stream, shape))) / rate
}

/** Beta(a, b), through the log-odds of two gammas, so that small shapes lose nothing. */
export function beta(stream: RandomStream, a: number, b: number): number {
  const difference = logGamma(stream, b) - logGamma(stream, a)
  return 1 / (1 + Math.exp(difference))
}

/** exp(Normal(mean of the log, standard deviation of the log)). */
export function lognormal(stream: RandomStream, logMean: number, logSd: number): number {
  return Math.exp(logMean + logSd * normal(stream))
}

/** Poisson. Inversion below a mean of 10, Hörmann's PTRS above. Source: W. Hörmann (1993), Insurance: Math. & Economics 12. */
export function poisson(stream: RandomStream, mean: number): number {
  if (!(mean > 0)) return 0
  return mean < 10 ? poissonByInversion(stream, mean) : poissonByRejection(stream, mean)
}

function poissonByInversion(stream: RandomStream, mean: number): number {
  let left = stream.uniform()
  let probability = Math.exp(-mean)
  let count = 0
  // Beyond 200 the remaining probability is below the resolution of a uniform number.
  while (left > probability && count < 200) {
    left -= probability
    count += 1
    probability *= mean / count
  }
  return count
}

function poissonByRejection(stream: RandomStream, mean: number): number {
  const logMean = Math.log(mean)
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const squeeze = 0.9277 - 3.6224 / (b - 2)
  for (;;) {
    const u = stream.uniform() - 0.5
    const v = stream.uniform()
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= squeeze) return k
    if (k < 0 || (us < 0.013 && v > us)) continue
    if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= k * logMean - mean - logFactorial(k)) return k
  }
}

/** ln k!, by Stirling's series from 10 on. */
function logFactorial(k: number): number {
  if (k < 10) return SMALL_LOG_FACTORIALS[k]!
  const n = k + 1
  return (n - 0.5) * Math.log(n) - n + 0.9189385332046727 + 1 / (12 * n) - 1 / (360 * n ** 3) + 1 / (1260 * n ** 5)
}

const SMALL_LOG_FACTORIALS = Array.from({length: 10}, (_, k) => {
  let sum = 0
  for (let i = 2; i <= k; i += 1) sum += Math.log(i)
  return sum
})
