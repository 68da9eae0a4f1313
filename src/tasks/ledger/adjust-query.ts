import {createHash} from 'node:crypto'
import {type Day, isoDay, parseIsoDay} from '../../base/day.js'
import {RegularsError} from '../../base/errors.js'
import {nameKey, numberIn} from '../../base/loose-text.js'
import {toMajor} from '../../base/money.js'
import type {Purchases, TextColumn} from '../../history/purchases.js'
import type {AdjustmentOp} from '../../ledger/adjust.js'
import {checkValues, type FieldKind, parseWhere, type Value, type Where} from '../../ledger/where.js'
import type {AdjustmentRow, AdjustmentSource} from './adjustment-source.js'
import type {HistoryReader} from '../history-port.js'

export interface AdjustQuery {
  readonly where: string
  readonly op: AdjustmentOp
  readonly points: number
  readonly account: string
  readonly today: Day
}

/** What can be asked of a customer's orders, besides the customer's own attributes. Money in major units, days as YYYY-MM-DD. */
export const ORDER_FIELDS = ['customer', 'orders', 'revenue', 'averageOrder', 'firstOrder', 'lastOrder', 'daysSinceLastOrder'] as const
const KIND_OF: Readonly<Record<(typeof ORDER_FIELDS)[number], FieldKind>> = {
  customer: 'text', orders: 'number', revenue: 'number', averageOrder: 'number', firstOrder: 'day', lastOrder: 'day', daysSinceLastOrder: 'number',
}
const BLOCK = 10_000

/**
 * The customers of the history for whom a condition holds, as adjustments. Keys are made of the query, its day and the customer, so
 * that the same query on the same day applies once.
 */
export async function queryOf(query: AdjustQuery, openHistory: () => Promise<HistoryReader>): Promise<AdjustmentSource> {
  const where = parseWhere(query.where)
  const reader = await openHistory()
  let purchases: Purchases
  try {
    purchases = await reader.purchases()
  } finally {
    await reader.close()
  }
  const fields = knownFields(where, purchases)
  const words = `${query.where}\t${query.op}\t${query.points}\t${query.account}\t${isoDay(query.today)}`
  return {
    name: `where ${query.where}`, hash: createHash('sha256').update(words).digest('hex'), layout: null, mapping: {}, header: ['customer_id', 'op', 'points'],
    rows: () => rowsOf(where, purchases, {query, words, fields}),
  }
}

interface Asked {
  readonly query: AdjustQuery
  /** what keys are made of */
  readonly words: string
  readonly fields: ReadonlyMap<string, Field>
}

async function* rowsOf(where: Where, purchases: Purchases, {query, words, fields}: Asked): AsyncIterable<readonly AdjustmentRow[]> {
  const hash = createHash('sha256').update(words).digest('hex').slice(0, 32)
  let block: AdjustmentRow[] = []
  let record = 0
  for (const [index, customer] of purchases.customers.entries()) {
    if (!where.holds(valuesOf(fields, purchases, index, query.today))) continue
    record += 1
    block.push({
      line: record, record, key: `${hash}:${digest(customer)}`, identity: identityOf(customer),
        wallet: query.account === 'points' ? undefined : query.account,
      op: query.op, points: query.points, occurred: undefined, available: undefined, expires: undefined, orderId: undefined, reason: undefined,
        note: undefined,
      actor: undefined, raw: [customer, query.op, String(query.points)],
    })
    if (block.length < BLOCK) continue
    yield block
    block = []
  }
  if (block.length > 0) yield block
}

/** A history knows customers by one key; where that is an e-mail, so is the member's identity. */
export function identityOf(customer: string): AdjustmentRow['identity'] {
  return customer.includes('@') ? {email: customer.toLowerCase()} : {customerId: customer}
}

/** A field that a condition names: a fact about orders, or an attribute with what its codes stand for. */
type Field = {readonly kind: FieldKind} & ({readonly fact: (typeof ORDER_FIELDS)[number]} | {readonly codes: Int32Array; readonly values: readonly Value[]})

function valuesOf(fields: ReadonlyMap<string, Field>, purchases: Purchases, index: number, today: Day): (name: string) => Value {
  let facts: OrderFacts | undefined
  return (name) => {
    const field = fields.get(name)!
    if ('fact' in field) return (facts ??= orderFacts(purchases, index, today))[field.fact]
    return field.values[field.codes[index]!]
  }
}

type OrderFacts = Readonly<Record<(typeof ORDER_FIELDS)[number], Value>>

function orderFacts(purchases: Purchases, index: number, today: Day): OrderFacts {
  let orders = 0
  let revenue = 0
  let first: number | undefined
  let last: number | undefined
  for (let row = purchases.offsets[index]!; row < purchases.offsets[index + 1]!; row += 1) {
    if (purchases.amounts[row]! <= 0) continue
    orders += 1
    revenue += purchases.amounts[row]!
    first ??= purchases.days[row]!
    last = purchases.days[row]!
  }
  const money = toMajor(revenue, purchases.currency)
  return {
    customer: purchases.customers[index]!, orders, revenue: money, averageOrder: orders === 0 ? undefined : money / orders,
    firstOrder: first === undefined ? undefined : isoDay(first as Day), lastOrder: last === undefined ? undefined : isoDay(last as Day),
    daysSinceLastOrder: last === undefined ? undefined : today - last,
  }
}

/** The fields a condition names, by the names it gives them. Throws `field-unknown`, `condition-invalid`. */
function knownFields(where: Where, purchases: Purchases): ReadonlyMap<string, Field> {
  const attributes = Object.entries(purchases.customerAttributes)
  const fields = new Map<string, Field>()
  for (const name of where.fields) {
    const fact = ORDER_FIELDS.find((each) => nameKey(each) === nameKey(name))
    const attribute = attributes.find(([each]) => nameKey(each) === nameKey(name))
    if (fact !== undefined) fields.set(name, {kind: KIND_OF[fact], fact})
    else if (attribute !== undefined) fields.set(name, attributeField(attribute[1]))
    else throw new RegularsError('usage', 'field-unknown', `Nothing is known of customers under the name "${name}".`,
      `Fields are: ${[...ORDER_FIELDS, ...attributes.map(([each]) => each)].join(', ')}.`)
  }
  checkValues(where, (name) => fields.get(name)!.kind)
  return fields
}

/** An attribute all of whose values are numbers is one, and compared as such; likewise days. */
function attributeField({values, codes}: TextColumn): Field {
  const numbers = values.map(numberIn)
  if (values.length > 0 && numbers.every((value) => value !== undefined)) return {kind: 'number', codes, values: numbers}
  const days = values.length > 0 && values.every((value) => parseIsoDay(value) !== undefined)
  return {kind: days ? 'day' : 'text', codes, values}
}

function digest(customer: string): string {
  return createHash('sha256').update(customer).digest('hex').slice(0, 24)
}
