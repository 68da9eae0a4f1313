import {copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {dirname} from 'node:path'
import Database from 'libsql'
import {RegularsError} from '../../base/errors.js'
import {LEDGER_APPLICATION_ID, LEDGER_MIGRATIONS, LEDGER_SCHEMA} from './schema.js'

export type Connection = Database.Database

/** How a process that writes presents itself to the others. */
export interface Holder {
  readonly pid: number
  /** what it is doing, such as `points adjust` */
  readonly doing: string
  /** ISO instant */
  readonly since: string
}

/** Milliseconds between two attempts to get the write lock. */
const ATTEMPT_EVERY = 20
/** Milliseconds in which another process has surely written the first page of a ledger it is making. */
const BEING_MADE = 1000
/** Pages a batch may keep in memory before it spills, in KiB. */
const CACHE_KIB = 256 * 1024

/** Opens the ledger's file, making or migrating it. Throws `ledger-busy`, `ledger-newer`, `ledger-foreign`, `ledger-unavailable`. */
export async function connectLedger(file: string, waitMs: number, holder: Holder): Promise<Connection> {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), {recursive: true})
    await refuseEmptied(file)
    const db = await retry(() => prepare(new Database(file)), {file, waitMs})
    const version = versionOf(db, file)
    if (version < LEDGER_SCHEMA) await migrate(db, file, version, waitMs, holder)
    return db
  } catch (error) {
    throw ledgerError(error, file)
  }
}

/** Opens it to read only, also where nothing may be written. */
export async function connectToRead(file: string, waitMs: number): Promise<Connection> {
  if (!existsSync(file))
    throw new RegularsError('usage', 'ledger-missing', 'There is no points ledger here yet.', 'It begins with: regulars points adjust --file FILE',
      {where: {file}})
  try {
    await refuseEmptied(file)
    const db = await retry(() => openToRead(file), {file, waitMs})
    const version = versionOf(db, file)
    if (version < LEDGER_SCHEMA)
      throw new RegularsError('usage', 'ledger-older', `The ledger has the older shape ${version}; this version reads shape ${LEDGER_SCHEMA}.`,
        'Any command that writes, such as points expire, brings it up to date; a copy is kept.')
    return db
  } catch (error) {
    throw ledgerError(error, file)
  }
}

/**
 * A file without a byte was a ledger once: a new one is never seen so for longer than it takes to make. Beginning afresh in its place would
 * apply again what its keys have long applied.
 */
async function refuseEmptied(file: string): Promise<void> {
  const bytes = (path: string): number => statSync(path, {throwIfNoEntry: false})?.size ?? 0
  for (let waited = 0; file !== ':memory:' && existsSync(file) && bytes(file) + bytes(`${file}-wal`) === 0; waited += ATTEMPT_EVERY) {
    if (waited >= BEING_MADE)
      throw new RegularsError('check', 'ledger-empty', 'The ledger file is empty: whatever it held is gone.',
        'Put your last copy in its place; if there never was a ledger here, delete the file.', {where: {file}})
    await new Promise((resolve) => setTimeout(resolve, ATTEMPT_EVERY))
  }
}

function openToRead(file: string): Connection {
  try {
    const db = prepare(new Database(file))
    db.exec('PRAGMA query_only=ON')
    return db
  } catch (error) {
    const code = (error as {code?: string}).code ?? ''
    // In a folder that cannot be written SQLite cannot make its shared-memory file; a ledger closed properly needs none.
    if (/BUSY|LOCKED/.test(code) || !/READONLY|CANTOPEN|IOERR/.test(code) || existsSync(`${file}-wal`)) throw error
    const db = new Database(`file:${encodeURI(file)}?mode=ro&immutable=1`)
    db.exec('PRAGMA query_only=ON')
    return db
  }
}

