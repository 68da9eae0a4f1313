import type {Day} from '../base/day.js'
import type {Currency} from '../base/money.js'

/** A column of few distinct texts: `values[codes[row]]`; code −1 is "not known". */
export interface TextColumn {
  readonly values: readonly string[]
  readonly codes: Int32Array
}

/**
 * Identified customers' orders as columns, grouped by customer.
 *
 * Orders of customer i stand at rows `offsets[i] .. offsets[i + 1] − 1`, in event order: time, then order id as text, then
 * place in the import. Customers are in the order of their key (code units). Orders whose total is not positive (refunds,
 * voids) are rows like the others; `amounts` tells them apart. Customers who only have such orders are present too.
 */
export interface Purchases {
  readonly currency: Currency
  /** Customer keys, one each. */
  readonly customers: readonly string[]
  /** Length customers + 1. */
  readonly offsets: Int32Array
  /** Business day of each order. */
  readonly days: Int32Array
  /** Second of the day 0..86399, or −1 where the source has no time. */
  readonly seconds: Int32Array
  /** Order total in minor units (a whole number each; zero or negative for refunds and voids). */
  readonly amounts: Float64Array
  /** Order ids as given; undefined where nobody asked for them (they cost memory). */
  readonly orderIds?: readonly string[]
  /** Optional attributes of the order, by name: channel, category, … */
  readonly attributes: Readonly<Record<string, TextColumn>>
  /** Optional attributes of the customer, by name: segment, channel, joined, …; row = customer index. */
  readonly customerAttributes: Readonly<Record<string, TextColumn>>
  /** First and last business day of any order, refunds included. */
  readonly from: Day
  readonly to: Day
}
