import type {Day} from '../base/day.js'
import type {Currency} from '../base/money.js'

/** A column of few distinct texts: `values[codes[row]]`; code −1 is "not known". */
export interface TextColumn {
  readonly values: readonly string[]
  readonly codes: Int32Array
}

/**
 * Identified customers' orders as columns, grouped by customer, without saying who they are.
 *
 * Orders of customer i stand at rows `offsets[i] .. offsets[i + 1] − 1`, in event order: time, then order id as text, then
 * place in the import. Customers are in the order of their key (code units). Orders whose total is not positive (refunds,
 * voids) are rows like the others; `amounts` tells them apart. Customers who only have such orders are present too.
 */
export interface OrderColumns {
  readonly currency: Currency
  /** Length customers + 1. */
  readonly offsets: Int32Array
  /** Business day of each order. */
  readonly days: Int32Array
  /** Second of the day 0..86399, or −1 where the source has no time. None at all where nobody asked for times. */
  readonly seconds: Int32Array
  /** Order total in minor units (a whole number each; zero or negative for refunds and voids). */
  readonly amounts: Float64Array
  /** Optional attributes of the order, by name: channel, category, … */
  readonly attributes: Readonly<Record<string, TextColumn>>
  /** Optional attributes of the customer, by name: segment, channel, joined, …; row = customer index. */
  readonly customerAttributes: Readonly<Record<string, TextColumn>>
  /** First and last business day of any order, refunds included. */
  readonly from: Day
  readonly to: Day
}

/** Orders as columns where customers' keys may be left out: a million texts cost as much as ten million orders. */
export interface Orders extends OrderColumns {
  /** Customer keys, one each; undefined where nobody asked for them. */
  readonly customers?: readonly string[]
}

/** The orders and whose they are. */
export interface Purchases extends OrderColumns {
  /** Customer keys, one each. */
  readonly customers: readonly string[]
  /** Order ids as given; undefined where nobody asked for them (they cost memory). */
  readonly orderIds?: readonly string[]
}

/** How many customers the orders are of. */
export function customerCount({offsets}: Pick<OrderColumns, 'offsets'>): number {
  return offsets.length - 1
}
