import {assert} from '../../base/assert.js'
import {isoDay, monthText, type Day} from '../../base/day.js'
import {minor, moneyJson, roundMinor, type Currency, type Minor, type MoneyJson} from '../../base/money.js'
import {monthsBetween, periodsWithin} from '../../programs/calendar.js'
import type {ProgramDefinition} from '../../programs/definition.js'
import {asksForChance, familiesOf, programFacts, type ProgramFacts} from '../../programs/facts.js'
import type {CustomerColumns, ReplayBook, Tally} from '../../simulation/replay-book.js'
import type {LoadedProgram} from '../programs/library.js'
import type {FirstReward, GivenAway, PointFlows, ReplayedMonth, ReplayedProgram, ReplayedTier} from './result.js'

interface Span {
  readonly from: Day
  readonly to: Day
  readonly budgetSpentOn: Day | undefined
  readonly unmatched: ReplayedProgram['unmatched']
}

/** Everything a replay reports of one program, from what was booked. */
export function summariseReplay({file, definition}: LoadedProgram, book: ReplayBook, currency: Currency, span: Span): ReplayedProgram {
  const {total, customers} = book
  const facts = programFacts(definition, currency)
  const money = (amount: number): MoneyJson => moneyJson(minor(amount), currency)
  const outstanding = sum(customers.outstanding)
  const flows = flowsOf(total, outstanding)
  const value = pointCost(facts, total)
  const running = runningCosts(definition, facts, book, span)
  const fees = total.fees
  // Chances add up: whoever wins, all entries together are worth the prizes.
  const prizesWon = total.issued > 0 ? running.prizes : 0
  const given = total.rewardFace + total.benefitFace + total.voucherFace + prizesWon
  const contactCost = roundMinor(total.contactCost)
  const cost = total.rewardCost + total.benefitCost + total.voucherCost + contactCost
    + running.setup + running.months + running.activeMembers + running.prizes - fees
  return {
    name: definition.name,
    file,
    families: familiesOf(definition),
    enrolment: {mode: facts.enrolment.mode, share: facts.enrolment.share ?? null},
    drawn: asksForChance(definition),
    unit: definition.points.unit,
    from: isoDay(span.from),
    to: isoDay(span.to),
    customers: countOf(customers.orders, (orders) => orders > 0),
    members: countOf(customers.joined, (day) => day >= 0),
    orders: total.orders,
    memberOrders: total.memberOrders,
    memberSales: money(total.memberSales),
    points: {...flows, uncollected: total.uncollected},
    redemptionRate: total.issued === 0 ? null : total.redeemed / total.issued,
    rewards: {count: total.rewards, faceValue: money(total.rewardFace), cost: money(total.rewardCost)},
    benefits: {count: total.benefits, faceValue: money(total.benefitFace), cost: money(total.benefitCost)},
    vouchers: {
      granted: total.vouchersGranted, count: total.vouchersUsed, expired: total.vouchersExpired, faceValue: money(total.voucherFace),
      cost: money(total.voucherCost),
    },
    contacts: {count: total.contacts, cost: money(contactCost)},
    fees: money(fees),
    running: {
      setup: money(running.setup), months: money(running.months), activeMembers: money(running.activeMembers), prizes: money(running.prizes),
    },
    totalCost: money(cost),
    prizesWon: money(prizesWon),
    rewardRate: total.memberSales === 0 ? null : given / total.memberSales,
    liability: liability(flows, value, money),
    topFifthCostShare: topFifthCostShare(customers),
    firstReward: firstReward(customers, span, definition.rewards.some((reward) => reward.redeem !== 'none')),
    budgetSpentOn: span.budgetSpentOn === undefined ? null : isoDay(span.budgetSpentOn),
    unmatched: span.unmatched,
    monthly: months(book, value, money),
    tiers: definition.tiers === undefined ? [] : tiersOf(definition, book, money),
  }
}

/** The identity of every run; a replay that breaks it is not shown. */
function flowsOf(tally: Tally, outstanding: number): PointFlows {
  const {issued, redeemed, expired, reversed} = tally
  assert(issued === redeemed + expired + reversed + outstanding,
    `issued ${issued} is not redeemed ${redeemed} + expired ${expired} + reversed ${reversed} + outstanding ${outstanding}`)
  return {issued, redeemed, expired, reversed, outstanding}
}

/**
 * What a point costs us when redeemed, minor units: by the reward that gives most for a point. Where rewards are percentages,
 * whose worth depends on the order, what redeemed points have cost counts too.
 */
function pointCost({rewards}: ProgramFacts, total: Tally): number {
  const fixed = rewards.filter((reward) => reward.redeem !== 'none').map((reward) => ((reward.face ?? 0) * reward.costRatio) / reward.points)
  const measured = total.redeemed > 0 && rewards.some((reward) => reward.percent !== undefined) ? total.rewardCost / total.redeemed : 0
  return Math.max(0, measured, ...fixed)
}

function liability(flows: PointFlows, value: number, money: (amount: number) => MoneyJson): ReplayedProgram['liability'] {
  const [issued, redeemed, closing] = [flows.issued, flows.redeemed, flows.outstanding].map((points) => roundMinor(points * value))
  return {opening: money(0), issued: money(issued!), redeemed: money(redeemed!), expired: money(issued! - redeemed! - closing!), closing: money(closing!)}
}

