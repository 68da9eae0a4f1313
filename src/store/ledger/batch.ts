import {createHash} from 'node:crypto'
import type {Day} from '../../base/day.js'
import {RegularsError} from '../../base/errors.js'
import {type Account, FIRST_MEMBER_ACCOUNT, type Member, memberAccount, WALLETS_MAX} from '../../ledger/account.js'
import {FIRST_PREVIOUS, manifest} from '../../ledger/canonical.js'
import {Journal} from '../../ledger/journal.js'
import type {Sheet} from '../../ledger/sheet.js'
import type {RecordedTransfer} from '../../ledger/undo.js'
import type {BatchCounts, BatchOpening, Identity, Lookup, OpenBatch, RecordedKey} from '../../tasks/ledger/port.js'
import {KeyFilter} from './key-filter.js'
import {LateIndexes} from './late-indexes.js'
import {type Connection, number} from './connection.js'
import {BatchFinder, recordedKeys} from './keys.js'
import {Members} from './members.js'
import {BatchRows} from './rows.js'
import {reseal, sealOf} from './seals.js'
import {loadRecorded, loadSheets} from './sheets.js'

/** Accounts handed on at a time. */
const PAGE = 2000

/** The head of the chain a new batch is hung on. */
interface Head {
  readonly id: number
  readonly recordedAt: number
  readonly lastTransfer: number
  readonly lastUse: number
  readonly lastOverdraft: number
  readonly hash: string
}

/** One batch inside a transaction that the store has begun and will end. */
export class SqliteBatch implements OpenBatch {
  readonly id: number
  readonly recordedAt: number
  readonly clockBehind: number
  readonly given: number
  readonly journal: Journal
  private readonly head: Head
  private readonly rows: BatchRows
  private readonly people: Members
  private readonly finder: BatchFinder
  private readonly indexes: LateIndexes
  private readonly merges: [Member, Member][] = []
  /** In a new ledger: the keys asked for by this batch. Only they can have been used before. */
  private readonly ownKeys: KeyFilter | undefined

  constructor(private readonly db: Connection, private readonly opening: BatchOpening) {
    this.head = headOf(db)
    this.id = this.head.id + 1
    this.clockBehind = Math.max(0, this.head.recordedAt - opening.now)
    this.given = number(db, 'SELECT sum(points_in) FROM batch')
    this.recordedAt = Math.max(this.head.recordedAt, opening.now)
    this.journal = new Journal({transfer: this.head.lastTransfer, use: this.head.lastUse, overdraft: this.head.lastOverdraft})
    this.rows = new BatchRows(db, opening.salt)
    this.people = new Members(db, this.id)
    this.finder = new BatchFinder(db, this.id)
    this.indexes = new LateIndexes(db, this.head.id === 0)
    this.ownKeys = this.head.id === 0 ? new KeyFilter() : undefined
  }

  async wallet(name: string, create: boolean): Promise<number> {
    const row = this.db.prepare('SELECT id FROM wallet WHERE name = ?').raw().get([name]) as [number] | undefined
    if (row !== undefined) return row[0]
    const next = number(this.db, 'SELECT max(id) FROM wallet') + 1
    if (!create || next >= WALLETS_MAX) return -1
    this.db.prepare('INSERT INTO wallet(id, name) VALUES (?, ?)').run([next, name])
    return next
  }

  async members(identities: readonly Identity[], create: (index: number) => boolean): Promise<readonly Lookup[]> {
    return this.people.find(identities, create)
  }

  async recorded(keys: readonly string[]): Promise<ReadonlyMap<string, RecordedKey>> {
    const {ownKeys} = this
    if (ownKeys === undefined) return recordedKeys(this.db, keys, this.finder)
    const again = keys.filter((key) => ownKeys.add(key))
    if (again.length === 0) return new Map()
    this.indexes.need('transfer_key')
    return recordedKeys(this.db, again, this.finder)
  }

  async sheets(accounts: Iterable<Account>, closed = false): Promise<Map<Account, Sheet>> {
    const wanted = [...accounts]
    if (wanted.length === 0) return new Map()
    this.indexes.need('transfer_to')
    return loadSheets(this.db, wanted, closed)
  }

  async *lapsing(until: Day): AsyncIterable<readonly Account[]> {
    this.indexes.need('transfer_to')
    let after = FIRST_MEMBER_ACCOUNT - 1
    const page = this.db.prepare(`SELECT DISTINCT t.to_account FROM transfer t INDEXED BY transfer_to WHERE t.to_account >= 1024 AND t.to_account > ?
      AND t.expires <= ? AND t.points > coalesce((SELECT sum(u.points) FROM lot_use u INDEXED BY lot_use_lot WHERE u.lot = t.id), 0)
      ORDER BY t.to_account LIMIT ${PAGE}`).raw()
    for (;;) {
      const accounts = (page.all(after, until) as [Account][]).map(([account]) => account)
      if (accounts.length === 0) return
      yield accounts
      after = accounts.at(-1)!
    }
  }

