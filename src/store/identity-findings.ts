import type {DuckDBConnection} from '@duckdb/node-api'
import {IDENTITY_KINDS, type IdentityRule, type MergedIdentities, mergeIdentities, type SharedId, USUAL_MOST} from '../history/identity.js'
import type {Finding} from '../tasks/import-plan.js'
import {rowsOf} from './duckdb.js'
import {hasIds, knownKeys, sharedIds} from './history-identity.js'

/** What may be said about customers who are one person. It depends on the rule of today, so it is never stored. */
export const IDENTITY_CODES: readonly string[] = ['identity-merged', 'identity-crowd', 'identity-possible']

/** Who was joined by the rule and who was not; without a rule, who might be. Without the findings that were accepted. */
export async function identityFindings(
  connection: DuckDBConnection, rule: IdentityRule | undefined, merged: MergedIdentities | undefined,
): Promise<readonly Finding[]> {
  const found = merged !== undefined && rule !== undefined ? [...joined(merged), ...crowds(merged, rule)] : rule === undefined ? await possible(connection) : []
  if (found.length === 0) return found
  const accepted = (await rowsOf(connection, 'SELECT code FROM accepted')).map((row) => String(row['code']))
  return found.filter(({code}) => !accepted.includes(code))
}

function joined({customers, people, example}: MergedIdentities): readonly Finding[] {
  return people === 0 ? [] : [{code: 'identity-merged', rows: customers, values: [String(people), some(example)],
    message: `${customers} customer ids are ${people} people by the rule in ` +
    `regulars.yaml (such as ${some(example)}); each counts once. Without its line identity: they are apart again.`}]
}

const KINDS = {id: 'a customer id', email: 'an e-mail address', phone: 'a phone number', card: 'a card'} as const

function crowds({crowds: found}: MergedIdentities, {same, most}: IdentityRule): readonly Finding[] {
  const [largest] = found
  if (largest === undefined) return []
  const size = largest.customers.length
  return [{code: 'identity-crowd', rows: found.length, values: [String(most), largest.kind, String(size), some(largest.customers), same.join(', ')],
    message: `${found.length} ids stand with more than ${most} customers ` +
    `(${KINDS[largest.kind]} with ${size}: ${some(largest.customers)}), so they join nobody. ` +
    `If they are one person, write in regulars.yaml: identity: {same: [${same.join(', ')}], most: ${size}}`}]
}

async function possible(connection: DuckDBConnection): Promise<readonly Finding[]> {
  if (!(await hasIds(connection))) return []
  const shared = await sharedIds(connection, IDENTITY_KINDS)
  const keys = await knownKeys(connection, shared)
  const {customers, people, example} = mergeIdentities(shared, USUAL_MOST, (customer) => keys.has(customer))
  if (people === 0) return []
  const joins = ({customers: all}: SharedId): boolean => all.length <= USUAL_MOST
  const kinds = IDENTITY_KINDS.filter((kind) => shared.some((each) => each.kind === kind && joins(each)))
  return [{code: 'identity-possible', rows: customers, values: [String(people), some(example), ...kinds],
    message: `${customers} customer ids may be ${people} people (such as ${some(example)}): ` +
    `in the customers files they share ${kinds.map((kind) => KINDS[kind]).join(' or ')}. To count them as one, ` +
    `write in regulars.yaml: identity: {same: [${kinds.join(', ')}]}`}]
}

function some(customers: readonly string[]): string {
  return `${customers.slice(0, 3).join(', ')}${customers.length > 3 ? ', …' : ''}`
}
