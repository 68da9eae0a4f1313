import {assert} from '../base/assert.js'
import type {Day} from '../base/day.js'
import type {Purchases} from '../history/purchases.js'
import {monthOf} from '../programs/calendar.js'
import type {ProgramDefinition} from '../programs/definition.js'
import {EVENT, type EventSink} from '../programs/mechanics.js'
import type {ReplayWatcher} from './replay-watcher.js'

/** What is counted, for the whole, a month, a tier or a customer. Points, counts and minor units. */
export class Tally {
  orders = 0
  /** of members */
  memberOrders = 0
  /** gross, of members */
  memberSales = 0
  joined = 0
  left = 0
  issued = 0
  redeemed = 0
  expired = 0
  reversed = 0
  uncollected = 0
  rewards = 0
  rewardFace = 0
  rewardCost = 0
  benefits = 0
  benefitFace = 0
  benefitCost = 0
  vouchersGranted = 0
  vouchersUsed = 0
  vouchersExpired = 0
  voucherFace = 0
  voucherCost = 0
  fees = 0
  contacts = 0
  contactCost = 0
  /** sum over months of members with an order in the month */
  activeMemberMonths = 0
}

/** Per customer, by index. */
export interface CustomerColumns {
  readonly member: Uint8Array
  readonly tier: Int8Array
  readonly orders: Int32Array
  readonly sales: Float64Array
  readonly issued: Float64Array
  readonly redeemed: Float64Array
  readonly expired: Float64Array
  readonly reversed: Float64Array
  readonly uncollected: Float64Array
  readonly outstanding: Float64Array
  readonly face: Float64Array
  readonly cost: Float64Array
  /** first day with a reward of any kind, −1 none; and the day of joining, −1 never */
  readonly firstReward: Int32Array
  readonly joined: Int32Array
}

/** Books every event of a replay: in total, by month, by tier held, by customer and (for budgets) by day. */
export class ReplayBook implements ReplayWatcher {
  readonly firstMonth: number
  readonly months: readonly Tally[]
  /** index 0: no tier; then the tiers from low to high */
  readonly tiers: readonly Tally[]
  readonly customers: CustomerColumns
  /** cost by day since `from` */
  readonly costByDay: Float64Array
  private readonly rewardPoints: readonly number[]
  private customer = 0
  private tier = 0
  private activeMonth = -1

  constructor(purchases: Purchases, definition: ProgramDefinition, private readonly from: Day, to: Day) {
    const size = purchases.customers.length
    this.firstMonth = monthOf(from)
    this.months = Array.from({length: Math.max(0, monthOf(to) - this.firstMonth) + 1}, () => new Tally())
    this.tiers = Array.from({length: 1 + (definition.tiers?.levels.length ?? 0)}, () => new Tally())
    this.costByDay = new Float64Array(Math.max(0, to - from) + 1)
    // A wallet pays in cents: what counts there is how often it paid.
    this.rewardPoints = definition.rewards.map((reward) => (definition.points.unit === 'cash' ? 0 : reward.points))
    this.customers = customerColumns(size)
  }

  /** The whole: the sum of the months. */
  get total(): Tally {
    const total = new Tally()
    for (const month of this.months) for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += month[key]
    return total
  }

  begin(customer: number): void {
    this.customer = customer
    this.tier = 0
    this.activeMonth = -1
  }

  purchase(day: number, amountMinor: number, _paid: number, member: boolean): void {
    const month = monthOf(day)
    const {customers, customer} = this
    customers.orders[customer]! += 1
    customers.sales[customer]! += amountMinor
    const active = member && month !== this.activeMonth
    if (active) this.activeMonth = month
    countOrder(this.months[month - this.firstMonth]!, amountMinor, member, active)
    if (this.tiers.length > 1) countOrder(this.tiers[this.tier]!, amountMinor, member, active)
  }

  end(balance: number, member: boolean, tier: number): void {
    const {customers, customer} = this
    customers.outstanding[customer] = balance
    customers.member[customer] = member ? 1 : 0
    customers.tier[customer] = tier
    const identity = customers.issued[customer]! - customers.redeemed[customer]! - customers.expired[customer]! - customers.reversed[customer]!
    assert(identity === balance, `issued = redeemed + expired + reversed + outstanding does not hold for one customer: ${identity} against ${balance}`)
  }

  readonly sink: EventSink = (kind, day, points, face, cost, detail) => {
    const {customers, customer} = this
    if (kind === EVENT.issued) customers.issued[customer]! += points
    else if (kind === EVENT.redeemed) customers.redeemed[customer]! += points
    else if (kind === EVENT.expired) customers.expired[customer]! += points
    else if (kind === EVENT.reversed) customers.reversed[customer]! += points
    else if (kind === EVENT.uncollected) customers.uncollected[customer]! += points
    else if (kind === EVENT.tier) this.tier = detail + 1
    else if (kind === EVENT.enrolled) customers.joined[customer] = day
    if (kind === EVENT.redeemed || kind === EVENT.benefit || kind === EVENT.voucherUsed) {
      customers.face[customer]! += face
      customers.cost[customer]! += cost
      if (customers.firstReward[customer] === -1) customers.firstReward[customer] = day
    }
    if (cost > 0) this.costByDay[day - this.from]! += cost
    const each = kind === EVENT.redeemed ? this.rewardPoints[detail]! : 0
    const times = each === 0 ? 1 : points / each
    count(this.months[monthOf(day) - this.firstMonth]!, kind, points, face, cost, times)
    if (this.tiers.length > 1) count(this.tiers[this.tier]!, kind, points, face, cost, times)
  }
}

function countOrder(tally: Tally, amountMinor: number, member: boolean, active: boolean): void {
  tally.orders += 1
  if (!member) return
  tally.memberOrders += 1
  tally.memberSales += amountMinor
  if (active) tally.activeMemberMonths += 1
}

function count(tally: Tally, kind: number, points: number, face: number, cost: number, times: number): void {
  switch (kind) {
    case EVENT.issued: tally.issued += points; break
    case EVENT.redeemed: tally.redeemed += points; tally.rewards += times; tally.rewardFace += face; tally.rewardCost += cost; break
    case EVENT.expired: tally.expired += points; break
    case EVENT.reversed: tally.reversed += points; break
    case EVENT.uncollected: tally.uncollected += points; break
    case EVENT.benefit: tally.benefits += 1; tally.benefitFace += face; tally.benefitCost += cost; break
    case EVENT.granted: tally.vouchersGranted += 1; break
    case EVENT.voucherUsed: tally.vouchersUsed += 1; tally.voucherFace += face; tally.voucherCost += cost; break
    case EVENT.voucherExpired: tally.vouchersExpired += 1; break
    case EVENT.fee: tally.fees += face; break
    case EVENT.contact: tally.contacts += 1; tally.contactCost += cost; break
    case EVENT.enrolled: tally.joined += 1; break
    case EVENT.left: tally.left += 1; break
    default: break
  }
}

function customerColumns(size: number): CustomerColumns {
  const column = (): Float64Array => new Float64Array(size)
  return {
    member: new Uint8Array(size),
    tier: new Int8Array(size).fill(-1),
    orders: new Int32Array(size),
    sales: column(),
    issued: column(),
    redeemed: column(),
    expired: column(),
    reversed: column(),
    uncollected: column(),
    outstanding: column(),
    face: column(),
    cost: column(),
    firstReward: new Int32Array(size).fill(-1),
    joined: new Int32Array(size).fill(-1),
  }
}
