import type {DuckDBConnection} from '@duckdb/node-api'
import {type FileEvidence, type FilePlan, type ImportPlan, NUMBER_ROLES, type Role, type ShapeEvidence} from '../../tasks/import/plan.js'
import {rowsOf, sqlText} from '../duckdb.js'
import {momentText} from './values.js'

/** Shapes of the date column and of all number columns of a staged file, most frequent first, at most 500 each. */
export async function fileEvidence(connection: DuckDBConnection, index: number, file: FilePlan): Promise<FileEvidence> {
  const taken = `file = ${index}`
  const numbers = NUMBER_ROLES.filter((role) => file.roles[role] !== undefined)
  const numbersOf = async (roles: readonly Role[]): Promise<readonly ShapeEvidence[]> => roles.length === 0 ? []
    : shapes(connection, roles.map((role) => `SELECT "${role}" AS value, rowid AS place FROM staged WHERE ${taken}`).join(' UNION ALL '), false, true)
  return {
    dates: await shapes(connection, `SELECT ${momentText(file)} AS value, rowid AS place FROM staged WHERE ${taken}`, true, true),
    numbers: [
      ...(await numbersOf(numbers.filter((role) => role !== 'quantity'))),
      ...(await numbersOf(numbers.filter((role) => role === 'quantity'))).map((each) => ({...each, pieces: true as const})),
    ],
    ...(await ordersEvidence(connection, index, file)),
    ...(await discountEvidence(connection, index, file)),
  }
}

/** Discounts that cannot be a share of the line. */
async function discountEvidence(connection: DuckDBConnection, index: number, file: FilePlan): Promise<Pick<FileEvidence, 'discountsAboveOne'>> {
  if (file.roles.discount === undefined) return {}
  const [row] = await rowsOf(connection, `SELECT count(*)::BIGINT AS rows FROM staged WHERE file = ${index}
    AND regexp_matches(discount, '^[^0-9.,]*0*([2-9]|[1-9][0-9]|1[.,]0*[1-9])')`)
  return {discountsAboveOne: Number(row?.['rows'])}
}

/** Whether the rows of an order repeat its total, or only the first has it; counted over whole orders. */
async function ordersEvidence(connection: DuckDBConnection, index: number, file: FilePlan): Promise<Pick<FileEvidence, 'orders'>> {
  if (file.roles.order === undefined || file.roles.amount === undefined) return {}
  const [row] = await rowsOf(connection, `
    SELECT count(*)::BIGINT AS several, count(*) FILTER (filled = rows AND amounts = 1)::BIGINT AS same, count(*) FILTER (filled = 1)::BIGINT AS one
    FROM (SELECT count(*) AS rows, count(nullif(trim(amount), '')) AS filled, count(DISTINCT amount) AS amounts
          FROM staged WHERE file = ${index} AND "order" IS NOT NULL GROUP BY "order" HAVING rows > 1)`)
  return {orders: {several: Number(row?.['several']), sameAmount: Number(row?.['same']), oneAmount: Number(row?.['one'])}}
}

/** Of orders with several rows, fewer than this share state their total once or on every row, where rows surely are lines. */
const SURELY_LINES = 0.9

/**
 * Whether the typed rows leave no doubt that each row states its own amount, as was assumed of files that were decided from a sample: what
 * `ordersEvidence` counts in their texts. Amounts that are written otherwise may still be equal, so that more is doubted here than there.
 */
export async function surelyLines(connection: DuckDBConnection, plan: ImportPlan): Promise<boolean> {
  if (plan.grain !== 'line' || plan.preset !== null || plan.amountRule !== 'amount') return true
  const [row] = await rowsOf(connection, `
    SELECT count(*)::BIGINT AS several, count(*) FILTER (amounts = times AND least = most)::BIGINT AS same, count(*) FILTER (amounts = 1)::BIGINT AS one,
      (SELECT count(*) FROM typed WHERE amount IS NULL AND excluded IN ('other-type', 'status'))::BIGINT AS unknown
    FROM (SELECT count(*) AS times, count(amount) AS amounts, min(abs(amount)) AS least, max(abs(amount)) AS most
      FROM typed WHERE order_id IS NOT NULL GROUP BY file, hash(order_id) HAVING times > 1)`)
  const [several, same, one] = [Number(row?.['several']), Number(row?.['same']), Number(row?.['one'])]
  return several === 0 || (Number(row?.['unknown']) === 0 && Math.max(same, one) < SURELY_LINES * several)
}

/**
 * Whether an order has several of these typed rows. Hashes are grouped in a fraction of the memory of texts; should two be equal, more is done
 * than has to be.
 */
export async function severalRows(connection: DuckDBConnection, condition: string): Promise<boolean> {
  const among = async (rows: string): Promise<boolean> => {
    const found = await rowsOf(connection, `SELECT 1 AS one FROM typed WHERE ${rows} AND order_id IS NOT NULL
      GROUP BY hash(order_id) HAVING count(*) > 1 LIMIT 1`)
    return found.length > 0
  }
  // Lines of an order nearly always stand together.
  return (await among(`rowid < ${LOOKED_AT_FIRST} AND ${condition}`)) || among(condition)
}

const LOOKED_AT_FIRST = 100_000

/** Counts the shapes of `SELECT … AS value`, with their first rows where it also has `… AS place`. */
export async function shapes(connection: DuckDBConnection, values: string, dates: boolean, placed = false): Promise<readonly ShapeEvidence[]> {
  const over12 = (pattern: string): string =>
    dates ? `count(*) FILTER (TRY_CAST(regexp_extract(value, ${sqlText(pattern)}, 1) AS INTEGER) > 12)::BIGINT` : '0'
  const found = await rowsOf(connection, `
    SELECT translate(value, '012345678', '999999999') AS shape, count(*)::BIGINT AS rows, min(value) AS example,
           ${over12('^[^0-9]*([0-9]+)')} AS first, ${over12('^[^0-9]*[0-9]+[^0-9]+([0-9]+)')} AS second${placed ? ', min(place)::BIGINT AS place' : ''}
    FROM (SELECT trim(value) AS value${placed ? ', place' : ''} FROM (${values})) WHERE value <> ''
    GROUP BY shape ORDER BY rows DESC, shape LIMIT 500`)
  return found.map((row) => ({
    shape: String(row['shape']), rows: Number(row['rows']), example: String(row['example']),
    firstOver12: Number(row['first']), secondOver12: Number(row['second']), ...(placed && {places: [Number(row['place'])]}),
  }))
}
