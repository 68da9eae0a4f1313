import type {DuckDBConnection, DuckDBDataChunk} from '@duckdb/node-api'
import {assert} from '../base/assert.js'
import type {Purchases, TextColumn} from '../history/purchases.js'
import type {PurchasesRequest} from '../tasks/history-port.js'
import {chunksOf, numbersOf, rowsOf, sqlText} from './duckdb.js'
import {EVENT_ORDER} from './history-schema.js'
import {inKeyOrder} from './key-order.js'

const ORDER_ATTRIBUTES: readonly string[] = ['channel', 'category']

type Read = Omit<Purchases, 'from' | 'to'> & {readonly from: number; readonly to: number}

/** Where orders and attributes are read from. */
export interface Source {
  readonly orders: string
  readonly attributes: string
}

const AS_IMPORTED: Source = {orders: 'orders', attributes: 'customer_attributes'}

/** With the customers of the temporary table `people` under their persons' keys. */
export const BY_PERSON: Source = {orders: byPerson('orders'), attributes: byPerson('customer_attributes')}

function byPerson(table: string): string {
  return `(SELECT ${table}.* REPLACE (coalesce(people.person, ${table}.customer) AS customer)
    FROM ${table} LEFT JOIN people ON people.customer = ${table}.customer)`
}

/** The orders of identified customers as columns, streamed chunk by chunk; undefined where there are none. */
export async function readPurchases(connection: DuckDBConnection, request: PurchasesRequest, source = AS_IMPORTED): Promise<Read | undefined> {
  const where = `customer IS NOT NULL${request.until === undefined ? '' : ` AND day <= ${request.until}`}`
  const {customers, offsets} = await readCustomers(connection, source, where)
  if (customers.length === 0) return undefined
  const rows = offsets[customers.length]!
  const [span] = await rowsOf(connection, `SELECT min(day) AS first, max(day) AS last FROM orders WHERE ${where}`)
  const attributes = await attributePlans(connection, request.attributes ?? [])
  const columns = await readRows(connection, {source, where, rows, attributes, orderIds: request.orderIds === true})
  const [currency] = await rowsOf(connection, `SELECT any_value(currency) AS currency FROM batches`)
  return inKeyOrder({
    ...columns, customers, offsets,
    currency: String(currency?.['currency']),
    customerAttributes: await readCustomerAttributes(connection, source, customers),
    from: Number(span?.['first']),
    to: Number(span?.['last']),
  })
}

async function readCustomers(connection: DuckDBConnection, source: Source, where: string): Promise<{customers: string[]; offsets: Int32Array}> {
  const result = await connection.stream(`SELECT customer, count(*)::INTEGER FROM ${source.orders} WHERE ${where} GROUP BY customer ORDER BY customer`)
  const customers: string[] = []
  const sizes: Int32Array[] = []
  for await (const chunk of chunksOf(result)) {
    readTexts(chunk, 0, customers)
    sizes.push(numbersOf<Int32Array>(chunk, 1).slice())
  }
  const offsets = new Int32Array(customers.length + 1)
  let customer = 0
  for (const part of sizes)
    for (const size of part) {
      offsets[customer + 1] = offsets[customer]! + size
      customer += 1
    }
  return {customers, offsets}
}

interface AttributePlan {
  readonly name: string
  readonly values: readonly string[]
  /** SQL that gives the code of a row */
  readonly code: string
}

interface RowsRequest {
  readonly source: Source
  readonly where: string
  readonly rows: number
  readonly attributes: readonly AttributePlan[]
  readonly orderIds: boolean
}

