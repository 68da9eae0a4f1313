import type {DateFormat, DateRule, ShapeEvidence} from './plan.js'
import {MONTH_NAMES, WEEKDAY_NAMES, ZONE_OFFSETS} from './date-words.js'

/** What a shape can be, before day and month are told apart. */
type Family = 'iso' | 'slashed-4' | 'slashed-2' | 'day-month-name' | 'month-name-day' | 'compact' | 'epoch-seconds' | 'epoch-milliseconds' | 'excel-serial'

export interface DateShape extends ShapeEvidence {
  readonly family: Family
}

/** Sorts out the shapes that can be dates. */
export function dateShapes(evidence: readonly ShapeEvidence[]): readonly DateShape[] {
  return evidence.flatMap((each) => {
    const family = familyOf(each.shape)
    return family === undefined ? [] : [{...each, family}]
  })
}

/** The shapes in which day and month may change places. */
export function slashedShapes(shapes: readonly DateShape[]): readonly DateShape[] {
  return shapes.filter(({family}) => family === 'slashed-4' || family === 'slashed-2')
}

/** Rows that prove day before month, and month before day. */
export function dayMonthVotes(shapes: readonly DateShape[]): {readonly dayFirst: number; readonly monthFirst: number; readonly slashed: number} {
  const slashed = slashedShapes(shapes)
  return {
    dayFirst: sum(slashed.map((each) => each.firstOver12)),
    monthFirst: sum(slashed.map((each) => each.secondOver12)),
    slashed: sum(slashed.map((each) => each.rows)),
  }
}

/** Dates written with points put the day first wherever they are used (de, ch, pl, no, ru …). */
export function writtenWithPoints(shapes: readonly DateShape[]): boolean {
  const slashed = slashedShapes(shapes)
  return slashed.length > 0 && slashed.every(({shape}) => /^9+\.\s?9+\./.test(shape))
}

/** The rule that reads these shapes; `dayFirst` settles dd/mm against mm/dd. Undefined where no shape can be a date. */
export function dateRule(shapes: readonly DateShape[], dayFirst: boolean, given?: DateFormat): DateRule | undefined {
  const format = given ?? commonest(shapes.map((each) => ({key: formatOf(each.family, dayFirst), rows: each.rows})))
  if (format === undefined) return undefined
  if (format === 'epoch-seconds' || format === 'epoch-milliseconds' || format === 'excel-serial')
    return {format, patterns: [], offsetPatterns: [], replacements: [], ...(shapes.some(({shape}) => /9[.,]9/.test(shape)) && {timed: true})}
  const patterns = new Map<string, number>()
  const replacements = new Map<string, string>()
  for (const each of shapes) {
    const pattern = patternOf(each, dayFirst, replacements)
    if (pattern !== undefined) patterns.set(pattern, (patterns.get(pattern) ?? 0) + each.rows)
  }
  const ordered = [...patterns].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([pattern]) => pattern)
  return {
    format,
    patterns: ordered.filter((pattern) => !pattern.endsWith('%z')),
    offsetPatterns: ordered.filter((pattern) => pattern.endsWith('%z')),
    replacements: [...replacements].sort((a, b) => b[0].length - a[0].length || (a[0] < b[0] ? -1 : 1)),
  }
}

