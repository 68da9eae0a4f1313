import {mkdir, mkdtemp, rm} from 'node:fs/promises'
import {join as joinPath} from 'node:path'
import type {Readable} from 'node:stream'
import {RegularsError} from '../../base/errors.js'
import type {Currency} from '../../base/money.js'
import {CUSTOMER_ROLES, ROLES, type CustomersPlan, type DateFormat, type ImportPlan} from '../../tasks/import/plan.js'
import {SILENT, type Progress} from '../../tasks/ports.js'
import {parseColumnMap} from '../columns/column-map.js'
import {DISCOUNT_ROLES, discountOf} from '../columns/discount-rule.js'
import {plainName} from '../columns/column-names.js'
import {customersPlan} from './customers-plan.js'
import type {Encoding} from '../reading/encoding.js'
import {parseJoin} from './join-plan.js'
import {joinTables} from '../reading/join-tables.js'
import {parseAttributes} from '../columns/order-attributes.js'
import {prepareFile, type PreparedFile, type PrepareOptions} from '../reading/prepare-file.js'
import {requireFit} from './match-preset.js'
import {mayBeRecognised} from './preset-text.js'
import {loadPresets, type Preset} from './presets.js'
import {sourceFiles} from '../reading/source-list.js'
import {transactionsPlan} from './transactions-plan.js'

export interface UnderstandOptions {
  /** raw `--map` */
  readonly map?: string
  /** raw `--attributes` */
  readonly attributes?: string
  readonly dateFormat?: DateFormat
  readonly delimiter?: string
  readonly encoding?: Encoding
  /** further tables joined to the (only) file: `FILE`, `FILE:COLUMN` or `FILE:MAIN COLUMN=COLUMN` */
  readonly join?: readonly string[]
  /** sheet of a workbook, by name or number from 1; the first where not given */
  readonly sheet?: string
  /** name of the preset to use, or 'none' for none; recognised where not given */
  readonly preset?: string
  /** customers files: what customers are known by in the history, where it has any (an export may have an id, an e-mail and a phone) */
  readonly customerKey?: CustomersPlan['customerKey']
  /** what `-` stands for */
  readonly stdin?: Readable
  /** writes a Parquet file as CSV; without it Parquet files are refused */
  readonly parquetToCsv?: (from: string, to: string) => Promise<void>
  /** the zone of times without an offset where neither the person nor the file says one */
  readonly timeZone: string
  /** the zone the person names */
  readonly givenTimeZone?: string
  readonly currency: Currency
  /** the person's own presets (`presets` of the workspace), where there are any */
  readonly presetFolder?: string
  /** decoded copies are made in a subfolder of it */
  readonly temporaryFolder: string
  readonly signal?: AbortSignal
  readonly progress?: Progress
}

/** A plan and the way to remove the temporary copies it points to. */
export interface Understood<Plan> {
  readonly plan: Plan
  cleanUp(): Promise<void>
}

/**
 * Looks at sales exports and decides what can be decided from their beginnings; how dates and numbers are written is left to
 * `decideStyles`, which needs whole columns.
 *
 * Throws `file-missing`, `file-type`, `file-empty`, `columns-unclear`, `column-missing`, `column-unsure`, `map-invalid`, `column-unknown`.
 */
export async function understandTransactions(paths: readonly string[], options: UnderstandOptions): Promise<Understood<ImportPlan>> {
  const {map, discount} = discountOf(parseColumnMap(options.map, [...ROLES, ...DISCOUNT_ROLES]))
  const chosen = await chosenPresets(options)
  const {timeZone, givenTimeZone, currency} = options
  const attributes = parseAttributes(options.attributes)
  return understand(paths, options, async (files) => {
    const presets = fitting(files, chosen, map.keys()) ?? (await presetsFor(files, options))
    return transactionsPlan(files, {map, discount, attributes, presets, timeZone, givenTimeZone, currency})
  })
}

