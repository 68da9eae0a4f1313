import {mkdir, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {RegularsError} from '../base/errors.js'
import type {Currency} from '../base/money.js'
import {CUSTOMER_ROLES, ROLES, type CustomersPlan, type DateFormat, type ImportPlan} from '../tasks/import-plan.js'
import {SILENT, type Progress} from '../tasks/ports.js'
import {parseColumnMap} from './column-map.js'
import {customersPlan} from './customers-plan.js'
import type {Encoding} from './encoding.js'
import {prepareFile, type PreparedFile} from './prepare-file.js'
import {loadPresets} from './presets.js'
import {transactionsPlan} from './transactions-plan.js'

export interface UnderstandOptions {
  /** raw `--map` */
  readonly map?: string
  readonly dateFormat?: DateFormat
  readonly delimiter?: string
  readonly encoding?: Encoding
  readonly timeZone: string
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
  const map = parseColumnMap(options.map, ROLES)
  const presets = await loadPresets(options.presetFolder)
  return understand(paths, options, (files) => transactionsPlan(files, {map, presets, timeZone: options.timeZone, currency: options.currency}))
}

/** Looks at customers files. Throws as `understandTransactions`. */
export async function understandCustomers(paths: readonly string[], options: UnderstandOptions): Promise<Understood<CustomersPlan>> {
  const map = parseColumnMap(options.map, CUSTOMER_ROLES)
  const presets = await loadPresets(options.presetFolder)
  return understand(paths, options, (files) => customersPlan(files, map, presets))
}

let made = 0

async function understand<Plan>(
  paths: readonly string[], options: UnderstandOptions, plan: (files: readonly PreparedFile[]) => Plan,
): Promise<Understood<Plan>> {
  if (paths.length === 0) throw new RegularsError('usage', 'file-missing', 'No file was named.', 'Name one or several export files.')
  made += 1
  const folder = join(options.temporaryFolder, `decoded-${made}`)
  await mkdir(folder, {recursive: true})
  const cleanUp = (): Promise<void> => rm(folder, {recursive: true, force: true})
  try {
    const files: PreparedFile[] = []
    const progress = options.progress ?? SILENT
    for (const [i, path] of paths.entries())
      files.push(await prepareFile(path, path, i, {
        folder,
        ...(options.delimiter === undefined ? {} : {delimiter: options.delimiter}),
        ...(options.encoding === undefined ? {} : {encoding: options.encoding}),
        ...(options.signal === undefined ? {} : {signal: options.signal}),
        done: (bytes) => progress.done(bytes),
      }))
    return {plan: plan(files), cleanUp}
  } catch (error) {
    await cleanUp()
    throw error
  }
}
