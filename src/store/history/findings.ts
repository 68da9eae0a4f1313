import type {DuckDBConnection} from '@duckdb/node-api'
import type {RepeatedFinding} from '../../tasks/history-port.js'
import type {FilePlan, Finding} from '../../tasks/import/plan.js'
import {rowsOf} from '../duckdb.js'
import {storeVersion} from './schema.js'

/** Findings as they are kept with an import, to be repeated until they are accepted or the import is taken back. */

/** A finding that compares its import with others of the history, by their numbers. */
export interface ComparingFinding extends Finding {
  readonly about?: readonly number[]
}

/** The version of the store that keeps more than code, rows and message. */
const SINCE = 3

/** What is kept as JSON. The file is always named: later imports are of other files. */
type Shown = Pick<Finding, 'at' | 'atFile' | 'values'>

/** Keeps the findings of an import, whose files are `files`, and returns them as they are shown. */
export async function saveFindings(
  connection: DuckDBConnection, batch: number, findings: readonly ComparingFinding[], files: readonly Pick<FilePlan, 'file'>[],
): Promise<readonly Finding[]> {
  for (const {code, rows, message, at, atFile, values, about} of findings) {
    const shown: Shown = {...(at && {at, atFile: atFile ?? files[0]!.file}), ...(values && {values})}
    await connection.run(`INSERT INTO findings VALUES (${batch}, $code, ${rows}, $message, $shown, ${about === undefined ? 'NULL' : `[${about.join(', ')}]`})`,
      {code, message, shown: JSON.stringify(shown)})
  }
  return findings.map(({about: _about, ...finding}) => finding)
}

/** Notes that somebody has looked at what the imports up to `batch` say under a code; what a later one says is new. */
export async function acceptCode(connection: DuckDBConnection, code: string, batch: number): Promise<void> {
  await connection.run('INSERT OR REPLACE INTO accepted VALUES ($code)', {code})
  await connection.run(`INSERT OR REPLACE INTO meta VALUES ($name, '${batch}')`, {name: `accepted ${code}`})
}

/**
 * The findings that nobody has accepted, by code. What several imports have stands once. Lines are said to be of a file where the history
 * is of several.
 */
export async function storedFindings(connection: DuckDBConnection): Promise<readonly RepeatedFinding[]> {
  const shown = (await storeVersion(connection)) < SINCE ? `'{}'` : `coalesce(shown, '{}')`
  const rows = await rowsOf(connection, `
    SELECT batch, code, rows, message, ${shown} AS shown, row_number() OVER (PARTITION BY batch, code ORDER BY findings.rowid)::INTEGER AS nth,
      (SELECT count(*) FROM files)::INTEGER AS files
    FROM findings WHERE NOT EXISTS (SELECT 1 FROM accepted LEFT JOIN meta ON meta.name = 'accepted ' || accepted.code
      WHERE accepted.code = findings.code AND batch <= coalesce(meta.value::INTEGER, batch)) ORDER BY code, nth, batch`)
  const found = new Map<string, RepeatedFinding & {readonly imports: Imports}>()
  for (const row of rows) {
    const [code, own] = [String(row['code']), {batch: Number(row['batch']), rows: Number(row['rows'])}]
    // One import may say two things under one code.
    const key = `${code} ${row['nth']}`
    const first = found.get(key)
    const {atFile, ...shown} = JSON.parse(String(row['shown'])) as Shown
    found.set(key, first !== undefined ? {...first, rows: first.rows + own.rows, imports: [...first.imports, own]}
      : {code, rows: own.rows, message: String(row['message']), ...shown, ...(atFile !== undefined && Number(row['files']) > 1 && {atFile}), imports: [own]})
  }
  return [...found.values()].map(({imports, ...finding}) => (imports.length > 1 ? {...finding, imports} : finding))
}

type Imports = NonNullable<RepeatedFinding['imports']>

/** Forgets an import that was taken back: its own findings, and those of others that compared themselves with nothing else. */
export async function forgetFindings(connection: DuckDBConnection, batch: number): Promise<void> {
  await connection.run(`DELETE FROM findings WHERE batch = ${batch} OR about = [${batch}]`)
  await connection.run(`UPDATE findings SET about = [other FOR other IN about IF other <> ${batch}] WHERE list_contains(about, ${batch})`)
}
