import {addMonths} from '../../base/day.js'
import {moneyJson, roundMinor} from '../../base/money.js'
import {behaviour, type Behaviour} from '../../history/behaviour.js'
import {cluster, type Clustering} from '../../history/clusters.js'
import {revenueBetween} from '../../history/loyal.js'
import {quantileOfSorted} from '../../history/quantiles.js'
import {rfm} from '../../history/rfm.js'
import {visitsOf} from '../../history/visits.js'
import type {CustomerFacts} from './customers.js'
import type {ProfileClusters} from './result.js'

/** Groups that come out otherwise on other customers are an accident of the data. */
const STABLE = 0.8
/** Groups must explain so much more of next year's spend than the segments alone. */
const ADDS = 0.02
const FEWEST = 200

/**
 * Groups by behaviour, shown only where they are stable and say something of the next year that the RFM segments do not: both are
 * checked on the year held out, with the groups of a year ago. Null for histories too short for that.
 */
export function clustersOf(customers: CustomerFacts, seed: number): ProfileClusters | null {
  const {purchases, visits} = customers
  const cut = addMonths(visits.asOf, -12)
  if (cut - purchases.from < 182) return null
  const none = (reason: ProfileClusters['reason'], stability: number | null = null, explained: ProfileClusters['explained'] = null): ProfileClusters =>
    ({shown: false, reason, stability, explained, groups: []})
  const then = visitsOf(purchases, cut)
  const before = behaviour(purchases, then)
  if (before.rows.length < FEWEST) return none('too-few-customers')
  const past = cluster(before, seed)
  if (past === undefined || past.stability < STABLE) return none('unstable', past?.stability ?? null)
  const next = revenueBetween(purchases, then, cut, visits.asOf)
  const outcome = Float64Array.from(before.rows, (row) => Math.log1p(next[row]!))
  const {segment} = rfm(then)
  const segments = Array.from(before.rows, (row) => segment[row]!)
  const [alone, together] = [fitOf(segments, outcome), fitOf(segments.map((each, i) => each * 16 + past.labels[i]!), outcome)]
  const explained = {segments: alone.explained, withGroups: together.explained}
  if (explained.withGroups - explained.segments < ADDS || !beyondChance(alone, together, outcome.length)) return none('adds-nothing', past.stability, explained)
  const today = behaviour(purchases, visits)
  const found = cluster(today, seed)
  if (found === undefined || found.stability < STABLE) return none('unstable', found?.stability ?? null, explained)
  return {shown: true, reason: null, stability: found.stability, explained, groups: groupsOf(customers, today, found)}
}

interface GroupFit {
  readonly groups: number
  /** sum of squares around the group means */
  readonly within: number
  /** adjusted R² */
  readonly explained: number
}

function fitOf(groups: readonly number[], values: Float64Array): GroupFit {
  const sums = new Map<number, {count: number; sum: number}>()
  let [total, squares] = [0, 0]
  groups.forEach((group, i) => {
    const known = sums.get(group) ?? {count: 0, sum: 0}
    known.count += 1
    known.sum += values[i]!
    sums.set(group, known)
    total += values[i]!
    squares += values[i]! * values[i]!
  })
  const n = values.length
  const all = squares - (total * total) / n
  const within = squares - [...sums.values()].reduce((sum, each) => sum + (each.sum * each.sum) / each.count, 0)
  return {groups: sums.size, within, explained: all <= 0 || n <= sums.size ? 0 : 1 - (within / (n - sums.size)) / (all / (n - 1))}
}

/**
 * Do the finer groups explain more than one chance in a thousand would? F test of nested means; its critical value by the chi-squared
 * limit (hundreds of customers) and Wilson & Hilferty (1931).
 */
function beyondChance(coarse: GroupFit, fine: GroupFit, n: number): boolean {
  const added = fine.groups - coarse.groups
  if (added <= 0 || n <= fine.groups || fine.within <= 0) return false
  const f = (coarse.within - fine.within) / added / (fine.within / (n - fine.groups))
  const spread = 2 / (9 * added)
  return f > (1 - spread + 3.09 * Math.sqrt(spread)) ** 3
}

function groupsOf({purchases, visits, rhythm}: CustomerFacts, {rows, categories, shares}: Behaviour, {size, labels}: Clustering): ProfileClusters['groups'] {
  const revenue = rows.reduce((sum, row) => sum + visits.spend[row]!, 0)
  return Array.from({length: size}, (_, label) => {
    const own = [...rows.keys()].filter((i) => labels[i] === label)
    const spend = own.reduce((sum, i) => sum + visits.spend[rows[i]!]!, 0)
    const orders = own.reduce((sum, i) => sum + visits.orders[rows[i]!]!, 0)
    const gaps = own.map((i) => rhythm.ownGap[rows[i]!]!).sort((a, b) => a - b)
    return {
      customers: own.length, revenueShare: revenue === 0 ? 0 : spend / revenue, usualGapDays: quantileOfSorted(gaps, 0.5),
      averageOrder: moneyJson(roundMinor(spend / orders), purchases.currency),
      categories: categories.map((category, k) => ({
        category, share: own.reduce((sum, i) => sum + shares[i * categories.length + k]! * visits.spend[rows[i]!]!, 0) / spend,
      })).sort((a, b) => b.share - a.share),
    }
  }).filter(({customers}) => customers > 0).sort((a, b) => b.revenueShare - a.revenueShare)
}
