import type {Objective} from '../numerics/minimise.js'
import {digamma, gammaln} from '../numerics/special.js'
import type {GroupedRows} from '../rows.js'

interface Sums {
  value: number
  dr: number
  dAlpha: number
  da: number
  db: number
}

/**
 * Minus the mean log-likelihood of BG/NBD or MBG/NBD and its gradient in ln r, ln α, ln a, ln b.
 *
 * What depends on x alone is computed once per x, logarithms of α + t once per distinct time, and the logarithms of single customers'
 * (1 + odds) are taken of products of many: what is left per row is one exponential and a dozen multiplications.
 */
export function bgNbdObjective(rows: GroupedRows, modified: boolean): Objective {
  const most = rows.x.reduce((largest, x) => Math.max(largest, x), 0)
  const counts = new Float64Array(most + 1)
  rows.x.forEach((x, i) => { counts[x]! += rows.count[i]! })
  const times = distinctTimes(rows)
  const more = modified ? 1 : 0
  return (at, gradient) => {
    const [r, alpha, a, b] = [Math.exp(at[0]!), Math.exp(at[1]!), Math.exp(at[2]!), Math.exp(at[3]!)]
    const n = rows.total
    const sums = {value: n * r * at[1]!, dr: n * at[1]!, dAlpha: (n * r) / alpha, da: 0, db: 0}
    addPerX(counts, more, {r, a, b}, sums)
    addRows(rows, times, more, {r, alpha, a, b}, sums)
    gradient[0] = (-r * sums.dr) / n
    gradient[1] = (-alpha * sums.dAlpha) / n
    gradient[2] = (-a * sums.da) / n
    gradient[3] = (-b * sums.db) / n
    return -sums.value / n
  }
}

interface Times {
  readonly values: Float64Array
  /** index into `values` of each row's t_x and T */
  readonly tx: Int32Array
  readonly T: Int32Array
}

function distinctTimes({tx, T}: GroupedRows): Times {
  const places = new Map<number, number>()
  const place = (time: number): number => {
    const known = places.get(time)
    if (known !== undefined) return known
    places.set(time, places.size)
    return places.size - 1
  }
  const indexes = {tx: Int32Array.from(tx, place), T: Int32Array.from(T, place)}
  return {values: Float64Array.from(places.keys()), ...indexes}
}

function addPerX(counts: Float64Array, more: number, {r, a, b}: {readonly r: number; readonly a: number; readonly b: number}, sums: Sums): void {
  for (let x = 0; x < counts.length; x += 1) {
    const count = counts[x]!
    if (count === 0) continue
    sums.value += count * (gammaln(r + x) - gammaln(r) + gammaln(a + b) + gammaln(b + x + more) - gammaln(b) - gammaln(a + b + x + more))
    const both = digamma(a + b) - digamma(a + b + x + more)
    sums.dr += count * (digamma(r + x) - digamma(r))
    sums.da += count * both
    sums.db += count * (both + digamma(b + x + more) - digamma(b))
  }
}

/** Products grow by at most the odds' bound per factor; beyond this their logarithm is taken and a new one begun. */
const ENOUGH = 1e200
const LARGEST_ODDS = 1e60

function addRows(
  rows: GroupedRows, times: Times, more: number,
  {r, alpha, a, b}: {readonly r: number; readonly alpha: number; readonly a: number; readonly b: number}, sums: Sums,
): void {
  const logs = times.values.map((time) => Math.log(alpha + time))
  const inverses = times.values.map((time) => 1 / (alpha + time))
  let [value, dr, dAlpha, da, db, product] = [0, 0, 0, 0, 0, 1]
  for (let i = 0; i < rows.x.length; i += 1) {
    const x = rows.x[i]!
    const count = rows.count[i]!
    const k = r + x
    const logEnd = logs[times.T[i]!]!
    if (x + more === 0) {
      value -= count * k * logEnd
      dr -= count * logEnd
      dAlpha -= count * k * inverses[times.T[i]!]!
      continue
    }
    const logLast = logs[times.tx[i]!]!
    const scale = b + x - 1 + more
    const power = k * (logEnd - logLast)
    const odds = (a / scale) * Math.exp(power)
    const q = odds < LARGEST_ODDS ? odds / (1 + odds) : 1
    if (count === 1 && odds < LARGEST_ODDS) {
      product *= 1 + odds
      if (product > ENOUGH) {
        value += Math.log(product)
        product = 1
      }
    } else value += count * (odds < LARGEST_ODDS ? Math.log1p(odds) : Math.log(a / scale) + power)
    value -= count * k * logEnd
    dr -= count * (logEnd + q * (logLast - logEnd))
    dAlpha -= count * k * ((1 - q) * inverses[times.T[i]!]! + q * inverses[times.tx[i]!]!)
    da += (count * q) / a
    db -= (count * q) / scale
  }
  sums.value += value + Math.log(product)
  sums.dr += dr
  sums.dAlpha += dAlpha
  sums.da += da
  sums.db += db
}
