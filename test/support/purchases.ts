import {day} from '../../src/base/day.js'
import type {Purchases, TextColumn} from '../../src/history/purchases.js'

/** One order, as tests write it. */
export interface Sale {
  readonly customer: string
  readonly day: number
  /** minor units */
  readonly amount: number
  readonly attributes?: Readonly<Record<string, string>>
}

/** A history from a list of orders, in the shape the store delivers. Orders of one day keep their place. */
export function purchasesOf(sales: readonly Sale[], customerAttributes: Readonly<Record<string, Readonly<Record<string, string>>>> = {}): Purchases {
  const customers = [...new Set(sales.map(({customer}) => customer))].sort((a, b) => (a < b ? -1 : 1))
  const byCustomer = new Map(customers.map((customer) => [customer, [] as Sale[]]))
  for (const sale of sales) byCustomer.get(sale.customer)!.push(sale)
  const ordered = customers.flatMap((customer) => byCustomer.get(customer)!.sort((a, b) => a.day - b.day))
  const offsets = new Int32Array(customers.length + 1)
  for (const [i, customer] of customers.entries()) offsets[i + 1] = offsets[i]! + byCustomer.get(customer)!.length
  const names = [...new Set(sales.flatMap(({attributes}) => Object.keys(attributes ?? {})))]
  const days = ordered.map((each) => each.day)
  return {
    currency: 'EUR',
    customers,
    offsets,
    days: Int32Array.from(days),
    seconds: new Int32Array(ordered.length).fill(-1),
    amounts: Float64Array.from(ordered, ({amount}) => amount),
    attributes: Object.fromEntries(names.map((name) => [name, textColumn(ordered.map(({attributes}) => attributes?.[name]))])),
    customerAttributes: Object.fromEntries(Object.entries(customerAttributes).map(([name, values]) => [name, textColumn(customers.map((key) => values[key]))])),
    from: day(days.reduce((least, each) => Math.min(least, each))),
    to: day(days.reduce((most, each) => Math.max(most, each))),
  }
}

function textColumn(texts: readonly (string | undefined)[]): TextColumn {
  const values = [...new Set(texts.filter((text) => text !== undefined))]
  return {values, codes: Int32Array.from(texts, (text) => (text === undefined ? -1 : values.indexOf(text)))}
}
