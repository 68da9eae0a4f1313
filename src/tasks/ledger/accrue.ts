import {isoDay, type Day} from '../../base/day.js'
import {RegularsError} from '../../base/errors.js'
import {type Account, type Member, memberAccount} from '../../ledger/account.js'
import {hasControlCharacter} from '../../ledger/canonical.js'
import {fingerprint} from '../../ledger/content.js'
import {credit, debit, expire} from '../../ledger/rules.js'
import type {Sheet} from '../../ledger/sheet.js'
import type {Purchases} from '../../history/purchases.js'
import {orderAttributesOf} from '../../programs/attributes-read.js'
import {compileProgram} from '../../programs/compile.js'
import {EVENT, type Mechanics} from '../../programs/mechanics.js'
import {CustomerStepper} from '../../simulation/replay.js'
import {type AccrualEvent, AccrualWatcher} from './accrual-events.js'
import {identityOf} from './adjust-query.js'
import type {HistoryReader} from '../history-port.js'
import type {LedgerStore, OpenBatch} from './port.js'
import {openingOf, type Who} from './who.js'
import {turn, type TaskContext} from '../ports.js'
import type {LoadedProgram} from '../programs/library.js'
import {replayWithinBudget} from '../replay/replay.js'

export interface AccrueRequest extends Who {
  readonly program: LoadedProgram
  /** first day of the program; the history's first by default */
  readonly from: Day | undefined
  readonly to: Day | undefined
  /** false: redemptions come from the till, and the program's own are left out */
  readonly redemptions: boolean
  readonly wallet: string
  readonly seed: number
  readonly dryRun: boolean
}

export interface AccrueResult {
  readonly batch: number | null
  readonly dryRun: boolean
  readonly program: string
  readonly from: string
  readonly to: string
  readonly customers: number
  readonly orders: number
  readonly points: {earned: number; redeemed: number; expired: number; reversed: number; uncollected: number}
  /** events accrued by an earlier run */
  readonly duplicate: number
  /** of those, in batches undone since: they earn nothing now */
  readonly duplicatesOfUndone: number
}

/** Customers stepped between two looks at Ctrl-C. */
const PAGE = 1000

/**
 * Earns from the imported orders: the program's own mechanics, as replay steps them, write into the ledger. Each event has a key made of
 * program, member and order, so that a later run adds what is new and nothing twice.
 */
export async function accruePoints(store: LedgerStore, history: Pick<HistoryReader, 'purchases'>, request: AccrueRequest,
  context: TaskContext): Promise<AccrueResult> {
  const {program, definition} = {program: request.program, definition: request.redemptions ? request.program.definition : {...request.program.definition,
    rewards: []}}
  const purchases = await history.purchases({orderIds: true, attributes: orderAttributesOf(definition),
    ...(request.to === undefined ? {} : {until: request.to})})
  const days = {from: request.from ?? purchases.from, to: request.to ?? purchases.to, seed: request.seed}
  const {budgetSpentOn} = await replayWithinBudget(purchases, {...program, definition}, days, context)
  const mechanics = compileProgram(definition, {...purchases, ...(budgetSpentOn === undefined ? {} : {until: budgetSpentOn})})
  const watcher = new AccrualWatcher(purchases)
  const stepper = new CustomerStepper(purchases, mechanics, definition.enrolment.share ?? 1, days)
  context.progress.stage(`Earning with ${definition.name}`, purchases.customers.length, 'customers')
  const {batch, result} = await store.inBatch(openingOf('accrue', {...request, source: `points accrue ${program.key}`}), {dryRun: request.dryRun},
    async (open) => {
    const work = new Accrual(open, purchases, mechanics, request, definition.points.refunds === 'reverse-negative')
    for (let at = 0; at < purchases.customers.length; at += PAGE) {
      const page: Stepped[] = []
      for (let customer = at; customer < Math.min(purchases.customers.length, at + PAGE); customer += 1) {
        stepper.step(customer, watcher)
        if (watcher.events.length > 0) page.push({customer, events: watcher.events})
      }
      await work.write(page)
      context.progress.done(at + PAGE)
      await turn(context)
    }
    return {result: work.done, counts: {read: work.done.read, applied: work.done.applied, duplicate: work.done.duplicate, rejected: 0}}
  })
  return {
    batch: batch ?? null, dryRun: request.dryRun, program: definition.name, from: isoDay(days.from), to: isoDay(days.to), customers: result.customers,
    orders: watcher.orders, points: result.points, duplicate: result.duplicate, duplicatesOfUndone: result.duplicatesOfUndone,
  }
}

