import {counted} from '../../base/counted.js'
import {RegularsError} from '../../base/errors.js'
import {type Account, isMemberAccount, ownerOf} from '../../ledger/account.js'
import {dayAt} from '../../base/day-at.js'
import type {InsufficientPolicy} from '../../ledger/rules.js'
import {reverse, type RecordedTransfer} from '../../ledger/undo.js'
import {heldLeft} from './holds.js'
import type {BatchSummary, LedgerStore, OpenBatch} from './port.js'
import {memberNames, openingOf, type Who} from './who.js'
import {turn, type TaskContext} from '../ports.js'

export interface UndoRequest extends Who {
  readonly batch: number
  /** what happens to points of the batch that were spent meanwhile */
  readonly spent: InsufficientPolicy
  readonly dryRun: boolean
}

export interface UndoResult {
  /** the batch that undoes; null for a dry run */
  readonly batch: number | null
  readonly undone: number
  readonly dryRun: boolean
  readonly transfers: number
  readonly accounts: number
  /** net effect on members: points taken back and points given back */
  readonly points: {readonly takenBack: number; readonly givenBack: number}
  /** points of the batch that had been spent meanwhile, and how many of them nothing could make good */
  readonly spent: number
  readonly missing: number
  readonly policy: InsufficientPolicy
  /** the first accounts whose points had been spent */
  readonly concerned: readonly {readonly customer: string; readonly spent: number; readonly missing: number}[]
}

const LISTED = 20

/** Takes back a whole batch by its mirror image. Undoing that batch again restores it. */
export async function undoBatch(store: LedgerStore, request: UndoRequest, context: TaskContext): Promise<UndoResult> {
  const target = await store.batch(request.batch)
  if (target === undefined)
    throw new RegularsError('input', 'batch-unknown', `There is no batch ${request.batch}.`, 'See the latest with: regulars points history --batches')
  context.progress.stage(`Undoing batch ${request.batch}`, target.transfers, 'transfers')
  const {batch, result} = await store.inBatch(openingOf('undo', request, request.batch), {dryRun: request.dryRun}, async (open) => {
    await mustBeUndoable(store, target)
    const work = await undoAll(open, request, context)
    const abandon = work.spent > 0 && request.spent === 'refuse'
    return {result: {...work, abandon}, counts: {read: work.transfers, applied: work.transfers, duplicate: 0, rejected: 0}, abandon}
  })
  const names = await memberNames(store, result.concerned.map(({account}) => ownerOf(account)))
  const concerned = result.concerned.map(({account, spent, missing}) => ({customer: names.get(ownerOf(account)) ?? '?', spent, missing}))
  if (result.abandon)
    throw new RegularsError('input', 'points-spent',
      `Spent since: ${counted(`${result.spent}`, 'point')} of batch ${request.batch} (${concerned.slice(0, 3).map((each) => each.customer).join(', ')}${
      concerned.length > 3 ? ', …' : ''}); nothing was undone.`,
      'Take what is left with --spent to-zero, or let accounts owe the rest with --spent negative.', {details: {spent: result.spent, concerned}})
  return {
    batch: batch ?? null, undone: request.batch, dryRun: request.dryRun, transfers: result.transfers, accounts: result.accounts,
    points: {takenBack: result.takenBack, givenBack: result.givenBack}, spent: result.spent, missing: result.missing, policy: request.spent, concerned,
  }
}

/** Asked inside the batch, under its lock, so that two people cannot undo the same batch. */
async function mustBeUndoable(store: LedgerStore, target: BatchSummary): Promise<void> {
  const chain = await store.undoChain(target.id)
  const last = chain.at(-1)
  if (last === undefined) return
  const undone = chain.length % 2 === 1
  throw new RegularsError('input', 'batch-undone', `Batch ${target.id} was undone by batch ${chain[0]}${undone ? '' : ` and restored by batch ${last}`}.`,
    undone ? `To restore it, undo the undoing: regulars points undo ${last}` : `To undo it again: regulars points undo ${last}`)
}

interface Work {
  transfers: number
  accounts: number
  takenBack: number
  givenBack: number
  spent: number
  missing: number
  readonly concerned: {readonly account: Account; readonly spent: number; readonly missing: number}[]
}

async function undoAll(open: OpenBatch, request: UndoRequest, context: TaskContext): Promise<Work> {
  const work: Work = {transfers: 0, accounts: 0, takenBack: 0, givenBack: 0, spent: 0, missing: 0, concerned: []}
  const label = {day: dayAt(open.recordedAt, request.timeZone), reason: null, actor: null}
  const touched = new Set<Account>()
  for await (const page of open.transfersOf(request.batch)) {
    await mustNotBeAnswered(open, page)
    const accounts = new Set(page.map(({transfer}) => memberSide(transfer)).filter((account) => account !== undefined))
    const sheets = await open.sheets(accounts, true)
    for (const recorded of page) {
      const account = memberSide(recorded.transfer)
      const reversal = reverse(open.journal, account === undefined ? undefined : sheets.get(account), recorded, request.spent, label)
      work.transfers += 1
      work.spent += reversal.spent
      work.missing += reversal.missing
      if (account === undefined) continue
      touched.add(account)
      if (isMemberAccount(recorded.transfer.from)) work.givenBack += recorded.transfer.points
      else work.takenBack += recorded.transfer.points - (request.spent === 'negative' ? 0 : reversal.missing)
      if (reversal.spent > 0 && work.concerned.length < LISTED) work.concerned.push({account, spent: reversal.spent, missing: reversal.missing})
    }
    await open.write()
    context.progress.done(work.transfers)
    await turn(context)
  }
  await open.unmerge(request.batch)
  work.accounts = touched.size
  return work
}

/** A hold that was released or captured since has nothing left to give back. */
async function mustNotBeAnswered(open: OpenBatch, page: readonly RecordedTransfer[]): Promise<void> {
  const holds = page.filter(({transfer}) => transfer.kind === 'hold')
  for (const hold of holds)
    if ((await heldLeft(open, hold.transfer)) < hold.transfer.points)
      throw new RegularsError('input', 'hold-answered', `Points of hold ${hold.transfer.id} were released or captured since.`,
        'Undo the batch that released or captured them first.')
}

function memberSide({from, to}: {readonly from: Account; readonly to: Account}): Account | undefined {
  return isMemberAccount(from) ? from : isMemberAccount(to) ? to : undefined
}
