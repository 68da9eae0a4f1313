import type {DuckDBConnection} from '@duckdb/node-api'
import {RegularsError} from '../../base/errors.js'
import type {ImportPlan} from '../../tasks/import/plan.js'
import type {BatchRecord, ImportedFile, ImportedTotals, RowCounts, RowPreview, WrittenBatch} from '../../tasks/import/ports.js'
import {rowsOf} from '../duckdb.js'
import {acceptCode, saveFindings} from '../history/findings.js'
import {countRows, GOOD} from './census.js'
import {withLines} from './finding-places.js'
import {importFindings, rowsOfNobody} from './findings.js'
import {sideOf} from './tax.js'

/** Notes the batch, its files and its findings, and sums up what came in. Inside the import's transaction. */
export async function recordBatch(
  connection: DuckDBConnection, record: BatchRecord,
  ids: {readonly batch: number; readonly firstFile: number; readonly duplicate: number; readonly shared: number; readonly single: boolean},
): Promise<WrittenBatch> {
  const {plan} = record
  await refuseOtherCurrency(connection, plan.currency)
  await sumUpCustomers(connection, ids.batch)
  const rows = await rowCounts(connection, record, ids.duplicate)
  const found = [...(await withLines(connection, plan, plan.findings)), ...(await importFindings(connection, plan, {...ids, importedAt: record.importedAt}))]
  await connection.run(`INSERT INTO batches VALUES (${ids.batch}, 'transactions', $at, $preset, $currency, $zone, ${rows.read}, ${rows.imported},
    ${rows.duplicate},
    ${rows.withoutCustomer}, ${rows.rejected}, ${rows.excluded}, $mapping)`,
  {at: record.importedAt, preset: plan.preset, currency: plan.currency, zone: plan.timeZone,
    mapping: JSON.stringify({...record.mapping, tax: sideOf(plan.files[0]), layout: layoutOf(plan)})})
  for (const [index, file] of plan.files.entries()) {
    await connection.run(`INSERT INTO files SELECT ${ids.firstFile + index}, ${ids.batch}, $file, $sha, ${file.bytes}, $reading,
      coalesce(sum(rows), 0) FROM census WHERE file = ${index} AND excluded IS DISTINCT FROM 'blank'`,
      {file: file.listedAs ?? file.file, sha: file.sha256, reading: record.readings[index] ?? ''})
  }
  const findings = await saveFindings(connection, ids.batch, found, plan.files)
  for (const code of record.accept) await acceptCode(connection, code, ids.batch)
  await connection.run(`INSERT OR REPLACE INTO meta VALUES ('last batch', '${ids.batch}'), ('last file', '${ids.firstFile + plan.files.length - 1}')`)
  return {batch: ids.batch, rows, totals: await totals(connection, ids.batch), findings, preview: await preview(connection, ids.batch)}
}

/** What later files of the same columns may be read by. */
function layoutOf(plan: ImportPlan): ImportedFile['layout'] {
  const told = {...(plan.grainTold === true && {grain: plan.grain}), ...(plan.dayFirstTold !== undefined && {dayFirst: plan.dayFirstTold})}
  return Object.keys(told).length === 0 ? undefined : {columns: plan.files.map(({columns}) => columns), ...told}
}

function layoutIn(mapping: string): Pick<ImportedFile, 'layout'> {
  const {layout} = JSON.parse(mapping) as Pick<ImportedFile, 'layout'>
  return layout === undefined ? {} : {layout}
}

/** Amounts of two currencies cannot be added. */
async function refuseOtherCurrency(connection: DuckDBConnection, currency: string): Promise<void> {
  const [other] = await rowsOf(connection, `SELECT batch, currency FROM batches WHERE kind = 'transactions' AND currency <> $currency LIMIT 1`, {currency})
  if (other !== undefined)
    throw new RegularsError('input', 'currency-mixed', `The history is in ${other['currency']} (import ${other['batch']}), this import is in ${currency}.`,
      `Keep currencies in workspaces of their own, or take the other imports back: regulars import undo ${other['batch']}`)
}

