import type {DuckDBConnection} from '@duckdb/node-api'
import {counted} from '../../base/counted.js'
import {throwIfCancelled} from '../../base/errors.js'
import type {IdentityRule, MergedIdentities} from '../../history/identity.js'
import type {CustomersBatch, CustomersWriter} from '../../tasks/import/customers.js'
import type {CustomersPlan, DateFormat, Finding} from '../../tasks/import/plan.js'
import {monthSql, yearlessDaySql, yearlessOrder, yearlessSql} from './birthday-values.js'
import {interruptible, rowsOf, sqlText} from '../duckdb.js'
import {firstPlaces, type PlacedFinding, withLines} from '../import/finding-places.js'
import type {WriterOptions} from '../import/writer.js'
import {findPeople, writeIdentities} from './identity.js'
import {type OpenedHistory, openHistoryForWriting} from './open.js'
import {identityFindings} from './identity-findings.js'
import {saveFindings} from './findings.js'
import {unknownCustomers} from './unknown-customers.js'
import {importedFiles, nextIds} from '../import/batch.js'
import {shapes} from '../import/evidence.js'
import {locateRefused} from '../import/refused.js'
import {createStaging, stageFile} from '../import/staging.js'
import {keySql, momentSql, numberSql} from '../import/values.js'
import {wholeNumbers} from '../whole-numbers.js'

type CustomersFile = CustomersPlan['files'][number]

export interface CustomersOptions extends WriterOptions {
  readonly currency: string
  readonly timeZone: string
  /** who counts as one person; only to say what the import does to that */
  readonly identity?: IdentityRule | undefined
}

/** Begins an import of customers' attributes. Throws `store-busy` while another command writes. */
export async function openCustomersWriter(file: string,
  options: CustomersOptions): Promise<CustomersWriter> {
  const opened = await openHistoryForWriting(file, options)
  return customersWriter(opened, options)
}

function customersWriter(opened: OpenedHistory, options: CustomersOptions): CustomersWriter {
  const {connection} = opened.database
  let state: 'open' | 'changing' | 'closed' = 'open'
  const guarded = <T>(work: () => Promise<T>): Promise<T> => interruptible(connection, options.signal, work)
  return {
    importedFiles: () => importedFiles(connection),
    async stage(plan, context) {
      const width = Math.max(...plan.files.map((file) => attributesOf(file).length))
      const ids = Math.max(...plan.files.map((file) => file.ids.length))
      await createStaging(connection, ['customer', ...Array.from({length: width}, (_, i) => `a${i}`), ...idColumns(ids)])
      for (const [index, file] of plan.files.entries()) {
        const columns = [file.roles.customer, ...Array.from({length: width}, (_, i) => attributesOf(file)[i]?.column),
          ...Array.from({length: ids}, (_, i) => file.ids[i]?.column)]
        await stageFile(connection, index, file, {columns, content: false}, opened.spillFolder, context)
      }
    },
    evidence: (plan) => guarded(() => Promise.all(plan.files.map(async (file, index) => ({
      dates: await evidenceOf(connection, index, file, DATES, true), numbers: await evidenceOf(connection, index, file, NUMBERS, false),
    })))),
    async write(record) {
      await connection.run('BEGIN')
      state = 'changing'
      return guarded(() => writeBatch(connection, record, options))
    },
    refused: (plan, where) => guarded(() => locateRefused(connection, plan, where)),
    async commit() {
      throwIfCancelled(options.signal)
      await connection.run('COMMIT')
      state = 'closed'
      await opened.close(true)
    },
    async abandon() {
      if (state === 'closed') return
      if (state === 'changing') await connection.run('ROLLBACK').catch(() => undefined)
      state = 'closed'
      await opened.close(false)
    },
  }
}

/** Columns of `staged` with further ids of the same person. */
function idColumns(count: number): readonly string[] {
  return Array.from({length: count}, (_, i) => `id${i}`)
}

const DATES: readonly string[] = ['joined', 'birth-date']
const NUMBERS: readonly string[] = ['acquisition-cost']
/** Used to find the customer, never kept. */
const NOT_KEPT: readonly string[] = ['customer', 'email', 'phone', 'name']

/** Attributes of a file in the order of the staging columns `a0`, `a1`, … */
function attributesOf(file: CustomersFile): readonly {readonly name: string; readonly column: number}[] {
  const roles = Object.entries(file.roles).filter(([role]) => !NOT_KEPT.includes(role)).map(([name, column]) => ({name, column}))
  return [...roles, ...file.attributes.filter(({name}) => !roles.some((role) => role.name === name))]
}

async function evidenceOf(connection: DuckDBConnection, index: number, file: CustomersFile, names: readonly string[],
  dates: boolean): ReturnType<typeof shapes> {
  const columns = attributesOf(file).flatMap(({name}, i) => (names.includes(name)
    // A day without a year is no date, and says nothing of how dates are written.
    ? [`SELECT a${i} AS value FROM staged WHERE file = ${index}${name === 'birth-date' ? ` AND NOT ${yearlessSql(`a${i}`)}` : ''}`] : []))
  return columns.length === 0 ? [] : shapes(connection, columns.join(' UNION ALL '), dates)
}

