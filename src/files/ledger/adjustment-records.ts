import {Readable} from 'node:stream'
import {CsvError, parse} from 'csv-parse'
import {RegularsError} from '../../base/errors.js'
import {FIELDS} from './adjustment-layouts.js'
import {fileError} from '../yaml-document.js'

/** Records handed on at a time: few enough to be forgotten while they are young. */
const BLOCK = 2000

/** A record and the line it begins on. */
export interface FileRecord {
  readonly values: readonly string[]
  readonly line: number
  /** what keeps this record from being read at all */
  readonly problem?: {readonly code: string; readonly message: string}
}

/** The records of a file, once, many at a time: a promise per record would cost more than reading it. */
export interface Records {
  header(): Promise<readonly string[]>
  /** `fromFirst`: the first record is one of them, not a header */
  rows(fromFirst: boolean): AsyncIterable<readonly FileRecord[]>
  /** false while no control character can be inside a value; looked at once per piece of text, not once per value */
  readonly suspect: () => boolean
  close(): Promise<void>
}

/**
 * CSV in strict mode: a stray quote stops the reading with its line. Rows of another length come through, to be refused one by one.
 * As long as no quote is met, cutting at line ends and delimiters is all there is to do; from the first quote on csv-parse does it.
 */
export function csvRecords(bytes: AsyncIterable<Buffer>, file: string, delimiter: string): Records {
  let suspect = false
  const texts = watched(decoded(bytes, file), () => (suspect = true))[Symbol.asyncIterator]()
  let stopParser = (): void => {}
  async function* blocks(): AsyncIterable<readonly FileRecord[]> {
    let line = 1
    let rest = ''
    for (let piece = await texts.next(); ; piece = await texts.next()) {
      const text = rest + (piece.done === true ? '' : piece.value)
      if (!isPlain(text)) {
        const source = Readable.from(joined(text, texts))
        stopParser = () => source.destroy()
        yield* parsedRecords(source, file, delimiter, line)
        return
      }
      const lines = text.split('\n')
      rest = piece.done === true ? '' : lines.pop()!
      for (let at = 0; at < lines.length; at += BLOCK) {
        const block = lines.slice(at, at + BLOCK)
          .map((each, i) => ({values: (each.endsWith('\r') ? each.slice(0, -1) : each).split(delimiter), line: line + i}))
        line += block.length
        yield block.filter(({values}) => values.length > 1 || values[0] !== '')
      }
      if (piece.done === true) return
    }
  }
  return withHeader(blocks(), () => suspect, () => stopParser())
}

/** No quotes, and line ends that are all alike: LF, or CR LF. */
function isPlain(text: string): boolean {
  if (text.includes('"')) return false
  if (!text.includes('\r')) return true
  return text.split('\r').length === text.split('\r\n').length + (text.endsWith('\r') ? 1 : 0) && text.split('\n').length === text.split('\r\n').length
}

async function* joined(text: string, others: AsyncIterator<string>): AsyncIterable<string> {
  yield text
  yield* {[Symbol.asyncIterator]: () => others}
}

/** The records of csv-parse, from this line of the file on. */
async function* parsedRecords(source: Readable, file: string, delimiter: string, from: number): AsyncIterable<readonly FileRecord[]> {
  const parser = source.pipe(parse({delimiter, bom: true, relax_column_count: true}))
  // An error of the source does not travel through a pipe by itself.
  source.on('error', (error) => parser.destroy(error))
  let line = from
  let block: FileRecord[] = []
  try {
    for await (const record of parser) {
      const values = record as string[]
      if (values.length > 1 || values[0] !== '') block.push({values, line})
      line += 1
      for (const value of values) if (value.includes('\n')) line += value.split('\n').length - 1
      if (block.length < BLOCK) continue
      yield block
      block = []
    }
  } catch (error) {
    throw csvError(error, file, from)
  } finally {
    parser.destroy()
  }
  if (block.length > 0) yield block
}

