import {type Day, isoDay} from '../../base/day.js'
import {RegularsError} from '../../base/errors.js'
import {type Currency, minor, type MoneyJson, moneyJson} from '../../base/money.js'
import {alreadyImported, type KnownFile, notImported, refusedBefore} from './already-imported.js'
import {decideStyles} from './decide-styles.js'
import type {DateFormat, Dialect, FileEvidence, FilePlan, Finding, ImportPlan, NumberStyle, Role} from './plan.js'
import type {HistoryWriter, ImportedFile, OtherCurrency, RefusedRow, RowCounts, RowPreview, WrittenBatch} from './ports.js'
import type {TaskContext} from '../ports.js'

export interface ImportRequest {
  /** the workspace's: business days are days of this zone */
  readonly timeZone: string
  readonly currency: Currency
  /** ISO 8601, UTC */
  readonly importedAt: string
  readonly dateFormat?: DateFormat
  /** a decimal sign the person insists on */
  readonly decimal?: NumberStyle['decimal']
  /** codes of findings the person has looked at: `history` does not repeat them */
  readonly accept?: readonly string[]
  readonly skipInvalid: boolean
  readonly dryRun: boolean
  /** where refused rows go; undefined writes none */
  readonly rejectsFile: string | undefined
}

export interface ImportPorts {
  /** Looks at the files: columns, dialect, source. The copies it makes live until `cleanUp`. */
  understand(): Promise<{readonly plan: ImportPlan; cleanUp(): Promise<void>}>
  openHistory(): Promise<HistoryWriter>
}

/** The `--json` result of `import transactions` (keys of the command-line contract first). */
export interface ImportResult {
  /** null: nothing was imported */
  readonly batch: number | null
  readonly dryRun: boolean
  readonly files: readonly {readonly file: string; readonly sha256: string; readonly bytes: number; readonly alreadyInBatch: number | null}[]
  readonly rows: RowCounts
  readonly orders: number
  readonly customers: number
  readonly from: string | null
  readonly to: string | null
  readonly revenue: MoneyJson
  readonly refunds: MoneyJson
  readonly findings: readonly Finding[]
  readonly dialect: Dialect | null
  readonly preset: string | null
  readonly mapping: Readonly<Partial<Record<Role, string>>>
  /** further attributes of orders, and their columns */
  readonly attributes: Readonly<Record<string, string>>
  readonly rejectsFile: string | null
  readonly currency: Currency
  readonly grain: ImportPlan['grain']
  readonly confidence: number
  /** the first refused rows */
  readonly refused: readonly RefusedRow[]
  /** the first orders as they were understood */
  readonly preview: readonly PreviewJson[]
}

export interface PreviewJson {
  readonly customer: string | null
  readonly order: string | null
  readonly date: string
  /** `09:30`; null where the source has no time */
  readonly time: string | null
  readonly amount: MoneyJson
}

const SHOWN = 10

/**
 * Imports sales exports into the history: all rows or (with refused rows and without `skipInvalid`) none.
 * Throws what understanding the files throws, `store-busy`, `file-read-otherwise`, `currency-other` (of a whole file), `currency-mixed`, `cancelled`.
 */
export async function importTransactions(request: ImportRequest, ports: ImportPorts, context: TaskContext): Promise<ImportResult> {
  context.progress.stage('Looking at the files')
  const {plan, cleanUp} = await ports.understand()
  try {
    const writer = await ports.openHistory()
    try {
      return await importPlan(request, withDecimal(plan, request.decimal), writer, context)
    } finally {
      await writer.abandon()
    }
  } finally {
    await cleanUp()
  }
}

async function importPlan(request: ImportRequest, whole: ImportPlan, writer: HistoryWriter, context: TaskContext): Promise<ImportResult> {
  const imported = await writer.importedFiles()
  const known = alreadyThere(whole, imported)
  const files = whole.files.filter((file) => !known.has(file))
  const fresh = {...whole, files, ...toldBefore(files, imported)}
  const refusedThen = refusedBefore([...known.values()])
  const rowsKnown = [...known.values()].reduce((sum, each) => sum + each.rows, 0) - refusedThen
  if (fresh.files.length === 0) return nothingNew(request, whole, known, {rows: rowsKnown, refused: refusedThen})
  const {plan, rejected} = await readAll(request, fresh, writer, context)
  if (rejected > 0) refuseCurrency(plan.currency, await writer.otherCurrency(plan))
  const rejectsFile = rejected > 0 && !request.dryRun ? request.rejectsFile : undefined
  const refused = rejected === 0 ? [] : await writer.refused(plan, {file: rejectsFile, show: SHOWN})
  const readings = plan.files.map((file) => readingOf(plan, file))
  const written = await writer.write({importedAt: request.importedAt, plan, readings, mapping: mappingOf(plan), accept: request.accept ?? [],
    rowsKnown}, context)
  // Where no row can be read there is nothing to import without the refused ones.
  const keep = rejected === 0 || (request.skipInvalid && written.rows.imported > 0)
  if (keep && !request.dryRun) await writer.commit()
  return resultOf(request, {whole, plan, known, written, refused, rejectsFile, kept: keep})
}

