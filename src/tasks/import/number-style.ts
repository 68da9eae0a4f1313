import type {NumberStyle, ShapeEvidence} from './plan.js'

/** What the shapes of all number columns say together. */
export interface NumberDecision {
  readonly style: NumberStyle
  /** nothing in the columns tells a decimal comma from a thousands comma (or points): the style is the likelier one */
  readonly assumed: ShapeEvidence | undefined
  /** values surely written in another style; they will be refused */
  readonly contrary: readonly ShapeEvidence[]
}

type Separator = '.' | ',' | ' ' | "'"

/** What one shape can mean: its decimal and thousands sign, or a single sign that may be either. */
type Reading =
  | {readonly kind: 'whole'; readonly digits: number}
  | {readonly kind: 'sure'; readonly decimal?: '.' | ','; readonly thousands?: Separator}
  | {readonly kind: 'either'; readonly sign: '.' | ','}
  | {readonly kind: 'none'}

const BLANK = '[ \\t\u00A0\u202F\u2009]'
const CURRENCY_SIGNS = '(?:US|CA|AU|NZ|HK|MX|A|C|R|S)?\\$|[€£¥₹₽₺₩₴₫฿¢₦₱₪]'
const CURRENCY_CODES = [
  'AED', 'ARS', 'AUD', 'BGN', 'BHD', 'BRL', 'CAD', 'CHF', 'CLP', 'CNY', 'COP', 'CZK', 'DKK', 'EGP', 'EUR', 'GBP', 'HKD', 'HUF', 'IDR', 'ILS', 'INR', 'ISK',
  'JPY', 'KRW', 'KWD', 'MAD', 'MXN', 'MYR', 'NGN', 'NOK', 'NZD', 'PEN', 'PHP', 'PLN', 'QAR', 'RON', 'RUB', 'SAR', 'SEK', 'SGD', 'THB', 'TND', 'TRY', 'TWD',
  'UAH', 'USD', 'VND', 'XAF', 'XOF', 'ZAR', 'kr\\.?', 'zł', 'Kč', 'Ft', 'Fr\\.?', 'Rs\\.?', 'RM', 'DH',
].join('|')
const CURRENCY = `(?:${CURRENCY_SIGNS}|${CURRENCY_CODES})`

/**
 * Regular expression (RE2 and JavaScript, for a full match of the trimmed text) of the numbers that this style allows: a sign or
 * parentheses, a currency sign or code on either side, groups of three (or the Indian two), any number of decimals. Group 1 is the
 * number itself; what stands around it is negative where it holds `-`, `−` or `(`.
 */
export function numberPattern(style: NumberStyle): string {
  const decimal = style.decimal === '.' ? '\\.' : ','
  const group = {'': '', ',': ',', '.': '\\.', ' ': BLANK, "'": "['’]"}[style.thousands]
  const whole = group === '' ? '[0-9]+' : `(?:[0-9]{1,3}(?:${group}[0-9]{2,3})*${group}[0-9]{3}|[0-9]+)`
  return `(?:[-+−('’]|${CURRENCY}|${BLANK})*(${whole}(?:${decimal}[0-9]*)?|${decimal}[0-9]+)(?:[-−)]|${CURRENCY}|${BLANK})*`
}

const compiled = new Map<string, RegExp>()

