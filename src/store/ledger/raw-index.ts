import {cellAt, cellsOf, indexEntry, type InnerEntry, type Leaves} from './raw-tree.js'
import {DamagedPage, PAGES_AT_ONCE, type PageSource} from './raw-pages.js'
import {integer, isInteger, isText, RecordColumns, WIDTH} from './raw-record.js'
import {IndexTally, numberHash, textHashFrom, textHashStep} from './raw-tally.js'

const INDEX_LEAF = 0x0a

/** What an index holds, up to a row number: entries beyond belong to batches written after the check began. */
export interface IndexContents {
  readonly sum: {readonly count: number; readonly one: number; readonly other: number}
  /** different keys */
  readonly keys: number
}

/** Reads a whole index in order. Throws `DamagedPage` where a page is none of an index, or entries are out of order. */
export function readIndex(source: PageSource, leaves: Leaves, of: 'number' | 'text', upTo: number): IndexContents {
  return new IndexReader(source, leaves, of, upTo).read()
}

class IndexReader {
  private readonly record = new RecordColumns()
  private readonly tally = new IndexTally()
  /** the bytes loaded last */
  private view: DataView = new DataView(new ArrayBuffer(0))
  private keys = 0
  private lastId = Number.NEGATIVE_INFINITY
  private lastNumber = Number.NEGATIVE_INFINITY
  private lastView: DataView = new DataView(new ArrayBuffer(0))
  private lastFrom = 0
  private lastTo = -1

  constructor(private readonly source: PageSource, private readonly leaves: Leaves, private readonly of: 'number' | 'text',
    private readonly upTo: number) {}

  read(): IndexContents {
    const offsets = new Int32Array(PAGES_AT_ONCE)
    const {pages, between} = this.leaves
    const {pageSize} = this.source
    for (let at = 0; at < pages.length; at += PAGES_AT_ONCE) {
      const count = Math.min(PAGES_AT_ONCE, pages.length - at)
      const bytes = this.source.load(pages, at, count, offsets)
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
      for (let i = 0; i < count; i += 1) {
        const page = pages[at + i]!
        const start = offsets[i]!
        const cells = cellsOf(bytes, start, page, INDEX_LEAF, pageSize)
        for (let cell = 0; cell < cells; cell += 1) this.cell(bytes, cellAt(bytes, start, 8, cell, page, pageSize), start, page)
        const next = between[at + i]
        if (next !== undefined) this.entry(next)
      }
    }
    return {sum: {count: this.tally.count, one: this.tally.one, other: this.tally.other}, keys: this.keys}
  }

  private cell(bytes: Uint8Array, at: number, start: number, page: number): void {
    const length = bytes[at]!
    const keyType = bytes[at + 2]!
    const idType = bytes[at + 3]!
    // Nearly all entries are short, their headers three bytes; the others are read with more care.
    if (length >= 0x80 || bytes[at + 1] !== 3 || keyType >= 0x80 || idType >= 0x80) {
      this.entry(indexEntry(this.source, bytes, at, start, page))
      return
    }
    const from = at + 4
    const to = from + WIDTH[keyType]!
    const end = at + 1 + length
    if (to + WIDTH[idType]! !== end || end > start + this.source.usable) throw new DamagedPage(page, 'a record does not fill its place')
    this.add(this.view, from, to, keyType, idType, page)
  }

  private entry({bytes, from, to, page}: InnerEntry): void {
    const {record} = this
    record.read(bytes, from, to, page)
    if (record.columns !== 2) throw new DamagedPage(page, 'an entry of an index has not two columns')
    const {base, offsets, types} = record
    this.add(record.view, base + offsets[0]!, base + offsets[1]!, types[0]!, types[1]!, page)
  }

  /** Adds the entry whose key stands in `view[from .. to)`, with the row's number behind it. */
  private add(view: DataView, from: number, to: number, keyType: number, idType: number, page: number): void {
    if (!isInteger(idType) || !(this.of === 'number' ? isInteger(keyType) : isText(keyType)))
      throw new DamagedPage(page, 'an entry of an index is of another type')
    const id = integer(view, to, idType)
    if (this.of === 'number') this.number(integer(view, from, keyType), id, page)
    else this.text(view, from, to, id, page)
    this.lastId = id
  }

  private number(key: number, id: number, page: number): void {
    if (key < this.lastNumber || (key === this.lastNumber && id <= this.lastId)) throw new DamagedPage(page, 'entries of an index are out of order')
    if (id <= this.upTo) {
      if (key !== this.lastNumber) this.keys += 1
      this.tally.add(numberHash(key), id)
    }
    this.lastNumber = key
  }

  private text(view: DataView, from: number, to: number, id: number, page: number): void {
    // Neighbours begin alike; what they share is hashed and compared in one go.
    const {lastView, lastFrom, lastTo} = this
    const shared = Math.min(to - from, lastTo - lastFrom)
    let hash = to - from
    let i = 0
    for (; i + 4 <= shared; i += 4) {
      const word = view.getInt32(from + i, true)
      if (word !== lastView.getInt32(lastFrom + i, true)) break
      hash = textHashStep(hash, word)
    }
    // Keys are unique, so each is behind the one before it.
    if (lastTo >= 0 && compare(view, from + i, to, lastView, lastFrom + i, lastTo) <= 0)
      throw new DamagedPage(page, 'entries of an index are out of order')
    if (id <= this.upTo) {
      this.keys += 1
      this.tally.add(textHashFrom(hash, view, from + i, to), id)
    }
    if (view !== this.lastView) this.lastView = view
    this.lastFrom = from
    this.lastTo = to
  }
}

/** Above 0: the first is behind the second, byte by byte. */
function compare(a: DataView, from: number, to: number, b: DataView, fromB: number, toB: number): number {
  const length = Math.min(to - from, toB - fromB)
  let i = 0
  for (; i + 4 <= length; i += 4) {
    const [left, right] = [a.getUint32(from + i), b.getUint32(fromB + i)]
    if (left !== right) return left - right
  }
  for (; i < length; i += 1) {
    const difference = a.getUint8(from + i) - b.getUint8(fromB + i)
    if (difference !== 0) return difference
  }
  return to - from - (toB - fromB)
}
