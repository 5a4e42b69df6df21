import type { Sql } from "./store.ts";

/**
 * Migrations of the server's database, frozen once shipped. Keys of everything that belongs to a space begin with `space_id`, so
 * that the tables can be distributed by it; people and sessions are apart.
 */
const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE space (
       space_id text PRIMARY KEY,
       name text NOT NULL,
       kind text NOT NULL CHECK (kind IN ('personal', 'shared')),
       epoch text NOT NULL,
       head bigint NOT NULL,
       head_tag text NOT NULL,
       gc_floor bigint NOT NULL,
       digest text NOT NULL,
       min_sv bigint NOT NULL,
       member_rev bigint NOT NULL,
       created_at bigint NOT NULL
     )`,
    `CREATE TABLE txtag (
       space_id text NOT NULL,
       client_id text NOT NULL,
       m bigint NOT NULL,
       op_id text NOT NULL,
       seq bigint NOT NULL,
       tag text,
       error text,
       at bigint NOT NULL,
       PRIMARY KEY (space_id, client_id, m)
     )`,
    `CREATE INDEX txtag_seq ON txtag (space_id, seq)`,
    `CREATE TABLE rec (
       space_id text NOT NULL,
       tbl text NOT NULL,
       id text NOT NULL,
       seq bigint NOT NULL,
       at bigint NOT NULL,
       size bigint NOT NULL,
       cells jsonb NOT NULL,
       PRIMARY KEY (space_id, tbl, id)
     )`,
    `CREATE INDEX rec_seq ON rec (space_id, seq)`,
    `CREATE TABLE conflict (
       space_id text NOT NULL,
       tbl text NOT NULL,
       id text NOT NULL,
       col text NOT NULL,
       hlc text NOT NULL,
       seq bigint NOT NULL,
       resolved smallint NOT NULL CHECK (resolved IN (0, 1)),
       value jsonb NOT NULL,
       PRIMARY KEY (space_id, tbl, id, col, hlc)
     )`,
    `CREATE INDEX conflict_seq ON conflict (space_id, seq)`,
    `CREATE TABLE client (
       space_id text NOT NULL,
       client_id text NOT NULL,
       user_id text NOT NULL,
       last_mid bigint NOT NULL,
       last_op_id text NOT NULL,
       PRIMARY KEY (space_id, client_id)
     )`,
    `CREATE TABLE member (
       space_id text NOT NULL,
       user_id text NOT NULL,
       role text NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
       PRIMARY KEY (space_id, user_id)
     )`,
    `CREATE TABLE invite (
       space_id text NOT NULL,
       invite_id text NOT NULL,
       secret_hash text NOT NULL,
       role text NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
       expires_at bigint NOT NULL,
       uses_left bigint NOT NULL,
       PRIMARY KEY (space_id, invite_id)
     )`,
    `CREATE TABLE user_space (user_id text NOT NULL, space_id text NOT NULL, PRIMARY KEY (user_id, space_id))`,
    `CREATE TABLE users (
       user_id text PRIMARY KEY,
       name_key text NOT NULL UNIQUE,
       name text NOT NULL,
       password_hash text NOT NULL,
       space_id text NOT NULL,
       created_at bigint NOT NULL
     )`,
    `CREATE TABLE sessions (
       token_hash text PRIMARY KEY,
       user_id text NOT NULL,
       created_at bigint NOT NULL,
       expires_at bigint NOT NULL
     )`,
    `CREATE INDEX sessions_user ON sessions (user_id)`,
  ],
  // Ids that nobody writes with any more: after a loss others have offered again what was written with them.
  [`ALTER TABLE client ADD COLUMN retired boolean NOT NULL DEFAULT false`],
];

const SQL = {
  ledger: `CREATE TABLE IF NOT EXISTS schema_version (version bigint PRIMARY KEY)`,
  /** Two servers that start at once on one database migrate one after the other. */
  lock: `SELECT pg_advisory_xact_lock(4173)`,
  applied: `SELECT max(version) AS version FROM schema_version`,
  record: `INSERT INTO schema_version (version) VALUES ($1)`,
};

/** Brings the schema up to date in one transaction; refuses a database that is newer than this server. */
export async function migrate(sql: Sql): Promise<void> {
  await sql(SQL.lock);
  await sql(SQL.ledger);
  const [row] = await sql<{ version: number | null }>(SQL.applied);
  const applied = row?.version ?? 0;
  if (applied > MIGRATIONS.length)
    throw new Error(
      `The database is of a newer Atelier (schema ${applied}, this one knows ${MIGRATIONS.length}). It was not touched. Update the server.`,
    );
  for (const [i, statements] of MIGRATIONS.entries()) {
    if (i < applied) continue;
    for (const statement of statements) await sql(statement);
    await sql(SQL.record, [i + 1]);
  }
}
