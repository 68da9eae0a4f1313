import {addMonths, type Day, day} from '../base/day.js'
import type {Purchases, TextColumn} from './purchases.js'

/** What new customers of one channel brought in their first months. Money in minor units, purchases only. */
export interface NewcomerValue {
  /** null where the channel is not known; undefined for all channels together */
  readonly channel: string | null | undefined
  /** customers whose first months are all in the history */
  readonly customers: number
  /** average revenue of the first months, first order included */
  readonly mean: number
  /** standard error of that mean */
  readonly standardError: number
  /** average first order day */
  readonly firstVisit: number
  /** share who bought again, on a later day, within those months */
  readonly cameBack: number
}

export interface Newcomers {
  readonly months: number
  readonly all: NewcomerValue
  /** most customers first; empty where no channel is known */
  readonly channels: readonly NewcomerValue[]
  /** first purchases before this day are not counted as new: the history may begin in the middle of their life */
  readonly countedFrom: Day
}

/** Who shows up right at the start of the records is mostly an old customer seen for the first time. */
const WARM_UP_DAYS = 180
const FEWEST = 30

/**
 * Measured value of a new customer over her first `months`, by the channel she came through: the customer attribute `channel`, else
 * the channel of her first order. Undefined where nobody's first months are over yet.
 */
export function newcomerValue(purchases: Purchases, asOf: Day, months: number): Newcomers | undefined {
  const latest = addMonths(asOf, -months)
  const warm = day(purchases.from + WARM_UP_DAYS)
  const counted = tally(purchases, warm, latest, months)
  const enough = counted[0]!.customers >= FEWEST
  const sums = enough ? counted : tally(purchases, purchases.from, latest, months)
  const [all, unknown, ...channels] = sums
  if (all!.customers === 0) return undefined
  const names = channelOf(purchases)?.values ?? []
  const rows = channels.map((sum, i) => result(sum, names[i]!)).filter(({customers}) => customers > 0).sort((a, b) => b.customers - a.customers)
  return {
    months,
    all: result(all!, undefined),
    channels: rows.length === 0 || unknown!.customers === 0 ? rows : [...rows, result(unknown!, null)],
    countedFrom: enough ? warm : purchases.from,
  }
}

interface Sum {
  customers: number
  total: number
  squares: number
  firstVisit: number
  cameBack: number
}

/** Sums over all customers, over those without a known channel, and over each channel. */
function tally(purchases: Purchases, from: Day, latest: Day, months: number): Sum[] {
  const {customers, offsets, days, amounts} = purchases
  const channel = channelOf(purchases)
  const sums = Array.from({length: 2 + (channel?.values.length ?? 0)}, (): Sum => ({customers: 0, total: 0, squares: 0, firstVisit: 0, cameBack: 0}))
  const ends = new Map<number, number>()
  for (let i = 0; i < customers.length; i += 1) {
    let start = offsets[i]!
    const end = offsets[i + 1]!
    while (start < end && amounts[start]! <= 0) start += 1
    if (start === end || days[start]! < from || days[start]! > latest) continue
    const first = days[start]!
    const over = ends.get(first) ?? addMonths(day(first), months)
    ends.set(first, over)
    let [value, onFirst, back] = [0, 0, 0]
    for (let row = start; row < end && days[row]! <= over; row += 1) {
      const amount = amounts[row]!
      if (amount <= 0) continue
      value += amount
      if (days[row] === first) onFirst += amount
      else back = 1
    }
    const code = channel === undefined ? -1 : channel.codes[channel.ofOrder ? start : i]!
    for (const sum of [sums[0]!, sums[code + 2]!]) {
      sum.customers += 1
      sum.total += value
      sum.squares += value * value
      sum.firstVisit += onFirst
      sum.cameBack += back
    }
  }
  return sums
}

function channelOf(purchases: Purchases): (TextColumn & {readonly ofOrder: boolean}) | undefined {
  const known = (column: TextColumn | undefined) => (column?.codes.some((code) => code >= 0) ? column : undefined)
  const customer = known(purchases.customerAttributes['channel'])
  if (customer !== undefined) return {...customer, ofOrder: false}
  const order = known(purchases.attributes['channel'])
  return order === undefined ? undefined : {...order, ofOrder: true}
}

function result({customers, total, squares, firstVisit, cameBack}: Sum, channel: string | null | undefined): NewcomerValue {
  const mean = customers === 0 ? 0 : total / customers
  const variance = customers < 2 ? 0 : Math.max(0, squares - customers * mean * mean) / (customers - 1)
  const share = (sum: number) => (customers === 0 ? 0 : sum / customers)
  return {channel, customers, mean, standardError: Math.sqrt(share(variance)), firstVisit: share(firstVisit), cameBack: share(cameBack)}
}
