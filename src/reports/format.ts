import {type Currency, minorDigits} from '../base/money.js'
import type {Day} from '../base/day.js'
import type {Language} from '../vocabulary.js'

/** An uncertain figure as every simulation reports it: 10 %, 50 % and 90 % points of its distribution. */
export interface Spread {
  readonly p10: number
  readonly p50: number
  readonly p90: number
}

/** Numbers, money and dates as people of one language write them. Money comes in minor units. */
export interface Format {
  readonly language: Language
  readonly currency: Currency
  /** `12,345` */
  integer(value: number): string
  /** a number with at most so many decimals (default 1) */
  number(value: number, decimals?: number): string
  /** exact, with the currency's decimals: `€1,234.50` */
  money(minor: number): string
  /** a price that may be less than the smallest coin, with the decimals it needs: `€0.004` */
  price(minor: number): string
  /** whole units, for totals: `€1,235` */
  wholeMoney(minor: number): string
  /** three significant figures and never decimals above 100: what an estimate deserves */
  aboutMoney(minor: number): string
  /** the same without the currency */
  aboutNumber(minor: number): string
  /** of a share 0..1: `12.3%` / `12,3 %` */
  percent(share: number, decimals?: number): string
  /** a difference of shares, with its sign, in percentage points: `+2.1 points` */
  pointsOfPercent(difference: number, decimals?: number): string
  /** `≈ 1,200 (300 to 2,100)`; `show` writes one value */
  spread(spread: Spread, show: (value: number) => string): string
  /** with an explicit + or − */
  signed(value: number, show: (value: number) => string): string
  /** `3 Jan 2025` / `3 janv. 2025` */
  day(day: Day): string
  /** `Jan 2025` of a month index (year × 12 + month − 1) */
  month(index: number): string
  /** `Jan`, `janv.`: 0 January .. 11 December */
  monthName(month: number): string
  /** `a, b and c` */
  list(parts: readonly string[]): string
}

const MINUS = '\u2212'
const NARROW_SPACE = '\u202f'

/** Everything a report needs to print figures in one language and currency. */
export function formatFor(language: Language, currency: Currency): Format {
  // British day order for English: "3 Jan 2025" cannot be misread, 1/3/2025 can.
  const dates = language === 'en' ? 'en-GB' : 'fr-FR'
  const numbers = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(language, options)
    // A rounded −0 reads as a mistake, a hyphen as a dash.
    return (value: number) => format.format(value === 0 ? 0 : value).replace('-', MINUS)
  }
  const scale = 10 ** minorDigits(currency)
  const digits = minorDigits(currency)
  const money = (options: Intl.NumberFormatOptions) => {
    const show = numbers({style: 'currency', currency, currencyDisplay: 'narrowSymbol', signDisplay: 'negative', ...options})
    return (minor: number) => show(minor / scale)
  }
  const exact = money({minimumFractionDigits: digits, maximumFractionDigits: digits})
  const whole = money({maximumFractionDigits: 0})
  const integer = numbers({maximumFractionDigits: 0, signDisplay: 'negative'})
  const decimals = cached((places) => numbers({maximumFractionDigits: places, signDisplay: 'negative'}))
  const percents = cached((places) => numbers({style: 'percent', maximumFractionDigits: places, signDisplay: 'negative'}))
  const dayFormat = new Intl.DateTimeFormat(dates, {day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC'})
  const monthFormat = new Intl.DateTimeFormat(dates, {month: 'short', year: 'numeric', timeZone: 'UTC'})
  const nameFormat = new Intl.DateTimeFormat(dates, {month: 'short', timeZone: 'UTC'})
  const listFormat = new Intl.ListFormat(language === 'en' ? 'en-GB' : 'fr', {type: 'conjunction'})
  const signed = (value: number, show: (value: number) => string): string => {
    const text = show(value)
    return value > 0 && /[1-9]/.test(text) ? `+${text}` : text
  }
  return {
    language,
    currency,
    integer,
    number: (value, places = 1) => decimals(places)(value),
    money: exact,
    price: money({minimumFractionDigits: digits, maximumFractionDigits: digits + 4}),
    wholeMoney: whole,
    aboutMoney: (minor) => (minor !== 0 && Math.abs(minor) < 10 * scale ? exact : whole)(threeFigures(minor)),
    aboutNumber: (minor) => decimals(Math.abs(minor) < 10 * scale ? digits : 0)(threeFigures(minor) / scale),
    percent: (share, places = 1) => percents(places)(share),
    pointsOfPercent: (difference, places = 1) => {
      const text = signed(difference * 100, decimals(places))
      const size = Math.abs(Number((difference * 100).toFixed(places)))
      // French counts everything below two as one.
      return language === 'en' ? `${text} ${size === 1 ? 'point' : 'points'}` : `${text}${NARROW_SPACE}${size < 2 ? 'point' : 'points'}`
    },
    spread: ({p10, p50, p90}, show) => `≈ ${show(p50)} (${show(p10)} ${language === 'en' ? 'to' : 'à'} ${show(p90)})`,
    signed,
    // The first of a month is an ordinal in French.
    day: (value) => (language === 'en' ? dayFormat.format(value * 86_400_000) : dayFormat.format(value * 86_400_000).replace(/^1(?=\s)/, '1er')),
    month: (index) => monthFormat.format(Date.UTC(Math.floor(index / 12), index % 12, 1)),
    monthName: (month) => nameFormat.format(Date.UTC(2001, month, 1)),
    list: (parts) => listFormat.format(parts),
  }
}

/** Rounded to three significant figures: an estimate printed to the cent claims too much. */
function threeFigures(value: number): number {
  if (value === 0) return 0
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2)
  return step >= 1 ? Math.round(value / step) * step : value
}

function cached<T>(make: (key: number) => T): (key: number) => T {
  const made = new Map<number, T>()
  return (key) => {
    const found = made.get(key) ?? make(key)
    made.set(key, found)
    return found
  }
}
