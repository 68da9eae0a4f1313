import {counted} from '../../base/counted.js'
import type {DuckDBConnection} from '@duckdb/node-api'
import type {FilePlan, Finding, ImportPlan} from '../../tasks/import/plan.js'
import {mapValue, mapWord} from '../../tasks/import/map-argument.js'
import {plainNumber} from '../../tasks/import/number-style.js'
import {type TaxSide, taxSide} from '../../tasks/import/tax-side.js'
import {rowsOf, type SqlValue} from '../duckdb.js'
import type {ComparingFinding} from '../history/findings.js'
import {countRows, GOOD} from './census.js'
import {scanRecords, valuesOf} from './record-scanner.js'

/** Totals are compared over the beginning of a file: as much as takes no noticeable time. */
const MOST_RECORDS = 200_000
/** Half a minor unit on each of two rounded amounts. */
const NEAR = 0.011
const SHOWN = 5

type Columns = NonNullable<FilePlan['tax']> & {readonly net: number; readonly gross: number}

/** Which of the totals with and without tax was taken, and where a file, or the history, holds both kinds. */
export async function taxFindings(connection: DuckDBConnection, plan: ImportPlan): Promise<readonly ComparingFinding[]> {
  const found: Finding[] = []
  for (const file of plan.files) {
    const {net, gross} = file.tax ?? {}
    if (net === undefined || gross === undefined) continue
    const columns: Columns = {...file.tax, net, gross}
    const sums = await compare(file, columns)
    if (plan.preset === null && file === plan.files[0]) found.push(...choice(file, columns, sums))
    found.push(...mixedInside(file, columns, sums, plan.files.length > 1))
  }
  return [...found, ...(await mixedBetween(connection, plan))]
}

interface Sums {
  rows: number
  net: number
  gross: number
  /** rows with tax whose totals are equal, and those whose totals differ by the tax */
  equal: number
  added: number
  equalAt: number[]
  addedAt: number[]
}

async function compare(file: FilePlan, {net, gross, tax}: Columns): Promise<Sums> {
  const sums: Sums = {rows: 0, net: 0, gross: 0, equal: 0, added: 0, equalAt: [], addedAt: []}
  const style = file.numbers ?? {decimal: '.', thousands: ''}
  await scanRecords(file.readable, {...file.dialect, skipLines: file.skipLines}, ({bytes, line, ordinal}) => {
    const values = valuesOf(bytes.toString('utf8'), file.dialect)
    const value = (column: number | undefined): number => Number(plainNumber((values[column ?? -1] ?? '').trim(), style) ?? Number.NaN)
    const [without, whole, part] = [value(net), value(gross), value(tax)]
    if (Number.isNaN(without) || Number.isNaN(whole) || (without === 0 && whole === 0)) return ordinal < MOST_RECORDS
    sums.rows += 1
    sums.net += without
    sums.gross += whole
    const off = Math.abs(whole - without)
    if (Math.abs(part) > NEAR && off <= NEAR) {
      sums.equal += 1
      if (sums.equalAt.length < SHOWN) sums.equalAt.push(line)
    } else if (Math.abs(part) > NEAR && Math.abs(off - Math.abs(part)) <= NEAR) {
      sums.added += 1
      if (sums.addedAt.length < SHOWN) sums.addedAt.push(line)
    }
    return ordinal < MOST_RECORDS
  })
  return sums
}

