import type {DuckDBConnection} from '@duckdb/node-api'
import {type FileEvidence, type FilePlan, NUMBER_ROLES, type Role, type ShapeEvidence} from '../../tasks/import/plan.js'
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
