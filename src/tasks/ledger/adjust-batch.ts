import {counted} from '../../base/counted.js'
import {type Day, isoDay} from '../../base/day.js'
import {type Account, type Member, memberAccount, POINTS_WALLET, walletOf} from '../../ledger/account.js'
import {add, adjust, type Adjustment} from '../../ledger/adjust.js'
import {contentOf} from '../../ledger/content.js'
import {Sheet} from '../../ledger/sheet.js'
import {type AdjustmentRow, type AdjustmentSource, isUnreadable, type RejectsSink, type UnreadableRow} from './adjustment-source.js'
import {type AdjustRequest, defaultExpiry, type Reject, type RowEffect} from './adjust-result.js'
import type {Lookup, OpenBatch, RecordedKey} from './port.js'

/** Refused rows listed in the result; all of them are in the rejects file. */
const LISTED = 20
/** Characters of the file's hash in a derived key: 128 bits. */
const HASH_IN_KEY = 32

/** What a batch came to so far. */
export interface AdjustTally {
  read: number
  applied: number
  duplicate: number
  rejected: number
  added: number
  deducted: number
  newMembers: number
  backdated: number
  keysDerived: number
  duplicatesOfUndone: number
  effectsLeftOut: number
  readonly rejects: Reject[]
  readonly rejectedByCode: Record<string, number>
  readonly effects: RowEffect[]
}

/** A row that can be carried out, as far as the file alone can tell. */
interface Prepared {
  readonly row: AdjustmentRow
  readonly lookup: Lookup
  readonly wallet: number
  readonly key: string
  account: Account
  content: number
}

/** A key used earlier in the same block of rows. */
interface Seen extends RecordedKey {
  readonly line: number
}

/** Carries out the rows of an adjustment source, some at a time, inside one batch. */
export class AdjustBatch {
  readonly tally: AdjustTally = {
    read: 0, applied: 0, duplicate: 0, rejected: 0, added: 0, deducted: 0, newMembers: 0, backdated: 0, keysDerived: 0, duplicatesOfUndone: 0,
    effectsLeftOut: 0, rejects: [], rejectedByCode: {}, effects: [],
  }
  private readonly wallets = new Map<string, number>()
  private readonly withEffects: boolean
  /** of the block of rows at hand, told in the order of the file when it is done */
  private refusals: Parameters<RejectsSink['add']>[0][] = []
  private effects: RowEffect[] = []

  constructor(private readonly batch: OpenBatch, private readonly source: AdjustmentSource, private readonly today: Day,
    private readonly request: AdjustRequest, private readonly rejects: RejectsSink) {
    this.withEffects = request.effects > 0 || request.onEffect !== undefined
  }

  async apply(rows: readonly (AdjustmentRow | UnreadableRow)[]): Promise<void> {
    this.tally.read += rows.length
    const usable = rows.filter((row): row is AdjustmentRow => this.passes(row))
    const prepared = await this.prepare(usable)
    const recorded = await this.batch.recorded(prepared.map(({key}) => key))
    const wanted = new Set<Account>()
    for (const item of prepared)
      if ((this.withEffects || item.row.op !== 'add') && !recorded.has(item.key)) wanted.add(item.account)
    const sheets = await this.batch.sheets(wanted)
    const seen = new Map<string, Seen>()
    for (const item of prepared) this.carryOut(item, recorded.get(item.key) ?? seen.get(item.key), sheets, seen)
    await this.batch.write()
    this.tell()
  }

  private tell(): void {
    const {tally, request} = this
    for (const refusal of this.refusals.sort((a, b) => a.line - b.line)) {
      const {line, code, message} = refusal
      if (tally.rejects.length < LISTED) tally.rejects.push({line, code, message})
      this.rejects.add(refusal)
    }
    for (const effect of this.effects.sort((a, b) => a.line - b.line)) {
      request.onEffect?.(effect)
      if (tally.effects.length < request.effects) tally.effects.push(effect)
      else tally.effectsLeftOut += 1
    }
    this.refusals = []
    this.effects = []
  }

  private passes(row: AdjustmentRow | UnreadableRow): row is AdjustmentRow {
    const problem = isUnreadable(row) ? row : this.problemOf(row)
    if (problem === undefined) return true
    this.refuse(row, problem.code, problem.message)
    return false
  }