/** Looks at customers files. Throws as `understandTransactions`. */
export async function understandCustomers(paths: readonly string[], options: UnderstandOptions): Promise<Understood<CustomersPlan>> {
  const map = parseColumnMap(options.map, CUSTOMER_ROLES)
  const chosen = await chosenPresets(options)
  return understand(paths, options, async (files) =>
    customersPlan(files, map, fitting(files, chosen, map.keys()) ?? (await presetsFor(files, options)), options.customerKey))
}

/** The presets that the headers of these files may belong to. */
function presetsFor(files: readonly PreparedFile[], {presetFolder}: UnderstandOptions): Promise<readonly Preset[]> {
  return loadPresets(presetFolder, (text) => mayBeRecognised(text, files.map(({rawNames}) => rawNames)))
}

/** The preset that the person names, or none; undefined where it is to be recognised. Throws `preset-unknown`. */
async function chosenPresets(options: UnderstandOptions): Promise<readonly Preset[] | undefined> {
  if (options.preset === undefined) return undefined
  if (options.preset === 'none') return []
  const all = await loadPresets(options.presetFolder)
  const wanted = plainName(options.preset)
  const chosen = all.find((preset) => plainName(preset.id) === wanted || plainName(preset.source) === wanted)
  if (chosen !== undefined) return [{...chosen, recognise: []}]
  throw new RegularsError('usage', 'preset-unknown', `There is no preset "${options.preset}".`, `Presets: none, ${all.map(({id}) => id).join(', ')}.`)
}

/** The preset that the person names, once these files have turned out to be such exports. */
function fitting(files: readonly PreparedFile[], chosen: readonly Preset[] | undefined, mapped: Iterable<string>): readonly Preset[] | undefined {
  const [preset] = chosen ?? []
  const roles = new Set(mapped)
  if (preset !== undefined) for (const file of files) requireFit(file, preset, roles)
  return chosen
}

async function understand<Plan>(
  paths: readonly string[], options: UnderstandOptions, plan: (files: readonly PreparedFile[]) => Promise<Plan>,
): Promise<Understood<Plan>> {
  if (paths.length === 0) throw new RegularsError('usage', 'file-missing', 'No file was named.', 'Name one or several export files.')
  await mkdir(options.temporaryFolder, {recursive: true})
  const folder = await mkdtemp(joinPath(options.temporaryFolder, 'reading-'))
  const cleanUp = (): Promise<void> => rm(folder, {recursive: true, force: true})
  try {
    const files: PreparedFile[] = []
    const progress = options.progress ?? SILENT
    const prepareOptions = {...options, folder, done: (bytes: number) => progress.done(bytes)}
    for (const [i, path] of (await sourceFiles(paths)).entries()) files.push(await prepareFile(path, path, i, prepareOptions))
    return {plan: await plan(options.join?.length ? [await withJoins(files, options.join, {...prepareOptions, ...options})] : files), cleanUp}
  } catch (error) {
    await cleanUp()
    throw error
  }
}

async function withJoins(files: readonly PreparedFile[], join: readonly string[], options: PrepareOptions & UnderstandOptions): Promise<PreparedFile> {
  const [main] = files
  if (files.length > 1)
    throw new RegularsError('usage', 'join-several', 'Tables can be joined to one file only.', 'Import the files one after the other, each with its --join.')
  const joins = []
  for (const [i, text] of join.entries()) {
    const spec = parseJoin(text)
    joins.push({spec, table: await prepareFile(spec.file, spec.file, i + 1, options)})
  }
  const wanted = [...parseColumnMap<string>(options.map, [...ROLES, ...DISCOUNT_ROLES, ...CUSTOMER_ROLES]).values(),
    ...parseAttributes(options.attributes).values()]
  return joinTables(main!, joins, {target: joinPath(options.folder, 'joined.csv'), wanted, ...(options.signal === undefined ? {} : {signal: options.signal})})
}