/** One clear word instead of every row refused. */
function refuseCurrency(currency: Currency, other: OtherCurrency | undefined): void {
  if (other === undefined) return
  throw new RegularsError('input', 'currency-other',
    `No row of ${other.file} is in ${currency}, the currency of the workspace; the first is in ${other.currency}.`,
    `If this shop sells in ${other.currency}, give --currency ${other.currency}, or write currency: ${other.currency} in regulars.yaml. ` +
    'Amounts are never converted: keep each currency in a workspace of its own.',
    {where: {file: other.file}, details: {rows: other.rows, currency: other.currency, column: other.columnName}})
}

/**
 * Reads texts as values. Large files are decided from rows taken evenly from the whole and read in one go; any doubt, and any value
 * that does not fit, leads to loading the texts and deciding from every row.
 */
async function readAll(request: ImportRequest, fresh: ImportPlan, writer: HistoryWriter, context: TaskContext): Promise<{plan: ImportPlan; rejected: number}> {
  const sample = await writer.sample(fresh)
  const quick = sample === undefined ? undefined : decidedQuickly(fresh, sample, request.dateFormat)
  const direct = quick === undefined ? undefined : await writer.readDirectly(quick, request.timeZone, context)
  if (quick !== undefined && direct !== undefined) return {plan: quick, rejected: direct.rejected}
  await writer.stage(fresh, context)
  const plan = decideStyles(fresh, await writer.evidence(fresh), request.dateFormat)
  const {rejected} = await writer.readValues(plan, request.timeZone)
  return {plan, rejected}
}

/** Undefined where the sample leaves a doubt that all rows may settle. */
function decidedQuickly(fresh: ImportPlan, sample: readonly FileEvidence[], given: DateFormat | undefined): ImportPlan | undefined {
  try {
    const decided = decideStyles(fresh, sample, given)
    return decided.findings.length > fresh.findings.length ? undefined : decided
  } catch (error) {
    if (error instanceof RegularsError) return undefined
    throw error
  }
}

/** What the latest imports told whose files have the columns of all of these. */
function toldBefore(files: readonly FilePlan[], imported: readonly ImportedFile[]): Pick<ImportPlan, 'grainBefore' | 'dayFirstBefore'> {
  const alike = imported.filter(({layout}) => layout !== undefined
    && files.every(({columns}) => layout.columns.some((each) => each.join('\n') === columns.join('\n'))))
  const [ofGrain, ofDates] = [alike.findLast(({layout}) => layout?.grain !== undefined), alike.findLast(({layout}) => layout?.dayFirst !== undefined)]
  return {
    ...(ofGrain?.layout?.grain !== undefined && {grainBefore: {batch: ofGrain.batch, is: ofGrain.layout.grain}}),
    ...(ofDates?.layout?.dayFirst !== undefined && {dayFirstBefore: {batch: ofDates.batch, is: ofDates.layout.dayFirst}}),
  }
}

/** Files of this import that the history has, read the same way; and files named twice. */
function alreadyThere(plan: ImportPlan, imported: readonly ImportedFile[]): Map<FilePlan, KnownFile> {
  const known = new Map<FilePlan, KnownFile>()
  const seen = new Set<string>()
  for (const file of plan.files) {
    const same = imported.filter((each) => each.sha256 === file.sha256)
    const reading = readingOf(plan, file)
    const equal = same.find((each) => each.reading === reading)
    if (equal !== undefined) known.set(file, equal)
    else if (same[0] !== undefined)
      throw new RegularsError('usage', 'file-read-otherwise',
        `${file.file} is in the history already (import ${same[0].batch}), read with other columns or settings.`,
        `Take that import back first: regulars import undo ${same[0].batch}`, {where: {file: file.file}, details: {batch: same[0].batch}})
    else if (seen.has(file.sha256)) known.set(file, {batch: null, rows: 0, refusedInBatch: 0})
    seen.add(file.sha256)
  }
  return known
}

/** What decides what a file's bytes mean: the same file with the same reading is the same import. */
function readingOf(plan: ImportPlan, file: FilePlan): string {
  const {orderAttributes: attributes = {}} = file
  return JSON.stringify({
    roles: sorted(file.roles), ...(Object.keys(attributes).length === 0 ? {} : {attributes: sorted(attributes)}), skip: file.skipLines, dialect: file.dialect,
    grain: plan.preset === null ? '' : plan.grain, amount: plan.amountRule, key: plan.customerKey, zone: plan.timeZone, currency: plan.currency,
  })
}