/** The settings every connection must have; `synchronous` is read back, because a re-opened WAL database silently runs at NORMAL. */
function prepare(db: Connection): Connection {
  try {
    db.exec('PRAGMA busy_timeout=0')
    db.exec('PRAGMA journal_mode=WAL')
    db.exec(`PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-${CACHE_KIB}`)
    if (number(db, 'PRAGMA synchronous') !== 2) throw new Error('SQLite did not accept synchronous=FULL')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function versionOf(db: Connection, file: string): number {
  const version = number(db, 'PRAGMA user_version')
  const application = number(db, 'PRAGMA application_id')
  if (application !== LEDGER_APPLICATION_ID && (application !== 0 || version !== 0)) {
    db.close()
    throw new RegularsError('usage', 'ledger-foreign', `${file} is not a regulars ledger.`, 'Move it away, or name another workspace.', {where: {file}})
  }
  if (version > LEDGER_SCHEMA) {
    db.close()
    throw new RegularsError('usage', 'ledger-newer', `The ledger was written by a newer regulars (shape ${version}; this one knows ${LEDGER_SCHEMA}).`,
      'Install the newer version again, or go back to the copy it kept beside the ledger (ledger.sqlite.v…).', {where: {file}})
  }
  return version
}

/** Brings the file up to date in one transaction, after keeping a copy of what it was. */
async function migrate(db: Connection, file: string, version: number, waitMs: number, holder: Holder): Promise<void> {
  await begin(db, file, waitMs, holder)
  try {
    const current = number(db, 'PRAGMA user_version')
    if (current > 0 && current < LEDGER_SCHEMA) keepCopy(db, file, version)
    for (let at = current; at < LEDGER_SCHEMA; at += 1) db.exec(LEDGER_MIGRATIONS[at]!)
    db.exec(`PRAGMA application_id=${LEDGER_APPLICATION_ID}; PRAGMA user_version=${LEDGER_SCHEMA}`)
    commit(db, file)
  } catch (error) {
    rollback(db, file)
    throw error
  }
}

function keepCopy(db: Connection, file: string, version: number): void {
  if (file === ':memory:') return
  // Under the write lock nobody else appends; what the log holds is part of the copy.
  for (const suffix of ['', '-wal']) if (existsSync(file + suffix)) copyFileSync(file + suffix, `${file}.v${version}${suffix}`)
  void db
}

/** Takes the write lock, waiting at most `waitMs`; then says who has it. */
export async function begin(db: Connection, file: string, waitMs: number, holder: Holder): Promise<void> {
  try {
    // A plain BEGIN would fail later, on the first write, a third of the time under two writers.
    await retry(() => db.exec('BEGIN IMMEDIATE'), {file, waitMs})
  } catch (error) {
    throw ledgerError(error, file)
  }
  if (file === ':memory:') return
  try {
    writeFileSync(holderFile(file), JSON.stringify(holder))
  } catch {
    // Naming ourselves is a courtesy; the lock is SQLite's.
  }
}

export function commit(db: Connection, file: string): void {
  db.exec('COMMIT')
  forget(file)
}

/** Leaves everything as it was. Never throws: it is called when something has already gone wrong. */
export function rollback(db: Connection, file: string): void {
  try {
    if (db.inTransaction) db.exec('ROLLBACK')
  } catch {
    // A failed write may have rolled back already; what is left undone is undone when the file is next opened.
  }
  forget(file)
}

/** Closes after folding the log into the file. */
export function disconnect(db: Connection): void {
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } catch {
    // Somebody else is still reading, or the disk is full: the log stays and is read next time.
  }
  db.close()
}

function holderFile(file: string): string {
  return `${file}.holder`
}

function forget(file: string): void {
  if (file !== ':memory:') rmSync(holderFile(file), {force: true})
}

async function retry<T>(attempt: () => T, {file, waitMs}: {readonly file: string; readonly waitMs: number}): Promise<T> {
  for (let waited = 0; ; waited += ATTEMPT_EVERY) {
    try {
      return attempt()
    } catch (error) {
      if (!isBusy(error)) throw error
      if (waited >= waitMs) throw busy(file, waitMs)
      await new Promise((resolve) => setTimeout(resolve, ATTEMPT_EVERY))
    }
  }
}

function busy(file: string, waitMs: number): RegularsError {
  const holder = readHolder(file)
  const who = holder === undefined ? 'another process' : `process ${holder.pid} (${holder.doing}, since ${holder.since})`
  return new RegularsError('busy', 'ledger-busy', `The ledger is in use by ${who}; waited ${waitMs / 1000} s.`,
    'Try again when it is done, or wait longer with --wait SECONDS.', {where: {file}, ...(holder === undefined ? {} : {details: {holder}})})
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(holderFile(file), 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test((error as {code?: string}).code ?? '') || /database is locked/.test(String((error as Error).message))
}

/** What SQLite answered, as an error a person can act on. */
export function ledgerError(error: unknown, file: string): Error {
  if (error instanceof Error && error.name === 'RegularsError') return error
  const {code = '', message = ''} = error as {code?: string; message?: string}
  const at = {where: {file}}
  if (isBusy(error)) return busy(file, 0)
  if (/FULL|ENOSPC/.test(code) || /disk is full/.test(message))
    return new RegularsError('busy', 'disk-full', 'The disk is full; nothing of this batch was written.', 'Free some space and run the command again.', at)
  if (/READONLY|CANTOPEN|EACCES|EROFS|EPERM/.test(code))
    return new RegularsError('busy', 'ledger-unavailable', `The ledger cannot be opened or written here (${code}).`,
      'Check the permissions of the folder .regulars and of the file in it.', at)
  if (/IOERR|EFBIG/.test(code))
    return new RegularsError('busy', 'ledger-unwritable', `Writing the ledger failed (${code}); nothing of this batch was written.`,
      'Check the disk and its free space, then run the command again.', at)
  if (/CORRUPT|NOTADB/.test(code) || /malformed|not a database/.test(message))
    return new RegularsError('check', 'ledger-damaged', `The ledger file is damaged: ${message}.`,
      'Go back to your last copy of the file; everything up to it can be checked with: regulars points verify', at)
  return error instanceof Error ? error : new Error(String(error))
}

const STATEMENTS = new WeakMap<Connection, Map<string, ReturnType<Connection['prepare']>>>()

/** A statement that gives raw rows, prepared once for each connection: for those that every block of a batch needs again. */
export function prepared(db: Connection, sql: string): ReturnType<Connection['prepare']> {
  let statements = STATEMENTS.get(db)
  if (statements === undefined) STATEMENTS.set(db, (statements = new Map()))
  let statement = statements.get(sql)
  if (statement === undefined) statements.set(sql, (statement = db.prepare(sql).raw()))
  return statement
}

/** The first column of the first row. */
export function number(db: Connection, sql: string, ...parameters: readonly unknown[]): number {
  const row = db.prepare(sql).raw().get([...parameters]) as readonly number[] | undefined
  return row?.[0] ?? 0
}
