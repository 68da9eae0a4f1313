import type {DuckDBConnection} from '@duckdb/node-api'
import type {FilePlan} from '../../tasks/import/plan.js'
import {rowsOf} from '../duckdb.js'
import type {ComparingFinding} from '../history/findings.js'
import {scanRecords} from './record-scanner.js'

/** A finding that knows its first rows by their place in the import (`rowid` of `typed`), ascending. */
export interface PlacedFinding extends ComparingFinding {
  readonly places?: readonly number[]
}

/** A file whose lines can be counted: of transactions or of customers. */
type LineFile = Pick<FilePlan, 'file' | 'readable' | 'dialect' | 'skipLines' | 'joined'>

const SHOWN = 5
/** Lines are counted again in the file itself; rows beyond this one are not worth the wait. */
const FARTHEST_RECORD = 1_000_000

/** The first places of `SELECT … AS place …`. */
export async function firstPlaces(connection: DuckDBConnection, sql: string): Promise<readonly number[]> {
  const found = await rowsOf(connection, `SELECT DISTINCT place::BIGINT AS place FROM (${sql}) ORDER BY place LIMIT ${SHOWN}`)
  return found.map((row) => Number(row['place']))
}

/**
 * Gives findings the physical lines of their first rows: of the first file that has any, which is named where there are several.
 * `place` is what the column of places is called in `typed`.
 */
export async function withLines(
  connection: DuckDBConnection, plan: {readonly files: readonly LineFile[]}, found: readonly PlacedFinding[], place = 'rowid',
): Promise<readonly ComparingFinding[]> {
  const starts = await fileStarts(connection, place)
  const wanted = found.map(({places}) => firstFileOf(places ?? [], starts))
  const lines = await Promise.all(plan.files.map((file, index) =>
    linesOf(file, wanted.flatMap((each) => (each?.file === index ? each.ordinals : [])))))
  return found.map(({places: _places, ...finding}, i) => {
    const own = wanted[i]
    const at = own === undefined ? [] : own.ordinals.flatMap((ordinal) => lines[own.file]?.get(ordinal) ?? [])
    if (own === undefined || at.length === 0) return finding
    return {...finding, at, ...(plan.files.length > 1 ? {atFile: plan.files[own.file]!.file} : {})}
  })
}

/** Physical line (from 1) of records by their number (from 0); nothing where the rows stand in no file of the person's, as after a join. */
async function linesOf(file: LineFile, ordinals: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const wanted = new Set(ordinals.filter((ordinal) => ordinal <= FARTHEST_RECORD))
  const lines = new Map<number, number>()
  if (wanted.size === 0 || file.joined === true) return lines
  await scanRecords(file.readable, {...file.dialect, skipLines: file.skipLines}, ({ordinal, line}) => {
    if (wanted.has(ordinal)) lines.set(ordinal, line)
    return lines.size < wanted.size
  })
  return lines
}

interface FileStart {
  readonly file: number
  readonly first: number
  readonly last: number
}

async function fileStarts(connection: DuckDBConnection, place: string): Promise<readonly FileStart[]> {
  const rows = await rowsOf(connection, `SELECT file, min(${place})::BIGINT AS first, max(${place})::BIGINT AS last FROM typed GROUP BY file`)
  return rows.map((row) => ({file: Number(row['file']), first: Number(row['first']), last: Number(row['last'])}))
}

function firstFileOf(places: readonly number[], starts: readonly FileStart[]): {readonly file: number; readonly ordinals: readonly number[]} | undefined {
  const start = starts.find(({first, last}) => places[0] !== undefined && places[0] >= first && places[0] <= last)
  if (start === undefined) return undefined
  return {file: start.file, ordinals: places.filter((place) => place >= start.first && place <= start.last).map((place) => place - start.first)}
}
