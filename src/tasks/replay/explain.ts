import {isoDay, type Day} from '../../base/day.js'
import {RegularsError} from '../../base/errors.js'
import {minor, moneyJson, roundMinor, type Currency, type MoneyJson} from '../../base/money.js'
import type {Purchases} from '../../history/purchases.js'
import {orderAttributesOf} from '../../programs/attributes-read.js'
import {compileProgram} from '../../programs/compile.js'
import type {ProgramDefinition} from '../../programs/definition.js'
import {EVENT, type EarnReason, type EventKind, type EventSink, type Mechanics, type MemberState, type OrderView} from '../../programs/mechanics.js'
import {CustomerStepper} from '../../simulation/replay.js'
import type {ReplayWatcher} from '../../simulation/replay-watcher.js'
import type {HistoryReader} from '../history-port.js'
import type {TaskContext} from '../ports.js'
import type {LoadedProgram} from '../programs/library.js'
import {replayWithinBudget} from './replay.js'

export type EventName = keyof typeof EVENT

/** Why a rule gave nothing: as `EarnReason`, or the order was too small for a point, or a cap was reached. */
export interface NotEarned {
  /** index in the file's `earn`, and its name there */
  readonly rule: number
  readonly name: string | null
  /** it would only have multiplied what others earn */
  readonly multiplies: boolean
  readonly because: Exclude<EarnReason['because'], 'may-earn'> | 'too-little' | 'cap'
  /** the part of `when` that did not hold */
  readonly when: string | null
}

/** One line of a customer's path: an order, or what the program did. */
export interface PathStep {
  readonly day: string
  readonly what: EventName | 'order' | 'refund' | 'void'
  readonly order: string | null
  readonly amount: MoneyJson | null
  readonly paid: MoneyJson | null
  readonly points: number | null
  readonly faceValue: MoneyJson | null
  readonly cost: MoneyJson | null
  /** name of the reward, rule, benefit, trigger or tier concerned */
  readonly name: string | null
  readonly notEarned: readonly NotEarned[]
  /** after it */
  readonly balance: number
}

export interface ReplayPath {
  readonly program: string
  readonly customer: string
  /** the key asked for, where that customer is one person with others and goes by `customer`; null otherwise */
  readonly asked: string | null
  readonly currency: Currency
  readonly unit: ProgramDefinition['points']['unit']
  readonly from: string
  readonly to: string
  readonly steps: readonly PathStep[]
  readonly balance: number
  readonly member: boolean
  readonly budgetSpentOn: string | null
}

export interface ExplainReplayRequest {
  readonly program: LoadedProgram
  readonly customer: string
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly seed: number
}

/**
 * Every event of one customer under one program, and why orders earned or did not. The same steps as in a replay of all. Any key of a person is
 * hers. Throws `customer-missing`.
 */
export async function explainReplay(
  history: Pick<HistoryReader, 'purchases' | 'personOf'>, request: ExplainReplayRequest, context: TaskContext,
): Promise<ReplayPath> {
  const {definition} = request.program
  const until = request.to === undefined ? {} : {until: request.to}
  const purchases = await history.purchases({orderIds: true, attributes: orderAttributesOf(definition), ...until})
  const person = (await history.personOf(request.customer)) ?? request.customer
  const customer = purchases.customers.indexOf(person)
  if (customer < 0) throw missing(purchases, request.customer)
  const span = {from: request.from ?? purchases.from, to: request.to ?? purchases.to, seed: request.seed}
  const budget = definition.costs.budget === undefined ? undefined
    : (await replayWithinBudget(purchases, request.program, span, context)).budgetSpentOn
  const mechanics = compileProgram(definition, {...purchases, ...(budget === undefined ? {} : {until: budget})})
  const path = new Path(purchases, definition)
  new CustomerStepper(purchases, mechanics, definition.enrolment.share ?? 1, span).step(customer, path)
  return {
    program: definition.name, customer: person, asked: person === request.customer ? null : request.customer, currency: purchases.currency,
    unit: definition.points.unit,
    from: isoDay(span.from), to: isoDay(span.to), steps: path.steps, balance: path.balance, member: path.member, budgetSpentOn:
      budget === undefined ? null : isoDay(budget),
  }
}

