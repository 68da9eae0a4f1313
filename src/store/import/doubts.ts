import type {DuckDBConnection} from '@duckdb/node-api'
import {counted} from '../../base/counted.js'
import {type Day, isoDay} from '../../base/day.js'
import type {ImportPlan} from '../../tasks/import/plan.js'
import {rowsOf, sqlText, type SqlValue} from '../duckdb.js'
import {firstPlaces, type PlacedFinding} from './finding-places.js'
import {GOOD} from './census.js'
import {filesOverlap} from './overlap.js'
import {phonesAlike} from './phones.js'
import {risingNumbers} from './rising-numbers.js'
import {timeKnown} from './values.js'

/** What is possible but strange in the orders of one import: said aloud, changed never. */
export async function importDoubts(
  connection: DuckDBConnection, plan: ImportPlan, ids: Ids,
): Promise<readonly PlacedFinding[]> {
  const found: PlacedFinding[] = []
  const looks = [future, far, dominant, risingNumbers, repeatedRows, mixedOrders, overlap, filesOverlap, phonesAlike]
  for (const look of looks) found.push(...(await look(connection, plan, ids)))
  return found
}

interface Ids {
  readonly batch: number
  readonly importedAt: string
  /** every row is an order of its own */
  readonly single: boolean
}

type Look = (connection: DuckDBConnection, plan: ImportPlan, ids: Ids) => Promise<readonly PlacedFinding[]>
type Row = Record<string, SqlValue> | undefined
const number = (row: Row, name: string): number => Number(row?.[name] ?? 0)
const date = (row: Row, name: string): string => isoDay(number(row, name) as Day)
const shareText = (share: number): string => `${Math.round(share * 100)} %`

const future: Look = async (connection, _plan, {batch, importedAt}) => {
  const ahead = `FROM orders WHERE batch = ${batch} AND day > DATE '${importedAt.slice(0, 10)}' - DATE '1970-01-01' + 1`
  const [row] = await rowsOf(connection, `SELECT count(*)::BIGINT AS rows, max(day) AS last, any_value(customer) AS customer ${ahead}`)
  const rows = number(row, 'rows')
  return rows === 0 ? [] : [{code: 'dates-future', rows, places: await firstPlaces(connection, `SELECT place ${ahead}`),
    values: [date(row, 'last'), String(row?.['customer'] ?? '–')],
    message: `${counted(rows, 'order lies', 'orders lie')} in the future (up to ${date(row, 'last')}, for example of customer ` +
    `${row?.['customer'] ?? '–'}). Check that day and month are not swapped: --date-format.`}]
}

/** So few orders, as a share, may stand behind a gap that is strange: more than a year, or out of all proportion to the file's own pauses. */
const FEW_BEHIND = 0.01
const YEAR = 366
const LEAST_GAP = 45
const TIMES_ITS_PAUSES = 10
/** A file of fewer pauses has no rhythm. */
const PAUSES = 30

/** Orders before the file's own beginning, or after its end. */
const far: Look = async (connection, _plan, {batch}) => {
  const days = await rowsOf(connection, `SELECT day, count(*)::BIGINT AS rows FROM orders WHERE batch = ${batch} GROUP BY day ORDER BY day`)
  const all = days.reduce((sum, row) => sum + number(row, 'rows'), 0)
  let before = 0
  const gaps = days.slice(1).map((row, i) => {
    before += number(days[i], 'rows')
    const [earlier, later] = [number(days[i], 'day'), number(row, 'day')]
    return {earlier, later, days: later - earlier, before, after: all - before}
  })
  const pauses = gaps.filter((gap) => Math.min(gap.before, gap.after) > FEW_BEHIND * all).map((gap) => gap.days)
  const longest = pauses.length < PAUSES ? YEAR : Math.max(LEAST_GAP, TIMES_ITS_PAUSES * pauses.reduce((most, each) => Math.max(most, each), 0))
  const strange = gaps.filter((gap) => gap.days > Math.min(YEAR, longest))
  const start = strange.findLast((gap) => gap.before <= FEW_BEHIND * all)
  const end = strange.find((gap) => gap.after <= FEW_BEHIND * all)
  const found: PlacedFinding[] = []
  for (const [side, gap] of [['before', start], ['after', end]] as const) {
    if (gap === undefined) continue
    const [rows, edge, where] = side === 'before' ? [gap.before, gap.later, `< ${gap.later}`] : [gap.after, gap.earlier, `> ${gap.earlier}`]
    found.push({code: 'dates-far', rows, values: [side, isoDay(edge as Day), String(gap.days)],
      places: await firstPlaces(connection, `SELECT place FROM orders WHERE batch = ${batch} AND day ${where}`),
      message: `${counted(rows, 'order lies', 'orders lie')} ${side} ${isoDay(edge as Day)}, ` +
        `${gap.days > YEAR ? 'more than a year' : counted(gap.days, 'day')} away from all others: most likely mistyped.`})
  }
  return found
}

