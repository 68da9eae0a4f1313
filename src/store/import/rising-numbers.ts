import type {DuckDBConnection} from '@duckdb/node-api'
import {counted} from '../../base/counted.js'
import {type Day, isoDay} from '../../base/day.js'
import type {ImportPlan} from '../../tasks/import/plan.js'
import {rowsOf, type SqlValue} from '../duckdb.js'
import {firstPlaces, type PlacedFinding} from './finding-places.js'

/** Order numbers that rise with the dates show where dates are wrong. */

/** Days by which an order may be older than the one before it without anybody wondering. */
const SLACK = 7
/** So many steps from one number to the next must go upwards before the others are wrong. */
const MOST = 0.9
const ENOUGH = 50
/** In any order, half of the steps go upwards; of numbers that rise, more do even where every third date is wrong. */
const HARDLY = 0.55
/** … of dates that cannot be swapped, fewer will do: what fits swapped and not as it is, proves itself. */
const ENOUGH_SURE = 20

type Row = Readonly<Record<string, SqlValue>> | undefined
const number = (row: Row, name: string): number => Number(row?.[name] ?? 0)
const date = (row: Row, name: string): string => isoDay(number(row, name) as Day)

const NUMBER = `TRY_CAST(regexp_extract(order_id, '([0-9]{1,15})[^0-9]*$', 1) AS BIGINT)`

const numberedSql = (batch: number): string => `
  (SELECT * FROM (SELECT order_id, min(day) AS day, min(place) AS place, ${NUMBER} AS number
    FROM orders WHERE batch = ${batch} AND amount > 0 GROUP BY order_id) WHERE number IS NOT NULL)`

export async function risingNumbers(
  connection: DuckDBConnection, plan: ImportPlan, {batch, single}: {readonly batch: number; readonly single: boolean},
): Promise<readonly PlacedFinding[]> {
  if (plan.files.every((file) => file.roles.order === undefined) || !(await mayFall(connection, batch, single))) return []
  // A date that stands above both its neighbours is the wrong one, not the one after it.
  const steps = `(SELECT * EXCLUDE (order_id, place), before IS NOT NULL AND day < before - ${SLACK} AS falls, earlier IS NULL OR day >= earlier AS above,
      CASE WHEN above THEN before_id ELSE order_id END AS order_id, CASE WHEN above THEN before_place ELSE place END AS place,
      CASE WHEN above THEN before ELSE day END AS wrong
    FROM (SELECT order_id, day, place, lag(day) OVER numbers AS before, lag(day, 2) OVER numbers AS earlier, lag(order_id) OVER numbers AS before_id,
            lag(place) OVER numbers AS before_place
          FROM ${numberedSql(batch)} WINDOW numbers AS (ORDER BY number)))`
  const [row] = await rowsOf(connection, `
    SELECT count(*)::BIGINT AS pairs, count(*) FILTER (day >= before)::BIGINT AS rising, count(*) FILTER (falls)::BIGINT AS falling,
      arg_min(order_id, place) FILTER (falls) AS example, arg_min(wrong, place) FILTER (falls) AS day
    FROM ${steps}`)
  const [pairs, rising, falling] = [number(row, 'pairs'), number(row, 'rising'), number(row, 'falling')]
  if (falling === 0 || rising < HARDLY * pairs) return []
  const swapped = await swappedDates(connection, batch)
  if (swapped !== undefined && swapped.rows >= falling) return [swapped]
  if (pairs < ENOUGH || rising < MOST * pairs) return swapped === undefined ? [] : [swapped]
  const places = await firstPlaces(connection, `SELECT place FROM ${steps} WHERE falls`)
  return [{code: 'orders-not-rising', rows: falling, places, values: [String(row?.['example']), date(row, 'day')],
    message: `Order numbers rise with the dates, but ${counted(falling, 'time')} a date falls back by more than a week ` +
    `(for example at order ${row?.['example']}, ${date(row, 'day')}). Day and month may be swapped there.`}]
}

/** Whether there is anything to look at: told by integers alone, without which ten million texts would be sorted for nothing. */
async function mayFall(connection: DuckDBConnection, batch: number, single: boolean): Promise<boolean> {
  const numbers = `SELECT ${NUMBER} AS number, day, hash(order_id) AS id FROM orders WHERE batch = ${batch} AND amount > 0`
  const [row] = await rowsOf(connection, `
    SELECT count(*)::BIGINT AS pairs, count(*) FILTER (day >= before)::BIGINT AS rising, count(*) FILTER (day < before - ${SLACK})::BIGINT AS falling
    FROM (SELECT day, lag(day) OVER (ORDER BY number) AS before
      FROM (${single ? numbers : `SELECT number, min(day) AS day FROM (${numbers}) GROUP BY id, number`}) WHERE number IS NOT NULL)`)
  return number(row, 'falling') > 0 && number(row, 'rising') >= HARDLY * number(row, 'pairs')
}

/**
 * However many dates are swapped, those after the 12th cannot be. Where these rise with the numbers, an order that lies outside of its
 * neighbours among them, and inside with day and month swapped, was swapped.
 */
async function swappedDates(connection: DuckDBConnection, batch: number): Promise<PlacedFinding | undefined> {
  const at = (of: string): string => `date_part('${of}', DATE '1970-01-01' + day)`
  const bounded = `(
    SELECT *, last_value(sure IGNORE NULLS) OVER (ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS low,
      first_value(sure IGNORE NULLS) OVER (ORDER BY number ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS high
    FROM (
      SELECT order_id, place, number, day, CASE WHEN ${at('day')} > 12 OR ${at('day')} = ${at('month')} THEN day END AS sure,
        CASE WHEN sure IS NULL THEN make_date(${at('year')}::BIGINT, ${at('day')}::BIGINT, ${at('month')}::BIGINT) - DATE '1970-01-01' END AS fits
      FROM ${numberedSql(batch)}))`
  const wrong = `fits IS NOT NULL AND (day < low - ${SLACK} OR day > high + ${SLACK})
    AND fits >= coalesce(low, fits) - ${SLACK} AND fits <= coalesce(high, fits) + ${SLACK}`
  const [row] = await rowsOf(connection, `
    SELECT count(*) FILTER (sure IS NOT NULL AND low IS NOT NULL)::BIGINT AS pairs, count(*) FILTER (sure >= low)::BIGINT AS rising,
      count(*) FILTER (${wrong})::BIGINT AS rows, arg_min(order_id, place) FILTER (${wrong}) AS example, arg_min(day, place) FILTER (${wrong}) AS day,
      arg_min(fits, place) FILTER (${wrong})::INTEGER AS fits
    FROM ${bounded}`)
  const rows = number(row, 'rows')
  if (rows < 2 || number(row, 'pairs') < ENOUGH_SURE || number(row, 'rising') < MOST * number(row, 'pairs')) return undefined
  const places = await firstPlaces(connection, `SELECT place FROM ${bounded} WHERE ${wrong}`)
  return {code: 'orders-not-rising', rows, places, values: [String(row?.['example']), date(row, 'day'), date(row, 'fits')],
    message: `Order numbers rise with the dates, but ${counted(rows, 'date fits', 'dates fit')} between its neighbours only with day and month swapped ` +
      `(for example order ${row?.['example']}: ${date(row, 'day')}, where ${date(row, 'fits')} would fit). Correct the file, or export it again, and import ` +
      'it anew.'}
}
