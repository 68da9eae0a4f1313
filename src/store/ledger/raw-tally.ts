import type {SectionName} from '../../ledger/canonical.js'
import {isText, type RecordColumns} from './raw-record.js'
import type {RowVisitor} from './raw-rows.js'

/** Columns of the tables, by place. */
const TRANSFER = {from: 1, to: 2, points: 3, available: 5, refers: 7, key: 9} as const
const USE = {lot: 1, transfer: 2, points: 3} as const
const OVERDRAFT = {account: 1, points: 3} as const
const NO_EFFECT = {key: 1} as const
/** Accounts from here on belong to members (`src/ledger/account.ts`). */
const FIRST_MEMBER_ACCOUNT = 1024
const WALLETS = 64

/** How many entries an index should have or has, and a checksum of them that does not depend on their order. */
export interface IndexSum {
  readonly count: number
  readonly one: number
  readonly other: number
}

/** Sums up index entries, of a table's rows or as they stand in the index. */
export class IndexTally implements IndexSum {
  count = 0
  one = 0
  other = 0

  add(key: number, id: number): void {
    const low = id | 0
    let mixed = Math.imul(key ^ Math.imul(low, 0x9e3779b1), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 15) ^ (id === low ? 0 : (id / 0x100000000) | 0), 0xc2b2ae35)
    this.count += 1
    this.one = (this.one + (mixed ^ (mixed >>> 16))) | 0
    this.other = (this.other + Math.imul(mixed ^ low, 0x27d4eb2f)) | 0
  }

  join(sum: IndexSum): void {
    this.count += sum.count
    this.one = (this.one + sum.one) | 0
    this.other = (this.other + sum.other) | 0
  }
}

/** 32 bits of a whole number. */
export function numberHash(value: number): number {
  const low = value | 0
  // Nearly all numbers are short, and to divide takes longer than to ask.
  return value === low ? low : low ^ Math.imul((value / 0x100000000) | 0, 0x85ebca6b)
}

/** 32 bits of a text, four bytes at a time. */
function textHash(view: DataView, from: number, to: number): number {
  return textHashFrom(to - from, view, from, to)
}

/** One step of it: the next four bytes. It begins with the text's length. */
export function textHashStep(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1)
  return mixed ^ (mixed >>> 15)
}

/** The steps that are left, and the end. */
export function textHashFrom(begun: number, view: DataView, from: number, to: number): number {
  let hash = begun
  let at = from
  for (; at + 4 <= to; at += 4) hash = textHashStep(hash, view.getInt32(at, true))
  for (; at < to; at += 1) hash = Math.imul(hash ^ view.getUint8(at), 0x01000193)
  return Math.imul(hash ^ (hash >>> 13), 0x85ebca6b)
}

/** What is kept of single rows to look at lots and their uses together: arrays by row number, shared between threads. */
export interface LotArrays {
  /** of a transfer: the member's account, 0 where there is none */
  readonly account: Float64Array
  /** of a transfer: points of the lot it makes, 0 where it makes none */
  readonly lot: Float64Array
  readonly useLot: Float64Array
  readonly useTransfer: Float64Array
  readonly usePoints: Float64Array
}

/** The indexes of the tables in the chain, and what their keys are. */
export const INDEXES = {
  transfer_key: {section: 'transfers', keys: 'text'},
  transfer_to: {section: 'transfers', keys: 'number'},
  transfer_from: {section: 'transfers', keys: 'number'},
  transfer_refers: {section: 'transfers', keys: 'number'},
  lot_use_lot: {section: 'uses', keys: 'number'},
  overdraft_account: {section: 'overdrafts', keys: 'number'},
  sqlite_autoindex_no_effect_1: {section: 'no-effects', keys: 'text'},
} as const satisfies Readonly<Record<string, {readonly section: SectionName; readonly keys: 'number' | 'text'}>>
export type IndexName = keyof typeof INDEXES
export const INDEX_NAMES = Object.keys(INDEXES) as IndexName[]

