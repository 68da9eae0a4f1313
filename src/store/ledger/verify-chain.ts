import {createHash} from 'node:crypto'
import {FIRST_PREVIOUS, manifest, type Section, type SectionName, SECTIONS} from '../../ledger/canonical.js'
import type {VerifyProblem} from '../../tasks/ledger/port.js'
import {type BatchRanges, type Block, blocksOf, hashBlock} from './chain.js'
import type {Connection} from './connection.js'
import type {ScanTask} from './raw-scan.js'
import {hashOfBlocks} from './section-hash.js'

/** Rows of one piece of work, and how many blocks it has at most. */
const ROWS_PER_TASK = 400_000
const BLOCKS_PER_TASK = 2048

/** A block's hash and lines. */
export interface BlockHash {
  readonly hash: string
  readonly lines: number
}

/** All blocks of the chain, each batch's sections one after the other, and where each batch finds its own. */
export class ChainBlocks {
  readonly blocks: Readonly<Record<SectionName, Block[]>> = {transfers: [], uses: [], overdrafts: [], 'no-effects': []}
  private readonly places: Readonly<Record<SectionName, {first: number; count: number}>>[]

  /** `ends`: the last row number of each table: a damaged batch that claims more brings no endless list of blocks. */
  constructor(readonly batches: readonly BatchRanges[], ends: Readonly<Record<SectionName, number>>) {
    this.places = batches.map((batch) => Object.fromEntries(SECTIONS.map((name) => {
      const {first, last} = batch.sections[name]
      const mine = blocksOf(name, {first, last: Math.min(last, ends[name])})
      const all = this.blocks[name]
      for (const block of mine) all.push(block)
      return [name, {first: all.length - mine.length, count: mine.length}]
    })) as Record<SectionName, {first: number; count: number}>)
  }

  /** The work of hashing them, in pieces of about equal size; none where ranges go backwards, as only damaged batches' do. */
  tasks(section: SectionName): (ScanTask & {readonly kind: 'rows'})[] {
    const tasks: (ScanTask & {readonly kind: 'rows'})[] = []
    let ranges: number[] = []
    let rows = 0
    const end = () => {
      if (ranges.length > 0) tasks.push({kind: 'rows', section, ranges: Float64Array.from(ranges)})
      ranges = []
      rows = 0
    }
    for (const {range} of this.blocks[section]) {
      ranges.push(range.first, range.last)
      rows += range.last - range.first + 1
      if (rows >= ROWS_PER_TASK || ranges.length === 2 * BLOCKS_PER_TASK) end()
    }
    end()
    return tasks
  }

  /** Blocks stand one behind the other, as batches write them. */
  get ascending(): boolean {
    return SECTIONS.every((name) => this.blocks[name].every(({range}, i, all) => range.first >= 1 && (i === 0 || range.first > all[i - 1]!.range.last)))
  }

  /** The sections of the batch at this place, from the hashes of all blocks. */
  sectionsOf(index: number, hashes: Readonly<Record<SectionName, readonly BlockHash[]>>): Record<SectionName, Section> {
    return Object.fromEntries(SECTIONS.map((name) => {
      const {first, count} = this.places[index]![name]
      const mine = hashes[name].slice(first, first + count)
      return [name, {lines: mine.reduce((sum, {lines}) => sum + lines, 0), hash: hashOfBlocks(mine.map(({hash}) => hash))}]
    })) as Record<SectionName, Section>
  }
}

/** Blocks hashed by SQL. What cannot be read is a problem, and hashes to nothing. */
export function hashBySql(db: Connection, blocks: readonly Block[], problem: (message: string) => void): BlockHash[] {
  return blocks.map((block) => {
    try {
      return hashBlock(db, block)
    } catch (error) {
      problem((error as Error).message)
      return {hash: '', lines: 0}
    }
  })
}

/** Computes the chain again from the hashes of all blocks; answers with the hash of the last batch. */
export function checkChain(chain: ChainBlocks, hashes: Readonly<Record<SectionName, readonly BlockHash[]>>, problems: VerifyProblem[]): string {
  let head = FIRST_PREVIOUS
  let expected = 1
  for (const [index, batch] of chain.batches.entries()) {
    const {id} = batch.header
    if (id !== expected) problems.push({code: 'batch-missing', message: `Batch ${expected} is missing from the chain.`, batch: expected})
    if (batch.previous !== head) problems.push({code: 'chain-broken', message: `Batch ${id} does not follow from the batch before it.`, batch: id})
    const hash = createHash('sha256').update(manifest(batch.header, batch.figures, batch.previous, chain.sectionsOf(index, hashes))).digest('hex')
    if (hash !== batch.hash)
      problems.push({code: 'hash-mismatch', message: `Rows of batch ${id} are not what was written: their hash has changed.`, batch: id})
    head = batch.hash
    expected = id + 1
  }
  return head
}
