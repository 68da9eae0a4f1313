import type {DuckDBConnection} from '@duckdb/node-api'
import {type FilePlan, type ImportPlan, NOT_CANCELLED, type NumberStyle, type Role} from '../tasks/import-plan.js'
import {REFUSALS, type TypedRows} from '../tasks/import-ports.js'
import {rowsOf, sqlText} from './duckdb.js'
import {customerSql, namesRefunded, refundedOrderSql, refundTheirPayers} from './import-given-back.js'
import {leaveNobody} from './import-nobody.js'
import {leaveOutByStatus} from './import-status.js'
import {amountSql, bareKeySql, discountText, keySql, momentSql, momentText, NARROW_MONEY, numberSql, plainNumberSql, timeKnown} from './import-values.js'

/** Beyond this many major units a row is a fault, not a sale; sums stay exact far above it. */
const LARGEST = 9_000_000_000_000

/** How texts become values. */
export interface TypingOptions {
  /** IANA zone of the workspace */
  readonly timeZone: string
  /** every number seen is written plainly, so that a narrow type will do; a value that is not comes out as unreadable */
  readonly plain: boolean
  /** SQL of a table with a text column per role, `fault` and `content`, for each file; undefined: the staged rows */
  readonly source: ((index: number) => string) | undefined
}

/**
 * Reads texts into the temporary table `typed`, row by row in the order of the files (its `rowid` is the place in the import): exact
 * values, what is no sale (`excluded`), and what is wrong (`problem`).
 */
export async function typeRows(connection: DuckDBConnection, plan: ImportPlan, options: TypingOptions): Promise<TypedRows> {
  const narrow = options.plain && plan.amountRule === 'amount'
  await createTyped(connection, plan, narrow ? NARROW_MONEY : 'DECIMAL(38,12)')
  for (const [index, file] of plan.files.entries())
    await connection.run(`INSERT INTO typed ${await typedSql(connection, plan, index, file, {...options, plain: narrow})}`)
  for (const [index, file] of plan.files.entries()) if (file.footerRows > 0) await leaveOutFooter(connection, index, file.footerRows)
  await leaveNobody(connection, plan)
  await leaveOutByStatus(connection, plan)
  if (plan.grain === 'order-total-repeated')
    await connection.run(`UPDATE typed SET excluded = 'further-line' WHERE excluded IS NULL AND problem IS NULL AND order_id IS NOT NULL
      AND rowid NOT IN (SELECT min(rowid) FROM typed WHERE excluded IS NULL AND problem IS NULL GROUP BY order_id, customer)`)
  if (namesRefunded(plan)) await refundTheirPayers(connection)
  const [found] = await rowsOf(connection, `
    SELECT count(problem)::BIGINT AS rejected, count(*) FILTER (ends_with(problem::VARCHAR, 'unreadable'))::BIGINT AS unreadable FROM typed`)
  return {rejected: Number(found?.['rejected']), unreadable: Number(found?.['unreadable'])}
}

/** Columns that nothing fills are a byte wide, and reasons are numbered: otherwise ten million rows would not fit the memory beside the sort. */
async function createTyped(connection: DuckDBConnection, plan: ImportPlan, money: string): Promise<void> {
  const has = (...roles: readonly Role[]): boolean => plan.files.some((file) => roles.some((role) => file.roles[role] !== undefined))
  const column = (name: string, type: string, filled: boolean): string => `${name} ${filled ? type : 'BOOLEAN'}`
  const reasons = (list: readonly string[]): string => `ENUM (${list.map(sqlText).join(', ')})`
  await connection.run(`CREATE OR REPLACE TEMP TABLE typed (file USMALLINT, customer VARCHAR, ${[
    column('order_id', 'VARCHAR', has('order')), 'day INTEGER', 'second INTEGER', `amount ${money}`, column('refund', money, has('refund')),
    column('channel', 'VARCHAR', has('channel')), column('category', 'VARCHAR', has('category')), column('status', 'VARCHAR', has('status', 'type')),
    column('content', 'UBIGINT', has('order')), column('article', 'UBIGINT', has('order')), `excluded ${reasons(EXCLUSIONS)}`,
    `problem ${reasons([...Object.keys(REFUSALS), UNTIDY])}`,
    ...(namesRefunded(plan) ? ['refund_of VARCHAR'] : []),
  ].join(', ')})`)
}

/** Why a row is no sale and no fault. */
const EXCLUSIONS = ['blank', 'other-type', 'status', 'further-line', 'footer'] as const
const UNTIDY = 'customer-untidy'

