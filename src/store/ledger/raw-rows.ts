import {createHash} from 'node:crypto'
import type {SectionName} from '../../ledger/canonical.js'
import {LineWriter} from './raw-lines.js'
import {DamagedPage, PAGES_AT_ONCE, type PageSource} from './raw-pages.js'
import {overflowing, RecordColumns, varint, varintEnd} from './raw-record.js'
import {cellAt, cellsOf, type Leaves, localPart} from './raw-tree.js'

const TABLE_LEAF = 0x0d
const COLUMNS: Readonly<Record<SectionName, number>> = {transfers: 16, uses: 5, overdrafts: 5, 'no-effects': 5}

/** Learns of every row of a section on the way. */
export interface RowVisitor {
  row(record: RecordColumns, id: number, page: number): void
}

/** Hashes of blocks of rows, and how many lines each has; parallel arrays. */
export interface BlockHashes {
  readonly hashes: string[]
  readonly lines: number[]
}

/**
 * Reads the rows of blocks straight from the pages of their table, once: for the hashes of their canonical lines, and for the visitor.
 * `ranges`: first and last row number of each block, one after the other, ascending. Throws `DamagedPage`.
 */
export class BlockReader {
  private readonly record = new RecordColumns()
  private readonly writer: LineWriter
  private readonly offsets = new Int32Array(PAGES_AT_ONCE)
  private hash = createHash('sha256')
  private lines = 0
  private block = 0
  private answers: BlockHashes = {hashes: [], lines: []}

  constructor(private readonly source: PageSource, private readonly leaves: Leaves, private readonly section: SectionName,
    private readonly visitor: RowVisitor) {
    this.writer = new LineWriter(section)
  }

  read(ranges: Float64Array): BlockHashes {
    this.answers = {hashes: [], lines: []}
    this.block = 0
    // What an earlier call that met damage left behind.
    this.hash = createHash('sha256')
    this.lines = 0
    this.writer.take()
    const [first, last] = [ranges[0]!, ranges.at(-1)!]
    const {pages, upTo} = this.leaves
    for (let at = this.leafOf(first); at < pages.length && (at === 0 || upTo[at - 1]! < last); ) {
      let count = 1
      while (count < PAGES_AT_ONCE && at + count < pages.length && upTo[at + count - 1]! < last) count += 1
      const bytes = this.source.load(pages, at, count, this.offsets)
      for (let i = 0; i < count; i += 1) this.leaf(bytes, at + i, this.offsets[i]!, ranges)
      at += count
    }
    while (this.block < ranges.length / 2) this.endBlock()
    return this.answers
  }

  /** The first leaf that may hold this row or a later one. */
  private leafOf(id: number): number {
    let low = 0
    let high = this.leaves.upTo.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.leaves.upTo[middle]! >= id) high = middle
      else low = middle + 1
    }
    return low
  }

  private leaf(bytes: Uint8Array, leaf: number, start: number, ranges: Float64Array): void {
    const {source, record, writer, visitor} = this
    const {pageSize, usable} = source
    const page = this.leaves.pages[leaf]!
    const upTo = this.leaves.upTo[leaf]!
    const [first, last] = [ranges[0]!, ranges.at(-1)!]
    const cells = cellsOf(bytes, start, page, TABLE_LEAF, pageSize)
    let before = leaf === 0 ? Number.NEGATIVE_INFINITY : this.leaves.upTo[leaf - 1]!
    for (let cell = 0; cell < cells; cell += 1) {
      const cellFrom = cellAt(bytes, start, 8, cell, page, pageSize)
      const length = varint(bytes, cellFrom)
      const id = varint(bytes, varintEnd())
      const at = varintEnd()
      if (!(id > before && id <= upTo)) throw new DamagedPage(page, 'its rows are out of order')
      before = id
      if (id < first) continue
      if (id > last) return
      if (length <= usable - 35) {
        if (at + length > start + usable) throw new DamagedPage(page, 'a cell lies outside')
        record.read(bytes, at, at + length, page)
      } else this.long(bytes, at, start, length, page)
      if (record.columns !== COLUMNS[this.section]) throw new DamagedPage(page, 'a row has not the columns of its table')
      while (id > ranges[this.block * 2 + 1]!) this.endBlock()
      if (id < ranges[this.block * 2]!) continue
      writer.row(record, id, page)
      this.lines += 1
      if (writer.full) this.hash.update(writer.take())
      visitor.row(record, id, page)
    }
  }

  private long(bytes: Uint8Array, at: number, start: number, length: number, page: number): void {
    const inPage = localPart(length, this.source.usable, this.source.usable - 35)
    if (at + inPage + 4 > start + this.source.usable) throw new DamagedPage(page, 'a cell lies outside')
    this.record.read(overflowing(this.source, page, bytes, at, inPage, length), 0, length, page)
  }

  private endBlock(): void {
    this.answers.hashes.push(this.hash.update(this.writer.take()).digest('hex'))
    this.answers.lines.push(this.lines)
    this.hash = createHash('sha256')
    this.lines = 0
    this.block += 1
  }
}