const DATE_PART: readonly (readonly [RegExp, Family])[] = [
  [/^9{4}(?<sign>[-/.])9{1,2}\k<sign>9{1,2}(?!9)/, 'iso'],
  [/^9{1,2}(?<sign>[-/.]) ?9{1,2}\k<sign> ?9{4}(?!9)/, 'slashed-4'],
  [/^9{1,2}(?<sign>[-/.])9{1,2}\k<sign>9{2}(?!9)/, 'slashed-2'],
  [/^9{1,2}(?:er|st|nd|rd|th|\.)?[-/ ]?(?:de )?WORD,?[-/ ]?(?:de )?'?(?:9{4}|9{2})(?!9)/, 'day-month-name'],
  [/^WORD[-/ ]?9{1,2}(?:st|nd|rd|th)?,?[-/ ]'?(?:9{4}|9{2})(?!9)/, 'month-name-day'],
  [/^9{8}(?:[T ]?9{4}(?:9{2})?)?$/, 'compact'],
  [/^9{10}(?:\.9+)?$/, 'epoch-seconds'],
  [/^9{13}$/, 'epoch-milliseconds'],
  [/^9{5}(?:[.,]9+)?$/, 'excel-serial'],
]

function familyOf(shape: string): Family | undefined {
  const text = withMonthWord(withoutWeekday(shape)).text
  return DATE_PART.find(([pattern]) => pattern.test(text))?.[1]
}

function formatOf(family: Family, dayFirst: boolean): DateFormat {
  switch (family) {
    case 'iso': return 'yyyy-mm-dd'
    case 'compact': return 'yyyymmdd'
    case 'slashed-4': return dayFirst ? 'dd/mm/yyyy' : 'mm/dd/yyyy'
    case 'slashed-2': return dayFirst ? 'dd/mm/yy' : 'mm/dd/yy'
    case 'day-month-name': return 'dd-mon-yyyy'
    case 'month-name-day': return 'mon-dd-yyyy'
    default: return family
  }
}

const WORD = /\p{L}+(?:\.\p{L}+)*\.?/gu

function withoutWeekday(shape: string): string {
  const first = /^(\p{L}+)\.?,?\s+/u.exec(shape)
  return first !== null && WEEKDAY_NAMES.has(first[1]!.toLowerCase()) ? shape.slice(first[0].length) : shape
}

/** The shape with its month's name as WORD, and that name. */
function withMonthWord(shape: string): {readonly text: string; readonly name: string | undefined} {
  for (const match of shape.matchAll(WORD)) {
    if (monthOf(match[0]) === undefined) continue
    return {text: `${shape.slice(0, match.index)}WORD${shape.slice(match.index + match[0].length)}`, name: match[0]}
  }
  return {text: shape, name: undefined}
}

function monthOf(word: string): string | undefined {
  return MONTH_NAMES.get(word.toLowerCase().replace(/\.$/, ''))
}

/** The strptime pattern of one shape. Notes the words that must be replaced first. */
function patternOf(each: DateShape, dayFirst: boolean, replacements: Map<string, string>): string | undefined {
  const bare = withoutWeekday(each.shape)
  if (bare !== each.shape) replacements.set(each.shape.slice(0, each.shape.length - bare.length), '')
  const {text, name} = withMonthWord(bare)
  const part = DATE_PART.find(([, family]) => family === each.family)![0].exec(text)![0]
  const date = datePattern(each.family, part, dayFirst)
  if (date === undefined) return undefined
  if (name !== undefined && monthOf(name) !== name) replacements.set(name, monthOf(name)!)
  const time = timePattern(text.slice(part.length), replacements)
  return time === undefined ? undefined : date + time
}

function datePattern(family: Family, part: string, dayFirst: boolean): string | undefined {
  const order = {
    iso: ['%Y', '%m', '%d'], compact: [], 'slashed-4': dayFirst ? ['%d', '%m', '%Y'] : ['%m', '%d', '%Y'],
    'slashed-2': dayFirst ? ['%d', '%m', '%y'] : ['%m', '%d', '%y'],
    'day-month-name': ['%d', /9{4}$/.test(part) ? '%Y' : '%y'], 'month-name-day': ['%d', /9{4}$/.test(part) ? '%Y' : '%y'],
  }[family as string]
  if (order === undefined) return undefined
  if (family === 'compact') return part.replace(/^9{8}/, '%Y%m%d').replace(/9{6}$/, '%H%M%S').replace(/9{4}$/, '%H%M')
  let next = 0
  return part.replaceAll('%', '%%').replaceAll(/9+/g, () => order[next++] ?? '').replace('WORD', '%b')
}

const TIME = /^(,? (?:at |à |um |- )?|T|,)?(9{1,2})([:.h])(9{2})(?:([:.])(9{2})(?:([.,])(9{1,9}))?)?(?: ?([AaPp]\.? ?[Mm]\.?))?$/

/** ` 99:99:99.999 PM +99:99` → ` %H:%M:%S.%f %p %z`; '' for nothing; undefined for what is no time of day. */
function timePattern(rest: string, replacements: Map<string, string>): string | undefined {
  if (rest.trim() === '') return rest
  const zone = zoneOf(rest)
  const match = TIME.exec(rest.slice(0, rest.length - zone.text.length))
  if (match === null) return undefined
  const [, lead = '', , colon = ':', , secondSign, , fractionSign, fraction, half] = match
  if (zone.replacement !== undefined) replacements.set(zone.text, zone.replacement)
  if (half !== undefined && !/^[ap]m$/i.test(half)) replacements.set(half, `${half[0]!.toUpperCase()}M`)
  const gap = half === undefined ? '' : /9( ?)[AaPp]/.exec(rest)?.[1] ?? ''
  const seconds = secondSign === undefined ? '' : `${secondSign}%S`
  const parts = fraction === undefined ? '' : `${fractionSign}${fraction.length > 6 ? '%n' : '%f'}`
  return `${lead}${half === undefined ? '%H' : '%I'}${colon}%M${seconds}${parts}${half === undefined ? '' : `${gap}%p`}${zone.pattern}`
}

/** The offset or zone at the end of a time: its text, its pattern, and what to put in its place. */
function zoneOf(rest: string): {readonly text: string; readonly pattern: string; readonly replacement?: string} {
  const offset = /( ?)[+-]9{2}(?::?9{2})?$/.exec(rest)
  if (offset !== null) return {text: offset[0], pattern: `${offset[1]}%z`}
  const named = /( ?)(?:(?:UTC|GMT)?\(?([A-Z]{1,5})\)?)$/.exec(rest)
  const hours = named === null ? undefined : ZONE_OFFSETS.get(named[2]!)
  return hours === undefined ? {text: '', pattern: ''} : {text: named![0], pattern: '%z', replacement: hours}
}

function commonest(votes: readonly {readonly key: DateFormat; readonly rows: number}[]): DateFormat | undefined {
  const totals = new Map<DateFormat, number>()
  for (const {key, rows} of votes) totals.set(key, (totals.get(key) ?? 0) + rows)
  return [...totals].sort((a, b) => b[1] - a[1])[0]?.[0]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
