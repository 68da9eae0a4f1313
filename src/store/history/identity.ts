import type {DuckDBConnection} from '@duckdb/node-api'
import {type DeclaredPairs, type IdentityKind, type IdentityRule, type MergedIdentities, mergeIdentities, type SharedId} from '../../history/identity.js'
import type {CustomersPlan} from '../../tasks/import/plan.js'
import {chunksOf, rowsOf, sqlText} from '../duckdb.js'
import {storeVersion} from './schema.js'
import {keySql} from '../import/values.js'
import {wholeNumbers} from '../whole-numbers.js'

/**
 * Which ids stand with which customers, as the customers files say. E-mails and phones are brought into the form that orders have them
 * in and kept as MD5 sums: enough to see that two are equal.
 */

/** The version of the store that has the table. */
const SINCE = 2

type CustomersFile = CustomersPlan['files'][number]

/** Notes the ids of one file's rows; `columns` are the columns of `staged` that hold them, in the order of `file.ids`. */
export async function writeIdentities(
  connection: DuckDBConnection, batch: number, index: number, file: CustomersFile, columns: readonly string[],
): Promise<void> {
  if (file.ids.length === 0) return
  const insert = (kind: IdentityKind, value: string): Promise<unknown> => connection.run(`
    INSERT INTO customer_ids SELECT DISTINCT ${batch}, customer, ${sqlText(kind)}, md5(value)
    FROM (SELECT typed.customer, ${value} AS value FROM staged JOIN typed ON typed.place = staged.rowid
      WHERE staged.file = ${index} AND problem IS NULL AND NOT blank)
    WHERE ${usable(kind)}`)
  await insert(file.keyKind, 'typed.customer')
  for (const [i, {kind}] of file.ids.entries()) {
    const column = `staged.${columns[i]!}`
    const key = keySql(column, kind === 'card' ? 'id' : kind, await wholeNumbers(connection, column, index))
    await insert(kind, key)
    // Beside phone numbers, blanks in the number of a card were taken out of the orders.
    if (kind === 'card') await insert(kind, `CASE WHEN contains(${key}, ' ') THEN regexp_replace(${key}, '[^0-9]', '', 'g') END`)
  }
}

/** `n/a` is no e-mail, and `0` no phone number. */
function usable(kind: IdentityKind): string {
  return kind === 'email' ? `value LIKE '%_@_%'` : kind === 'phone' ? 'length(value) >= 6' : 'value IS NOT NULL'
}

/** Who is one person by the rule; undefined where no two customers are. Leaves the temporary table `people` (customer, person). */
export async function findPeople(connection: DuckDBConnection, rule: IdentityRule | undefined): Promise<MergedIdentities | undefined> {
  if (rule === undefined) return undefined
  const ids = rule.same.length > 0 && (await hasIds(connection))
  if (!ids && rule.pairs === undefined) return undefined
  const declared = rule.pairs === undefined ? undefined : await declaredIds(connection, rule.pairs)
  const shared = [...(ids ? await sharedIds(connection, rule.same) : []), ...(declared?.shared ?? [])]
  const buyers = await knownKeys(connection, shared)
  const merged = {...mergeIdentities(shared, rule.most, (customer) => buyers.has(customer)), ...(declared && {strangers: declared.strangers})}
  await connection.run('CREATE OR REPLACE TEMP TABLE people (customer VARCHAR PRIMARY KEY, person VARCHAR NOT NULL)')
  const rows = [...merged.personOf]
  for (let at = 0; at < rows.length; at += BLOCK)
    await connection.run(`INSERT INTO people VALUES ${rows.slice(at, at + BLOCK).map((pair) => `(${pair.map(sqlText).join(', ')})`).join(', ')}`)
  return merged
}

const BLOCK = 5000

/** The forms in which orders may have an e-mail or a phone number; none for other ids, of which every letter counts. */
function keyForms(id: string): readonly string[] {
  if (id.includes('@')) return [id.toLowerCase()]
  return /^[+0-9][0-9 ./()-]{5,}$/.test(id) ? [id.replaceAll(/[^0-9]/g, '').replace(/^00/, '')] : []
}

