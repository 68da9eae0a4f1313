import type {DuckDBConnection} from '@duckdb/node-api'
import {counted} from '../../base/counted.js'
import {type Day, isoDay} from '../../base/day.js'
import type {ImportPlan} from '../../tasks/import/plan.js'
import {rowsOf} from '../duckdb.js'
import {firstPlaces, type PlacedFinding} from './finding-places.js'
import {GOOD} from './census.js'

const SOLD = `${GOOD} AND order_id IS NULL AND customer IS NOT NULL AND amount <> 0`

/**
 * Without order numbers nobody can tell a sale that two files of one import both have from two equal sales. Only days that several files
 * have are looked at: most folders hold one file for each month.
 */
export async function filesOverlap(
  connection: DuckDBConnection, plan: ImportPlan, {batch}: {readonly batch: number},
): Promise<readonly PlacedFinding[]> {
  if (plan.files.length < 2) return []
  await connection.run(`CREATE OR REPLACE TEMP TABLE shared_days AS
    SELECT day FROM (SELECT DISTINCT file, day FROM typed WHERE ${SOLD}) GROUP BY day HAVING count(*) > 1`)
  // As many as the file with most of them has are sales; what the other files have of them may be the same ones.
  const again = `SELECT * FROM (
      SELECT file, day, rowid AS place, row_number() OVER (PARTITION BY customer, day, second, amount, nth ORDER BY file) AS copy
      FROM (SELECT *, rowid, row_number() OVER (PARTITION BY file, customer, day, second, amount ORDER BY rowid) AS nth
        FROM typed WHERE ${SOLD} AND day IN (SELECT day FROM shared_days))) WHERE copy > 1`
  const [row] = await rowsOf(connection, `SELECT count(*)::BIGINT AS rows, min(day) AS first, max(day) AS last FROM (${again})`)
  const rows = Number(row?.['rows'])
  if (rows === 0) return []
  const [first, last] = [isoDay(Number(row?.['first']) as Day), isoDay(Number(row?.['last']) as Day)]
  return [{code: 'overlap-files', rows, places: await firstPlaces(connection, `SELECT place FROM (${again})`), values: [first, last, String(batch)],
    message: `${counted(rows, 'row equals one', 'rows equal rows')} of another file of this import (${first} to ${last}); without order numbers nobody can ` +
    `tell whether it was sold once or twice. All were counted; if the exports overlap, take them back (regulars import undo ${batch}), ` +
    'remove those days from one file, and import again.'}]
}
