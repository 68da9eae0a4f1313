import {throwIfCancelled} from '../../base/errors.js'
import {FIRST_PREVIOUS, type SectionName, SECTIONS} from '../../ledger/canonical.js'
import type {VerifyOptions, VerifyProblem, VerifyReport} from '../../tasks/ledger/port.js'
import {allBatches, type BatchRanges} from './chain.js'
import {type Connection, number} from './connection.js'
import type {IndexContents} from './raw-index.js'
import {type RawFile, rawFile, type ScanTask, TABLES} from './raw-scan.js'
import {INDEX_NAMES, type IndexName, INDEXES, type LotArrays, Tally} from './raw-tally.js'
import {scanAll} from './raw-threads.js'
import {type BlockHash, ChainBlocks, checkChain, hashBySql} from './verify-chain.js'
import {checkFile, checkLots, checkNotes, checkParties, checkSchema, checkSums, LISTED} from './verify-sql.js'
import {checkIndexes, checkTally, lotArrays} from './verify-tally.js'

/** Transfers up to which SQLite checks every page of the file as well, which costs more than everything else. */
const DEEP_UP_TO = 2_000_000

/** What one reading of all rows brought. */
interface Reading {
  readonly hashes: Readonly<Record<SectionName, readonly BlockHash[]>>
  /** undefined where some rows could not be read straight from their pages: then SQL is asked instead */
  readonly tally: Tally | undefined
  readonly arrays: LotArrays | undefined
  readonly indexes: ReadonlyMap<IndexName, IndexContents>
}

/**
 * Checks everything the ledger promises: the chain of hashes over every row, the file's own structure and its indexes, and the
 * rules between rows (lots never used beyond their points, entries = lots − debts, notes as they were written). Rows are read once,
 * straight from the file's pages; in memory, and where a page is damaged, by SQL. `db` must have begun a transaction.
 * `descriptor` opens the file to read its pages, until `db` is closed.
 */
export async function verifyLedger(db: Connection, file: string, options: VerifyOptions, descriptor: () => number): Promise<VerifyReport> {
  const check = new Verification(db, file, options, descriptor)
  return check.run()
}

function noHashes(): Record<SectionName, BlockHash[]> {
  return {transfers: [], uses: [], overdrafts: [], 'no-effects': []}
}

class Verification {
  private readonly problems: VerifyProblem[] = []

  constructor(private readonly db: Connection, private readonly file: string, private readonly options: VerifyOptions,
    private readonly descriptor: () => number) {}

  async run(): Promise<VerifyReport> {
    const {db, options, problems} = this
    const batches = this.guarded(() => [...allBatches(db)], [])
    const ends = Object.fromEntries(SECTIONS.map((name) => [name, this.guarded(() => number(db, `SELECT max(id) FROM ${TABLES[name]}`), 0)])) as
      Record<SectionName, number>
    const chain = new ChainBlocks(batches, ends)
    // On a large ledger threads read rows while this one looks at the rest.
    const reading = this.read(chain, ends)
    reading.catch(() => undefined)
    await this.breathe()
    const deep = options.deep ?? ends.transfers <= DEEP_UP_TO
    for (const check of [checkSchema, ...(deep ? [checkFile] : []), checkNotes]) {
      this.guarded(() => check(db, problems), undefined)
      await this.breathe()
    }
    const {hashes, tally, arrays, indexes} = await reading
    const head = batches.length === 0 ? FIRST_PREVIOUS : checkChain(chain, hashes, problems)
    if (tally === undefined) for (const check of [checkParties, checkSums, checkLots]) this.guarded(() => check(db, problems), undefined)
    else {
      this.guarded(() => checkTally(db, tally, arrays, problems), undefined)
      checkIndexes(tally, indexes, problems)
    }
    await this.breathe()
    const outside = this.guarded(() => this.outside(batches.at(-1), ends), 0)
    return {
      transfers: tally === undefined ? this.count('SELECT count(*) FROM transfer') : tally.rows + outside,
      accounts: indexes.get('transfer_to')?.keys
        ?? this.count('SELECT count(*) FROM (SELECT DISTINCT to_account FROM transfer INDEXED BY transfer_to WHERE to_account >= 1024)'),
      batches: batches.length,
      head,
      deep,
      problems,
    }
  }

