import type {DuckDBConnection} from '@duckdb/node-api'
import type {RepeatedFinding} from '../../tasks/history-port.js'
import type {FilePlan, Finding} from '../../tasks/import/plan.js'
import {rowsOf} from '../duckdb.js'
import {exampleOf, isOfPeople} from './identity-findings.js'
import {storeVersion} from './schema.js'
import {judgedCustomers, UNKNOWN_CUSTOMERS} from './unknown-customers.js'

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
 * The findings that nobody has accepted, by code, without those of identity. What several imports have stands once. Lines are said to be of a
 * file where the history is of several. `merging`: customers are one person with others, as the temporary table `people` says.
 */
export async function storedFindings(connection: DuckDBConnection, merging: boolean): Promise<readonly RepeatedFinding[]> {
  const [files] = await rowsOf(connection, 'SELECT count(*)::INTEGER AS files FROM files')
  const accepted = await acceptedCodes(connection)
  const nth = new Map<string, number>()
  const found = new Map<string, RepeatedFinding & {readonly imports: Imports}>()
  for (const {batch, atFile, ...finding} of await judged(connection, await stored(connection), merging)) {
    if (batch <= (accepted.get(finding.code) ?? -1)) continue
    // One import may say two things under one code.
    const place = (nth.get(`${batch} ${finding.code}`) ?? 0) + 1
    nth.set(`${batch} ${finding.code}`, place)
    const key = `${finding.code} ${place}`
    const own = {batch, rows: finding.rows}
    const first = found.get(key)
    found.set(key, first !== undefined ? {...first, rows: first.rows + own.rows, imports: [...first.imports, own]}
      : {...finding, ...(atFile !== undefined && Number(files?.['files']) > 1 && {atFile}), imports: [own]})
  }
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, finding]) => finding)
  return sorted.map(({imports, ...finding}) => (imports.length > 1 ? {...finding, imports} : finding))
}

interface OfBatch extends Finding {
  readonly batch: number
}

async function stored(connection: DuckDBConnection): Promise<readonly OfBatch[]> {
  const shown = (await storeVersion(connection)) < SINCE ? `'{}'` : `coalesce(shown, '{}')`
  const rows = await rowsOf(connection, `SELECT batch, code, rows, message, ${shown} AS shown FROM findings ORDER BY batch, rowid`)
  return rows.map((row) => ({batch: Number(row['batch']), code: String(row['code']), rows: Number(row['rows']), message: String(row['message']),
    ...JSON.parse(String(row['shown'])) as Shown}))
}

/** The last import up to which a code was accepted; of codes accepted by older versions, all of them. */
async function acceptedCodes(connection: DuckDBConnection): Promise<ReadonlyMap<string, number>> {
  const rows = await rowsOf(connection, `SELECT code, meta.value AS batch FROM accepted LEFT JOIN meta ON meta.name = 'accepted ' || code`)
  return new Map(rows.map((row) => [String(row['code']), row['batch'] === null ? Number.POSITIVE_INFINITY : Number(row['batch'])]))
}

/** Customers named in several ways need nothing more once a rule joins some. */
const SETTLED_BY_RULE = 'customer-kinds-mixed'

/** What is still so. Whose customers are unknown is asked anew: orders may have come since, or gone. */
async function judged(connection: DuckDBConnection, findings: readonly OfBatch[], merging: boolean): Promise<readonly OfBatch[]> {
  const customers = await judgedCustomers(connection, merging)
  const told = new Set(findings.filter(({code}) => code === UNKNOWN_CUSTOMERS).map(({batch}) => batch))
  const stands = ({code, batch}: OfBatch): boolean => {
    if (code === UNKNOWN_CUSTOMERS) return !customers.has(batch) || customers.get(batch) !== undefined
    return !isOfPeople(code) && !(merging && code === SETTLED_BY_RULE)
  }
  return [
    ...findings.filter(stands),
    ...[...customers].flatMap(([batch, finding]) => (finding === undefined || told.has(batch) ? [] : [{...finding, batch}])),
  ].sort((a, b) => a.batch - b.batch)
}

/** The lines on which the customers of an example stand, as the latest import with it knew them, and their file. */
export async function linesOfExamples(connection: DuckDBConnection): Promise<ReadonlyMap<string, Pick<Finding, 'at' | 'atFile'>>> {
  return new Map((await stored(connection)).flatMap((finding) => {
    const {code, at, atFile} = finding
    return isOfPeople(code) && at !== undefined && atFile !== undefined ? [[exampleOf(finding), {at, atFile}] as const] : []
  }))
}

type Imports = NonNullable<RepeatedFinding['imports']>

/** Forgets an import that was taken back: its own findings, and those of others that compared themselves with nothing else. */
export async function forgetFindings(connection: DuckDBConnection, batch: number): Promise<void> {
  await connection.run(`DELETE FROM findings WHERE batch = ${batch} OR about = [${batch}]`)
  await connection.run(`UPDATE findings SET about = [other FOR other IN about IF other <> ${batch}] WHERE list_contains(about, ${batch})`)
}