/** Sums under the table are no sales and no faults. A row with a date is never one. */
async function leaveOutFooter(connection: DuckDBConnection, index: number, rows: number): Promise<void> {
  await connection.run(`UPDATE typed SET excluded = 'footer', problem = NULL WHERE day IS NULL AND rowid IN (
    SELECT rowid FROM typed WHERE file = ${index} AND excluded IS DISTINCT FROM 'blank' ORDER BY rowid DESC LIMIT ${rows})`)
}

/** From texts (named as their roles) to values: `key`, `order_key`, `when_text`, `paid`, `back`, `state`; then the moment; then what is wrong. */
async function typedSql(connection: DuckDBConnection, plan: ImportPlan, index: number, file: FilePlan, options: TypingOptions): Promise<string> {
  const {plain, source} = options
  const ordered = file.roles.order !== undefined
  const customerWhole = source === undefined && plan.customerKey === 'id' && (await wholeNumbers(connection, index, 'customer'))
  const orderWhole = source === undefined && ordered && (await wholeNumbers(connection, index, 'order'))
  const second = timeKnown(file) ? `date_part('hour', moment) * 3600 + date_part('minute', moment) * 60 + date_part('second', moment)` : '-1'
  const hashes = ordered ? 'content, article' : 'NULL, NULL'
  const direct = source !== undefined && plan.customerKey === 'id' && !ordered
  const text = (role: Role): string => (file.roles[role] === undefined ? 'NULL' : direct ? role : `nullif(trim(${role}), '')`)
  const key = direct ? 'customer' : keySql('customer', plan.customerKey, customerWhole)
  const when = direct && file.roles.time === undefined ? '"date"' : momentText(file)
  return `
    SELECT ${index}, ${customerSql(plan, file)}, order_key, (moment::DATE - DATE '1970-01-01')::INTEGER, (${second})::INTEGER, paid, back,
      ${text('channel')}, ${text('category')}, CASE WHEN excluded = 'other-type' THEN trim(type) ELSE state END, ${hashes}, excluded,
      CASE WHEN fault IS NOT NULL THEN fault WHEN excluded IS NOT NULL THEN NULL
        ${direct ? `WHEN NOT ${bareKeySql('customer')} OR suffix(customer, '.0') THEN '${UNTIDY}'` : ''} ${problems(plan, file, plain)} END
      ${namesRefunded(plan) ? `, ${refundedOrderSql(file, orderWhole)}` : ''}
    FROM (
      SELECT *, ${momentSql('when_text', file, {source: plan.timeZone, workspace: options.timeZone})} AS moment, ${backSql(plan)} AS back,
        ${excludedSql(plan, file)} AS excluded
      FROM (
        SELECT *,
          ${key} AS key,
          ${ordered ? keySql('"order"', 'id', orderWhole) : 'NULL::VARCHAR'} AS order_key,
          ${when} AS when_text,
          ${amountSql(plan, file, plain)} AS paid,
          ${refundSql(plan, file, plain)} AS back_value,
          ${file.roles.status === undefined ? 'NULL::VARCHAR' : `lower(${text('status')})`} AS state
        FROM ${source === undefined ? `staged WHERE file = ${index}` : source(index)}))`
}

function refundSql(plan: ImportPlan, file: FilePlan, plain: boolean): string {
  if (plan.refund.column === 'none' || file.roles.refund === undefined) return 'NULL::DECIMAL(18,6)'
  return plain ? plainNumberSql('refund') : numberSql('refund', styleOf(file))
}

/** What was given back, from what the refund column says. */
function backSql(plan: ImportPlan): string {
  return plan.refund.column === 'left-after' ? 'CASE WHEN back_value <> 0 THEN paid - back_value END' : 'abs(back_value)'
}

function styleOf(file: FilePlan): NumberStyle {
  return file.numbers ?? {decimal: '.', thousands: ''}
}

/** Whether texts were read as they stand that the slow path would have tidied: only the staged texts can tell. */
export async function untidy(connection: DuckDBConnection): Promise<boolean> {
  const [some] = await rowsOf(connection, `
    SELECT (SELECT count(*) FROM typed WHERE problem = '${UNTIDY}') +
      (SELECT count(*) FROM typed WHERE ${blankEnds('channel')} OR ${blankEnds('category')}) AS rows`)
  return Number(some?.['rows']) > 0
}

