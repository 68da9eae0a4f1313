import type {Day} from '../../base/day.js'
import type {AdjustmentOp} from '../../ledger/adjust.js'
import type {Identity} from './port.js'

/** One request as a file or a query states it: nothing filled in. */
export interface AdjustmentRow {
  /** line in the file, counting from 1 */
  readonly line: number
  /** place among the records, counting from 1: with the file's hash, the key of a row that brings none */
  readonly record: number
  readonly key: string | undefined
  readonly identity: Identity
  readonly wallet: string | undefined
  readonly op: AdjustmentOp
  readonly points: number
  readonly occurred: Day | undefined
  readonly available: Day | undefined
  readonly expires: Day | undefined
  readonly orderId: string | undefined
  readonly reason: string | undefined
  readonly note: string | undefined
  readonly actor: string | undefined
  /** the record as it was read, for the rejects file */
  readonly raw: readonly string[]
}

/** A record that says nothing usable. `code` is stable. */
export interface UnreadableRow {
  readonly line: number
  readonly code: string
  readonly message: string
  readonly raw: readonly string[]
}

/** Where requests come from. */
export interface AdjustmentSource {
  /** as the person named it */
  readonly name: string
  /** the account rows without one are meant for, where somebody said so outside the file */
  readonly account?: string | undefined
  /** columns nothing was understood of */
  readonly ignored?: readonly string[]
  /** SHA-256 of the bytes; for a query, of its words */
  readonly hash: string
  /** vendor layout recognised, `regulars` for our own, null for columns understood by themselves */
  readonly layout: string | null
  /** field → column, as understood */
  readonly mapping: Readonly<Record<string, string>>
  readonly header: readonly string[]
  rows(): AsyncIterable<readonly (AdjustmentRow | UnreadableRow)[]>
}

/** Keeps refused rows, with the reason, in a form that can be mended and sent again. */
export interface RejectsSink {
  add(row: {readonly line: number; readonly code: string; readonly message: string; readonly raw: readonly string[]}): void
  /** Name of the file written; null where nothing was refused. */
  close(): Promise<string | null>
}

export function isUnreadable(row: AdjustmentRow | UnreadableRow): row is UnreadableRow {
  return 'code' in row
}
