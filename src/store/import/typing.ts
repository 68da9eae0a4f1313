import type {DuckDBConnection} from '@duckdb/node-api'
import {articleColumns} from '../../tasks/import/article-columns.js'
import {attributeNames, type FilePlan, type ImportPlan, NOT_CANCELLED, type NumberStyle, type Role} from '../../tasks/import/plan.js'
import {REFUSALS, type TypedRows} from '../../tasks/import/ports.js'
import {rowsOf, sqlText} from '../duckdb.js'
import {customerSql, namesRefunded, refundedOrderSql, refundTheirPayers} from './given-back.js'
import {turnCreditNotes} from './credit-notes.js'
import {attributeColumn} from './staging.js'
import {countRows, takeCensus} from './census.js'
import {leaveNobody} from './nobody.js'
import {leaveOutByStatus} from './status.js'
import {leaveOutGivenBack} from './sales-given-back.js'
import {
  amountSql, bareKeySql, bareTextSql, discountText, keySql, momentSql, momentText, narrowMoney, numberSql, ofProducts, oneOf, plainFactors,
  type PlainNumbers, plainNumberSql, timeKnown,
} from './values.js'
import {wholeNumbers} from '../whole-numbers.js'

/** Beyond this many major units a row is a fault, not a sale; sums stay exact far above it. */
const LARGEST = 9_000_000_000_000

/** How texts become values. */
export interface TypingOptions {
  /** IANA zone of the workspace */
  readonly timeZone: string
  /** where every number seen is written plainly, so that a narrow type will do: how; a value that is written otherwise comes out as unreadable */
  readonly plain: PlainNumbers | undefined
  /** SQL of a table with a text column per role, `fault` and `content`, for each file; undefined: the staged rows */
  readonly source: ((index: number) => string) | undefined
}

/**
 * Reads texts into the temporary table `typed`, row by row in the order of the files (its `rowid` is the place in the import): exact
 * values, what is no sale (`excluded`), and what is wrong (`problem`).
 */
export async function typeRows(connection: DuckDBConnection, plan: ImportPlan, options: TypingOptions): Promise<TypedRows> {
  const plain = options.plain !== undefined && plainEnough(plan, options.plain) ? options.plain : undefined
  const money = plain === undefined ? 'DECIMAL(38,12)' : narrowMoney(plan.amountRule === 'amount' ? plain : ofProducts(plain), plan.currency)
  const stored = await createTyped(connection, plan, money)
  for (const [index, file] of plan.files.entries())
    await connection.run(`INSERT INTO typed (${stored.join(', ')}) SELECT ${stored.join(', ')} FROM (
      ${await typedSql(connection, plan, index, file, {...options, plain})})`)
  // Texts to be tidied lead to the slow path: judged as they stand, a sale and its refund might miss each other.
  if (options.source === undefined || !(await anyUntidy(connection))) await judgeRows(connection, plan)
  await takeCensus(connection)
  return countRows(connection, {rejected: 'problem IS NOT NULL', unreadable: "ends_with(problem::VARCHAR, 'unreadable')"})
}

/** What only all rows together tell: who is nobody, what is no sale, whose a refund is. */
async function judgeRows(connection: DuckDBConnection, plan: ImportPlan): Promise<void> {
  for (const [index, file] of plan.files.entries()) if (file.footerRows > 0) await leaveOutFooter(connection, index, file.footerRows)
  await leaveNobody(connection, plan)
  await leaveOutByStatus(connection, plan)
  await turnCreditNotes(connection, plan)
  await leaveOutGivenBack(connection, plan)
  if (plan.grain === 'order-total-repeated')
    await connection.run(`UPDATE typed SET excluded = 'further-line' WHERE excluded IS NULL AND problem IS NULL AND order_id IS NOT NULL
      AND rowid NOT IN (SELECT min(rowid) FROM typed WHERE excluded IS NULL AND problem IS NULL GROUP BY order_id, customer)`)
  if (namesRefunded(plan)) await refundTheirPayers(connection)
}

