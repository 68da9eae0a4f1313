import {RegularsError, throwIfCancelled} from '../../base/errors.js'
import type {Language} from '../../vocabulary.js'
import {STARTERS} from '../../programs/starters.js'
import type {HistoryReader} from '../history-port.js'
import type {ImportResult} from '../import/transactions.js'
import {workspaceFiles} from './init-workspace.js'
import type {NewFiles} from '../new-files-port.js'
import type {TaskContext} from '../ports.js'
import {profilePurchases} from '../profile/profile.js'
import type {ProfileResult} from '../profile/result.js'
import type {ProgramLibrary} from '../programs/library.js'
import type {Settings} from '../settings.js'
import {starterFiles} from './starter-files.js'
import {simulatePrograms, type SimulateRequest} from '../simulate/simulate.js'
import type {SimulateResult} from '../simulate/result.js'

const LARGE_BASE = 30_000
const FEWEST_RUNS = 40

/** What only the person can know; asked once the file has been read, so that nobody answers questions for nothing. */
export interface Economics {
  readonly margin: number | undefined
  /** major units */
  readonly cac: number | undefined
}

export interface FirstLookPorts {
  /** reads the person's files into the history, asking back where it may */
  importOrders(): Promise<ImportResult>
  readonly files: NewFiles
  openReader(): Promise<HistoryReader>
  readonly programs: ProgramLibrary
  economics(): Promise<Economics>
}

export interface FirstLookRequest {
  /** the workspace, kept or not */
  readonly root: string
  readonly settings: Settings
  readonly language: Language
  readonly simulation: Pick<SimulateRequest, 'seed' | 'horizonMonths' | 'replicates' | 'response' | 'workers' | 'evidence' | 'version'>
}

/** What a first look found; the command adds where the report and the workspace are. */
export interface FirstLook {
  readonly import: ImportResult
  readonly profile: ProfileResult
  readonly simulation: SimulateResult
}

/**
 * From a sales export to a verdict: import, profile, three starter programs scaled to the shop's own orders, simulation. Throws
 * what importing and simulating throw.
 */
export async function firstLook(ports: FirstLookPorts, request: FirstLookRequest, context: TaskContext): Promise<FirstLook> {
  const {settings} = request
  const imported = await ports.importOrders()
  if (imported.customers === 0) throw nobodyKnown(imported)
  const reader = await ports.openReader()
  try {
    throwIfCancelled(context.signal)
    context.progress.stage('Looking at the customers')
    const purchases = await reader.purchases()
    const profile = profilePurchases(purchases)
    throwIfCancelled(context.signal)
    context.progress.stage('')
    const {margin, cac} = await ports.economics()
    const known: Settings = {...settings, grossMargin: margin, acquisition: {...settings.acquisition, cac}}
    const programs = starterFiles(purchases, known, request.language)
    await ports.files.create(request.root, workspaceFiles({settings: known, language: request.language, programs}), false)
    const simulation = await simulatePrograms(reader, {
      ...request.simulation,
      replicates: request.simulation.replicates ?? enoughRuns(profile.customers),
      programs: await Promise.all(STARTERS.map((name) => ports.programs.load(name))),
      margin, cac, acquisitionSpendPerYear: settings.acquisition.spendPerYear,
      discountRateYearly: settings.discountRateYearly, newCustomers: true, failUnless: [],
    }, context)
    return {import: imported, profile, simulation}
  } finally {
    await reader.close()
  }
}

/**
 * As many runs as the answer needs, but for large bases so many that a first look takes about a minute: there luck averages out over
 * customers, and what is left between runs is what nobody knows, which some dozens of draws show well enough.
 */
function enoughRuns(customers: number): number | undefined {
  return customers <= LARGE_BASE ? undefined : Math.max(FEWEST_RUNS, Math.round((LARGE_BASE * 100) / customers))
}

function nobodyKnown({rows, refused}: ImportResult): RegularsError {
  const first = refused[0]
  const why = first === undefined ? '' : ` The first refused row is ${first.file}:${first.line}.`
  return new RegularsError('input', 'no-known-customer',
    `No order of a known customer was found. Rows read: ${rows.read}, refused: ${rows.rejected}, without a customer: ${rows.withoutCustomer}.${why}`,
    'Look at the columns; which is which can be said with --map customer=…,date=…,amount=…', {details: {rows}})
}
