import {assert} from '../base/assert.js'
import type {Brand} from '../base/brand.js'

/**
 * An account: an owner in a wallet, as one whole number, `owner × 64 + wallet`, so that a transfer is two small numbers and
 * no table of accounts has to be kept true. Owners below 16 are the program's own; members begin at 16.
 */
export type Account = Brand<number, 'Account'>

/** A member's number: pseudonymous, never reused. */
export type Member = Brand<number, 'Member'>

/** The program's own accounts: where members' points come from and where they go. */
export const PROGRAM_ACCOUNTS = {issued: 1, redeemed: 2, expired: 3, adjusted: 4, transferred: 5, held: 6} as const
export type ProgramAccount = keyof typeof PROGRAM_ACCOUNTS

export const FIRST_MEMBER = 16
export const WALLETS_MAX = 64
/** Accounts from here on belong to members. */
export const FIRST_MEMBER_ACCOUNT = FIRST_MEMBER * WALLETS_MAX
/** The wallet everybody has. */
export const POINTS_WALLET = 'points'

export function memberAccount(member: Member, wallet: number): Account {
  assert(member >= FIRST_MEMBER, `a member is ${FIRST_MEMBER} or more, got ${member}`)
  assert(wallet >= 0 && wallet < WALLETS_MAX, `a wallet is 0 to ${WALLETS_MAX - 1}, got ${wallet}`)
  return (member * WALLETS_MAX + wallet) as Account
}

export function programAccount(name: ProgramAccount, wallet: number): Account {
  return (PROGRAM_ACCOUNTS[name] * WALLETS_MAX + wallet) as Account
}

/** The program's account of the same wallet as this one. */
export function counterpart(account: Account, name: ProgramAccount): Account {
  return programAccount(name, walletOf(account))
}

export function isMemberAccount(account: Account): boolean {
  return account >= FIRST_MEMBER_ACCOUNT
}

export function ownerOf(account: Account): Member {
  return Math.floor(account / WALLETS_MAX) as Member
}

export function walletOf(account: Account): number {
  return account % WALLETS_MAX
}

/** Name of a program account, undefined for a member's. */
export function programAccountName(account: Account): ProgramAccount | undefined {
  const owner = Math.floor(account / WALLETS_MAX)
  return (Object.keys(PROGRAM_ACCOUNTS) as ProgramAccount[]).find((name) => PROGRAM_ACCOUNTS[name] === owner)
}
