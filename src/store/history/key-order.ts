import type {Purchases, TextColumn} from '../../history/purchases.js'

type Columns = Omit<Purchases, 'from' | 'to'>

/**
 * Puts customers into the order of their keys' code units. A database orders text by UTF-8 bytes, which differs only for
 * characters beyond the basic plane; so this nearly always returns what it was given.
 */
export function inKeyOrder<C extends Columns>(columns: C): C {
  const {customers} = columns
  if (customers.every((customer, i) => i === 0 || customers[i - 1]! < customer)) return columns
  const order = customers.map((_, i) => i).sort((a, b) => (customers[a]! < customers[b]! ? -1 : 1))
  const rows = new Int32Array(columns.days.length)
  const offsets = new Int32Array(customers.length + 1)
  let at = 0
  order.forEach((from, to) => {
    for (let row = columns.offsets[from]!; row < columns.offsets[from + 1]!; row += 1) rows[at++] = row
    offsets[to + 1] = at
  })
  return {
    ...columns, offsets,
    customers: order.map((from) => customers[from]!),
    days: columns.days.map((_, i) => columns.days[rows[i]!]!),
    seconds: columns.seconds.map((_, i) => columns.seconds[rows[i]!]!),
    amounts: columns.amounts.map((_, i) => columns.amounts[rows[i]!]!),
    ...(columns.orderIds === undefined ? {} : {orderIds: Array.from(rows, (row) => columns.orderIds![row]!)}),
    attributes: picked(columns.attributes, rows),
    customerAttributes: picked(columns.customerAttributes, Int32Array.from(order)),
  }
}

function picked(attributes: Readonly<Record<string, TextColumn>>, rows: Int32Array): Readonly<Record<string, TextColumn>> {
  return Object.fromEntries(Object.entries(attributes).map(([name, {values, codes}]) => [name, {values, codes: rows.map((row) => codes[row]!)}]))
}
