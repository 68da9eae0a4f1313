import {RegularsError} from '../base/errors.js'
import {counterpart, type Member, memberAccount, walletOf} from '../ledger/account.js'
import {dayAt} from '../base/day-at.js'
import {credit, debit, settle, useLot} from '../ledger/rules.js'
import type {Sheet} from '../ledger/sheet.js'
import type {LedgerReader, LedgerStore, MemberRecord, OpenBatch} from './ledger-port.js'
import {findCustomer, memberName, openingOf, type Who} from './ledger-who.js'

export interface MemberJson {
  readonly member: number
  readonly name: string
  readonly customerId: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly fullName: string | null
  readonly mergedInto: number | null
  readonly erasedAt: string | null
  readonly since: string
}

export interface MembersListResult {
  readonly members: readonly MemberJson[]
  /** member number to continue after; null at the end */
  readonly next: number | null
}

export async function listMembers(reader: LedgerReader, request: {readonly after: number; readonly limit: number}): Promise<MembersListResult> {
  const page = await reader.memberPage(request.after, request.limit)
  return {members: page.map(memberJson), next: page.length < request.limit ? null : (page.at(-1)?.member ?? null)}
}

export async function showMember(reader: LedgerReader, customer: string): Promise<MemberJson> {
  const {member} = await findCustomer((identity) => reader.find(identity), customer)
  const [record] = await reader.memberRecords([member])
  if (record === undefined) throw new RegularsError('input', 'customer-unknown', `There is no member "${customer}" in the ledger.`,
    'See who is there with: regulars members list')
  return memberJson(record)
}

function memberJson(record: MemberRecord): MemberJson {
  return {
    member: record.member, name: memberName(record), customerId: record.customerId, email: record.email, phone: record.phone, fullName: record.name,
    mergedInto: record.mergedInto, erasedAt: record.erasedAt === null ? null : new Date(record.erasedAt).toISOString(),
      since: new Date(record.since).toISOString(),
  }
}

export interface MergeRequest extends Who {
  readonly from: string
  readonly into: string
  readonly dryRun: boolean
}

export interface MergeResult {
  readonly batch: number | null
  readonly dryRun: boolean
  readonly from: string
  readonly into: string
  /** points moved, with their dates */
  readonly points: number
  /** debt moved */
  readonly owed: number
}

/** Makes two members one: lots move with their dates, debts too, and what names the one names the other from now on. */
export async function mergeMembers(store: LedgerStore, request: MergeRequest): Promise<MergeResult> {
  const {batch, result} = await store.inBatch(openingOf('merge', request), {dryRun: request.dryRun}, async (open) => {
    const from = await findCustomer((identity) => store.find(identity), request.from)
    const into = await findCustomer((identity) => store.find(identity), request.into)
    if (from.member === into.member) throw new RegularsError('input', 'merge-same', 'Both names lead to the same member already.',
      'See it with: regulars members show NAME')
    const result = await moveAll(open, from.member, into.member, request)
    await open.merge(from.member, into.member)
    return {result, counts: {read: 1, applied: 1, duplicate: 0, rejected: 0}}
  })
  return {batch: batch ?? null, dryRun: request.dryRun, from: request.from, into: request.into, ...result}
}

async function moveAll(open: OpenBatch, from: Member, into: Member, who: Who): Promise<{points: number; owed: number}> {
  const day = dayAt(open.recordedAt, who.timeZone)
  const sum = {points: 0, owed: 0}
  const label = {day, key: null, content: null, orderId: null, reason: null, actor: null, note: null}
  for (const account of await open.accountsOf(from)) {
    const target = memberAccount(into, walletOf(account))
    const sheets = await open.sheets([account, target])
    const [giver, receiver] = [sheets.get(account)!, sheets.get(target)!]
    settle(open.journal, giver, day)
    sum.owed += moveDebts(open, giver, receiver, label)
    for (const lot of giver.lots) {
      if (lot.left === 0) continue
      const points = lot.left
      const out = open.journal.transfer({
        ...label, kind: 'transfer', from: account, to: counterpart(account, 'transferred'), points, available: null, expires: null, refers: null, asked: null,
      })
      useLot(open.journal, lot, out.id, points, day)
      credit(open.journal, receiver, {...label, kind: 'transfer', from: 'transferred', points, available: lot.available > day ? lot.available : day,
        expires: lot.expires, refers: out.id})
      sum.points += points
    }
  }
  return sum
}

/** What one owes, the other owes from now on: the first is given it and spends it on the debt, the second is debited. */
function moveDebts(open: OpenBatch, giver: Sheet, receiver: Sheet, label: {readonly day: ReturnType<typeof dayAt>; readonly key: null; readonly content: null;
  readonly orderId: null; readonly reason: null; readonly actor: null; readonly note: null}): number {
  const owed = giver.owed
  if (owed === 0) return 0
  credit(open.journal, giver, {...label, kind: 'transfer', from: 'transferred', points: owed, available: label.day, expires: null})
  settle(open.journal, giver, label.day)
  debit(open.journal, receiver, {...label, kind: 'transfer', to: 'transferred', points: owed, policy: 'negative', asked: `debt ${owed}`})
  return owed
}

export interface EraseResult {
  readonly member: number
  readonly token: string
  readonly erased: readonly string[]
  readonly dryRun: boolean
}

/** Removes what names a person: identifiers, name, notes. Transfers, sums and hashes stay as they are. */
export async function eraseMember(store: LedgerStore, customer: string, now: number, dryRun = false): Promise<EraseResult> {
  const {member} = await findCustomer((identity) => store.find(identity), customer)
  const [record] = await store.memberRecords([member])
  if (!dryRun) await store.erase(member, now)
  const erased = [['customer id', record?.customerId], ['e-mail', record?.email], ['phone', record?.phone], ['name', record?.name]] as const
  return {member, token: `erased:${member}`, erased: [...erased.filter(([, value]) => value != null).map(([name]) => name), 'notes'], dryRun}
}