async function writeBatch(
  connection: DuckDBConnection, record: Parameters<CustomersWriter['write']>[0], settings: CustomersOptions,
): Promise<CustomersBatch> {
  const {plan} = record
  const {batch, firstFile} = await nextIds(connection)
  const whole = plan.customerKey === 'id' && (await wholeNumbers(connection, 'customer'))
  await connection.run(`CREATE OR REPLACE TEMP TABLE typed AS
    SELECT rowid AS place, file, ${keySql('customer', plan.customerKey, whole)} AS customer, ${await anyFilled(connection)} IS NULL AS blank,
      CASE WHEN blank THEN NULL WHEN fault IS NOT NULL THEN fault WHEN nullif(trim(staged.customer), '') IS NULL THEN 'customer-missing' END AS problem
    FROM staged`)
  const days = {timeZone: settings.timeZone, usualDates: plan.usualDates}
  for (const [index, file] of plan.files.entries()) await writeAttributes(connection, batch, index, file, days)
  for (const [index, file] of plan.files.entries()) await writeIdentities(connection, batch, index, file, idColumns(file.ids.length))
  const people = await findPeople(connection, settings.identity)
  const keys = (people?.personOf.size ?? 0) === 0 ? `SELECT customer FROM typed WHERE problem IS NULL`
    : 'SELECT coalesce(person, customer) FROM typed LEFT JOIN people USING (customer) WHERE problem IS NULL'
  const found = await withLines(connection, plan, [...(await unreadable(connection, plan, batch)), ...(await strangers(connection, keys))], 'place')
  const [rows] = await rowsOf(connection, `SELECT count(*) FILTER (NOT blank)::BIGINT AS read, count(problem)::BIGINT AS rejected,
    count(DISTINCT customer) FILTER (problem IS NULL)::BIGINT AS customers FROM typed`)
  const [known] = await rowsOf(connection, `SELECT count(DISTINCT customer)::BIGINT AS known FROM orders WHERE customer IN (${keys})`)
  const [read, rejected] = [Number(rows?.['read']), Number(rows?.['rejected'])]
  await connection.run(`INSERT INTO batches VALUES (${batch}, 'customers', $at, $preset, $currency, $zone, ${read}, ${read - rejected}, 0, 0,
    ${rejected}, 0, '{}')`,
    {at: record.importedAt, preset: plan.preset, currency: settings.currency, zone: settings.timeZone})
  for (const [index, file] of plan.files.entries())
    await connection.run(`INSERT INTO files SELECT ${firstFile + index}, ${batch}, $file, $sha, ${file.bytes}, $reading, count(*) FROM typed
      WHERE file = ${index} AND NOT blank`,
      {file: file.file, sha: file.sha256, reading: record.readings[index] ?? ''})
  // Those of people are kept for their lines alone: what they say is asked anew whenever the history is read.
  const told = [...plan.findings, ...found, ...(await ofPeople(connection, plan, settings.identity, people))]
  const shown = await saveFindings(connection, batch, told, plan.files)
  await connection.run(`INSERT OR REPLACE INTO meta VALUES ('last batch', '${batch}'), ('last file', '${firstFile + plan.files.length - 1}')`)
  const attributes = await rowsOf(connection, `SELECT name, count(DISTINCT customer)::BIGINT AS customers, count(DISTINCT value)::BIGINT AS "values"
    FROM customer_attributes WHERE batch = ${batch} GROUP BY name ORDER BY name`)
  return {
    batch, read, rejected, customers: Number(rows?.['customers']), known: Number(known?.['known']),
    findings: shown,
    preview: await preview(connection, batch),
    attributes: attributes.map((row) => ({name: String(row['name']), customers: Number(row['customers']), values: Number(row['values'])})),
  }
}

/** The first rows that are kept. */
async function preview(connection: DuckDBConnection, batch: number): Promise<CustomersBatch['preview']> {
  const rows = await rowsOf(connection, `
    SELECT first.place AS place, first.customer AS customer, name, value
    FROM (SELECT place, customer FROM typed WHERE problem IS NULL AND NOT blank ORDER BY place LIMIT 5) first
    LEFT JOIN customer_attributes kept ON kept.batch = ${batch} AND kept.customer = first.customer AND kept.place = first.place ORDER BY first.place, name`)
  const found = new Map<number, {customer: string; attributes: Record<string, string>}>()
  for (const row of rows) {
    const each = found.get(Number(row['place'])) ?? {customer: String(row['customer']), attributes: {}}
    found.set(Number(row['place']), each)
    if (row['name'] !== null) each.attributes[String(row['name'])] = String(row['value'])
  }
  return [...found.values()]
}

async function anyFilled(connection: DuckDBConnection): Promise<string> {
  const columns = await rowsOf(connection, `SELECT column_name AS name FROM duckdb_columns() WHERE table_name = 'staged'
    AND column_name NOT IN ('file', 'content', 'article') AND NOT regexp_full_match(column_name, 'id[0-9]+')`)
  return `coalesce(${columns.map((row) => String(row['name'])).join(', ')})`
}

