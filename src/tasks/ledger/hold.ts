import {counted} from '../../base/counted.js'
import {RegularsError} from '../../base/errors.js'
import {type Account, ownerOf} from '../../ledger/account.js'
import {dayAt} from '../../base/day-at.js'
import {capture, release} from '../../ledger/holds.js'
import type {RecordedTransfer} from '../../ledger/undo.js'
import {heldLeft} from './holds.js'
import type {LedgerStore, OpenBatch} from './port.js'
import {memberNames, openingOf, type Who} from './who.js'

export interface AnswerHoldRequest extends Who {
  /** the batch that made the hold */
  readonly hold: number
  /** of `capture`: how many points to spend, the rest is given back; undefined: all */
  readonly points: number | undefined
  readonly dryRun: boolean
}

export interface AnswerHoldResult {
  readonly batch: number | null
  readonly hold: number
  readonly dryRun: boolean
  readonly customer: string
  readonly captured: number
  readonly released: number
}

/** Spends a hold, wholly or in part (what is left is given back), or gives all of it back. */
export async function answerHold(store: LedgerStore, how: 'capture' | 'release', request: AnswerHoldRequest): Promise<AnswerHoldResult> {
  const {batch, result} = await store.inBatch(openingOf(how, request), {dryRun: request.dryRun}, async (open) => {
    const {hold, left} = await openHold(open, request.hold)
    const captured = how === 'release' ? 0 : (request.points ?? left)
    if (captured > left || (how === 'capture' && captured <= 0))
      throw new RegularsError('input', 'hold-too-small',
        `Hold ${request.hold} still sets aside ${counted(`${left}`, 'point')}; ${captured} cannot be captured.`,
        'Name at most what is held.')
    const label = {day: dayAt(open.recordedAt, request.timeZone), key: null, content: null, reason: null, actor: null, note: null}
    if (captured > 0) capture(open.journal, hold.transfer, captured, label)
    const released = left - captured
    if (released > 0) {
      const sheets = await open.sheets([hold.transfer.from], true)
      release(open.journal, sheets.get(hold.transfer.from)!, hold, released, label)
    }
    return {result: {account: hold.transfer.from, captured, released}, counts: {read: 1, applied: 1, duplicate: 0, rejected: 0}}
  })
  return {
    batch: batch ?? null, hold: request.hold, dryRun: request.dryRun, customer: await nameOf(store, result.account), captured: result.captured,
      released: result.released,
  }
}

async function openHold(open: OpenBatch, batch: number): Promise<{hold: RecordedTransfer; left: number}> {
  for await (const page of open.transfersOf(batch)) {
    const hold = page.find(({transfer}) => transfer.kind === 'hold')
    if (hold === undefined) break
    const left = await heldLeft(open, hold.transfer)
    if (left > 0) return {hold, left}
    throw new RegularsError('input', 'hold-closed', `Hold ${batch} has been captured or released already.`, 'See it with: regulars points history --batches')
  }
  throw new RegularsError('input', 'hold-unknown', `Batch ${batch} is not a hold.`, 'regulars points hold prints the number of its batch.')
}

async function nameOf(store: LedgerStore, account: Account): Promise<string> {
  const member = ownerOf(account)
  return (await memberNames(store, [member])).get(member) ?? '?'
}
