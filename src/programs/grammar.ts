import {z} from 'zod'
import {parseIsoDay, type Day} from '../base/day.js'

/** A length of time as people write it. */
export interface Period {
  readonly count: number
  readonly unit: 'day' | 'month'
}

/** How an input looks in an error message. */
export function shown(input: unknown): string {
  if (input === undefined) return 'nothing'
  const text = JSON.stringify(input)
  return text.length > 40 ? `${text.slice(0, 37)}…` : text
}

function expected(what: string): (issue: {readonly input?: unknown}) => string {
  return (issue) => (issue.input === undefined ? `is missing; expected ${what}` : `${shown(issue.input)} is not valid; expected ${what}`)
}

/** A mapping with these keys and no other; an unknown key is answered with the known ones. */
export function mapping<Shape extends z.core.$ZodLooseShape>(shape: Shape, description: string) {
  const known = Object.keys(shape).join(', ')
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys')
        return `${(issue as unknown as {keys: string[]}).keys.map((key) => `"${key}"`).join(', ')} is not known here; valid are ${known}`
      return `${shown(issue.input)} is not valid; expected a mapping with ${known}`
    },
  }).describe(description)
}

export function listOf<T extends z.ZodType>(item: T, what: string) {
  return z.array(item, {error: expected(`a list of ${what}, each beginning with "-"`)})
}

export function oneOf<const T extends readonly [string, ...string[]]>(values: T, description: string) {
  return z.enum(values, {error: (issue) => `${shown(issue.input)} is not valid; expected ${values.join(' or ')}`}).describe(description)
}

/** A number with a range; the message shows the value and what is expected. */
export function amountOf(what: string, range: {readonly above?: number; readonly from?: number; readonly to?: number} = {}) {
  const message = expected(what)
  let schema = z.number({error: message})
  if (range.above !== undefined) schema = schema.gt(range.above, {error: message})
  if (range.from !== undefined) schema = schema.min(range.from, {error: message})
  if (range.to !== undefined) schema = schema.max(range.to, {error: message})
  return schema
}

export const text = (what: string) => z.string({error: expected(what)}).trim().min(1, {error: expected(what)}).describe(what)
export const yesNo = (description: string) => z.boolean({error: expected('true or false')}).describe(description)
export const money = (description: string) =>
  amountOf('an amount of money in major units, such as 5.00', {from: 0, to: 1e12}).describe(`${description} (money, major units)`)
export const moneyAboveZero = (description: string) =>
  amountOf('an amount of money above zero, such as 5.00', {above: 0, to: 1e12}).describe(`${description} (money, major units)`)
export const share = (description: string) => amountOf('a share between 0 and 1, such as 0.35 for 35 %', {from: 0, to: 1}).describe(`${description} (0..1)`)
export const percent = (description: string) =>
  amountOf('a percentage above 0 and up to 100, such as 5 for 5 %', {above: 0, to: 100}).describe(`${description} (percent)`)
export const factor = (description: string) => amountOf('a factor from 0 to 1000, such as 2 for double', {from: 0, to: 1000}).describe(description)
export const wholePoints = (description: string) =>
  z.int({error: expected('a whole number of points above zero')}).positive({error: expected('a whole number of points above zero')})
    .max(1e9, {error: expected('at most a thousand million points')}).describe(description)
export const count = (description: string) =>
  z.int({error: expected('a whole number above zero')}).positive({error: expected('a whole number above zero')}).max(1e6).describe(description)

const PERIOD = /^(\d{1,4})\s*(day|week|month|year)s?$/

/** `12 months`, `90 days`, `2 weeks`, `1 year`. Weeks become days, years months. */
export function parsePeriod(written: string): Period | undefined {
  const match = PERIOD.exec(written.trim().toLowerCase())
  const number = Number(match?.[1])
  if (match === null || number < 1) return undefined
  if (match[2] === 'day') return {count: number, unit: 'day'}
  if (match[2] === 'week') return {count: number * 7, unit: 'day'}
  return {count: match[2] === 'year' ? number * 12 : number, unit: 'month'}
}

export const period = (description: string) => {
  const message = expected('a length of time, such as 12 months, 90 days, 2 weeks or 1 year')
  return z.string({error: message}).refine((value) => parsePeriod(value) !== undefined, {error: message})
    .transform((value): Period => parsePeriod(value)!).describe(`${description} (such as 12 months, 90 days, 2 weeks, 1 year)`)
}

