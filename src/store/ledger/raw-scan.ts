import {existsSync, statSync} from 'node:fs'
import {assert} from '../../base/assert.js'
import type {SectionName} from '../../ledger/canonical.js'
import type {Connection} from './connection.js'
import {type IndexContents, readIndex} from './raw-index.js'
import {DamagedPage, FilePages, type PageFormat, pageFormat, type PageSource, SnapshotPages} from './raw-pages.js'
import {type BlockHashes, BlockReader} from './raw-rows.js'
import {INDEX_NAMES, type IndexName, INDEXES, type LotArrays, Tally, visitorOf} from './raw-tally.js'
import {type Leaves, leavesOf, type TreeKind} from './raw-tree.js'

export const TABLES: Readonly<Record<SectionName, string>> = {transfers: 'transfer', uses: 'lot_use', overdrafts: 'overdraft', 'no-effects': 'no_effect'}

/** Where the trees of the ledger begin, by the names of tables and indexes. */
export type Roots = Readonly<Record<string, number>>

/** A piece of the work. `ranges`: first and last row number of each block, one after the other. */
export type ScanTask =
  | {readonly kind: 'rows'; readonly section: SectionName; readonly ranges: Float64Array}
  | {readonly kind: 'index'; readonly index: IndexName; readonly upTo: number}

/** What a piece came to, or the damage that ended it. */
export type ScanAnswer =
  | {readonly kind: 'rows'; readonly blocks: BlockHashes; readonly tally: Tally}
  | {readonly kind: 'index'; readonly contents: IndexContents}
  | {readonly kind: 'damage'; readonly problem: string}

/** How pages are had: from the file by its descriptor, through SQLite where there is none. */
export interface RawFile {
  readonly file: string
  readonly format: PageFormat
  readonly roots: Roots
  readonly descriptor: number | undefined
}

/**
 * The ledger's pages in the snapshot `db` reads from, which it must have begun. Undefined where they cannot be read without SQLite.
 * `descriptor` opens the file (undefined: go through SQLite); it must stay open as long as `db`, because closing any descriptor of a file
 * ends the locks a process has on it.
 */
export function rawFile(db: Connection, file: string, descriptor: (() => number) | undefined): RawFile | undefined {
  const format = pageFormat(db)
  if (file === ':memory:' || format === undefined) return undefined
  const names = [...Object.values(TABLES), ...INDEX_NAMES]
  const list = names.map((name) => `'${name}'`).join()
  const roots = Object.fromEntries(db.prepare(`SELECT name, rootpage FROM sqlite_schema WHERE name IN (${list})`).raw().all() as unknown as [string, number][])
  if (names.some((name) => roots[name] === undefined)) return undefined
  return {file, format, roots, descriptor: isPlain(file) ? opened(descriptor) : undefined}
}

/** Undefined where the file cannot be opened a second time: SQLite, which has it open, is asked then. */
function opened(descriptor: (() => number) | undefined): number | undefined {
  try {
    return descriptor?.()
  } catch {
    return undefined
  }
}

/**
 * Nothing stands in the log. Then a reader that has begun reads the file alone, and holds the lock without which nobody may fold a log
 * into it: the file stays as it is until the reader ends.
 */
function isPlain(file: string): boolean {
  return !existsSync(`${file}-wal`) || statSync(`${file}-wal`).size === 0
}

/** Carries out pieces of work, one after the other. */
export class Scanner {
  private readonly source: PageSource
  private readonly trees = new Map<string, Leaves>()

  /** `db` is asked for pages where there is no descriptor to read the file by. */
  constructor(private readonly raw: RawFile, db: Connection | undefined, private readonly arrays: LotArrays | undefined) {
    assert(raw.descriptor !== undefined || db !== undefined, 'pages are read by a descriptor or through a connection')
    this.source = raw.descriptor === undefined ? new SnapshotPages(db!, raw.format) : new FilePages(raw.descriptor, raw.format)
  }

  do(task: ScanTask): ScanAnswer {
    try {
      if (task.kind === 'index')
        return {kind: 'index', contents: readIndex(this.source, this.leaves(task.index, 'index'), INDEXES[task.index].keys, task.upTo)}
      const tally = new Tally()
      const reader = new BlockReader(this.source, this.leaves(TABLES[task.section], 'table'), task.section, visitorOf(task.section, tally, this.arrays))
      return {kind: 'rows', blocks: reader.read(task.ranges), tally}
    } catch (error) {
      // Beside what was looked for: a number that led outside the bytes, and what the system says of reading.
      if (error instanceof DamagedPage || error instanceof RangeError || (error as {code?: string}).code !== undefined)
        return {kind: 'damage', problem: (error as Error).message}
      throw error
    }
  }

  private leaves(name: string, kind: TreeKind): Leaves {
    let leaves = this.trees.get(name)
    if (leaves === undefined) {
      leaves = leavesOf(this.source, this.raw.roots[name]!, kind)
      this.trees.set(name, leaves)
    }
    return leaves
  }
}
