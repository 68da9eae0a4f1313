import {existsSync} from 'node:fs'
import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {z} from 'zod'
import {RegularsError} from '../../base/errors.js'
import {CUSTOMER_ROLES, DATE_FORMATS, ROLES, type CustomerRole, type DateFormat, type Role, type RowGrain} from '../../tasks/import/plan.js'
import {packageFile} from '../package-data.js'
import {checkYaml, parseYaml, readText, type YamlFile} from '../yaml-document.js'
import {fileName} from '../../tasks/file-name.js'

/** What an export of a known system looks like and means: data, one small file each (see the folder presets). */
export interface Preset {
  /** file name without ending, or the person's own */
  readonly id: string
  readonly source: string
  readonly holds: 'transactions' | 'customers' | 'summary'
  /** Header names the export is known by; alternatives are layouts or languages. */
  readonly recognise: readonly (readonly string[])[]
  /** Column names of each role, the better ones first. */
  readonly columns: Readonly<Partial<Record<Role | CustomerRole, readonly string[]>>>
  /** Column names of further attributes of orders, for programs to look at. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
  readonly rows: RowGrain
  readonly refunds: {readonly column: 'none' | 'given-back' | 'left-after'; readonly creditNotePrefix: string | undefined; readonly types: readonly string[]}
  /** undefined: the usual words */
  readonly status: {readonly excluded: readonly string[]; readonly pending: readonly string[]} | undefined
  readonly keepTypes: readonly string[]
  /** texts of a column of customer ids that stand for somebody without an account */
  readonly guests: readonly string[]
  readonly usualDates: DateFormat | undefined
  /** zone of its times where that is not the shop's own */
  readonly zone: string | undefined
  /** column of customers' names, which are no key; what --map takes to use it all the same stands for the `{}` of `noCustomer` */
  readonly names: readonly string[]
  /** why there is no customer in this export, and what to take instead */
  readonly noCustomer: string | undefined
}

/** Throws where an export holds something else than it was imported as. */
export function requireKind(file: string, preset: Preset, wanted: 'transactions' | 'customers'): void {
  if (preset.holds === wanted) return
  const what = {transactions: 'orders', customers: 'customers', summary: 'a summary, neither orders nor customers'}[preset.holds]
  throw new RegularsError('input', 'file-kind', `${fileName(file)} (${preset.source}) holds ${what}.`,
    preset.holds === 'summary' ? 'Export the orders (one row per order or line) and import those.' : `Import it with: regulars import ${preset.holds} ${file}`,
    {where: {file}, details: {preset: preset.source, holds: preset.holds}})
}

const oneOrMore = z.union([z.string(), z.array(z.string()).min(1)]).transform((names) => (typeof names === 'string' ? [names] : names))
const lower = z.array(z.string().transform((text) => text.trim().toLowerCase()))
const roleNames = [...new Set<string>([...ROLES, ...CUSTOMER_ROLES])] as [string, ...string[]]

const presetSchema = z.strictObject({
  source: z.string().min(1),
  holds: z.enum(['transactions', 'customers', 'summary']).default('transactions'),
  recognise: z.array(oneOrMore).min(1, 'name the columns this export is known by'),
  columns: z.partialRecord(z.enum(roleNames), oneOrMore).default({}),
  attributes: z.record(z.string().min(1), oneOrMore).default({}),
  rows: z.enum(['line', 'order', 'order-total-on-first-row', 'order-total-repeated']).default('order'),
  refunds: z.strictObject({
    column: z.enum(['none', 'given-back', 'left-after']).default('none'),
    creditNotePrefix: z.string().optional(),
    types: lower.default([]),
  }).default({column: 'none', types: []}),
  status: z.strictObject({excluded: lower.default([]), pending: lower.default([])}).optional(),
  keepTypes: lower.default([]),
  guests: z.array(z.string()).default([]),
  dates: z.enum(DATE_FORMATS).optional(),
  zone: z.string().optional(),
  names: oneOrMore.default([]),
  noCustomer: z.string().optional(),
})

/**
 * All presets: the person's own (`presets/*.yaml` of the workspace) first, then those of the package, of these only those
 * whose text is wanted. Throws where one does not hold together.
 */
export async function loadPresets(ownFolder: string | undefined, wanted: (text: string) => boolean = () => true): Promise<readonly Preset[]> {
  const own = ownFolder !== undefined && existsSync(ownFolder) ? await presetsIn(ownFolder, () => true) : []
  const shipped = await presetsIn(packageFile('src', 'files', 'presets'), wanted)
  return [...own, ...shipped.filter(({id}) => !own.some((each) => each.id === id))]
}

async function presetsIn(folder: string, wanted: (text: string) => boolean): Promise<readonly Preset[]> {
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort()
  const texts = await Promise.all(names.map(async (name) => ({name, text: await readText(join(folder, name))})))
  return texts.filter(({text}) => wanted(text)).map(({name, text}) => readPreset(parseYaml(text, join(folder, name)), name.replace(/\.ya?ml$/, '')))
}

function readPreset(yaml: YamlFile, id: string): Preset {
  const {dates, ...raw} = checkYaml(yaml, presetSchema, 'The presets in src/files/presets show how one is written.')
  const refunds = {...raw.refunds, creditNotePrefix: raw.refunds.creditNotePrefix}
  return {...raw, id, refunds, status: raw.status, usualDates: dates, zone: raw.zone, noCustomer: raw.noCustomer}
}
