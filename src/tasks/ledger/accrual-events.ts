import type {Day} from '../../base/day.js'
import type {Purchases} from '../../history/purchases.js'
import {EVENT, type EventKind} from '../../programs/mechanics.js'
import type {ReplayWatcher} from '../../simulation/replay-watcher.js'

/** What the mechanics did to one customer's points, in order. */
export interface AccrualEvent {
  readonly kind: EventKind
  readonly day: Day
  readonly points: number
  /** the order behind it; null where a date was */
  readonly orderId: string | null
  /** names the event among those of the customer, the same whenever the history is stepped again */
  readonly name: string
}

const NAMES: Readonly<Partial<Record<EventKind, string>>> = {
  [EVENT.issued]: 'earn', [EVENT.redeemed]: 'redeem', [EVENT.expired]: 'expire', [EVENT.reversed]: 'reverse', [EVENT.uncollected]: 'uncollected',
}

/** Collects the points events of one customer while the mechanics are stepped over her orders. */
export class AccrualWatcher implements ReplayWatcher {
  events: AccrualEvent[] = []
  /** of members */
  orders = 0
  private row = -1
  private first = 0
  private readonly used = new Map<string, number>()

  constructor(private readonly purchases: Purchases) {}

  begin(customer: number): void {
    this.events = []
    this.row = -1
    this.first = this.purchases.offsets[customer]!
    this.used.clear()
  }

  beforeOrder(row: number): void {
    this.row = row
  }

  purchase(_day: number, _amount: number, _paid: number, member: boolean): void {
    if (member) this.orders += 1
  }

  end(): void {}

  readonly sink = (kind: EventKind, day: Day, points: number, _face: number, _cost: number, detail: number): void => {
    const what = NAMES[kind]
    if (what === undefined || points === 0) return
    const byOrder = kind !== EVENT.expired && detail >= 0 && this.row >= 0
    const orderId = byOrder ? (this.purchases.orderIds?.[this.row] ?? `order ${this.row - this.first + 1}`) : null
    const place = `${orderId ?? day}:${what}`
    const times = (this.used.get(place) ?? 0) + 1
    this.used.set(place, times)
    this.events.push({kind, day, points, orderId, name: `${place}:${times}`})
  }
}
