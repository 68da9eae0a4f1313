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
  const head = await checkChain(db, file, options, problems)
  await breathe(options)
  const transfers = guarded(() => number(db, 'SELECT count(*) FROM transfer'))
  const deep = options.deep ?? transfers <= DEEP_UP_TO
  for (const check of [checkSchema, deep ? checkFile : checkIndexes, checkRows, checkNotes]) {
    try {
      check(db, problems)
    } catch (error) {
      problems.push({code: 'file-damaged', message: `SQLite could not read the file: ${(error as Error).message}`})
    }
    await breathe(options)
  }
  return {
    transfers,
    accounts: guarded(() => number(db, 'SELECT count(*) FROM (SELECT DISTINCT to_account FROM transfer INDEXED BY transfer_to WHERE to_account >= 1024)')),
    batches: guarded(() => number(db, 'SELECT count(*) FROM batch')),
    head,
    deep,
    problems,
  }
}

async function checkChain(db: Connection, file: string, options: VerifyOptions, problems: VerifyProblem[]): Promise<string> {
  let previous = FIRST_PREVIOUS
  let expected = 1
  try {
    const batches = [...allBatches(db)]
    const sections = await measured(db, file, batches, options, problems)
    for (const [index, batch] of batches.entries()) {
      const {id} = batch.header
      if (id !== expected) problems.push({code: 'batch-missing', message: `Batch ${expected} is missing from the chain.`, batch: expected})
      if (batch.previous !== previous)
        problems.push({code: 'chain-broken', message: `Batch ${id} does not follow from the batch before it.`, batch: id})
      const hash = createHash('sha256').update(manifest(batch.header, batch.figures, batch.previous, sections[index]!)).digest('hex')
      if (hash !== batch.hash)
        problems.push({code: 'hash-mismatch', message: `Rows of batch ${id} are not what was written: their hash has changed.`, batch: id})
      previous = batch.hash
      expected = id + 1
    }
    checkEnds(db, batches.at(-1), problems)
  } catch (error) {
    if ((error as Error).name === 'RegularsError') throw error
    problems.push({code: 'file-damaged', message: `SQLite could not read the file: ${(error as Error).message}`})
  }
  return previous
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

/** Of a very large ledger: every index has as many entries as its table has rows, and the same numbers in them. */
function checkIndexes(db: Connection, problems: VerifyProblem[]): void {
  for (const [index, column] of [['transfer_to', 'to_account'], ['transfer_from', 'from_account']] as const) {
    const [inIndex, inTable] = [`transfer INDEXED BY ${index}`, 'transfer NOT INDEXED'].map((source) =>
      db.prepare(`SELECT count(*), total(id), total(${column}) FROM ${source} WHERE ${column} >= 1024`).raw().get([]) as unknown as number[])
    if (String(inIndex) !== String(inTable)) problems.push({code: 'file-damaged', message: `The index ${index} does not agree with its table.`})
  }
  const keys = ['transfer INDEXED BY transfer_key', 'transfer NOT INDEXED'].map((source) => number(db,
    `SELECT count(*) FROM ${source} WHERE key IS NOT NULL`))
  if (keys[0] !== keys[1]) problems.push({code: 'file-damaged', message: 'The index of keys does not agree with its table.'})
}

const ROW_RULES: readonly {readonly code: string; readonly sql: string; readonly says: (id: number) => string}[] = [
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
  {
    code: 'both-sides-members', says: (id) => `Transfer ${id} does not pass through the program’s accounts, or stays within one.`,
    sql: `SELECT id FROM transfer WHERE (from_account >= 1024 AND to_account >= 1024) OR from_account = to_account OR from_account % 64 <> to_account % 64`,
  },
]

function checkRows(db: Connection, problems: VerifyProblem[]): void {
  for (const rule of ROW_RULES) {
    const rows = db.prepare(`${rule.sql} LIMIT ${LISTED}`).raw().all() as [number][]
    for (const [id] of rows) problems.push({code: rule.code, message: rule.says(id)})
  }
  checkSums(db, problems)
}

/** Entries = lots − debts, on the whole: what members' accounts received and gave is what is left in lots less what is owed. */
function checkSums(db: Connection, problems: VerifyProblem[]): void {
  const entries = number(db,
    `SELECT coalesce(sum(CASE WHEN to_account >= 1024 THEN points ELSE 0 END - CASE WHEN from_account >= 1024 THEN points ELSE 0 END), 0)
    FROM transfer`)
  const lots = number(db, 'SELECT coalesce(sum(points), 0) FROM transfer WHERE available IS NOT NULL') - number(db,
    'SELECT coalesce(sum(points), 0) FROM lot_use')
  const owed = number(db, 'SELECT coalesce(sum(points), 0) FROM overdraft')
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