export const date = (description: string) => {
  const message = expected('a day written as 2026-01-31')
  return z.string({error: message}).refine((value) => parseIsoDay(value) !== undefined, {error: message})
    .transform((value): Day => parseIsoDay(value)!).describe(`${description} (yyyy-mm-dd)`)
}

/** One text or a list of them. */
export const texts = (what: string) => {
  const message = {error: expected(`${what}, or a list of them in [brackets]`)}
  const one = z.string(message).trim().min(1, message)
  return z.union([one, z.array(one).min(1, message)], message)
    .transform((value): readonly string[] => (typeof value === 'string' ? [value] : value)).describe(`${what}, or a list`)
}

/** What an attribute is, or any of a list: texts, numbers, true and false. `sameText` says what each is met by. */
const attributeValues = (what: string) => {
  const message = {error: expected(`${what}, or a list of them in [brackets]`)}
  const one = z.union([z.string().trim().min(1, message), z.number(), z.boolean()], message)
  return z.union([one, z.array(one).min(1, message)], message)
    .transform((value): readonly string[] => (Array.isArray(value) ? value : [value]).map(String)).describe(`${what}, or a list`)
}

/** Attributes by name and what they must be. */
export const attributes = (description: string) =>
  z.record(z.string(), attributeValues('a value'), {error: expected('attributes by name, such as {device: app}')}).describe(description)

/** Values of an attribute and what each multiplies by. */
export const factorsByValue = (description: string) =>
  z.record(z.string(), factor('multiplier'), {error: expected('values and their multipliers, such as {travel: 3, fuel: 0.5}')}).describe(description)

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

export const weekdays = (description: string) => {
  const message = {error: expected('a day of the week in English, such as tuesday, or a list')}
  const day = z.string(message).trim().toLowerCase().pipe(z.enum(WEEKDAYS, message))
  return z.union([day, z.array(day).min(1, message)], message)
    .transform((value): readonly number[] => (typeof value === 'string' ? [value] : value).map((name) => WEEKDAYS.indexOf(name) + 1))
    .describe(description)
}

const HOURS = /^([01]?\d|2[0-3]):([0-5]\d)\s*-\s*([01]?\d|2[0-4]):([0-5]\d)$/

export interface HourRange {
  /** second of the day, included */
  readonly from: number
  /** second of the day, not included */
  readonly until: number
}

export const hours = (description: string) => {
  const message = expected('hours of the day such as 14:00-17:00')
  const range = (value: string): HourRange => {
    const [, h1, m1, h2, m2] = HOURS.exec(value)!.map(Number)
    return {from: h1! * 3600 + m1! * 60, until: h2! * 3600 + m2! * 60}
  }
  return z.string({error: message}).regex(HOURS, {error: message, abort: true})
    .refine((value) => range(value).from !== range(value).until && range(value).until <= 86_400, {error: message})
    .transform(range).describe(`${description} (such as 14:00-17:00)`)
}

const SEASON = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) to (0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** Days of every year, month × 100 + day, both included; may reach over New Year. */
export interface Season {
  readonly from: number
  readonly until: number
}

export const season = (description: string) => {
  const message = expected('days of every year as month-day, such as 11-01 to 11-15')
  return z.string({error: message}).regex(SEASON, {error: message}).transform((value): Season => {
    const [, month1, day1, month2, day2] = SEASON.exec(value)!.map(Number)
    return {from: month1! * 100 + day1!, until: month2! * 100 + day2!}
  }).describe(`${description} (such as 11-01 to 11-15)`)
}

const DIFFERENCE = /^\+?(\d+(?:\.\d+)?)\s*(pp|%)$/

/** `+2pp` is 0.02 of difference; `+3%` a ratio of 1.03 less one. */
export const difference = (unit: 'pp' | '%', description: string) => {
  const message = expected(unit === 'pp' ? 'a difference in percentage points, such as +2pp' : 'a growth in percent, such as +3%')
  return z.string({error: message}).refine((value) => DIFFERENCE.exec(value)?.[2] === unit, {error: message})
    .transform((value): number => Number(`${DIFFERENCE.exec(value)![1]}e-2`)).describe(description)
}
