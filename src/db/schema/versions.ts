import type { Migration } from "../module.ts";

/**
 * Earlier states of nodes. Of each node the newest version is kept whole and plain, an older one as what makes it from
 * the next newer (`delta`), so a minute of typing costs what was typed; every few dozen one is whole but compressed
 * (`deflate`), so none is far to make (VE2). `at` is when the state was reached, `kept_at` when it was put here.
 */
export const VERSIONS_MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    sql: `
CREATE TABLE versions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  node_id TEXT NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  kept_at INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('edit', 'named', 'restore', 'remote')),
  label TEXT,
  size INTEGER NOT NULL,
  form TEXT NOT NULL CHECK (form IN ('plain', 'deflate', 'delta')),
  body BLOB NOT NULL
) STRICT;
CREATE INDEX versions_by_node ON versions (node_id, seq);
`,
  },
];