  async accountsOf(member: Member): Promise<readonly Account[]> {
    return (this.db.prepare('SELECT id FROM wallet ORDER BY id').raw().all() as [number][]).map(([wallet]) => memberAccount(member, wallet))
  }

  async *transfersOf(batch: number): AsyncIterable<readonly RecordedTransfer[]> {
    this.indexes.need('transfer_to')
    const first = number(this.db, 'SELECT last_transfer FROM batch WHERE id < ? ORDER BY id DESC LIMIT 1', batch) + 1
    const last = number(this.db, 'SELECT last_transfer FROM batch WHERE id = ?', batch)
    for (let to = last; to >= first; to -= PAGE) {
      const from = Math.max(first, to - PAGE + 1)
      yield loadRecorded(this.db, Array.from({length: to - from + 1}, (_, i) => to - i))
    }
  }

  async referring(transfers: readonly number[]): Promise<readonly RecordedTransfer[]> {
    this.indexes.need('transfer_to')
    const rows = this.db.prepare('SELECT t.id FROM json_each(?) j CROSS JOIN transfer t INDEXED BY transfer_refers ON t.refers = j.value ORDER BY t.id')
      .raw().all(JSON.stringify(transfers)) as [number][]
    return loadRecorded(this.db, rows.map(([id]) => id))
  }

  async recordedTransfers(transfers: readonly number[]): Promise<readonly RecordedTransfer[]> {
    this.indexes.need('transfer_to')
    return loadRecorded(this.db, transfers)
  }

  async merge(from: Member, into: Member): Promise<void> {
    this.db.prepare('UPDATE member SET merged_into = ? WHERE id = ?').run([into, from])
    reseal(this.db, 'member', 'id = ?', from)
    this.merges.push([from, into])
  }

  async unmerge(batch: number): Promise<void> {
    const members = 'id IN (SELECT member FROM merge WHERE batch = ?)'
    this.db.prepare(`UPDATE member SET merged_into = NULL WHERE ${members}`).run([batch])
    reseal(this.db, 'member', members, batch)
  }

  async write(): Promise<void> {
    const rows = this.journal.take()
    this.indexes.expect(rows.transfers.length)
    this.rows.write(rows)
    if (this.given + this.rows.pointsIn > Number.MAX_SAFE_INTEGER)
      throw new RegularsError('input', 'points-too-large', `The ledger would have given more than ${Number.MAX_SAFE_INTEGER} points in all.`,
        'Check the number of points.')
  }

  /** Writes the batch's own row, with its hash. False where there is nothing to hang it on: the batch did nothing. */
  close(counts: BatchCounts): boolean {
    this.indexes.end()
    const sections = this.rows.end()
    const empty = Object.values(sections).every((section) => section.lines === 0)
    if (empty && this.merges.length === 0 && this.opening.undoes === null) return false
    const {opening, journal, head, rows} = this
    const figures = {...counts, pointsIn: rows.pointsIn, pointsOut: rows.pointsOut, salt: opening.salt}
    const text = manifest({...opening, id: this.id, recordedAt: this.recordedAt}, figures, head.hash, sections)
    const hash = createHash('sha256').update(text).digest('hex')
    const {last} = journal
    this.db.prepare(`INSERT INTO batch(id, kind, recorded_at, actor, reason, source, source_hash, undoes, rows_read, rows_applied, rows_duplicate,
      rows_rejected, points_in, points_out, last_transfer, last_use, last_overdraft, last_no_effect, salt, previous_hash, hash)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,(SELECT coalesce(max(id), 0) FROM no_effect),?,?,?)`)
      .run([this.id, opening.kind, this.recordedAt, opening.actor, opening.reason, opening.source, opening.sourceHash, opening.undoes, counts.read,
        counts.applied, counts.duplicate, counts.rejected, rows.pointsIn, rows.pointsOut, last.transfer, last.use, last.overdraft, opening.salt, head.hash,
          hash])
    const merge = this.db.prepare('INSERT INTO merge(batch, member, into_member, seal) VALUES (?,?,?,?)')
    for (const [from, into] of this.merges) merge.run([this.id, from, into, sealOf([this.id, from, into])])
    return true
  }
}

function headOf(db: Connection): Head {
  const row = db.prepare('SELECT id, recorded_at, last_transfer, last_use, last_overdraft, hash FROM batch ORDER BY id DESC LIMIT 1').raw().get([]) as
    [number, number, number, number, number, string] | undefined
  if (row === undefined) return {id: 0, recordedAt: 0, lastTransfer: 0, lastUse: 0, lastOverdraft: 0, hash: FIRST_PREVIOUS}
  const [id, recordedAt, lastTransfer, lastUse, lastOverdraft, hash] = row
  return {id, recordedAt, lastTransfer, lastUse, lastOverdraft, hash}
}
