import type {InsufficientPolicy} from './rules.js'

/**
 * The ledger as it is meant, in the plainest form: small numbers, whole lists, points moved one at a time. Nothing uses it but the
 * tests, which let it and the real ledger do the same things and compare.
 */
export interface SpecifiedLot {
  readonly day: number
  readonly expires: number | null
  readonly points: number
  /** first day it can be used: when it became available, or when points last returned to it */
  from: number
  left: number
}

export interface SpecifiedDebt {
  readonly day: number
  left: number
}

interface SpecifiedAccount {
  readonly lots: SpecifiedLot[]
  readonly debts: SpecifiedDebt[]
}

/** What one step did to one account, so that it can be undone. */
interface Move {
  readonly account: SpecifiedAccount
  readonly points: number
  /** the lot it made */
  readonly made: SpecifiedLot | undefined
  /** points taken (+) of lots or given back (−) to them */
  readonly uses: Map<SpecifiedLot, number>
  /** what it left owing, or forgave */
  readonly debt: SpecifiedDebt | undefined
  readonly forgiven: number
}

export class SpecifiedLedger {
  readonly accounts = new Map<string, SpecifiedAccount>()

  account(name: string): SpecifiedAccount {
    let account = this.accounts.get(name)
    if (account === undefined) this.accounts.set(name, (account = {lots: [], debts: []}))
    return account
  }

  balance(name: string): number {
    const {lots, debts} = this.account(name)
    return sum(lots) - sum(debts)
  }

  available(name: string, day: number): number {
    const free = this.leftovers(name, day).reduce((total, {lot, left}) => total + (usable(lot, day) ? left : 0), 0)
    return Math.max(0, free - this.owed(name, day))
  }

  /** Lots with what is left of each once debts are paid as far as they can be by that day. */
  leftovers(name: string, day: number): {readonly lot: SpecifiedLot; readonly left: number}[] {
    const account = this.account(name)
    const payments = this.payments(account, day)
    return account.lots.map((lot) => ({lot, left: lot.left - payments.filter((payment) => payment.lot === lot).length}))
  }

  /** What is owed once everything that has come since has paid what it could. */
  owed(name: string, day: number): number {
    const account = this.account(name)
    return sum(account.debts) - this.payments(account, day).length
  }

  give(name: string, points: number, {day, available, expires}: {day: number; available: number; expires: number | null}): Move {
    const account = this.account(name)
    const made = {day, expires, points, from: available, left: points}
    account.lots.push(made)
    return {account, points, made, uses: new Map(), debt: undefined, forgiven: 0}
  }

  /** Undefined: refused. A move of no points: nothing to take. Neither changes anything. */
  take(name: string, points: number, day: number, policy: InsufficientPolicy): Move | undefined {
    const account = this.account(name)
    const available = this.available(name, day)
    if (points > available && policy === 'refuse') return undefined
    const wanted = policy === 'to-zero' ? Math.min(points, available) : points
    const uses = new Map<SpecifiedLot, number>()
    if (wanted > 0) this.settle(account, day)
    for (let i = 0; i < Math.min(wanted, available); i += 1) use(first(account.lots.filter((lot) => usable(lot, day))), 1, uses)
    let debt: SpecifiedDebt | undefined
    if (wanted > available) account.debts.push((debt = {day, left: wanted - available}))
    const move = {account, points: wanted, made: undefined, uses, debt, forgiven: 0}
    if (debt !== undefined) this.debtors.set(debt, move)
    return move
  }

  /** Lets what has come since pay what is owed. */
  settle(account: SpecifiedAccount, until: number): void {
    for (const {lot, debt} of this.payments(account, until)) {
      use(lot, 1, this.debtors.get(debt)!.uses)
      debt.left -= 1
    }
  }

  /** Which lot pays which debt, point by point: oldest debt first, from the lots that were there to pay it. */
  private payments(account: SpecifiedAccount, until: number): {lot: SpecifiedLot; debt: SpecifiedDebt}[] {
    const payments: {lot: SpecifiedLot; debt: SpecifiedDebt}[] = []
    const left = (lot: SpecifiedLot): number => lot.left - payments.filter((payment) => payment.lot === lot).length
    for (const debt of account.debts)
      for (let i = 0; i < debt.left; i += 1) {
        const payers = account.lots.filter((lot) => {
          const on = Math.max(debt.day, lot.from)
          return left(lot) > 0 && on <= until && (lot.expires === null || on < lot.expires)
        })
        if (payers.length === 0) break
        payments.push({lot: first(payers), debt})
      }
    return payments
  }

