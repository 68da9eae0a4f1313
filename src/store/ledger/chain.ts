import {createHash} from 'node:crypto'
import {type BatchFigures, LINES_PER_BLOCK, type SectionName} from '../../ledger/canonical.js'
import type {BatchHeader, BatchKind} from '../../ledger/transfer.js'
import type {Connection} from './connection.js'

/** Rows whose canonical lines are fetched as one text: far cheaper than fetching rows. */
const LINES_PER_TEXT = 4000

/** First and last number of a table's rows in a batch. */
export interface Range {
  readonly first: number
  readonly last: number
}

export interface BatchRanges {
  readonly header: BatchHeader
  readonly figures: BatchFigures
  readonly previous: string
  readonly hash: string
  readonly sections: Readonly<Record<SectionName, Range>>
}

/** The canonical line of each table, in SQL; `src/ledger/canonical.ts` is its specification. `format` writes NULL as nothing. */
const LINE_SQL: Readonly<Record<SectionName, {readonly table: string; readonly line: string}>> = {
  transfers: {table: 'transfer',
    line: line('id:d kind:s from_account:d to_account:d points:d day:d available:s expires:s refers:s key:s content:s '
      + 'asked:s order_id:s reason:s actor:s note:s')},
  uses: {table: 'lot_use', line: line('id:d lot:d transfer:d points:d day:d')},
  overdrafts: {table: 'overdraft', line: line('id:d account:d transfer:d points:d day:d')},
  'no-effects': {table: 'no_effect', line: line('key:s content:d account:d asked:s')},
}

function line(columns: string): string {
  const parts = columns.split(' ').map((each) => each.split(':') as [string, string])
  return `format('${parts.map(([, type]) => `%${type}`).join('\t')}\n', ${parts.map(([name]) => name).join(', ')})`
}

/**
 * Canonical lines of these rows, many at a time, in order. As bytes: that is what is hashed, and the driver ends the process on a text
 * that is not UTF-8, as a damaged one may be.
 */
export function* sectionBytes(db: Connection, section: SectionName, range: Range): Iterable<{readonly bytes: Uint8Array; readonly lines: number}> {
  const {table, line} = LINE_SQL[section]
  const statement = db.prepare(`SELECT CAST(group_concat(line, '') AS BLOB), count(*)
    FROM (SELECT ${line} AS line FROM ${table} WHERE id BETWEEN ? AND ? ORDER BY id)`).raw()
  for (let from = range.first; from <= range.last; from += LINES_PER_TEXT) {
    const [bytes, lines] = statement.get([from, Math.min(range.last, from + LINES_PER_TEXT - 1)]) as unknown as [Uint8Array | null, number]
    if (bytes !== null) yield {bytes, lines}
  }
}

/** A block of a section: rows hashed together. Rows of a batch are numbered without gaps, so a block is a range of numbers. */
export interface Block {
  readonly section: SectionName
  readonly range: Range
}

export function blocksOf(section: SectionName, {first, last}: Range): Block[] {
  const blocks: Block[] = []
  for (let from = first; from <= last; from += LINES_PER_BLOCK) blocks.push({section, range: {first: from, last: Math.min(last, from + LINES_PER_BLOCK - 1)}})
  return blocks
}

export function hashBlock(db: Connection, block: Block): {readonly hash: string; readonly lines: number} {
  const hash = createHash('sha256')
  let count = 0
  for (const {bytes, lines} of sectionBytes(db, block.section, block.range)) {
    hash.update(bytes)
    count += lines
  }
  return {hash: hash.digest('hex'), lines: count}
}

interface BatchRow {
  readonly id: number
  readonly kind: BatchKind
  readonly recorded_at: number
  readonly actor: string
  readonly reason: string
  readonly source: string
  readonly source_hash: string
  readonly undoes: number | null
  readonly rows_read: number
  readonly rows_applied: number
  readonly rows_duplicate: number
  readonly rows_rejected: number
  readonly points_in: number
  readonly points_out: number
  readonly salt: string
  readonly last_transfer: number
  readonly last_use: number
  readonly last_overdraft: number
  readonly last_no_effect: number
  readonly previous_hash: string
  readonly hash: string
}

const BATCH_TEXTS: ReadonlySet<string> = new Set(['kind', 'actor', 'reason', 'source', 'source_hash', 'salt', 'previous_hash', 'hash'])
const BATCH_COLUMNS = ['id', 'recorded_at', 'undoes', 'rows_read', 'rows_applied', 'rows_duplicate', 'rows_rejected', 'points_in', 'points_out',
  'last_transfer', 'last_use', 'last_overdraft', 'last_no_effect', ...BATCH_TEXTS]

/** A text that was fetched as bytes; anything else as it is. */
export function textOf(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8') : value
}

/** Every batch in order, with the rows that belong to it. */
export function* allBatches(db: Connection): Iterable<BatchRanges> {
  let before: BatchEnds = {last_transfer: 0, last_use: 0, last_overdraft: 0, last_no_effect: 0}
  for (const row of batchRows(db, 'ORDER BY id')) {
    yield rangesOf(row, before)
    before = row
  }
}

export function batchRanges(db: Connection, id: number): BatchRanges | undefined {
  const [row, before] = batchRows(db, 'WHERE id <= ? ORDER BY id DESC LIMIT 2', id)
  return row?.id === id ? rangesOf(row, before ?? {last_transfer: 0, last_use: 0, last_overdraft: 0, last_no_effect: 0}) : undefined
}

function batchRows(db: Connection, which: string, ...parameters: readonly number[]): BatchRow[] {
  const columns = BATCH_COLUMNS.map((name) => (BATCH_TEXTS.has(name) ? `CAST(${name} AS BLOB) AS ${name}` : name))
  const rows = db.prepare(`SELECT ${columns.join(', ')} FROM batch ${which}`).raw().all(...parameters) as unknown[][]
  return rows.map((values) => Object.fromEntries(BATCH_COLUMNS.map((name, i) => [name, textOf(values[i])])) as unknown as BatchRow)
}

type BatchEnds = Pick<BatchRow, 'last_transfer' | 'last_use' | 'last_overdraft' | 'last_no_effect'>

function rangesOf(row: BatchRow, before: BatchEnds): BatchRanges {
  const sections = {
    transfers: {first: before.last_transfer + 1, last: row.last_transfer},
    uses: {first: before.last_use + 1, last: row.last_use},
    overdrafts: {first: before.last_overdraft + 1, last: row.last_overdraft},
    'no-effects': {first: before.last_no_effect + 1, last: row.last_no_effect},
  }
  return {
    header: {id: row.id, kind: row.kind, recordedAt: row.recorded_at, actor: row.actor, reason: row.reason, source: row.source,
      sourceHash: row.source_hash, undoes: row.undoes},
    figures: {read: row.rows_read, applied: row.rows_applied, duplicate: row.rows_duplicate, rejected: row.rows_rejected, pointsIn: row.points_in,
      pointsOut: row.points_out, salt: row.salt},
    previous: row.previous_hash,
    hash: row.hash,
    sections,
  }
}
