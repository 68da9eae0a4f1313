import {createHash, type Hash} from 'node:crypto'
import {LINES_PER_BLOCK, noEffectLine, overdraftLine, type Section, type SectionName, SECTIONS, transferLine, useLine} from '../../ledger/canonical.js'
import type {JournalRows} from '../../ledger/journal.js'
import type {Transfer} from '../../ledger/transfer.js'
import {isMemberAccount} from '../../ledger/account.js'
import type {Connection} from './connection.js'

/** Rows per INSERT. Large enough to make the call cheap, small enough for SQLite's limit on parameters. */
const ROWS_PER_INSERT = 10
/** Characters of canonical lines gathered before they are hashed. */
const HASH_CHUNK = 1 << 16

type Value = string | number | null
type Statement = ReturnType<Connection['prepare']>

/** Inserts rows many at a time through two prepared statements: one for full groups, one for what is left over. */
export class BulkInsert {
  private readonly one: Statement
  private many: Statement | undefined
  private values: Value[] = []
  private readonly width: number

  constructor(private readonly db: Connection, private readonly table: string, private readonly columns: readonly string[]) {
    this.one = db.prepare(this.sql(1))
    this.width = columns.length
  }

  /** Values of rows, one after the other, whole rows at a time. Call `flush` at the end. */
  add(...values: readonly Value[]): void {
    for (const value of values) this.values.push(value)
    if (this.values.length < this.width * ROWS_PER_INSERT) return
    this.many ??= this.db.prepare(this.sql(ROWS_PER_INSERT))
    this.many.run(this.values)
    this.values = []
  }

  flush(): void {
    for (let at = 0; at < this.values.length; at += this.width) this.one.run(this.values.slice(at, at + this.width))
    this.values = []
  }

  private sql(rows: number): string {
    const row = `(${this.columns.map(() => '?').join(',')})`
    return `INSERT INTO ${this.table}(${this.columns.join(',')}) VALUES ${Array(rows).fill(row).join(',')}`
  }
}

/** The hash of a section: SHA-256 over its lines in blocks, then over the hashes of the blocks. Lines are fed in large pieces. */
export class SectionHash {
  private block: Hash = createHash('sha256')
  private inBlock = 0
  private lines = 0
  private pending = ''
  private readonly blocks: string[] = []

  add(line: string): void {
    this.pending += line
    this.inBlock += 1
    if (this.inBlock === LINES_PER_BLOCK) this.endBlock()
    else if (this.pending.length >= HASH_CHUNK) this.feed()
  }

  end(): Section {
    if (this.inBlock > 0) this.endBlock()
    return {lines: this.lines, hash: hashOfBlocks(this.blocks)}
  }

  private feed(): void {
    this.block.update(this.pending, 'utf8')
    this.pending = ''
  }

  private endBlock(): void {
    this.feed()
    this.blocks.push(this.block.digest('hex'))
    this.block = createHash('sha256')
    this.lines += this.inBlock
    this.inBlock = 0
  }
}

export function hashOfBlocks(blocks: readonly string[]): string {
  return createHash('sha256').update(blocks.map((block) => `${block}\n`).join('')).digest('hex')
}

/** Writes the rows of one batch and hashes their canonical lines on the way. */
export class BatchRows {
  readonly hashes: Readonly<Record<SectionName, SectionHash>> = {
    transfers: new SectionHash(), uses: new SectionHash(), overdrafts: new SectionHash(), 'no-effects': new SectionHash(),
  }
  pointsIn = 0
  pointsOut = 0
  private readonly transfers: BulkInsert
  private readonly fullTransfers: BulkInsert
  private readonly uses: BulkInsert
  private readonly overdrafts: BulkInsert
  private readonly noEffects: BulkInsert
  private readonly notes: BulkInsert

  constructor(db: Connection, private readonly salt: string) {
    const usual = ['id', 'from_account', 'to_account', 'points', 'day', 'available', 'expires', 'kind', 'key', 'content', 'order_id', 'reason']
    this.transfers = new BulkInsert(db, 'transfer', usual)
    this.fullTransfers = new BulkInsert(db, 'transfer', [...usual, 'refers', 'asked', 'actor', 'note'])
    this.uses = new BulkInsert(db, 'lot_use', ['id', 'lot', 'transfer', 'points', 'day'])
    this.overdrafts = new BulkInsert(db, 'overdraft', ['id', 'account', 'transfer', 'points', 'day'])
    this.noEffects = new BulkInsert(db, 'no_effect', ['key', 'content', 'account', 'asked'])
    this.notes = new BulkInsert(db, 'note', ['transfer', 'text'])
  }

  write(rows: JournalRows): void {
    // Most batches use none of these columns; not to bind them saves a tenth of the time.
    const full = rows.transfers.some((t) => t.refers !== null || t.asked !== null || t.actor !== null || t.note !== null)
    for (const row of rows.transfers) {
      const t = row.note === null ? row : this.withDigest(row)
      this.hashes.transfers.add(transferLine(t))
      if (isMemberAccount(t.to)) this.pointsIn += t.points
      if (isMemberAccount(t.from)) this.pointsOut += t.points
      if (full) this.fullTransfers.add(t.id, t.from, t.to, t.points, t.day, t.available, t.expires, t.kind, t.key, t.content, t.orderId, t.reason, t.refers,
        t.asked, t.actor, t.note)
      else this.transfers.add(t.id, t.from, t.to, t.points, t.day, t.available, t.expires, t.kind, t.key, t.content, t.orderId, t.reason)
    }
    this.transfers.flush()
    this.fullTransfers.flush()
    this.notes.flush()
    this.writeOthers(rows)
  }

  end(): Record<SectionName, Section> {
    return Object.fromEntries(SECTIONS.map((name) => [name, this.hashes[name].end()])) as Record<SectionName, Section>
  }

  private writeOthers(rows: JournalRows): void {
    for (const use of rows.uses) {
      this.hashes.uses.add(useLine(use))
      this.uses.add(use.id, use.lot, use.transfer, use.points, use.day)
    }
    this.uses.flush()
    for (const row of rows.overdrafts) {
      this.hashes.overdrafts.add(overdraftLine(row))
      this.overdrafts.add(row.id, row.account, row.transfer, row.points, row.day)
    }
    this.overdrafts.flush()
    for (const row of rows.noEffects) {
      this.hashes['no-effects'].add(noEffectLine(row))
      this.noEffects.add(row.key, row.content, row.account, row.asked)
    }
    this.noEffects.flush()
  }

  private withDigest(row: Transfer): Transfer {
    this.notes.add(row.id, row.note)
    return {...row, note: noteDigest(this.salt, row.id, row.note ?? '')}
  }
}

/** What the chain keeps of a note: it proves the text while the text is there, and says nothing once it is erased. */
export function noteDigest(salt: string, transfer: number, text: string): string {
  return createHash('sha256').update(`${salt}\t${transfer}\t${text}`).digest('hex').slice(0, 32)
}
