import type {ParetoNbdParameters} from '../baseline.js'
import type {Objective} from '../numerics/minimise.js'
import {digamma, gammaln, logAddExp} from '../numerics/special.js'
import type {GroupedRows} from '../rows.js'
import {blocksOf, type Block} from './blocks.js'
import {dropoutIntegral} from './integral.js'

const sums = new Float64Array(5)

/**
 * Log-likelihood of one customer. Source: Fader & Hardie (2005), "A Note on Deriving the Pareto/NBD Model", eq. 18, with the
 * drop-out branch by quadrature. This readable form is the specification of the fast one below.
 */
export function logLikelihood(parameters: ParetoNbdParameters, x: number, tx: number, T: number): number {
  const {r, alpha, s, beta} = parameters
  const {logAlive, logDead} = branches(parameters, x, tx, T)
  const front = gammaln(r + x) - gammaln(r) + r * Math.log(alpha) + s * Math.log(beta)
  return front - (r + x) * Math.log(alpha + tx) - s * Math.log(beta + tx) + logAddExp(logAlive, logDead)
}

/** ln of the weights of being alive and of having dropped out, both divided by (α+t_x)^−(r+x) (β+t_x)^−s. */
export function branches(parameters: ParetoNbdParameters, x: number, tx: number, T: number): {logAlive: number; logDead: number} {
  const {r, alpha, s, beta} = parameters
  dropoutIntegral(parameters, x, tx, T, sums)
  return {
    logAlive: -(r + x) * Math.log1p((T - tx) / (alpha + tx)) - s * Math.log1p((T - tx) / (beta + tx)),
    logDead: Math.log((s / (beta + tx)) * sums[0]!),
  }
}

/**
 * Minus the mean log-likelihood and its gradient in ln r, ln α, ln s, ln β, for a whole base.
 *
 * The drop-out integrals of all customers with the same x share one chain: over the distinct moments u they have, short integrals
 * from each to the next are summed from the far end, each relative to the integrand at its own u (so nothing under- or
 * overflows), and a customer's integral is the difference of two entries. A million customers with a thousand days of history
 * need some twenty thousand short integrals instead of a million long ones.
 */
export function paretoNbdObjective(rows: GroupedRows): Objective {
  const blocks = blocksOf(rows)
  return (at, gradient) => {
    const [r, alpha, s, beta] = [Math.exp(at[0]!), Math.exp(at[1]!), Math.exp(at[2]!), Math.exp(at[3]!)]
    const parameters = {r, alpha, s, beta}
    const total = new Float64Array(5)
    for (const block of blocks) addBlock(parameters, rows, block, total)
    const n = rows.total
    const lnAlpha = Math.log(alpha)
    const lnBeta = Math.log(beta)
    gradient[0] = (-r * (total[1]! + n * lnAlpha)) / n
    gradient[1] = -(total[2]! * alpha + n * r) / n
    gradient[2] = (-s * (total[3]! + n * lnBeta)) / n
    gradient[3] = -(total[4]! * beta + n * s) / n
    return -(total[0]! + n * (r * lnAlpha + s * lnBeta)) / n
  }
}

/** P(alive) of every group of rows at once, through the same chains. */
export function probabilitiesAlive(parameters: ParetoNbdParameters, rows: GroupedRows): Float64Array {
  const result = new Float64Array(rows.x.length)
  for (const block of blocksOf(rows)) {
    const k = parameters.r + block.x
    const {logA, logB, chain} = chained(parameters, block)
    for (let j = 0; j < block.rows.length; j += 1) {
      const [row, here, there] = [block.rows[j]!, block.txKnot[j]!, block.TKnot[j]!]
      const alive = Math.exp(-k * (logA[there]! - logA[here]!) - parameters.s * (logB[there]! - logB[here]!))
      const b = parameters.beta + rows.tx[row]!
      const ratio = (alive * b) / (parameters.beta + rows.T[row]!)
      const dead = (parameters.s / b) * Math.max(0, chain[5 * here]! - ratio * chain[5 * there]!)
      result[row] = alive / (alive + dead)
    }
  }
  return result
}

