import type {DuckDBConnection} from '@duckdb/node-api'
import {rowsOf} from '../duckdb.js'

/** Rows of `typed` that are sales: nothing is wrong with them, and nothing says that they are none. */
export const GOOD = 'problem IS NULL AND excluded IS NULL'

/**
 * Counts the typed rows of each kind, once: `census (file, excluded, problem, rows)`, a handful of rows that everything else is counted
 * from. To be taken anew after a change of `typed`.
 */
export async function takeCensus(connection: DuckDBConnection): Promise<void> {
  await connection.run('CREATE OR REPLACE TEMP TABLE census AS SELECT file, excluded, problem, count(*) AS rows FROM typed GROUP BY ALL')
}

/** How many typed rows are of these kinds: one number for each condition on `excluded` and `problem`. */
export async function countRows<Name extends string>(connection: DuckDBConnection, conditions: Readonly<Record<Name, string>>): Promise<Record<Name, number>> {
  const sums = Object.entries<string>(conditions).map(([name, condition]) => `coalesce(sum(rows) FILTER (${condition}), 0)::BIGINT AS ${name}`)
  const [row] = await rowsOf(connection, `SELECT ${sums.join(', ')} FROM census`)
  return row as Record<Name, number>
}