/** Declared pairs as customers' keys: an e-mail or a phone number may be written as in the source. */
async function declaredIds(
  connection: DuckDBConnection, {pairs}: DeclaredPairs,
): Promise<{readonly shared: readonly SharedId[]; readonly strangers: readonly string[]}> {
  const forms = new Map(pairs.flat().map((id) => [id, [id, ...keyForms(id)]]))
  const asked = new Set([...forms.values()].flat())
  const known = new Set([
    ...(await knownKeys(connection, [{kind: 'id', customers: [...asked]}])),
    ...(await rowsOf(connection, 'SELECT DISTINCT customer FROM customer_attributes')).map((row) => String(row['customer'])).filter((key) => asked.has(key)),
  ])
  const keyOf = (id: string): string | undefined => forms.get(id)?.find((form) => known.has(form))
  return {
    shared: pairs.flatMap((pair): SharedId[] => {
      const [one, other] = pair.map(keyOf)
      return one === undefined || other === undefined || one === other ? [] : [{kind: 'id', customers: [one, other]}]
    }),
    strangers: [...forms.keys()].filter((id) => keyOf(id) === undefined),
  }
}

/** Customers have ids at all: asked first, because nearly always they have none. */
export async function hasIds(connection: DuckDBConnection): Promise<boolean> {
  if ((await storeVersion(connection)) < SINCE) return false
  const [row] = await rowsOf(connection, 'SELECT EXISTS (FROM customer_ids) AS there')
  return row?.['there'] === true
}

/** Of these customers, those with orders. */
export async function knownKeys(connection: DuckDBConnection, shared: readonly SharedId[]): Promise<ReadonlySet<string>> {
  const asked = new Set(shared.flatMap(({customers}) => customers))
  const known = new Set<string>()
  if (asked.size === 0) return known
  for await (const chunk of chunksOf(await connection.stream('SELECT DISTINCT customer FROM orders WHERE customer IS NOT NULL')))
    for (const [customer] of chunk.getRows()) if (asked.has(String(customer))) known.add(String(customer))
  return known
}

/**
 * Ids that stand with two customers or more. An id stands with the customers of its rows, and with the customer whose orders go by it: orders
 * of an import that knew customers by e-mail count for e-mails, and so on. Where orders go by numbers, they count for customer ids, and for
 * cards unless the number is somebody's customer id. An e-mail is one whatever stands beside it; beside e-mails, and in a column of all
 * sorts, a number may be a phone's, too.
 */
export async function sharedIds(connection: DuckDBConnection, kinds: readonly IdentityKind[]): Promise<readonly SharedId[]> {
  const result = await connection.stream(`
    WITH ids AS (SELECT DISTINCT kind, value, customer FROM customer_ids WHERE kind IN (${kinds.map(sqlText).join(', ')})),
    order_keys AS (SELECT customer, CASE WHEN contains(customer, '@') THEN 'email' WHEN key = 'email' THEN 'mixed' ELSE key END AS key
      FROM (SELECT DISTINCT customer, ${await keyOfBatch(connection)} AS key FROM orders WHERE customer IS NOT NULL)),
    standing AS (
      SELECT * FROM ids
      UNION
      SELECT ids.kind, ids.value, order_keys.customer
      FROM ids JOIN order_keys ON md5(CASE WHEN key = 'email' THEN lower(order_keys.customer) ELSE order_keys.customer END) = ids.value
      WHERE ids.kind = order_keys.key OR (ids.kind IN ('id', 'phone') AND order_keys.key = 'mixed')
        OR (ids.kind = 'card' AND order_keys.key IN ('id', 'mixed')
        AND NOT EXISTS (FROM customer_ids AS other WHERE other.kind = 'id' AND other.value = ids.value))
    )
    SELECT kind, list(customer) FROM standing GROUP BY kind, value HAVING count(*) > 1 ORDER BY kind, value`)
  const shared: SharedId[] = []
  for await (const chunk of chunksOf(result))
    for (const [kind, list] of chunk.getRows() as unknown as [IdentityKind, {readonly items: readonly string[]}][])
      shared.push({kind, customers: [...list.items].sort((a, b) => (a < b ? -1 : 1))})
  return shared
}

/** SQL that tells what an order's import knew its customers by. */
async function keyOfBatch(connection: DuckDBConnection): Promise<string> {
  const found = await rowsOf(connection, `SELECT batch, any_value(reading) AS reading FROM files
    WHERE batch IN (SELECT batch FROM batches WHERE kind = 'transactions') GROUP BY batch ORDER BY batch`)
  const cases = found.map((row) => `WHEN ${row['batch']} THEN ${sqlText((JSON.parse(String(row['reading'])) as {readonly key: string}).key)}`)
  return cases.length === 0 ? `'id'` : `CASE batch ${cases.join(' ')} END`
}
