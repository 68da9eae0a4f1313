import {randomUUID} from 'node:crypto'
import {createWriteStream} from 'node:fs'
import {rename, rm} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {stringify} from 'csv-stringify/sync'
import {cancelled} from '../base/errors.js'
import type {TableExport} from '../tasks/profile/export.js'
import {fileError} from './yaml-document.js'

/** Rows turned into text at once: row by row through a stream takes four times as long. */
const BATCH = 5000

/** A CSV file, written under another name first, then put in place: whoever reads it never sees half of it. */
export function tableExport(file: string, signal?: AbortSignal): TableExport {
  return {
    async write(columns, rows) {
      const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`)
      try {
        await pipeline(Readable.from(texts(columns, rows)), createWriteStream(draft, {flags: 'wx'}), ...(signal === undefined ? [] : [{signal}]))
        await rename(draft, file)
      } catch (error) {
        await rm(draft, {force: true})
        throw signal?.aborted ? cancelled() : fileError(error, file)
      }
    },
  }
}

function* texts(columns: readonly string[], rows: Iterable<readonly (string | number)[]>): Generator<string> {
  yield stringify([columns])
  let batch: (readonly (string | number)[])[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < BATCH) continue
    yield stringify(batch)
    batch = []
  }
  if (batch.length > 0) yield stringify(batch)
}
