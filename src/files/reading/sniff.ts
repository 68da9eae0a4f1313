import {splitRecords, type TextRecord} from './records.js'
import {looksLikeDate, looksLikeNumber} from '../columns/cell-kinds.js'

/** How a delimited text is laid out, as its beginning shows. */
export interface Layout {
  readonly delimiter: string
  readonly quote: string
  /** physical lines before the first record of data */
  readonly skipLines: number
  readonly hasHeader: boolean
  /** one name per column, unique; `column 3` where the header says nothing */
  readonly columns: readonly string[]
  /** names as written, '' where there is none */
  readonly rawNames: readonly string[]
  /** first records of data, to look at */
  readonly sample: readonly (readonly string[])[]
}

const DELIMITERS = [',', ';', '\t', '|', '~', '^', '¦'] as const
const MOST_RECORDS = 400

/**
 * Finds delimiter, quote, preamble and header in the beginning of a text. `complete`: the text is the whole file.
 * Undefined where no delimiter makes columns.
 */
export function sniffLayout(text: string, complete: boolean, given?: string): Layout | undefined {
  const separator = /^(?:"?)sep=(.)"?\r?\n/i.exec(text)
  const start = separator === null ? 0 : separator[0].length
  const body = text.slice(start)
  const delimiters = given !== undefined ? [given] : separator !== null ? [separator[1]!] : DELIMITERS
  const best = delimiters.map((delimiter) => attempt(body, delimiter, complete))
    .filter((each) => each !== undefined).sort((a, b) => b.score - a.score)[0]
  return best === undefined ? undefined : describe(best, separator === null ? 0 : 1)
}

interface Attempt {
  readonly delimiter: string
  readonly quote: string
  readonly records: readonly TextRecord[]
  readonly width: number
  readonly score: number
}

function attempt(text: string, delimiter: string, complete: boolean): Attempt | undefined {
  if (!text.includes(delimiter)) return undefined
  const quoted = score(text, delimiter, '"', complete)
  if (!quoted.odd) return singleQuoted(text, quoted, complete) ?? quoted
  const plain = score(text, delimiter, '', complete)
  return plain.score > quoted.score ? plain : quoted
}

/** Files of some databases quote with apostrophes; the apostrophe that Excel puts before ids never closes. */
function singleQuoted(text: string, usual: Attempt, complete: boolean): Attempt | undefined {
  const cells = usual.records.flatMap(({cells}) => cells)
  const inApostrophes = cells.filter((cell) => /^'.*'$/s.test(cell)).length
  if (inApostrophes < 4 || inApostrophes < cells.length / 4) return undefined
  const other = score(text, usual.delimiter, "'", complete)
  return other.odd || other.score < usual.score ? undefined : other
}

function score(text: string, delimiter: string, quote: string, complete: boolean): Attempt & {readonly odd: boolean} {
  const {records, oddQuotes} = splitRecords(text, delimiter, quote, MOST_RECORDS)
  const whole = complete || records.length === MOST_RECORDS ? records : records.slice(0, -1)
  const filled = whole.filter(({cells}) => cells.some((cell) => cell.trim() !== ''))
  const width = commonestWidth(filled)
  const regular = filled.filter(({cells}) => cells.length === width).length / Math.max(1, filled.length)
  // A cell that swallowed many lines is a quote that should not have opened.
  const swallowed = filled.filter(({firstLine, lastLine}) => lastLine - firstLine > 30).length / Math.max(1, filled.length)
  return {delimiter, quote, records: whole, width, score: width < 2 ? 0 : regular * regular * (1 - 1 / (width + 1)) * (1 - swallowed),
    odd: oddQuotes > 0}
}

function commonestWidth(records: readonly TextRecord[]): number {
  const counts = new Map<number, number>()
  for (const {cells} of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}

function describe({delimiter, quote, records, width, score: quality}: Attempt, linesBefore: number): Layout | undefined {
  if (quality === 0) return undefined
  const top = records.slice(0, 60)
  const fullest = Math.max(...top.map(filledCells))
  const first = top.findIndex((record) => filledCells(record) >= Math.max(2, 0.6 * fullest))
  const head = records[first]
  if (head === undefined) return undefined
  const below = records.slice(first + 1).filter((record) => filledCells(record) > 0)
  const hasHeader = isHeader(head, below)
  const rawNames = hasHeader ? padded(head.cells.map((cell) => cell.trim()), width) : Array.from({length: Math.max(width, head.cells.length)}, () => '')
  const lastLineBefore = hasHeader ? head.lastLine : head.firstLine - 1
  return {
    delimiter, quote, hasHeader, rawNames, columns: uniqueNames(rawNames), skipLines: linesBefore + lastLineBefore,
    sample: (hasHeader ? below : [head, ...below]).map(({cells}) => cells),
  }
}

function padded(names: readonly string[], width: number): readonly string[] {
  return names.length >= width ? names : [...names, ...Array.from({length: width - names.length}, () => '')]
}

function filledCells({cells}: TextRecord): number {
  return cells.reduce((count, cell) => count + (cell.trim() === '' ? 0 : 1), 0)
}

/** A header names; it holds no dates and (nearly) no numbers. A first row like those below it is data. */
function isHeader(first: TextRecord, below: readonly TextRecord[]): boolean {
  const cells = first.cells.filter((cell) => cell.trim() !== '')
  if (cells.some(looksLikeDate)) return false
  const numbers = cells.filter(looksLikeNumber).length
  if (numbers === 0) return true
  const typical = below.slice(0, 20).map(({cells: each}) => each.filter((cell) => looksLikeNumber(cell) || looksLikeDate(cell)).length)
  const usual = typical.length === 0 ? 0 : typical.sort((a, b) => a - b)[Math.floor(typical.length / 2)]!
  return numbers < 0.3 * cells.length && numbers < usual / 2
}

/** Names made unique: `column 3` for none, `Name (2)` for the second of a kind. */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name, i) => {
    const wanted = name === '' ? `column ${i + 1}` : name
    let unique = wanted
    for (let n = 2; taken.has(unique.toLowerCase()); n += 1) unique = `${wanted} (${n})`
    taken.add(unique.toLowerCase())
    return unique
  })
}
