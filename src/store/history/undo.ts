import {RegularsError} from '../../base/errors.js'
import type {IdentityRule} from '../../history/identity.js'
import type {UndoneImport} from '../../tasks/import/undo.js'
import {interruptible, rowsOf} from '../duckdb.js'
import {forgetFindings} from './findings.js'
import {fingerprintOf} from './reader.js'
import {findPeople} from './identity.js'
import {openHistoryForWriting} from './open.js'
import type {WriterOptions} from '../import/writer.js'
import {countedSql, roundedSql, sumSql} from '../import/orders.js'

/** Takes one import out of the history; the other imports then say what they say without it. Throws `batch-unknown`, `store-busy`. */
export async function undoImport(
  file: string, batch: number, options: WriterOptions & {readonly dryRun: boolean; readonly identity?: IdentityRule | undefined},
): Promise<UndoneImport> {
  const opened = await openHistoryForWriting(file, {...options, mustExist: true})
  const {connection} = opened.database
  try {
    return await interruptible(connection, options.signal, async () => {
      const [found] = await rowsOf(connection, `SELECT kind, currency, rows_imported FROM batches WHERE batch = ${batch}`)
      if (found === undefined) throw unknown(batch)
      const before = await summary(opened.database.connection)
      await connection.run('BEGIN')
      await takeOut(connection, batch, String(found['currency']))
      const after = await summary(connection)
      const files = await rowsOf(connection, `SELECT file FROM files WHERE batch = ${batch} ORDER BY id`)
      await forgetFindings(connection, batch)
      for (const table of ['files', 'order_attributes', 'customer_attributes', 'customer_ids', 'batches'])
        await connection.run(`DELETE FROM ${table} WHERE batch = ${batch}`)
      await connection.run(options.dryRun ? 'ROLLBACK' : 'COMMIT')
      const people = await findPeople(connection, options.identity)
      return {
        batch, dryRun: options.dryRun, files: files.map((row) => String(row['file'])), rows: Number(found['rows_imported']),
        orders: before.orders - after.orders, customers: before.customers - after.customers,
        fingerprint: await fingerprintOf(connection, (people?.personOf.size ?? 0) > 0),
      }
    })
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    await opened.close(true)
  }
}

type Connection = Parameters<typeof rowsOf>[0]

/** Orders without id leave; orders with lines in other imports too are summed up again from those. */
async function takeOut(connection: Connection, batch: number, currency: string): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE shared AS 
    SELECT DISTINCT order_id, coalesce(customer, '') AS customer FROM lines WHERE batch = ${batch}`)
  const touched = `(order_id, coalesce(customer, '')) IN (SELECT (order_id, customer) FROM shared)`
  await connection.run(`DELETE FROM orders WHERE (batch = ${batch} AND order_id IS NULL) OR (order_id IS NOT NULL AND ${touched})`)
  await connection.run(`DELETE FROM lines WHERE batch = ${batch}`)
  await connection.run(`INSERT INTO orders (batch, customer, order_id, day, second, amount, place, channel, category)
    ${sumSql(roundedSql({currency}), `(${countedSql(`lines WHERE ${touched}`)})`)}`)
  await connection.run(`INSERT OR REPLACE INTO meta VALUES ('sorted', 'no')`)
}

async function summary(connection: Connection): Promise<{readonly orders: number; readonly customers: number}> {
  const [row] = await rowsOf(connection, `
    SELECT count(*) FILTER (amount > 0 AND customer IS NOT NULL)::BIGINT AS orders, count(DISTINCT customer) FILTER (amount > 0)::BIGINT AS customers
      FROM orders`)
  return {orders: Number(row?.['orders']), customers: Number(row?.['customers'])}
}

function unknown(batch: number): RegularsError {
  return new RegularsError('usage', 'batch-unknown', `There is no import ${batch}.`, 'See them with: regulars import list')
}