/** A quote may hold line breaks; tabs and other control characters may stand anywhere. */
async function* watched(texts: AsyncIterable<string>, found: () => void): AsyncIterable<string> {
  for await (const text of texts) {
    if (/["\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f]/.test(text)) found()
    yield text
  }
}

function withHeader(blocks: AsyncIterable<readonly FileRecord[]>, suspect: () => boolean, stop: () => void): Records {
  const iterator = blocks[Symbol.asyncIterator]()
  const first = async (): Promise<readonly FileRecord[]> => {
    const block = await iterator.next()
    return block.done === true ? [] : block.value
  }
  return {
    suspect,
    async header() {
      return (await first())[0]?.values ?? []
    },
    async *rows(fromFirst) {
      yield (await first()).slice(fromFirst ? 0 : 1)
      yield* {[Symbol.asyncIterator]: () => iterator}
    },
    async close() {
      stop()
      await iterator.return?.()
    },
  }
}

/** JSON lines: one object per line, with the names of our own fields. */
export function jsonRecords(bytes: AsyncIterable<Buffer>, file: string): Records {
  async function* blocks(): AsyncIterable<FileRecord[]> {
    let rest = ''
    let line = 0
    for await (const text of decoded(bytes, file)) {
      const lines = (rest + text).split('\n')
      rest = lines.pop()!
      const block: FileRecord[] = []
      for (const each of lines) {
        line += 1
        if (each.trim() !== '') block.push(jsonRecord(each, file, line))
      }
      if (block.length > 0) yield block
    }
    if (rest.trim() !== '') yield [jsonRecord(rest, file, line + 1)]
  }
  return {
    suspect: () => true,
    header: async () => FIELDS,
    rows: blocks,
    close: async () => {},
  }
}

/** A broken line is refused and says nothing of the others; a field nobody knows, like a column, is wrong in all of them. */
function jsonRecord(text: string, file: string, line: number): FileRecord {
  const refused = (code: string, message: string): FileRecord => ({values: [text], line, problem: {code, message}})
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return refused('json-invalid', `This line is not JSON: ${(error as Error).message}.`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused('json-invalid', 'This line is not a JSON object.')
  const unknown = Object.keys(value).find((name) => !(FIELDS as readonly string[]).includes(name))
  if (unknown !== undefined)
    throw new RegularsError('input', 'json-field-unknown', `"${unknown}" is not a field of an adjustment.`, `Fields are: ${FIELDS.join(', ')}.`,
      {where: {file, line}})
  const values = FIELDS.map((field) => {
    const each = (value as Record<string, unknown>)[field]
    return each === undefined || each === null ? '' : typeof each === 'number' && !Number.isSafeInteger(each) ? exact(text, field, each) : String(each)
  })
  return {values, line}
}

/** A number JSON.parse has already rounded: its own digits, so that it is refused rather than changed. */
function exact(text: string, field: string, value: number): string {
  return new RegExp(`"${field}"\\s*:\\s*(-?[0-9.eE+-]+)`).exec(text)?.[1] ?? String(value)
}

async function* decoded(bytes: AsyncIterable<Buffer>, file: string): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', {fatal: true})
  try {
    for await (const chunk of bytes) {
      const text = decoder.decode(chunk, {stream: true})
      if (text !== '') yield text
    }
    const text = decoder.decode()
    if (text !== '') yield text
  } catch (error) {
    if (error instanceof TypeError)
      throw new RegularsError('input', 'encoding-unsupported', `${file} is not written in UTF-8.`, 'Save it as CSV (UTF-8).', {where: {file}})
    throw error
  }
}

function csvError(error: unknown, file: string, from: number): Error {
  if (!(error instanceof CsvError)) return fileError(error, file)
  const {lines, column} = error as unknown as {lines?: number; column?: number}
  return new RegularsError('input', `csv-${error.code.toLowerCase().replace(/^csv_/, '').replaceAll('_', '-')}`,
    `The file is not valid CSV: ${error.message.replace(/, at line.*|on line.*/s, '').trim()}`,
    'Mend the quotes on that line; a quote inside a quoted field is written twice.',
    {where: {file, ...(lines === undefined ? {} : {line: lines + from - 1}), ...(typeof column === 'number' ? {column: column + 1} : {})}})
}
