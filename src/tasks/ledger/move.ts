import {counted} from '../../base/counted.js'
import {type Day, isoDay} from '../../base/day.js'
import {RegularsError} from '../../base/errors.js'
import {memberAccount} from '../../ledger/account.js'
import {dayAt} from '../../base/day-at.js'
import {contentOf} from '../../ledger/content.js'
import {credit, debit, type InsufficientPolicy} from '../../ledger/rules.js'
import type {Sheet} from '../../ledger/sheet.js'
import type {BatchKind} from '../../ledger/transfer.js'
import type {LedgerStore, OpenBatch} from './port.js'
import {findCustomer, openingOf, type Who} from './who.js'

export interface MoveRequest extends Who {
  readonly customer: string
  /** of `transfer`: who receives */
  readonly to?: string
  readonly points: number
  readonly wallet: string
  readonly key: string | undefined
  readonly orderId: string | undefined
  readonly note: string | undefined
  /** when it counts; today by default */
  readonly day: Day | undefined
  readonly backdateLimitDays: number
  readonly onInsufficient: InsufficientPolicy
  readonly dryRun: boolean
}

export interface MoveResult {
  readonly batch: number | null
  readonly kind: BatchKind
  readonly dryRun: boolean
  /** the same request had been carried out before, in `batch` */
  readonly duplicate: boolean
  readonly customer: string
  readonly to: string | null
  readonly account: string
  /** moved: fewer than asked for where the policy takes what there is */
  readonly points: number
  readonly before: number
  readonly after: number
  /** the lots it came from, soonest expiry first */
  readonly lots: readonly {readonly expires: string | null; readonly points: number}[]
  /** false: without --key, sending it again does it again */
  readonly idempotent: boolean
}

const TARGETS = {redeem: 'redeemed', hold: 'held', transfer: 'transferred'} as const
export type MoveKind = keyof typeof TARGETS

/** Redeems, holds or transfers points of one customer, as a batch of its own. */
export async function movePoints(store: LedgerStore, kind: MoveKind, request: MoveRequest): Promise<MoveResult> {
  if (request.points <= 0 || !Number.isSafeInteger(request.points))
    throw new RegularsError('usage', 'points-invalid', `${request.points} is not a positive whole number of points.`, 'Write how many points, such as 250.')
  if (kind === 'hold' && request.onInsufficient === 'negative')
    throw new RegularsError('usage', 'hold-negative', 'Points that are not there cannot be set aside.', 'Use --on-insufficient refuse or to-zero.')
  const {batch, result} = await store.inBatch(openingOf(kind, request), {dryRun: request.dryRun}, async (open) => {
    const result = await move(store, open, kind, request)
    return {result, counts: {read: 1, applied: result.duplicate ? 0 : 1, duplicate: result.duplicate ? 1 : 0, rejected: 0}, abandon: result.duplicate}
  })
  return {...result, batch: result.duplicate ? result.batch : (batch ?? null)}
}

async function move(store: LedgerStore, open: OpenBatch, kind: MoveKind, request: MoveRequest): Promise<MoveResult> {
  const giver = await findCustomer((identity) => store.find(identity), request.customer)
  const receiver = request.to === undefined ? undefined : await findCustomer((identity) => store.find(identity), request.to)
  if (receiver?.member === giver.member)
    throw new RegularsError('usage', 'transfer-to-self', 'Giver and receiver are the same member.',
      'Name two members; two records of one person are joined with: regulars members merge')
  const wallet = await open.wallet(request.wallet, false)
  if (wallet < 0) throw new RegularsError('input', 'account-unknown', `There is no account "${request.wallet}".`,
    'See the accounts with: regulars points balance')
  const account = memberAccount(giver.member, wallet)
  const day = effectiveDay(request, dayAt(open.recordedAt, request.timeZone))
  const content = contentOf({
    op: `${kind}${receiver === undefined ? '' : ` to ${receiver.original}`}`, points: request.points, member: giver.original, account: request.wallet,
      occurred: request.day,
    available: undefined, expires: undefined, orderId: request.orderId, reason: request.reason, note: request.note, actor: undefined,
  })
  const sheets = await open.sheets(receiver === undefined ? [account] : [account, memberAccount(receiver.member, wallet)])
  const sheet = sheets.get(account)!
  const base = {kind, dryRun: request.dryRun, customer: request.customer, to: request.to ?? null, account: request.wallet, points: request.points,
    idempotent: request.key !== undefined}
  const earlier = await usedBefore(open, request, content)
  if (earlier !== undefined) return {...base, batch: earlier, duplicate: true, before: sheet.balance, after: sheet.balance, lots: []}
  const before = sheet.balance
  const lots = take(open, sheet, kind, request, day, content, receiver === undefined ? undefined : sheets.get(memberAccount(receiver.member, wallet)))
  return {...base, points: before - sheet.balance, batch: null, duplicate: false, before, after: sheet.balance, lots}
}

