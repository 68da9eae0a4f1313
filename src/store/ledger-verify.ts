import {createHash} from 'node:crypto'
import Database from 'libsql'
import {throwIfCancelled} from '../base/errors.js'
import {FIRST_PREVIOUS, manifest, type Section, type SectionName, SECTIONS} from '../ledger/canonical.js'
import type {VerifyOptions, VerifyProblem, VerifyReport} from '../tasks/ledger-port.js'
import {hashBlocks} from './ledger-blocks.js'
import {allBatches, type BatchRanges, type Block, blocksOf, textOf} from './ledger-chain.js'
import {type Connection, number} from './ledger-connection.js'
import {hashOfBlocks, noteDigest} from './ledger-rows.js'
import {checkSeals} from './ledger-seals.js'
import {LEDGER_MIGRATIONS} from './ledger-schema.js'

/** Problems listed of one kind; the rest are counted. */
const LISTED = 20
/** Transfers up to which every entry of every index is compared with its table, which costs more than everything else. */
const DEEP_UP_TO = 2_000_000

/**
 * Checks everything the ledger promises: the chain of hashes over every row, the file's own structure and its indexes, and the
 * rules between rows (lots never used beyond their points, entries = lots − debts, notes as they were written).
 */
export async function verifyLedger(db: Connection, file: string, options: VerifyOptions): Promise<VerifyReport> {
  const problems: VerifyProblem[] = []
  const report = (error: unknown): void => {
    if ((error as Error).name === 'RegularsError') throw error
    problems.push({code: 'file-damaged', message: `SQLite could not read the file: ${(error as Error).message}`})
  }
  const chain = new Chain(problems)
  // On a large ledger threads hash while this one looks at the rules.
  const hashed = chain.read(db, file, options).catch(report)
  await breathe(options)
  const transfers = guarded(() => number(db, 'SELECT count(*) FROM transfer'))
  const deep = options.deep ?? transfers <= DEEP_UP_TO
  for (const check of [checkSchema, ...(deep ? [checkFile, checkParties, checkSums] : [checkAtOnce]), checkLots, checkNotes]) {
    try {
      check(db, problems)
    } catch (error) {
      report(error)
    }
    await breathe(options)
  }
  await hashed
  try {
    checkEnds(db, chain.last, problems)
  } catch (error) {
    report(error)
  }
  return {
    transfers,
    accounts: guarded(() => number(db, 'SELECT count(*) FROM (SELECT DISTINCT to_account FROM transfer INDEXED BY transfer_to WHERE to_account >= 1024)')),
    batches: guarded(() => number(db, 'SELECT count(*) FROM batch')),
    head: chain.head,
    deep,
    problems,
  }
}

/** The chain of hashes, computed again from the rows. */
class Chain {
  head = FIRST_PREVIOUS
  last: BatchRanges | undefined

  constructor(private readonly problems: VerifyProblem[]) {}

  async read(db: Connection, file: string, options: VerifyOptions): Promise<void> {
    const batches = [...allBatches(db)]
    this.last = batches.at(-1)
    const sections = await measured(db, file, batches, options, this.problems)
    let expected = 1
    for (const [index, batch] of batches.entries()) {
      const {id} = batch.header
      if (id !== expected) this.problem('batch-missing', `Batch ${expected} is missing from the chain.`, expected)
      if (batch.previous !== this.head) this.problem('chain-broken', `Batch ${id} does not follow from the batch before it.`, id)
      const hash = createHash('sha256').update(manifest(batch.header, batch.figures, batch.previous, sections[index]!)).digest('hex')
      if (hash !== batch.hash) this.problem('hash-mismatch', `Rows of batch ${id} are not what was written: their hash has changed.`, id)
      this.head = batch.hash
      expected = id + 1
    }
  }

  private problem(code: string, message: string, batch: number): void {
    this.problems.push({code, message, batch})
  }
}

/** The sections of all batches, as they are in the file now. */
async function measured(db: Connection, file: string, batches: readonly BatchRanges[], options: VerifyOptions, problems: VerifyProblem[]):
Promise<readonly Record<SectionName, Section>[]> {
  const blocks: Block[] = []
  const places = batches.map((batch) => SECTIONS.map((name) => {
    const mine = blocksOf(name, batch.sections[name])
    blocks.push(...mine)
    return {name, first: blocks.length - mine.length, count: mine.length}
  }))
  const answers = await hashBlocks(db, file, blocks, options)
  for (const answer of answers)
    if ('problem' in answer && problems.length < LISTED) problems.push({code: 'file-damaged', message: `SQLite could not read the file: ${answer.problem}`})
  return places.map((sections) => Object.fromEntries(sections.map(({name, first, count}) => {
    const mine = answers.slice(first, first + count)
    const lines = mine.reduce((sum, answer) => sum + ('lines' in answer ? answer.lines : 0), 0)
    return [name, {lines, hash: hashOfBlocks(mine.map((answer) => ('hash' in answer ? answer.hash : '')))}]
  })) as Record<SectionName, Section>)
}

