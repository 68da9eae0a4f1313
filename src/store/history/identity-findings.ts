import {counted} from '../../base/counted.js'
import type {DuckDBConnection} from '@duckdb/node-api'
import {IDENTITY_KINDS, type IdentityRule, type MergedIdentities, mergeIdentities, type SharedId, USUAL_MOST} from '../../history/identity.js'
import type {Finding} from '../../tasks/import/plan.js'
import {rowsOf} from '../duckdb.js'
import {hasIds, knownKeys, sharedIds} from './identity.js'

/**
 * What may be said about customers who are one person, and which of its values is the example. It depends on the rule of today, so that
 * only the lines of the example are kept with an import.
 */
const EXAMPLES: Readonly<Record<string, number>> = {'identity-merged': 1, 'identity-crowd': 3, 'identity-possible': 1, 'identity-unknown': 1}

export function isOfPeople(code: string): boolean {
  return code in EXAMPLES
}

/** The customers that a finding of this kind names. */
export function exampleOf({code, values = []}: Pick<Finding, 'code' | 'values'>): string {
  return values[EXAMPLES[code] ?? -1] ?? ''
}

/** As many lines as other findings show. */
const MOST_LINES = 5

/** A finding with the customers of its example, so that a customers file can say where they stand. */
export interface IdentityFinding extends Finding {
  readonly customers: readonly string[]
}

/** Who was joined by the rule and who was not; without a rule, who might be. Without the findings that were accepted. */
export async function identityFindings(
  connection: DuckDBConnection, rule: IdentityRule | undefined, merged: MergedIdentities | undefined,
): Promise<readonly IdentityFinding[]> {
  const found = merged !== undefined && rule !== undefined ? [...joined(merged), ...crowds(merged, rule), ...unknown(merged, rule)]
    : rule === undefined ? await possible(connection) : []
  if (found.length === 0) return found
  const accepted = (await rowsOf(connection, 'SELECT code FROM accepted')).map((row) => String(row['code']))
  return found.filter(({code}) => !accepted.includes(code))
}

function joined(merged: MergedIdentities): readonly IdentityFinding[] {
  const {customers, people, example} = merged
  return people === 0 ? [] : [{code: 'identity-merged', rows: customers, values: [String(people), some(example)], customers: ofExample(merged),
    message: `${counted(customers, 'customer id is', 'customer ids are')} ${counted(people, 'person', 'people')} by the rule in ` +
    `regulars.yaml (such as ${some(example)}); each counts once. Without its line identity: they are apart again.`}]
}

const KINDS = {id: 'a customer id', email: 'an e-mail address', phone: 'a phone number', card: 'a card'} as const

function crowds({crowds: found}: MergedIdentities, {same, most, pairs}: IdentityRule): readonly IdentityFinding[] {
  const [largest] = found
  if (largest === undefined) return []
  const size = largest.customers.length
  return [{code: 'identity-crowd', rows: found.length, customers: largest.customers,
    values: [String(most), largest.kind, String(size), some(largest.customers), same.join(', '), pairs?.file ?? ''],
    message: `${counted(found.length, 'id stands', 'ids stand')} with more than ${counted(most, 'customer')} ` +
    `(${KINDS[largest.kind]} with ${size}: ${some(largest.customers)}), which joins nobody. ` +
    `If those are one person, write in regulars.yaml: identity: {same: [${same.join(', ')}], most: ${size}` +
    `${pairs === undefined ? '' : `, pairs: ${pairs.file}`}}`}]
}

function unknown({strangers = []}: MergedIdentities, {pairs}: IdentityRule): readonly IdentityFinding[] {
  const file = pairs?.file ?? ''
  const at = pairs?.pairs.flatMap((pair, i) => (pair.some((id) => strangers.includes(id)) ? pairs.lines[i] ?? [] : [])).slice(0, MOST_LINES) ?? []
  return strangers.length === 0 ? [] : [{code: 'identity-unknown', rows: strangers.length, values: [file, some(strangers)], customers: [], at, atFile: file,
    message: `${counted(strangers.length, 'id')} of ${file} cannot be found among your customers (such as ${some(strangers)}), so the pair joins nobody. ` +
      'Write ids as in your orders or customers files.'}]
}

async function possible(connection: DuckDBConnection): Promise<readonly IdentityFinding[]> {
  if (!(await hasIds(connection))) return []
  const shared = await sharedIds(connection, IDENTITY_KINDS)
  const keys = await knownKeys(connection, shared)
  const merged = mergeIdentities(shared, USUAL_MOST, (customer) => keys.has(customer))
  const {customers, people, example} = merged
  if (people === 0) return []
  const joins = ({customers: all}: SharedId): boolean => all.length <= USUAL_MOST
  const kinds = IDENTITY_KINDS.filter((kind) => shared.some((each) => each.kind === kind && joins(each)))
  return [{code: 'identity-possible', rows: customers, values: [String(people), some(example), ...kinds], customers: ofExample(merged),
    message: `${counted(customers, 'customer id')} may be ${counted(people, 'person', 'people')} (such as ${some(example)}): ` +
    `in the customers files they share ${kinds.map((kind) => KINDS[kind]).join(' or ')}. To count them as one, ` +
    `write in regulars.yaml: identity: {same: [${kinds.join(', ')}]}`}]
}

/** Every key of the person who is the example, those without orders too. */
function ofExample({personOf, example}: MergedIdentities): readonly string[] {
  const [person = ''] = example
  return [person, ...[...personOf].filter(([, each]) => each === person).map(([customer]) => customer)]
}

function some(customers: readonly string[]): string {
  return `${customers.slice(0, 3).join(', ')}${customers.length > 3 ? ', …' : ''}`
}
