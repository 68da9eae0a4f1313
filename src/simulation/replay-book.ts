import {assert} from '../base/assert.js'
import type {Day} from '../base/day.js'
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

/** What is summed up for the customer under way, and its place. */
const SUM = {sales: 0, issued: 1, redeemed: 2, expired: 3, reversed: 4, uncollected: 5, face: 6, cost: 7} as const
const SUMS = 8
const JOINED = 0
const FIRST_REWARD = 1

export type Tally = Readonly<Record<keyof typeof PLACE, number>>

/** Per customer, by index. What a book does not tell of each customer (`detailed`) has no length there. */
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

/** What was booked since the last part. What several threads booked adds up, because all of it is whole numbers. */
export interface BookPart {
  readonly customers: CustomerColumns
  readonly cells: Float64Array
  readonly costByDay: Float64Array
}

/**
 * Books every event of a replay: by month and tier held, by customer and (for budgets) by day. One cell per month and tier, in one
 * array, because several million events a second are booked here; what is counted is summed up when it is asked for.
 */
export class ReplayBook implements ReplayWatcher {
  readonly firstMonth: number
  /** cost by day since `from` */
  readonly costByDay: Float64Array
  private columns: CustomerColumns
  private readonly monthCount: number
  /** no tier, then the tiers from low to high */
  private readonly tierCount: number
  private readonly cells: Float64Array
  private readonly rewardPoints: readonly number[]
  /** of the customer under way, written down when she is done */
  private readonly sums = new Float64Array(SUMS)
  private readonly days = new Int32Array(2)
  private orders = 0
  private customer = 0
  /** index of the customer that stands first in the columns */
  private first = 0
  private tier = 0
  private activeMonth = -1

  /** Has room for so many customers. A book that is not detailed leaves out what only a file of all customers tells. */
  constructor(size: number, definition: ProgramDefinition, private readonly from: Day, to: Day, private readonly detailed = true) {
    this.firstMonth = monthOf(from)
    this.monthCount = Math.max(0, monthOf(to) - this.firstMonth) + 1
    this.tierCount = 1 + (definition.tiers?.levels.length ?? 0)
    this.cells = new Float64Array(this.monthCount * this.tierCount * CELL)
    this.costByDay = new Float64Array(Math.max(0, to - from) + 1)
    // A wallet pays in cents: what counts there is how often it paid.
    this.rewardPoints = definition.rewards.map((reward) => (definition.points.unit === 'cash' ? 0 : reward.points))
    this.columns = customerColumns(size, detailed, false)
  }

  get customers(): CustomerColumns {
    return this.columns
  }

  get total(): Tally {
    return this.sum(() => true)
  }

  get months(): readonly Tally[] {
    return Array.from({length: this.monthCount}, (_, wanted) => this.sum((month) => month === wanted))
  }

  /** Makes room, in memory that threads share, for the `size` customers from `first` on: those that are booked next. */
  turnTo(first: number, size: number): void {
    this.first = first
    this.columns = customerColumns(size, this.detailed, true)
  }

  /** What was booked since the last call, for another thread. */
  takePart(): BookPart {
    const part = {customers: this.columns, cells: this.cells.slice(), costByDay: this.costByDay.slice()}
    this.cells.fill(0)
    this.costByDay.fill(0)
    return part
  }

  /** Takes over what was booked of the customers from `first` on; of the same program and days. */
  add(first: number, {customers, cells, costByDay}: BookPart): void {
    for (const name of Object.keys(customers) as (keyof CustomerColumns)[]) if (customers[name].length > 0) this.columns[name].set(customers[name], first)
    for (let i = 0; i < cells.length; i += 1) this.cells[i]! += cells[i]!
    for (let i = 0; i < costByDay.length; i += 1) this.costByDay[i]! += costByDay[i]!
  }

  /** index 0: no tier; then the tiers from low to high */
  get tiers(): readonly Tally[] {
    return Array.from({length: this.tierCount}, (_, wanted) => this.sum((_month, tier) => tier === wanted))
  }

  begin(customer: number): void {
    this.customer = customer - this.first
    this.tier = 0
    this.activeMonth = -1
    this.orders = 0
    for (let i = 0; i < SUMS; i += 1) this.sums[i] = 0
    this.days[JOINED] = -1
    this.days[FIRST_REWARD] = -1
  }

  purchase(day: number, amountMinor: number, _paid: number, member: boolean, tier: number): void {
    const {sums, cells} = this
    const month = monthOf(day)
    const cell = this.cellOf(month, tier + 1)
    this.orders += 1
    sums[SUM.sales]! += amountMinor
    cells[cell]! += 1
    if (!member) return
    cells[cell + PLACE.memberOrders]! += 1
    cells[cell + PLACE.memberSales]! += amountMinor
    if (month === this.activeMonth) return
    this.activeMonth = month
    cells[cell + PLACE.activeMemberMonths]! += 1
  }

