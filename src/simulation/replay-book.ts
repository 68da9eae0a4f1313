import {assert} from '../base/assert.js'
import type {Day} from '../base/day.js'
import type {Purchases} from '../history/purchases.js'
import {monthOf} from '../programs/calendar.js'
import type {ProgramDefinition} from '../programs/definition.js'
import {EVENT, type EventKind, type EventSink} from '../programs/mechanics.js'
import type {ReplayWatcher} from './replay-watcher.js'

/** What is counted, for the whole, a month, a tier or a customer (points, counts and minor units), and its place in a cell of the book. */
const PLACE = {
  orders: 0,
  /** of members */
  memberOrders: 1,
  /** gross, of members */
  memberSales: 2,
  /** sum over months of members with an order in the month */
  activeMemberMonths: 3,
  issued: 4,
  redeemed: 5,
  expired: 6,
  rewards: 7,
  rewardFace: 8,
  rewardCost: 9,
  reversed: 10,
  uncollected: 11,
  joined: 12,
  left: 13,
  benefits: 14,
  benefitFace: 15,
  benefitCost: 16,
  vouchersGranted: 17,
  vouchersUsed: 18,
  vouchersExpired: 19,
  voucherFace: 20,
  voucherCost: 21,
  fees: 22,
  contacts: 23,
  contactCost: 24,
} as const
const CELL = 25

export type Tally = Readonly<Record<keyof typeof PLACE, number>>

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

/**
 * Books every event of a replay: by month and tier held, by customer and (for budgets) by day. One cell per month and tier, in one
 * array, because several million events a second are booked here; what is counted is summed up when it is asked for.
 */
export class ReplayBook implements ReplayWatcher {
  readonly firstMonth: number
  readonly customers: CustomerColumns
  /** cost by day since `from` */
  readonly costByDay: Float64Array
  private readonly monthCount: number
  /** no tier, then the tiers from low to high */
  private readonly tierCount: number
  private readonly cells: Float64Array
  private readonly rewardPoints: readonly number[]
  private customer = 0
  private tier = 0
  private activeMonth = -1

  constructor(purchases: Purchases, definition: ProgramDefinition, private readonly from: Day, to: Day) {
    this.firstMonth = monthOf(from)
    this.monthCount = Math.max(0, monthOf(to) - this.firstMonth) + 1
    this.tierCount = 1 + (definition.tiers?.levels.length ?? 0)
    this.cells = new Float64Array(this.monthCount * this.tierCount * CELL)
    this.costByDay = new Float64Array(Math.max(0, to - from) + 1)
    // A wallet pays in cents: what counts there is how often it paid.
    this.rewardPoints = definition.rewards.map((reward) => (definition.points.unit === 'cash' ? 0 : reward.points))
    this.customers = customerColumns(purchases.customers.length)
  }

  get total(): Tally {
    return this.sum(() => true)
  }

  get months(): readonly Tally[] {
    return Array.from({length: this.monthCount}, (_, wanted) => this.sum((month) => month === wanted))
  }

  /** index 0: no tier; then the tiers from low to high */
  get tiers(): readonly Tally[] {
    return Array.from({length: this.tierCount}, (_, wanted) => this.sum((_month, tier) => tier === wanted))
  }

  begin(customer: number): void {
    this.customer = customer
    this.tier = 0
    this.activeMonth = -1
  }

  purchase(day: number, amountMinor: number, _paid: number, member: boolean): void {
    const {customers, customer, cells} = this
    const month = monthOf(day)
    const cell = this.cellOf(month)
    customers.orders[customer]! += 1
    customers.sales[customer]! += amountMinor
    cells[cell]! += 1
    if (!member) return
    cells[cell + PLACE.memberOrders]! += 1
    cells[cell + PLACE.memberSales]! += amountMinor
    if (month === this.activeMonth) return
    this.activeMonth = month
    cells[cell + PLACE.activeMemberMonths]! += 1
  }

