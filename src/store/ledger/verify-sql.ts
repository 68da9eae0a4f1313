import Database from 'libsql'
import type {VerifyProblem} from '../../tasks/ledger/port.js'
import {textOf} from './chain.js'
import {type Connection, number} from './connection.js'
import {noteDigest} from './rows.js'
import {LEDGER_MIGRATIONS} from './schema.js'
import {checkSeals} from './seals.js'

/** Problems listed of one kind; the rest are counted. */
export const LISTED = 20

const SCHEMA_SQL = 'SELECT CAST(type AS BLOB), CAST(name AS BLOB), CAST(tbl_name AS BLOB), CAST(sql AS BLOB) FROM sqlite_schema ORDER BY name'

/** Tables, indexes and their constraints are those this version makes. */
export function checkSchema(db: Connection, problems: VerifyProblem[]): void {
  const fresh = new Database(':memory:')
  try {
    for (const step of LEDGER_MIGRATIONS) fresh.exec(step)
    const [ours, made] = [db, fresh].map((each) => JSON.stringify((each.prepare(SCHEMA_SQL).raw().all() as unknown[][]).map((row) => row.map(textOf))))
    if (ours !== made) problems.push({code: 'schema-changed', message: 'The tables of the file are not those a ledger has.'})
  } finally {
    fresh.close()
  }
}

/** SQLite's own check: pages, types, and every index against its table. */
export function checkFile(db: Connection, problems: VerifyProblem[]): void {
  for (const [text] of db.prepare(`PRAGMA integrity_check(${LISTED})`).raw().all() as [string][])
    if (text !== 'ok') problems.push({code: 'file-damaged', message: `SQLite reports: ${text}`})
  checkSeals(db, problems)
  for (const row of db.prepare('PRAGMA foreign_key_check').raw().all() as [string, number][])
    problems.push({code: 'row-orphaned', message: `Row ${row[1]} of ${row[0]} refers to a row that does not exist.`})
}

interface RowRule {
  readonly code: string
  readonly sql: string
  readonly says: (id: number) => string
}

const LOT_RULES: readonly RowRule[] = [
  {
    code: 'lot-overused', says: (id) => `Lot ${id} has been used beyond its points.`,
    sql: `SELECT u.lot FROM (SELECT lot, sum(points) AS used FROM lot_use INDEXED BY lot_use_lot GROUP BY lot) u LEFT JOIN transfer t ON t.id = u.lot
      WHERE t.id IS NULL OR t.available IS NULL OR u.used > t.points OR u.used < 0`,
  },
  {
    code: 'use-of-another', says: (id) => `Use ${id} takes points from a lot of another account.`,
    sql: `SELECT u.id FROM lot_use u JOIN transfer l ON l.id = u.lot LEFT JOIN transfer t ON t.id = u.transfer
      WHERE t.id IS NULL OR l.to_account NOT IN (t.from_account, t.to_account)`,
  },
]

const PARTY_RULE: RowRule = {
  code: 'both-sides-members', says: (id) => `Transfer ${id} does not pass through the program’s accounts, or stays within one.`,
  sql: 'SELECT id FROM transfer WHERE (from_account >= 1024 AND to_account >= 1024) OR from_account = to_account OR from_account % 64 <> to_account % 64',
}

export function checkLots(db: Connection, problems: VerifyProblem[]): void {
  for (const rule of LOT_RULES) checkRule(db, rule, problems)
}

export function checkParties(db: Connection, problems: VerifyProblem[]): void {
  checkRule(db, PARTY_RULE, problems)
}

function checkRule(db: Connection, rule: RowRule, problems: VerifyProblem[]): void {
  const rows = db.prepare(`${rule.sql} LIMIT ${LISTED}`).raw().all() as [number][]
  for (const [id] of rows) problems.push({code: rule.code, message: rule.says(id)})
}

/** Entries = lots − debts, on the whole: what members' accounts received and gave is what is left in lots less what is owed. */
export function checkSums(db: Connection, problems: VerifyProblem[]): void {
  const row = db.prepare(`SELECT total(iif(to_account >= 1024, points, 0)) - total(iif(from_account >= 1024, points, 0)),
    total(iif(available IS NULL, 0, points))
    FROM transfer NOT INDEXED`).raw().get([])
  const [entries, lots] = row as unknown as [number, number]
  compareSums(entries, lots - number(db, 'SELECT total(points) FROM lot_use'), number(db, 'SELECT total(points) FROM overdraft'), problems)
}

/** `entries`: what members hold by transfers. */
export function compareSums(entries: number, leftInLots: number, owed: number, problems: VerifyProblem[]): void {
  if (entries !== leftInLots - owed)
    problems.push({code: 'sums-differ', message: `Members hold ${entries} points by transfers, ${leftInLots - owed} by lots and debts.`})
}

/** Notes are what was written: each against the digest its transfer holds, under the salt of its batch. */
export function checkNotes(db: Connection, problems: VerifyProblem[]): void {
  const batches = (db.prepare('SELECT last_transfer, CAST(salt AS BLOB) FROM batch ORDER BY id').raw().all() as unknown[][]).map((row) => row.map(textOf)) as
    [number, string][]
  const rows = db.prepare(`SELECT n.transfer, CAST(n.text AS BLOB), CAST(t.note AS BLOB) FROM note n LEFT JOIN transfer t ON t.id = n.transfer
    ORDER BY n.transfer`)
  // Notes come in the order of transfers, and so do batches.
  let batch = 0
  for (const row of rows.raw().iterate() as Iterable<unknown>) {
    const [transfer, text, digest] = (row as unknown[]).map(textOf) as [number, string, string | null]
    while (batch < batches.length && batches[batch]![0] < transfer) batch += 1
    if (digest !== noteDigest(batches[batch]?.[1] ?? '', transfer, text))
      problems.push({code: 'note-changed', message: `The note of transfer ${transfer} is not what was written.`})
  }
}