interface Stepped {
  readonly customer: number
  readonly events: readonly AccrualEvent[]
}

/** Writes events of the mechanics into accounts, customers a page at a time. */
class Accrual {
  readonly done = {read: 0, applied: 0, duplicate: 0, duplicatesOfUndone: 0, customers: 0, points: {earned: 0, redeemed: 0, expired: 0, reversed: 0,
    uncollected: 0}}

  constructor(private readonly open: OpenBatch, private readonly purchases: Purchases, private readonly mechanics: Mechanics,
    private readonly request: AccrueRequest, private readonly mayOwe: boolean) {}

  async write(page: readonly Stepped[]): Promise<void> {
    const {open, purchases, request} = this
    const wallet = await open.wallet(request.wallet, true)
    const found = await open.members(page.map(({customer}) => identityOf(purchases.customers[customer]!)), () => true)
    const keyed = page.map(({events}, i) => {
      const member = found[i]!
      if (typeof member === 'string') throw new RegularsError('input', 'identity-conflict', 'A customer of the history belongs to two members.',
        'Merge them: regulars members merge')
      return {events, account: memberAccount(member.member, wallet), keys: events.map((event) => keyOf(request.program.key, member.original, event))}
    })
    const recorded = await open.recorded(keyed.flatMap(({keys}) => keys))
    const sheets = await open.sheets(keyed.map(({account}) => account))
    for (const {events, account, keys} of keyed) {
      this.done.customers += 1
      for (const [i, event] of events.entries()) {
        this.done.read += 1
        const earlier = recorded.get(keys[i]!)
        const content = fingerprint(`${event.kind}\t${event.day}\t${event.points}`)
        if (earlier === undefined) this.carryOut(sheets.get(account)!, event, keys[i]!, content)
        else if (earlier.content === content) {
          this.done.duplicate += 1
          if (earlier.undone) this.done.duplicatesOfUndone += 1
        } else throw changed(event, account, earlier.batch)
      }
    }
    await open.write()
  }

  private carryOut(sheet: Sheet, event: AccrualEvent, key: string, content: number): void {
    const {journal} = this.open
    const {points} = this.done
    const label = {day: event.day, key, content, orderId: event.orderId, reason: null, actor: null, note: null}
    this.done.applied += 1
    if (event.kind === EVENT.issued) {
      const expires = this.mechanics.lotExpiry(event.day) ?? null
      credit(journal, sheet, {...label, kind: 'earn', from: 'issued', points: event.points, available: event.day, expires})
      points.earned += event.points
    } else if (event.kind === EVENT.uncollected) points.uncollected += event.points
    else if (event.kind === EVENT.expired && this.mechanics.lotExpiry(event.day) !== undefined) {
      // Lots know their own last day; a run of `points expire` may have come first.
      for (const lost of expire(journal, sheet, event.day, {orderId: null, reason: null, actor: null, note: null})) points.expired += lost.points
    } else this.takeAway(sheet, event, label)
  }

  private takeAway(sheet: Sheet, event: AccrualEvent,
    label: {day: Day; key: string; content: number; orderId: string | null; reason: null; actor: null; note: null}): void {
    const reversed = event.kind === EVENT.reversed
    const [kind, to] = reversed ? (['reverse', 'issued'] as const) : event.kind === EVENT.expired ? (['expire', 'expired'] as const) : (['redeem',
      'redeemed'] as const)
    const {taken} = debit(this.open.journal, sheet, {
      ...label, kind, to, points: event.points, policy: reversed && this.mayOwe ? 'negative' : 'to-zero', asked: `${kind} ${event.points}`,
        newestFirst: reversed,
    })
    this.done.points[reversed ? 'reversed' : event.kind === EVENT.expired ? 'expired' : 'redeemed'] += taken
  }
}

function keyOf(program: string, member: Member, event: AccrualEvent): string {
  const key = `accrue:${program}:${member}:${event.name}`
  if (!hasControlCharacter(key)) return key
  throw new RegularsError('input', 'control-character', `An order id holds a control character: ${JSON.stringify(event.orderId)}.`,
    'Mend it in the file and import it again.')
}

function changed(event: AccrualEvent, account: Account, batch: number): RegularsError {
  return new RegularsError('input', 'orders-changed',
    `What batch ${batch} earned is not what comes out now (${event.orderId === null ? isoDay(event.day) : `order ${event.orderId}`}): the orders, the ` +
    'program file, --from or --seed have changed since.',
    `Put them back as they were, or take that batch back and earn anew: regulars points undo ${batch}`, {details: {account, batch}})
}
