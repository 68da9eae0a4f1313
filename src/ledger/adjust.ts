import type {Day} from '../base/day.js'
import type {Journal} from './journal.js'
import type {Account} from './account.js'
import {credit, type CreditOrder, creditTransfer, debit, type InsufficientPolicy} from './rules.js'
import type {Sheet} from './sheet.js'

/** What a row of an adjustment file may ask for. */
export const ADJUSTMENT_OPS = {
  add: 'gives points',
  deduct: 'takes points',
  set: 'makes the balance this much',
  expire: 'takes points as expired',
} as const
export type AdjustmentOp = keyof typeof ADJUSTMENT_OPS

/** One request, with every default filled in. */
export interface Adjustment {
  readonly op: AdjustmentOp
  /** zero or more */
  readonly points: number
  readonly day: Day
  readonly available: Day
  readonly expires: Day | null
  readonly key: string | null
  readonly content: number
  readonly orderId: string | null
  readonly reason: string | null
  readonly actor: string | null
  readonly note: string | null
}

export interface AdjustmentOutcome {
  /** points that moved: positive to the member, negative from the member, 0 nothing */
  readonly moved: number
  /** set where the request was refused: what could be had */
  readonly refused: {readonly available: number; readonly wanted: number} | undefined
}

/** Carries out one request on an account. A request that moves nothing still leaves its key. */
export function adjust(journal: Journal, sheet: Sheet, request: Adjustment, policy: InsufficientPolicy): AdjustmentOutcome {
  const difference = request.op === 'set' ? request.points - sheet.balance : request.op === 'add' ? request.points : -request.points
  if (difference > 0) {
    credit(journal, sheet, gift(request, difference))
    return {moved: difference, refused: undefined}
  }
  const asked = `${request.op} ${request.points}`
  const {day, key, content, orderId, reason, actor, note} = request
  const outcome = difference === 0 ? undefined : debit(journal, sheet, {
    day, key, content, orderId, reason, actor, note, kind: request.op === 'expire' ? 'expire' : 'adjust',
      to: request.op === 'expire' ? 'expired' : 'adjusted',
    points: -difference, policy, asked,
  })
  if (outcome?.refused === true) return {moved: 0, refused: {available: outcome.available, wanted: -difference}}
  if (outcome?.transfer === undefined && key !== null) journal.noEffect({key, content, account: sheet.account, asked})
  return {moved: -(outcome?.taken ?? 0), refused: undefined}
}

/** Carries out an `add` of some points on an account nobody has looked at: the form for files that mostly give. */
export function add(journal: Journal, account: Account, request: Adjustment): AdjustmentOutcome {
  creditTransfer(journal, account, gift(request, request.points))
  return {moved: request.points, refused: undefined}
}

function gift(request: Adjustment, points: number): CreditOrder {
  return {
    kind: 'adjust', from: 'adjusted', points, day: request.day, available: request.available, expires: request.expires, key: request.key,
    content: request.content, orderId: request.orderId, reason: request.reason, actor: request.actor, note: request.note,
    ...(request.op === 'set' ? {asked: `set ${request.points}`} : undefined),
  }
}