function sorted(columns: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(columns).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function withDecimal(plan: ImportPlan, decimal: NumberStyle['decimal'] | undefined): ImportPlan {
  if (decimal === undefined) return plan
  return {...plan, files: plan.files.map((file) => ({...file, numbers: {decimal, thousands: decimal === '.' ? ',' : '.'}}))}
}

function mappingOf(plan: ImportPlan): Readonly<Partial<Record<Role, string>>> {
  return namesOf(plan.files[0], plan.files[0]?.roles)
}

/** The names of a file's columns. */
function namesOf(file: FilePlan | undefined, columns: Readonly<Record<string, number>> | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(columns ?? {}).map(([name, column]) => [name, file?.columns[column] ?? '']))
}

interface Outcome {
  readonly whole: ImportPlan
  readonly plan: ImportPlan
  readonly known: ReadonlyMap<FilePlan, KnownFile>
  readonly written: WrittenBatch
  readonly refused: readonly RefusedRow[]
  readonly rejectsFile: string | undefined
  readonly kept: boolean
}

function resultOf(request: ImportRequest, outcome: Outcome): ImportResult {
  const {written, plan, kept} = outcome
  const {totals} = written
  return {
    batch: kept && !request.dryRun ? written.batch : null,
    dryRun: request.dryRun,
    files: filesOf(outcome.whole, outcome.known),
    rows: kept ? written.rows : {...written.rows, imported: 0, withoutCustomer: 0},
    orders: kept ? totals.orders : 0,
    customers: kept ? totals.customers : 0,
    from: kept && totals.from !== null ? isoDay(totals.from as Day) : null,
    to: kept && totals.to !== null ? isoDay(totals.to as Day) : null,
    revenue: moneyJson(minor(kept ? totals.revenue : 0), plan.currency),
    refunds: moneyJson(minor(kept ? totals.refunds : 0), plan.currency),
    findings: [...(outcome.whole.files.length > 1 ? written.findings.map((finding) => ofFile(finding, plan.files[0]!)) : written.findings),
      ...notImported(refusedBefore([...outcome.known.values()]))],
    dialect: dialectOf(plan),
    preset: plan.preset,
    mapping: mappingOf(plan), attributes: namesOf(plan.files[0], plan.files[0]?.orderAttributes),
    rejectsFile: outcome.rejectsFile ?? null,
    currency: plan.currency, grain: plan.grain, confidence: plan.confidence,
    refused: outcome.refused, preview: written.preview.map((row) => previewOf(row, plan.currency)),
  }
}

/** Of several files named, only one was new; its lines are its own all the same. */
function ofFile(finding: Finding, file: FilePlan): Finding {
  return finding.at === undefined || finding.atFile !== undefined ? finding : {...finding, atFile: file.file}
}

function previewOf(row: RowPreview, currency: Currency): PreviewJson {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return {
    customer: row.customer, order: row.order, date: isoDay(row.day as Day),
    time: row.second < 0 ? null : `${two(row.second / 3600)}:${two((row.second % 3600) / 60)}`, amount: moneyJson(minor(row.amount), currency),
  }
}

function nothingNew(
  request: ImportRequest, plan: ImportPlan, known: Outcome['known'], {rows, refused}: {readonly rows: number; readonly refused: number},
): ImportResult {
  const none = moneyJson(minor(0), plan.currency)
  return {
    batch: null, dryRun: request.dryRun, files: filesOf(plan, known),
    rows: {read: rows, imported: 0, duplicate: rows, withoutCustomer: 0, rejected: 0, excluded: 0},
    orders: 0, customers: 0, from: null, to: null, revenue: none, refunds: none,
    findings: alreadyImported(rows, refused),
    dialect: null, preset: plan.preset, mapping: mappingOf(plan), attributes: namesOf(plan.files[0], plan.files[0]?.orderAttributes), rejectsFile: null,
    currency: plan.currency, grain: plan.grain, confidence: plan.confidence, refused: [], preview: [],
  }
}

function filesOf(plan: ImportPlan, known: Outcome['known']): ImportResult['files'] {
  return plan.files.map((file) => ({file: file.file, sha256: file.sha256, bytes: file.bytes, alreadyInBatch: known.get(file)?.batch ?? null}))
}

/** Of the first file. */
function dialectOf(plan: ImportPlan): Dialect | null {
  const [file] = plan.files
  if (file?.dates === undefined) return null
  return {...file.dialect, decimal: file.numbers?.decimal ?? '.', thousands: file.numbers?.thousands ?? '', dateFormat: file.dates.format}
}
