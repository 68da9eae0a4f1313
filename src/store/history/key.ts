import {existsSync} from 'node:fs'
import {RegularsError} from '../../base/errors.js'
import type {CustomersPlan, ImportPlan} from '../../tasks/import/plan.js'
import {openDatabase, rowsOf} from '../duckdb.js'
import {storeVersion} from './schema.js'

/** What the latest import of orders knew its customers by; undefined where by several things, without orders, or while the history is in use. */
export async function historyCustomerKey(file: string): Promise<CustomersPlan['customerKey'] | undefined> {
  if (!existsSync(file)) return undefined
  try {
    const database = await openDatabase(file, {readOnly: true})
    try {
      if ((await storeVersion(database.connection)) === 0) return undefined
      const [latest] = await rowsOf(database.connection, `
        SELECT reading FROM files WHERE batch IN (SELECT batch FROM batches WHERE kind = 'transactions') ORDER BY id DESC LIMIT 1`)
      const key = latest === undefined ? undefined : (JSON.parse(String(latest['reading'])) as {key: ImportPlan['customerKey']}).key
      return key === 'mixed' ? undefined : key
    } finally {
      database.close()
    }
  } catch (error) {
    if (error instanceof RegularsError && error.code === 'store-busy') return undefined
    throw error
  }
}
