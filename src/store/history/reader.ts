import {existsSync} from 'node:fs'
import type {DuckDBConnection} from '@duckdb/node-api'
import {assert} from '../../base/assert.js'
import {RegularsError} from '../../base/errors.js'
import type {IdentityRule, MergedIdentities} from '../../history/identity.js'
import type {Orders, Purchases} from '../../history/purchases.js'
import type {HistoryReader, OrdersRequest, PurchasesRequest} from '../../tasks/history-port.js'
import {type Database, interruptible, openDatabase, rowsOf} from '../duckdb.js'
import {refuseNewer, storeVersion} from './schema.js'
import {linesOfExamples, storedFindings} from './findings.js'
import {findPeople} from './identity.js'
import {BY_PERSON, type ReadRequest, readPurchases} from './purchases.js'
import {exampleOf, identityFindings} from './identity-findings.js'

/**
 * Opens the history for reading, with customers who are one person by `identity` under one key.
 * Throws `history-missing` where nothing has been imported, `store-busy` while an import runs.
 */
export async function openHistoryReader(file: string, identity?: IdentityRule): Promise<HistoryReader> {
  if (!existsSync(file)) throw missing()
  const database = await openDatabase(file, {readOnly: true})
  const version = await storeVersion(database.connection)
  if (version === 0) {
    database.close()
    throw missing()
  }
  refuseNewer(version)
  return readerOf(database, identity)
}

function missing(): RegularsError {
  return new RegularsError('usage', 'history-missing', 'There are no orders in this workspace yet.',
    'Import something first: regulars import transactions FILE')
}

function readerOf(database: Database, identity: IdentityRule | undefined): HistoryReader {
  const {connection} = database
  let found: Promise<MergedIdentities | undefined> | undefined
  const people = (): Promise<MergedIdentities | undefined> => (found ??= findPeople(connection, identity))
  const merging = async (): Promise<boolean> => ((await people())?.personOf.size ?? 0) > 0
  return {
    purchases: async (request: PurchasesRequest = {}) => purchases(connection, request, await merging()),
    orders: async (request: OrdersRequest) => orders(connection, request, await merging()),
    personOf: async (customer) => (await people())?.personOf.get(customer),
    counts: () => counts(connection),
    async findings() {
      const ofPeople = await identityFindings(connection, identity, await people())
      const lines = ofPeople.length === 0 ? undefined : await linesOfExamples(connection)
      return [...(await storedFindings(connection, await merging())),
        ...ofPeople.map(({customers: _customers, ...finding}) => ({...lines?.get(exampleOf(finding)), ...finding}))]
    },
    fingerprint: async () => fingerprintOf(connection, await merging()),
    async close() {
      database.close()
    },
  }
}

async function orders(connection: DuckDBConnection, request: ReadRequest, merging: boolean): Promise<Orders> {
  const read = await interruptible(connection, request.signal, () => readPurchases(connection, request, merging ? BY_PERSON : undefined))
  if (read !== undefined) return read
  throw request.until === undefined
    ? missing()
    : new RegularsError('usage', 'history-missing', 'There are no orders of known customers up to that day.', 'Choose a later day, or import older orders.')
}

async function purchases(connection: DuckDBConnection, request: PurchasesRequest, merging: boolean): Promise<Purchases> {
  const {customers, ...read} = await orders(connection, request, merging)
  assert(customers !== undefined, 'keys come unless nobody wants them')
  return {...read, customers}
}

async function counts(connection: DuckDBConnection): ReturnType<HistoryReader['counts']> {
  const [rows] = await rowsOf(connection, `
    SELECT coalesce(sum(rows_imported), 0)::BIGINT AS rows, coalesce(sum(rows_without_customer), 0)::BIGINT AS without
    FROM batches WHERE kind = 'transactions'`)
  const [nobody] = await rowsOf(connection, `
    SELECT count(*)::BIGINT AS orders, coalesce(sum(amount) FILTER (amount > 0), 0)::BIGINT AS revenue FROM orders WHERE customer IS NULL`)
  return {
    rows: Number(rows?.['rows']),
    rowsWithoutCustomer: Number(rows?.['without']),
    ordersWithoutCustomer: Number(nobody?.['orders']),
    revenueWithoutCustomer: Number(nobody?.['revenue']),
  }
}

/** Depends on what is known of orders and customers, and on who is one person, not on when or in which batch it came. */
export async function fingerprintOf(connection: DuckDBConnection, merging = false): Promise<string> {
  const [row] = await rowsOf(connection, `
    SELECT md5(concat(
      (SELECT concat(count(*), ' ', sum(hash(customer, order_id, day, second, amount, channel, category)::HUGEINT)) FROM orders), ' ',
      (SELECT sum(hash(customer, name, value)::HUGEINT) FROM customer_attributes)${
      merging ? `, ' ', (SELECT sum(hash(customer, person)::HUGEINT) FROM people)` : ''})) AS fingerprint`)
  return String(row?.['fingerprint'])
}
