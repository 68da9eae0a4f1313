import {counted} from '../../base/counted.js'
import type {Finding} from './plan.js'

/** A file that the history has. */
export interface KnownFile {
  /** null: named twice in this import */
  readonly batch: number | null
  readonly rows: number
  readonly refusedInBatch: number
}

/** Rows of these files that were refused when they were imported; of an import of several files, those of all of them. */
export function refusedBefore(files: readonly KnownFile[]): number {
  const batches = new Map(files.map((file) => [file.batch, file.refusedInBatch]))
  return [...batches.values()].reduce((sum, refused) => sum + refused, 0)
}

/** That files are in the history already, and what of them is not. */
export function alreadyImported(rows: number, refused: number): readonly Finding[] {
  return [
    {code: 'file-duplicate', rows, message: 'These files are in the history already; nothing was imported twice.'},
    ...notImported(refused),
  ]
}

export function notImported(rows: number): readonly Finding[] {
  return rows === 0 ? [] : [{code: 'rows-refused-before', rows,
    message: `${counted(rows, 'row was', 'rows were')} refused when these files were imported, and not taken into the history. ` +
      'Correct what stands in the rejects file of that import and import it, unless that is done.'}]
}
