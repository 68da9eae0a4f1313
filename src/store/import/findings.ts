import type {DuckDBConnection} from '@duckdb/node-api'
import {counted} from '../../base/counted.js'
import {minorDigits} from '../../base/money.js'
import type {ImportPlan} from '../../tasks/import/plan.js'
import {rowsOf} from '../duckdb.js'
import {firstPlaces, type PlacedFinding, withLines} from './finding-places.js'
import type {ComparingFinding} from '../history/findings.js'
import {countRows, GOOD} from './census.js'
import {changedOrders} from './changes.js'
import {importDoubts} from './doubts.js'
import {creditNoteFindings} from './credit-notes.js'
import {mixedKeysFinding} from './mixed-keys.js'
import {nobodyFindings} from './nobody.js'
import {givenBackFindings} from './sales-given-back.js'
import {statusFindings} from './status.js'
import {taxFindings} from './tax.js'

interface Ids {
  readonly batch: number
  readonly firstFile: number
  readonly duplicate: number
  readonly shared: number
  /** every row is an order of its own */
  readonly single: boolean
  readonly importedAt: string
}

/** What a person should know about the rows that came in. Each finding names an example and what to do. */
export async function importFindings(connection: DuckDBConnection, plan: ImportPlan, ids: Ids): Promise<readonly ComparingFinding[]> {
  const found: PlacedFinding[] = []
  const looks = [nobody, nobodyFindings, mixedKeysFinding, rounded, excluded, statusFindings, givenBackFindings, creditNoteFindings, duplicates, changedOrders]
  for (const look of looks) found.push(...(await look(connection, plan, ids)))
  const placed = await withLines(connection, plan, [...found, ...(await importDoubts(connection, plan, ids))])
  return [...placed, ...(await taxFindings(connection, plan))]
}

type Look = (connection: DuckDBConnection, plan: ImportPlan, ids: Ids) => Promise<readonly PlacedFinding[]>

/** The first rows of `typed` that are so. */
const rowsWhere = (connection: DuckDBConnection, condition: string): Promise<readonly number[]> =>
  firstPlaces(connection, `SELECT rowid AS place FROM typed WHERE ${condition}`)

/** How many rows are sales to nobody. */
export async function rowsOfNobody(connection: DuckDBConnection): Promise<number> {
  const [row] = await rowsOf(connection, `SELECT count(*)::BIGINT AS rows FROM typed WHERE ${GOOD} AND customer IS NULL`)
  return Number(row?.['rows'])
}

const nobody: Look = async (connection) => {
  const rows = await rowsOfNobody(connection)
  return rows === 0 ? [] : [{code: 'customer-missing', rows, places: await rowsWhere(connection, `${GOOD} AND customer IS NULL`),
    message: `${counted(rows, 'row names', 'rows name')} no customer. Orders without one are counted, but earn nothing and belong to nobody.`}]
}

const rounded: Look = async (connection, plan) => {
  const digits = minorDigits(plan.currency)
  const [money] = await rowsOf(connection, `SELECT regexp_extract(typeof(amount), '([0-9]+)[)]$', 1)::INTEGER AS decimals FROM typed LIMIT 1`)
  if (Number(money?.['decimals'] ?? 0) <= digits) return []
  const [row] = await rowsOf(connection, `
    SELECT count(*)::BIGINT AS rows, any_value(amount)::VARCHAR AS example FROM typed WHERE ${GOOD} AND amount <> round(amount, ${digits})`)
  const rows = Number(row?.['rows'])
  if (rows === 0) return []
  const example = String(row?.['example']).replace(/0+$/, '')
  const places = await rowsWhere(connection, `${GOOD} AND amount <> round(amount, ${digits})`)
  return [{code: 'amounts-finer', rows, places, values: [String(digits), example],
    message: `${counted(rows, 'amount has', 'amounts have')} more than ${counted(digits, 'decimal')} (such as ${example}). All are kept exactly; ` +
    `each order is the exact sum of its rows, rounded to ${counted(digits, 'decimal')} once, a half away from zero.`}]
}

const excluded: Look = async (connection) => {
  const {told} = await countRows(connection, {told: "problem IS NULL AND excluded IN ('status', 'other-type', 'footer')"})
  if (told === 0) return []
  const found = await rowsOf(connection, `SELECT excluded, coalesce(status::VARCHAR, '') AS text, count(*)::BIGINT AS rows FROM typed
    WHERE problem IS NULL AND excluded IN ('status', 'other-type', 'footer') GROUP BY ALL ORDER BY rows DESC, text`)
  const of = async (kind: string): Promise<{readonly rows: number; readonly list: string; readonly places: readonly number[]}> => {
    const own = found.filter((row) => row['excluded'] === kind)
    const list = own.filter((row) => row['text'] !== '').slice(0, 4).map((row) => `"${row['text']}" ${row['rows']}`).join(', ')
    const rows = own.reduce((sum, row) => sum + Number(row['rows']), 0)
    const places = rows === 0 ? [] : await rowsWhere(connection, `problem IS NULL AND excluded = '${kind}'`)
    return {rows, places, list: list === '' ? '' : ` (${list})`}
  }
  const [status, type, footer] = [await of('status'), await of('other-type'), await of('footer')]
  return [
    ...(status.rows === 0 ? [] : [{code: 'status-excluded', rows: status.rows, places: status.places, values: [status.list],
      message: `${counted(status.rows, 'row is a cancelled or refused order', 'rows are cancelled or refused orders')}${status.list}: left out.`}]),
    ...(type.rows === 0 ? [] : [{code: 'rows-other-type', rows: type.rows, places: type.places, values: [type.list],
      message: `${counted(type.rows, 'row is', 'rows are')} of a type that is no sale${type.list}: left out. ` +
      'If one of them is a sale after all, read every row as one: --map type= (with nothing behind it).'}]),
    ...(footer.rows === 0 ? [] : [{code: 'rows-footer', rows: footer.rows, places: footer.places,
      message: `${counted(footer.rows, 'row under the table is a sum', 'rows under the table are sums')}, not sales: left out.`}]),
  ]
}

const duplicates: Look = async (connection, plan, ids) => {
  if (ids.duplicate === 0) return []
  const others = await rowsOf(connection, `SELECT DISTINCT batch FROM compared WHERE batch <> ${ids.batch} ORDER BY batch`)
  return [{code: 'rows-duplicate', rows: ids.duplicate,
    places: await firstPlaces(connection, `SELECT place FROM compared WHERE batch = ${ids.batch} AND NOT counts`),
    ...(plan.files.length === 1 && {about: others.map((row) => Number(row['batch']))}),
    message: `${counted(ids.duplicate, 'row stands', 'rows stand')} in another file of the history too (same order, same content); each is counted once.`}]
}