  end(balance: number, member: boolean, tier: number): void {
    const {columns, customer, sums, days} = this
    columns.outstanding[customer] = balance
    columns.member[customer] = member ? 1 : 0
    columns.tier[customer] = tier
    columns.orders[customer] = this.orders
    columns.sales[customer] = sums[SUM.sales]!
    if (this.detailed) {
      columns.issued[customer] = sums[SUM.issued]!
      columns.redeemed[customer] = sums[SUM.redeemed]!
      columns.expired[customer] = sums[SUM.expired]!
      columns.reversed[customer] = sums[SUM.reversed]!
      columns.uncollected[customer] = sums[SUM.uncollected]!
      columns.face[customer] = sums[SUM.face]!
    }
    columns.cost[customer] = sums[SUM.cost]!
    columns.joined[customer] = days[JOINED]!
    columns.firstReward[customer] = days[FIRST_REWARD]!
    const identity = sums[SUM.issued]! - sums[SUM.redeemed]! - sums[SUM.expired]! - sums[SUM.reversed]!
    if (identity !== balance)
      assert(false, `issued = redeemed + expired + reversed + outstanding does not hold for one customer: ${identity} against ${balance}`)
  }

  readonly sink: EventSink = (kind, day, points, face, cost, detail) => {
    const {sums, cells} = this
    const cell = this.cellOf(monthOf(day))
    if (kind === EVENT.issued) {
      sums[SUM.issued]! += points
      cells[cell + PLACE.issued]! += points
    } else if (kind === EVENT.redeemed) {
      const each = this.rewardPoints[detail]!
      sums[SUM.redeemed]! += points
      cells[cell + PLACE.redeemed]! += points
      this.give(cell + PLACE.rewards, day, each === 0 ? 1 : points / each, face, cost)
    } else if (kind === EVENT.expired) {
      sums[SUM.expired]! += points
      cells[cell + PLACE.expired]! += points
    } else this.bookRare(kind, cell, day, points, face, cost, detail)
  }

  private bookRare(kind: EventKind, cell: number, day: number, points: number, face: number, cost: number, detail: number): void {
    const {sums, cells} = this
    switch (kind) {
      case EVENT.tier: this.tier = detail + 1; break
      case EVENT.enrolled: this.days[JOINED] = day; cells[cell + PLACE.joined]! += 1; break
      case EVENT.reversed: sums[SUM.reversed]! += points; cells[cell + PLACE.reversed]! += points; break
      case EVENT.uncollected: sums[SUM.uncollected]! += points; cells[cell + PLACE.uncollected]! += points; break
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
    const {sums, days, cells} = this
    cells[place]! += face
    cells[place + 1]! += cost
    sums[SUM.face]! += face
    sums[SUM.cost]! += cost
    if (days[FIRST_REWARD] === -1) days[FIRST_REWARD] = day
    this.costByDay[day - this.from]! += cost
  }

  private cellOf(month: number, tier = this.tier): number {
    return ((month - this.firstMonth) * this.tierCount + tier) * CELL
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

/** All columns in one piece of memory, which another thread can read without a copy where it is shared. */
function customerColumns(size: number, detailed: boolean, shared: boolean): CustomerColumns {
  const bytes = size * ((detailed ? DOUBLES : DOUBLES - DETAILS) * Float64Array.BYTES_PER_ELEMENT + INTEGERS * Int32Array.BYTES_PER_ELEMENT + 2)
  const memory = shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes)
  let at = 0
  const place = (width: number): number => (at += size * width) - size * width
  const doubles = (): Float64Array => new Float64Array(memory, place(Float64Array.BYTES_PER_ELEMENT), size)
  const details = detailed ? doubles : () => new Float64Array(0)
  const integers = (): Int32Array => new Int32Array(memory, place(Int32Array.BYTES_PER_ELEMENT), size)
  return {
    sales: doubles(),
    outstanding: doubles(),
    issued: details(),
    redeemed: details(),
    expired: details(),
    reversed: details(),
    uncollected: details(),
    face: details(),
    cost: doubles(),
    orders: integers(),
    firstReward: integers().fill(-1),
    joined: integers().fill(-1),
    tier: new Int8Array(memory, place(1), size).fill(-1),
    member: new Uint8Array(memory, place(1), size),
  }
}

/** How many columns there are of each kind; of the doubles, those that only a detailed book has. */
const DOUBLES = 9
const DETAILS = 6
const INTEGERS = 3
