import type {Day} from '../base/day.js'
import type {TransferKind} from '../vocabulary.js'
import {type Account, counterpart, type ProgramAccount} from './account.js'
import {Journal} from './journal.js'
import {type Lot, type Sheet, usable} from './sheet.js'
import type {Transfer} from './transfer.js'

/** What happens when an account does not hold what is asked of it. */
export const INSUFFICIENT_POLICIES = {
  refuse: 'the row is refused',
  'to-zero': 'as much as there is is taken',
  negative: 'all of it is taken; the account owes the rest',
} as const
export type InsufficientPolicy = keyof typeof INSUFFICIENT_POLICIES

/** Who, why and under which key: what every transfer carries besides its points. */
export interface Label {
  readonly kind: TransferKind
  readonly day: Day
  readonly key: string | null
  readonly content: number | null
  readonly orderId: string | null
  readonly reason: string | null
  readonly actor: string | null
  readonly note: string | null
  readonly refers?: number
}

export interface CreditOrder extends Label {
  readonly points: number
  readonly from: ProgramAccount
  readonly available: Day
  readonly expires: Day | null
  readonly asked?: string
}

/** Gives points: one transfer, one lot. The sheet, where somebody keeps one, learns of the lot. */
export function credit(journal: Journal, sheet: Sheet, order: CreditOrder): Transfer {
  const transfer = creditTransfer(journal, sheet.account, order)
  sheet.add({id: transfer.id, day: order.day, available: order.available, expires: order.expires, points: order.points, from: order.available,
    left: order.points})
  return transfer
}

/** The transfer of a credit alone: giving needs no knowledge of what is there. */
export function creditTransfer(journal: Journal, account: Account, order: CreditOrder): Transfer {
  return journal.transfer({
    kind: order.kind, from: counterpart(account, order.from), to: account, points: order.points, day: order.day, available: order.available,
    expires: order.expires, refers: order.refers ?? null, key: order.key, content: order.content, asked: order.asked ?? null, orderId: order.orderId,
    reason: order.reason, actor: order.actor, note: order.note,
  })
}

export interface DebitOrder extends Label {
  readonly points: number
  readonly to: ProgramAccount
  readonly policy: InsufficientPolicy
  /** how the request was worded, kept where the transfer differs from it */
  readonly asked: string
  /** a refund takes back what was earned last */
  readonly newestFirst?: boolean
  /** another system's books: what it let expire is what they say, so points past their last day are still there until they do */
  readonly lapsedToo?: boolean
}

export interface DebitOutcome {
  /** undefined: refused, or nothing to take */
  readonly transfer: Transfer | undefined
  readonly refused: boolean
  /** what could be had on that day */
  readonly available: number
  readonly taken: number
}

/** Takes points: soonest expiry first, then oldest, of what is available on the day; beyond that as the policy says. */
export function debit(journal: Journal, sheet: Sheet, order: DebitOrder): DebitOutcome {
  const lapsedToo = order.lapsedToo === true
  const available = lapsedToo ? sheet.available(order.day, true) : availableOnce(sheet, order.day)
  const short = order.points > available
  if (short && order.policy === 'refuse') return {transfer: undefined, refused: true, available, taken: 0}
  const taken = short && order.policy === 'to-zero' ? available : order.points
  if (taken === 0) return {transfer: undefined, refused: false, available, taken}
  settle(journal, sheet, order.day)
  const transfer = journal.transfer({
    kind: order.kind, from: sheet.account, to: counterpart(sheet.account, order.to), points: taken, day: order.day, available: null, expires: null,
    refers: order.refers ?? null, key: order.key, content: order.content, asked: short ? order.asked : null, orderId: order.orderId,
    reason: order.reason, actor: order.actor, note: order.note,
  })
  const most = Math.min(taken, available)
  // An expiry takes what has lapsed first, anything else what has not.
  const rest = lapsedToo && order.kind === 'expire' ? most : spend(journal, sheet, transfer, most, order)
  if (rest > 0) spendAll(journal, sheet, transfer, rest)
  if (taken > available) owe(journal, sheet, transfer, taken - available)
  return {transfer, refused: false, available, taken}
}

