import type {DuckDBConnection} from '@duckdb/node-api'
import {rowsOf} from './duckdb.js'

/**
 * Whether `17850.0` in a column of staged texts (SQL name) is a program's way of writing the id 17850: where no id of the column is a
 * fraction. Of one file by its index, or of all.
 */
export async function wholeNumbers(connection: DuckDBConnection, column: string, file?: number): Promise<boolean> {
  const of = file === undefined ? '' : `file = ${file} AND `
  const [some] = await rowsOf(connection, `SELECT count(*)::BIGINT AS rows FROM staged WHERE ${of}(suffix(${column}, '.0') OR suffix(${column}, '.00'))`)
  if (Number(some?.['rows']) === 0) return false
  const [fractions] = await rowsOf(connection, `
    SELECT count(*)::BIGINT AS rows FROM staged WHERE ${of}regexp_full_match(trim(${column}), '''?[0-9]+[.][0-9]*[1-9][0-9]*')`)
  return Number(fractions?.['rows']) === 0
}
