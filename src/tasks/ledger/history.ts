import {type Day, isoDay} from '../../base/day.js'
import {type Account, ownerOf, programAccountName} from '../../ledger/account.js'
import type {AccountRows} from '../../ledger/position.js'
import type {BatchKind} from '../../ledger/transfer.js'
import type {TransferKind} from '../../vocabulary.js'
import type {BatchSummary, LedgerReader} from './port.js'
import {accountIn, findCustomer} from './who.js'

export interface HistoryEntry {
  readonly id: number
  readonly batch: number
  readonly day: string
  /** ISO instant */
  readonly recordedAt: string
  readonly kind: TransferKind
  /** positive: received */
  readonly points: number
  /** balance after it, by recorded order */
  readonly balance: number
  /** the other side */
  readonly with: string
  readonly available: string | null
  readonly expires: string | null
  readonly orderId: string | null
  readonly reason: string
  readonly note: string | null
  readonly actor: string
  readonly source: string
  readonly sourceHash: string
  readonly asked: string | null
  readonly key: string | null
  /** lots a debit used or gave back to: the transfer that made each, and how many points of it */
  readonly lots: readonly {readonly lot: number; readonly points: number}[]
}

export interface PointsHistoryResult {
  readonly customer: string
  readonly account: string
  /** after the last entry */
  readonly balance: number
  readonly entries: readonly HistoryEntry[]
  /** earlier entries not brought back */
  readonly leftOut: number
}

export interface PointsHistoryRequest {
  readonly customer: string
  readonly wallet: string
  /** only what counts by this day; undefined: everything, also what counts later */
  readonly asOf?: Day | undefined
  /** only what had been recorded by this instant (milliseconds) */
  readonly recordedBy?: number | undefined
  /** the latest entries brought back; undefined: all */
  readonly limit?: number | undefined
}

/** Every transfer of one customer's account, with who, when, why, from which file, and which lots it used. */
export async function pointsHistory(reader: LedgerReader, request: PointsHistoryRequest): Promise<PointsHistoryResult> {
  const {member} = await findCustomer((identity) => reader.find(identity), request.customer)
  const account = await accountIn(reader, member, request.wallet)
  const rows = await reader.accountRows(account, {until: request.recordedBy})
  const batches = [...(await reader.batches(Number.MAX_SAFE_INTEGER))].reverse()
  const transfers = rows.transfers.filter(({day}) => day <= (request.asOf ?? day))
  const notes = await reader.notes(transfers.flatMap(({id, note}) => (note === null ? [] : [id])))
  const entries = entriesOf({...rows, transfers}, account, batches, notes)
  const leftOut = Math.max(0, entries.length - (request.limit ?? entries.length))
  return {customer: request.customer, account: request.wallet, balance: entries.at(-1)?.balance ?? 0, entries: entries.slice(leftOut), leftOut}
}

function entriesOf(rows: AccountRows, account: Account, batches: readonly BatchSummary[],
  notes: ReadonlyMap<number, string>): HistoryEntry[] {
  const lots = new Map<number, {lot: number; points: number}[]>()
  for (const use of rows.uses) lots.set(use.transfer, [...(lots.get(use.transfer) ?? []), {lot: use.lot, points: use.points}])
  const ends: number[] = []
  let end = 0
  for (const batch of batches) ends.push((end += batch.transfers))
  let balance = 0
  let at = 0
  return rows.transfers.map((t): HistoryEntry => {
    while (ends[at]! < t.id) at += 1
    const batch = batches[at]!
    const points = t.to === account ? t.points : -t.points
    balance += points
    const other = t.to === account ? t.from : t.to
    return {
      id: t.id, batch: batch.id, day: isoDay(t.day), recordedAt: new Date(batch.recordedAt).toISOString(), kind: t.kind, points, balance,
      with: programAccountName(other) ?? `member:${ownerOf(other)}`, available: t.available === null ? null : isoDay(t.available),
      expires: t.expires === null ? null : isoDay(t.expires), orderId: t.orderId, reason: t.reason ?? batch.reason, note: notes.get(t.id) ?? null,
      actor: t.actor ?? batch.actor,
      source: batch.source, sourceHash: batch.sourceHash, asked: t.asked, key: t.key, lots: lots.get(t.id) ?? [],
    }
  })
}

export interface BatchesResult {
  readonly batches: readonly {
    readonly batch: number; readonly kind: BatchKind; readonly recordedAt: string; readonly actor: string; readonly reason: string; readonly source: string
    readonly sourceHash: string; readonly rows: {readonly read: number; readonly applied: number; readonly duplicate: number; readonly rejected: number}
    readonly transfers: number; readonly points: {readonly added: number; readonly deducted: number}; readonly undoes: number | null
    readonly undoneBy: number | null; readonly hash: string
  }[]
}

/** The latest batches, newest first. */
export async function listBatches(reader: LedgerReader, limit: number): Promise<BatchesResult> {
  const batches = await reader.batches(limit)
  return {batches: batches.map((b) => ({
    batch: b.id, kind: b.kind, recordedAt: new Date(b.recordedAt).toISOString(), actor: b.actor, reason: b.reason, source: b.source, sourceHash: b.sourceHash,
    rows: {read: b.read, applied: b.applied, duplicate: b.duplicate, rejected: b.rejected}, transfers: b.transfers,
    points: {added: b.pointsIn, deducted: b.pointsOut}, undoes: b.undoes, undoneBy: b.undoneBy, hash: b.hash,
  }))}
}
