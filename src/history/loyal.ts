import {addMonths, type Day} from '../base/day.js'
import type {Purchases} from './purchases.js'
import {quantileOfSorted} from './quantiles.js'
import {type Visits, visitsOf} from './visits.js'

/** What makes a customer loyal: every condition given must hold. The keys are those of `loyal:` in regulars.yaml. */
export interface LoyalDefinition {
  /** at least so many orders in the last 12 months */
  readonly ordersPerYear?: number | undefined
  /** last purchase at most so many days ago */
  readonly withinDays?: number | undefined
  /** customer for at least so many months, and bought in the last 12 */
  readonly tenureMonths?: number | undefined
  /** among the best such share by spend in the last 12 months */
  readonly topSpend?: number | undefined
}

/** What a definition goes by. */
export type LoyalKind = 'frequency' | 'recency' | 'tenure' | 'spend' | 'combined'

/** A definition tried on the past: who it would have named a year before the end, and what they bought in that year. */
export interface LoyalCandidate {
  readonly definition: LoyalDefinition
  readonly kind: LoyalKind
  /** customers it named then, and as a share of the customers active in the 12 months before */
  readonly customers: number
  readonly customerShare: number
  /** of the next year's revenue of the customers known then, the share that came from those named */
  readonly revenueCaptured: number
  /** of those named, the share who bought in the next year */
  readonly cameBack: number
  /** customers it names today */
  readonly customersToday: number
}

export interface LoyalTrial {
  /** the day the definitions were applied on; the year after it is what they had to foresee */
  readonly cutOff: Day
  /** those that named somebody, each set of customers once */
  readonly candidates: readonly LoyalCandidate[]
  /** index of the proposed one; undefined where no definition foresaw the next year clearly better than a random pick */
  readonly best: number | undefined
  judge(definition: LoyalDefinition): LoyalCandidate
}

/** Definitions worth trying: by frequency, recency, tenure, share of spend, and frequency with recency. */
export const LOYAL_CANDIDATES: readonly LoyalDefinition[] = [
  ...[2, 3, 4, 6, 8, 12, 20, 30].map((ordersPerYear) => ({ordersPerYear})),
  ...[30, 60, 90, 180].map((withinDays) => ({withinDays})),
  ...[6, 12, 24].map((tenureMonths) => ({tenureMonths})),
  ...[0.1, 0.2, 0.3, 0.4].map((topSpend) => ({topSpend})),
  ...[2, 3, 4, 6].flatMap((ordersPerYear) => [60, 90, 180].map((withinDays) => ({ordersPerYear, withinDays}))),
]

/** A definition needs half a year to be applied to, and the year after it to be judged by. */
const SHORTEST_BEFORE = 182
/** Definitions this close (in captured revenue beyond their share of customers) are as good as each other: the simplest is proposed. */
const AS_GOOD = 0.01
/** Captured revenue beyond the share of customers below which a definition is a random pick. */
const WORTHWHILE = 0.05

/**
 * Tries definitions of "loyal" on a year held out: applied one year before `asOf`, judged by the revenue of the following year. The
 * best captures the most revenue beyond its share of customers (the largest distance from a random pick, as Kolmogorov–Smirnov's);
 * among those within a point of it the one with the fewest conditions, then the one that names the fewest customers. Undefined for
 * a history of less than 18 months, or where nobody came back in the year held out.
 */
export function tryLoyal(purchases: Purchases, today: Visits, candidates: readonly LoyalDefinition[] = LOYAL_CANDIDATES): LoyalTrial | undefined {
  const cutOff = addMonths(today.asOf, -12)
  if (cutOff - purchases.from < SHORTEST_BEFORE) return undefined
  const then = visitsOf(purchases, cutOff)
  const next = revenueBetween(purchases, then, cutOff, today.asOf)
  const active = then.ordersLastYear.reduce((sum, orders) => sum + (orders > 0 ? 1 : 0), 0)
  const total = next.reduce((sum, each) => sum + each, 0)
  if (active === 0 || total === 0) return undefined
  const [pickThen, pickToday] = [loyalPicker(then), loyalPicker(today)]
  const judge = (definition: LoyalDefinition): LoyalCandidate => {
    const named = pickThen(definition)
    let [customers, revenue, back] = [0, 0, 0]
    for (let row = 0; row < named.length; row += 1) {
      if (named[row] === 0) continue
      customers += 1
      revenue += next[row]!
      if (next[row]! > 0) back += 1
    }
    return {
      definition, kind: loyalKind(definition), customers, customerShare: customers / active, revenueCaptured: revenue / total,
      cameBack: customers === 0 ? 0 : back / customers, customersToday: countNamed(pickToday(definition)),
    }
  }
  const judged = distinct(candidates.map(judge))
  return judged.length === 0 ? undefined : {cutOff, candidates: judged, best: bestOf(judged), judge}
}

