import {createWriteStream, type WriteStream} from 'node:fs'
import {once} from 'node:events'
import {stringify} from 'csv-stringify/sync'
import type {RejectsSink} from '../../tasks/ledger/adjustment-source.js'
import {fileError} from '../yaml-document.js'

/** Writes refused rows as CSV: line, code and message, then the record as it was. The file is made with the first refusal. */
export function rejectsFile(file: string, header: readonly string[]): RejectsSink {
  let stream: WriteStream | undefined
  let failure: Error | undefined
  return {
    add({line, code, message, raw}) {
      if (stream === undefined) {
        stream = createWriteStream(file)
        stream.on('error', (error) => (failure = fileError(error, file)))
        stream.write(stringify([['rejected_line', 'rejected_code', 'rejected_because', ...header]]))
      }
      stream.write(stringify([[line, code, message, ...raw]]))
    },
    async close() {
      if (stream === undefined) return null
      if (failure === undefined) {
        stream.end()
        await once(stream, 'close')
      }
      if (failure !== undefined) throw failure
      return file
    },
  }
}

/** For runs that keep no refused rows. */
export const NO_REJECTS: RejectsSink = {add() {}, close: async () => null}