  /** What the dates of a row forbid. */
  private problemOf(row: AdjustmentRow): {code: string; message: string} | undefined {
    const day = row.occurred ?? this.today
    if (day > this.today) return {code: 'day-in-future',
      message: `It takes effect on ${isoDay(day)}, which is still to come; use available_at for points to be had later.`}
    const limit = this.request.backdateLimitDays
    if (this.today - day > limit)
      return {code: 'backdated-too-far', message: `It takes effect on ${isoDay(day)}, more than ${limit} days ago (ledger.backdateLimit).`}
    if (row.op === 'deduct' || row.op === 'expire') return undefined
    const available = row.available ?? day
    if (available < day) return {code: 'available-before-day',
      message: `Points cannot be available on ${isoDay(available)}, before they are given (${isoDay(day)}).`}
    if (row.expires !== undefined && row.expires <= available)
      return {code: 'expires-before-available', message: `Points cannot expire on ${isoDay(row.expires)} when they are available from ${isoDay(available)}.`}
    return undefined
  }

  private async prepare(rows: readonly AdjustmentRow[]): Promise<Prepared[]> {
    const lookups = await this.batch.members(rows.map(({identity}) => identity), (index) => mayCreate(rows[index]!))
    const prepared: Prepared[] = []
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i]!
      const lookup = lookups[i]!
      const name = this.walletNameOf(row)
      const wallet = this.wallets.get(name) ?? (await this.wallet(name, mayCreate(row)))
      if (lookup === 'unknown') this.refuse(row, 'unknown-customer', `${customerName(row)} is not a member, so nothing can be taken.`)
      else if (lookup === 'conflict') this.refuse(row, 'identity-conflict',
        `${customerName(row)}: the customer id, e-mail and phone do not belong to one member.`)
      else if (wallet < 0) this.refuse(row, 'unknown-account', `There is no account "${name}".`)
      else prepared.push(this.keyed(row, lookup, wallet))
    }
    return prepared
  }

  private keyed(row: AdjustmentRow, lookup: Exclude<Lookup, string>, wallet: number): Prepared {
    if (lookup.created) this.tally.newMembers += 1
    if (row.key === undefined) this.tally.keysDerived += 1
    const content = contentOf({
      op: row.op, points: row.points, member: lookup.original, account: this.walletNameOf(row), occurred: row.occurred, available: row.available,
      expires: row.expires ?? this.lasting(row), orderId: row.orderId, reason: row.reason, note: row.note, actor: row.actor,
    })
    // The same file for another account is another request.
    const key = row.key ?? `${this.source.hash.slice(0, HASH_IN_KEY)}:${row.record}${row.wallet === undefined && this.source.account !== undefined
      ? `:${this.source.account}` : ''}`
    return {row, lookup, wallet, key, account: memberAccount(lookup.member as Member, wallet), content}
  }

  /** How long points last by the command line, as a part of what is asked: in months, negative because a day never is. */
  private lasting({op}: AdjustmentRow): number | undefined {
    const months = this.request.expireAfterMonths
    return months === undefined || (op !== 'add' && op !== 'set') ? undefined : -months
  }

  private carryOut(item: Prepared, earlier: RecordedKey | Seen | undefined, sheets: Map<Account, Sheet>, seen: Map<string, Seen>): void {
    const {row, account, key, content} = item
    if (earlier !== undefined) {
      this.repeated(item, earlier, sheets.get(account))
      return
    }
    const sheet = sheets.get(account)
    const before = this.withEffects ? (sheet?.balance ?? 0) : null
    if (this.batch.given + this.tally.added + row.points > Number.MAX_SAFE_INTEGER) {
      this.refuse(row, 'points-too-large', `The ledger would have given more than ${Number.MAX_SAFE_INTEGER} points in all.`, before)
      return
    }
    const request = this.adjustment(row, key, content)
    // Points can be given without knowing what is there.
    const outcome = sheet === undefined && row.op === 'add' && row.points > 0 ? add(this.batch.journal, account, request)
      : adjust(this.batch.journal, sheet ?? new Sheet(account), request, this.request.onInsufficient)
    if (outcome.refused !== undefined) {
      const {available, wanted} = outcome.refused
      this.refuse(row, 'insufficient',
        `${customerName(row)} has ${counted(`${available}`, 'point')} available on ${isoDay(request.day)}, ${wanted} to be taken.`, before)
      return
    }
    seen.set(key, {line: row.line, content, batch: this.batch.id, undone: false, description: () => ({
      points: row.points, account, to: outcome.moved >= 0, day: request.day, asked: `${row.op} ${row.points}`, available: request.available,
      expires: request.expires, orderId: request.orderId, reason: request.reason, actor: request.actor,
    })})
    this.tally.applied += 1
    if (outcome.moved > 0) this.tally.added += outcome.moved
    else this.tally.deducted -= outcome.moved
    if (request.day < this.today) this.tally.backdated += 1
    if (this.withEffects) this.effect(row, 'applied', before, sheet?.balance ?? null, outcome.moved, null)
  }

  private adjustment(row: AdjustmentRow, key: string, content: number): Adjustment {
    const day = row.occurred ?? this.today
    const available = row.available ?? day
    return {
      op: row.op, points: row.points, day, available, expires: row.expires ?? defaultExpiry(available, this.request.expireAfterMonths), key, content,
      orderId: row.orderId ?? null, reason: row.reason ?? null, actor: row.actor ?? null, note: row.note ?? null,
    }
  }

  private repeated(item: Prepared, earlier: RecordedKey | Seen, sheet: Sheet | undefined): void {
    const {row, content, key} = item
    const where = this.placeOf(earlier)
    if (earlier.content !== content) {
      const [before, now] = this.difference(row, earlier)
      this.refuse(row, 'key-conflict', `Key ${key} was used ${where} for something else: ${before}. This row asks to ${now} (${customerName(row)}).`)
      return
    }
    this.tally.duplicate += 1
    if (earlier.undone) this.tally.duplicatesOfUndone += 1
    if (this.withEffects) this.effect(row, 'duplicate', sheet?.balance ?? null, sheet?.balance ?? null, 0, `applied before, ${where}`)
  }

  /** An earlier request and this one: what each asks, and the rest as far as they differ in it. */
  private difference(row: AdjustmentRow, earlier: RecordedKey): readonly [string, string] {
    const was = earlier.description()
    const names = new Map([...this.wallets].map(([name, wallet]) => [wallet, name]))
    const parts: (readonly [string, string | null, string | null])[] = [
      ['account', names.get(walletOf(was.account)) ?? null, this.walletNameOf(row)], ['order', was.orderId, row.orderId ?? null],
      ['reason', was.reason, row.reason ?? null], ['actor', was.actor, row.actor ?? null],
      // What a row does not say was filled in then, and would be now.
      ...([['available', was.available, row.available], ['expires', was.expires, row.expires]] as const)
        .flatMap(([name, then, now]) => (now === undefined ? [] : [[name, then === null ? null : isoDay(then), isoDay(now)] as const])),
    ]
    const differing = parts.filter(([, then, now]) => then !== now)
    const said = (what: string, side: 1 | 2): string => [what,
      ...differing.flatMap((part) => (part[side] === null ? [] : [`${part[0]} ${part[side]}`]))].join(', ')
    const on = (day: Day | null | undefined): string => (day === null || day === undefined ? '' : `, on ${isoDay(day)}`)
    return [said(`${was.asked ?? `${was.to ? 'add' : 'deduct'} ${was.points}`}${on(was.day)}`, 1), said(`${row.op} ${row.points}${on(row.occurred)}`, 2)]
  }

  /** Where a key was used before: in an earlier batch, or in this one, whose number nobody knows yet and may never be. */
  private placeOf(earlier: RecordedKey | Seen): string {
    if (earlier.batch !== this.batch.id) return `in batch ${earlier.batch}`
    return 'line' in earlier ? `on line ${earlier.line} of this file` : 'earlier in this file'
  }

  private refuse(row: AdjustmentRow | UnreadableRow, code: string, message: string, before: number | null = null): void {
    const {tally} = this
    tally.rejected += 1
    tally.rejectedByCode[code] = (tally.rejectedByCode[code] ?? 0) + 1
    this.refusals.push({line: row.line, code, message, raw: row.raw})
    if (this.withEffects) this.effect(row, 'rejected', before, before, 0, message, code)
  }

  private effect(row: AdjustmentRow | UnreadableRow, status: RowEffect['status'], before: number | null, after: number | null, moved: number,
    message: string | null, code: string | null = null): void {
    const asked = isUnreadable(row) ? {customer: '', account: '', op: '', points: null}
      : {customer: customerName(row), account: this.walletNameOf(row), op: row.op, points: row.points}
    this.effects.push({line: row.line, ...asked, status, before, after, moved, code, message})
  }

  private walletNameOf(row: AdjustmentRow): string {
    return row.wallet ?? this.source.account ?? POINTS_WALLET
  }

  private async wallet(name: string, create: boolean): Promise<number> {
    const found = await this.batch.wallet(name, create)
    if (found >= 0) this.wallets.set(name, found)
    return found
  }
}

function mayCreate({op}: AdjustmentRow): boolean {
  return op === 'add' || op === 'set'
}

function customerName({identity}: AdjustmentRow): string {
  return identity.customerId ?? identity.email ?? identity.phone ?? '?'
}