/** Names loyal customers by a definition: 1 for each row of the visits it names. */
export function loyalPicker(visits: Visits): (definition: LoyalDefinition) => Uint8Array {
  let spends: Float64Array | undefined
  const spendOfBest = (share: number) => {
    spends ??= visits.spendLastYear.filter((spend) => spend > 0).sort()
    return spends.length === 0 ? Number.POSITIVE_INFINITY : quantileOfSorted(spends, 1 - share)
  }
  return ({ordersPerYear = 1, withinDays = Number.POSITIVE_INFINITY, tenureMonths, topSpend}) => {
    const joinedBy = tenureMonths === undefined ? Number.POSITIVE_INFINITY : addMonths(visits.asOf, -tenureMonths)
    const least = topSpend === undefined ? 0 : spendOfBest(topSpend)
    const named = new Uint8Array(visits.customer.length)
    for (let row = 0; row < named.length; row += 1)
      if (visits.ordersLastYear[row]! >= ordersPerYear && visits.asOf - visits.last[row]! <= withinDays
        && visits.first[row]! <= joinedBy && visits.spendLastYear[row]! >= least) named[row] = 1
    return named
  }
}

/** How many rows are named. */
export function countNamed(named: Uint8Array): number {
  let count = 0
  for (let row = 0; row < named.length; row += 1) count += named[row]!
  return count
}

/** What a definition goes by. */
export function loyalKind(definition: LoyalDefinition): LoyalKind {
  const {ordersPerYear, withinDays, tenureMonths, topSpend} = definition
  const given = ([['frequency', ordersPerYear], ['recency', withinDays], ['tenure', tenureMonths], ['spend', topSpend]] as const)
    .filter(([, value]) => value !== undefined)
  return given.length === 1 ? given[0]![0] : 'combined'
}

function distinct(judged: readonly LoyalCandidate[]): LoyalCandidate[] {
  const seen = new Set<string>()
  return judged.filter(({customers, revenueCaptured, customersToday}) => {
    const key = `${customers} ${revenueCaptured} ${customersToday}`
    if (customers === 0 || seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function bestOf(judged: readonly LoyalCandidate[]): number | undefined {
  const gain = ({revenueCaptured, customerShare}: LoyalCandidate) => revenueCaptured - customerShare
  const most = judged.reduce((top, each) => Math.max(top, gain(each)), -Infinity)
  if (most < WORTHWHILE) return undefined
  const conditions = ({kind}: LoyalCandidate) => (kind === 'combined' ? 2 : 1)
  return judged.reduce((found, each, i) => {
    if (gain(each) < most - AS_GOOD) return found
    if (found < 0) return i
    const other = judged[found]!
    const simpler = conditions(each) - conditions(other) || each.customers - other.customers || gain(other) - gain(each)
    return simpler < 0 ? i : found
  }, -1)
}

/** Per row of the visits, what the customer bought after `after` up to `until`; minor units. */
export function revenueBetween({offsets, days, amounts}: Purchases, visits: Visits, after: Day, until: Day): Float64Array {
  const revenue = new Float64Array(visits.customer.length)
  for (let i = 0; i < revenue.length; i += 1) {
    const customer = visits.customer[i]!
    for (let row = offsets[customer + 1]! - 1; row >= offsets[customer]! && days[row]! > after; row -= 1)
      if (days[row]! <= until && amounts[row]! > 0) revenue[i]! += amounts[row]!
  }
  return revenue
}
