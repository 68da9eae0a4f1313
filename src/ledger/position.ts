import type {Day} from '../base/day.js'
import type {Account} from './account.js'
import {Journal} from './journal.js'
import {settle} from './rules.js'
import {type Debt, type Lot, Sheet} from './sheet.js'
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

/**
 * The account as of an effective day, from the rows somebody chose (all of them, or those recorded by some instant). Debts are settled in
 * thought: points that came after a debt pay it before anything else happens to them, and the ledger writes that down with the next debit.
 */
export function positionAt(rows: AccountRows, asOf: Day): Position {
  const sheet = new Sheet(rows.account)
  const balance = readLots(rows, asOf, sheet)
  sheet.debts.push(...debtsOf(rows, asOf))
  if (sheet.debts.length > 0) settle(new Journal({transfer: 0, use: 0, overdraft: 0}), sheet, asOf)
  const lots = sheet.lots.filter((lot) => lot.left > 0)
  const {owed} = sheet
  const sum = (which: (lot: Lot) => boolean): number => lots.reduce((total, lot) => total + (which(lot) ? lot.left : 0), 0)
  const pending = sum((lot) => lot.from > asOf)
  const lapsed = sum((lot) => lot.expires !== null && lot.expires <= asOf)
  const usable = sum((lot) => lot.from <= asOf && (lot.expires === null || lot.expires > asOf))
  return {account: rows.account, balance, available: Math.max(0, usable - owed), pending, lapsed, owed, lots}
}

/** Puts the lots of the account on a sheet, as they were used by that day; says what its transfers sum to. */
function readLots(rows: AccountRows, asOf: Day, sheet: Sheet): number {
  let balance = 0
  const used = new Map<number, number>()
  const returned = new Map<number, Day>()
  for (const use of rows.uses) {
    if (use.day > asOf) continue
    used.set(use.lot, (used.get(use.lot) ?? 0) + use.points)
    if (use.points < 0) returned.set(use.lot, Math.max(use.day, returned.get(use.lot) ?? use.day) as Day)
  }
  const lots: Lot[] = []
  for (const t of rows.transfers) {
    if (t.day > asOf) continue
    balance += t.to === rows.account ? t.points : -t.points
    if (t.to !== rows.account || t.available === null) continue
    const from = Math.max(t.available, returned.get(t.id) ?? t.available) as Day
    lots.push({id: t.id, day: t.day, available: t.available, expires: t.expires, points: t.points, from, left: t.points - (used.get(t.id) ?? 0)})
  }
  sheet.addAll(lots)
  return balance
}

/** What was owed on that day, oldest first. */
function debtsOf(rows: AccountRows, asOf: Day): Debt[] {
  const debts = new Map<number, {transfer: number; day: Day; left: number}>()
  for (const row of rows.overdrafts) {
    if (row.day > asOf) continue
    const debt = debts.get(row.transfer) ?? {transfer: row.transfer, day: row.day, left: 0}
    debts.set(row.transfer, debt)
    debt.left += row.points
  }
  return [...debts.values()].filter(({left}) => left > 0)
}

/** Points that will lapse, by day, soonest first: lots usable or pending at the date, with an end. */
export function expiringOf(position: Position, asOf: Day): readonly {readonly on: Day; readonly points: number}[] {
  const byDay = new Map<Day, number>()
  for (const lot of position.lots) if (lot.expires !== null && lot.expires > asOf) byDay.set(lot.expires, (byDay.get(lot.expires) ?? 0) + lot.left)
  return [...byDay].sort(([a], [b]) => a - b).map(([on, points]) => ({on, points}))
}
