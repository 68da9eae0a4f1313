import type {DuckDBConnection} from '@duckdb/node-api'
import {RegularsError} from '../../base/errors.js'

/** Migrations of the history store, oldest first; the version of a store is how many of them it has seen. Never edit one: append. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE batches (
    batch INTEGER PRIMARY KEY,
    kind VARCHAR NOT NULL,             -- transactions or customers
    imported_at VARCHAR NOT NULL,      -- ISO 8601, UTC
    preset VARCHAR,
    currency VARCHAR NOT NULL,
    time_zone VARCHAR NOT NULL,
    rows_read BIGINT NOT NULL,
    rows_imported BIGINT NOT NULL,
    rows_duplicate BIGINT NOT NULL,
    rows_without_customer BIGINT NOT NULL,
    rows_rejected BIGINT NOT NULL,
    rows_excluded BIGINT NOT NULL,
    mapping VARCHAR NOT NULL           -- JSON: role to column name
  );
  CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    bytes BIGINT NOT NULL,
    reading VARCHAR NOT NULL,          -- fingerprint of how it was read: mapping, formats, rules
    rows BIGINT NOT NULL
  );
  -- One row per order. Without order ids each row of the file is an order.
  CREATE TABLE orders (
    batch INTEGER NOT NULL,            -- the first batch with a line of it
    customer VARCHAR,
    order_id VARCHAR,
    day INTEGER NOT NULL,              -- days since 1970-01-01 in the workspace's time zone
    second INTEGER NOT NULL,           -- of the day; -1: no time known
    amount BIGINT NOT NULL,            -- minor units, the exact sum of its lines rounded half away from zero once
    place BIGINT NOT NULL,             -- of its first row in the import
    channel VARCHAR,
    category VARCHAR
  );
  -- The rows behind the orders that have an order id, so that lines may come in several files and leave again.
  CREATE TABLE lines (
    batch INTEGER NOT NULL,
    file INTEGER NOT NULL,
    order_id VARCHAR NOT NULL,
    customer VARCHAR,
    day INTEGER NOT NULL,
    second INTEGER NOT NULL,
    amount DECIMAL(38,12) NOT NULL,
    place BIGINT NOT NULL,
    channel VARCHAR,
    category VARCHAR,
    whole BOOLEAN NOT NULL,            -- the row is the whole order: of two files with it, the later import counts
    content UBIGINT NOT NULL           -- hash of the whole row of the file
  );
  CREATE TABLE findings (
    batch INTEGER NOT NULL,
    code VARCHAR NOT NULL,
    rows BIGINT NOT NULL,
    message VARCHAR NOT NULL
  );
  CREATE TABLE accepted (code VARCHAR PRIMARY KEY);
  CREATE TABLE customer_attributes (
    batch INTEGER NOT NULL,
    place BIGINT NOT NULL,
    customer VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    value VARCHAR NOT NULL
  );
  CREATE TABLE meta (name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
  `,
  `
  -- Ids that stand with a customer in customers files, the key itself among them: who is one person is decided when reading.
  CREATE TABLE customer_ids (
    batch INTEGER NOT NULL,
    customer VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,             -- id, email, phone or card
    value VARCHAR NOT NULL             -- MD5 sum of the id as orders have it: e-mails and phone numbers are not kept
  );
  `,
  `
  ALTER TABLE findings ADD COLUMN shown VARCHAR;   -- JSON: what else it shows, as Finding has it (at, values), and the file that \`at\` is of
  ALTER TABLE findings ADD COLUMN about INTEGER[]; -- other imports that it compares its own with: it goes when they are gone
  `,
  `
  -- Which columns name the article, as a hash of their names: then \`content\` is a hash of what they say, 0 for nothing. Null in rows of older
  -- versions, where \`content\` is a hash of the whole row.
  ALTER TABLE lines ADD COLUMN layout UBIGINT;
  `,
  `
  -- What else a row says of its order, for programs to look at: only columns that a person named. An order has those of its first row.
  CREATE TABLE order_attributes (
    batch INTEGER NOT NULL,
    place BIGINT NOT NULL,
    name VARCHAR NOT NULL,
    value VARCHAR NOT NULL
  );
  `,
]

/** The order of events: per customer by time, then order id as text, then place in the import. */
export const EVENT_ORDER = 'customer NULLS LAST, day, second, order_id NULLS FIRST, batch, place'

export async function storeVersion(connection: DuckDBConnection): Promise<number> {
  const there = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM duckdb_tables() WHERE schema_name = 'main' AND table_name = 'meta'`)
  if (there.getRows()[0]?.[0] === 0) return 0
  const found = await connection.runAndReadAll(`SELECT value::INTEGER FROM meta WHERE name = 'version'`)
  return Number(found.getRows()[0]?.[0] ?? 0)
}

/** Brings a store to the newest version, in one transaction. */
export async function migrate(connection: DuckDBConnection): Promise<void> {
  const version = await storeVersion(connection)
  refuseNewer(version)
  if (version === MIGRATIONS.length) return
  await connection.run('BEGIN')
  for (const migration of MIGRATIONS.slice(version)) await connection.run(migration)
  await connection.run(`INSERT OR REPLACE INTO meta VALUES ('version', '${MIGRATIONS.length}')`)
  await connection.run('COMMIT')
}

export function refuseNewer(version: number): void {
  if (version > MIGRATIONS.length)
    throw new RegularsError('usage', 'history-newer', 'The history was written by a newer version of regulars.', 'Update regulars, then run the command again.')
}
