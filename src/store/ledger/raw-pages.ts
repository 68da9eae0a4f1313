import {readSync} from 'node:fs'
import type {Connection} from './connection.js'

/** Something in a page that no SQLite file has. Whoever reads pages must be ready for it. */
export class DamagedPage extends Error {
  constructor(page: number, what: string) {
    super(`page ${page}: ${what}`)
  }
}

/** What the header of a file says of all its pages. */
export interface PageFormat {
  readonly pageSize: number
  /** bytes of a page that hold content */
  readonly usable: number
  readonly pageCount: number
}

/** Pages of a SQLite file, as bytes, all of one snapshot. */
export interface PageSource extends PageFormat {
  /** Loads so many of `pages` from `first`: page `first + i` begins at `offsets[i]` of the answer, which lives until the call after the next. */
  load(pages: Uint32Array, first: number, count: number, offsets: Int32Array): Uint8Array
  /** One page, to be kept. */
  page(page: number): Uint8Array
}

/** Pages loaded at a time. */
export const PAGES_AT_ONCE = 128

/** How the file's pages are laid out, or undefined where it is not the kind this program writes (another encoding). */
export function pageFormat(db: Connection): PageFormat | undefined {
  const [header] = db.prepare('SELECT data FROM sqlite_dbpage WHERE pgno = 1').raw().get([]) as unknown as [Uint8Array]
  const [pageCount] = db.prepare('PRAGMA page_count').raw().get([]) as unknown as [number]
  const pageSize = header.length
  const [reserved, encoding] = [header[20]!, header[59]!]
  if (encoding !== 1 || reserved > 32 || pageSize < 512) return undefined
  return {pageSize, usable: pageSize - reserved, pageCount}
}

/** Two buffers in turn, so that what the last load gave is still there after the next. */
class Buffers {
  private one = new Uint8Array(0)
  private other = new Uint8Array(0)

  next(size: number): Uint8Array {
    const free = this.other.length >= size ? this.other : new Uint8Array(size)
    this.other = this.one
    this.one = free
    return free
  }
}

/** Straight from the file: only while nothing of the snapshot stands in the log and nobody may fold a log into the file. */
export class FilePages implements PageSource {
  readonly pageSize: number
  readonly usable: number
  readonly pageCount: number
  private readonly buffers = new Buffers()

  constructor(private readonly descriptor: number, format: PageFormat) {
    this.pageSize = format.pageSize
    this.usable = format.usable
    this.pageCount = format.pageCount
  }

  load(pages: Uint32Array, first: number, count: number, offsets: Int32Array): Uint8Array {
    let low = Number.POSITIVE_INFINITY
    let high = 0
    for (let i = first; i < first + count; i += 1) {
      low = Math.min(low, pages[i]!)
      high = Math.max(high, pages[i]!)
    }
    const span = high - low + 1
    // Pages of a table lie close together, with those of its indexes between them: one long read is cheaper than many short ones.
    if (span <= 3 * count) {
      const bytes = this.buffers.next(Math.max(span, 3 * PAGES_AT_ONCE) * this.pageSize)
      this.read(bytes, 0, span, low)
      for (let i = 0; i < count; i += 1) offsets[i] = (pages[first + i]! - low) * this.pageSize
      return bytes
    }
    const bytes = this.buffers.next(Math.max(count, 3 * PAGES_AT_ONCE) * this.pageSize)
    for (let i = 0; i < count; ) {
      let run = 1
      while (i + run < count && pages[first + i + run] === pages[first + i]! + run) run += 1
      this.read(bytes, i * this.pageSize, run, pages[first + i]!)
      for (let k = 0; k < run; k += 1) offsets[i + k] = (i + k) * this.pageSize
      i += run
    }
    return bytes
  }

  page(page: number): Uint8Array {
    const bytes = new Uint8Array(this.pageSize)
    this.read(bytes, 0, 1, page)
    return bytes
  }

  private read(bytes: Uint8Array, at: number, pages: number, from: number): void {
    const wanted = pages * this.pageSize
    for (let got = 0; got < wanted; ) {
      const more = readSync(this.descriptor, bytes, at + got, wanted - got, (from - 1) * this.pageSize + got)
      if (more === 0) throw new DamagedPage(from, 'the file ends before it')
      got += more
    }
  }
}

/** Through SQLite, which takes them from its log where they stand there. */
export class SnapshotPages implements PageSource {
  readonly pageSize: number
  readonly usable: number
  readonly pageCount: number
  private readonly statement

  constructor(db: Connection, format: PageFormat) {
    this.pageSize = format.pageSize
    this.usable = format.usable
    this.pageCount = format.pageCount
    // Many pages as one value: to fetch a value costs more than to make one.
    this.statement = db.prepare(`SELECT CAST(group_concat(CAST(d.data AS TEXT), '') AS BLOB)
      FROM json_each(?) j CROSS JOIN sqlite_dbpage d ON d.pgno = j.value`).raw()
  }

  load(pages: Uint32Array, first: number, count: number, offsets: Int32Array): Uint8Array {
    const [bytes] = this.statement.get([`[${pages.subarray(first, first + count).join()}]`]) as unknown as [Uint8Array | null]
    if (bytes?.length !== count * this.pageSize) throw new DamagedPage(pages[first]!, 'SQLite does not have it')
    for (let i = 0; i < count; i += 1) offsets[i] = i * this.pageSize
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  }
  page(page: number): Uint8Array {
    return this.load(Uint32Array.of(page), 0, 1, new Int32Array(1))
  }
}