/** What could be spent once debts are settled, without settling them: a request that is refused leaves no trace. */
function availableOnce(sheet: Sheet, day: Day): number {
  if (sheet.owed === 0) return sheet.available(day)
  const trial = sheet.copy()
  settle(new Journal({transfer: 0, use: 0, overdraft: 0}), trial, day)
  return trial.available(day)
}

/** Uses so many points of the lots available on the transfer's day; says how many were not there. */
function spend(journal: Journal, sheet: Sheet, transfer: Transfer, amount: number, {newestFirst = false}: Pick<DebitOrder, 'newestFirst'>): number {
  let rest = amount
  for (const lot of newestFirst ? [...sheet.lots].sort((a, b) => b.day - a.day || b.id - a.id) : sheet.lots) {
    if (rest === 0) break
    if (usable(lot, transfer.day)) rest -= useLot(journal, lot, transfer.id, rest, transfer.day)
  }
  return rest
}

/** Uses so many points of lots whether or not they have lapsed. The caller knows that there are as many. */
function spendAll(journal: Journal, sheet: Sheet, transfer: Transfer, amount: number): void {
  let rest = amount
  for (const lot of sheet.lots) if (usable(lot, transfer.day, true)) rest -= useLot(journal, lot, transfer.id, rest, transfer.day)
}

/** Uses at most so many points of one lot; says how many. */
export function useLot(journal: Journal, lot: Lot, transfer: number, most: number, day: Day): number {
  const points = Math.min(lot.left, most)
  if (points === 0) return 0
  journal.use({lot: lot.id, transfer, points, day})
  lot.left -= points
  return points
}

/** Records that a transfer took more than there was. */
export function owe(journal: Journal, sheet: Sheet, transfer: Transfer, points: number): void {
  journal.overdraft({account: sheet.account, transfer: transfer.id, points, day: transfer.day})
  sheet.debts.push({transfer: transfer.id, day: transfer.day, left: points})
}

/**
 * Lets points that have come since pay what an account owes, oldest debt first. Done before anything is taken from the account,
 * and before anything expires, so that a debt is never left standing beside points that could pay it.
 */
export function settle(journal: Journal, sheet: Sheet, until: Day): void {
  for (const debt of sheet.debts) {
    for (const lot of sheet.lots) {
      if (debt.left === 0) break
      const on = Math.max(debt.day, lot.from) as Day
      if (on > until || (lot.expires !== null && on >= lot.expires)) continue
      const points = useLot(journal, lot, debt.transfer, debt.left, on)
      if (points === 0) continue
      journal.overdraft({account: sheet.account, transfer: debt.transfer, points: -points, day: on})
      debt.left -= points
    }
  }
}

/**
 * Takes back what has reached its expiry day by `until`: one transfer per lot, effective on the day the lot expired, or, for points
 * given back to it later, on the day they were given back.
 */
export function expire(journal: Journal, sheet: Sheet, until: Day, label: Omit<Label, 'kind' | 'day' | 'key' | 'content'>): readonly Transfer[] {
  settle(journal, sheet, until)
  const expired: Transfer[] = []
  for (const lot of sheet.lots) {
    if (lot.expires === null || lot.expires > until || lot.left === 0) continue
    const day = Math.max(lot.expires, lot.from) as Day
    const transfer = journal.transfer({
      kind: 'expire', from: sheet.account, to: counterpart(sheet.account, 'expired'), points: lot.left, day, available: null, expires: null,
      refers: lot.id, key: null, content: null, asked: null, orderId: label.orderId, reason: label.reason, actor: label.actor, note: label.note,
    })
    useLot(journal, lot, transfer.id, lot.left, day)
    expired.push(transfer)
  }
  return expired
}