function plainEnough(plan: ImportPlan, plain: PlainNumbers): boolean {
  if (plan.amountRule === 'amount') return true
  return plain.multiply && plan.files.every(({roles}) => roles.discount === undefined && roles.refund === undefined)
}

/**
 * Columns that are the same in every row are not stored but said, and reasons are numbered: otherwise ten million rows would not fit
 * the memory beside the sort. Returns the names of the columns to fill.
 */
async function createTyped(connection: DuckDBConnection, plan: ImportPlan, money: string): Promise<readonly string[]> {
  const has = (...roles: readonly Role[]): boolean => plan.files.some((file) => roles.some((role) => file.roles[role] !== undefined))
  const reasons = (list: readonly string[]): string => `ENUM (${list.map(sqlText).join(', ')})`
  const columns: readonly {readonly name: string; readonly type: string; readonly filled: boolean; readonly otherwise?: string}[] = [
    {name: 'file', type: 'USMALLINT', filled: plan.files.length > 1, otherwise: '0'},
    {name: 'customer', type: 'VARCHAR', filled: true},
    {name: 'order_id', type: 'VARCHAR', filled: has('order')},
    {name: 'day', type: 'INTEGER', filled: true},
    {name: 'second', type: 'INTEGER', filled: plan.files.some((file) => timeKnown(file)), otherwise: '-1'},
    {name: 'amount', type: money, filled: true},
    {name: 'refund', type: money, filled: has('refund')},
    {name: 'channel', type: 'VARCHAR', filled: has('channel')},
    {name: 'category', type: 'VARCHAR', filled: has('category')},
    {name: 'status', type: 'VARCHAR', filled: has('status', 'type')},
    {name: 'content', type: 'UBIGINT', filled: has('order')},
    {name: 'article', type: 'UBIGINT', filled: has('order') && plan.files.some(({columns: names}) => articleColumns(names).length > 0)},
    {name: 'refund_of', type: 'VARCHAR', filled: namesRefunded(plan)},
    ...attributeNames(plan).map((_, i) => ({name: attributeColumn(i), type: 'VARCHAR', filled: true})),
    {name: 'excluded', type: reasons(EXCLUSIONS), filled: true},
    {name: 'problem', type: reasons([...Object.keys(REFUSALS), UNTIDY]), filled: true},
  ]
  await connection.run(`CREATE OR REPLACE TEMP TABLE typed (${columns.map(({name, type, filled, otherwise}) =>
    `${name} ${type}${filled ? '' : ` GENERATED ALWAYS AS (${otherwise ?? 'NULL'}) VIRTUAL`}`).join(', ')})`)
  return columns.filter(({filled}) => filled).map(({name}) => name)
}

/** Why a row is no sale and no fault. */
const EXCLUSIONS = ['blank', 'other-type', 'status', 'given-back', 'further-line', 'footer'] as const
const UNTIDY = 'text-untidy'

/** Sums under the table are no sales and no faults. A row with a date is never one. */
async function leaveOutFooter(connection: DuckDBConnection, index: number, rows: number): Promise<void> {
  await connection.run(`UPDATE typed SET excluded = 'footer', problem = NULL WHERE day IS NULL AND rowid IN (
    SELECT rowid FROM typed WHERE file = ${index} AND excluded IS DISTINCT FROM 'blank' ORDER BY rowid DESC LIMIT ${rows})`)
}

