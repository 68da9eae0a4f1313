import {alreadyImported, notImported, refusedBefore} from './already-imported.js'
import {decideStyles} from './decide-styles.js'
import type {CustomersPlan, DateFormat, Dialect, FileEvidence, Finding} from './plan.js'
import type {ImportedFile, RefusedRow} from './ports.js'
import {RegularsError} from '../../base/errors.js'
import type {TaskContext} from '../ports.js'

export interface CustomersRequest {
  /** ISO 8601, UTC */
  readonly importedAt: string
  readonly dateFormat?: DateFormat
  readonly skipInvalid: boolean
  readonly dryRun: boolean
  readonly rejectsFile: string | undefined
}

export interface CustomersPorts {
  understand(): Promise<{readonly plan: CustomersPlan; cleanUp(): Promise<void>}>
  openHistory(): Promise<CustomersWriter>
}

export interface CustomersBatch {
  readonly batch: number
  readonly read: number
  readonly rejected: number
  /** distinct keys in the files */
  readonly customers: number
  /** of them, those with orders in the history */
  readonly known: number
  readonly attributes: readonly {readonly name: string; readonly customers: number; readonly values: number}[]
  readonly findings: readonly Finding[]
  /** the first customers as they were understood */
  readonly preview: readonly CustomerPreview[]
}

/** A row as it was understood, for `--dry-run`. */
export interface CustomerPreview {
  readonly customer: string
  /** attribute and value, by name */
  readonly attributes: Readonly<Record<string, string>>
}

/** One import of customers: all or nothing. `src/store/history/customers.ts` provides it. */
export interface CustomersWriter {
  importedFiles(): Promise<readonly ImportedFile[]>
  stage(plan: CustomersPlan, context: TaskContext): Promise<void>
  evidence(plan: CustomersPlan): Promise<readonly FileEvidence[]>
  write(record: {readonly importedAt: string; readonly plan: CustomersPlan; readonly readings: readonly string[]}): Promise<CustomersBatch>
  refused(plan: CustomersPlan, options: {readonly file: string | undefined; readonly show: number}): Promise<readonly RefusedRow[]>
  commit(): Promise<void>
  abandon(): Promise<void>
}

/** The `--json` result of `import customers`. */
export interface CustomersResult {
  readonly batch: number | null
  readonly dryRun: boolean
  readonly files: readonly {readonly file: string; readonly sha256: string; readonly bytes: number; readonly alreadyInBatch: number | null}[]
  readonly rows: {readonly read: number; readonly imported: number; readonly duplicate: number; readonly rejected: number}
  readonly customers: number
  readonly known: number
  readonly attributes: CustomersBatch['attributes']
  readonly findings: readonly Finding[]
  readonly preset: string | null
  /** how the first file is written; null where nothing was read */
  readonly dialect: Omit<Dialect, 'dateFormat'> & {readonly dateFormat: DateFormat | null} | null
  readonly preview: readonly CustomerPreview[]
  readonly mapping: Readonly<Record<string, string>>
  readonly rejectsFile: string | null
  readonly refused: readonly RefusedRow[]
}

const SHOWN = 10

/** Imports attributes of customers (segment, channel, join date, …). A later file wins over an earlier one, value by value. */
export async function importCustomers(request: CustomersRequest, ports: CustomersPorts, context: TaskContext): Promise<CustomersResult> {
  const {plan, cleanUp} = await ports.understand()
  try {
    const writer = await ports.openHistory()
    try {
      return await importPlan(request, plan, writer, context)
    } finally {
      await writer.abandon()
    }
  } finally {
    await cleanUp()
  }
}

async function importPlan(request: CustomersRequest, whole: CustomersPlan, writer: CustomersWriter, context: TaskContext): Promise<CustomersResult> {
  const imported = await writer.importedFiles()
  const batchOf = (sha256: string): ImportedFile | undefined => imported.find((each) => each.sha256 === sha256 && each.reading === readingOf(whole))
  const fresh = {...whole, files: whole.files.filter((file) => batchOf(file.sha256) === undefined)}
  const known = whole.files.flatMap((file) => batchOf(file.sha256) ?? [])
  const refusedThen = refusedBefore(known)
  const knownRows = known.reduce((sum, file) => sum + file.rows, 0) - refusedThen
  const files = whole.files.map((file) => ({file: file.file, sha256: file.sha256, bytes: file.bytes, alreadyInBatch: batchOf(file.sha256)?.batch ?? null}))
  const base = {dryRun: request.dryRun, files, preset: whole.preset, mapping: mappingOf(whole)}
  if (fresh.files.length === 0) {
    const findings = alreadyImported(knownRows, refusedThen)
    return {...base, batch: null, rows: {read: knownRows, imported: 0, duplicate: knownRows, rejected: 0}, customers: 0, known: 0, attributes: [], findings,
      dialect: null, preview: [],
      rejectsFile: null, refused: []}
  }
  await writer.stage(fresh, context)
  const plan = decideStyles(fresh, await writer.evidence(fresh), request.dateFormat)
  const written = await writer.write({importedAt: request.importedAt, plan, readings: plan.files.map(() => readingOf(plan))})
  if (written.read === 0)
    throw new RegularsError('input', 'file-empty', `${whole.files[0]!.file} has no customers.`, 'Choose the file with the list of customers.',
      {where: {file: whole.files[0]!.file}})
  const keep = written.rejected === 0 || (request.skipInvalid && written.rejected < written.read)
  const rejectsFile = written.rejected > 0 && !request.dryRun ? request.rejectsFile : undefined
  const refused = written.rejected === 0 ? [] : await writer.refused(plan, {file: rejectsFile, show: SHOWN})
  if (keep && !request.dryRun) await writer.commit()
  return {
    ...base, batch: keep && !request.dryRun ? written.batch : null,
    rows: {read: written.read + knownRows, imported: keep ? written.read - written.rejected : 0, duplicate: knownRows, rejected: written.rejected},
    customers: keep ? written.customers : 0, known: keep ? written.known : 0, attributes: keep ? written.attributes : [],
    findings: [...written.findings, ...notImported(refusedThen)], dialect: dialectOf(plan), preview: written.preview, rejectsFile: rejectsFile ?? null,
    refused,
  }
}

function dialectOf({files: [file]}: CustomersPlan): CustomersResult['dialect'] {
  if (file === undefined) return null
  return {...file.dialect, decimal: file.numbers?.decimal ?? '.', thousands: file.numbers?.thousands ?? '', dateFormat: file.dates?.format ?? null}
}

function readingOf(plan: CustomersPlan): string {
  return JSON.stringify({customers: true, key: plan.customerKey, mapping: mappingOf(plan)})
}

function mappingOf(plan: CustomersPlan): Readonly<Record<string, string>> {
  const [file] = plan.files
  if (file === undefined) return {}
  return Object.fromEntries([
    ...Object.entries(file.roles).map(([role, column]) => [role, file.columns[column] ?? '']),
    ...file.attributes.map(({name, column}) => [name, file.columns[column] ?? '']),
  ])
}
