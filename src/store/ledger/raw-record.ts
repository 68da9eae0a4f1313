import {DamagedPage, type PageSource} from './raw-pages.js'

/**
 * Records as SQLite writes them (sqlite.org/fileformat2.html, "Record Format"): a header with one number per column that says its type
 * and length, then the values. Numbers of variable length have their high bit set on every byte but the last.
 */

/** Columns of the widest table read. */
const COLUMNS_MAX = 16
const TWO_32 = 2 ** 32

/** Where the number read last by `varint` ended. */
let ended = 0

/** A number of variable length; those beyond 2^53 are not exact. */
export function varint(bytes: Uint8Array, at: number): number {
  let value = bytes[at]!
  if (value < 0x80) {
    ended = at + 1
    return value
  }
  value &= 0x7f
  for (let i = 1; i < 4; i += 1) {
    const byte = bytes[at + i]!
    value = (value << 7) | (byte & 0x7f)
    if (byte < 0x80) {
      ended = at + i + 1
      return value
    }
  }
  return longVarint(bytes, at, value)
}

/** `value`: what the first four bytes say. */
function longVarint(bytes: Uint8Array, at: number, first: number): number {
  let value = first
  for (let i = 4; i < 8; i += 1) {
    const byte = bytes[at + i]!
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) {
      ended = at + i + 1
      return value
    }
  }
  ended = at + 9
  value = value * 256 + bytes[at + 8]!
  return value >= 2 ** 63 ? value - 2 ** 64 : value
}

export function varintEnd(): number {
  return ended
}

/** A whole number as its type says: 1 to 6 by length, 8 and 9 for nought and one. Beyond 2^53 it is not exact. */
export function integer(view: DataView, at: number, type: number): number {
  if (type === 6) return view.getInt32(at) * TWO_32 + view.getUint32(at + 4)
  if (type === 5) return view.getInt16(at) * TWO_32 + view.getUint32(at + 2)
  return smallInteger(view, at, type)
}

/** The same of at most four bytes. */
export function smallInteger(view: DataView, at: number, type: number): number {
  if (type === 1) return view.getInt8(at)
  if (type === 2) return view.getInt16(at)
  if (type === 3) return (view.getInt8(at) << 16) | view.getUint16(at + 1)
  if (type === 4) return view.getInt32(at)
  return type === 9 ? 1 : 0
}

/** Bytes a value of this type takes, for the types below 128. */
export const WIDTH = Int32Array.from({length: 128}, (_, type) => (type < 12 ? [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][type]! : (type - 12) >> 1))

export function isInteger(type: number): boolean {
  return (type >= 1 && type <= 6) || type === 8 || type === 9
}

/** Texts have odd types from 13. */
export function isText(type: number): boolean {
  return type >= 13 && (type & 1) === 1
}

/** Headers from so many bytes are compared with the one before, which is often the same; shorter ones are read as fast. */
const HEADER_WORTH = 8
const HEADER_MAX = 32

/** What records of one header have in common. */
class Shape {
  readonly types = new Int32Array(COLUMNS_MAX)
  /** where each value begins, counted from the record's begin; one more than columns, so that the last one's end stands too */
  readonly offsets = new Int32Array(COLUMNS_MAX + 1)
  columns = 0
  private readonly header = new Uint8Array(HEADER_MAX)
  private readonly headerView = new DataView(this.header.buffer)
  /** length of the header remembered; 0: none */
  private remembered = 0

  /** The header at `from` is, byte by byte, the one remembered: then types and places are too. */
  isAt(view: DataView, from: number): boolean {
    const {headerView, remembered} = this
    if (remembered === 0 || from + HEADER_MAX > view.byteLength) return false
    let at = 0
    for (; at + 4 <= remembered; at += 4) if (view.getUint32(from + at) !== headerView.getUint32(at)) return false
    for (; at < remembered; at += 1) if (view.getUint8(from + at) !== headerView.getUint8(at)) return false
    return true
  }

  decode(bytes: Uint8Array, from: number, page: number): void {
    const {types, offsets} = this
    this.remembered = 0
    const length = varint(bytes, from)
    let at = ended
    let value = length
    let column = 0
    while (at < from + length) {
      let type = bytes[at]!
      if (column === COLUMNS_MAX || type === undefined) throw new DamagedPage(page, 'a record has columns no table has')
      offsets[column] = value
      if (type < 0x80) {
        at += 1
        value += WIDTH[type]!
      } else {
        type = varint(bytes, at)
        at = ended
        if (type > 0x7fffffff || type < 0) throw new DamagedPage(page, 'a record has columns no table has')
        value += (type - 12) >> 1
      }
      types[column++] = type
    }
    offsets[column] = value
    this.columns = column
    if (at !== from + length) throw new DamagedPage(page, 'a record does not fill its place')
    if (length < HEADER_WORTH || length > HEADER_MAX || from + length > bytes.length) return
    for (let i = 0; i < length; i += 1) this.header[i] = bytes[from + i]!
    this.remembered = length
  }
}

/** The columns of one record: their types and where their values begin. Read again and again into the same object. */
export class RecordColumns {
  private shape = new Shape()
  types = this.shape.types
  offsets = this.shape.offsets
  columns = 0
  bytes: Uint8Array = new Uint8Array(0)
  /** the same bytes, for numbers of several */
  view = new DataView(this.bytes.buffer)
  /** where the record begins */
  base = 0
  /** the shape before this one: points given and points taken take turns */
  private other = new Shape()

  /** Reads the header of the record in `bytes[from .. to)`. Throws `DamagedPage` where it does not fill these bytes exactly. */
  read(bytes: Uint8Array, from: number, to: number, page: number): void {
    if (bytes !== this.bytes) {
      this.bytes = bytes
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    }
    this.base = from
    if (!this.shape.isAt(this.view, from)) this.turn(from, page)
    if (this.offsets[this.columns] !== to - from) throw new DamagedPage(page, 'a record does not fill its place')
  }

  private turn(from: number, page: number): void {
    const shape = this.other
    this.other = this.shape
    this.shape = shape
    if (!shape.isAt(this.view, from)) shape.decode(this.bytes, from, page)
    this.types = shape.types
    this.offsets = shape.offsets
    this.columns = shape.columns
  }

  /** A whole number, or NULL as `none`. Throws where the value is of another type. */
  integer(column: number, page: number, none: number): number {
    const type = this.types[column]!
    if (column >= this.columns || type === 0) return none
    if (type <= 4) return smallInteger(this.view, this.base + this.offsets[column]!, type)
    if (!isInteger(type)) throw new DamagedPage(page, 'a number is of another type')
    return integer(this.view, this.base + this.offsets[column]!, type)
  }
}

/**
 * The content of a cell that did not fit its page: what stands there, then a chain of further pages. Never endless: every page brings
 * some of the bytes that are still missing.
 */
export function overflowing(source: PageSource, page: number, bytes: Uint8Array, at: number, inPage: number, length: number): Uint8Array {
  if (length > source.pageCount * source.usable) throw new DamagedPage(page, 'a record is longer than the file')
  const whole = new Uint8Array(length)
  whole.set(bytes.subarray(at, at + inPage))
  let next = word(bytes, at + inPage)
  for (let have = inPage; have < length; ) {
    if (next < 1 || next > source.pageCount) throw new DamagedPage(page, 'a record goes on in a page that is not there')
    const more = source.page(next)
    const part = Math.min(length - have, source.usable - 4)
    whole.set(more.subarray(4, 4 + part), have)
    have += part
    next = word(more, 0)
  }
  return whole
}

export function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0
}
