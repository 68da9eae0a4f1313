import {assert} from '../base/assert.js'
import type {Day} from '../base/day.js'
import type {Account} from './account.js'
import type {LotUse, NoEffect, Overdraft, Transfer} from './transfer.js'

/** The rows a batch has decided on and not yet handed to the store. */
export interface JournalRows {
  readonly transfers: readonly Transfer[]
  readonly uses: readonly LotUse[]
  readonly overdrafts: readonly Overdraft[]
  readonly noEffects: readonly NoEffect[]
}

/** Last numbers given out. */
export interface LastIds {
  readonly transfer: number
  readonly use: number
  readonly overdraft: number
}

/** Numbers rows one after the other, without gaps, and keeps them until they are written. */
export class Journal {
  private transfers: Transfer[] = []
  private uses: LotUse[] = []
  private overdrafts: Overdraft[] = []
  private noEffects: NoEffect[] = []
  private transferId: number
  private useId: number
  private overdraftId: number

  constructor(last: LastIds) {
    this.transferId = last.transfer
    this.useId = last.use
    this.overdraftId = last.overdraft
  }

  get last(): LastIds {
    return {transfer: this.transferId, use: this.useId, overdraft: this.overdraftId}
  }

  transfer(row: Omit<Transfer, 'id'>): Transfer {
    assert(Number.isSafeInteger(row.points) && row.points > 0, `a transfer moves a positive whole number, got ${row.points}`)
    const transfer: Transfer = {
      id: ++this.transferId, kind: row.kind, from: row.from, to: row.to, points: row.points, day: row.day, available: row.available, expires: row.expires,
      refers: row.refers, key: row.key, content: row.content, asked: row.asked, orderId: row.orderId, reason: row.reason, actor: row.actor, note: row.note,
    }
    this.transfers.push(transfer)
    return transfer
  }

  use(row: {readonly lot: number; readonly transfer: number; readonly points: number; readonly day: Day}): void {
    assert(row.points !== 0, 'a use of no points')
    this.uses.push({id: ++this.useId, ...row})
  }

  overdraft(row: {readonly account: Account; readonly transfer: number; readonly points: number; readonly day: Day}): void {
    assert(row.points !== 0, 'an overdraft of no points')
    this.overdrafts.push({id: ++this.overdraftId, ...row})
  }

  noEffect(row: NoEffect): void {
    this.noEffects.push(row)
  }

  /** The uses a transfer has made since the last hand-over. */
  usesBy(transfer: number): readonly LotUse[] {
    return this.uses.filter((use) => use.transfer === transfer)
  }

  /** Hands over what has gathered. */
  take(): JournalRows {
    const rows = {transfers: this.transfers, uses: this.uses, overdrafts: this.overdrafts, noEffects: this.noEffects}
    this.transfers = []
    this.uses = []
    this.overdrafts = []
    this.noEffects = []
    return rows
  }
}