const dominant: Look = async (connection, _plan, {batch}) => {
  const [row] = await rowsOf(connection, `
    SELECT count(*)::BIGINT AS customers, max(orders)::DOUBLE / sum(orders) AS of_orders, max(revenue) / sum(revenue) AS of_revenue,
      arg_max(customer, orders) AS most, arg_max(customer, revenue) AS best, max(orders)::BIGINT AS rows FROM spend`)
  const [orders, revenue] = [number(row, 'of_orders'), number(row, 'of_revenue')]
  if (number(row, 'customers') < 20 || Math.max(orders, revenue) < 0.2) return []
  const [who, share, what] = orders >= revenue ? [row?.['most'], orders, 'orders'] : [row?.['best'], revenue, 'revenue']
  const places = await firstPlaces(connection, `SELECT place FROM orders WHERE batch = ${batch} AND customer = ${sqlText(String(who))}`)
  return [{code: 'customer-dominant', rows: number(row, 'rows'), places, values: [String(who), shareText(share), what],
    message: `Customer "${who}" alone makes ${shareText(share)} of the ${what}. ` +
    'If that is the account of walk-in customers, leave it empty in the file: nobody is behind it.'}]
}

/** Equal rows have equal hashes, which are grouped in a fraction of the time of texts. */
async function anyContentTwice(connection: DuckDBConnection): Promise<boolean> {
  return (await rowsOf(connection, 'SELECT 1 AS one FROM typed WHERE content IS NOT NULL GROUP BY content HAVING count(*) > 1 LIMIT 1')).length > 0
}

/** Whole rows that stand twice in one file: two equal sales, or a line exported twice. */
const repeatedRows: Look = async (connection, plan, {single}) => {
  const ordered = plan.files.some((file) => file.roles.order !== undefined)
  if (ordered && single) return []
  if (ordered && !(await anyContentTwice(connection))) return []
  if (plan.grain === 'order-total-repeated' || (!ordered && !plan.files.some((file) => timeKnown(file)))) return []
  const equal = ordered ? 'file, order_id, content' : 'file, customer, day, second, amount, channel, category'
  const repeated = `FROM typed WHERE ${GOOD} AND customer IS NOT NULL
    ${ordered ? 'AND order_id IS NOT NULL' : 'AND second > 0'} GROUP BY ${equal} HAVING count(*) > 1`
  const [row] = await rowsOf(connection, `
    SELECT coalesce(sum(times - 1), 0)::BIGINT AS rows, any_value(customer) AS customer, any_value(day) AS day
    FROM (SELECT count(*) AS times, any_value(customer) AS customer, any_value(day) AS day ${repeated})`)
  const rows = number(row, 'rows')
  if (rows === 0) return []
  // The copies, not the rows they are copies of.
  const places = await firstPlaces(connection, `SELECT max(rowid) AS place ${repeated}`)
  return [{code: 'rows-repeated', rows, places, values: [String(row?.['customer']), date(row, 'day')],
    message: `${counted(rows, 'row is an exact copy', 'rows are exact copies')} of another row of the same file (for example customer ` +
    `${row?.['customer']}, ${date(row, 'day')}). Copies count as sales of their own; if the export wrote them twice, remove them and import again.`}]
}

