import {fingerprint} from '../../ledger/content.js'
import type {VerifyProblem} from '../../tasks/ledger/port.js'
import {textOf} from './chain.js'
import type {Connection} from './connection.js'

/**
 * Members are not part of the hash chain, because they are merged and erased. Each of their rows carries a fingerprint instead, by
 * which `verify` notices a damaged one.
 */
const SEALED = {
  member: ['id', 'batch', 'merged_into', 'erased_at'],
  person: ['member', 'customer_id', 'email', 'phone', 'name'],
  merge: ['batch', 'member', 'into_member'],
} as const
export type SealedTable = keyof typeof SEALED

/** The fingerprint of a row: its values in the order of `SEALED`. */
export function sealOf(values: readonly (string | number | null)[]): number {
  return fingerprint(values.map((value) => value ?? '\u0000').join('\t'))
}

/** Renews the fingerprints of rows just changed. `where` selects them. */
export function reseal(db: Connection, table: SealedTable, where: string, ...parameters: readonly (string | number)[]): void {
  const update = db.prepare(`UPDATE ${table} SET seal = ? WHERE rowid = ?`)
  const rows = db.prepare(`SELECT rowid, ${SEALED[table].join(', ')} FROM ${table} WHERE ${where}`).raw().all(...parameters) as (string | number | null)[][]
  for (const row of rows)
    update.run([sealOf(row.slice(1)), row[0]])
}

export function checkSeals(db: Connection, problems: VerifyProblem[]): void {
  for (const [table, columns] of Object.entries(SEALED)) {
    let wrong = 0
    // Texts as bytes: a damaged one may not be UTF-8, on which the driver would end the process.
    const safe = columns.map((name) => `CASE typeof(${name}) WHEN 'text' THEN CAST(${name} AS BLOB) ELSE ${name} END`)
    for (const row of db.prepare(`SELECT seal, ${safe.join(', ')} FROM ${table}`).raw().iterate() as Iterable<unknown>) {
      const [seal, ...values] = row as unknown[]
      if (sealOf(values.map(textOf) as (string | number | null)[]) !== seal) wrong += 1
    }
    if (wrong > 0) problems.push({code: 'row-changed', message: `${wrong} rows of the table ${table} are not what was written.`})
  }
}