/** No row may stand outside the batches. */
function checkEnds(db: Connection, last: BatchRanges | undefined, problems: VerifyProblem[]): void {
  for (const [section, table] of [['transfers', 'transfer'], ['uses', 'lot_use'], ['overdrafts', 'overdraft'], ['no-effects', 'no_effect']] as const) {
    const end = last?.sections[section].last ?? 0
    const outside = number(db, `SELECT count(*) FROM ${table} WHERE id > ? OR id < 1`, end)
    if (outside > 0) problems.push({code: 'rows-outside-batches', message: `${outside} rows of ${table} belong to no batch.`})
  }
}

const SCHEMA_SQL = "SELECT CAST(type AS BLOB), CAST(name AS BLOB), CAST(tbl_name AS BLOB), CAST(sql AS BLOB) FROM sqlite_schema ORDER BY name"

/** Tables, indexes and their constraints are those this version makes. */
function checkSchema(db: Connection, problems: VerifyProblem[]): void {
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
function checkFile(db: Connection, problems: VerifyProblem[]): void {
  for (const [text] of db.prepare(`PRAGMA integrity_check(${LISTED})`).raw().all() as [string][])
    if (text !== 'ok') problems.push({code: 'file-damaged', message: `SQLite reports: ${text}`})
  checkSeals(db, problems)
  for (const row of db.prepare('PRAGMA foreign_key_check').raw().all() as [string, number][])
    problems.push({code: 'row-orphaned', message: `Row ${row[1]} of ${row[0]} refers to a row that does not exist.`})
}

/** Of a very large ledger, in one pass: entries = lots − debts, and every index has as many entries as its table has rows, of the same sums. */
function checkAtOnce(db: Connection, problems: VerifyProblem[]): void {
  const row = db.prepare(`SELECT total(iif(to_account >= 1024, points, 0)),
    total(iif(from_account >= 1024, points, 0)), total(iif(available IS NULL, 0, points)),
    count(key), count(iif(to_account >= 1024, 1, NULL)), total(iif(to_account >= 1024, to_account, 0)) FROM transfer NOT INDEXED`).raw().get([])
  const [received, given, lots, keys, credits, accounts] = row as unknown as [number, number, number, number, number, number]
  compareSums(db, received - given, lots, problems)
  const inTo = db.prepare('SELECT count(*), total(to_account) FROM transfer INDEXED BY transfer_to WHERE to_account >= 1024').raw().get([]) as unknown
  if (String(inTo) !== String([credits, accounts])) problems.push({code: 'file-damaged', message: 'The index of accounts does not agree with its table.'})
  if (number(db, 'SELECT count(*) FROM transfer INDEXED BY transfer_key WHERE key IS NOT NULL') !== keys)
    problems.push({code: 'file-damaged', message: 'The index of keys does not agree with its table.'})
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

function checkLots(db: Connection, problems: VerifyProblem[]): void {
  for (const rule of LOT_RULES) checkRule(db, rule, problems)
}

function checkParties(db: Connection, problems: VerifyProblem[]): void {
  checkRule(db, PARTY_RULE, problems)
}

function checkRule(db: Connection, rule: RowRule, problems: VerifyProblem[]): void {
  const rows = db.prepare(`${rule.sql} LIMIT ${LISTED}`).raw().all() as [number][]
  for (const [id] of rows) problems.push({code: rule.code, message: rule.says(id)})
}

/** Entries = lots − debts, on the whole: what members' accounts received and gave is what is left in lots less what is owed. */
function checkSums(db: Connection, problems: VerifyProblem[]): void {
  const row = db.prepare(`SELECT total(iif(to_account >= 1024, points, 0)) - total(iif(from_account >= 1024, points, 0)),
    total(iif(available IS NULL, 0, points))
    FROM transfer`).raw().get([])
  const [entries, lots] = row as unknown as [number, number]
  compareSums(db, entries, lots, problems)
}

function compareSums(db: Connection, entries: number, lotPoints: number, problems: VerifyProblem[]): void {
  const lots = lotPoints - number(db, 'SELECT total(points) FROM lot_use')
  const owed = number(db, 'SELECT total(points) FROM overdraft')
  if (entries !== lots - owed)
    problems.push({code: 'sums-differ', message: `Members hold ${entries} points by transfers, ${lots - owed} by lots and debts.`})
}

function checkNotes(db: Connection, problems: VerifyProblem[]): void {
  const rows = db.prepare(`SELECT n.transfer, CAST(n.text AS BLOB), CAST(t.note AS BLOB), CAST(b.salt AS BLOB)
    FROM note n LEFT JOIN transfer t ON t.id = n.transfer
    LEFT JOIN batch b ON b.id = (SELECT min(c.id) FROM batch c WHERE c.last_transfer >= n.transfer)`)
  for (const row of rows.raw().iterate() as Iterable<unknown>) {
    const [transfer, text, digest, salt] = (row as unknown[]).map(textOf) as [number, string, string | null, string]
    if (digest !== noteDigest(salt, transfer, text))
      problems.push({code: 'note-changed', message: `The note of transfer ${transfer} is not what was written.`})
  }
}

function guarded(read: () => number): number {
  try {
    return read()
  } catch {
    return 0
  }
}

async function breathe(options: VerifyOptions): Promise<void> {
  await new Promise(setImmediate)
  throwIfCancelled(options.signal)
}