const mixedOrders: Look = async (connection, _plan, {batch, single}) => {
  if (single) return []
  const suspect = `SELECT 1 AS one FROM (SELECT min(day) AS first, max(day) AS last, min(hash(customer)) AS one, max(hash(customer)) AS other
    FROM lines WHERE batch = ${batch} GROUP BY hash(order_id)) WHERE last - first > 31 OR one <> other LIMIT 1`
  if ((await rowsOf(connection, suspect)).length === 0) return []
  const [row] = await rowsOf(connection, `
    SELECT count(*) FILTER (last - first > 31)::BIGINT AS long, any_value(order_id) FILTER (last - first > 31) AS long_example,
      count(*) FILTER (people > 1)::BIGINT AS shared, any_value(order_id) FILTER (people > 1) AS shared_example
    FROM (SELECT order_id, min(day) AS first, max(day) AS last, count(DISTINCT customer) AS people FROM lines WHERE batch = ${batch} GROUP BY order_id)`)
  const rowsOfOrders = (which: string, having: string): Promise<readonly number[]> =>
    firstPlaces(connection, `SELECT ${which} AS place FROM lines WHERE batch = ${batch} GROUP BY order_id HAVING ${having}`)
  const [long, shared] = [number(row, 'long'), number(row, 'shared')]
  return [
    ...(long === 0 ? [] : [{code: 'orders-long', rows: long, places: await rowsOfOrders('max_by(place, (day, place))', 'max(day) - min(day) > 31'),
      values: [String(row?.['long_example'])],
      message: `${counted(long, 'order number has', 'order numbers have')} rows more than a month apart (such as ${row?.['long_example']}). ` +
      'If the numbers begin again every year, the orders of a customer with the same number were added up: use another column with --map order=.'}]),
    ...(shared === 0 ? [] : [{code: 'orders-shared', rows: shared, places: await rowsOfOrders('min(place)', 'count(DISTINCT customer) > 1'),
      values: [String(row?.['shared_example'])],
      message: `${counted(shared, 'order number belongs', 'order numbers belong')} to several customers (such as ${row?.['shared_example']}); ` +
      'each customer’s rows count as an order of her own.'}]),
  ]
}

/** Without order numbers nobody can tell a sale that was exported twice from two equal sales. */
const overlap: Look = async (connection, _plan, {batch}) => {
  const [there] = await rowsOf(connection, `SELECT count(*)::BIGINT AS rows FROM orders WHERE batch <> ${batch} AND order_id IS NULL`)
  if (number(there, 'rows') === 0) return []
  const same = `FROM orders mine WHERE batch = ${batch} AND order_id IS NULL AND amount <> 0
      AND EXISTS (
      SELECT 1 FROM orders other WHERE other.batch <> ${batch} AND other.order_id IS NULL AND other.customer = mine.customer AND other.day = mine.day
        AND other.second = mine.second AND other.amount = mine.amount)`
  const [row] = await rowsOf(connection, `SELECT count(*)::BIGINT AS rows, min(day) AS first, max(day) AS last ${same}`)
  const rows = number(row, 'rows')
  if (rows === 0) return []
  const others = await rowsOf(connection, `SELECT DISTINCT batch FROM orders WHERE batch <> ${batch} AND order_id IS NULL
    AND (customer, day, second, amount) IN (SELECT (customer, day, second, amount) ${same}) ORDER BY batch`)
  return [{code: 'overlap-possible', rows, places: await firstPlaces(connection, `SELECT place ${same}`),
    values: [date(row, 'first'), date(row, 'last'), String(batch)], about: others.map((each) => Number(each['batch'])),
    message: `${counted(rows, 'row equals one', 'rows equal rows')} of an earlier import (${date(row, 'first')} to ${date(row, 'last')}); without order ` +
    `numbers nobody can tell whether it was sold once or twice. All were counted; if the exports overlap: regulars import undo ${batch}.`}]
}