/** What the rows of all tables come to. */
export class Tally {
  rows = 0
  received = 0
  given = 0
  lots = 0
  used = 0
  owed = 0
  /** transfers that break the rule of parties */
  wrongParties = 0
  readonly indexes = Object.fromEntries(INDEX_NAMES.map((name) => [name, new IndexTally()])) as Record<IndexName, IndexTally>

  join(other: Tally): void {
    for (const name of ['rows', 'received', 'given', 'lots', 'used', 'owed', 'wrongParties'] as const) this[name] += other[name]
    for (const name of INDEX_NAMES) this.indexes[name].join(other.indexes[name])
  }
}

class TransferVisitor implements RowVisitor {
  constructor(private readonly tally: Tally, private readonly arrays: LotArrays | undefined) {}

  row(record: RecordColumns, id: number, page: number): void {
    const {tally, arrays} = this
    const {indexes} = tally
    const {types, offsets, view, base} = record
    const from = record.integer(TRANSFER.from, page, 0)
    const to = record.integer(TRANSFER.to, page, 0)
    const points = record.integer(TRANSFER.points, page, 0)
    const lot = types[TRANSFER.available] !== 0
    tally.rows += 1
    if (to >= FIRST_MEMBER_ACCOUNT) {
      tally.received += points
      indexes.transfer_to.add(numberHash(to), id)
    }
    if (from >= FIRST_MEMBER_ACCOUNT) {
      tally.given += points
      indexes.transfer_from.add(numberHash(from), id)
      if (to >= FIRST_MEMBER_ACCOUNT) tally.wrongParties += 1
    }
    if (from === to || ((from ^ to) & (WALLETS - 1)) !== 0) tally.wrongParties += 1
    if (lot) tally.lots += points
    if (types[TRANSFER.refers] !== 0) indexes.transfer_refers.add(numberHash(record.integer(TRANSFER.refers, page, 0)), id)
    const key = types[TRANSFER.key]!
    if (isText(key)) indexes.transfer_key.add(textHash(view, base + offsets[TRANSFER.key]!, base + offsets[TRANSFER.key + 1]!), id)
    if (arrays === undefined) return
    if (to >= FIRST_MEMBER_ACCOUNT) arrays.account[id] = to
    else if (from >= FIRST_MEMBER_ACCOUNT) arrays.account[id] = from
    if (lot) arrays.lot[id] = points
  }
}

class UseVisitor implements RowVisitor {
  constructor(private readonly tally: Tally, private readonly arrays: LotArrays | undefined) {}

  row(record: RecordColumns, id: number, page: number): void {
    const {tally, arrays} = this
    const lot = record.integer(USE.lot, page, 0)
    const points = record.integer(USE.points, page, 0)
    tally.used += points
    tally.indexes.lot_use_lot.add(numberHash(lot), id)
    if (arrays === undefined) return
    arrays.useLot[id] = lot
    arrays.useTransfer[id] = record.integer(USE.transfer, page, 0)
    arrays.usePoints[id] = points
  }
}

class OverdraftVisitor implements RowVisitor {
  constructor(private readonly tally: Tally) {}

  row(record: RecordColumns, id: number, page: number): void {
    this.tally.owed += record.integer(OVERDRAFT.points, page, 0)
    this.tally.indexes.overdraft_account.add(numberHash(record.integer(OVERDRAFT.account, page, 0)), id)
  }
}

class NoEffectVisitor implements RowVisitor {
  constructor(private readonly tally: Tally) {}

  row({view, offsets, base}: RecordColumns, id: number): void {
    this.tally.indexes.sqlite_autoindex_no_effect_1.add(textHash(view, base + offsets[NO_EFFECT.key]!, base + offsets[NO_EFFECT.key + 1]!), id)
  }
}

export function visitorOf(section: SectionName, tally: Tally, arrays: LotArrays | undefined): RowVisitor {
  if (section === 'transfers') return new TransferVisitor(tally, arrays)
  if (section === 'uses') return new UseVisitor(tally, arrays)
  return section === 'overdrafts' ? new OverdraftVisitor(tally) : new NoEffectVisitor(tally)
}
