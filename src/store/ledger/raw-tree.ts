import {DamagedPage, type PageSource} from './raw-pages.js'
import {overflowing, varint, varintEnd, word} from './raw-record.js'

/**
 * B-trees as SQLite lays them out (sqlite.org/fileformat2.html, "B-tree Pages"): a header of 8 bytes (12 with children), an array of
 * two-byte offsets, and the cells they point to.
 */

export type TreeKind = 'table' | 'index'

const INNER = {table: 0x05, index: 0x02} as const
const LEAF = {table: 0x0d, index: 0x0a} as const
/** No tree of a file of 2^32 pages is deeper. */
const DEPTH_MAX = 32

/** Places of the cells of a page; header offset 100 on the file's first page is never needed, no tree of ours begins there. */
export function cellsOf(bytes: Uint8Array, start: number, page: number, kind: number, pageSize: number): number {
  if (bytes[start] !== kind) throw new DamagedPage(page, 'it is of another kind than its place in the tree asks for')
  const cells = (bytes[start + 3]! << 8) | bytes[start + 4]!
  if (12 + 2 * cells > pageSize) throw new DamagedPage(page, 'it cannot hold so many cells')
  return cells
}

export function cellAt(bytes: Uint8Array, start: number, headed: number, cell: number, page: number, pageSize: number): number {
  const place = start + headed + 2 * cell
  const at = (bytes[place]! << 8) | bytes[place + 1]!
  if (at < headed || at > pageSize - 4) throw new DamagedPage(page, 'a cell lies outside')
  return start + at
}

/** An entry of an index that stands in an inner page, between two leaves. */
export interface InnerEntry {
  readonly page: number
  readonly bytes: Uint8Array
  readonly from: number
  readonly to: number
}

/** The leaves of a tree in order, without having read them. */
export interface Leaves {
  readonly kind: TreeKind
  readonly pages: Uint32Array
  /** of a table: the largest row number a leaf may hold */
  readonly upTo: Float64Array
  /** of an index: the entry between a leaf and the next */
  readonly between: readonly InnerEntry[]
}

/** Walks the inner pages from the root. Throws `DamagedPage` where they are no tree: a page met twice, missing, of another kind. */
export function leavesOf(source: PageSource, root: number, kind: TreeKind): Leaves {
  return new Walk(source, kind).from(root)
}

class Walk {
  private readonly met: Uint8Array
  private readonly pages: number[] = []
  private readonly upTo: number[] = []
  private readonly between: InnerEntry[] = []
  private readonly leafDepth = {value: -1}

  constructor(private readonly source: PageSource, private readonly kind: TreeKind) {
    this.met = new Uint8Array((source.pageCount >> 3) + 1)
  }

  from(root: number): Leaves {
    this.visit(root, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0)
    return {kind: this.kind, pages: Uint32Array.from(this.pages), upTo: Float64Array.from(this.upTo), between: this.between}
  }

  private visit(page: number, above: number, upTo: number, depth: number): void {
    this.meet(page)
    if (depth === this.leafDepth.value) {
      this.pages.push(page)
      this.upTo.push(upTo)
      return
    }
    const bytes = this.source.page(page)
    // All leaves are equally far from the root, so the first one says where they are and the others need not be read here.
    if (bytes[0] === LEAF[this.kind] && this.leafDepth.value === -1) {
      this.leafDepth.value = depth
      this.pages.push(page)
      this.upTo.push(upTo)
      return
    }
    if (depth === DEPTH_MAX) throw new DamagedPage(page, 'the tree is too deep')
    const {pageSize} = this.source
    const cells = cellsOf(bytes, 0, page, INNER[this.kind], pageSize)
    let low = above
    for (let cell = 0; cell < cells; cell += 1) {
      const at = cellAt(bytes, 0, 12, cell, page, pageSize)
      const child = word(bytes, at)
      if (this.kind === 'table') {
        const key = varint(bytes, at + 4)
        if (!(key > low && key <= upTo)) throw new DamagedPage(page, 'its keys are out of order')
        this.visit(child, low, key, depth + 1)
        low = key
      } else {
        this.visit(child, low, upTo, depth + 1)
        this.between.push(indexEntry(this.source, bytes, at + 4, 0, page))
      }
    }
    this.visit(word(bytes, 8), low, upTo, depth + 1)
  }

  private meet(page: number): void {
    if (page < 1 || page > this.source.pageCount) throw new DamagedPage(page, 'a tree refers to it, but the file has no such page')
    const bit = 1 << (page & 7)
    if ((this.met[page >> 3]! & bit) !== 0) throw new DamagedPage(page, 'it has two places in a tree')
    this.met[page >> 3]! |= bit
  }
}

/** The record of an index cell, which begins at `at`. `start`: where its page begins. */
export function indexEntry(source: PageSource, bytes: Uint8Array, at: number, start: number, page: number): InnerEntry {
  const {usable} = source
  let length = bytes[at]!
  let from = at + 1
  if (length >= 0x80) {
    length = varint(bytes, at)
    from = varintEnd()
  }
  const most = Math.floor(((usable - 12) * 64) / 255) - 23
  const inPage = length <= most ? length : localPart(length, usable, most)
  if (from + inPage + (inPage < length ? 4 : 0) > start + usable) throw new DamagedPage(page, 'a cell lies outside')
  if (inPage === length) return {page, bytes, from, to: from + length}
  return {page, bytes: overflowing(source, page, bytes, from, inPage, length), from: 0, to: length}
}

/** How much of a record that needs further pages stands in the first. */
export function localPart(length: number, usable: number, most: number): number {
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const fitting = least + ((length - least) % (usable - 4))
  return fitting <= most ? fitting : least
}
