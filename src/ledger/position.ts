import type {Day} from '../base/day.js'
import type {Account} from './account.js'
import type {LotUse, Overdraft, Transfer} from './transfer.js'

/** Everything recorded about one account, in the order of recording. */
export interface AccountRows {
  readonly account: Account
  readonly transfers: readonly Transfer[]
  readonly uses: readonly LotUse[]
  readonly overdrafts: readonly Overdraft[]
}

/** What is left of a lot at a date. */
export interface LotPosition {
  readonly id: number
  readonly day: Day
  readonly available: Day
  readonly expires: Day | null
  readonly points: number
  readonly left: number
}

/** An account at a date. */
export interface Position {
  readonly account: Account
  /** sum of its transfers: what it holds, pending points included, debts deducted */
  readonly balance: number
  /** what could be spent that day */
  readonly available: number
  /** credited and not yet usable */
  readonly pending: number
  /** past their date, not yet taken back by an expiry run */
  readonly lapsed: number
  readonly owed: number
  /** lots with something left, in the order they are spent */
  readonly lots: readonly LotPosition[]
}

/** The account as of an effective day, from the rows somebody chose (all of them, or those recorded by some instant). */
export function positionAt(rows: AccountRows, asOf: Day): Position {
  let balance = 0
  const used = new Map<number, number>()
  for (const use of rows.uses) if (use.day <= asOf) used.set(use.lot, (used.get(use.lot) ?? 0) + use.points)
  const lots: LotPosition[] = []
  for (const t of rows.transfers) {
    if (t.day > asOf) continue
    balance += t.to === rows.account ? t.points : -t.points
    if (t.to !== rows.account || t.available === null) continue
    const left = t.points - (used.get(t.id) ?? 0)
    if (left > 0) lots.push({id: t.id, day: t.day, available: t.available, expires: t.expires, points: t.points, left})
  }
  lots.sort((a, b) => ((a.expires ?? Infinity) === (b.expires ?? Infinity) ? a.day - b.day || a.id - b.id
    : (a.expires ?? Infinity) - (b.expires ?? Infinity)))
  const owed = rows.overdrafts.reduce((sum, row) => sum + (row.day <= asOf ? row.points : 0), 0)
  const sum = (which: (lot: LotPosition) => boolean): number => lots.reduce((total, lot) => total + (which(lot) ? lot.left : 0), 0)
  const pending = sum((lot) => lot.available > asOf)
  const lapsed = sum((lot) => lot.expires !== null && lot.expires <= asOf)
  const usable = sum((lot) => lot.available <= asOf && (lot.expires === null || lot.expires > asOf))
  return {account: rows.account, balance, available: Math.max(0, usable - owed), pending, lapsed, owed, lots}
}

/** Points that will lapse, by day, soonest first: lots usable or pending at the date, with an end. */
export function expiringOf(position: Position, asOf: Day): readonly {readonly on: Day; readonly points: number}[] {
  const byDay = new Map<Day, number>()
  for (const lot of position.lots) if (lot.expires !== null && lot.expires > asOf) byDay.set(lot.expires, (byDay.get(lot.expires) ?? 0) + lot.left)
  return [...byDay].sort(([a], [b]) => a - b).map(([on, points]) => ({on, points}))
}
