import {createHash} from 'node:crypto'
import {noEffectLine, overdraftLine, type Section, type SectionName, SECTIONS, transferLine, useLine} from '../../ledger/canonical.js'
import type {JournalRows} from '../../ledger/journal.js'
import type {Transfer} from '../../ledger/transfer.js'
import {isMemberAccount} from '../../ledger/account.js'
import {BlockInsert, BulkInsert} from './bulk-insert.js'
import type {Connection} from './connection.js'
import {SectionHash} from './section-hash.js'

/** The columns of the table of transfers beside its number, and where a transfer has them. */
const TRANSFER_COLUMNS = [
  ['from_account', 'from'], ['to_account', 'to'], ['points', 'points'], ['day', 'day'], ['available', 'available'], ['expires', 'expires'],
  ['refers', 'refers'], ['kind', 'kind'], ['key', 'key'], ['content', 'content'], ['asked', 'asked'], ['order_id', 'orderId'], ['reason', 'reason'],
  ['actor', 'actor'], ['note', 'note'],
] as const

/** Writes the rows of one batch and hashes their canonical lines on the way. */
export class BatchRows {
  readonly hashes: Readonly<Record<SectionName, SectionHash>> = {
    transfers: new SectionHash(), uses: new SectionHash(), overdrafts: new SectionHash(), 'no-effects': new SectionHash(),
  }
  pointsIn = 0
  pointsOut = 0
  private readonly transfers: BlockInsert<Transfer>
  private readonly uses: BulkInsert
  private readonly overdrafts: BulkInsert
  private readonly noEffects: BulkInsert
  private readonly notes: BulkInsert

  constructor(db: Connection, private readonly salt: string) {
    this.transfers = new BlockInsert(db, 'transfer', TRANSFER_COLUMNS)
    this.uses = new BulkInsert(db, 'lot_use', ['id', 'lot', 'transfer', 'points', 'day'])
    this.overdrafts = new BulkInsert(db, 'overdraft', ['id', 'account', 'transfer', 'points', 'day'])
    this.noEffects = new BulkInsert(db, 'no_effect', ['key', 'content', 'account', 'asked'])
    this.notes = new BulkInsert(db, 'note', ['transfer', 'text'])
  }

  write(rows: JournalRows): void {
    const transfers = rows.transfers.some(({note}) => note !== null) ? rows.transfers.map((row) => this.withDigest(row)) : rows.transfers
    for (const t of transfers) {
      transferLine(this.hashes.transfers, t)
      if (isMemberAccount(t.to)) this.pointsIn += t.points
      if (isMemberAccount(t.from)) this.pointsOut += t.points
    }
    this.transfers.add(transfers)
    this.notes.flush()
    this.writeOthers(rows)
  }

  end(): Record<SectionName, Section> {
    return Object.fromEntries(SECTIONS.map((name) => [name, this.hashes[name].result()])) as Record<SectionName, Section>
  }

  private writeOthers(rows: JournalRows): void {
    for (const use of rows.uses) {
      useLine(this.hashes.uses, use)
      this.uses.add(use.id, use.lot, use.transfer, use.points, use.day)
    }
    this.uses.flush()
    for (const row of rows.overdrafts) {
      overdraftLine(this.hashes.overdrafts, row)
      this.overdrafts.add(row.id, row.account, row.transfer, row.points, row.day)
    }
    this.overdrafts.flush()
    for (const row of rows.noEffects) {
      noEffectLine(this.hashes['no-effects'], row)
      this.noEffects.add(row.key, row.content, row.account, row.asked)
    }
    this.noEffects.flush()
  }

  private withDigest(row: Transfer): Transfer {
    if (row.note === null) return row
    this.notes.add(row.id, row.note)
    return {...row, note: noteDigest(this.salt, row.id, row.note)}
  }
}

/** What the chain keeps of a note: it proves the text while the text is there, and says nothing once it is erased. */
export function noteDigest(salt: string, transfer: number, text: string): string {
  return createHash('sha256').update(`${salt}\t${transfer}\t${text}`).digest('hex').slice(0, 32)
}
