import {type Currency, minorDigits} from '../../base/money.js'
import type {FilePlan, ImportPlan, NumberStyle, Role, ShapeEvidence} from '../../tasks/import/plan.js'
import {numberPattern} from '../../tasks/import/number-style.js'
import {sqlText} from '../duckdb.js'

/**
 * SQL that reads texts as exact values. Money never becomes a double: short numbers go through DECIMAL(18,6), which DuckDB reads a
 * hundred times faster than DECIMAL(38,12), and only what does not fit goes the slow way.
 */

/** Amounts below a million millions in 64 bits, with up to six decimals. */
export const NARROW_MONEY = 'DECIMAL(18,6)'

/** Numbers that are all written plainly: digits, a point, digits. */
export interface PlainNumbers {
  /** the most decimals that one of them has, up to six; numbers of pieces aside */
  readonly decimals: number
  /** the same of numbers of pieces */
  readonly pieces: number
  /** pieces times price is exact in 64 bits, for all that are no longer than these */
  readonly multiply: boolean
}

const WHOLE_DIGITS = 12
/** Of factors: together no more than a product may have. */
const PIECE_DIGITS = 5
const PRICE_DIGITS = 7
const MOST_DECIMALS = 6

/** How plain the numbers of these shapes (digits as 9) are; undefined where one is not. */
export function plainNumbers(shapes: readonly Pick<ShapeEvidence, 'shape' | 'pieces'>[]): PlainNumbers | undefined {
  const [money, pieces] = [{whole: 0, decimals: 0}, {whole: 0, decimals: 0}]
  for (const each of shapes) {
    const plain = /^-?(9{1,12})(?:\.(9{1,6}))?$/.exec(each.shape)
    if (plain === null) return undefined
    const kind = each.pieces === true ? pieces : money
    kind.whole = Math.max(kind.whole, plain[1]!.length)
    kind.decimals = Math.max(kind.decimals, plain[2]?.length ?? 0)
  }
  const multiply = money.whole <= PRICE_DIGITS && pieces.whole <= PIECE_DIGITS && money.decimals + pieces.decimals <= MOST_DECIMALS
  return {decimals: money.decimals, pieces: pieces.decimals, multiply}
}

/** Numbers of pieces and prices, where their products are exact in 64 bits. */
export function plainFactors({decimals, pieces}: PlainNumbers): {readonly pieces: string; readonly price: string} {
  return {pieces: plainSql('"quantity"', PIECE_DIGITS, pieces), price: plainSql('"price"', PRICE_DIGITS, decimals)}
}

/** How plain the products of such factors are. */
export function ofProducts(plain: PlainNumbers): PlainNumbers {
  return {...plain, decimals: plain.decimals + plain.pieces}
}

function plainSql(text: string, whole: number, decimals: number): string {
  const fraction = decimals === 0 ? '' : `([.][0-9]{1,${decimals}})?`
  return `CASE WHEN regexp_full_match(${text}, '-?[0-9]{1,${whole}}${fraction}') THEN TRY_CAST(${text} AS DECIMAL(${whole + decimals},${decimals})) END`
}

/** As many decimals as minor units have where the numbers have no more: nothing to round then. */
function decimalsKept(plain: Pick<PlainNumbers, 'decimals'>, currency: Currency): number {
  const digits = minorDigits(currency)
  return plain.decimals <= digits && digits <= 2 ? digits : 6
}

/** The type of amounts that `plainNumberSql` reads. */
export function narrowMoney(plain: Pick<PlainNumbers, 'decimals'>, currency: Currency): string {
  const kept = decimalsKept(plain, currency)
  return `DECIMAL(${WHOLE_DIGITS + kept},${kept})`
}

/** As `numberSql` where every value of the column is written plainly: several times faster. What is not, or has further decimals, is null. */
export function plainNumberSql(text: string, plain: PlainNumbers, currency: Currency): string {
  return plainSql(text, WHOLE_DIGITS, decimalsKept(plain, currency))
}

/** Digits that fit DECIMAL(18,6). */
const SHORT = `'-?[0-9]{1,12}([.][0-9]{1,6})?'`

/** `4.440892e-16`: what programs write for almost nothing, and spreadsheets for large numbers. */
const SCIENTIFIC = `'-?[0-9]+([.,][0-9]+)?[eE][-+]?[0-9]{1,3}'`

