/** One record of a delimited text. Lines count from 1. */
export interface TextRecord {
  readonly cells: readonly string[]
  readonly firstLine: number
  readonly lastLine: number
}

export interface RecordsResult {
  readonly records: readonly TextRecord[]
  /** quotes that closed in the middle of a cell, or never: the text is probably not quoted that way */
  readonly oddQuotes: number
}

/**
 * Splits a text into records, as tolerant as a reader who wants to look before judging: never throws, whatever the bytes.
 * (csv-parse stops at the first unclosed quote and counts records, not lines; the bulk load itself is the database's.)
 * A quote opens a cell only at its start; a doubled quote inside is one quote; CR, LF and CRLF end a record outside quotes.
 */
export function splitRecords(text: string, delimiter: string, quote: string, most = Number.POSITIVE_INFINITY): RecordsResult {
  const records: TextRecord[] = []
  let [oddQuotes, line, at] = [0, 1, 0]
  while (at < text.length && records.length < most) {
    const firstLine = line
    const cells: string[] = []
    for (let open = true; open; ) {
      const cell = readCell(text, at, delimiter, quote)
      cells.push(cell.value)
      oddQuotes += cell.odd ? 1 : 0
      line += cell.lines
      at = cell.end
      open = at < text.length && text.startsWith(delimiter, at)
      if (open) at += delimiter.length
    }
    records.push({cells, firstLine, lastLine: line})
    if (at < text.length) {
      at += text.startsWith('\r\n', at) ? 2 : 1
      line += 1
    }
  }
  return {records, oddQuotes}
}

interface Cell {
  readonly value: string
  readonly end: number
  readonly lines: number
  readonly odd: boolean
}

function readCell(text: string, start: number, delimiter: string, quote: string): Cell {
  if (quote === '' || !text.startsWith(quote, start)) {
    const end = endOfPlain(text, start, delimiter)
    return {value: text.slice(start, end), end, lines: 0, odd: false}
  }
  let value = ''
  let from = start + quote.length
  for (;;) {
    const close = text.indexOf(quote, from)
    if (close < 0) {
      const rest = value + text.slice(from)
      return {value: rest, end: text.length, lines: countLines(rest), odd: true}
    }
    value += text.slice(from, close)
    from = close + quote.length
    if (!text.startsWith(quote, from)) break
    value += quote
    from += quote.length
  }
  const end = endOfPlain(text, from, delimiter)
  return {value: value + text.slice(from, end), end, lines: countLines(value), odd: end > from}
}

function endOfPlain(text: string, from: number, delimiter: string): number {
  for (let i = from; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code === 10 || code === 13 || (code === delimiter.charCodeAt(0) && text.startsWith(delimiter, i))) return i
  }
  return text.length
}

function countLines(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0
}
