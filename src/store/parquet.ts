import {openDatabase, sqlText} from './duckdb.js'

/** Writes a Parquet file as CSV (UTF-8, comma, header, ISO dates), for the readers that look at text. */
export async function parquetToCsv(from: string, to: string): Promise<void> {
  const database = await openDatabase(':memory:')
  try {
    await database.connection.run(`COPY (SELECT * FROM read_parquet(${sqlText(from)})) TO ${sqlText(to)} (FORMAT csv, HEADER)`)
  } finally {
    database.close()
  }
}
