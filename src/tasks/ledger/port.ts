import type {Day} from '../../base/day.js'
import type {Account, Member} from '../../ledger/account.js'
import type {SectionName} from '../../ledger/canonical.js'
import type {Journal} from '../../ledger/journal.js'
import type {AccountRows} from '../../ledger/position.js'
import type {Sheet} from '../../ledger/sheet.js'
import type {BatchHeader} from '../../ledger/transfer.js'
import type {RecordedTransfer} from '../../ledger/undo.js'

/** How a file or a person names a member. Kept apart from the ledger's own rows. */
export interface Identity {
  readonly customerId?: string | undefined
  readonly email?: string | undefined
  readonly phone?: string | undefined
  readonly name?: string | undefined
}

/** Whom an identity means. */
export interface Found {
  /** today's member, after merges */
  readonly member: Member
  /** the member the identity was given to, before any merge */
  readonly original: Member
  readonly created: boolean
}

/** `conflict`: its parts do not all belong to one member. */
export type Lookup = Found | 'unknown' | 'conflict'

/** What is known of a key used before. */
export interface RecordedKey {
  readonly content: number
  readonly batch: number
  /** the batch has been undone since */
  readonly undone: boolean
  /** the transfer, or what was asked where nothing moved; looked up when it is to be shown */
  readonly description: () => KeyDescription
}

export interface KeyDescription {
  readonly points: number
  readonly account: Account
  readonly to: boolean
  readonly day: Day | null
  readonly asked: string | null
  readonly available: Day | null
  readonly expires: Day | null
  readonly orderId: string | null
  readonly reason: string | null
  readonly actor: string | null
}

/** Counts a batch keeps about itself; not part of its hash. */
export interface BatchCounts {
  readonly read: number
  readonly applied: number
  readonly duplicate: number
  readonly rejected: number
}

export interface BatchOpening extends Omit<BatchHeader, 'id' | 'recordedAt'> {
  /** the clock, milliseconds; the batch is recorded at this instant or at that of the batch before, whichever is later */
  readonly now: number
  /** 32 hexadecimal digits of chance, under which notes are hashed */
  readonly salt: string
}

/** A batch being written. Nothing of it can be seen by others before it is closed. */
export interface OpenBatch {
  readonly id: number
  readonly recordedAt: number
  /** milliseconds by which the clock stands before the last batch; 0 normally */
  readonly clockBehind: number
  /** points given to members by all batches before: while this stays within 2^53 − 1, so does every balance */
  readonly given: number
  readonly journal: Journal
  /** Number of a wallet; −1 where there is none of that name and `create` is false. */
  wallet(name: string, create: boolean): Promise<number>
  /** Finds members, making those of rows that may (`create`). One answer per identity, in order. */
  members(identities: readonly Identity[], create: (index: number) => boolean): Promise<readonly Lookup[]>
  recorded(keys: readonly string[]): Promise<ReadonlyMap<string, RecordedKey>>
  /** Working states of these accounts as recorded so far; `closed` also brings lots with nothing left. */
  sheets(accounts: Iterable<Account>, closed?: boolean): Promise<Map<Account, Sheet>>
  /** Accounts holding lots that end on or before this day, and something in them. */
  lapsing(until: Day): AsyncIterable<readonly Account[]>
  /** Every account of a member, whether or not it holds anything. */
  accountsOf(member: Member): Promise<readonly Account[]>
  /** The transfers of an earlier batch with what they did, last first. */
  transfersOf(batch: number): AsyncIterable<readonly RecordedTransfer[]>
  /** Transfers that refer to these, with what they did. */
  referring(transfers: readonly number[]): Promise<readonly RecordedTransfer[]>
  recordedTransfers(transfers: readonly number[]): Promise<readonly RecordedTransfer[]>
  /** From now on `from` is `into`; their identities lead there. */
  merge(from: Member, into: Member): Promise<void>
  /** Takes back the merges of a batch. */
  unmerge(batch: number): Promise<void>
  /** Hands what the journal holds to the store. */
  write(): Promise<void>
}

