import {fromMajor, smallPrice} from '../base/money.js'
import type {Condition, ProgramDefinition, Voucher} from '../programs/definition.js'
import type {Period, Season} from '../programs/grammar.js'
import type {Format} from './format.js'
import type {ProgramWords} from './words/program.js'

/** Words, numbers and money of one language and currency. */
export interface Telling {
  readonly words: ProgramWords
  readonly format: Format
}

/** Money of the file (major units), in full. */
export function moneyText({format}: Telling, amount: number): string {
  return format.money(fromMajor(amount, format.currency))
}

/** A price that may be less than a coin. */
export function priceText({format}: Telling, amount: number): string {
  return format.price(smallPrice(amount, format.currency))
}

/** `12 months` in words; whole years as years. */
export function periodText({words, format}: Telling, {count, unit}: Period): string {
  if (unit === 'month' && count >= 24 && count % 12 === 0) return words.length('year', format.integer(count / 12))
  return words.length(unit, format.integer(count))
}

/** `every month`, `every 12 months`. */
export function everyText({words, format}: Telling, {count, unit}: Period): string {
  return words.every(unit === 'day' ? words.day(format.integer(count)) : words.month(format.integer(count)))
}

/** The conditions of a `when` as one phrase; undefined where there are none. */
export function conditionText(telling: Telling, condition: Condition | undefined): string | undefined {
  if (condition === undefined) return undefined
  const {words, format} = telling
  const {when} = words
  const any = (texts: readonly string[]): string => words.or(texts)
  const parts = [
    condition.channel && when.channel(any(condition.channel)),
    condition.category && when.category(any(condition.category)),
    ...Object.entries({...condition.order, ...condition.customer}).map(([name, values]) => when.attribute(name, any(values))),
    condition.segment && when.segment(any(condition.segment)),
    condition.tier && when.tier(any(condition.tier)),
    condition.minimum === undefined ? undefined : when.minimum(moneyText(telling, condition.minimum)),
    condition.maximum === undefined ? undefined : when.maximum(moneyText(telling, condition.maximum)),
    condition.firstOrder === undefined ? undefined : condition.firstOrder ? when.firstOrder : when.notFirstOrder,
    condition.weekday && when.weekday(any(condition.weekday.map((day) => weekdayName(format, day)))),
    condition.hours && when.hours(hourText(condition.hours.from), hourText(condition.hours.until)),
    condition.tenure && when.tenure(periodText(telling, condition.tenure)),
    condition.tenureBelow && when.tenureBelow(periodText(telling, condition.tenureBelow)),
    condition.from === undefined ? undefined : when.from(format.day(condition.from)),
    condition.until === undefined ? undefined : when.until(format.day(condition.until)),
    condition.season && when.season(...seasonText(format, condition.season)),
  ].filter((part) => part !== undefined && part !== '')
  return parts.length === 0 ? undefined : parts.join(', ')
}

/** First and last day of a season, without the year. */
export function seasonText(format: Format, {from, until}: Season): [string, string] {
  const show = new Intl.DateTimeFormat(format.language === 'en' ? 'en-GB' : 'fr-FR', {day: 'numeric', month: 'long', timeZone: 'UTC'})
  // "1er novembre": the first of a month is the only ordinal among French dates.
  const text = (value: number): string => show.format(Date.UTC(2000, Math.floor(value / 100) - 1, value % 100))
    .replace(/^1 /, format.language === 'fr' ? '1er ' : '1 ')
  return [text(from), text(until)]
}

/** 1 Monday .. 7 Sunday; 1 January 2001 was a Monday. */
function weekdayName(format: Format, day: number): string {
  return new Intl.DateTimeFormat(format.language === 'en' ? 'en-GB' : 'fr-FR', {weekday: 'long', timeZone: 'UTC'}).format(Date.UTC(2001, 0, day))
}

function hourText(second: number): string {
  return `${String(Math.floor(second / 3600)).padStart(2, '0')}:${String(Math.floor((second % 3600) / 60)).padStart(2, '0')}`
}

/** `100 points`, `1 stamp`. */
export function pointsText({words, format}: Telling, definition: ProgramDefinition, count: number): string {
  const [one, many] = words.units[definition.points.unit]
  return `${format.number(count, 6)} ${count === 1 || (format.language === 'fr' && count < 2) ? one : many}`
}

/** `15.00 off, on orders of at least 50.00, valid 60 days`. */
export function voucherText(telling: Telling, voucher: Voucher): string {
  const {words, format} = telling
  return [
    voucher.faceValue !== undefined ? words.off(moneyText(telling, voucher.faceValue))
      : words.percentOff(format.percent(voucher.percent! / 100, 4),
      voucher.maximum === undefined ? undefined : format.money(fromMajor(voucher.maximum, format.currency))),
    voucher.minimum === undefined ? undefined : words.atLeast(moneyText(telling, voucher.minimum)),
    voucher.valid === undefined ? undefined : words.valid(periodText(telling, voucher.valid)),
    voucher.share < 1 ? words.usedBy(format.percent(voucher.share)) : undefined,
  ].filter((part) => part !== undefined).join(', ')
}
