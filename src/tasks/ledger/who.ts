import {RegularsError} from '../../base/errors.js'
import {FIRST_MEMBER, type Account, type Member, memberAccount, POINTS_WALLET, walletOf} from '../../ledger/account.js'
import {hasControlCharacter} from '../../ledger/canonical.js'
import type {BatchKind} from '../../ledger/transfer.js'
import type {BatchOpening, Found, Identity, LedgerReader, Lookup, MemberRecord} from './port.js'

/** Who does something to the ledger, when and why: what every batch is opened with. */
export interface Who {
  readonly actor: string
  readonly reason: string
  /** milliseconds */
  readonly now: number
  /** 32 hexadecimal digits of chance */
  readonly salt: string
  readonly timeZone: string
  /** the command as typed */
  readonly source: string
}

export function openingOf(kind: BatchKind, who: Who, undoes: number | null = null): BatchOpening {
  for (const [name, text] of [['actor', who.actor], ['reason', who.reason], ['source', who.source]] as const)
    if (hasControlCharacter(text))
      throw new RegularsError('usage', 'control-character', `The ${name} holds a line break or another control character.`, 'Write it on one line.')
  return {kind, now: who.now, salt: who.salt, actor: who.actor, reason: who.reason, source: who.source, sourceHash: '', undoes}
}

/** The ways a person may mean a customer: `member:17`, customer id, e-mail, phone. */
export function identitiesOf(text: string): readonly Identity[] {
  const plain = text.trim()
  return [{customerId: plain}, {email: plain.toLowerCase()}, {phone: plain.replace(/[\s().-]/g, '')}]
}

/** Finds the customer a person named. Throws `customer-unknown`. */
export async function findCustomer(find: (identity: Identity) => Promise<Lookup>, text: string): Promise<Found> {
  const number = /^member:(\d+)$/.exec(text)?.[1]
  if (number !== undefined && Number(number) >= FIRST_MEMBER) {
    const member = Number(number) as Member
    return {member, original: member, created: false}
  }
  for (const identity of identitiesOf(text)) {
    const found = await find(identity)
    if (typeof found !== 'string') return found
  }
  throw new RegularsError('input', 'customer-unknown', `There is no member "${text}" in the ledger.`, 'See who is there with: regulars members list',
    {details: {customer: text}})
}

/** What a member is called on screen and in files: customer id, else e-mail, else phone, else a token. */
export function memberName(record: MemberRecord | undefined): string {
  if (record === undefined) return '?'
  return record.customerId ?? record.email ?? record.phone ?? (record.erasedAt === null ? `member:${record.member}` : `erased:${record.member}`)
}

/** Names of many members at once. */
export async function memberNames(reader: LedgerReader, members: Iterable<Member>): Promise<ReadonlyMap<Member, string>> {
  const records = await reader.memberRecords([...new Set(members)])
  return new Map(records.map((record) => [record.member, memberName(record)]))
}

export function noAccount(wallet: string): RegularsError {
  return new RegularsError('input', 'account-unknown', `There is no account "${wallet}".`, 'Accounts come into being when points are first added to them.')
}

/** The account of a member in a wallet, by name. Throws `account-unknown`. */
export async function accountIn(reader: LedgerReader, member: Member, wallet: string): Promise<Account> {
  const at = (await reader.wallets()).indexOf(wallet)
  if (at < 0) throw noAccount(wallet)
  return memberAccount(member, at)
}

export async function accountNames(reader: LedgerReader): Promise<(account: Account) => string> {
  const wallets = await reader.wallets()
  return (account) => wallets[walletOf(account)] ?? POINTS_WALLET
}

