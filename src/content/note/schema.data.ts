import type { Migration, TrackedTable } from "../../db/module.ts";

/**
 * A note's own columns. `front_matter` holds the raw front matter with its delimiters (and a byte order mark, if any)
 * so that `front_matter || content` is the imported file byte for byte.
 * Attachments are content-addressed: `blobs.hash` is SHA-256 in hex, the same bytes are kept once.
 */
export const NOTE_MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    sql: `
CREATE TABLE notes (
  id TEXT PRIMARY KEY REFERENCES nodes (id) ON DELETE CASCADE,
  front_matter TEXT NOT NULL DEFAULT '',
  aliases_json TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(aliases_json)),
  word_count INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE blobs (
  hash TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE attachments (
  pk INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  folder TEXT NOT NULL DEFAULT '',
  mime TEXT NOT NULL DEFAULT 'application/octet-stream',
  size INTEGER NOT NULL,
  hash TEXT NOT NULL REFERENCES blobs (hash),
  created_at INTEGER NOT NULL,
  source TEXT,
  source_id TEXT
) STRICT;
CREATE INDEX attachments_by_name ON attachments (name COLLATE NOCASE);
CREATE UNIQUE INDEX attachments_by_path ON attachments (folder, name);
CREATE INDEX attachments_by_hash ON attachments (hash);
CREATE UNIQUE INDEX attachments_by_source ON attachments (source, source_id) WHERE source IS NOT NULL AND source_id IS NOT NULL;

CREATE TABLE imports (
  batch TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  label TEXT NOT NULL,
  report_json TEXT NOT NULL CHECK (json_valid(report_json))
) STRICT, WITHOUT ROWID;
`,
  },
];

export const NOTE_TRACKED: readonly TrackedTable[] = [
  {
    table: "notes",
    key: "id",
    syncs: true,
    indexed: ["aliases_json"],
    versioned: ["front_matter", "aliases_json", "word_count"],
    merge: { front_matter: "text", aliases_json: "set", word_count: "quiet" },
  },
  // Their bytes do not travel yet, and without them a row would be a broken promise.
  { table: "attachments", key: "id", syncs: false },
];
