import type {Day} from '../base/day.js'
import type {TransferKind} from '../vocabulary.js'
import type {Account} from './account.js'

/**
 * One row of the ledger: a positive whole number of points moves from one account to another. At most one side is a member's;
 * what one member gives to another passes through the program's `transferred` account. Rows are never changed.
 */
export interface Transfer {
  readonly id: number
  readonly kind: TransferKind
  readonly from: Account
  readonly to: Account
  readonly points: number
  /** when it counts */
  readonly day: Day
  /** first day its points can be spent; null where the transfer makes no lot (a debit, or points given back to older lots) */
  readonly available: Day | null
  /** first day its points can no longer be spent; null: never expires, or no lot */
  readonly expires: Day | null
  /** the transfer this one undoes, releases, captures or belongs to */
  readonly refers: number | null
  /** idempotency key of the request; on the first transfer of a request */
  readonly key: string | null
  /** fingerprint of the request as it was asked (see `contentOf`) */
  readonly content: number | null
  /** the request in words, where the transfer differs from it: `set 500`, `deduct 300` */
  readonly asked: string | null
  readonly orderId: string | null
  /** null where the batch says it */
  readonly reason: string | null
  readonly actor: string | null
  /** free text; the store keeps it apart and chains its digest, so that it can be erased */
  readonly note: string | null
}

/** So many points of a lot spent by a transfer; negative: given back to the lot. */
export interface LotUse {
  readonly id: number
  readonly lot: number
  readonly transfer: number
  readonly points: number
  readonly day: Day
}

/** So many points a transfer took that no lot covered; negative: covered since, or forgiven. */
export interface Overdraft {
  readonly id: number
  readonly account: Account
  readonly transfer: number
  readonly points: number
  readonly day: Day
}

/** A request that moved nothing (`set` to what it was, a deduction from nothing): its key must still be known. */
export interface NoEffect {
  readonly key: string
  readonly content: number
  readonly account: Account
  readonly asked: string
}

/** Where batches come from. */
export const BATCH_KINDS = {
  adjust: 'adjustments from a file or a query',
  redeem: 'points spent', hold: 'points set aside', release: 'holds given back', capture: 'holds spent',
  transfer: 'points moved between members', expire: 'points past their date', undo: 'an earlier batch undone',
  opening: 'balances from another system', accrue: 'points earned by orders', merge: 'two members made one',
} as const
export type BatchKind = keyof typeof BATCH_KINDS

/** The unit of work: all of it or nothing, in a chain of hashes. */
export interface BatchHeader {
  readonly id: number
  readonly kind: BatchKind
  /** milliseconds since 1970, never before the batch before it */
  readonly recordedAt: number
  readonly actor: string
  readonly reason: string
  /** file name, or the command */
  readonly source: string
  /** SHA-256 of the file; empty for a command */
  readonly sourceHash: string
  /** the batch this one undoes */
  readonly undoes: number | null
}
