import {existsSync, readFileSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {z} from 'zod'
import {RegularsError} from '../base/errors.js'
import {IDENTITY_KINDS, type IdentityRule, USUAL_MOST} from '../history/identity.js'
import type {LoyalDefinition} from '../history/loyal.js'
import {DEFAULT_SETTINGS, type Settings} from '../tasks/settings.js'
import {readPairs} from './columns/identity-pairs.js'
import {checkYaml, readYaml} from './yaml-document.js'

export const SETTINGS_FILE = 'regulars.yaml'

/** Where things are in a workspace. */
export interface Workspace {
  readonly root: string
  readonly settingsFile: string
  readonly programs: string
  /** `.regulars`: the stores. */
  readonly stores: string
  readonly historyFile: string
  readonly ledgerFile: string
}

export function workspaceAt(root: string): Workspace {
  const stores = join(root, '.regulars')
  return {
    root,
    settingsFile: join(root, SETTINGS_FILE),
    programs: join(root, 'programs'),
    stores,
    historyFile: join(stores, 'history.duckdb'),
    ledgerFile: join(stores, 'ledger.sqlite'),
  }
}

/** The named workspace, or the nearest one upwards from `from`, as git finds its own. Throws `workspace-missing`. */
export function findWorkspace(from: string, named: string | undefined): Workspace {
  if (named !== undefined) {
    const root = resolve(from, named)
    if (existsSync(join(root, SETTINGS_FILE))) return workspaceAt(root)
    throw new RegularsError('usage', 'workspace-missing', `${root} is not a workspace: it has no ${SETTINGS_FILE}.`,
      `Make one with: regulars init ${named}`)
  }
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, SETTINGS_FILE))) return workspaceAt(folder)
    if (dirname(folder) === folder)
      throw new RegularsError('usage', 'workspace-missing', 'There is no workspace here or in a folder above.',
        'Make one with: regulars init, or look at a file right away with: regulars try FILE')
  }
}

const share = z.number({error: 'expected a share between 0 and 1, such as 0.35'}).min(0, 'a share is between 0 and 1, such as 0.35')
  .max(1, 'a share is between 0 and 1: write 35 % as 0.35')
const positive = z.number({error: 'expected an amount of money, such as 25'}).positive('expected an amount above 0')

const settingsSchema = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'expected a three-letter currency code, such as EUR or USD').default(DEFAULT_SETTINGS.currency),
  timeZone: z.string().refine(isTimeZone, 'expected a time zone such as Europe/Paris').default(DEFAULT_SETTINGS.timeZone),
  locale: z.enum(['en', 'fr'], {error: 'expected en or fr'}).default('en'),
  grossMargin: share.nullish(),
  acquisition: z.strictObject({
    cac: positive.nullish(),
    cacByChannel: z.record(z.string(), positive).nullish(),
    spendPerYear: positive.nullish(),
  }).nullish(),
  discountRate: z.number({error: 'expected a yearly rate, such as 0.10'}).min(0, 'a rate is 0 or more').max(1, 'write 10 % as 0.10')
    .default(DEFAULT_SETTINGS.discountRateYearly),
  horizonMonths: z.int({error: 'expected whole months'}).min(1).max(120).default(DEFAULT_SETTINGS.horizonMonths),
  ledger: z.strictObject({backdateLimit: z.int({error: 'expected whole days'}).min(0)}).nullish(),
  loyal: z.strictObject({
    ordersPerYear: z.int({error: 'expected a whole number of orders, such as 4'}).positive('expected at least 1 order').nullish(),
    withinDays: z.int({error: 'expected whole days, such as 90'}).positive('expected at least 1 day').nullish(),
    tenureMonths: z.int({error: 'expected whole months, such as 12'}).positive('expected at least 1 month').nullish(),
    topSpend: share.positive('expected a share above 0, such as 0.2').nullish(),
  }).nullish(),
  identity: z.strictObject({
    same: z.array(z.enum(IDENTITY_KINDS, {error: `expected ${IDENTITY_KINDS.join(', ')}`}), {error: 'expected a list, such as [email, phone]'})
      .min(1, 'expected at least one kind, such as [email]').nullish(),
    most: z.int({error: 'expected a whole number of customers, such as 5'}).min(2, 'expected at least 2').nullish(),
    pairs: z.string({error: 'expected the name of a file, such as same-people.csv'}).min(1, 'expected the name of a file, such as same-people.csv').nullish(),
  }).refine(({same, pairs}) => same || pairs, 'expected same: or pairs:, such as {same: [email]}').nullish(),
})

/** Reads and checks `regulars.yaml`. Errors name the line and what would be valid. */
export async function readSettings(workspace: Workspace): Promise<Settings> {
  const yaml = await readYaml(workspace.settingsFile)
  const raw = checkYaml(yaml, settingsSchema, 'The comments in a fresh file (regulars init) say what each setting means.')
  return {
    currency: raw.currency,
    timeZone: raw.timeZone,
    locale: raw.locale,
    grossMargin: raw.grossMargin ?? undefined,
    acquisition: {
      cac: raw.acquisition?.cac ?? undefined,
      cacByChannel: raw.acquisition?.cacByChannel ?? {},
      spendPerYear: raw.acquisition?.spendPerYear ?? undefined,
    },
    discountRateYearly: raw.discountRate,
    horizonMonths: raw.horizonMonths,
    ledger: {backdateLimitDays: raw.ledger?.backdateLimit ?? DEFAULT_SETTINGS.ledger.backdateLimitDays},
    loyal: loyalOf(raw.loyal ?? {}),
    identity: raw.identity ? await identityOf(workspace, raw.identity) : undefined,
  }
}

/** The language of the workspace, without reading or checking its other settings; undefined where it says none. For errors before or in them. */
export function localeOf(workspace: Workspace): Settings['locale'] | undefined {
  return /^locale:\s*["']?(en|fr)\b/m.exec(readFileSync(workspace.settingsFile, 'utf8'))?.[1] as Settings['locale'] | undefined
}

async function identityOf(workspace: Workspace, {same, most, pairs}: NonNullable<z.infer<typeof settingsSchema>['identity']>): Promise<IdentityRule> {
  return {same: [...new Set(same)], most: most ?? USUAL_MOST, ...(pairs ? {pairs: await readPairs(workspace.root, pairs)} : {})}
}

/** Only the conditions given; none given is no definition. */
function loyalOf(given: Readonly<Record<string, number | null | undefined>>): LoyalDefinition | undefined {
  const conditions = Object.entries(given).filter(([, value]) => value !== null && value !== undefined)
  return conditions.length === 0 ? undefined : (Object.fromEntries(conditions) as LoyalDefinition)
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', {timeZone: name})
    return true
  } catch {
    return false
  }
}