/** From texts (named as their roles) to values: `key`, `order_key`, `when_text`, `paid`, `back`, `state`; then the moment; then what is wrong. */
async function typedSql(connection: DuckDBConnection, plan: ImportPlan, index: number, file: FilePlan, options: TypingOptions): Promise<string> {
  const {plain, source} = options
  const ordered = file.roles.order !== undefined
  const customerWhole = source === undefined && plan.customerKey === 'id' && (await wholeNumbers(connection, 'customer', index))
  const orderWhole = source === undefined && ordered && (await wholeNumbers(connection, '"order"', index))
  const second = timeKnown(file) ? `date_part('hour', moment) * 3600 + date_part('minute', moment) * 60 + date_part('second', moment)` : '-1'
  const direct = source !== undefined
  const text = (role: Role): string => (file.roles[role] === undefined ? 'NULL' : direct ? role : `nullif(trim(${role}), '')`)
  const bareCustomer = direct && plan.customerKey === 'id'
  const key = bareCustomer ? 'customer' : keySql('customer', plan.customerKey, customerWhole)
  const orderKey = !ordered ? 'NULL::VARCHAR' : direct ? '"order"' : keySql('"order"', 'id', orderWhole)
  const when = direct && file.roles.time === undefined ? '"date"' : momentText(file)
  const tidy = [...(bareCustomer ? [bareKeySql('customer')] : []), ...(direct && ordered ? [bareKeySql('"order"')] : []),
    ...(['channel', 'category'] as const).filter((role) => direct && file.roles[role] !== undefined).map(bareTextSql)]
  return `
    SELECT ${index} AS file, ${customerSql(plan, file)} AS customer, order_key AS order_id, (moment::DATE - DATE '1970-01-01')::INTEGER AS day,
      (${second})::INTEGER AS second, paid AS amount, back AS refund, ${text('channel')} AS channel, ${text('category')} AS category,
      CASE WHEN excluded = 'other-type' THEN trim(type) ELSE state END AS status, content, article, excluded,
      CASE WHEN fault IS NOT NULL THEN fault ${tidy.length > 0 ? `WHEN NOT (${tidy.join(' AND ')}) THEN '${UNTIDY}'` : ''}
        WHEN excluded IS NOT NULL THEN NULL ${problems(plan, file, plain)} END AS problem
      ${namesRefunded(plan) ? `, ${refundedOrderSql(file, orderWhole)} AS refund_of` : ''}
      ${attributeNames(plan).map((_, i) => `, nullif(trim(${attributeColumn(i)}), '') AS ${attributeColumn(i)}`).join('')}
    FROM (
      SELECT *, ${momentSql('when_text', file, {source: plan.timeZone, workspace: options.timeZone})} AS moment, ${backSql(plan)} AS back,
        ${excludedSql(plan, file)} AS excluded
      FROM (
        SELECT *,
          ${key} AS key,
          ${orderKey} AS order_key,
          ${when} AS when_text,
          ${amountSql(plan, file, plain)} AS paid,
          ${refundSql(plan, file, plain)} AS back_value,
          ${file.roles.status === undefined ? 'NULL::VARCHAR' : `lower(nullif(trim(status), ''))`} AS state
        FROM ${source === undefined ? `staged WHERE file = ${index}` : source(index)}))`
}

function refundSql(plan: ImportPlan, file: FilePlan, plain: PlainNumbers | undefined): string {
  if (plan.refund.column === 'none' || file.roles.refund === undefined) return 'NULL::DECIMAL(18,6)'
  return plain === undefined ? numberSql('refund', styleOf(file)) : plainNumberSql('refund', plain, plan.currency)
}

/** What was given back, from what the refund column says. */
function backSql(plan: ImportPlan): string {
  return plan.refund.column === 'left-after' ? 'CASE WHEN back_value <> 0 THEN paid - back_value END' : 'abs(back_value)'
}

function styleOf(file: FilePlan): NumberStyle {
  return file.numbers ?? {decimal: '.', thousands: ''}
}

/** Whether texts were read as they stand that the slow path would have tidied: only the staged texts can tell. */
export async function anyUntidy(connection: DuckDBConnection): Promise<boolean> {
  return (await rowsOf(connection, `SELECT 1 AS one FROM typed WHERE problem = '${UNTIDY}' LIMIT 1`)).length > 0
}