function choice(file: FilePlan, columns: Columns, sums: Sums): readonly Finding[] {
  if (columns.side === undefined || sums.rows === 0) return []
  const other: TaxSide = columns.side === 'net' ? 'gross' : 'net'
  const name = (side: TaxSide): string => `"${file.columns[columns[side]]}"`
  const share = (Math.abs(sums[other] - sums[columns.side]) / Math.max(Math.abs(sums[columns.side]), 0.01)) * 100
  const how = Math.abs(sums.gross - sums.net) <= NEAR ? 'same' : sums[other] > sums[columns.side] ? 'higher' : 'lower'
  const compared = how === 'same' ? 'adds up to the same' : `is ${share.toFixed(1)} % ${how}`
  const map = mapValue(file.columns, columns[other])
  return [{code: 'tax-column-choice', rows: sums.rows,
    values: [file.columns[columns[columns.side]] ?? '', columns.side, file.columns[columns[other]] ?? '', how, share.toFixed(1), map],
    message: `The amount is ${name(columns.side)}, ${words(columns.side)}; ${name(other)}, ${words(other)}, ${compared} over ${counted(sums.rows, 'row')}. ` +
      `Earn on the one your programs and your margin mean; to take the other: --map ${mapWord({amount: map})}.`}]
}

function words(side: TaxSide): string {
  return side === 'net' ? 'without tax' : 'with tax'
}

function mixedInside(file: FilePlan, {net, gross, tax}: Columns, sums: Sums, several: boolean): readonly Finding[] {
  if (tax === undefined || sums.equal === 0 || sums.added === 0 || sums.equal + sums.added < 0.5 * sums.rows) return []
  const [rows, at] = sums.equal <= sums.added ? [sums.equal, sums.equalAt] : [sums.added, sums.addedAt]
  const [less, more, part] = [net, gross, tax].map((column) => `"${file.columns[column]}"`)
  return [{code: 'tax-mixed', rows,
    values: ['inside', String(sums.added), String(sums.equal), ...[net, gross, tax].map((column) => file.columns[column] ?? '')],
    message: `In ${counted(sums.added, 'row')} ${more} is ${less} + ${part}, in ${counted(sums.equal, 'row')} both are equal although there is tax: ` +
      `some amounts ` +
      'include tax and others do not. Take the column that means the same in every row with --map amount=, or export both kinds apart.',
    ...(file.joined === true ? {} : {at, ...(several ? {atFile: file.file} : {})})}]
}

/** What the plan's amounts are, as far as their names tell; remembered with the import. */
export function sideOf(file: FilePlan | undefined): TaxSide | undefined {
  return file?.tax?.side ?? (file?.roles.amount === undefined ? undefined : taxSide(file.columns[file.roles.amount] ?? ''))
}

async function mixedBetween(connection: DuckDBConnection, plan: ImportPlan): Promise<readonly ComparingFinding[]> {
  const sides = plan.files.map(sideOf)
  const side = sides.find((each) => each !== undefined)
  if (side === undefined) return []
  const before = await rowsOf(connection, `SELECT batch, mapping FROM batches WHERE kind = 'transactions' ORDER BY batch`)
  const earlier = before.find((row) => opposite(row, side))
  const inOneImport = sides.some((each) => each !== undefined && each !== side)
  if (earlier === undefined && !inOneImport) return []
  const {rows} = await countRows(connection, {rows: GOOD})
  const others = earlier === undefined ? 'other files of this import' : `those of import ${earlier['batch']}`
  return [{code: 'tax-mixed', rows, values: ['between', side, earlier === undefined ? '' : String(earlier['batch'])],
    ...(earlier !== undefined && !inOneImport && {about: before.filter((each) => opposite(each, side)).map((each) => Number(each['batch']))}),
    message: `The amounts of this import are ${words(side)}, ${others} ${words(side === 'net' ? 'gross' : 'net')}: added up, they mean nothing. ` +
      'Take the import back (regulars import undo), and import it with the same kind of column: --map amount=.'}]
}

function opposite(batch: Readonly<Record<string, SqlValue>>, side: TaxSide): boolean {
  return ![undefined, side].includes(rememberedSide(String(batch['mapping'])))
}

function rememberedSide(mapping: string): TaxSide | undefined {
  const {tax, amount} = JSON.parse(mapping) as {readonly tax?: TaxSide; readonly amount?: string}
  return tax ?? taxSide(amount ?? '')
}