  expire(until: number): Move[] {
    const moves: Move[] = []
    for (const account of this.accounts.values()) {
      if (!account.lots.some((lot) => lapsed(lot, until))) continue
      this.settle(account, until)
      for (const lot of account.lots) {
        if (!lapsed(lot, until)) continue
        moves.push({account, points: lot.left, made: undefined, uses: new Map([[lot, lot.left]]), debt: undefined, forgiven: 0})
        lot.left = 0
      }
    }
    return moves
  }

  /** Gives points of a hold back, those that expire last. */
  release(hold: Move, points: number, day: number): Move {
    const uses = new Map<SpecifiedLot, number>()
    const held = [...hold.uses].flatMap(([lot, count]) => Array<SpecifiedLot>(count).fill(lot))
    for (let i = 0; i < points; i += 1) use(returned(held[held.length - 1 - i]!, day), -1, uses)
    return {account: hold.account, points, made: undefined, uses, debt: undefined, forgiven: 0}
  }

  /** The mirror image of a move; undefined where points were spent and the policy refuses. */
  undo(move: Move, day: number, policy: InsufficientPolicy): Move | undefined {
    const takes = [...move.uses.values()].some((count) => count > 0) || move.debt !== undefined
    return takes ? this.giveBack(move, day) : this.takeBack(move, day, policy)
  }

  private giveBack(move: Move, day: number): Move {
    const uses = new Map<SpecifiedLot, number>()
    for (const [lot, count] of move.uses) use(returned(lot, day), -count, uses)
    const forgiven = move.debt?.left ?? 0
    if (move.debt !== undefined) move.debt.left = 0
    return {account: move.account, points: move.points, made: undefined, uses, debt: undefined, forgiven}
  }

  private takeBack(move: Move, day: number, policy: InsufficientPolicy): Move | undefined {
    const {account} = move
    const pieces = move.made === undefined ? [...move.uses].map(([lot, count]) => [lot, -count] as const) : [[move.made, move.points] as const]
    const uses = new Map<SpecifiedLot, number>()
    let taken = 0
    for (const [lot, count] of pieces)
      for (let i = 0; i < count && lot.left > 0; i += 1, taken += 1) use(lot, 1, uses)
    const spent = move.points - move.forgiven - taken
    if (spent > 0 && policy === 'refuse') return undefined
    const free = Math.max(0, sum(account.lots.filter((lot) => usable(lot, day))) - sum(account.debts))
    const others = Math.min(spent, free)
    for (let i = 0; i < others; i += 1) use(first(account.lots.filter((lot) => usable(lot, day))), 1, uses)
    const owed = move.forgiven + (policy === 'negative' ? spent - others : 0)
    let debt: SpecifiedDebt | undefined
    if (owed > 0) account.debts.push((debt = {day, left: owed}))
    const back = {account, points: taken + others + owed, made: undefined, uses, debt, forgiven: 0}
    if (debt !== undefined) this.debtors.set(debt, back)
    return back
  }

  /** Whose debt it is: paying it later counts as that move's use of a lot. */
  private readonly debtors = new Map<SpecifiedDebt, Move>()
}

export type {Move as SpecifiedMove}

function use(lot: SpecifiedLot, points: number, uses: Map<SpecifiedLot, number>): void {
  lot.left -= points
  uses.set(lot, (uses.get(lot) ?? 0) + points)
}

function returned(lot: SpecifiedLot, day: number): SpecifiedLot {
  lot.from = Math.max(lot.from, day)
  return lot
}

/** Soonest expiry first, then oldest, then first come. */
function first(lots: readonly SpecifiedLot[]): SpecifiedLot {
  return lots.reduce((best, lot) => {
    const [a, b] = [lot.expires ?? Infinity, best.expires ?? Infinity]
    return a < b || (a === b && lot.day < best.day) ? lot : best
  })
}

function usable(lot: SpecifiedLot, day: number): boolean {
  return lot.left > 0 && lot.from <= day && (lot.expires === null || day < lot.expires)
}

function lapsed(lot: SpecifiedLot, until: number): boolean {
  return lot.left > 0 && lot.expires !== null && lot.expires <= until
}

function sum(parts: readonly {readonly left: number}[]): number {
  return parts.reduce((total, part) => total + part.left, 0)
}
