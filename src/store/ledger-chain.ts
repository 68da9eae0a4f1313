import {type Section, type SectionName, SECTIONS} from '../ledger/canonical.js'
import type {BatchHeader, BatchKind} from '../ledger/transfer.js'
import type {Connection} from './ledger-connection.js'
import {LineHash} from './ledger-rows.js'

/** Rows whose canonical lines are fetched as one text: far cheaper than fetching rows. */
const LINES_PER_TEXT = 4000

/** First and last number of a table's rows in a batch. */
export interface Range {
  readonly first: number
  readonly last: number
}

export interface BatchRanges {
  readonly header: BatchHeader
  readonly previous: string
  readonly hash: string
  readonly sections: Readonly<Record<SectionName, Range>>
  measure(db: Connection): Record<SectionName, Section>
}

/** The canonical line of each table, in SQL; `src/ledger/canonical.ts` is its specification. */
const LINE_SQL: Readonly<Record<SectionName, {readonly table: string; readonly line: string}>> = {
  transfers: {table: 'transfer', line: line(['id', 'kind', 'from_account', 'to_account', 'points', 'day', 'available', 'expires', 'refers', 'key', 'content',
    'asked', 'order_id', 'reason', 'actor', 'note'])},
  uses: {table: 'lot_use', line: line(['id', 'lot', 'transfer', 'points', 'day'])},
  overdrafts: {table: 'overdraft', line: line(['id', 'account', 'transfer', 'points', 'day'])},
  'no-effects': {table: 'no_effect', line: line(['key', 'content', 'account', 'asked'])},
}

/** `format` writes NULL as nothing; `concat_ws` would leave out empty fields, separator and all. */
function line(columns: readonly string[]): string {
  return `format('${columns.map(() => '%s').join('\t')}\n', ${columns.join(', ')})`
}

/** Canonical lines of these rows as texts, in order. */
export function* sectionTexts(db: Connection, section: SectionName, range: Range): Iterable<{readonly text: string; readonly lines: number}> {
  const {table, line} = LINE_SQL[section]
  const statement = db.prepare(`SELECT group_concat(line, ''), count(*) FROM (SELECT ${line} AS line FROM ${table} WHERE id BETWEEN ? AND ? ORDER BY id)`).raw()
  for (let from = range.first; from <= range.last; from += LINES_PER_TEXT) {
    const [text, lines] = statement.get([from, Math.min(range.last, from + LINES_PER_TEXT - 1)]) as unknown as [string | null, number]
    if (text !== null) yield {text, lines}
  }
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
  readonly last_transfer: number
  readonly last_use: number
  readonly last_overdraft: number
  readonly last_no_effect: number
  readonly previous_hash: string
  readonly hash: string
}

/** Every batch in order, with the rows that belong to it. */
export function* allBatches(db: Connection): Iterable<BatchRanges> {
  let before = {last_transfer: 0, last_use: 0, last_overdraft: 0, last_no_effect: 0}
  for (const row of db.prepare('SELECT * FROM batch ORDER BY id').all() as BatchRow[]) {
    yield rangesOf(row, before)
    before = row
  }
}

export function batchRanges(db: Connection, id: number): BatchRanges | undefined {
  for (const batch of allBatches(db)) if (batch.header.id === id) return batch
  return undefined
}

function rangesOf(row: BatchRow, before: Pick<BatchRow, 'last_transfer' | 'last_use' | 'last_overdraft' | 'last_no_effect'>): BatchRanges {
  const sections = {
    transfers: {first: before.last_transfer + 1, last: row.last_transfer},
    uses: {first: before.last_use + 1, last: row.last_use},
    overdrafts: {first: before.last_overdraft + 1, last: row.last_overdraft},
    'no-effects': {first: before.last_no_effect + 1, last: row.last_no_effect},
  }
  return {
    header: {id: row.id, kind: row.kind, recordedAt: row.recorded_at, actor: row.actor, reason: row.reason, source: row.source,
      sourceHash: row.source_hash, undoes: row.undoes},
    previous: row.previous_hash,
    hash: row.hash,
    sections,
    measure: (db) => Object.fromEntries(SECTIONS.map((name) => [name, hashed(db, name, sections[name])])) as Record<SectionName, Section>,
  }
}

function hashed(db: Connection, section: SectionName, range: Range): Section {
  const hash = new LineHash()
  for (const {text, lines} of sectionTexts(db, section, range)) hash.addText(text, lines)
  return hash.end()
}
