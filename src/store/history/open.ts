import {existsSync} from 'node:fs'
import {mkdir, readdir, rm, stat} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {RegularsError, throwIfCancelled} from '../../base/errors.js'
import {type Database, openDatabase} from '../duckdb.js'
import {migrate} from './schema.js'

/** What the bulk loader may hold in memory before it spills to disk; together with everything else an import stays below 2 GB. */
const MEMORY_BYTES = 1_073_741_824
/** Texts of this format are written in three quarters of the time. The package brings its own DuckDB, so nothing older ever reads the store. */
const STORAGE_VERSION = 'v1.5.0'
const WAIT_STEP_MS = 250
const DAY_MS = 86_400_000

export interface OpenedHistory {
  readonly database: Database
  readonly spillFolder: string
  /** Must be called once; `committed` false removes a store that this call has made. */
  close(committed: boolean): Promise<void>
}

/** Opens the history for one change. Only one process can; the others get `store-busy`, at once or after `waitSeconds`. */
export async function openHistoryForWriting(
  file: string, options: {readonly waitSeconds?: number; readonly signal?: AbortSignal; readonly mustExist?: boolean} = {},
): Promise<OpenedHistory> {
  const isNew = !existsSync(file)
  if (isNew && options.mustExist === true)
    throw new RegularsError('usage', 'history-missing', 'Nothing has been imported into this workspace yet.',
      'Import something first: regulars import transactions FILE')
  const spillFolder = join(dirname(file), 'spill')
  await mkdir(dirname(file), {recursive: true})
  const database = await openPatiently(file, spillFolder, options)
  // We hold the store alone from here on: what lies in the folder was left by a command that was killed.
  await rm(spillFolder, {recursive: true, force: true})
  await mkdir(spillFolder, {recursive: true})
  await removeOldReadings(dirname(file), spillFolder)
  const close = async (committed: boolean): Promise<void> => {
    database.close()
    await rm(spillFolder, {recursive: true, force: true})
    if (isNew && !committed) for (const path of [file, `${file}.wal`]) await rm(path, {force: true})
  }
  try {
    await migrate(database.connection)
  } catch (error) {
    await close(false)
    throw error
  }
  return {database, spillFolder, close}
}

/** Decoded copies of files belong to imports that may run beside this one; only those of another day were surely left behind. */
async function removeOldReadings(folder: string, justMade: string): Promise<void> {
  const {mtimeMs} = await stat(justMade)
  for (const name of await readdir(folder)) {
    if (!name.startsWith('reading-')) continue
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found !== undefined && mtimeMs - found.mtimeMs > DAY_MS) await rm(path, {recursive: true, force: true})
  }
}

async function openPatiently(file: string, spillFolder: string, options: {readonly waitSeconds?: number; readonly signal?: AbortSignal}): Promise<Database> {
  let left = Math.ceil(((options.waitSeconds ?? 0) * 1000) / WAIT_STEP_MS)
  for (;;) {
    throwIfCancelled(options.signal)
    try {
      return await openDatabase(file, {memoryBytes: MEMORY_BYTES, spillFolder, writeFor: STORAGE_VERSION})
    } catch (error) {
      if (left <= 0 || !(error instanceof RegularsError) || error.code !== 'store-busy') throw error
      left -= 1
      await sleep(WAIT_STEP_MS)
    }
  }
}
