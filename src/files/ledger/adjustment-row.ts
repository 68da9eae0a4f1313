import {type Day, parseIsoDay} from '../../base/day.js'
import {ADJUSTMENT_OPS, type AdjustmentOp} from '../../ledger/adjust.js'
import {hasControlCharacter} from '../../ledger/canonical.js'
import {dayAt} from '../../base/day-at.js'
import type {AdjustmentRow, UnreadableRow} from '../../tasks/ledger/adjustment-source.js'
import {type Field, FIELDS} from './adjustment-layouts.js'

/** How texts of a file are to be understood. */
export interface RowOptions {
  readonly timeZone: string
  readonly dateFormat: 'iso' | 'dd/mm/yyyy' | 'mm/dd/yyyy'
  /** what rows without an op of their own ask for; undefined: points are added, negative ones deducted, balances set */
  readonly op: AdjustmentOp | undefined
  /** balances below zero are read, as negative `set`s: other systems have them */
  readonly belowZero?: boolean
}

class Unreadable extends Error {
  constructor(readonly code: string, message: string) {
    super(message)
  }
}

/** Texts of dates remembered; a file repeats few of them. */
const DATES_REMEMBERED = 10_000

/** Understands the records of one file. */
export class RowReader {
  private readonly at: Readonly<Record<Field, number>>
  private readonly dates = new Map<string, Day>()
  private values: readonly string[] = []
  private suspect = true

  /** `fields`: the column of each field the file has. */
  constructor(fields: ReadonlyMap<Field, number>, private readonly options: RowOptions) {
    this.at = Object.fromEntries(FIELDS.map((field) => [field, fields.get(field) ?? -1])) as Record<Field, number>
  }

  /** One record. `suspect` false: no value holds a control character. */
  read(values: readonly string[], line: number, record: number, suspect: boolean): AdjustmentRow | UnreadableRow {
    this.values = values
    this.suspect = suspect
    try {
      return this.understand(line, record)
    } catch (error) {
      if (error instanceof Unreadable) return {line, code: error.code, message: error.message, raw: values}
      throw error
    }
  }

  private understand(line: number, record: number): AdjustmentRow {
    const customerId = this.text('customer_id')
    const email = this.text('email')?.toLowerCase()
    const phone = this.text('phone')?.replace(/[\s().-]/g, '')
    if (customerId === undefined && email === undefined && phone === undefined)
      throw new Unreadable('customer-missing', 'The row names no customer: no customer id, no e-mail, no phone.')
    const {op, points} = amount(this.text('op'), this.text('points'), this.text('balance'), this.options)
    return {
      line, record, key: this.text('idempotency_key'), identity: {customerId, email, phone, name: this.name()}, wallet: this.text('account'),
      op, points,
      occurred: this.date('occurred_at'), available: this.date('available_at'), expires: this.date('expires_at'), orderId: this.text('order_id'),
      reason: this.text('reason_code'), note: this.text('note'), actor: this.text('actor'), raw: this.values,
    }
  }

  /** Whole, or put together from its parts. */
  private name(): string | undefined {
    const whole = this.text('name')
    if (whole !== undefined || (this.at.first_name < 0 && this.at.last_name < 0)) return whole
    const parts = [this.text('first_name'), this.text('last_name')].filter((part) => part !== undefined)
    return parts.length === 0 ? undefined : parts.join(' ')
  }

  private text(field: Field): string | undefined {
    const at = this.at[field]
    if (at < 0) return undefined
    const text = this.values[at]!.trim()
    if (text === '') return undefined
    if (this.suspect && hasControlCharacter(text)) throw new Unreadable('control-character', `${field} holds a line break or another control character.`)
    if (text.length > 500) throw new Unreadable('text-too-long', `${field} is longer than 500 characters.`)
    return text
  }

  private date(field: Field): Day | undefined {
    const text = this.text(field)
    if (text === undefined) return undefined
    const known = this.dates.get(text)
    if (known !== undefined) return known
    const day = dateOf(field, text, this.options)
    if (this.dates.size < DATES_REMEMBERED) this.dates.set(text, day)
    return day
  }
}

/** The request in op and points. Points may be negative only where no op is named: then they are deducted. */
function amount(opText: string | undefined, pointsText: string | undefined, balanceText: string | undefined,
  {op: given, belowZero}: RowOptions): {op: AdjustmentOp; points: number} {
  const op = opText === undefined ? given : opText.toLowerCase()
  if (op !== undefined && !(op in ADJUSTMENT_OPS))
    throw new Unreadable('op-unknown', `"${opText}" is not something that can be done to points; it must be add, deduct, set or expire.`)
  const value = pointsText ?? balanceText
  if (value === undefined) throw new Unreadable('points-missing', 'The row says no number of points.')
  const points = wholePoints(value)
  const meant = (op ?? (pointsText === undefined ? 'set' : points < 0 ? 'deduct' : 'add')) as AdjustmentOp
  if (points < 0 && meant === 'set' && belowZero === true) return {op: meant, points}
  if (points < 0 && (op !== undefined || meant === 'set')) throw new Unreadable('points-negative',
    `${meant} ${value} makes no sense; write a number from 0.`)
  return {op: meant, points: Math.abs(points)}
}

function wholePoints(text: string): number {
  // Vendors write balances as 1,250 and 50.0; anything less clear is refused.
  const plainText = /^[+-]?\d{1,3}(,\d{3})+$/.test(text) ? text.replaceAll(',', '') : text.replace(/\.0+$/, '')
  const value = Number(plainText)
  if (!/^[+-]?\d+$/.test(plainText)) throw new Unreadable('points-invalid', `"${text}" is not a whole number of points.`)
  if (!Number.isSafeInteger(value)) throw new Unreadable('points-too-large', `${text} is beyond 9007199254740991, the largest number of points.`)
  return value === 0 ? 0 : value
}

function dateOf(field: Field, text: string, options: RowOptions): Day {
  const day = parseIsoDay(text) ?? instantDay(text, options.timeZone) ?? slashDay(text, options.dateFormat)
  if (day === undefined) throw new Unreadable('date-invalid', `${field} "${text}" is not a date such as 2025-03-31${
    options.dateFormat === 'iso' && /^\d{1,2}[/.]\d{1,2}[/.]\d{4}$/.test(text) ? '; say how it is written with --date-format' : ''}.`)
  return day
}

/** `2025-03-31T22:30:00Z` is a moment, whose day depends on the time zone; without an offset it is local time. */
function instantDay(text: string, timeZone: string): Day | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?$/.exec(text)
  if (match === null) return undefined
  const day = parseIsoDay(match[1]!)
  if (day === undefined || match[4] === undefined) return day
  const instant = Date.parse(text.replace(' ', 'T').replace(/\s/, '').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
  return Number.isNaN(instant) ? undefined : dayAt(instant, timeZone)
}

function slashDay(text: string, format: RowOptions['dateFormat']): Day | undefined {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  if (match === null || format === 'iso') return undefined
  const [first, second, year] = [match[1]!.padStart(2, '0'), match[2]!.padStart(2, '0'), match[3]!]
  return parseIsoDay(format === 'dd/mm/yyyy' ? `${year}-${second}-${first}` : `${year}-${first}-${second}`)
}
