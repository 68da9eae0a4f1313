import {type Day, isoDay} from '../../base/day.js'
import {RegularsError} from '../../base/errors.js'
import {type Account, ownerOf} from '../../ledger/account.js'
import {dayAt} from '../../base/day-at.js'
import {expire} from '../../ledger/rules.js'
import type {LedgerStore} from './port.js'
import {accountNames, memberNames, openingOf, type Who} from './who.js'
import {turn, type TaskContext} from '../ports.js'

export interface ExpireRequest extends Who {
  /** points whose last day has passed by then; undefined: today */
  readonly until: Day | undefined
  /** also allows a day to come: who will lose what, for reminders */
  readonly dryRun: boolean
  /** rows brought back for a person to read */
  readonly listed: number
  readonly onRow?: (row: ExpiryRow) => void
}

export interface ExpiryRow {
  readonly customer: string
  readonly account: string
  /** first day the points can no longer be spent */
  readonly on: string
  readonly points: number
}

export interface ExpireResult {
  readonly batch: number | null
  readonly dryRun: boolean
  readonly until: string
  readonly members: number
  readonly lots: number
  readonly points: number
  readonly expiring: readonly ExpiryRow[]
  readonly leftOut: number
}

/** Takes back the points that have reached their last day. Safe to run twice; a dry run lists who would lose what. */
export async function expirePoints(store: LedgerStore, request: ExpireRequest, context: TaskContext): Promise<ExpireResult> {
  context.progress.stage('Expiring points', undefined, 'accounts')
  const wallet = await accountNames(store)
  const rows: ExpiryRow[] = []
  const {batch, result} = await store.inBatch(openingOf('expire', request), {dryRun: request.dryRun}, async (open) => {
    const today = dayAt(open.recordedAt, request.timeZone)
    const until = request.until ?? today
    if (until > today && !request.dryRun)
      throw new RegularsError('usage', 'day-in-future', `${isoDay(until)} is still to come; points cannot expire before their day.`,
        'Add --dry-run to see who will lose what by then.')
    const sum = {members: 0, lots: 0, points: 0}
    for await (const accounts of open.lapsing(until)) {
      const sheets = await open.sheets(accounts)
      const names = await memberNames(store, accounts.map(ownerOf))
      for (const account of accounts) {
        const lost = expire(open.journal, sheets.get(account)!, until, {orderId: null, reason: null, actor: null, note: null})
        if (lost.length > 0) sum.members += 1
        for (const {points, day} of lost) {
          sum.lots += 1
          sum.points += points
          keep({customer: names.get(ownerOf(account)) ?? '?', account: wallet(account as Account), on: isoDay(day), points}, rows, request)
        }
      }
      await open.write()
      context.progress.done(sum.members)
      await turn(context)
    }
    return {result: {...sum, until: isoDay(until)}, counts: {read: sum.lots, applied: sum.lots, duplicate: 0, rejected: 0}}
  })
  return {batch: batch ?? null, dryRun: request.dryRun, ...result, expiring: rows, leftOut: result.lots - rows.length}
}

function keep(row: ExpiryRow, rows: ExpiryRow[], request: ExpireRequest): void {
  request.onRow?.(row)
  if (rows.length < request.listed) rows.push(row)
}
