import type {DuckDBConnection} from '@duckdb/node-api'
import type {ImportPlan} from '../../tasks/import/plan.js'
import type {OtherCurrency} from '../../tasks/import/ports.js'
import {rowsOf} from '../duckdb.js'
import {GOOD} from './census.js'
import {fieldsOf, scanRecords} from './record-scanner.js'

/** The first file of which every row that could be a sale is refused for its currency alone; undefined where there is none. */
export async function otherCurrency(connection: DuckDBConnection, plan: ImportPlan): Promise<OtherCurrency | undefined> {
  const [found] = await rowsOf(connection, `
    SELECT file, count(problem)::BIGINT AS rows, min(rowid) FILTER (problem IS NOT NULL) - min(rowid) AS first FROM typed GROUP BY file
    HAVING rows > 0 AND rows = count(*) FILTER (problem = 'currency-other') AND count(*) FILTER (${GOOD}) = 0
    ORDER BY file LIMIT 1`)
  const file = plan.files[Number(found?.['file'] ?? -1)]
  if (found === undefined || file?.roles.currency === undefined) return undefined
  const column = file.roles.currency
  let currency = ''
  await scanRecords(file.readable, {...file.dialect, skipLines: file.skipLines}, ({ordinal, bytes}) => {
    if (ordinal < Number(found['first'])) return true
    currency = fieldsOf(bytes.toString('utf8'), file.dialect)[column]?.text.trim().toUpperCase() ?? ''
    return false
  })
  return {file: file.file, rows: Number(found['rows']), currency, columnName: file.columns[column] ?? ''}
}