export interface BatchSummary extends BatchHeader, BatchCounts {
  readonly transfers: number
  readonly pointsIn: number
  readonly pointsOut: number
  /** undone by this batch, if it is */
  readonly undoneBy: number | null
  readonly hash: string
}

export interface MemberRecord {
  readonly member: Member
  readonly customerId: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly name: string | null
  readonly mergedInto: Member | null
  readonly erasedAt: number | null
  readonly since: number
}

/** Which rows count: all recorded by then. */
export interface Recorded {
  /** milliseconds; undefined: everything */
  readonly until: number | undefined
}

export interface LedgerReader {
  find(identity: Identity): Promise<Lookup>
  /** The member with that number, as `members list` shows it. */
  memberRecords(members: readonly Member[]): Promise<readonly MemberRecord[]>
  memberPage(after: number, limit: number): Promise<readonly MemberRecord[]>
  wallets(): Promise<readonly string[]>
  accountRows(account: Account, recorded: Recorded): Promise<AccountRows>
  accountsOf(member: Member): Promise<readonly Account[]>
  /** Members made one with this member, directly or through others. */
  mergedInto(member: Member): Promise<readonly Member[]>
  /** Notes of these transfers, as far as they are there: erasing a member removes them. */
  notes(transfers: readonly number[]): Promise<ReadonlyMap<number, string>>
  /** Every account of members, in order, some at a time. */
  allAccountRows(recorded: Recorded): AsyncIterable<readonly AccountRows[]>
  /** Sum of the program's own accounts, as of a day: points that left it are negative. */
  programTotals(asOf: Day, recorded: Recorded): Promise<readonly {readonly account: Account; readonly points: number}[]>
  batch(id: number): Promise<BatchSummary | undefined>
  batches(limit: number): Promise<readonly BatchSummary[]>
  /** The batch that undid this one, and the one that undid that, and so on. */
  undoChain(batch: number): Promise<readonly number[]>
  /** Canonical text of a batch and its parts, in pieces: what its hash was made of. */
  chainText(batch: number): AsyncIterable<{readonly section: SectionName | 'manifest'; readonly text: string}>
  close(): Promise<void>
}

/** What the tasks ask of the ledger's store. Every write is one batch: all of it or nothing. */
export interface LedgerStore extends LedgerReader {
  /**
   * Runs `work` inside one batch and closes it with the counts it returns. A dry run is the same, undone at the end. An exception,
   * or `abandon: true`, leaves everything as it was.
   */
  inBatch<T>(opening: BatchOpening, options: {readonly dryRun: boolean}, work: (batch: OpenBatch) => Promise<BatchWork<T>>): Promise<BatchOutcome<T>>
  erase(member: Member, now: number): Promise<void>
  verify(options: VerifyOptions): Promise<VerifyReport>
}

export interface BatchWork<T> {
  readonly result: T
  readonly counts: BatchCounts
  readonly abandon?: boolean
}

export interface BatchOutcome<T> {
  /** undefined: nothing was written (dry run, abandoned, or nothing to write) */
  readonly batch: number | undefined
  readonly result: T
}

export interface VerifyOptions {
  /** let SQLite check every page too, and persons against their fingerprints; undefined: unless the ledger is very large */
  readonly deep?: boolean | undefined
  readonly signal?: AbortSignal | undefined
  readonly done?: (transfers: number) => void
}

export interface VerifyProblem {
  readonly code: string
  readonly message: string
  readonly batch?: number
}

export interface VerifyReport {
  readonly transfers: number
  readonly accounts: number
  readonly batches: number
  /** hash of the last batch: write it down elsewhere, and nobody can rewrite the ledger unnoticed */
  readonly head: string
  /** SQLite checked every page too, and persons were compared with their fingerprints */
  readonly deep: boolean
  readonly problems: readonly VerifyProblem[]
}