function runningCosts(definition: ProgramDefinition, facts: ProgramFacts, book: ReplayBook,
  span: Span): Record<'setup' | 'months' | 'activeMembers' | 'prizes', number> {
  const first = Math.max(span.from, definition.from ?? span.from)
  const last = Math.min(span.to, definition.until ?? span.to, span.budgetSpentOn ?? span.to)
  const months = last < first ? 0 : monthsBetween(first, last + 1)
  const {costs} = facts
  return {
    setup: costs.setup,
    months: roundMinor(costs.perMonth * months),
    activeMembers: roundMinor(costs.perActiveMember * book.total.activeMemberMonths),
    prizes: costs.prizes === undefined ? 0 : costs.prizes.amount * periodsWithin(first, last + 1, costs.prizes.every),
  }
}

/** Best customers by spend: ceil(0.2 N) of those with a purchase; of equals, the first by key. */
function topFifthCostShare({orders, sales, cost}: CustomerColumns): number | null {
  const total = sum(cost)
  if (total === 0) return null
  const room = new Float64Array(sales.length)
  let buyers = 0
  for (let i = 0; i < sales.length; i += 1) if (orders[i]! > 0) room[buyers++] = sales[i]!
  const best = Math.ceil(buyers / 5)
  const least = atRank(room.subarray(0, buyers), buyers - best)
  let equals = best
  for (let i = 0; i < buyers; i += 1) if (room[i]! > least) equals -= 1
  let part = 0
  for (let i = 0; i < sales.length; i += 1)
    if (orders[i]! > 0 && (sales[i]! > least || (sales[i] === least && equals-- > 0))) part += cost[i]!
  return part / total
}

/** The value that would stand at this index if the values were sorted; they are reordered. Sorting all would take ten times as long. */
function atRank(values: Float64Array, rank: number): number {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const pivot = middleOf(values[low]!, values[(low + high) >>> 1]!, values[high]!)
    let [left, right] = [low, high]
    while (left <= right) {
      while (values[left]! < pivot) left += 1
      while (values[right]! > pivot) right -= 1
      if (left > right) break
      const swapped = values[left]!
      values[left++] = values[right]!
      values[right--] = swapped
    }
    if (rank <= right) high = right
    else if (rank >= left) low = left
    else break
  }
  return values[rank]!
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}

/** `collects`: members collect for something; an offer that not everybody gets (a win-back) is not out of reach. */
function firstReward({joined, firstReward: first}: CustomerColumns, {from, to}: Pick<Span, 'from' | 'to'>, collects: boolean): FirstReward {
  // How many waited so many days; those who still wait come last. What everybody has may come before joining.
  const most = Math.max(0, to - from)
  const waits = new Int32Array(2 * most + 2)
  const never = waits.length - 1
  let watched = 0
  let within = 0
  for (let i = 0; i < joined.length; i += 1) {
    if (joined[i]! < 0 || joined[i]! > to - 365) continue
    const days = first[i]! - joined[i]!
    if (first[i]! >= 0 && days <= 365) within += 1
    waits[first[i]! < 0 ? never : most + days]! += 1
    watched += 1
  }
  let median = 0
  for (let below = waits[0]!; below <= Math.floor((watched - 1) / 2) && median < never; below += waits[median]!) median += 1
  return {
    membersWatchedForAYear: watched,
    medianDays: watched === 0 || median === never ? null : median - most,
    shareWithinAYear: watched === 0 ? null : within / watched,
    outOfReach: collects && watched > 0 && within * 2 < watched,
  }
}

function months(book: ReplayBook, value: number, money: (amount: number) => MoneyJson): ReplayedMonth[] {
  let closing = 0
  return book.months.map((tally, i) => {
    const opening = closing
    closing += tally.issued - tally.redeemed - tally.expired - tally.reversed
    return {
      month: monthText(book.firstMonth + i), orders: tally.orders, joined: tally.joined, opening, issued: tally.issued, redeemed: tally.redeemed,
      expired: tally.expired, reversed: tally.reversed, outstanding: closing, rewards: givenAway(tally, money), liability: money(roundMinor(closing * value)),
    }
  })
}

function tiersOf(definition: ProgramDefinition, book: ReplayBook, money: (amount: number) => MoneyJson): ReplayedTier[] {
  const {customers} = book
  return book.tiers.map((tally, i) => ({
    tier: i === 0 ? null : definition.tiers!.levels[i - 1]!.name,
    members: countOf(customers.tier, (tier, customer) => tier === i - 1 && customers.member[customer] === 1),
    orders: tally.memberOrders,
    sales: money(tally.memberSales),
    issued: tally.issued,
    redeemed: tally.redeemed,
    rewards: givenAway(tally, money),
  }))
}

function givenAway(tally: Tally, money: (amount: number) => MoneyJson): GivenAway {
  return {
    count: tally.rewards + tally.benefits + tally.vouchersUsed,
    faceValue: money(tally.rewardFace + tally.benefitFace + tally.voucherFace),
    cost: money(tally.rewardCost + tally.benefitCost + tally.voucherCost),
  }
}

function sum(column: Float64Array): Minor {
  let total = 0
  for (let i = 0; i < column.length; i += 1) total += column[i]!
  return total as Minor
}

function countOf(column: Int8Array | Int32Array, test: (value: number, index: number) => boolean): number {
  let found = 0
  for (let i = 0; i < column.length; i += 1) if (test(column[i]!, i)) found += 1
  return found
}