/** Why a row is no sale and no fault, or null. */
function excludedSql(plan: ImportPlan, file: FilePlan): string {
  const cases = [
    // Rows of nothing but delimiters.
    `WHEN when_text IS NULL AND coalesce(${Object.keys(file.roles).map((role) => `"${role}"`).join(', ')}, fault) IS NULL THEN 'blank'`,
    ...(plan.keepTypes.length > 0 && file.roles.type !== undefined
      ? [`WHEN NOT ${oneOf(`coalesce(lower(trim("type")), '')`, plan.keepTypes)} THEN 'other-type'`] : []),
    ...(plan.dropTypes.length > 0 && file.roles.type !== undefined
      ? [`WHEN ${oneOf('lower(trim("type"))', plan.dropTypes)} THEN 'other-type'`] : []),
    ...(plan.status.excluded.length > 0 && file.roles.status !== undefined ? [`WHEN ${oneOf('state', plan.status.excluded)} THEN 'status'`] : []),
    ...(file.roles.cancelled !== undefined ? [`WHEN NOT ${oneOf(`coalesce(lower(trim(cancelled)), '')`, NOT_CANCELLED)} THEN 'status'`] : []),
    ...(plan.grain === 'order-total-on-first-row' && file.roles.order !== undefined
      ? [`WHEN order_key IS NOT NULL AND (nullif(trim("amount"), '') IS NULL OR when_text IS NULL) THEN 'further-line'`] : []),
  ]
  return `CASE ${cases.join(' ')} END`
}

/** The first thing wrong with a row, in the order a person would look. */
function problems(plan: ImportPlan, file: FilePlan, plain: PlainNumbers | undefined): string {
  const filled = (role: Role): string => `nullif(trim("${role}"), '') IS NOT NULL`
  const factors = plain === undefined ? undefined : plainFactors(plain)
  const unreadable = (role: 'quantity' | 'price'): string => `(${factors === undefined ? numberSql(`"${role}"`, styleOf(file))
    : role === 'price' ? factors.price : factors.pieces}) IS NULL`
  const amountParts = plan.amountRule === 'amount'
    ? [`WHEN paid IS NULL THEN CASE WHEN ${filled('amount')} THEN 'amount-unreadable' ELSE 'amount-missing' END`]
    : [
        `WHEN NOT (${filled('price')}) THEN 'amount-missing'`,
        ...(file.roles.quantity === undefined ? [] : [`WHEN ${filled('quantity')} AND ${unreadable('quantity')} THEN 'quantity-unreadable'`]),
        `WHEN ${unreadable('price')} THEN 'price-unreadable'`,
        ...(file.roles.discount === undefined
          ? [] : [`WHEN ${filled('discount')} AND ${numberSql(discountText(plan), styleOf(file))} IS NULL THEN 'discount-unreadable'`]),
        ...(file.roles.discount === undefined || plan.discountRule !== 'share'
          ? [] : [`WHEN abs(${numberSql(discountText(plan), styleOf(file))}) > 1 THEN 'discount-unreadable'`]),
        `WHEN paid IS NULL THEN 'amount-too-large'`,
      ]
  return [
    `WHEN when_text IS NULL THEN 'date-missing'`,
    `WHEN moment IS NULL THEN 'date-unreadable'`,
    `WHEN moment < TIMESTAMP '1900-01-01' OR moment >= TIMESTAMP '2200-01-01' THEN 'date-implausible'`,
    ...amountParts,
    // What the narrow type holds is below the limit; comparing would widen every value to 128 bits.
    ...(plain !== undefined ? [] : [`WHEN paid > ${LARGEST} OR paid < -${LARGEST} THEN 'amount-too-large'`]),
    ...(plan.refund.column !== 'none' && file.roles.refund !== undefined ? [`WHEN back_value IS NULL AND ${filled('refund')} THEN 'refund-unreadable'`] : []),
    ...(file.roles.currency === undefined ? [] : [`WHEN ${filled('currency')} AND upper(trim("currency")) <> ${sqlText(plan.currency)} THEN 'currency-other'`]),
  ].join(' ')
}
