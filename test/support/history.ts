import {readFileSync} from 'node:fs'
import {parse} from 'csv-parse/sync'
import {day, parseIsoDay, type Day} from '../../src/base/day.js'
import type {Purchases, TextColumn} from '../../src/history/purchases.js'

/** One order as tests write it. */
export interface TestOrder {
  readonly customer: string
  readonly order?: string
  readonly day: Day
  readonly second?: number
  readonly amountMinor: number
  readonly attributes?: Readonly<Record<string, string>>
}

/** Orders as columns, sorted as `Purchases` wants them. */
export function purchasesOf(
  orders: readonly TestOrder[], customers: Readonly<Record<string, Readonly<Record<string, string>>>> = {}, currency = 'EUR',
): Purchases {
  const sorted = orders.map((order, place) => ({...order, place})).sort((a, b) =>
    text(a.customer, b.customer) || a.day - b.day || (a.second ?? -1) - (b.second ?? -1) || text(a.order ?? '', b.order ?? '') || a.place - b.place)
  const keys = [...new Set(sorted.map((order) => order.customer))]
  const offsets = new Int32Array(keys.length + 1)
  const places = new Map(keys.map((key, i) => [key, i]))
  for (const order of sorted) offsets[places.get(order.customer)! + 1]! += 1
  for (let i = 0; i < keys.length; i += 1) offsets[i + 1]! += offsets[i]!
  const days = Int32Array.from(sorted, (order) => order.day)
  const names = new Set(sorted.flatMap((order) => Object.keys(order.attributes ?? {})))
  const customerNames = new Set(Object.values(customers).flatMap((each) => Object.keys(each)))
  return {
    currency,
    customers: keys,
    offsets,
    days,
    seconds: Int32Array.from(sorted, (order) => order.second ?? -1),
    amounts: Float64Array.from(sorted, (order) => order.amountMinor),
    orderIds: sorted.map((order, i) => order.order ?? `row ${i + 1}`),
    attributes: Object.fromEntries([...names].map((name) => [name, column(sorted.map((order) => order.attributes?.[name]))])),
    customerAttributes: Object.fromEntries([...customerNames].map((name) => [name, column(keys.map((key) => customers[key]?.[name]))])),
    from: day(days.length === 0 ? 0 : Math.min(...days.slice(0, 1), days.reduce((a, b) => Math.min(a, b)))),
    to: day(days.length === 0 ? 0 : days.reduce((a, b) => Math.max(a, b))),
  }
}

/** A day of a test. */
export function on(text: string): Day {
  return parseIsoDay(text)!
}

/** Rows of a CSV file as objects; for tests only. */
export function readRows(file: string): Record<string, string>[] {
  return parse(readFileSync(file), {columns: true, bom: true, skip_empty_lines: true, relax_column_count: true}) as Record<string, string>[]
}

/** Exact sum of decimal texts, rounded half away from zero to cents. */
export function sumCents(texts: readonly string[]): number {
  const sum = texts.reduce((total, each) => total + millionths(each), 0n)
  const magnitude = sum < 0n ? -sum : sum
  const cents = Number((magnitude + 5_000n) / 10_000n)
  return sum < 0n ? -cents : cents
}

/** A decimal text in millionths. */
export function millionths(decimal: string): bigint {
  if (/e/i.test(decimal)) return BigInt(Math.round(Number(decimal) * 1e6))
  const [, sign, whole = '0', part = ''] = /^\s*(-?)(\d*)\.?(\d{0,6})\d*\s*$/.exec(decimal)!
  const value = BigInt(`${whole === '' ? '0' : whole}${part.padEnd(6, '0')}`)
  return sign === '-' ? -value : value
}

/** 123 millionths × 3 as a decimal text. */
export function decimalTimes(decimal: string, quantity: string): string {
  const product = millionths(decimal) * BigInt(quantity)
  const magnitude = (product < 0n ? -product : product).toString().padStart(7, '0')
  return `${product < 0n ? '-' : ''}${magnitude.slice(0, -6)}.${magnitude.slice(-6)}`
}

/** Lines of orders put together: the same order id and customer is one order. */
export function groupLines(lines: readonly {readonly customer: string; readonly order: string; readonly day: Day; readonly second?: number; readonly amount: string}[]):
TestOrder[] {
  const groups = new Map<string, {first: (typeof lines)[number]; amounts: string[]}>()
  for (const line of lines) {
    const key = JSON.stringify([line.order, line.customer])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, {first: line, amounts: [line.amount]})
    else group.amounts.push(line.amount)
  }
  return [...groups.values()].map(({first, amounts}) => ({
    customer: first.customer, order: first.order, day: first.day, second: first.second ?? -1, amountMinor: sumCents(amounts),
  }))
}

function text(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function column(texts: readonly (string | undefined)[]): TextColumn {
  const values = [...new Set(texts.filter((each): each is string => each !== undefined))].sort()
  return {values, codes: Int32Array.from(texts, (each) => (each === undefined ? -1 : values.indexOf(each)))}
}
