import type {DuckDBConnection} from '@duckdb/node-api'
import {MONTH_NAMES} from '../../tasks/import/date-words.js'
import type {DateFormat} from '../../tasks/import/plan.js'
import {rowsOf, sqlText} from '../duckdb.js'

/** A day without a year: `05/06`. What matters of a birthday is often given so. */
const YEARLESS = '([0-9]{1,2})[/.-]([0-9]{1,2})[.]?'

const MONTHS = [...new Set(MONTH_NAMES.values())]

export function yearlessSql(text: string): string {
  return `regexp_full_match(trim(coalesce(${text}, '')), ${sqlText(YEARLESS)})`
}

/** The month of a birth, 1 to 12, from a number or a name in any of the languages read; null for what is none. */
export function monthSql(text: string): string {
  const names = [...MONTH_NAMES].map(([name, month]) => `${sqlText(name)}: ${MONTHS.indexOf(month) + 1}`)
  const bare = `rtrim(lower(trim(${text})), '.')`
  const number = `TRY_CAST(${bare} AS DECIMAL(9,1))`
  return `CASE WHEN ${number} BETWEEN 1 AND 12 AND ${number} = floor(${number}) THEN CAST(CAST(${number} AS INTEGER) AS VARCHAR)
    ELSE CAST(MAP {${names.join(', ')}}[${bare}] AS VARCHAR) END`
}

/** `05-06`, month first, from a day without a year; null where nothing says which of the two is the month. */
export function yearlessDaySql(text: string, order: 'day' | 'month' | undefined): string {
  if (order === undefined) return 'NULL'
  const part = (number: 1 | 2): string => `CAST(regexp_extract(${text}, ${sqlText(YEARLESS)}, ${number}) AS INTEGER)`
  const [month, day] = order === 'month' ? [part(1), part(2)] : [part(2), part(1)]
  return `CASE WHEN ${yearlessSql(text)} AND ${month} BETWEEN 1 AND 12 AND ${day} BETWEEN 1 AND 31
    THEN printf('%02d-%02d', ${month}, ${day}) END`
}

/** What stands first in days without a year: as the file's other dates have it, or as days above 12 show, or as the source is known for. */
export async function yearlessOrder(
  connection: DuckDBConnection, values: string, dates: DateFormat | undefined, usual: DateFormat | undefined,
): Promise<'day' | 'month' | undefined> {
  const [row] = await rowsOf(connection, `
    SELECT count(*) FILTER (CAST(regexp_extract(value, ${sqlText(YEARLESS)}, 1) AS INTEGER) > 12)::BIGINT AS day,
      count(*) FILTER (CAST(regexp_extract(value, ${sqlText(YEARLESS)}, 2) AS INTEGER) > 12)::BIGINT AS month
    FROM (SELECT trim(value) AS value FROM (${values}) WHERE ${yearlessSql('value')})`)
  const [day, month] = [Number(row?.['day']), Number(row?.['month'])]
  if (day !== month) return day > month ? 'day' : 'month'
  const told = [dates, usual].find((format) => format !== undefined && /^(?:dd|mm)\//.test(format))
  return told === undefined ? undefined : told.startsWith('mm/') ? 'month' : 'day'
}