/** The batch in which this key did the same; undefined where it is new. Throws `key-conflict`; `key-undone`: a till must not take it for done. */
async function usedBefore(open: OpenBatch, request: MoveRequest, content: number): Promise<number | undefined> {
  if (request.key === undefined) return undefined
  const earlier = (await open.recorded([request.key])).get(request.key)
  if (earlier === undefined) return undefined
  if (earlier.content === content && !earlier.undone) return earlier.batch
  if (earlier.content === content)
    throw new RegularsError('input', 'key-undone', `Key ${request.key} did this in batch ${earlier.batch}, which has been undone since; nothing was done.`,
      'Use another key to do it again, or restore it by undoing the undoing (regulars points history --batches).', {details: {batch: earlier.batch}})
  throw new RegularsError('input', 'key-conflict',
    `Key ${request.key} was used in batch ${earlier.batch} for something else (${counted(`${earlier.description().points}`, 'point')}).`,
    'Use another key for another request.')
}

function take(open: OpenBatch, sheet: Sheet, kind: MoveKind, request: MoveRequest, day: Day, content: number,
  receiver: Sheet | undefined): MoveResult['lots'] {
  const {journal} = open
  const label = {day, orderId: request.orderId ?? null, reason: null, actor: null, note: request.note ?? null}
  const outcome = debit(journal, sheet, {...label, kind, to: TARGETS[kind], points: request.points, policy: request.onInsufficient, key: request.key ?? null,
    content, asked: `${kind} ${request.points}`})
  if (outcome.refused || outcome.transfer === undefined) throw insufficient(request, outcome.available, day)
  const uses = journal.usesBy(outcome.transfer.id)
  const taken = uses.map((use) => ({lot: sheet.lot(use.lot), points: use.points}))
  // What is given keeps its dates: passing points on does not make them younger.
  if (receiver !== undefined)
    for (const {lot, points} of taken)
      credit(journal, receiver, {...label, note: null, kind, from: 'transferred', points, available: laterOf(lot.available, day), expires: lot.expires,
        key: null, content: null, refers: outcome.transfer.id})
  return taken.map(({lot, points}) => ({expires: lot.expires === null ? null : isoDay(lot.expires), points}))
}

function insufficient(request: MoveRequest, available: number, day: Day): RegularsError {
  return new RegularsError('input', 'insufficient',
    `${request.customer} has ${counted(`${available}`, 'point')} available on ${isoDay(day)}; ${request.points} asked for.`,
    'See the lots with: regulars points balance CUSTOMER', {details: {available, points: request.points}})
}

/** The day a request counts from. Throws `day-in-future`, `backdated-too-far`. */
export function effectiveDay(request: {readonly day: Day | undefined; readonly backdateLimitDays: number}, today: Day): Day {
  const day = request.day ?? today
  if (day > today) throw new RegularsError('usage', 'day-in-future', `${isoDay(day)} is still to come.`, 'Leave --on out, or name a day up to today.')
  if (today - day > request.backdateLimitDays)
    throw new RegularsError('usage', 'backdated-too-far', `${isoDay(day)} is more than ${request.backdateLimitDays} days ago.`,
      'The limit is ledger.backdateLimit in regulars.yaml.')
  return day
}

function laterOf(a: Day, b: Day): Day {
  return a > b ? a : b
}

