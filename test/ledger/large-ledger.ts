import {createHash} from 'node:crypto'
import Database from 'libsql'
import {FIRST_PREVIOUS, manifest, SECTIONS} from '../../src/ledger/canonical.js'
import {blocksOf, hashBlock} from '../../src/store/ledger/chain.js'
import {BulkInsert} from '../../src/store/ledger/bulk-insert.js'
import {hashOfBlocks} from '../../src/store/ledger/section-hash.js'
import {sealOf} from '../../src/store/ledger/seals.js'
import {ledgerAt, NOON, SALT} from './support.js'

/**
 * A ledger of so many transfers, in ten batches, written by SQL because only checking it is to be timed: nine gifts and one deduction for
 * each member, as `adjust` would have left them.
 */
export async function fillLedger(path: string, transfers: number): Promise<void> {
  await (await ledgerAt(path)).close()
  const db = new Database(path)
  db.exec('PRAGMA journal_mode=WAL; PRAGMA cache_size=-262144')
  const part = transfers / 10
  let previous = FIRST_PREVIOUS
  for (let id = 1; id <= 10; id += 1) {
    const [first, last] = [(id - 1) * part + 1, id * part]
    const account = '(16 + (value - 1) / 10) * 64'
    db.exec('BEGIN')
    db.exec(`INSERT INTO transfer(id, from_account, to_account, points, day, available, expires, kind, key, content, order_id, reason)
      SELECT value, iif(value % 10 = 0, ${account}, 256), iif(value % 10 = 0, 256, ${account}), iif(value % 10 = 0, 5, 100 + value % 50), 20000,
        iif(value % 10 = 0, NULL, 20000), iif(value % 10 = 0, NULL, 20365), 'adjust', 'key-' || value, 4503599627370 + value, 'ord' || value, 'goodwill'
      FROM generate_series(${first}, ${last})`)
    db.exec(`INSERT INTO lot_use(id, lot, transfer, points, day) SELECT value / 10, value - 1, value, 5, 20000 FROM generate_series(${first + 9}, ${last}, 10)`)
    const sections = Object.fromEntries(SECTIONS.map((name) => {
      const range = name === 'transfers' ? {first, last} : name === 'uses' ? {first: (first + 9) / 10, last: last / 10} : {first: 1, last: 0}
      const hashes = blocksOf(name, range).map((block) => hashBlock(db, block))
      return [name, {lines: hashes.reduce((sum, {lines}) => sum + lines, 0), hash: hashOfBlocks(hashes.map(({hash}) => hash))}]
    })) as Parameters<typeof manifest>[3]
    const header = {id, kind: 'adjust', recordedAt: NOON, actor: 'bench', reason: '', source: 'bench', sourceHash: '', undoes: null} as const
    const text = manifest(header, {read: part, applied: part, duplicate: 0, rejected: 0, pointsIn: 0, pointsOut: 0, salt: SALT}, previous, sections)
    const hash = createHash('sha256').update(text).digest('hex')
    db.prepare('INSERT INTO batch VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)').run([id, 'adjust', NOON, 'bench', '', 'bench', '', null, part, part, 0, 0, 0, 0, last,
      last / 10, 0, 0, SALT, previous, hash])
    db.exec('COMMIT')
    previous = hash
  }
  addMembers(db, transfers / 10)
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
}

/** The members behind the accounts: cust0, cust1 … */
function addMembers(db: Database.Database, count: number): void {
  db.exec('BEGIN')
  const members = new BulkInsert(db, 'member', ['id', 'batch', 'seal'])
  for (let i = 0; i < count; i += 1) members.add(16 + i, 1, sealOf([16 + i, 1, null, null]))
  members.flush()
  const people = new BulkInsert(db, 'person', ['member', 'customer_id', 'seal'])
  for (let i = 0; i < count; i += 1) people.add(16 + i, `cust${i}`, sealOf([16 + i, `cust${i}`, null, null, null]))
  people.flush()
  db.exec('COMMIT')
}