  private async read(chain: ChainBlocks, ends: Readonly<Record<SectionName, number>>): Promise<Reading> {
    const {db, file, descriptor} = this
    const raw = chain.ascending ? this.guarded(() => rawFile(db, file, descriptor), undefined) : undefined
    if (raw !== undefined) return this.readRaw(raw, chain, ends)
    const hashes = noHashes()
    let done = 0
    for (const name of SECTIONS)
      for (const block of chain.blocks[name]) {
        hashes[name].push(...hashBySql(db, [block], (message) => this.unreadable(message)))
        this.options.done?.((done += block.range.last - block.range.first + 1))
        await this.breathe()
      }
    return {hashes, tally: undefined, arrays: undefined, indexes: new Map()}
  }

  private async readRaw(raw: RawFile, chain: ChainBlocks, ends: Readonly<Record<SectionName, number>>): Promise<Reading> {
    const last = chain.batches.at(-1)?.sections
    const upTo = (name: SectionName) => Math.min(last?.[name].last ?? 0, ends[name])
    const arrays = lotArrays(upTo('transfers'), upTo('uses'))
    // Indexes first: they are read in one piece each.
    const tasks: ScanTask[] = [...INDEX_NAMES.map((index) => ({kind: 'index', index, upTo: upTo(INDEXES[index].section)}) as const),
      ...SECTIONS.flatMap((name) => chain.tasks(name))]
    const answers = await scanAll(this.db, raw, tasks, arrays, this.options)
    const hashes = noHashes()
    const indexes = new Map<IndexName, IndexContents>()
    let tally: Tally | undefined = new Tally()
    for (const [at, answer] of answers.entries()) {
      const task = tasks[at]!
      if (answer.kind === 'damage') this.damaged(answer.problem)
      if (task.kind === 'index') {
        if (answer.kind === 'index') indexes.set(task.index, answer.contents)
      } else if (answer.kind === 'rows') {
        const mine = hashes[task.section]
        for (const [i, hash] of answer.blocks.hashes.entries()) mine.push({hash, lines: answer.blocks.lines[i]!})
        tally?.join(answer.tally)
      } else {
        // SQL says which batches are no longer what they were.
        tally = undefined
        const from = hashes[task.section].length
        hashes[task.section].push(...hashBySql(this.db, chain.blocks[task.section].slice(from, from + task.ranges.length / 2),
          (message) => this.unreadable(message)))
      }
    }
    return {hashes, tally, arrays, indexes}
  }

  /** No row may stand outside the batches, and the last batch must end with the last rows. Answers with the number of transfers outside. */
  private outside(last: BatchRanges | undefined, ends: Readonly<Record<SectionName, number>>): number {
    let transfers = 0
    for (const name of SECTIONS) {
      const end = last?.sections[name].last ?? 0
      const table = TABLES[name]
      const outside = number(this.db, `SELECT count(*) FROM ${table} WHERE id > ?`, end) + number(this.db, `SELECT count(*) FROM ${table} WHERE id < 1`)
      if (outside > 0) this.problems.push({code: 'rows-outside-batches', message: `${outside} rows of ${table} belong to no batch.`})
      if (end > ends[name]) this.problems.push({code: 'rows-missing', message: `The last rows of ${table} are missing: a batch ends with row ${end}.`})
      if (name === 'transfers') transfers = outside
    }
    return transfers
  }

  private damaged(problem: string): void {
    const message = `The file is damaged: ${problem}`
    if (this.problems.length < LISTED && !this.problems.some((each) => each.message === message)) this.problems.push({code: 'file-damaged', message})
  }

  private unreadable(message: string): void {
    if (this.problems.length < LISTED) this.problems.push({code: 'file-damaged', message: `SQLite could not read the file: ${message}`})
  }

  private count(sql: string): number {
    try {
      return number(this.db, sql)
    } catch {
      return 0
    }
  }

  private guarded<T>(read: () => T, otherwise: T): T {
    try {
      return read()
    } catch (error) {
      if ((error as Error).name === 'RegularsError') throw error
      this.problems.push({code: 'file-damaged', message: `SQLite could not read the file: ${(error as Error).message}`})
      return otherwise
    }
  }

  private async breathe(): Promise<void> {
    await new Promise(setImmediate)
    throwIfCancelled(this.options.signal)
  }
}
