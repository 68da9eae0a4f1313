import {type Day, isoDay} from '../base/day.js'
import {throwIfCancelled} from '../base/errors.js'
import {ownerOf, programAccountName} from '../ledger/account.js'
import type {SectionName} from '../ledger/canonical.js'
import {positionAt} from '../ledger/position.js'
import type {LedgerReader, MemberRecord} from './ledger-port.js'
import {accountNames, memberName} from './ledger-who.js'
import {turn, type TaskContext} from './ports.js'

/** A row to be written: the values by field name; the file decides on columns. */
export type ExportRow = Readonly<Record<string, string | number | null>>

export interface ExportRequest {
  readonly what: 'balances' | 'transfers'
  readonly asOf: Day
  readonly recordedBy: number | undefined
}

export interface ExportResult {
  readonly what: 'balances' | 'transfers' | 'chain'
  readonly rows: number
  readonly file: string
}

export const TRANSFER_FIELDS = ['transfer', 'customer', 'account', 'day', 'kind', 'points', 'with', 'available_at', 'expires_at', 'order_id', 'reason_code',
  'actor', 'note',
  'idempotency_key', 'asked', 'refers'] as const
export const BALANCE_FIELDS = ['customer', 'customer_id', 'email', 'phone', 'account', 'balance', 'available', 'pending', 'owed'] as const

/** Hands every balance, or every transfer by customer, to `write`. Says how many. */
export async function exportPoints(reader: LedgerReader, request: ExportRequest, write: (row: ExportRow) => void, context: TaskContext): Promise<number> {
  context.progress.stage('Exporting', undefined, 'rows')
  const wallet = await accountNames(reader)
  let rows = 0
  for await (const page of reader.allAccountRows({until: request.recordedBy})) {
    const records = new Map((await reader.memberRecords([...new Set(page.map(({account}) => ownerOf(account)))])).map((record) => [record.member, record]))
    for (const account of page) {
      const record = records.get(ownerOf(account.account))
      const common = {customer: memberName(record), account: wallet(account.account)}
      if (request.what === 'balances') {
        const {balance, available, pending, owed} = positionAt(account, request.asOf)
        write({...common, ...identity(record), balance, points: balance, available, pending, owed})
        rows += 1
      } else {
        for (const t of account.transfers) {
          const received = t.to === account.account
          write({
            ...common, ...identity(record), transfer: t.id, day: isoDay(t.day), occurred_at: isoDay(t.day), kind: t.kind,
              points: received ? t.points : -t.points,
            op: received ? 'add' : 'deduct', with: programAccountName(received ? t.from : t.to) ?? '', available_at: dayText(t.available),
              expires_at: dayText(t.expires),
            order_id: t.orderId, reason_code: t.reason, actor: t.actor, note: null, idempotency_key: t.key, asked: t.asked, refers: t.refers,
          })
          rows += 1
        }
      }
    }
    context.progress.done(rows)
    await turn(context)
  }
  return rows
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

function identity(record: MemberRecord | undefined): ExportRow {
  return {customer_id: record?.customerId ?? null, email: record?.email ?? null, phone: record?.phone ?? null, name: record?.name ?? null}
}

function dayText(day: Day | null): string | null {
  return day === null ? null : isoDay(day)
}
