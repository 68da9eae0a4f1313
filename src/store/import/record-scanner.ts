import {createReadStream} from 'node:fs'

/** How records are told apart. Single bytes, as every delimiter and quote of a CSV file is in UTF-8. */
export interface RecordFormat {
  readonly delimiter: string
  /** '' where nothing is quoted */
  readonly quote: string
  readonly skipLines: number
}

/** One record, as bytes. Only valid until the scan goes on. */
export interface ScannedRecord {
  /** 0-based among the records that are not empty lines */
  readonly ordinal: number
  /** physical line where it begins, from 1 */
  readonly line: number
  readonly bytes: Buffer
  /** a quotation mark opens and never closes properly: the record ends at its line's end */
  readonly unclosed: boolean
}

const LF = 10
const CR = 13
const SPACE = 32
/** A quoted value longer than this is an unclosed quotation mark. */
const LONGEST_QUOTED = 1_048_576

/**
 * Cuts a CSV file into records at a few hundred megabytes a second, newlines in quotes, LF, CRLF, CR and their mixtures included.
 * `visit` returns false to stop; `afterPart` is awaited after each megabyte, so that a slow writer can keep up.
 */
export async function scanRecords(
  file: string, format: RecordFormat, visit: (record: ScannedRecord) => boolean | undefined, afterPart?: () => Promise<void>,
): Promise<void> {
  const scanner = new RecordScanner(format, visit)
  for await (const part of createReadStream(file, {highWaterMark: 1 << 20})) {
    if (!scanner.push(part as Buffer)) return
    await afterPart?.()
  }
  scanner.end()
}

/** Pushed bytes in, records out. */
export class RecordScanner {
  private rest: Buffer = Buffer.alloc(0)
  private line = 1
  private ordinal = 0
  private skip: number
  private readonly quote: number
  private readonly delimiter: number

  constructor(format: RecordFormat, private readonly visit: (record: ScannedRecord) => boolean | undefined) {
    this.skip = format.skipLines
    this.quote = format.quote === '' ? -1 : format.quote.charCodeAt(0)
    this.delimiter = format.delimiter.charCodeAt(0)
  }

  push(part: Buffer): boolean {
    const bytes = this.rest.length === 0 ? part : Buffer.concat([this.rest, part])
    return this.scan(bytes, false)
  }

  end(): void {
    this.scan(this.rest, true)
  }

  private scan(bytes: Buffer, last: boolean): boolean {
    let start = 0
    while (start < bytes.length) {
      const found = this.skip > 0 ? this.physicalLine(bytes, start, last) : this.record(bytes, start, last)
      if (found === undefined) break
      if (this.skip > 0) this.skip -= 1
      else if (!this.emit(bytes, start, found)) return false
      this.line += found.newlines
      start = found.next
    }
    this.rest = bytes.subarray(start)
    return true
  }

  private emit(bytes: Buffer, start: number, found: Found): boolean {
    if (found.end === start || isBlank(bytes, start, found.end)) return true
    const record = {ordinal: this.ordinal, line: this.line, bytes: bytes.subarray(start, found.end), unclosed: found.unclosed}
    this.ordinal += 1
    return this.visit(record) !== false
  }

  private physicalLine(bytes: Buffer, start: number, last: boolean): Found | undefined {
    for (let i = start; i < bytes.length; i += 1)
      if (bytes[i] === LF || bytes[i] === CR) return this.lineEnd(bytes, i, last, 1, false)
    return last ? {end: bytes.length, next: bytes.length, newlines: 1, unclosed: false} : undefined
  }

  private lineEnd(bytes: Buffer, at: number, last: boolean, newlines: number, unclosed: boolean): Found | undefined {
    if (bytes[at] === LF) return {end: at, next: at + 1, newlines, unclosed}
    if (at + 1 === bytes.length && !last) return undefined
    return {end: at, next: bytes[at + 1] === LF ? at + 2 : at + 1, newlines, unclosed}
  }