/** The readable form of what the store does in SQL: exact decimal text (`-1234.56`), or undefined for what is no number in this style. */
export function plainNumber(text: string, style: NumberStyle): string | undefined {
  const key = style.decimal + style.thousands
  const pattern = compiled.get(key) ?? new RegExp(`^(?:${numberPattern(style)})$`, 'u')
  compiled.set(key, pattern)
  const trimmed = text.trim()
  const number = pattern.exec(trimmed)?.[1]
  if (number === undefined) return undefined
  const negative = /[-−(]/.test(trimmed.replace(number, ''))
  const [whole = '', decimals = ''] = number.split(style.decimal)
  return `${negative ? '-' : ''}${whole.replaceAll(/[^0-9]/g, '') || '0'}${decimals === '' ? '' : `.${decimals}`}`
}

/**
 * Decides decimal and thousands signs from the shapes of whole columns. A sign that can only be the decimal one in some value
 * (`2024,994`, `5,5`, `1.234,56`) decides for every value; `52,620` alone decides nothing.
 */
export function decideNumbers(evidence: readonly ShapeEvidence[], written?: WrittenIn): NumberDecision {
  const readings = evidence.map((each) => ({each, reading: readShape(each)}))
  const votes = {'.': 0, ',': 0}
  for (const {each, reading} of readings) if (reading.kind === 'sure' && impliedDecimal(reading) !== undefined) votes[impliedDecimal(reading)!] += each.rows
  const either = readings.filter(({reading}) => reading.kind === 'either')
  if (votes['.'] === 0 && votes[','] === 0 && either.length > 0) return assume(readings, either, written)
  const decimal = votes[','] > votes['.'] ? ',' : '.'
  return {style: {decimal, thousands: thousandsFor(decimal, readings)}, assumed: undefined,
    contrary: readings.filter(({reading}) => contradicts(reading, decimal)).map(({each}) => each)}
}

/** What stood between the values, or that they were numbers, not texts. */
export type WrittenIn = {readonly delimiter: string} | 'typed'

type Read = {readonly each: ShapeEvidence; readonly reading: Reading}

/** `1 234` says nothing of the decimal sign; `1,234,567` says that it is the point. */
function impliedDecimal(reading: {readonly decimal?: '.' | ','; readonly thousands?: Separator}): '.' | ',' | undefined {
  if (reading.decimal !== undefined) return reading.decimal
  return reading.thousands === ',' ? '.' : reading.thousands === '.' ? ',' : undefined
}

function contradicts(reading: Reading, decimal: '.' | ','): boolean {
  return reading.kind === 'sure' && impliedDecimal(reading) !== undefined && impliedDecimal(reading) !== decimal
}

function thousandsFor(decimal: '.' | ',', readings: readonly Read[]): NumberStyle['thousands'] {
  const votes = new Map<Separator, number>()
  const other = decimal === '.' ? ',' : '.'
  for (const {each, reading} of readings) {
    const sign = reading.kind === 'sure' ? reading.thousands : reading.kind === 'either' && reading.sign === other ? other : undefined
    if (sign !== undefined && sign !== decimal) votes.set(sign, (votes.get(sign) ?? 0) + each.rows)
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

/**
 * Every value with a sign has exactly three digits behind it. A file whose values are held apart by semicolons leaves the comma to the
 * decimals, and one with commas between them the point. Otherwise whole numbers of four and more digits written without a sign mean that
 * nobody groups thousands here; small whole numbers beside, other than numbers of pieces, mean that nobody writes decimals.
 */
function assume(readings: readonly Read[], either: readonly Read[], written: WrittenIn | undefined): NumberDecision {
  const [first] = either
  const sign = first!.reading.kind === 'either' ? first!.reading.sign : '.'
  if (written === 'typed' && sign === '.') return {style: {decimal: '.', thousands: ''}, assumed: undefined, contrary: []}
  const between = typeof written === 'object' ? written.delimiter : ''
  if ((between === ';' && sign === ',') || (between === ',' && sign === '.'))
    return {style: {decimal: sign, thousands: ''}, assumed: first!.each, contrary: []}
  const whole = readings.filter(({each, reading}) => reading.kind === 'whole' && each.pieces !== true)
  const ungrouped = whole.some(({reading}) => reading.kind === 'whole' && reading.digits > 3)
  const grouped = !ungrouped && (sign === ',' || whole.length > 0)
  const other = sign === '.' ? ',' : '.'
  return {style: grouped ? {decimal: other, thousands: sign} : {decimal: sign, thousands: ''}, assumed: first!.each, contrary: []}
}

function readShape({shape, example}: ShapeEvidence): Reading {
  const core = shape.replaceAll(/[\u00A0\u202F\u2009\t]/g, ' ').replaceAll('’', "'")
    .replace(/^[^0-9.,]*?(?=[.,]?[0-9])/, '').replace(/[^0-9]+$/, '')
  if (!/^[0-9.,' ]+$/.test(core)) return {kind: 'none'}
  const groups = core.split(/[.,' ]/)
  const signs = core.replaceAll(/[0-9]/g, '')
  if (signs === '') return {kind: 'whole', digits: core.length}
  const last = signs.at(-1) as Separator
  const kinds = new Set(signs)
  if (kinds.size > 2) return {kind: 'none'}
  if (kinds.size === 2) return readTwoSigns(signs, last)
  if (last === ' ' || last === "'") return {kind: 'sure', thousands: last}
  if (signs.length > 1) return {kind: 'sure', thousands: last}
  const [before = '', behind = ''] = groups
  const zeroBefore = /(?:^|[^0-9])0[.,][0-9]/.test(example)
  if (behind.length !== 3 || before.length > 3 || before.length === 0 || zeroBefore) return {kind: 'sure', decimal: last}
  return {kind: 'either', sign: last}
}

function readTwoSigns(signs: string, last: Separator): Reading {
  const other = signs[0] as Separator
  const lastOnce = signs.indexOf(last) === signs.length - 1
  if (!lastOnce || last === other || (last !== '.' && last !== ',')) return {kind: 'none'}
  return {kind: 'sure', decimal: last, thousands: other}
}