  end(balance: number, member: boolean, tier: number): void {
    const {customers, customer} = this
    customers.outstanding[customer] = balance
    customers.member[customer] = member ? 1 : 0
    customers.tier[customer] = tier
    const identity = customers.issued[customer]! - customers.redeemed[customer]! - customers.expired[customer]! - customers.reversed[customer]!
    if (identity !== balance)
      assert(false, `issued = redeemed + expired + reversed + outstanding does not hold for one customer: ${identity} against ${balance}`)
  }

  readonly sink: EventSink = (kind, day, points, face, cost, detail) => {
    const {customers, customer, cells} = this
    const cell = this.cellOf(monthOf(day))
    if (kind === EVENT.issued) {
      customers.issued[customer]! += points
      cells[cell + PLACE.issued]! += points
    } else if (kind === EVENT.redeemed) {
      const each = this.rewardPoints[detail]!
      customers.redeemed[customer]! += points
      cells[cell + PLACE.redeemed]! += points
      this.give(cell + PLACE.rewards, day, each === 0 ? 1 : points / each, face, cost)
    } else if (kind === EVENT.expired) {
      customers.expired[customer]! += points
      cells[cell + PLACE.expired]! += points
    } else this.bookRare(kind, cell, day, points, face, cost, detail)
  }

  private bookRare(kind: EventKind, cell: number, day: number, points: number, face: number, cost: number, detail: number): void {
    const {customers, customer, cells} = this
    switch (kind) {
      case EVENT.tier: this.tier = detail + 1; break
      case EVENT.enrolled: customers.joined[customer] = day; cells[cell + PLACE.joined]! += 1; break
      case EVENT.reversed: customers.reversed[customer]! += points; cells[cell + PLACE.reversed]! += points; break
      case EVENT.uncollected: customers.uncollected[customer]! += points; cells[cell + PLACE.uncollected]! += points; break
      case EVENT.benefit: this.give(cell + PLACE.benefits, day, 1, face, cost); break
      case EVENT.granted: cells[cell + PLACE.vouchersGranted]! += 1; break
      case EVENT.voucherUsed: this.useVoucher(cell, day, face, cost); break
      case EVENT.voucherExpired: cells[cell + PLACE.vouchersExpired]! += 1; break
      case EVENT.fee: cells[cell + PLACE.fees]! += face; break
      case EVENT.contact: cells[cell + PLACE.contacts]! += 1; cells[cell + PLACE.contactCost]! += cost; this.costByDay[day - this.from]! += cost; break
      case EVENT.left: cells[cell + PLACE.left]! += 1; break
      default: break
    }
  }

  private useVoucher(cell: number, day: number, face: number, cost: number): void {
    this.cells[cell + PLACE.vouchersUsed]! += 1
    this.giveWorth(cell + PLACE.voucherFace, day, face, cost)
  }

  /** Something given away: how often stands at `place`, its worth and cost behind it. */
  private give(place: number, day: number, times: number, face: number, cost: number): void {
    this.cells[place]! += times
    this.giveWorth(place + 1, day, face, cost)
  }

  private giveWorth(place: number, day: number, face: number, cost: number): void {
    const {customers, customer, cells} = this
    cells[place]! += face
    cells[place + 1]! += cost
    customers.face[customer]! += face
    customers.cost[customer]! += cost
    if (customers.firstReward[customer] === -1) customers.firstReward[customer] = day
    this.costByDay[day - this.from]! += cost
  }

  private cellOf(month: number): number {
    return ((month - this.firstMonth) * this.tierCount + this.tier) * CELL
  }

  private sum(counts: (month: number, tier: number) => boolean): Tally {
    const {cells, tierCount} = this
    const sumAt = (place: number): number => {
      let total = 0
      for (let cell = 0; cell * CELL < cells.length; cell += 1)
        if (counts(Math.floor(cell / tierCount), cell % tierCount)) total += cells[cell * CELL + place]!
      return total
    }
    return Object.fromEntries(Object.entries(PLACE).map(([name, place]) => [name, sumAt(place)])) as Record<keyof typeof PLACE, number>
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