  private record(bytes: Buffer, start: number, last: boolean): Found | undefined {
    const {quote, delimiter} = this
    let newlines = 1
    let atStart = true
    for (let i = start; i < bytes.length; i += 1) {
      const byte = bytes[i]!
      if (byte === LF || byte === CR) return this.lineEnd(bytes, i, last, newlines, false)
      if (byte === delimiter) atStart = true
      else if (byte === quote && atStart) {
        const closed = closingQuote(bytes, i, quote, delimiter, last)
        if (closed === undefined) return undefined
        if (closed.at < 0) return this.unclosedLine(bytes, start, last)
        newlines += closed.newlines
        i = closed.at
        atStart = false
      } else if (byte !== SPACE) atStart = false
    }
    return last ? {end: bytes.length, next: bytes.length, newlines, unclosed: false} : undefined
  }

  private unclosedLine(bytes: Buffer, start: number, last: boolean): Found | undefined {
    const found = this.physicalLine(bytes, start, last)
    return found === undefined ? undefined : {...found, unclosed: true}
  }
}

interface Found {
  readonly end: number
  readonly next: number
  readonly newlines: number
  readonly unclosed: boolean
}

/** Where the quoted value that opens at `open` closes; −1: it does not; undefined: more bytes are needed to tell. */
function closingQuote(bytes: Buffer, open: number, quote: number, delimiter: number, last: boolean): {at: number; newlines: number} | undefined {
  let newlines = 0
  for (let i = open + 1; i < bytes.length; i += 1) {
    const byte = bytes[i]!
    if (byte === LF || (byte === CR && bytes[i + 1] !== LF)) newlines += 1
    if (byte !== quote) continue
    if (bytes[i + 1] === quote) {
      i += 1
      continue
    }
    let next = i + 1
    while (bytes[next] === SPACE) next += 1
    if (next >= bytes.length) return last ? {at: i, newlines} : undefined
    const after = bytes[next]!
    if (after === delimiter || after === LF || after === CR) return {at: next - 1, newlines}
    // A stray quotation mark inside the value: harmless on one line, but beyond a newline it shows that the first was never closed.
    if (newlines > 0) return {at: -1, newlines: 0}
  }
  return last || bytes.length - open > LONGEST_QUOTED ? {at: -1, newlines: 0} : undefined
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) if (bytes[i] !== SPACE && bytes[i] !== 9) return false
  return true
}

export interface Field {
  readonly text: string
  /** 0-based character of the record where it begins */
  readonly at: number
}

/** The values of one record. Tolerant: what follows a closing quotation mark belongs to the value. */
export function fieldsOf(record: string, format: Pick<RecordFormat, 'delimiter' | 'quote'>): readonly Field[] {
  const fields: Field[] = []
  let at = 0
  for (;;) {
    const field = fieldAt(record, at, format)
    fields.push({text: field.text, at})
    if (field.next >= record.length) return fields
    at = field.next + 1
    if (at === record.length) return [...fields, {text: '', at}]
  }
}

/** The values of one record as texts: `fieldsOf` without places. */
export function valuesOf(record: string, format: Pick<RecordFormat, 'delimiter' | 'quote'>): readonly string[] {
  if (format.quote === '' || !record.includes(format.quote)) return record.split(format.delimiter)
  return fieldsOf(record, format).map((field) => field.text)
}

function fieldAt(record: string, at: number, {delimiter, quote}: Pick<RecordFormat, 'delimiter' | 'quote'>): {text: string; next: number} {
  let open = at
  while (record[open] === ' ') open += 1
  if (quote === '' || record[open] !== quote) return plainField(record, at, delimiter)
  let text = ''
  for (let i = open + 1; i < record.length; i += 1) {
    if (record[i] !== quote) {
      text += record[i]
      continue
    }
    if (record[i + 1] === quote) {
      text += quote
      i += 1
      continue
    }
    const end = record.indexOf(delimiter, i)
    const rest = record.slice(i + 1, end < 0 ? record.length : end)
    if (rest.trim() === '') return {text, next: end < 0 ? record.length : end}
    text += quote
  }
  return plainField(record, at, delimiter)
}

function plainField(record: string, at: number, delimiter: string): {text: string; next: number} {
  const end = record.indexOf(delimiter, at)
  return {text: record.slice(at, end < 0 ? record.length : end), next: end < 0 ? record.length : end}
}
