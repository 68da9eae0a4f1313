import type {DuckDBConnection} from '@duckdb/node-api'
import {counted} from '../../base/counted.js'
import type {ImportPlan} from '../../tasks/import/plan.js'
import {rowsOf} from '../duckdb.js'
import {GOOD} from './census.js'
import {firstPlaces, type PlacedFinding} from './finding-places.js'

/**
 * A column that names some customers by e-mail, some by phone and some by card or number. Each is read as what it is; who is one person, no
 * file of sales says.
 */

const EMAIL = `regexp_matches(customer, '^[^@ ]+@[^@ ]+[.][^@ ]+$')`
/** With a sign or blanks that numbers of cards do not have. */
const PHONE = `(regexp_full_match(customer, '[+(0][0-9 ./()\\x{A0}\\x{202F}-]*') AND regexp_matches(customer, '^[+]|[ ./()\\x{A0}\\x{202F}]')
  AND length(regexp_replace(customer, '[^0-9]', '', 'g')) BETWEEN 8 AND 15)`
/** Written without any sign, it can only be the usual form of ten digits. */
const PLAIN_PHONE = `regexp_full_match(customer, '0[1-9][0-9]{8}')`

type Kind = 'email' | 'phone' | 'other'

/** Brings keys into the form that a column of their kind alone has them in; what kinds there were is kept in `key_kinds`, for the finding. */
export async function tidyMixedKeys(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE key_kinds AS
    SELECT CASE WHEN ${EMAIL} THEN 'email' WHEN ${PHONE} OR ${PLAIN_PHONE} THEN 'phone' ELSE 'other' END AS kind, count(*) AS rows,
      arg_min(customer, rowid) AS example, array_to_string(list(rowid ORDER BY rowid)[1:5], ' ') AS places
    FROM typed WHERE ${GOOD} AND regexp_matches(customer, '[0-9@]') GROUP BY kind`)
  await connection.run(`UPDATE typed SET customer = lower(customer) WHERE ${EMAIL}`)
  await connection.run(`UPDATE typed SET customer = regexp_replace(regexp_replace(customer, '[^0-9]', '', 'g'), '^00', '') WHERE ${PHONE}`)
  await connection.run(`UPDATE typed SET customer = regexp_replace(customer, '[.]0+$', '') WHERE regexp_full_match(customer, '[0-9]+[.]0+')`)
}

interface Told {
  readonly kind: Kind
  readonly rows: number
  readonly example: string
  readonly places: readonly number[]
}

/** Fewer customers of another kind are slips of somebody's pen, not a way to name customers. */
const FEWEST = 2

export async function mixedKeysFinding(connection: DuckDBConnection, plan: ImportPlan): Promise<readonly PlacedFinding[]> {
  const kinds = (plan.customerKey === 'mixed' ? await kindsOfRows(connection) : await kindsOfOrders(connection, plan)).filter(({rows}) => rows > 0)
  const [usual, ...others] = kinds
  if (usual === undefined || others.length === 0) return []
  const column = plan.files[0]!.columns[plan.files[0]!.roles.customer ?? -1] ?? ''
  return [{code: 'customer-kinds-mixed', rows: others.reduce((sum, {rows}) => sum + rows, 0),
    values: [column, ...kinds.flatMap(({kind, rows, example}) => [kind, String(rows), example])],
    places: [...new Set(others.flatMap(({places}) => places))].sort((a, b) => a - b).slice(0, 5),
    message: `"${column}" names customers in several ways: ${kinds.map(said).join(', ')}. Which of them are one person, no sale says: each counts as a ` +
      'customer of its own. To join them, import customers from a file that has them side by side and write in regulars.yaml ' +
      'identity: {same: [email, phone, card]}, or list pairs: identity: {pairs: FILE.csv}'}]
}

const NAMES: Readonly<Record<Kind, string>> = {email: 'by e-mail', phone: 'by phone', other: 'by another number'}

function said({kind, rows, example}: Told): string {
  return `${counted(rows, 'row')} ${NAMES[kind]} (such as ${example})`
}

async function kindsOfRows(connection: DuckDBConnection): Promise<readonly Told[]> {
  const rows = await rowsOf(connection, 'SELECT * FROM key_kinds ORDER BY rows DESC, kind')
  return rows.map((row) => ({kind: row['kind'] as Kind, rows: Number(row['rows']), example: String(row['example']),
    places: String(row['places']).split(' ').map(Number)}))
}

/** The beginning of the file showed one kind only: among the customers, e-mails and others can be told apart. */
async function kindsOfOrders(connection: DuckDBConnection, {customerKey}: ImportPlan): Promise<readonly Told[]> {
  const usual = customerKey === 'email' ? 'email' : customerKey === 'phone' ? 'phone' : 'other'
  const rare: Kind = usual === 'email' ? 'other' : 'email'
  const isRare = rare === 'email' ? `contains(customer, '@') AND ${EMAIL}` : `NOT contains(customer, '@') AND regexp_matches(customer, '[0-9]')`
  const [row] = await rowsOf(connection, `SELECT count(*) FILTER (rare)::BIGINT AS customers, sum(orders) FILTER (rare)::BIGINT AS rows,
    min(customer) FILTER (rare) AS example, sum(orders) FILTER (NOT rare)::BIGINT AS others, min(customer) FILTER (NOT rare) AS other
    FROM (SELECT customer, orders, ${isRare} AS rare FROM spend)`)
  if (Number(row?.['customers'] ?? 0) < FEWEST || row?.['other'] === null) return []
  return [
    {kind: usual, rows: Number(row?.['others']), example: String(row?.['other']), places: []},
    {kind: rare, rows: Number(row?.['rows']), example: String(row?.['example']),
      places: await firstPlaces(connection, `SELECT rowid AS place FROM typed WHERE ${GOOD} AND ${isRare}`)},
  ]
}
