import type {Day} from '../base/day.js'
import {isMemberAccount} from './account.js'
import type {Journal} from './journal.js'
import {type InsufficientPolicy, owe} from './rules.js'
import {type Sheet, usable} from './sheet.js'
import type {LotUse, Overdraft, Transfer} from './transfer.js'

/** A transfer with everything it did to lots and debts, as recorded so far (its own rows only, in order). */
export interface RecordedTransfer {
  readonly transfer: Transfer
  /** uses of lots made by it, the later covering of its debt included */
  readonly uses: readonly LotUse[]
  readonly overdrafts: readonly Overdraft[]
}

export interface UndoLabel {
  readonly day: Day
  readonly reason: string | null
  readonly actor: string | null
}

/** What undoing one transfer came to. */
export interface Reversal {
  readonly account: number
  /** points that could not be taken back from where the transfer had put them */
  readonly spent: number
  /** of these, how many nothing else on the account could make good (policy `to-zero`: forgone; `negative`: owed) */
  readonly missing: number
}

/** One piece of a reversal: so many points of a lot. */
interface Piece {
  readonly lot: number
  readonly points: number
}

/**
 * Undoes one transfer by its mirror image, into the same lots: points it gave are taken from the lot it made, points it took go
 * back to the lots they came from, with their old dates. Points given that were spent meanwhile are made good from the account's
 * other lots, and what is missing then follows the policy. Effective on the label's day; the past stays as it was.
 * Policy `refuse` writes nothing for a transfer of which anything was spent: the caller abandons the batch.
 */
export function reverse(journal: Journal, sheet: Sheet | undefined, recorded: RecordedTransfer, policy: InsufficientPolicy, label: UndoLabel): Reversal {
  const {transfer} = recorded
  if (sheet === undefined) {
    mirror(journal, transfer, transfer.points, label)
    return {account: transfer.to, spent: 0, missing: 0}
  }
  const pieces = piecesOf(recorded)
  if (!isMemberAccount(transfer.from)) {
    // Points that went neither into a lot nor back to one had forgiven a debt.
    const forgiven = transfer.points - pieces.reduce((sum, piece) => sum + piece.points, 0)
    return takeBack(journal, sheet, transfer, pieces, forgiven, policy, label)
  }
  const debt = recorded.overdrafts.reduce((sum, row) => sum + row.points, 0)
  return giveBack(journal, sheet, transfer, pieces, debt, label)
}

/** The lots the transfer touched and by how much, always positive: what it took of each, gave back to each, or made. */
function piecesOf({transfer, uses}: RecordedTransfer): Piece[] {
  if (transfer.available !== null) return [{lot: transfer.id, points: transfer.points}]
  const net = new Map<number, number>()
  for (const use of uses) net.set(use.lot, (net.get(use.lot) ?? 0) + use.points)
  return [...net].filter(([, points]) => points !== 0).map(([lot, points]) => ({lot, points: Math.abs(points)}))
}

/** The transfer took points from the member: they return to their lots, and what was still owed for it is forgiven. */
function giveBack(journal: Journal, sheet: Sheet, transfer: Transfer, pieces: readonly Piece[], debt: number, label: UndoLabel): Reversal {
  const back = mirror(journal, transfer, transfer.points, label)
  for (const {lot, points} of pieces) {
    journal.use({lot, transfer: back.id, points: -points, day: label.day})
    sheet.giveBack(lot, points, label.day)
  }
  if (debt > 0) {
    journal.overdraft({account: sheet.account, transfer: transfer.id, points: -debt, day: label.day})
    const open = sheet.debts.find((each) => each.transfer === transfer.id)
    if (open !== undefined) open.left -= debt
  }
  return {account: sheet.account, spent: 0, missing: 0}
}

/** The transfer gave points to the member: they are taken back, first from where they went. */
function takeBack(journal: Journal, sheet: Sheet, transfer: Transfer, pieces: readonly Piece[], forgiven: number, policy: InsufficientPolicy,
  label: UndoLabel): Reversal {
  const there = pieces.map(({lot, points}) => ({lot: sheet.lot(lot), points: Math.min(points, sheet.lot(lot).left)}))
  const direct = there.reduce((sum, piece) => sum + piece.points, 0)
  const spent = transfer.points - forgiven - direct
  if (spent > 0 && policy === 'refuse') return {account: sheet.account, spent, missing: spent}
  // The direct pieces are set aside first, so that the other lots alone make good what was spent. Debts keep their claim on those:
  // `available` has deducted them.
  for (const piece of there) piece.lot.left -= piece.points
  const others = Math.min(spent, sheet.available(label.day))
  const missing = spent - others
  const owed = forgiven + (policy === 'negative' ? missing : 0)
  const total = direct + others + owed
  if (total === 0) return {account: sheet.account, spent, missing}
  const back = mirror(journal, transfer, total, label)
  for (const {lot, points} of there) if (points > 0) journal.use({lot: lot.id, transfer: back.id, points, day: label.day})
  let rest = others
  for (const lot of sheet.lots) {
    if (rest === 0) break
    if (!usable(lot, label.day)) continue
    const points = Math.min(lot.left, rest)
    journal.use({lot: lot.id, transfer: back.id, points, day: label.day})
    lot.left -= points
    rest -= points
  }
  if (owed > 0) owe(journal, sheet, back, owed)
  return {account: sheet.account, spent, missing}
}

function mirror(journal: Journal, transfer: Transfer, points: number, label: UndoLabel): Transfer {
  return journal.transfer({
    kind: 'reverse', from: transfer.to, to: transfer.from, points, day: label.day, available: null, expires: null, refers: transfer.id, key: null,
    content: null, asked: points === transfer.points ? null : `reverse ${transfer.points}`, orderId: transfer.orderId, reason: label.reason,
    actor: label.actor, note: null,
  })
}
