import {counted} from '../../base/counted.js'
import type {DuckDBConnection} from '@duckdb/node-api'
import type {ImportPlan} from '../../tasks/import/plan.js'
import {rowsOf, sqlText, type SqlValue} from '../duckdb.js'
import type {PlacedFinding} from './finding-places.js'
import {GOOD} from './census.js'

/** What numbers of credit notes begin with (en, fr, es, de, it): avoir, credit note, nota de crédito, Gutschrift, return. */
const PREFIXES = ['AV', 'AVO', 'AVOIR', 'CN', 'CRN', 'CRED', 'CREDIT', 'CM', 'NC', 'NCR', 'GS', 'GUT', 'RET', 'RF', 'REFUND', 'RMB', 'ABONO', 'C'] as const
const FIRST_LETTERS = [...new Set(PREFIXES.map((each) => each[0]!))].map(sqlText).join(', ')
/** Where numbers begin so more often, it is how this shop numbers its sales. */
const MOST = 0.4

/**
 * Credit notes among invoices are told by their numbers (AV001 beside F001). Where their amounts are positive they are turned into what
 * they are: money given back. Where a source writes any amount below zero, its signs are its own convention, and nothing is turned.
 * What was turned is kept in `credit_notes`, for the findings.
 */
export async function turnCreditNotes(connection: DuckDBConnection, plan: ImportPlan): Promise<void> {
  await connection.run('CREATE OR REPLACE TEMP TABLE credit_notes (prefix VARCHAR, number VARCHAR, place BIGINT)')
  if (plan.preset !== null || plan.refund.creditNotePrefix !== undefined || plan.files.every((file) => file.roles.order === undefined)) return
  // "C" alone is a credit note only beside numbers without letters.
  const prefix = `upper(regexp_extract(order_id, '^([A-Za-z]+)[-_ /.]?[0-9]', 1))`
  const sold = `${GOOD} AND order_id IS NOT NULL`
  // Nearly no file has any; to count its orders would cost as much as to sort them.
  const noted = `upper(left(order_id, 1)) IN (${FIRST_LETTERS}) AND ${prefix} IN (${PREFIXES.map(sqlText).join(', ')})`
  if ((await rowsOf(connection, `SELECT 1 AS one FROM typed WHERE ${sold} AND ${noted} LIMIT 1`)).length === 0) return
  const [some] = await rowsOf(connection, `SELECT count(DISTINCT order_id)::BIGINT AS orders, count(*) FILTER (amount < 0)::BIGINT AS below,
    count(DISTINCT order_id) FILTER (${prefix} = '')::BIGINT AS plain FROM typed WHERE ${sold}`)
  const orders = Number(some?.['orders'])
  if (orders === 0 || Number(some?.['below']) > 0) return
  const found = await rowsOf(connection, `SELECT ${prefix} AS prefix, count(DISTINCT order_id)::BIGINT AS orders FROM typed
    WHERE ${sold} AND ${noted} GROUP BY prefix`)
  const notes = found.filter((row) => row['prefix'] !== 'C' || othersArePlain(found, orders, Number(some?.['plain'])))
  const rows = notes.reduce((sum, row) => sum + Number(row['orders']), 0)
  if (rows === 0 || rows > MOST * orders) return
  await connection.run(`INSERT INTO credit_notes SELECT ${prefix}, order_id, rowid FROM typed WHERE ${sold} AND amount > 0
    AND ${prefix} IN (${notes.map((row) => sqlText(String(row['prefix']))).join(', ')})`)
  await connection.run('UPDATE typed SET amount = -amount WHERE rowid IN (SELECT place FROM credit_notes)')
}

function othersArePlain(found: readonly Readonly<Record<string, SqlValue>>[], orders: number, plain: number): boolean {
  return plain === orders - found.reduce((sum, row) => sum + Number(row['orders']), 0)
}

/** Said aloud: a number is a convention, not a proof. */
export async function creditNoteFindings(connection: DuckDBConnection): Promise<readonly PlacedFinding[]> {
  const [row] = await rowsOf(connection, `SELECT count(*)::BIGINT AS rows, min_by(number, place) AS number, min_by(prefix, place) AS prefix,
    array_to_string(list(place ORDER BY place)[1:5], ' ') AS places FROM credit_notes`)
  const rows = Number(row?.['rows'])
  if (rows === 0) return []
  const [example, prefix] = [String(row?.['number']), String(row?.['prefix'])]
  return [{code: 'credit-notes', rows, places: String(row?.['places']).split(' ').map(Number), values: [example, prefix],
    message: `${counted(rows, 'row has', 'rows have')} the number of a credit note (such as ${example}) and an amount above zero: counted as ` +
      `money given back. If ${prefix} begins the numbers of sales here, say so in a preset of your own: refunds: {creditNotePrefix: ""}.`}]
}