function missing(purchases: Purchases, wanted: string): RegularsError {
  const lower = wanted.toLowerCase()
  const near = purchases.customers.filter((key) => key.toLowerCase().includes(lower)).slice(0, 3)
  const examples = near.length > 0 ? near : purchases.customers.slice(0, 3)
  return new RegularsError('usage', 'customer-missing', `No customer is called "${wanted}".`,
  `Write the key as your files have it, such as ${examples.join(', ')}.`)
}

const NAMES = Object.keys(EVENT) as EventName[]

/** Writes down what a stepper does. */
class Path implements ReplayWatcher {
  readonly steps: PathStep[] = []
  balance = 0
  member = false
  private reasons: readonly EarnReason[] = []
  private orderPlace = -1
  private readonly issuedBy = new Set<number>()

  constructor(private readonly purchases: Purchases, private readonly definition: ProgramDefinition) {}

  begin(): void {
    this.orderPlace = -1
  }

  readonly sink: EventSink = (kind, day, points, face, cost, detail) => {
    if (kind === EVENT.issued) this.balance += points
    else if (kind === EVENT.redeemed || kind === EVENT.expired || kind === EVENT.reversed) this.balance -= points
    if (kind === EVENT.issued && detail >= 0) this.issuedBy.add(detail)
    this.steps.push({
      day: isoDay(day), what: NAMES[kind]!, order: null, amount: null, paid: null, points: points === 0 ? null : points, faceValue: this.money(face),
      cost: this.money(cost), name: this.nameOf(kind, detail), notEarned: [], balance: this.balance,
    })
  }

  beforeOrder(row: number, order: OrderView, mechanics: Mechanics, state: MemberState): void {
    mechanics.advance(state, order.day as Day, this.sink)
    this.reasons = mechanics.earnReasons(state, order)
    this.issuedBy.clear()
    this.orderPlace = this.steps.length
    const {amountMinor} = order
    this.steps.push({
      day: isoDay(order.day as Day), what: amountMinor > 0 ? 'order' : amountMinor < 0 ? 'refund' : 'void', order: this.purchases.orderIds?.[row] ?? null,
      amount: moneyJson(minor(amountMinor), this.purchases.currency), paid: null, points: null, faceValue: null, cost: null, name: null,
      notEarned: amountMinor < 0 ? [] : this.notEarned(amountMinor), balance: this.balance,
    })
  }

  purchase(_day: number, amountMinor: number, paid: number): void {
    const step = this.steps[this.orderPlace]!
    const counted = this.definition.points.earnOn === 'gross' ? amountMinor : paid
    this.steps[this.orderPlace] = {...step, paid: moneyJson(minor(paid), this.purchases.currency), notEarned: this.notEarned(counted)}
  }

  end(balance: number, member: boolean): void {
    this.balance = balance
    this.member = member
  }

  private notEarned(counted: number): NotEarned[] {
    return this.reasons.flatMap(({rule, because, when}): NotEarned[] => {
      const {name = null, per, points, percent} = this.definition.earn[rule]!
      const multiplies = points === undefined && percent === undefined
      if (this.issuedBy.has(rule) || (because === 'may-earn' && multiplies)) return []
      if (because !== 'may-earn') return [{rule, name, multiplies, because, when: when ?? null}]
      const tooLittle = this.definition.points.caps === undefined
        || (per !== undefined && Number(moneyJson(minor(counted), this.purchases.currency).amount) < per)
      return [{rule, name, multiplies, because: tooLittle ? 'too-little' : 'cap', when: null}]
    })
  }

  private nameOf(kind: EventKind, detail: number): string | null {
    const {rewards, benefits, triggers, tiers, earn} = this.definition
    if (kind === EVENT.redeemed) return rewards[detail]?.name ?? null
    if (kind === EVENT.benefit) return benefits[detail]?.name ?? null
    if (kind === EVENT.tier) return tiers?.levels[detail]?.name ?? null
    if (kind === EVENT.issued) return earn[detail]?.name ?? null
    const ofTrigger = kind === EVENT.granted || kind === EVENT.voucherUsed || kind === EVENT.voucherExpired || kind === EVENT.contact
    return ofTrigger ? (triggers[detail]?.name ?? null) : null
  }

  private money(amount: number): MoneyJson | null {
    // A message may cost less than a coin.
    const rounded = roundMinor(amount)
    return rounded === 0 ? null : moneyJson(rounded, this.purchases.currency)
  }
}
