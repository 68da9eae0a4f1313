import {assert} from '../base/assert.js'
import type {Day} from '../base/day.js'
import {counterpart} from './account.js'
import type {Journal} from './journal.js'
import type {Sheet} from './sheet.js'
import type {RecordedTransfer} from './undo.js'
import type {Transfer} from './transfer.js'

export interface HoldLabel {
  readonly day: Day
  readonly key: string | null
  readonly content: number | null
  readonly reason: string | null
  readonly actor: string | null
  readonly note: string | null
}

/** Spends so many of the points a hold set aside. */
export function capture(journal: Journal, hold: Transfer, points: number, label: HoldLabel): Transfer {
  return journal.transfer({
    kind: 'capture', from: hold.to, to: counterpart(hold.to, 'redeemed'), points, available: null, expires: null, refers: hold.id, asked: null,
    orderId: hold.orderId, ...label,
  })
}

/**
 * Gives back so many of the points a hold set aside, to the lots they came from. A capture spends what expires first, so what is
 * given back are the points that expire last.
 */
export function release(journal: Journal, sheet: Sheet, {transfer: hold, uses}: RecordedTransfer, points: number, label: HoldLabel): Transfer {
  const back = journal.transfer({
    kind: 'release', from: hold.to, to: hold.from, points, available: null, expires: null, refers: hold.id, asked: null, orderId: hold.orderId, ...label,
  })
  let rest = points
  for (const use of [...uses].reverse()) {
    if (rest === 0) break
    const part = Math.min(use.points, rest)
    journal.use({lot: use.lot, transfer: back.id, points: -part, day: label.day})
    sheet.giveBack(use.lot, part, label.day)
    rest -= part
  }
  assert(rest === 0, `hold ${hold.id} has ${rest} points less in lots than in its transfer`)
  return back
}
