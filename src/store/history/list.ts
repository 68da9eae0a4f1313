import type {ImportListing} from '../../tasks/import/list.js'
import {openDatabase, rowsOf} from '../duckdb.js'
import {storeVersion} from './schema.js'
import {existsSync} from 'node:fs'

/** What has been imported, oldest first; empty where there is no history yet. */
export async function listImports(file: string): Promise<readonly ImportListing[]> {
  if (!existsSync(file)) return []
  const database = await openDatabase(file, {readOnly: true})
  try {
    if ((await storeVersion(database.connection)) === 0) return []
    const batches = await rowsOf(database.connection, 'SELECT * FROM batches ORDER BY batch')
    const files = await rowsOf(database.connection, 'SELECT batch, file, sha256, bytes FROM files ORDER BY id')
    return batches.map((row) => ({
      batch: Number(row['batch']),
      kind: row['kind'] === 'customers' ? 'customers' : 'transactions',
      importedAt: String(row['imported_at']),
      preset: row['preset'] === null ? null : String(row['preset']),
      files: files.filter((file) => file['batch'] === row['batch']).map((file) => ({file: String(file['file']), sha256: String(file['sha256']),
        bytes: Number(file['bytes'])})),
      rows: {
        read: Number(row['rows_read']), imported: Number(row['rows_imported']), duplicate: Number(row['rows_duplicate']),
        withoutCustomer: Number(row['rows_without_customer']), rejected: Number(row['rows_rejected']), excluded: Number(row['rows_excluded']),
      },
    }))
  } finally {
    database.close()
  }
}
