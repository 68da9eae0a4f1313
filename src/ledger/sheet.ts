import {assert} from '../base/assert.js'
import type {Day} from '../base/day.js'
import type {Account} from './account.js'

/** Points credited together, and how many of them are left. */
export interface Lot {
  /** the transfer that made it */
  readonly id: number
  readonly day: Day
  readonly available: Day
  readonly expires: Day | null
  readonly points: number
  /** first day it can be used now: `available`, or the day points were last given back to it, which were not there before */
  from: Day
  /** after every use recorded so far, whatever its day */
  left: number
}

/** What a transfer took beyond the lots and nothing has covered yet. */
export interface Debt {
  readonly transfer: number
  readonly day: Day
  left: number
}

/** The working state of one member's account inside a batch: its lots in the order they are spent, and its debts. */
export class Sheet {
  readonly lots: Lot[] = []
  readonly debts: Debt[] = []

  constructor(readonly account: Account) {}

  add(lot: Lot): void {
    let at = this.lots.length
    while (at > 0 && spentBefore(lot, this.lots[at - 1]!) < 0) at -= 1
    this.lots.splice(at, 0, lot)
  }

  /** Adds many at once. */
  addAll(lots: readonly Lot[]): void {
    this.lots.push(...lots)
    this.lots.sort(spentBefore)
  }

  copy(): Sheet {
    const copy = new Sheet(this.account)
    copy.lots.push(...this.lots.map((lot) => ({...lot})))
    copy.debts.push(...this.debts.map((debt) => ({...debt})))
    return copy
  }

  /** Points return to a lot; they count from that day on. */
  giveBack(id: number, points: number, day: Day): void {
    const lot = this.lot(id)
    lot.left += points
    if (day > lot.from) lot.from = day
  }

  lot(id: number): Lot {
    const found = this.lots.find((each) => each.id === id)
    assert(found !== undefined, `lot ${id} is not on the sheet of account ${this.account}`)
    return found
  }

  /** Everything recorded, pending and not yet expired included: the sum of the account's transfers. */
  get balance(): number {
    let sum = 0
    for (const lot of this.lots) sum += lot.left
    return sum - this.owed
  }

  get owed(): number {
    let sum = 0
    for (const debt of this.debts) sum += debt.left
    return sum
  }

  /** What could be spent on that day; `lapsedToo`: with points past their last day that nobody has taken back yet. */
  available(day: Day, lapsedToo = false): number {
    let sum = 0
    for (const lot of this.lots) if (usable(lot, day, lapsedToo)) sum += lot.left
    return Math.max(0, sum - this.owed)
  }
}

/** Soonest expiry first, then oldest. */
export function spentBefore(a: Pick<Lot, 'expires' | 'day' | 'id'>, b: Pick<Lot, 'expires' | 'day' | 'id'>): number {
  return (a.expires ?? Infinity) === (b.expires ?? Infinity) ? a.day - b.day || a.id - b.id : (a.expires ?? Infinity) - (b.expires ?? Infinity)
}

export function usable(lot: Lot, day: Day, lapsedToo = false): boolean {
  return lot.left > 0 && lot.from <= day && (lapsedToo || lot.expires === null || day < lot.expires)
}
