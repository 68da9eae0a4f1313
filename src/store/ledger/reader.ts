import type {Day} from '../../base/day.js'
import {type Account, FIRST_MEMBER_ACCOUNT, type Member, memberAccount} from '../../ledger/account.js'
import {manifest, type Section, type SectionName, SECTIONS} from '../../ledger/canonical.js'
import type {AccountRows} from '../../ledger/position.js'
import type {BatchKind, LotUse, Overdraft, Transfer} from '../../ledger/transfer.js'
import type {BatchSummary, Identity, LedgerReader, Lookup, MemberRecord, Recorded} from '../../tasks/ledger/port.js'
import {type Connection, number} from './connection.js'
import {batchRanges, blocksOf, hashBlock, sectionBytes, textOf} from './chain.js'
import {Members} from './members.js'
import {hashOfBlocks} from './section-hash.js'
import {columnsOf, transferOf} from './sheets.js'

const PAGE = 2000

/** Last numbers of each table that count for a question "as recorded by". */
interface Limits {
  readonly transfer: number
  readonly use: number
  readonly overdraft: number
}

/** Everything that can be asked of the ledger without changing it. */
export class SqliteLedgerReader implements LedgerReader {
  constructor(protected readonly db: Connection) {}

  async find(identity: Identity): Promise<Lookup> {
    return new Members(this.db, 0).find([identity], () => false)[0]!
  }

  async memberRecords(members: readonly Member[]): Promise<readonly MemberRecord[]> {
    return this.db.prepare(`${MEMBER_SQL} JOIN json_each(?) j ON m.id = j.value ORDER BY m.id`).raw().all(JSON.stringify(members)).map(memberOf)
  }

  async memberPage(after: number, limit: number): Promise<readonly MemberRecord[]> {
    return this.db.prepare(`${MEMBER_SQL} WHERE m.id > ? ORDER BY m.id LIMIT ?`).raw().all(after, limit).map(memberOf)
  }

  async wallets(): Promise<readonly string[]> {
    return (this.db.prepare('SELECT name FROM wallet ORDER BY id').raw().all() as [string][]).map(([name]) => name)
  }

  async accountsOf(member: Member): Promise<readonly Account[]> {
    return (this.db.prepare('SELECT id FROM wallet ORDER BY id').raw().all() as [number][]).map(([wallet]) => memberAccount(member, wallet))
  }

  async accountRows(account: Account, recorded: Recorded): Promise<AccountRows> {
    return this.rowsOf([account], this.limits(recorded))[0]!
  }

  async mergedInto(member: Member): Promise<readonly Member[]> {
    const found: Member[] = []
    const statement = this.db.prepare('SELECT id FROM member WHERE merged_into = ?').raw()
    for (let at: Member[] = [member]; at.length > 0; ) {
      at = at.flatMap((each) => (statement.all(each) as [Member][]).map(([id]) => id))
      found.push(...at)
    }
    return found
  }

  async notes(transfers: readonly number[]): Promise<ReadonlyMap<number, string>> {
    if (transfers.length === 0) return new Map()
    const rows = this.db.prepare('SELECT n.transfer, n.text FROM json_each(?) j JOIN note n ON n.transfer = j.value')
    return new Map(rows.raw().all(JSON.stringify(transfers)) as [number, string][])
  }

  async *allAccountRows(recorded: Recorded): AsyncIterable<readonly AccountRows[]> {
    const limits = this.limits(recorded)
    const page = this.db.prepare(`SELECT DISTINCT account FROM (
      SELECT * FROM (SELECT DISTINCT to_account AS account FROM transfer INDEXED BY transfer_to WHERE to_account >= 1024 AND to_account > ?1
        ORDER BY to_account LIMIT ${PAGE})
      UNION SELECT * FROM (SELECT DISTINCT from_account FROM transfer INDEXED BY transfer_from WHERE from_account >= 1024 AND from_account > ?1
        ORDER BY from_account LIMIT ${PAGE})) ORDER BY account LIMIT ${PAGE}`).raw()
    for (let after = FIRST_MEMBER_ACCOUNT - 1; ; ) {
      const accounts = (page.all(after) as [Account][]).map(([account]) => account)
      if (accounts.length === 0) return
      yield this.rowsOf(accounts, limits)
      after = accounts.at(-1)!
    }
  }

  async programTotals(asOf: Day, recorded: Recorded): Promise<readonly {readonly account: Account; readonly points: number}[]> {
    const rows = this.db.prepare(`SELECT account, sum(points) FROM (
      SELECT to_account AS account, sum(points) AS points FROM transfer WHERE to_account < 1024 AND day <= ?1 AND id <= ?2 GROUP BY 1
      UNION ALL SELECT from_account, -sum(points) FROM transfer WHERE from_account < 1024 AND day <= ?1 AND id <= ?2 GROUP BY 1) GROUP BY 1 ORDER BY 1`)
      .raw().all(asOf, this.limits(recorded).transfer) as [Account, number][]
    return rows.map(([account, points]) => ({account, points}))
  }

  async batch(id: number): Promise<BatchSummary | undefined> {
    const row = this.db.prepare(`${BATCH_SQL} WHERE b.id = ?`).raw().get([id]) as unknown[] | undefined
    return row === undefined ? undefined : summaryOf(row)
  }

  async batches(limit: number): Promise<readonly BatchSummary[]> {
    return (this.db.prepare(`${BATCH_SQL} ORDER BY b.id DESC LIMIT ?`).raw().all(limit) as unknown[][]).map(summaryOf)
  }

