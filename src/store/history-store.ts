import {existsSync} from 'node:fs'
import type {DuckDBConnection} from '@duckdb/node-api'
import {day} from '../base/day.js'
import {RegularsError} from '../base/errors.js'
import type {Purchases} from '../history/purchases.js'
import type {HistoryReader, PurchasesRequest} from '../tasks/history-port.js'
import {type Database, openDatabase, rowsOf} from './duckdb.js'
import {refuseNewer, storeVersion} from './history-schema.js'
import {readPurchases} from './history-purchases.js'

/** Opens the history for reading. Throws `history-missing` where nothing has been imported, `store-busy` while an import runs. */
export async function openHistoryReader(file: string): Promise<HistoryReader> {
  if (!existsSync(file)) throw missing()
  const database = await openDatabase(file, {readOnly: true})
  const version = await storeVersion(database.connection)
  if (version === 0) {
    database.close()
    throw missing()
  }
  refuseNewer(version)
  return readerOf(database)
}

function missing(): RegularsError {
  return new RegularsError('usage', 'history-missing', 'There are no orders in this workspace yet.',
    'Import something first: regulars import transactions FILE')
}

function readerOf(database: Database): HistoryReader {
  const {connection} = database
  return {
    purchases: (request: PurchasesRequest = {}) => purchases(connection, request),
    counts: () => counts(connection),
    async findings() {
      const found = await rowsOf(connection, `
        SELECT code, sum(rows)::BIGINT AS rows, min_by(message, batch) AS message FROM findings
        WHERE code NOT IN (SELECT code FROM accepted) GROUP BY code ORDER BY code`)
      return found.map((row) => ({code: String(row['code']), rows: Number(row['rows']), message: String(row['message'])}))
    },
    fingerprint: () => fingerprintOf(connection),
    async close() {
      database.close()
    },
  }
}

async function purchases(connection: DuckDBConnection, request: PurchasesRequest): Promise<Purchases> {
  const read = await readPurchases(connection, request)
  if (read === undefined)
    throw request.until === undefined
      ? missing()
      : new RegularsError('usage', 'history-missing', 'There are no orders of known customers up to that day.', 'Choose a later day, or import older orders.')
  return {...read, from: day(read.from), to: day(read.to)}
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

/** Depends on what is known of orders and customers, not on when or in which batch it came. */
export async function fingerprintOf(connection: DuckDBConnection): Promise<string> {
  const [row] = await rowsOf(connection, `
    SELECT md5(concat(
      (SELECT concat(count(*), ' ', sum(hash(customer, order_id, day, second, amount, channel, category)::HUGEINT)) FROM orders), ' ',
      (SELECT sum(hash(customer, name, value)::HUGEINT) FROM customer_attributes))) AS fingerprint`)
  return String(row?.['fingerprint'])
}
