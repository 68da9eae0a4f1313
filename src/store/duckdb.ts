import {DuckDBInstance, type DuckDBConnection, type DuckDBDataChunk} from '@duckdb/node-api'
import {assert} from '../base/assert.js'
import {cancelled, RegularsError} from '../base/errors.js'

/** An open database file; `close` frees the file for other processes. */
export interface Database {
  readonly connection: DuckDBConnection
  close(): void
}

export interface OpenOptions {
  readonly readOnly?: boolean
  /** bytes DuckDB may hold in memory before it spills to disk */
  readonly memoryBytes?: number
  readonly spillFolder?: string
  readonly threads?: number
  /** the oldest DuckDB (such as v1.5.0) that must read what is written; newer ones write texts smaller and faster */
  readonly writeFor?: string
}

/** Opens a DuckDB file. Throws `store-busy` where another process holds it, `store-unreadable` where it is no such file. */
export async function openDatabase(file: string, options: OpenOptions = {}): Promise<Database> {
  const settings: Record<string, string> = {
    access_mode: options.readOnly === true ? 'READ_ONLY' : 'READ_WRITE',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  }
  if (options.memoryBytes !== undefined) settings['memory_limit'] = `${Math.floor(options.memoryBytes / 1_048_576)}MiB`
  if (options.spillFolder !== undefined) settings['temp_directory'] = options.spillFolder
  if (options.threads !== undefined) settings['threads'] = String(options.threads)
  if (options.writeFor !== undefined) settings['storage_compatibility_version'] = options.writeFor
  let instance: DuckDBInstance
  try {
    instance = await DuckDBInstance.create(file, settings)
  } catch (error) {
    throw openFailure(file, error)
  }
  const connection = await instance.connect()
  return {
    connection,
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

function openFailure(file: string, error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error)
  if (/lock/i.test(message)) {
    const holder = /Conflicting lock is held in ([^(]*)\(PID (\d+)\)/.exec(message)
    const by = holder === null ? 'another command' : `another command (process ${holder[2]})`
    return new RegularsError('busy', 'store-busy', `The history is in use by ${by}.`, 'Wait until it has finished, or let this command wait with --wait 60.',
      {where: {file}, details: holder === null ? {} : {process: Number(holder[2])}})
  }
  if (/not a valid DuckDB|deserializ|corrupt|IO Error/i.test(message))
    return new RegularsError('busy', 'store-unreadable', `The history store cannot be opened: ${message.split('\n')[0]}`,
      'Check that the folder is readable and not full. The history can always be imported again into a fresh workspace.', {where: {file}})
  return error
}

/** Runs `work` and, when the signal is raised meanwhile, interrupts the statement under way and ends in the error of Ctrl-C. */
export async function interruptible<T>(connection: DuckDBConnection, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  if (signal === undefined)
    return work().catch((error: unknown) => {
      throw storeFailure(error)
    })
  if (signal.aborted) throw cancelled()
  const interrupt = (): void => connection.interrupt()
  signal.addEventListener('abort', interrupt)
  try {
    return await work()
  } catch (error) {
    if (signal.aborted) throw cancelled()
    throw storeFailure(error)
  } finally {
    signal.removeEventListener('abort', interrupt)
  }
}

/** A full disk is something a person can mend. */
function storeFailure(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error)
  if (!/No space left|disk is full|max_temp_directory_size|Could not write all|ENOSPC/i.test(message)) return error
  return new RegularsError('busy', 'disk-full', 'There is not enough room on the disk; the history is as it was before.',
    'Make room where the workspace is (about as much as the files are large), then run the command again.')
}

export type SqlValue = string | number | bigint | boolean | null

/** All rows of a small result, by column name. Big integers arrive as numbers (they are counts and minor units). */
export async function rowsOf(
  connection: DuckDBConnection, sql: string, values?: Readonly<Record<string, SqlValue>>,
): Promise<readonly Record<string, SqlValue>[]> {
  const result = await connection.runAndReadAll(sql, values === undefined ? undefined : {...values})
  return result.getRowObjects().map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])))
}

function plain(value: unknown): SqlValue {
  if (typeof value === 'bigint') {
    assert(value <= 9_007_199_254_740_991n && value >= -9_007_199_254_740_991n, 'a count fits a number')
    return Number(value)
  }
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return String(value)
}

/** The chunks of a streamed result, about two thousand rows each. The next one is fetched while the caller works on the last. */
export async function* chunksOf(result: {fetchChunk(): Promise<DuckDBDataChunk | null>}): AsyncGenerator<DuckDBDataChunk> {
  let next = result.fetchChunk()
  try {
    for (;;) {
      const chunk = await next
      if (chunk === null || chunk.rowCount === 0) return
      next = result.fetchChunk()
      // Its failure is the caller's when it asks for that chunk, not a stray one before.
      next.catch(() => undefined)
      yield chunk
    }
  } finally {
    await next.catch(() => undefined)
  }
}

/** The numbers of a column that holds no nulls, as DuckDB has them: no copy, no row objects. Valid until the next chunk. */
export function numbersOf<A extends Int32Array | Float64Array>(chunk: DuckDBDataChunk, column: number): A {
  // The typed array is a private field of the vector; reading it is what makes millions of rows a second possible.
  const {items} = chunk.getColumnVector(column) as unknown as {readonly items?: unknown}
  assert(items instanceof Int32Array || items instanceof Float64Array, 'a column of integers or doubles is a typed array')
  return items as A
}

/**
 * The words (32 bits each) of a column without nulls, as DuckDB has them: two a row for an integer of 64 bits; four for a text, of which the
 * first is its length in bytes and the others are the text itself where it has 12 bytes or fewer, padded with zeros. Valid until the next chunk.
 */
export function wordsOf(chunk: DuckDBDataChunk, column: number): Int32Array {
  // Private fields of the vectors, as in `numbersOf`.
  const {items, dataView} = chunk.getColumnVector(column) as unknown as {readonly items?: unknown; readonly dataView?: unknown}
  const data = items ?? dataView
  assert(data instanceof BigUint64Array || data instanceof DataView, 'a column of texts or of integers of 64 bits has its words')
  return new Int32Array(data.buffer, data.byteOffset, data.byteLength / 4)
}

/** `'it''s'` */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** `"a ""name"""` */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
