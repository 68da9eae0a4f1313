import {NEVER} from './calendar.js'
import type {Moment} from './conditions.js'
import type {Chance, MemberState} from './mechanics.js'
import {DatedQueue} from './queue.js'

/** Places in `AccountState.due` that every program has; periodic benefits and triggers follow. */
export const DUE = {points: 0, vouchers: 1, tier: 2, fee: 3, first: 4} as const

/** Vouchers a member holds; a handful at most. */
export class Vouchers {
  triggers = new Int32Array(8)
  ends = new Int32Array(8)
  count = 0

  add(trigger: number, end: number): void {
    if (this.count === this.ends.length) {
      const [triggers, ends] = [new Int32Array(this.count * 2), new Int32Array(this.count * 2)]
      triggers.set(this.triggers)
      ends.set(this.ends)
      this.triggers = triggers
      this.ends = ends
    }
    this.triggers[this.count] = trigger
    this.ends[this.count] = end
    this.count += 1
  }

  remove(index: number): void {
    this.triggers.copyWithin(index, index + 1, this.count)
    this.ends.copyWithin(index, index + 1, this.count)
    this.count -= 1
  }

  firstEnd(): number {
    let first = NEVER
    for (let i = 0; i < this.count; i += 1) if (this.ends[i]! < first) first = this.ends[i]!
    return first
  }
}

/** How often limited things happened: per benefit or trigger. */
export class Counters {
  readonly counts: Int32Array
  readonly units: Int32Array
  readonly last: Int32Array

  constructor(size: number) {
    this.counts = new Int32Array(size)
    this.units = new Int32Array(size)
    this.last = new Int32Array(size)
  }

  clear(): void {
    if (this.counts.length === 0) return
    this.counts.fill(0)
    this.units.fill(0)
    this.last.fill(-NEVER)
  }
}

/** One member's account. Plain numbers and typed arrays, kept and cleared between customers. */
export class AccountState implements MemberState {
  readonly opaque = 'MemberState' as const
  member = false
  everMember = false
  chance: Chance = () => 0
  /** may be negative under `reverse-negative` */
  balance = 0
  readonly lots = new DatedQueue()
  readonly vouchers = new Vouchers()
  /** what counts towards a tier, and its sum */
  readonly window = new DatedQueue()
  windowSum = 0
  orders = 0
  /** distinct days with an order, and the first of them */
  visitDays = 0
  firstVisit = 0
  lastVisit = -NEVER
  /** points that orders earned, in all and in the calendar unit of the cap */
  earned = 0
  earnedInUnit = 0
  earnedUnit = 0
  /** memberships terms begun */
  terms = 0
  /** first day of the first paid term */
  termStart = 0
  /** no event is due before this day: a lower bound of `due` */
  nextDue = NEVER
  readonly due: Int32Array
  readonly occurrences: Int32Array
  readonly benefitCounters: Counters
  readonly triggerCounters: Counters
  /** spend since joining that counts for a `spend` trigger; −1 once it went off */
  readonly spent: Float64Array
  readonly moment: Moment

  constructor(benefits: number, triggers: number, customerAttributes: number) {
    this.due = new Int32Array(DUE.first + benefits + triggers)
    this.occurrences = new Int32Array(benefits + triggers)
    this.benefitCounters = new Counters(benefits)
    this.triggerCounters = new Counters(triggers)
    this.spent = new Float64Array(triggers)
    this.moment = {
      day: 0, second: -1, amount: -1, attributes: new Int32Array(0), firstOrder: false, joined: NEVER, tier: -1,
      customer: new Int32Array(customerAttributes).fill(-1),
    }
  }

  clear(): void {
    this.member = false
    this.everMember = false
    this.balance = 0
    this.leave()
    this.windowSum = 0
    this.window.clear()
    this.orders = 0
    this.visitDays = 0
    this.firstVisit = 0
    this.lastVisit = -NEVER
    this.earned = 0
    this.earnedInUnit = 0
    this.earnedUnit = 0
    this.terms = 0
    this.termStart = 0
    // Filling nothing is not for nothing: it would be felt a million times.
    if (this.occurrences.length > 0) this.occurrences.fill(0)
    if (this.spent.length > 0) this.spent.fill(0)
    this.benefitCounters.clear()
    this.triggerCounters.clear()
    if (this.moment.customer.length > 0) this.moment.customer.fill(-1)
  }

  /** Ends the membership without a word; what was on the account is gone, what was owed stays owed. */
  leave(): void {
    this.member = false
    this.balance = Math.min(0, this.balance)
    this.lots.clear()
    this.vouchers.count = 0
    this.moment.tier = -1
    this.moment.joined = NEVER
    for (let i = 0; i < this.due.length; i += 1) this.due[i] = NEVER
    this.nextDue = NEVER
  }

  /** Something happens on that day. */
  schedule(place: number, day: number): void {
    this.due[place] = day
    if (day < this.nextDue) this.nextDue = day
  }
}
