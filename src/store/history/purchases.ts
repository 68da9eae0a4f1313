import type {DuckDBConnection, DuckDBDataChunk} from '@duckdb/node-api'
import {assert} from '../../base/assert.js'
import {day} from '../../base/day.js'
import type {Orders, Purchases, TextColumn} from '../../history/purchases.js'
import type {OrdersRequest, PurchasesRequest} from '../../tasks/history-port.js'
import {CustomerRuns, keyTexts} from './customer-runs.js'
import {chunksOf, numbersOf, rowsOf, sqlText} from '../duckdb.js'
import {EVENT_ORDER} from './schema.js'
import {inKeyOrder} from './key-order.js'

const ORDER_ATTRIBUTES: readonly string[] = ['channel', 'category']

/** With keys and order ids where they were asked for. */
type Read = Orders & Pick<Purchases, 'orderIds'>

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

/** What is asked of the reading besides what columns there shall be. */
export interface ReadRequest extends PurchasesRequest, Pick<OrdersRequest, 'shared' | 'signal' | 'watch'> {
  /** false: nobody asks who the customers are */
  readonly keys?: boolean
  /** false: nobody asks for times of the day */
  readonly times?: boolean
}

/** The orders of identified customers as columns, streamed chunk by chunk; undefined where there are none. */
export async function readPurchases(connection: DuckDBConnection, request: ReadRequest, source = AS_IMPORTED): Promise<Read | undefined> {
  const where = `customer IS NOT NULL${request.until === undefined ? '' : ` AND day <= ${request.until}`}`
  const [span] = await rowsOf(connection, `SELECT count(*)::INTEGER AS rows, min(day) AS first, max(day) AS last FROM orders WHERE ${where}`)
  const rows = Number(span?.['rows'])
  if (rows === 0) return undefined
  const [known] = await rowsOf(connection, `SELECT (SELECT any_value(currency) FROM batches) AS currency, EXISTS (FROM customer_attributes) AS attributes`)
  // What is known of customers is found by their keys, and only once all are there.
  const [keys, watch] = known?.['attributes'] === true ? [true, undefined] : [request.keys !== false, request.watch]
  const plans = await attributePlans(connection, request.attributes ?? [])
  const columns = roomFor(rows, plans, {shared: request.shared === true, times: request.times !== false})
  const head = {...columns, currency: String(known?.['currency']), customerAttributes: {}, from: day(Number(span?.['first'])), to: day(Number(span?.['last']))}
  const {customers, inOrder, orderIds} = await readRows(connection, {
    source, where, rows, plans, columns, keys, orderIds: request.orderIds === true, ready: (complete) => watch?.(head, complete),
  })
  // Keys that a database orders differently than we do; they are rare enough to begin again.
  if (!inOrder && !keys) return readPurchases(connection, {...request, keys: true, watch: undefined}, source)
  const read = {...head, offsets: columns.offsets.subarray(0, customers.count + 1), ...(orderIds === undefined ? {} : {orderIds})}
  if (customers.keys === undefined) return read
  const named = {...read, customers: customers.keys, customerAttributes: await readCustomerAttributes(connection, source, customers.keys)}
  return inOrder ? named : inKeyOrder(named)
}

type Columns = Pick<Read, 'offsets' | 'days' | 'seconds' | 'amounts' | 'attributes'>

function roomFor(rows: number, plans: readonly AttributePlan[], {shared, times}: {readonly shared: boolean; readonly times: boolean}): Columns {
  const bytes = (size: number): ArrayBufferLike => (shared ? new SharedArrayBuffer(size) : new ArrayBuffer(size))
  const integers = (count: number): Int32Array => new Int32Array(bytes(count * Int32Array.BYTES_PER_ELEMENT))
  return {
    offsets: integers(rows + 1), days: integers(rows), seconds: integers(times ? rows : 0),
    amounts: new Float64Array(bytes(rows * Float64Array.BYTES_PER_ELEMENT)),
    attributes: Object.fromEntries(plans.map(({name, values}) => [name, {values, codes: integers(rows)} satisfies TextColumn])),
  }
}

interface AttributePlan {
  readonly name: string
  readonly values: readonly string[]
  /** SQL that gives the code of a row */
  readonly code: string
  /** from another table: rows no longer come in the order they are stored in */
  readonly joined?: boolean
}

interface RowsRequest {
  readonly source: Source
  readonly where: string
  readonly rows: number
  readonly plans: readonly AttributePlan[]
  readonly columns: Columns
  readonly keys: boolean
  readonly orderIds: boolean
  /** told how many customers are complete */
  readonly ready: (customers: number) => void
}

interface RowsRead {
  readonly customers: {readonly count: number; readonly keys: readonly string[] | undefined}
  /** the keys came in the order that customers have */
  readonly inOrder: boolean
  readonly orderIds: readonly string[] | undefined
}

