import type {Currency} from '../base/money.js'
import type {IdentityRule} from '../history/identity.js'
import type {LoyalDefinition} from '../history/loyal.js'

/** `regulars.yaml`, read and checked. Money in major units, shares 0..1. */
export interface Settings {
  readonly currency: Currency
  /** IANA name; business days are days of this zone. */
  readonly timeZone: string
  readonly locale: 'en' | 'fr'
  /** Gross margin of an average sale before any program; undefined until the person states it. */
  readonly grossMargin: number | undefined
  /** What a new customer costs today, overall and per channel; undefined where not known, never invented. */
  readonly acquisition: {
    readonly cac: number | undefined
    readonly cacByChannel: Readonly<Record<string, number>>
    /** What is spent on acquisition per year today (S0 of n(S) = n0·(S/S0)^κ), if known. */
    readonly spendPerYear: number | undefined
  }
  /** Yearly discount rate. */
  readonly discountRateYearly: number
  readonly horizonMonths: number
  readonly ledger: {readonly backdateLimitDays: number}
  /** what the person calls a loyal customer; undefined: what `profile` proposes */
  readonly loyal?: LoyalDefinition | undefined
  /** who counts as one person; undefined: every customer of the orders by herself */
  readonly identity?: IdentityRule | undefined
}

export const DEFAULT_SETTINGS: Settings = {
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  locale: 'en',
  grossMargin: undefined,
  acquisition: {cac: undefined, cacByChannel: {}, spendPerYear: undefined},
  discountRateYearly: 0.1,
  horizonMonths: 12,
  ledger: {backdateLimitDays: 400},
}

/** What a new customer costs, as stated: overall, else the plain average of the channels; undefined where nobody said. */
export function acquisitionCost({acquisition}: Pick<Settings, 'acquisition'>): number | undefined {
  if (acquisition.cac !== undefined) return acquisition.cac
  const channels = Object.values(acquisition.cacByChannel)
  return channels.length === 0 ? undefined : channels.reduce((sum, each) => sum + each, 0) / channels.length
}