  async undoChain(batch: number): Promise<readonly number[]> {
    const chain: number[] = []
    for (let at = batch; ; at = chain.at(-1)!) {
      const next = number(this.db, 'SELECT id FROM batch WHERE undoes = ?', at)
      if (next === 0) return chain
      chain.push(next)
    }
  }

  async *chainText(batch: number): AsyncIterable<{readonly section: SectionName | 'manifest'; readonly text: string}> {
    const ranges = batchRanges(this.db, batch)
    if (ranges === undefined) return
    const sections: Partial<Record<SectionName, Section>> = {}
    for (const section of SECTIONS) {
      const blocks = blocksOf(section, ranges.sections[section])
      const hashes = blocks.map((block) => hashBlock(this.db, block))
      sections[section] = {lines: hashes.reduce((sum, {lines}) => sum + lines, 0), hash: hashOfBlocks(hashes.map(({hash}) => hash))}
      for (const {bytes} of sectionBytes(this.db, section, ranges.sections[section])) yield {section, text: String(textOf(bytes))}
    }
    yield {section: 'manifest', text: manifest(ranges.header, ranges.figures, ranges.previous, sections as Record<SectionName, Section>)}
  }

  async close(): Promise<void> {
    this.db.close()
  }

  private limits({until}: Recorded): Limits {
    const everything = Number.MAX_SAFE_INTEGER
    if (until === undefined) return {transfer: everything, use: everything, overdraft: everything}
    const row = this.db.prepare('SELECT last_transfer, last_use, last_overdraft FROM batch WHERE recorded_at <= ? ORDER BY id DESC LIMIT 1')
      .raw().get([until]) as [number, number, number] | undefined
    const [transfer, use, overdraft] = row ?? [0, 0, 0]
    return {transfer, use, overdraft}
  }

  private rowsOf(accounts: readonly Account[], limits: Limits): AccountRows[] {
    const list = JSON.stringify(accounts)
    const parts = new Map(accounts.map((account) => [account, {account, transfers: [] as Transfer[], uses: [] as LotUse[], overdrafts: [] as Overdraft[]}]))
    for (const [side, index] of [['to_account', 'transfer_to'], ['from_account', 'transfer_from']] as const) {
      const rows = this.db.prepare(`SELECT ${columnsOf('t')} FROM json_each(?) j CROSS JOIN transfer t INDEXED BY ${index}
        ON t.${side} = j.value AND t.${side} >= 1024 WHERE t.id <= ?`)
      for (const row of rows.raw().iterate([list, limits.transfer]) as Iterable<unknown>) {
        const transfer = transferOf(row as unknown[])
        parts.get(side === 'to_account' ? transfer.to : transfer.from)!.transfers.push(transfer)
      }
    }
    const uses = this.db.prepare(`SELECT t.to_account, u.id, u.lot, u.transfer, u.points, u.day FROM json_each(?) j
      CROSS JOIN transfer t INDEXED BY transfer_to ON t.to_account = j.value AND t.to_account >= 1024
      CROSS JOIN lot_use u INDEXED BY lot_use_lot ON u.lot = t.id WHERE t.available IS NOT NULL AND u.id <= ?`)
    for (const row of uses.raw().iterate([list, limits.use]) as Iterable<unknown>) {
      const [account, id, lot, transfer, points, day] = row as [Account, number, number, number, number, Day]
      parts.get(account)!.uses.push({id, lot, transfer, points, day})
    }
    const overdrafts = this.db.prepare(`SELECT o.id, o.account, o.transfer, o.points, o.day FROM json_each(?) j
      CROSS JOIN overdraft o INDEXED BY overdraft_account ON o.account = j.value WHERE o.id <= ?`)
    for (const row of overdrafts.raw().iterate([list, limits.overdraft]) as Iterable<unknown>) {
      const [id, account, transfer, points, day] = row as [number, Account, number, number, Day]
      parts.get(account)!.overdrafts.push({id, account, transfer, points, day})
    }
    for (const part of parts.values()) {
      part.transfers.sort((a, b) => a.id - b.id)
      part.uses.sort((a, b) => a.id - b.id)
    }
    return [...parts.values()]
  }
}

const MEMBER_SQL = `SELECT m.id, p.customer_id, p.email, p.phone, p.name, m.merged_into, m.erased_at, coalesce(b.recorded_at, 0)
  FROM member m LEFT JOIN person p ON p.member = m.id LEFT JOIN batch b ON b.id = m.batch`

function memberOf(row: unknown): MemberRecord {
  const [member, customerId, email, phone, name, mergedInto, erasedAt, since] = row as never[]
  return {member, customerId, email, phone, name, mergedInto, erasedAt, since} as unknown as MemberRecord
}

const BATCH_SQL = `SELECT b.id, b.kind, b.recorded_at, b.actor, b.reason, b.source, b.source_hash, b.undoes, b.rows_read, b.rows_applied,
  b.rows_duplicate, b.rows_rejected, b.points_in, b.points_out,
  b.last_transfer - coalesce((SELECT p.last_transfer FROM batch p WHERE p.id = b.id - 1), 0),
  (SELECT u.id FROM batch u WHERE u.undoes = b.id), b.hash FROM batch b`

function summaryOf(row: unknown[]): BatchSummary {
  const [id, kind, recordedAt, actor, reason, source, sourceHash, undoes, read, applied, duplicate, rejected, pointsIn, pointsOut, transfers, undoneBy,
    hash] = row as [number, BatchKind, number, string, string, string, string, number | null, number, number, number, number, number, number, number,
    number | null, string]
  return {id, kind, recordedAt, actor, reason, source, sourceHash, undoes, read, applied, duplicate, rejected, pointsIn, pointsOut, transfers, undoneBy, hash}
}