/** Fills the columns. */
async function readRows(connection: DuckDBConnection, request: RowsRequest): Promise<RowsRead> {
  const {offsets, days, seconds, amounts} = request.columns
  const codes = request.plans.map(({name}) => request.columns.attributes[name]!.codes)
  const orderIds: string[] | undefined = request.orderIds ? [] : undefined
  const asImported = request.source === AS_IMPORTED
  const texts = await keyTexts(connection)
  const inPlace = texts.inPlace && asImported
  const timed = seconds.length > 0
  const selected = ['day', 'amount::DOUBLE', 'customer', ...(timed ? ['second'] : []), ...request.plans.map((attribute) => attribute.code),
    ...(request.orderIds ? [`coalesce(order_id, '')`] : []), ...(inPlace ? [] : ['hash(customer)'])]
  const [sorted] = await rowsOf(connection, `SELECT value FROM meta WHERE name = 'sorted'`)
  // A history that came in one import lies sorted on disk, and scans keep its order.
  const order = sorted?.['value'] === 'yes' && asImported && !request.plans.some((plan) => plan.joined === true) ? '' : `ORDER BY ${EVENT_ORDER}`
  const runs = new CustomerRuns(offsets, {inPlace, ascii: texts.ascii && asImported}, {text: 2, hash: inPlace ? undefined : selected.length - 1},
    request.keys ? [] : undefined)
  request.ready(0)
  // DuckDB reads on while its last rows are looked at, instead of stopping at every megabyte.
  await connection.run(`SET streaming_buffer_size = '8MiB'`)
  const result = await connection.stream(`SELECT ${selected.join(', ')} FROM ${request.source.orders} WHERE ${request.where} ${order}`)
  const next = timed ? 4 : 3
  let at = 0
  for await (const chunk of chunksOf(result)) {
    days.set(numbersOf<Int32Array>(chunk, 0), at)
    amounts.set(numbersOf<Float64Array>(chunk, 1), at)
    if (timed) seconds.set(numbersOf<Int32Array>(chunk, 3), at)
    for (const [i, column] of codes.entries()) column.set(numbersOf<Int32Array>(chunk, next + i), at)
    if (orderIds !== undefined) readTexts(chunk, next + codes.length, orderIds)
    runs.add(chunk)
    at += chunk.rowCount
    // Of the last customer there may be more.
    request.ready(runs.customers - 1)
  }
  assert(at === request.rows, 'every order of every customer is read once')
  if (runs.inKeyOrder) request.ready(runs.customers)
  return {customers: {count: runs.customers, keys: runs.keys}, inOrder: runs.inKeyOrder, orderIds}
}

async function attributePlans(connection: DuckDBConnection, names: readonly string[]): Promise<readonly AttributePlan[]> {
  return Promise.all(names.map(async (name, index) => {
    if (!ORDER_ATTRIBUTES.includes(name)) return keptAttribute(connection, name, index)
    const found = await rowsOf(connection, `SELECT DISTINCT ${name} AS value FROM orders WHERE ${name} IS NOT NULL ORDER BY 1`)
    const values = found.map((row) => String(row['value']))
    if (values.length === 0) return unknownAttribute(name)
    await connection.run(`CREATE OR REPLACE TEMP MACRO code_of_${name}(x) AS coalesce(map_extract_value(MAP {${
      values.map((value, i) => `${sqlText(value)}: ${i}`).join(', ')}}, x), -1)::INTEGER`)
    return {name, values, code: `code_of_${name}(${name})`}
  }))
}

function unknownAttribute(name: string): AttributePlan {
  return {name, values: [], code: '(-1)::INTEGER'}
}

/** An attribute that an import was told to keep: it stands in a table of its own, by the order's first row. */
async function keptAttribute(connection: DuckDBConnection, name: string, index: number): Promise<AttributePlan> {
  const [table] = await rowsOf(connection, `SELECT count(*)::INTEGER AS there FROM duckdb_tables() WHERE table_name = 'order_attributes'`)
  if (table?.['there'] !== 1) return unknownAttribute(name)
  const found = await rowsOf(connection, 'SELECT DISTINCT value FROM order_attributes WHERE name = $name ORDER BY 1', {name})
  if (found.length === 0) return unknownAttribute(name)
  await connection.run(`CREATE OR REPLACE TEMP TABLE attribute_${index} AS
    SELECT batch AS of_batch, place AS of_place, (dense_rank() OVER (ORDER BY value) - 1)::INTEGER AS code FROM order_attributes WHERE name = $name`, {name})
  const code = `coalesce((SELECT any_value(code) FROM attribute_${index} WHERE of_batch = batch AND of_place = place), -1)::INTEGER`
  return {name, values: found.map((row) => String(row['value'])), code, joined: true}
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
