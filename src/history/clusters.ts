import {kMeansCluster} from 'simple-statistics'
import {RandomStream} from '../base/random.js'
import type {Behaviour} from './behaviour.js'

export interface Clustering {
  /** groups found */
  readonly size: number
  /** per row of the behaviour */
  readonly labels: Uint8Array
  /** mean adjusted Rand index of clusterings of resamples against this one: 1 the same groups every time, 0 as by chance */
  readonly stability: number
}

const SIZES = [2, 3, 4, 5]
const RESAMPLES = 8
const FEWEST_EACH = 40
const STARTS = 5
/** Clustering sees at most so many customers; the others join the nearest centre. */
const SEEN = 1500
/** Agreement is judged on at most so many, evenly spaced. */
const JUDGED = 10_000
/** The stream of chance of the clusterings (see src/models/streams.ts for the others). */
const PURPOSE = 50

/**
 * k-means for 2 to 5 groups; the size whose groups come out most alike when other customers are looked at. The stability check is that
 * of Hennig (2007), with the adjusted Rand index of Hubert & Arabie (1985).
 */
export function cluster({points, width, rows}: Behaviour, seed: number): Clustering | undefined {
  const judged = evenly(points, width)
  let best: {readonly size: number; readonly centres: number[][]; readonly stability: number} | undefined
  for (const size of SIZES) {
    if (rows.length < FEWEST_EACH * size) break
    const centres = centresOf(points, width, size, new RandomStream(seed, size, 0, PURPOSE))
    if (centres === undefined) continue
    const labels = nearest(judged, width, centres)
    let agreement = 0
    for (let resample = 1; resample <= RESAMPLES; resample += 1) {
      const other = centresOf(points, width, size, new RandomStream(seed, size, resample, PURPOSE))
      agreement += other === undefined ? 0 : adjustedRand(labels, nearest(judged, width, other))
    }
    const stability = agreement / RESAMPLES
    if (best === undefined || stability > best.stability) best = {size, centres, stability}
  }
  return best && {size: best.size, stability: best.stability, labels: nearest(points, width, best.centres)}
}

function evenly(points: Float64Array, width: number): Float64Array {
  const total = points.length / width
  if (total <= JUDGED) return points
  const kept = new Float64Array(JUDGED * width)
  for (let i = 0; i < JUDGED; i += 1) {
    const at = Math.floor((i * total) / JUDGED) * width
    kept.set(points.subarray(at, at + width), i * width)
  }
  return kept
}

/** Centres of a random half of the points (at most SEEN), the tightest of a few starts. */
function centresOf(points: Float64Array, width: number, size: number, stream: RandomStream): number[][] | undefined {
  const total = points.length / width
  const half = Math.min(SEEN, Math.ceil(total / 2))
  const sample = Array.from({length: half}, () => {
    const at = Math.floor(stream.uniform() * total) * width
    return Array.from(points.subarray(at, at + width))
  })
  let best: {readonly centres: number[][]; readonly spread: number} | undefined
  for (let start = 0; start < STARTS; start += 1) {
    try {
      const {labels, centroids} = kMeansCluster(sample, size, () => stream.uniform())
      const spread = sample.reduce((sum, point, i) => sum + distance(point, centroids[labels[i]!]!), 0)
      if (best === undefined || spread < best.spread) best = {centres: centroids, spread}
    } catch {
      // An unlucky start leaves a centre without points; another start is drawn.
    }
  }
  return best?.centres
}

function nearest(points: Float64Array, width: number, centres: readonly (readonly number[])[]): Uint8Array {
  const labels = new Uint8Array(points.length / width)
  for (let i = 0; i < labels.length; i += 1) {
    let least = Infinity
    centres.forEach((centre, label) => {
      let sum = 0
      for (let k = 0; k < width; k += 1) sum += (points[i * width + k]! - centre[k]!) ** 2
      if (sum < least) {
        least = sum
        labels[i] = label
      }
    })
  }
  return labels
}

function distance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + (value - b[k]!) ** 2, 0)
}

/** Agreement of two groupings beyond chance. Source: Hubert & Arabie (1985), "Comparing Partitions", eq. 5. */
export function adjustedRand(a: Uint8Array, b: Uint8Array): number {
  const cells = new Map<number, number>()
  const [rows, columns] = [new Map<number, number>(), new Map<number, number>()]
  const add = (counts: Map<number, number>, key: number) => counts.set(key, (counts.get(key) ?? 0) + 1)
  a.forEach((label, i) => {
    add(cells, label * 256 + b[i]!)
    add(rows, label)
    add(columns, b[i]!)
  })
  const pairs = (counts: Map<number, number>) => [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
  const all = (a.length * (a.length - 1)) / 2
  const expected = (pairs(rows) * pairs(columns)) / all
  const most = (pairs(rows) + pairs(columns)) / 2
  return most === expected ? 1 : (pairs(cells) - expected) / (most - expected)
}
