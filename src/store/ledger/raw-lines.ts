import type {SectionName} from '../../ledger/canonical.js'
import {DamagedPage} from './raw-pages.js'
import {integer, type RecordColumns, smallInteger} from './raw-record.js'

/** The columns of each section's lines, by their place in the table; 0 is the row's number. `src/ledger/canonical.ts` is the specification. */
const LINE_COLUMNS: Readonly<Record<SectionName, readonly number[]>> = {
  transfers: [0, 8, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15],
  uses: [0, 1, 2, 3, 4],
  overdrafts: [0, 1, 2, 3, 4],
  'no-effects': [1, 2, 3, 4],
}

const TAB = 9
const LINE_END = 10
const MINUS = 45
/** Characters of the longest whole number. */
export const NUMBER_MAX = 20
/** Bytes up to which a loop copies faster than a call. */
const SHORT = 64
/** Bytes that may be copied too much. */
const SPARE = 16
/** Bytes of lines gathered before they are handed on. */
const ENOUGH = 1 << 16

/** The four digits of every number below 10,000, as one number of four bytes; the same without leading noughts; and how many those are. */
const FOUR = new Uint32Array(10_000)
const FIRST = new Uint32Array(10_000)
const LENGTH = new Uint8Array(10_000)
for (let value = 0; value < 10_000; value += 1) {
  const text = String(value)
  FOUR[value] = asNumber(text.padStart(4, '0'))
  FIRST[value] = asNumber(text.padEnd(4))
  LENGTH[value] = text.length
}

function asNumber(four: string): number {
  return Buffer.from(four, 'latin1').readUInt32LE()
}

/** Writes canonical lines from records, byte by byte and without making any text of them. */
export class LineWriter {
  /** lines written so far, up to `at` */
  bytes = new Uint8Array(2 * ENOUGH)
  at = 0
  private view = new DataView(this.bytes.buffer)
  private readonly columns: Int32Array

  constructor(section: SectionName) {
    this.columns = Int32Array.from(LINE_COLUMNS[section])
  }

  get full(): boolean {
    return this.at >= ENOUGH
  }

  /** Adds the line of one row. Throws `DamagedPage` where a value is neither whole number nor text. */
  row(record: RecordColumns, id: number, page: number): void {
    const {columns} = this
    const {types, offsets, view: source, base} = record
    const most = offsets[record.columns]! - offsets[0]! + columns.length * (NUMBER_MAX + 1) + SPARE
    if (this.at + most > this.bytes.length) this.grow(most)
    const {bytes, view} = this
    let {at} = this
    for (let i = 0; i < columns.length; i += 1) {
      const column = columns[i]!
      const type = types[column]!
      if (type === 0 && column !== 0) {
        bytes[at++] = TAB
        continue
      }
      const from = base + offsets[column]!
      if (type > 12) {
        if ((type & 1) === 0) throw new DamagedPage(page, 'a value is of a type no column has')
        const length = (type - 13) >> 1
        if (from + length + SPARE <= source.byteLength && length <= SHORT) {
          // Four bytes at a time, without asking how many there are: what is copied too much is written over by what follows.
          view.setUint32(at, source.getUint32(from, true), true)
          view.setUint32(at + 4, source.getUint32(from + 4, true), true)
          view.setUint32(at + 8, source.getUint32(from + 8, true), true)
          for (let k = 12; k < length; k += 4) view.setUint32(at + k, source.getUint32(from + k, true), true)
        } else bytes.set(record.bytes.subarray(from, from + length), at)
        at += length
      } else if (column === 0) at = putNumber(view, at, id)
      else if (type === 5 || type === 6) at = putLarge(view, at, source, from, type)
      else {
        if (type === 7 || type > 9) throw new DamagedPage(page, 'a value is of a type no column has')
        const value = smallInteger(source, from, type)
        if (value >= 0 && value < 10_000) {
          view.setUint32(at, FIRST[value]!, true)
          at += LENGTH[value]!
        } else at = putNumber(view, at, value)
      }
      bytes[at++] = TAB
    }
    bytes[at - 1] = LINE_END
    this.at = at
  }

  /** Hands on what was written and begins anew. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.at)
    this.at = 0
    return taken
  }

  private grow(most: number): void {
    const larger = new Uint8Array(2 * (this.bytes.length + most))
    larger.set(this.bytes.subarray(0, this.at))
    this.bytes = larger
    this.view = new DataView(larger.buffer)
  }
}

/** Writes a whole number that is exact; where it ends. Needs room for `NUMBER_MAX` characters. */
export function putNumber(view: DataView, start: number, number: number): number {
  let at = start
  let value = number
  if (value < 0) {
    view.setUint8(at++, MINUS)
    value = -value
  }
  if (value < 100_000_000) return putFirst(view, at, value | 0)
  const high = Math.floor(value / 100_000_000)
  const low = (value - high * 100_000_000) | 0
  at = high < 100_000_000 ? putFirst(view, at, high | 0) : putNumber(view, at, high)
  const middle = (low / 10_000) | 0
  view.setUint32(at, FOUR[middle]!, true)
  view.setUint32(at + 4, FOUR[low - middle * 10_000]!, true)
  return at + 8
}

/** A number of at most eight digits, without leading noughts. */
function putFirst(view: DataView, start: number, value: number): number {
  if (value < 10_000) {
    view.setUint32(start, FIRST[value]!, true)
    return start + LENGTH[value]!
  }
  const high = (value / 10_000) | 0
  view.setUint32(start, FIRST[high]!, true)
  const at = start + LENGTH[high]!
  view.setUint32(at, FOUR[value - high * 10_000]!, true)
  return at + 4
}

/** A number of six or eight bytes, which may be beyond 2^53. */
function putLarge(view: DataView, start: number, source: DataView, from: number, type: number): number {
  const value = integer(source, from, type)
  if (Number.isSafeInteger(value)) return putNumber(view, start, value)
  const text = source.getBigInt64(from).toString()
  for (let i = 0; i < text.length; i += 1) view.setUint8(start + i, text.charCodeAt(i))
  return start + text.length
}
