import type { Migration } from "../module.ts";

/** What the engine itself keeps: results of mutations, change records, intents, preferences. */
export const KERNEL_MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    sql: `
CREATE TABLE meta (key TEXT PRIMARY KEY, value_json TEXT NOT NULL CHECK (json_valid(value_json))) STRICT, WITHOUT ROWID;

CREATE TABLE mutations (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  args_hash TEXT NOT NULL,
  result_json TEXT NOT NULL CHECK (json_valid(result_json)),
  label TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- One row per changed row and transaction: which cells changed, what they held before, and who changed them.
CREATE TABLE changes (
  seq INTEGER PRIMARY KEY,
  mutation_id TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('local', 'remote')),
  at INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete')),
  columns_json TEXT NOT NULL CHECK (json_valid(columns_json)),
  before_json TEXT CHECK (before_json IS NULL OR json_valid(before_json)),
  synced INTEGER NOT NULL DEFAULT 0 CHECK (synced IN (0, 1))
) STRICT;
CREATE INDEX changes_by_mutation ON changes (mutation_id, seq);
CREATE INDEX changes_by_row ON changes (row_id, table_name, seq);

CREATE TABLE settings (key TEXT PRIMARY KEY, value_json TEXT NOT NULL CHECK (json_valid(value_json))) STRICT, WITHOUT ROWID;
`,
  },
];