function blankEnds(column: string): string {
  const text = `${column}::VARCHAR`
  return `coalesce(${text} = '' OR prefix(${text}, ' ') OR suffix(${text}, ' '), false)`
}

/** `17850.0` is a spreadsheet's way of writing the id 17850, where no id of the column is a fraction. */
async function wholeNumbers(connection: DuckDBConnection, index: number, role: Role): Promise<boolean> {
  const [some] = await rowsOf(connection, `SELECT count(*)::BIGINT AS rows FROM staged WHERE file = ${index} AND (suffix("${role}", '.0') OR suffix("${role}", '.00'))`)
  if (Number(some?.['rows']) === 0) return false
  const [other] = await rowsOf(connection, `
    SELECT count(*)::BIGINT AS rows FROM staged WHERE file = ${index} AND regexp_full_match(trim("${role}"), '''?[0-9]+[.][0-9]*[1-9][0-9]*')`)
  return Number(other?.['rows']) === 0
}

/** Why a row is no sale and no fault, or null. */
function excludedSql(plan: ImportPlan, file: FilePlan): string {
  const list = (texts: readonly string[]): string => texts.map((each) => sqlText(each)).join(', ')
  const cases = [
    // Rows of nothing but delimiters.
    `WHEN when_text IS NULL AND coalesce(${Object.keys(file.roles).map((role) => `"${role}"`).join(', ')}, fault) IS NULL THEN 'blank'`,
    ...(plan.keepTypes.length > 0 && file.roles.type !== undefined
      ? [`WHEN coalesce(lower(trim("type")), '') NOT IN (${list(plan.keepTypes)}) THEN 'other-type'`] : []),
    ...(plan.status.excluded.length > 0 && file.roles.status !== undefined ? [`WHEN state IN (${list(plan.status.excluded)}) THEN 'status'`] : []),
    ...(file.roles.cancelled !== undefined ? [`WHEN coalesce(lower(trim(cancelled)), '') NOT IN (${list(NOT_CANCELLED)}) THEN 'status'`] : []),
    ...(plan.grain === 'order-total-on-first-row' && file.roles.order !== undefined
      ? [`WHEN order_key IS NOT NULL AND (nullif(trim("amount"), '') IS NULL OR when_text IS NULL) THEN 'further-line'`] : []),
  ]
  return `CASE ${cases.join(' ')} END`
}

/** The first thing wrong with a row, in the order a person would look. */
function problems(plan: ImportPlan, file: FilePlan, plain: boolean): string {
  const filled = (role: Role): string => `nullif(trim("${role}"), '') IS NOT NULL`
  const amountParts = plan.amountRule === 'amount'
    ? [`WHEN paid IS NULL THEN CASE WHEN ${filled('amount')} THEN 'amount-unreadable' ELSE 'amount-missing' END`]
    : [
        `WHEN NOT (${filled('price')}) THEN 'amount-missing'`,
        ...(file.roles.quantity === undefined ? [] : [`WHEN ${filled('quantity')} AND ${unreadable('quantity', file)} THEN 'quantity-unreadable'`]),
        `WHEN ${unreadable('price', file)} THEN 'price-unreadable'`,
        ...(file.roles.discount === undefined
          ? [] : [`WHEN ${filled('discount')} AND ${numberSql(discountText(plan), styleOf(file))} IS NULL THEN 'discount-unreadable'`]),
        `WHEN paid IS NULL THEN 'amount-too-large'`,
      ]
  return [
    `WHEN when_text IS NULL THEN 'date-missing'`,
    `WHEN moment IS NULL THEN 'date-unreadable'`,
    `WHEN moment < TIMESTAMP '1900-01-01' OR moment >= TIMESTAMP '2200-01-01' THEN 'date-implausible'`,
    ...amountParts,
    // What the narrow type holds is below the limit; comparing would widen every value to 128 bits.
    ...(plain ? [] : [`WHEN paid > ${LARGEST} OR paid < -${LARGEST} THEN 'amount-too-large'`]),
    ...(plan.refund.column !== 'none' && file.roles.refund !== undefined ? [`WHEN back_value IS NULL AND ${filled('refund')} THEN 'refund-unreadable'`] : []),
    ...(file.roles.currency === undefined ? [] : [`WHEN ${filled('currency')} AND upper(trim("currency")) <> ${sqlText(plan.currency)} THEN 'currency-other'`]),
  ].join(' ')
}

function unreadable(role: Role, file: FilePlan): string {
  return `(${numberSql(`"${role}"`, styleOf(file))}) IS NULL`
}