/** `text` as DECIMAL(38,12); null for what is no number in this style. */
export function numberSql(text: string, style: NumberStyle): string {
  const whole = `'^(?:${numberPattern(style).replaceAll("'", "''")})$'`
  const trimmed = `trim(${text}, ${sqlText(BLANKS)})`
  const digits = `regexp_extract(${trimmed}, ${whole}, 1)`
  const sign = `CASE WHEN regexp_matches(replace(${trimmed}, ${digits}, ''), '[-−(]') THEN '-' ELSE '' END`
  const kept = `regexp_replace(${digits}, '[^0-9${style.decimal}]', '', 'g')`
  const plain = `${sign} || ${style.decimal === ',' ? `replace(${kept}, ',', '.')` : kept}`
  // Written plainly already, which is nearly always: no cleaning.
  const direct = style.decimal === '.' ? SHORT : `'-?[0-9]{1,12}'`
  return `CASE WHEN ${text} IS NULL THEN NULL
    WHEN regexp_full_match(${text}, ${direct}) THEN TRY_CAST(${text} AS DECIMAL(18,6))
    WHEN regexp_full_match(${trimmed}, ${SCIENTIFIC}) THEN TRY_CAST(replace(${trimmed}, ',', '.') AS DECIMAL(38,12))
    WHEN ${digits} = '' THEN NULL
    WHEN regexp_full_match(${plain}, ${SHORT}) THEN TRY_CAST(${plain} AS DECIMAL(18,6))
    ELSE TRY_CAST(rtrim(${plain}, '.') AS DECIMAL(38,12)) END`
}

const BLANKS = ' \t\u00A0\u202F\u2009'

/**
 * Whether `text` is one of these. Not `IN`: of more than a few texts DuckDB makes a join of it, and rows that have gone through a join are
 * inserted in any order, although their place is their row in the file.
 */
export function oneOf(text: string, texts: readonly string[]): string {
  return `list_contains([${texts.map(sqlText).join(', ')}], ${text})`
}

/** The row's amount as DECIMAL(38,12): the amount column, or quantity × price − discount, as negative where the source says refund. */
export function amountSql(plan: ImportPlan, file: FilePlan, plain?: PlainNumbers): string {
  const style = file.numbers ?? {decimal: '.', thousands: ''}
  const number = (role: Role): string =>
    plain === undefined ? numberSql(`"${role}"`, style) : plainNumberSql(`"${role}"`, plain, plan.currency)
  const quantity = file.roles.quantity === undefined ? '1' : number('quantity')
  const base = plan.amountRule === 'amount' ? number('amount') : plain !== undefined ? productSql(plan, file, plain) : discountedSql(plan, file,
    `TRY_CAST(coalesce(TRY_CAST(${quantity} AS DECIMAL(14,4)), 1) * TRY_CAST(${number('price')} AS DECIMAL(24,8)) AS DECIMAL(38,12))`)
  const refunds = [
    ...(!plan.refund.creditNotePrefix || file.roles.order === undefined
      ? [] : [`starts_with(upper(trim("order")), ${sqlText(plan.refund.creditNotePrefix.toUpperCase())})`]),
    ...(plan.refund.types.length === 0 || file.roles.type === undefined ? [] : [oneOf('lower(trim("type"))', plan.refund.types)]),
  ]
  return refunds.length === 0 ? base : `CASE WHEN ${refunds.map((each) => `coalesce(${each}, false)`).join(' OR ')} THEN -abs(${base}) ELSE ${base} END`
}

/** Exact: the factors together are no longer than the product's type. */
function productSql(plan: ImportPlan, file: FilePlan, plain: PlainNumbers): string {
  const {pieces, price} = plainFactors(plain)
  return `(${file.roles.quantity === undefined ? '' : `coalesce(${pieces}, 1) * `}${price})::${narrowMoney(ofProducts(plain), plan.currency)}`
}

/** The text of the discount as a number; a percent sign is part of what it means, not of how it is written. */
export function discountText(plan: ImportPlan): string {
  return plan.discountRule === 'percent' ? `replace("discount", '%', '')` : '"discount"'
}

/** Discounts are written as 5.00 or as −5.00; both take off, from a line given back too. */
function discountedSql(plan: ImportPlan, file: FilePlan, line: string): string {
  if (file.roles.discount === undefined) return line
  const off = `coalesce(abs(${numberSql(discountText(plan), file.numbers ?? {decimal: '.', thousands: ''})}), 0)`
  if (plan.discountRule === 'money') return `CASE WHEN ${line} < 0 THEN ${line} + ${off} ELSE ${line} - ${off} END`
  const share = `TRY_CAST(${off}${plan.discountRule === 'percent' ? ' * 0.01' : ''} AS DECIMAL(9,6))`
  return `TRY_CAST(TRY_CAST(${line} AS DECIMAL(26,8)) * (1 - ${share}) AS DECIMAL(38,12))`
}

/** Without blanks around, the no-break ones too; null for nothing. Trimming such characters is slow, and nearly no value needs it. */
function trimmed(text: string): string {
  return `CASE WHEN regexp_full_match(${text}, '[!-~]([ -~]*[!-~])?') THEN ${text} ELSE nullif(trim(${text}, ${sqlText(BLANKS)}), '') END`
}

