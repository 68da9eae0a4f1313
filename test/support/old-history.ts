import {rename} from 'node:fs/promises'
import {openDatabase} from '../../src/store/duckdb.js'
import {MIGRATIONS} from '../../src/store/history/schema.js'

/** Turns a history into what an older version of the program has left: the same rows, in the tables and columns of that version. */
export async function asOfVersion(history: string, version: number): Promise<void> {
  const old = `${history}.old`
  const {connection, close} = await openDatabase(old)
  for (const migration of MIGRATIONS.slice(0, version)) await connection.run(migration)
  await connection.run(`ATTACH '${history}' AS newer (READ_ONLY)`)
  const columns = await connection.runAndReadAll(`SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns()
    WHERE database_name = current_database() AND schema_name = 'main' GROUP BY ALL`)
  for (const [table, names] of columns.getRows() as unknown as [string, {readonly items: readonly string[]}][])
    await connection.run(`INSERT INTO "${table}" SELECT ${names.items.map((name) => `"${name}"`).join(', ')} FROM newer.main."${table}" ORDER BY rowid`)
  await connection.run(`INSERT OR REPLACE INTO meta VALUES ('version', '${version}')`)
  close()
  await rename(old, history)
}