async function writeAttributes(
  connection: DuckDBConnection, batch: number, index: number, file: CustomersFile,
  {timeZone, usualDates}: {readonly timeZone: string; readonly usualDates: DateFormat | undefined},
): Promise<void> {
  for (const [i, {name}] of attributesOf(file).entries()) {
    const text = `nullif(trim(a${i}), '')`
    const moment = `strftime(${momentSql(text, file, {source: timeZone, workspace: timeZone})}, '%Y-%m-%d')`
    const order = name !== 'birth-date' ? undefined
      : await yearlessOrder(connection, `SELECT a${i} AS value FROM staged WHERE file = ${index}`, file.dates?.format, usualDates)
    const value = name === 'birth-date' ? `coalesce(${moment}, ${yearlessDaySql(text, order)})` : DATES.includes(name) ? moment
      : name === 'birth-month' ? monthSql(text)
      : NUMBERS.includes(name) ? `regexp_replace(rtrim(CAST(${numberSql(text, file.numbers ?? {decimal: '.', thousands: ''})} AS VARCHAR), '0'), ` +
        `'[.]$', '')` : text
    const insert = (as: string, sql: string): Promise<unknown> => connection.run(`INSERT INTO customer_attributes
      SELECT ${batch}, typed.place, typed.customer, ${sqlText(as)}, value
      FROM (SELECT rowid AS place, ${sql} AS value FROM staged WHERE file = ${index}) JOIN typed USING (place) WHERE value IS NOT NULL AND problem IS NULL`)
    await insert(name, value)
    if (name === 'birth-date' && file.roles['birth-month'] === undefined) await insert('birth-month',
      `CAST(CAST(substr(${value}, length(${value}) - 4, 2) AS INTEGER) AS VARCHAR)`)
  }
}

/** Dates and costs that could not be read: the customer stays, the value does not. */
async function unreadable(connection: DuckDBConnection, plan: CustomersPlan, batch: number): Promise<readonly PlacedFinding[]> {
  const found: PlacedFinding[] = []
  for (const [index, file] of plan.files.entries())
    for (const [i, {name}] of attributesOf(file).entries()) {
      if (!DATES.includes(name) && !NUMBERS.includes(name) && name !== 'birth-month') continue
      const lost = `FROM staged JOIN typed ON typed.place = staged.rowid
        WHERE staged.file = ${index} AND problem IS NULL AND nullif(trim(a${i}), '') IS NOT NULL
          AND typed.place NOT IN (SELECT place FROM customer_attributes WHERE batch = ${batch} AND name = ${sqlText(name)})`
      const [row] = await rowsOf(connection, `SELECT count(*)::BIGINT AS rows, arg_min(a${i}, place) AS example ${lost}`)
      const rows = Number(row?.['rows'])
      if (rows > 0) found.push({code: 'attribute-unreadable', rows, values: [name, String(row?.['example'])],
        places: await firstPlaces(connection, `SELECT place ${lost}`),
        message: `${counted(rows, 'value')} of "${name}" cannot be read (such as "${row?.['example']}"): left out.`})
    }
  return found
}

/** Nobody of the file ever bought: most likely the key is another than in the orders. */
async function strangers(connection: DuckDBConnection, keys: string): Promise<readonly PlacedFinding[]> {
  const [row] = await rowsOf(connection, `
    SELECT (SELECT count(*) FROM orders WHERE customer IS NOT NULL)::BIGINT AS orders, (SELECT count(*) FROM typed WHERE problem IS NULL
      AND NOT blank)::BIGINT AS rows,
      EXISTS (FROM orders WHERE customer IN (${keys})) AS known,
      (SELECT min(customer) FROM orders) AS theirs, (SELECT arg_min(customer, place) FROM typed WHERE problem IS NULL) AS ours`)
  if (Number(row?.['orders']) === 0 || row?.['known'] === true) return []
  return [{...unknownCustomers(Number(row?.['rows']), String(row?.['theirs']), String(row?.['ours'])),
    places: await firstPlaces(connection, 'SELECT place FROM typed WHERE problem IS NULL AND NOT blank')}]
}

/** Who is one person, or may be, with the lines on which the customers of the example stand in these files. */
async function ofPeople(
  connection: DuckDBConnection, plan: CustomersPlan, rule: IdentityRule | undefined, people: MergedIdentities | undefined,
): Promise<readonly Finding[]> {
  const found: PlacedFinding[] = []
  for (const {customers, ...finding} of await identityFindings(connection, rule, people)) {
    const list = customers.slice(0, MOST_LOOKED_UP).map(sqlText).join(', ')
    const places = list === '' ? [] : await firstPlaces(connection, `SELECT place FROM typed WHERE problem IS NULL AND customer IN (${list})`)
    found.push({...finding, places})
  }
  return withLines(connection, plan, found, 'place')
}

/** Customers of a crowd beyond these need not be looked for. */
const MOST_LOOKED_UP = 100
