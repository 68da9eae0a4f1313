import type {DuckDBConnection, DuckDBDataChunk} from '@duckdb/node-api'
import {rowsOf, wordsOf} from '../duckdb.js'

/** Longest text that a vector of DuckDB holds in place: one row's four words then are the text. */
const IN_PLACE = 12

/** What is known beforehand of all customers' keys. */
export interface KeyTexts {
  /** a row's words are its key; of longer ones they are the length, the first four bytes and an address */
  readonly inPlace: boolean
  /** nothing but ASCII: code units are in the order of the bytes */
  readonly ascii: boolean
}

/** Asks DuckDB's statistics of the column, which are there without reading it. What they do not say counts as not so. */
export async function keyTexts(connection: DuckDBConnection): Promise<KeyTexts> {
  const [row] = await rowsOf(connection, 'SELECT stats(customer) AS stats FROM orders LIMIT 1')
  const stats = String(row?.['stats'])
  const longest = /Max String Length: (\d+)\]/.exec(stats)?.[1]
  return {inPlace: longest !== undefined && Number(longest) <= IN_PLACE, ascii: stats.includes('Has Unicode: false,')}
}

export interface KeyColumns {
  /** place of the keys among the columns of a chunk */
  readonly text: number
  /** place of their 64-bit hashes; undefined where the keys stand in place */
  readonly hash: number | undefined
}

/**
 * Finds where one customer's rows end and the next one's begin, in rows that lie customer by customer, without making texts of ten
 * million keys. Two keys in a row are taken for one where they are equal in full or, if long, in length, first bytes and 64-bit hash.
 */
export class CustomerRuns {
  customers = 0
  /** the keys came in the order of code units */
  inKeyOrder = true
  private rows = 0
  private latest: string | undefined
  private length = -1
  private first = 0
  private low = 0
  private high = 0

  /** `offsets` has room for all customers and one more. Keys are added to `keys` where they are wanted. */
  constructor(private readonly offsets: Int32Array, private readonly texts: KeyTexts, private readonly columns: KeyColumns, readonly keys?: string[]) {}

  add(chunk: DuckDBDataChunk): void {
    const {text, hash} = this.columns
    const words = wordsOf(chunk, text)
    const [tail, step, skip] = hash === undefined ? [words, 4, 2] : [wordsOf(chunk, hash), 2, 0]
    const count = words.length / 4
    let {length, first, low, high} = this
    for (let row = 0; row < count; row += 1) {
      const at = row * step + skip
      if (words[row * 4] === length && words[row * 4 + 1] === first && tail[at] === low && tail[at + 1] === high) continue
      length = words[row * 4]!
      first = words[row * 4 + 1]!
      low = tail[at]!
      high = tail[at + 1]!
      this.begin(chunk, row)
    }
    this.length = length
    this.first = first
    this.low = low
    this.high = high
    this.rows += count
    this.offsets[this.customers] = this.rows
  }

  private begin(chunk: DuckDBDataChunk, row: number): void {
    this.offsets[this.customers] = this.rows + row
    this.customers += 1
    if (this.keys === undefined && this.texts.ascii) return
    const key = chunk.getColumnVector(this.columns.text).getItem(row) as string
    if (this.latest !== undefined && this.latest >= key) this.inKeyOrder = false
    this.latest = key
    this.keys?.push(key)
  }
}