/** The text that dates are read from: the date column, and the time column behind it where there is one. */
export function momentText(file: FilePlan): string {
  if (file.roles.time === undefined) return trimmed('"date"')
  return `CASE WHEN nullif(trim("date"), '') IS NOT NULL THEN concat_ws(' ', ${trimmed('"date"')}, ${trimmed('"time"')}) END`
}

/** Local date and time (TIMESTAMP) in the workspace's zone of `text`; a date without time stays on its day whatever the zone. */
export function momentSql(text: string, file: Pick<FilePlan, 'dates'>, zones: {readonly source: string; readonly workspace: string}): string {
  const rule = file.dates
  if (rule === undefined) return 'NULL::TIMESTAMP'
  const local = (utc: string): string => `timezone(${sqlText(zones.workspace)}, ${utc})`
  if (rule.format === 'epoch-seconds') return local(`to_timestamp(TRY_CAST(${text} AS DOUBLE))`)
  if (rule.format === 'epoch-milliseconds') return local(`to_timestamp(TRY_CAST(${text} AS DOUBLE) / 1000)`)
  if (rule.format === 'excel-serial')
    return `TIMESTAMP '1899-12-30' + to_seconds(round(TRY_CAST(replace(${text}, ',', '.') AS DOUBLE) * 86400)::BIGINT)`
  const replaced = rule.replacements.reduce((sql, [from, to]) => `regexp_replace(${sql}, ${sqlText(escaped(from))}, ${sqlText(to)}, 'i')`, text)
  const hasTime = (pattern: string): boolean => /%[HI]/.test(pattern)
  const timed = rule.patterns.filter(hasTime)
  const dated = rule.patterns.filter((pattern) => !hasTime(pattern))
  const shift = (sql: string): string => (zones.source === zones.workspace ? sql : local(`timezone(${sqlText(zones.source)}, ${sql})`))
  const ways = [
    ...(timed.length === 0 ? [] : [shift(parsed(replaced, timed))]),
    ...(dated.length === 0 ? [] : [parsed(replaced, dated)]),
    ...(rule.offsetPatterns.length === 0 ? [] : [local(parsed(replaced, rule.offsetPatterns))]),
  ]
  return ways.length === 0 ? 'NULL::TIMESTAMP' : ways.length === 1 ? ways[0]! : `coalesce(${ways.join(', ')})`
}

/** True where the texts of this file carry a time of day at all. */
export function timeKnown(file: Pick<FilePlan, 'dates'>): boolean {
  const rule = file.dates
  if (rule === undefined) return false
  return rule.format.startsWith('epoch') || rule.timed === true || [...rule.patterns, ...rule.offsetPatterns].some((pattern) => /%[HI]/.test(pattern))
}

function parsed(text: string, patterns: readonly string[]): string {
  // A list of one is slower than the one.
  return `try_strptime(${text}, ${patterns.length === 1 ? sqlText(patterns[0]!) : `[${patterns.map(sqlText).join(', ')}]`})`
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

/** True where a key is surely written as `keySql` would leave it: begins with a visible ASCII character but the apostrophe, ends in no blank and no `.0`. */
export function bareKeySql(column: string): string {
  const ends = [...BLANKS, '.0', '.00'].map((end) => `NOT suffix(${column}, ${sqlText(end)})`)
  return `(${column} IS NULL OR (${column} >= '!' AND ${column} < chr(127) AND NOT prefix(${column}, '''') AND ${ends.join(' AND ')}))`
}

/** True where a text is surely neither empty nor has blanks around it: begins with a visible character, ends in no blank. */
export function bareTextSql(column: string): string {
  return `(${column} IS NULL OR (${column} >= '!' AND NOT suffix(${column}, ' ')))`
}

/** The customer's key: e-mails without case, phones by their digits, ids without the apostrophe and `.0` that spreadsheets add. */
export function keySql(column: string, kind: ImportPlan['customerKey'], wholeNumbers: boolean): string {
  const text = trimmed(column)
  if (kind === 'email') return `lower(${text})`
  // +33 6…, 0033 6… and 33 6… are one number.
  if (kind === 'phone') return `nullif(regexp_replace(regexp_replace(${unfloated(text, '[+]?[0-9]{6,}')}, '[^0-9]', '', 'g'), '^00', ''), '')`
  if (wholeNumbers) return `nullif(${unfloated(`ltrim(${text}, '''')`, '[0-9]+')}, '')`
  return `CASE WHEN regexp_full_match(${column}, '[!-&(-~]([ -~]*[!-~])?') THEN ${column} ELSE nullif(ltrim(${text}, ''''), '') END`
}

/** Without the `.0` of a number that a spreadsheet or a program took for a measure. */
function unfloated(text: string, number: string): string {
  return `regexp_replace(${text}, '^(''?${number})[.]0+$', '\\1')`
}
