import {day, isoDay} from '../../base/day.js'
import {moneyJson, roundMinor} from '../../base/money.js'
import {LOST, OVERDUE} from '../../history/rhythm.js'
import type {CustomerFacts} from './customers.js'
import type {ProfileDrifter, ProfileDrifting} from './result.js'

const LISTED = 50
/** Fewer visits are no rhythm anybody could fall out of. */
const FEWEST_VISITS = 3

/** A model that is surer than this that she is still a customer has seen nothing unusual. */
const DOUBT = 0.9

/** Is this customer late by her own rhythm, not so late that she is rather lost, and does the model doubt too? Row of the visits. */
export function isDrifting({visits, rhythm, outlook}: CustomerFacts, row: number): boolean {
  const late = rhythm.lateness[row]!
  const doubted = outlook === undefined || !outlook.leaves || outlook.alive[row]! <= DOUBT
  return visits.visitDays[row]! >= FEWEST_VISITS && late >= OVERDUE && late <= LOST && doubted
}

/**
 * Who is drifting away, the most still to lose first: by what the model still expects of them, without one by what they spent in the
 * last year. Null where nobody has a rhythm.
 */
export function drifting(customers: CustomerFacts, options: {readonly keyShown?: (key: string) => string}): ProfileDrifting | null {
  const {purchases, visits, rhythm, outlook} = customers
  if (rhythm.gaps === 0) return null
  const rows: number[] = []
  for (let row = 0; row < visits.customer.length; row += 1) if (isDrifting(customers, row)) rows.push(row)
  const stake = outlook?.revenue ?? visits.spendLastYear
  rows.sort((a, b) => stake[b]! - stake[a]! || a - b)
  const money = (minor: number) => moneyJson(roundMinor(minor), purchases.currency)
  const shown = options.keyShown ?? ((key: string) => key)
  return {
    customers: rows.length,
    atStake: outlook === undefined ? null : money(rows.reduce((sum, row) => sum + outlook.revenue[row]!, 0)),
    list: rows.slice(0, LISTED).map((row): ProfileDrifter => ({
      customer: shown(purchases.customers[visits.customer[row]!]!),
      lastOrder: isoDay(day(visits.last[row]!)),
      daysSinceLast: visits.asOf - visits.last[row]!,
      usualGapDays: rhythm.ownGap[row]!,
      orders: visits.orders[row]!,
      spend: money(visits.spend[row]!),
      probabilityAlive: outlook?.leaves === true ? outlook.alive[row]! : null,
      atStake: outlook === undefined ? null : money(outlook.revenue[row]!),
    })),
  }
}
