import {type Day, isoDay} from '../../base/day.js'
import {throwIfCancelled} from '../../base/errors.js'
import {type Account, ownerOf, programAccountName} from '../../ledger/account.js'
import type {SectionName} from '../../ledger/canonical.js'
import {type AccountRows, positionAt} from '../../ledger/position.js'
import type {Transfer} from '../../ledger/transfer.js'
import type {BatchSummary, LedgerReader, MemberRecord} from './port.js'
import {accountNames, memberName} from './who.js'
import {turn, type TaskContext} from '../ports.js'

/** A row to be written: the values by field name; the file decides on columns. */
export type ExportRow = Readonly<Record<string, string | number | null>>

export interface ExportRequest {
  readonly what: 'balances' | 'transfers'
  /** balances on this day, transfers that count by it; undefined: all transfers */
  readonly asOf: Day | undefined
  readonly today: Day
  readonly recordedBy: number | undefined
  /** only this account; undefined: all */
  readonly account: string | undefined
  /** a row goes out only with one of these, otherwise nobody could say whose it is; undefined: every row goes out */
  readonly identities: readonly IdentityField[] | undefined
}

export const IDENTITY_FIELDS = ['customer_id', 'email', 'phone'] as const
export type IdentityField = (typeof IDENTITY_FIELDS)[number]

export interface ExportResult {
  readonly what: 'balances' | 'transfers' | 'chain'
  readonly rows: number
  /** rows of members who have none of the ids that the columns can hold */
  readonly unnamed: number
  /** rows of other accounts, for which the columns have no place */
  readonly otherAccounts: number
  readonly file: string
}

export const TRANSFER_FIELDS = ['transfer', 'customer', 'account', 'day', 'kind', 'points', 'with', 'available_at', 'expires_at', 'order_id', 'reason_code',
  'actor', 'note',
  'idempotency_key', 'asked', 'refers', 'batch', 'recorded_at', 'source', 'source_sha256'] as const
export const BALANCE_FIELDS = ['customer', 'customer_id', 'email', 'phone', 'account', 'balance', 'available', 'pending', 'owed'] as const

/** Hands every balance, or every transfer by customer, to `write`. Says how many, and how many have no place in the file. */
export async function exportPoints(reader: LedgerReader, request: ExportRequest, write: (row: ExportRow) => void,
  context: TaskContext): Promise<Pick<ExportResult, 'rows' | 'unnamed' | 'otherAccounts'>> {
  context.progress.stage('Exporting', undefined, 'rows')
  const wallet = await accountNames(reader)
  const batchOf = batchFinder([...(await reader.batches(Number.MAX_SAFE_INTEGER))].reverse())
  let [rows, unnamed, otherAccounts] = [0, 0, 0]
  for await (const page of reader.allAccountRows({until: request.recordedBy})) {
    const records = new Map((await reader.memberRecords([...new Set(page.map(({account}) => ownerOf(account)))])).map((record) => [record.member, record]))
    const noted = request.what === 'balances' ? [] : page.flatMap(({transfers}) => transfers.flatMap(({id, note}) => (note === null ? [] : [id])))
    const notes = await reader.notes(noted)
    for (const account of page) {
      const record = records.get(ownerOf(account.account))
      const names = identity(record)
      const transfers = account.transfers.filter(({day}) => day <= (request.asOf ?? day))
      const count = request.what === 'balances' ? 1 : transfers.length
      if (request.account !== undefined && wallet(account.account) !== request.account) otherAccounts += count
      else if (request.identities?.some((field) => names[field] !== null) === false) unnamed += count
      else {
        rows += count
        const common = {customer: memberName(record), account: wallet(account.account), ...names}
        if (request.what === 'balances') write({...common, ...balances(account, request.asOf ?? request.today)})
        else for (const t of transfers) write({...common, ...transferRow(t, account.account, batchOf(t.id)), note: notes.get(t.id) ?? null})
      }
    }
    context.progress.done(rows)
    await turn(context)
  }
  return {rows, unnamed, otherAccounts}
}

function balances(account: AccountRows, asOf: Day): ExportRow {
  const {balance, available, pending, owed} = positionAt(account, asOf)
  return {balance, points: balance, available, pending, owed}
}

/** A transfer as its receiver or giver sees it, with who, when, why and from which file. */
function transferRow(t: Transfer, account: Account, batch: BatchSummary): ExportRow {
  const received = t.to === account
  return {
    transfer: t.id, day: isoDay(t.day), occurred_at: isoDay(t.day), kind: t.kind, points: received ? t.points : -t.points, op: received ? 'add' : 'deduct',
    with: programAccountName(received ? t.from : t.to) ?? '', available_at: dayText(t.available), expires_at: dayText(t.expires), order_id: t.orderId,
    reason_code: t.reason ?? batch.reason, actor: t.actor ?? batch.actor, idempotency_key: t.key, asked: t.asked, refers: t.refers,
    batch: batch.id, recorded_at: new Date(batch.recordedAt).toISOString(), source: batch.source, source_sha256: batch.sourceHash,
  }
}

/** Finds the batch of a transfer by its number. */
function batchFinder(batches: readonly BatchSummary[]): (transfer: number) => BatchSummary {
  const ends: number[] = []
  for (const batch of batches) ends.push((ends.at(-1) ?? 0) + batch.transfers)
  return (transfer) => {
    let [low, high] = [0, ends.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle]! < transfer) low = middle + 1
      else high = middle
    }
    return batches[low]!
  }
}

/** Hands the canonical text of every batch to `write`, from which its hash can be computed without this tool. */
export async function exportChain(reader: LedgerReader, write: (batch: number, section: SectionName | 'manifest', text: string) => Promise<void>,
  context: TaskContext): Promise<number> {
  context.progress.stage('Exporting the chain', undefined, 'batches')
  const batches = [...(await reader.batches(Number.MAX_SAFE_INTEGER))].reverse()
  for (const [i, batch] of batches.entries()) {
    for await (const {section, text} of reader.chainText(batch.id)) await write(batch.id, section, text)
    context.progress.done(i + 1)
    throwIfCancelled(context.signal)
  }
  return batches.length
}

function identity(record: MemberRecord | undefined): Readonly<Record<IdentityField | 'name', string | null>> {
  return {customer_id: record?.customerId ?? null, email: record?.email ?? null, phone: record?.phone ?? null, name: record?.name ?? null}
}

function dayText(day: Day | null): string | null {
  return day === null ? null : isoDay(day)
}