export async function importedFiles(connection: DuckDBConnection): Promise<readonly ImportedFile[]> {
  const found = await rowsOf(connection,
    'SELECT batch, file, sha256, reading, rows, rows_rejected AS refused, mapping FROM files JOIN batches USING (batch) ORDER BY id')
  return found.map((row) => ({
    batch: Number(row['batch']), file: String(row['file']), sha256: String(row['sha256']), reading: String(row['reading']), rows: Number(row['rows']),
    refusedInBatch: Number(row['refused']), ...layoutIn(String(row['mapping'])),
  }))
}

/** Batches and files are numbered for ever: a number taken back by an undo is not given again. */
export async function nextIds(connection: DuckDBConnection): Promise<{readonly batch: number; readonly firstFile: number}> {
  const [row] = await rowsOf(connection, `
    SELECT coalesce((SELECT value::INTEGER FROM meta WHERE name = 'last batch'), 0) + 1 AS batch,
           coalesce((SELECT value::INTEGER FROM meta WHERE name = 'last file'), 0) + 1 AS file`)
  return {batch: Number(row?.['batch']), firstFile: Number(row?.['file'])}
}

/** Further lines of orders that are counted: their total stands on another row, but they are not left out. */
async function furtherLines(connection: DuckDBConnection, {grain}: BatchRecord['plan']): Promise<number> {
  if (grain === 'line' || grain === 'order') return 0
  const [row] = await rowsOf(connection, `SELECT count(*)::BIGINT AS rows FROM typed WHERE excluded = 'further-line'
    AND order_id IN (SELECT order_id FROM typed WHERE ${GOOD} AND order_id IS NOT NULL)`)
  return Number(row?.['rows'])
}

async function rowCounts(connection: DuckDBConnection, record: BatchRecord, duplicate: number): Promise<RowCounts> {
  const {read, rejected, excluded: all} = await countRows(connection, {
    read: "excluded IS DISTINCT FROM 'blank'", rejected: 'problem IS NOT NULL', excluded: "problem IS NULL AND excluded <> 'blank'",
  })
  const excluded = all - (await furtherLines(connection, record.plan))
  return {
    read: read + record.rowsKnown, imported: read - rejected - excluded - duplicate, duplicate: duplicate + record.rowsKnown,
    withoutCustomer: await rowsOfNobody(connection), rejected, excluded,
  }
}

/** What each customer bought in this import: `spend (customer, orders, revenue)`, for the totals and the doubts. Doubles: shares, not accounts. */
async function sumUpCustomers(connection: DuckDBConnection, batch: number): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE spend AS SELECT customer, count(*) AS orders, sum(amount::DOUBLE) AS revenue
    FROM orders WHERE batch = ${batch} AND customer IS NOT NULL AND amount > 0 GROUP BY customer`)
}

/** Of the orders that this import brought or changed. */
async function totals(connection: DuckDBConnection, batch: number): Promise<ImportedTotals> {
  const [row] = await rowsOf(connection, `
    SELECT count(*) FILTER (amount > 0)::BIGINT AS orders, (SELECT count(*) FROM spend)::BIGINT AS customers, min(day) AS first, max(day) AS last,
      coalesce(sum(amount) FILTER (amount > 0), 0)::BIGINT AS revenue, coalesce(sum(amount) FILTER (amount <= 0), 0)::BIGINT AS refunds
    FROM orders WHERE customer IS NOT NULL AND batch = ${batch}`)
  const number = (name: string): number => Number(row?.[name] ?? 0)
  return {
    orders: number('orders'), customers: number('customers'), revenue: number('revenue'), refunds: number('refunds'),
    from: row?.['first'] === null ? null : number('first'), to: row?.['last'] === null ? null : number('last'),
  }
}

async function preview(connection: DuckDBConnection, batch: number): Promise<readonly RowPreview[]> {
  const rows = await rowsOf(connection, `SELECT customer, order_id, day, second, amount FROM orders WHERE batch = ${batch} ORDER BY place LIMIT 5`)
  return rows.map((row) => ({
    customer: row['customer'] === null ? null : String(row['customer']), order: row['order_id'] === null ? null : String(row['order_id']),
    day: Number(row['day']), second: Number(row['second']), amount: Number(row['amount']),
  }))
}
