/** One number per shape of the ledger file; it is kept in SQLite's `user_version`. */
export const LEDGER_SCHEMA = 2

/** Marks the file as a regulars ledger ("regl"). */
export const LEDGER_APPLICATION_ID = 0x7265676c

/**
 * Steps from one version to the next, in order; step n leads from version n to n + 1. Steps are never edited once released: a new
 * shape is a new step. Version 1 had neither wallets nor the table of merges.
 */
export const LEDGER_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE batch(
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    source TEXT NOT NULL,
    source_hash TEXT NOT NULL,
    undoes INTEGER REFERENCES batch(id),
    rows_read INTEGER NOT NULL,
    rows_applied INTEGER NOT NULL,
    rows_duplicate INTEGER NOT NULL,
    rows_rejected INTEGER NOT NULL,
    points_in INTEGER NOT NULL,
    points_out INTEGER NOT NULL,
    last_transfer INTEGER NOT NULL,
    last_use INTEGER NOT NULL,
    last_overdraft INTEGER NOT NULL,
    last_no_effect INTEGER NOT NULL,
    salt TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX batch_undoes ON batch(undoes) WHERE undoes IS NOT NULL;
  CREATE TABLE transfer(
    id INTEGER PRIMARY KEY,
    from_account INTEGER NOT NULL,
    to_account INTEGER NOT NULL,
    points INTEGER NOT NULL CHECK (points > 0),
    day INTEGER NOT NULL,
    available INTEGER,
    expires INTEGER,
    refers INTEGER,
    kind TEXT NOT NULL,
    key TEXT,
    content INTEGER,
    asked TEXT,
    order_id TEXT,
    reason TEXT,
    actor TEXT,
    note TEXT
  ) STRICT;
  CREATE UNIQUE INDEX transfer_key ON transfer(key) WHERE key IS NOT NULL;
  CREATE INDEX transfer_from ON transfer(from_account) WHERE from_account >= 1024;
  CREATE INDEX transfer_to ON transfer(to_account) WHERE to_account >= 1024;
  CREATE INDEX transfer_refers ON transfer(refers) WHERE refers IS NOT NULL;
  CREATE TABLE lot_use(
    id INTEGER PRIMARY KEY,
    lot INTEGER NOT NULL REFERENCES transfer(id),
    transfer INTEGER NOT NULL,
    points INTEGER NOT NULL CHECK (points <> 0),
    day INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX lot_use_lot ON lot_use(lot);
  CREATE TABLE overdraft(
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL,
    transfer INTEGER NOT NULL,
    points INTEGER NOT NULL CHECK (points <> 0),
    day INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX overdraft_account ON overdraft(account);
  CREATE TABLE no_effect(
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    content INTEGER NOT NULL,
    account INTEGER NOT NULL,
    asked TEXT NOT NULL
  ) STRICT;
  CREATE TABLE note(transfer INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
  CREATE TABLE member(
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    merged_into INTEGER REFERENCES member(id),
    erased_at INTEGER,
    seal INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE person(
    member INTEGER PRIMARY KEY REFERENCES member(id),
    customer_id TEXT,
    email TEXT,
    phone TEXT,
    name TEXT,
    seal INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX person_customer_id ON person(customer_id) WHERE customer_id IS NOT NULL;
  CREATE UNIQUE INDEX person_email ON person(email) WHERE email IS NOT NULL;
  CREATE UNIQUE INDEX person_phone ON person(phone) WHERE phone IS NOT NULL;
  `,
  `
  CREATE TABLE wallet(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  INSERT INTO wallet(id, name) VALUES (0, 'points');
  CREATE TABLE merge(batch INTEGER NOT NULL REFERENCES batch(id), member INTEGER NOT NULL, into_member INTEGER NOT NULL, seal INTEGER NOT NULL,
    PRIMARY KEY(batch, member)) STRICT;
  CREATE VIEW transfers AS
    SELECT t.id, (SELECT min(b.id) FROM batch b WHERE b.last_transfer >= t.id) AS batch, t.kind, t.from_account, t.to_account,
      t.points, date(t.day * 86400, 'unixepoch') AS day, date(t.available * 86400, 'unixepoch') AS available,
      date(t.expires * 86400, 'unixepoch') AS expires, t.refers, t.key, t.asked, t.order_id, t.reason, t.actor, n.text AS note
    FROM transfer t LEFT JOIN note n ON n.transfer = t.id;
  `,
]
