import {RegularsError} from '../../base/errors.js'
import {counterpart, type Member, memberAccount, walletOf} from '../../ledger/account.js'
import {dayAt} from '../../base/day-at.js'
import {credit, debit, settle, useLot} from '../../ledger/rules.js'
import type {Sheet} from '../../ledger/sheet.js'
import type {LedgerReader, LedgerStore, MemberRecord, OpenBatch} from './port.js'
import {findCustomer, memberName, openingOf, type Who} from './who.js'

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
  /** as asked for, with the member's own name in brackets where it is another */
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
    const moved = await moveAll(open, from.member, into.member, request)
    await open.merge(from.member, into.member)
    const result = {from: await fullName(store, request.from, from.member), into: await fullName(store, request.into, into.member), ...moved}
    return {result, counts: {read: 1, applied: 1, duplicate: 0, rejected: 0}}
  })
  return {batch: batch ?? null, dryRun: request.dryRun, ...result}
}

/** What a person called somebody, with the member it leads to where that is called otherwise: after a merge, another record. */
async function fullName(store: LedgerReader, text: string, member: Member): Promise<string> {
  const name = memberName((await store.memberRecords([member]))[0])
  return name === text ? text : `${text} (${name})`
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
  /** everybody who is this member: what each was called */
  readonly names: readonly string[]
  readonly erased: readonly (typeof PERSONAL[number] | 'notes')[]
  /** transfers that still hold what named the person; being in the chain of hashes, they cannot be changed */
  readonly remains: readonly Remainder[]
  readonly dryRun: boolean
}

export interface Remainder {
  readonly field: (typeof CHAINED)[number]
  readonly transfers: number
}

const PERSONAL = ['customer_id', 'email', 'phone', 'name'] as const
const CHAINED = ['key', 'order_id', 'reason', 'actor'] as const
/** Shorter ids and names stand inside other words. */
const SHORTEST_NAMED = 3

/** Removes what names a person: identifiers, name, notes. Transfers, sums and hashes stay as they are; what still names the person is said. */
export async function eraseMember(store: LedgerStore, customer: string, now: number, dryRun = false): Promise<EraseResult> {
  const {member} = await findCustomer((identity) => store.find(identity), customer)
  const members = [member, ...(await store.mergedInto(member))]
  const records = await store.memberRecords(members)
  const known = records.flatMap(({customerId, email, phone, name}) => [customerId, email, phone, name])
  const remains = await remaindersOf(store, members, known.filter((each): each is string => each !== null))
  if (!dryRun) await store.erase(member, now)
  const has = {customer_id: 'customerId', email: 'email', phone: 'phone', name: 'name'} as const
  const erased = PERSONAL.filter((field) => records.some((record) => record[has[field]] !== null))
  return {member, token: `erased:${member}`, names: records.map(memberName), erased: [...erased, 'notes'], remains, dryRun}
}

/** Where, in what the chain of hashes covers, a person is named. */
async function remaindersOf(store: LedgerReader, members: readonly Member[], known: readonly string[]): Promise<Remainder[]> {
  const wanted = known.map((each) => each.toLowerCase()).filter((each) => each.length >= SHORTEST_NAMED)
  const counts = new Map<Remainder['field'], number>()
  const look = (field: Remainder['field'], text: string | null): void => {
    const lower = text?.toLowerCase()
    if (lower !== undefined && wanted.some((each) => lower.includes(each))) counts.set(field, (counts.get(field) ?? 0) + 1)
  }
  for (const member of members) {
    for (const account of await store.accountsOf(member)) {
      for (const transfer of (await store.accountRows(account, {until: undefined})).transfers) {
        look('key', transfer.key)
        look('order_id', transfer.orderId)
        look('reason', transfer.reason)
        look('actor', transfer.actor)
      }
    }
  }
  return CHAINED.flatMap((field) => (counts.has(field) ? [{field, transfers: counts.get(field)!}] : []))
}
