import {civil, type Day} from '../base/day.js'
import {RegularsError} from '../base/errors.js'
import type {Purchases} from '../history/purchases.js'
import type {RecencyFrequency} from './baseline.js'
import type {Trait} from './pareto-nbd/covariates.js'

/** The trait every history has: the year of the first purchase. */
export const COHORT = 'cohort'

/** Rarer levels are put together. */
const FEWEST = 30
const MOST_LEVELS = 8
const OTHER = 'other'

/** A customer attribute, or `cohort`, as a trait; the commonest level first. Throws `attribute-unknown`, `attribute-constant`. */
export function traitOf(purchases: Purchases, rf: RecencyFrequency, until: Day, name: string): Trait {
  const column = purchases.customerAttributes[name]
  if (column === undefined && name !== COHORT) {
    const known = [COHORT, ...Object.keys(purchases.customerAttributes)]
    throw new RegularsError('usage', 'attribute-unknown', `Customers have no attribute "${name}".`, `There are: ${known.join(', ')}.`)
  }
  const label = (row: number): string | undefined => column === undefined
    ? String(civil((until - rf.T[row]!) as Day).year)
    : column.values[column.codes[rf.customer[row]!]!]
  const counts = new Map<string, number>()
  for (let row = 0; row < rf.x.length; row += 1) {
    const value = label(row)
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const common = [...counts].filter(([, count]) => count >= FEWEST)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST_LEVELS).map(([value]) => value)
  const levels = common.length < counts.size ? [...common, OTHER] : common
  const places = new Map(levels.map((level, i) => [level, i]))
  if (common.length < 2)
    throw new RegularsError('input', 'attribute-constant',
      `"${name}" does not tell customers apart: it has fewer than two values with ${FEWEST} customers each.`,
      'Choose another attribute, or none.')
  return {
    name, levels,
    levelOf: Int32Array.from(rf.x, (_, row) => {
      const value = label(row)
      return value === undefined ? -1 : (places.get(value) ?? places.get(OTHER)!)
    }),
  }
}
