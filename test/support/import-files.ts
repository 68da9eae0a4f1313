import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {understandTransactions, type UnderstandOptions} from '../../src/files/plan/understand.js'
import {openHistoryWriter} from '../../src/store/import/writer.js'
import {importTransactions, type ImportRequest, type ImportResult} from '../../src/tasks/import/transactions.js'
import {SILENT} from '../../src/tasks/ports.js'
import {scratch} from './cli.js'

export type ImportOptions = Partial<Pick<ImportRequest, 'dateFormat' | 'decimal' | 'skipInvalid' | 'rejectsFile' | 'accept' | 'importedAt'> & UnderstandOptions> & {readonly history?: string}

/** Imports files into a history of their own, as the command does. */
export async function importFiles(paths: readonly string[], options: ImportOptions = {}): Promise<ImportResult> {
  const folder = await scratch()
  return importTransactions(
    {timeZone: 'UTC', currency: 'EUR', importedAt: '2026-01-01T00:00:00Z', skipInvalid: false, dryRun: false, rejectsFile: undefined, ...options},
    {
      understand: () => understandTransactions(paths, {timeZone: 'UTC', currency: 'EUR', temporaryFolder: join(folder, 'reading'), ...options}),
      openHistory: () => openHistoryWriter(options.history ?? join(folder, 'history.duckdb')),
    },
    {progress: SILENT},
  )
}

/** Imports a file of these lines. */
export async function importRows(header: string, rows: readonly string[], options: ImportOptions = {}): Promise<ImportResult> {
  const file = join(await scratch(), 'a.csv')
  await writeFile(file, `${header}\n${rows.join('\n')}\n`)
  return importFiles([file], options)
}
