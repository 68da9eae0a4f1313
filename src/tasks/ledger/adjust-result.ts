import {addMonths, type Day} from '../../base/day.js'
import type {InsufficientPolicy} from '../../ledger/rules.js'

export interface AdjustRequest {
  readonly dryRun: boolean
  /** apply the rows that can be applied and leave out the others */
  readonly partial: boolean
  readonly onInsufficient: InsufficientPolicy
  readonly reason: string
  readonly actor: string
  /** milliseconds */
  readonly now: number
  readonly salt: string
  readonly timeZone: string
  /** days an effective day may lie back */
  readonly backdateLimitDays: number
  /** points without an expiry of their own last so many months; undefined: for ever */
  readonly expireAfterMonths: number | undefined
  /** how many rows' effects to bring back, for a person to read; all go to `onEffect` */
  readonly effects: number
  readonly onEffect?: (effect: RowEffect) => void
}

/** What one row does, or why it does not. */
export interface RowEffect {
  readonly line: number
  /** empty, as what follows, where the row could not be read */
  readonly customer: string
  readonly account: string
  readonly op: string
  readonly points: number | null
  readonly status: 'applied' | 'duplicate' | 'rejected'
  readonly before: number | null
  readonly after: number | null
  readonly moved: number
  /** of a refusal */
  readonly code: string | null
  readonly message: string | null
}

export interface Reject {
  readonly line: number
  readonly code: string
  readonly message: string
}

export interface AdjustResult {
  /** null: nothing was written */
  readonly batch: number | null
  readonly dryRun: boolean
  readonly rows: {readonly read: number; readonly applied: number; readonly duplicate: number; readonly rejected: number}
  readonly points: {readonly added: number; readonly deducted: number}
  readonly rejectsFile: string | null
  /** the first refused rows */
  readonly rejects: readonly Reject[]
  readonly rejectedByCode: Readonly<Record<string, number>>
  /** true: rows were refused and therefore nothing was written */
  readonly refused: boolean
  readonly newMembers: number
  readonly backdated: number
  /** rows without a key of their own got one from the file's hash and their place */
  readonly keysDerived: number
  /** duplicates of rows whose batch has been undone since */
  readonly duplicatesOfUndone: number
  readonly source: {readonly name: string; readonly sha256: string; readonly layout: string | null; readonly mapping: Readonly<Record<string, string>>
    /** columns of the file that say nothing about adjustments */
    readonly ignored: readonly string[]}
  readonly clockBehindMs: number
  readonly effects: readonly RowEffect[]
  readonly effectsLeftOut: number
}

/** The expiry of points that bring none of their own. */
export function defaultExpiry(available: Day, months: number | undefined): Day | null {
  return months === undefined ? null : addMonths(available, months)
}

export {INSUFFICIENT_POLICIES, type InsufficientPolicy} from '../../ledger/rules.js'
