import type {Day} from '../../base/day.js'
import {type Account, isMemberAccount} from '../../ledger/account.js'
import type {KeyDescription, RecordedKey} from '../../tasks/ledger/port.js'
import {type Connection, prepared} from './connection.js'

/** What is known of idempotency keys used before. */
export function recordedKeys(db: Connection, keys: readonly string[], batches: BatchFinder): Map<string, RecordedKey> {
  const found = new Map<string, RecordedKey>()
  const list = JSON.stringify(keys)
  const transfers = prepared(db, `SELECT t.key, t.content, t.id FROM json_each(?) j CROSS JOIN transfer t INDEXED BY transfer_key ON t.key = j.value
    WHERE t.key IS NOT NULL`)
  for (const row of transfers.iterate([list]) as Iterable<unknown>) {
    const [key, content, id] = row as [string, number, number]
    found.set(key, {content, ...batches.ofTransfer(id), description: () => describeTransfer(db, id)})
  }
  const noEffects = prepared(db, `SELECT n.key, n.content, n.id, n.account, n.asked FROM json_each(?) j CROSS JOIN no_effect n ON n.key = j.value`)
  for (const row of noEffects.iterate([list]) as Iterable<unknown>) {
    const [key, content, id, account, asked] = row as [string, number, number, Account, string]
    found.set(key, {content, ...batches.ofNoEffect(id), description: () => ({points: 0, account, to: true, day: null, asked, available: null,
      expires: null, orderId: null, reason: null, actor: null})})
  }
  return found
}

function describeTransfer(db: Connection, id: number): KeyDescription {
  const row = db.prepare(`SELECT points, from_account, to_account, day, asked, available, expires, order_id, reason, actor
    FROM transfer WHERE id = ?`).raw().get([id])
  const [points, from, to, day, asked, available, expires, orderId, reason, actor] = row as [number, Account, Account, Day, string | null, Day | null,
    Day | null, string | null, string | null, string | null]
  const toMember = isMemberAccount(to)
  return {points, account: toMember ? to : from, to: toMember, day, asked, available, expires, orderId, reason, actor}
}

/** Says in which batch a row was recorded; the rows of a batch are numbered without gaps. Reads the batches when first asked. */
export class BatchFinder {
  private rows: readonly (readonly [number, number, number, boolean])[] | undefined

  /** `current`: the running batch, whose row does not stand yet. */
  constructor(private readonly db: Connection, private readonly current: number) {}

  /** Number, last transfer, last request without effect, and whether it is undone: an undoing that was undone itself undoes nothing. */
  private read(): readonly (readonly [number, number, number, boolean])[] {
    const rows = this.db.prepare('SELECT id, last_transfer, last_no_effect, undoes FROM batch ORDER BY id DESC').raw()
      .all() as [number, number, number, number | null][]
    const undone = new Set<number>()
    for (const [id, , , undoes] of rows) if (undoes !== null && !undone.has(id)) undone.add(undoes)
    return rows.reverse().map(([id, transfer, noEffect]) => [id, transfer, noEffect, undone.has(id)] as const)
  }

  ofTransfer(id: number): {batch: number; undone: boolean} {
    return this.search(id, 1)
  }

  ofNoEffect(id: number): {batch: number; undone: boolean} {
    return this.search(id, 2)
  }

  private search(id: number, column: 1 | 2): {batch: number; undone: boolean} {
    this.rows ??= this.read()
    let low = 0
    let high = this.rows.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.rows[middle]![column] >= id) high = middle
      else low = middle + 1
    }
    const row = this.rows[low]
    return row === undefined ? {batch: this.current, undone: false} : {batch: row[0], undone: row[3]}
  }
}
