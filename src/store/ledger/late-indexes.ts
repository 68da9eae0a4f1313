import type {Connection} from './connection.js'

/** Rows from which on indexes are worth building at the end. */
const MANY = 1000

const LATE = ['transfer_key', 'transfer_to'] as const
export type LateIndex = (typeof LATE)[number]

/**
 * The first batch of a ledger may bring a million rows in no order. To sort all of an index at once takes a third of the time of putting
 * each row into its place, and packs it tighter; so a large first batch takes the indexes away, and each is built again when it is first
 * asked for, at the latest before the batch ends. It all happens inside the batch's transaction: nobody ever sees the table without them.
 */
export class LateIndexes {
  private readonly away = new Map<LateIndex, string>()
  private mayTake: boolean

  /** `first`: the table of transfers is empty. */
  constructor(private readonly db: Connection, first: boolean) {
    this.mayTake = first
  }

  /** So many rows are to be written. */
  expect(rows: number): void {
    if (!this.mayTake) return
    this.mayTake = false
    if (rows < MANY) return
    for (const name of LATE) {
      const found = this.db.prepare(`SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?`).raw().get([name]) as [string] | undefined
      if (found === undefined) continue
      this.db.exec(`DROP INDEX ${name}`)
      this.away.set(name, found[0])
    }
  }

  /** To be called before anything reads through this index. */
  need(name: LateIndex): void {
    this.mayTake = false
    const sql = this.away.get(name)
    if (sql === undefined) return
    this.away.delete(name)
    this.db.exec(sql)
  }

  end(): void {
    for (const name of LATE) this.need(name)
  }
}
