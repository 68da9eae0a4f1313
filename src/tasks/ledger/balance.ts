import {type Day, isoDay} from '../../base/day.js'
import {type Account, ownerOf, programAccountName, walletOf} from '../../ledger/account.js'
import {expiringOf, type Position, positionAt} from '../../ledger/position.js'
import type {LedgerReader} from './port.js'
import {accountNames, findCustomer, memberNames, noAccount} from './who.js'
import {turn, type TaskContext} from '../ports.js'

export interface BalanceRequest {
  /** empty: everybody */
  readonly customers: readonly string[]
  /** effective day */
  readonly asOf: Day
  /** only what had been recorded by this instant (milliseconds) */
  readonly recordedBy: number | undefined
  readonly wallet: string | undefined
  /** balances brought back; all are counted and go to `onBalance` */
  readonly listed: number
  readonly onBalance?: (balance: CustomerBalance) => void
}

export interface CustomerBalance {
  readonly customer: string
  readonly account: string
  /** sum of the account's transfers */
  readonly balance: number
  /** what can be spent that day */
  readonly available: number
  /** credited, available later */
  readonly pending: number
  /** owed after a deduction beyond the balance */
  readonly owed: number
  /** past their last day, waiting for an expiry run */
  readonly lapsed: number
  readonly expiring: readonly {readonly on: string; readonly points: number}[]
}

export interface AccountTotal {
  readonly account: string
  readonly customers: number
  readonly balance: number
  readonly available: number
}

export interface BalanceResult {
  readonly asOf: string
  readonly recordedBy: string | null
  readonly balances: readonly CustomerBalance[]
  readonly leftOut: number
  readonly accounts: number
  /** by account: points and stamps do not add up */
  readonly totals: readonly AccountTotal[]
  /** the program's own accounts; only where everybody was asked for */
  readonly program: readonly {readonly account: string; readonly wallet: string; readonly points: number}[]
}

/** What customers hold on a day, as known now or as recorded by an instant. */
export async function pointsBalance(reader: LedgerReader, request: BalanceRequest, context: TaskContext): Promise<BalanceResult> {
  const wallet = await accountNames(reader)
  if (request.wallet !== undefined && !(await reader.wallets()).includes(request.wallet)) throw noAccount(request.wallet)
  let accounts = 0
  const totals = new Map<string, {account: string; customers: number; balance: number; available: number}>()
  const balances: CustomerBalance[] = []
  const keep = (position: Position, customer: string): void => {
    const row = describe(position, customer, wallet(position.account), request.asOf)
    accounts += 1
    const total = totals.get(row.account) ?? {account: row.account, customers: 0, balance: 0, available: 0}
    totals.set(row.account, total)
    total.customers += 1
    total.balance += row.balance
    total.available += row.available
    request.onBalance?.(row)
    if (balances.length < request.listed) balances.push(row)
  }
  const recorded = {until: request.recordedBy}
  const wanted = (account: Account): boolean => request.wallet === undefined || wallet(account) === request.wallet
  if (request.customers.length === 0) await everybody(reader, request, context, wanted, keep)
  for (const text of request.customers) {
    const {member} = await findCustomer((identity) => reader.find(identity), text)
    for (const account of await reader.accountsOf(member)) {
      if (!wanted(account)) continue
      const rows = await reader.accountRows(account, recorded)
      if (rows.transfers.length > 0 || walletOf(account) === 0) keep(positionAt(rows, request.asOf), text)
    }
  }
  const program = request.customers.length > 0 ? [] : await reader.programTotals(request.asOf, recorded)
  return {
    asOf: isoDay(request.asOf), recordedBy: request.recordedBy === undefined ? null : new Date(request.recordedBy).toISOString(), balances,
    leftOut: accounts - balances.length, accounts, totals: [...totals.values()],
    program: program.map(({account, points}) => ({account: programAccountName(account) ?? '?', wallet: wallet(account), points})),
  }
}

async function everybody(reader: LedgerReader, request: BalanceRequest, context: TaskContext, wanted: (account: Account) => boolean,
  keep: (position: Position, customer: string) => void): Promise<void> {
  context.progress.stage('Adding up balances', undefined, 'accounts')
  let done = 0
  for await (const page of reader.allAccountRows({until: request.recordedBy})) {
    const names = await memberNames(reader, page.map(({account}) => ownerOf(account)))
    for (const rows of page) {
      const position = positionAt(rows, request.asOf)
      if (wanted(rows.account) && (position.balance !== 0 || position.lots.length > 0)) keep(position, names.get(ownerOf(rows.account)) ?? '?')
    }
    context.progress.done((done += page.length))
    await turn(context)
  }
}

function describe(position: Position, customer: string, account: string, asOf: Day): CustomerBalance {
  const {balance, available, pending, owed, lapsed} = position
  return {customer, account, balance, available, pending, owed, lapsed, expiring: expiringOf(position, asOf).map(({on, points}) => ({on: isoDay(on),
    points}))}
}