/** Single customers' weights are multiplied until this small before their logarithm is taken. */
const LEAST = 1e-150

/** Adds Σ ln L (without r ln α + s ln β) and its derivatives in r, α, s, β. */
function addBlock(parameters: ParetoNbdParameters, rows: GroupedRows, block: Block, total: Float64Array): void {
  const {r, alpha, s, beta} = parameters
  const {x} = block
  const k = r + x
  const {logA, logB, chain} = chained(parameters, block)
  const front = gammaln(k) - gammaln(r)
  const frontSlope = digamma(k) - digamma(r)
  let [value, dr, dAlpha, ds, dBeta, product] = [0, 0, 0, 0, 0, 1]
  for (let j = 0; j < block.rows.length; j += 1) {
    const row = block.rows[j]!
    const count = rows.count[row]!
    const here = block.txKnot[j]!
    const there = block.TKnot[j]!
    const [la, lb] = [logA[here]!, logB[here]!]
    const [fallA, fallB] = [logA[there]! - la, logB[there]! - lb]
    const b = beta + rows.tx[row]!
    const alive = Math.exp(-k * fallA - s * fallB)
    const ratio = (alive * b) / (beta + rows.T[row]!)
    const [at, to] = [5 * here, 5 * there]
    const area = chain[at]! - ratio * chain[to]!
    const dead = area > 0 && here !== there ? (s / b) * area : 0
    const sum = alive + dead
    const qAlive = alive / sum
    value += count * (front - k * la - s * lb)
    if (count === 1 && sum > LEAST) {
      product *= sum
      if (product < LEAST) {
        value += Math.log(product)
        product = 1
      }
    } else value += count * Math.log(sum)
    let [gr, ga, gs, gb] = [qAlive * fallA, (qAlive * k) / (alpha + rows.T[row]!), qAlive * fallB, (qAlive * s) / (beta + rows.T[row]!)]
    if (dead > 0) {
      const q = dead / sum / area
      gr += q * (chain[at + 1]! - ratio * (chain[to + 1]! + fallA * chain[to]!))
      ga += q * k * (chain[at + 2]! - ratio * chain[to + 2]!)
      gs += q * (chain[at + 3]! - ratio * (chain[to + 3]! + fallB * chain[to]!)) - dead / sum / s
      gb += q * (s + 1) * (chain[at + 4]! - ratio * chain[to + 4]!)
    }
    dr += count * (frontSlope - la - gr)
    dAlpha -= count * ga
    ds -= count * (lb + gs)
    dBeta -= count * gb
  }
  total[0]! += value + Math.log(product)
  total[1]! += dr
  total[2]! += dAlpha
  total[3]! += ds
  total[4]! += dBeta
}

/** The five integrals from each knot to the last one, relative to the integrand at the knot. */
function chained(parameters: ParetoNbdParameters, block: Block): {logA: Float64Array; logB: Float64Array; chain: Float64Array} {
  const {r, alpha, s, beta} = parameters
  const {knots, x} = block
  const logA = knots.map((u) => Math.log(alpha + u))
  const logB = knots.map((u) => Math.log(beta + u))
  const chain = new Float64Array(5 * knots.length)
  for (let i = knots.length - 2; i >= 0; i -= 1) {
    dropoutIntegral(parameters, x, knots[i]!, knots[i + 1]!, sums)
    const riseA = logA[i + 1]! - logA[i]!
    const riseB = logB[i + 1]! - logB[i]!
    const ratio = Math.exp(-(r + x) * riseA - (s + 1) * riseB)
    const [at, next] = [5 * i, 5 * (i + 1)]
    chain[at] = sums[0]! + ratio * chain[next]!
    chain[at + 1] = sums[1]! + ratio * (chain[next + 1]! + riseA * chain[next]!)
    chain[at + 2] = sums[2]! + ratio * chain[next + 2]!
    chain[at + 3] = sums[3]! + ratio * (chain[next + 3]! + riseB * chain[next]!)
    chain[at + 4] = sums[4]! + ratio * chain[next + 4]!
  }
  return {logA, logB, chain}
}