async function readRows(connection: DuckDBConnection, request: RowsRequest): Promise<Pick<Read, 'days' | 'seconds' | 'amounts' | 'orderIds' | 'attributes'>> {
  const days = new Int32Array(request.rows)
  const seconds = new Int32Array(request.rows)
  const amounts = new Float64Array(request.rows)
  const codes = request.attributes.map(() => new Int32Array(request.rows))
  const orderIds: string[] = []
  const selected = ['day', 'second', 'amount::DOUBLE', ...request.attributes.map((attribute) => attribute.code),
    ...(request.orderIds ? [`coalesce(order_id, '')`] : [])]
  const [sorted] = await rowsOf(connection, `SELECT value FROM meta WHERE name = 'sorted'`)
  // A history that came in one import lies sorted on disk, and scans keep its order.
  const order = sorted?.['value'] === 'yes' && request.source === AS_IMPORTED ? '' : `ORDER BY ${EVENT_ORDER}`
  const result = await connection.stream(`SELECT ${selected.join(', ')} FROM ${request.source.orders} WHERE ${request.where} ${order}`)
  let at = 0
  for await (const chunk of chunksOf(result)) {
    days.set(numbersOf<Int32Array>(chunk, 0), at)
    seconds.set(numbersOf<Int32Array>(chunk, 1), at)
    amounts.set(numbersOf<Float64Array>(chunk, 2), at)
    for (const [i, column] of codes.entries()) column.set(numbersOf<Int32Array>(chunk, 3 + i), at)
    if (request.orderIds) readTexts(chunk, 3 + codes.length, orderIds)
    at += chunk.rowCount
  }
  assert(at === request.rows, 'every order of every customer is read once')
  const attributes = Object.fromEntries(request.attributes.map(({name, values}, i) => [name, {values, codes: codes[i]!} satisfies TextColumn]))
  return {days, seconds, amounts, attributes, ...(request.orderIds ? {orderIds} : {})}
}

async function attributePlans(connection: DuckDBConnection, names: readonly string[]): Promise<readonly AttributePlan[]> {
  return Promise.all(names.map(async (name) => {
    if (!ORDER_ATTRIBUTES.includes(name)) return {name, values: [], code: '(-1)::INTEGER'}
    const found = await rowsOf(connection, `SELECT DISTINCT ${name} AS value FROM orders WHERE ${name} IS NOT NULL ORDER BY 1`)
    const values = found.map((row) => String(row['value']))
    if (values.length === 0) return {name, values, code: '(-1)::INTEGER'}
    await connection.run(`CREATE OR REPLACE TEMP MACRO code_of_${name}(x) AS coalesce(map_extract_value(MAP {${
      values.map((value, i) => `${sqlText(value)}: ${i}`).join(', ')}}, x), -1)::INTEGER`)
    return {name, values, code: `code_of_${name}(${name})`}
  }))
}

async function readCustomerAttributes(connection: DuckDBConnection, source: Source, customers: readonly string[]): Promise<Record<string, TextColumn>> {
  const result = await connection.stream(`
    SELECT name, customer, max_by(value, (batch, place)) FROM ${source.attributes} GROUP BY name, customer ORDER BY name, customer`)
  let known: Map<string, number> | undefined
  const columns: Record<string, {values: string[]; codes: Int32Array; known: Map<string, number>}> = {}
  for await (const chunk of chunksOf(result)) {
    // Most histories know nothing of their customers; a million keys are not looked up for nothing.
    const rowOf = (known ??= new Map(customers.map((customer, i) => [customer, i])))
    for (const [name, customer, value] of chunk.getRows() as [string, string, string][]) {
      const row = rowOf.get(customer)
      if (row === undefined) continue
      const column = (columns[name] ??= {values: [], codes: new Int32Array(customers.length).fill(-1), known: new Map()})
      column.codes[row] = column.known.get(value) ?? column.values.push(value) - 1
      column.known.set(value, column.codes[row]!)
    }
  }
  return Object.fromEntries(Object.entries(columns).map(([name, {values, codes}]) => [name, {values, codes}]))
}

function readTexts(chunk: DuckDBDataChunk, column: number, into: string[]): void {
  const vector = chunk.getColumnVector(column)
  for (let i = 0; i < chunk.rowCount; i += 1) into.push(vector.getItem(i) as string)
}
