import {counted} from '../../base/counted.js'
import type {DuckDBConnection} from '@duckdb/node-api'
import type {ImportPlan} from '../../tasks/import/plan.js'
import {type StatusMeaning, statusMeaning} from '../../tasks/import/status-meaning.js'
import {rowsOf, sqlText} from '../duckdb.js'
import {firstPlaces, type PlacedFinding} from './finding-places.js'
import {GOOD} from './census.js'

/** Texts beyond so many are no statuses; they are left as they are. */
const MOST_STATUSES = 500
const SHOWN = 4

/** Takes out the rows whose status is in no list but says that the order is no sale, such as "cancelled by customer". */
export async function leaveOutByStatus(connection: DuckDBConnection, plan: ImportPlan): Promise<void> {
  const texts = (await statuses(connection, plan)).filter(({meaning}) => meaning === 'excluded').map(({text}) => text)
  if (texts.length > 0)
    await connection.run(`UPDATE typed SET excluded = 'status', problem = NULL WHERE excluded IS NULL AND status IN (${texts.map(sqlText).join(', ')})`)
}

/** Where rows below zero of the same order say how much was given back, it is told. */
const UNTOLD = `AND amount >= 0 AND coalesce(order_id NOT IN (SELECT coalesce(refund_of, order_id) FROM typed
  WHERE ${GOOD} AND amount < 0 AND order_id IS NOT NULL), true)`

interface Told {
  readonly rows: number
  readonly places: readonly number[]
  readonly example: string
  readonly list: string
}

/** Kept rows whose orders may not be sales, or not whole. */
export async function statusFindings(connection: DuckDBConnection, plan: ImportPlan): Promise<readonly PlacedFinding[]> {
  const found = await statuses(connection, plan)
  const of = async (wanted: StatusMeaning, besides = ''): Promise<Told> => {
    const own = found.filter(({meaning}) => meaning === wanted)
    if (own.length === 0) return {rows: 0, places: [], example: '', list: ''}
    const so = `FROM typed WHERE ${GOOD} AND status IN (${own.map(({text}) => sqlText(text)).join(', ')}) ${besides}`
    const [count] = await rowsOf(connection, `SELECT count(*)::BIGINT AS rows ${so}`)
    const places = await firstPlaces(connection, `SELECT rowid AS place ${so}`)
    const list = own.slice(0, SHOWN).map(({text, rows}) => `"${text}" ${rows}`).join(', ')
    return {rows: Number(count?.['rows']), places, example: own[0]!.text, list: own.length > SHOWN ? `${list}, …` : list}
  }
  const [pending, partly, unknown] = [await of('pending'), await of('partly', UNTOLD), await of('unknown')]
  return [
    ...(pending.rows === 0 ? [] : [{code: 'status-pending', rows: pending.rows, places: pending.places, values: [pending.example],
      message: `${counted(pending.rows, 'row is an order', 'rows are orders')} not yet settled (such as "${pending.example}"), counted as a sale.`}]),
    ...(partly.rows === 0 ? [] : [{code: 'status-partly-refunded', rows: partly.rows, places: partly.places, values: [partly.example],
      message: `${counted(partly.rows, 'row is an order', 'rows are orders')} given back in part ("${partly.example}"), and no column says how much: ` +
      'counted whole. Export them with the refunded amounts, and name that column where it is not recognised: --map refund=COLUMN.'}]),
    ...(unknown.rows === 0 ? [] : [{code: 'status-unknown', rows: unknown.rows, places: unknown.places, values: [unknown.list],
      message: `${counted(unknown.rows, 'row has', 'rows have')} a status nobody here knows (${unknown.list}), counted as a sale. Where one means that ` +
      'there was no sale, remove its rows, or list it under status: excluded: in a preset of your own.'}]),
  ]
}

/** The statuses of kept rows, the most frequent first. */
export async function statuses(
  connection: DuckDBConnection, plan: ImportPlan,
): Promise<readonly {readonly text: string; readonly rows: number; readonly meaning: StatusMeaning}[]> {
  if (plan.files.every((file) => file.roles.status === undefined)) return []
  const found = await rowsOf(connection, `SELECT status AS text, count(*) FILTER (problem IS NULL)::BIGINT AS rows FROM typed
    WHERE excluded IS NULL AND status IS NOT NULL AND status <> '' GROUP BY status ORDER BY rows DESC, text LIMIT ${MOST_STATUSES + 1}`)
  if (found.length > MOST_STATUSES) return []
  return found.map((row) => ({text: String(row['text']), rows: Number(row['rows']), meaning: statusMeaning(String(row['text']), plan.status)}))
}
