import type { Connection } from "../connection.ts";
import type { Database } from "../sqlite.ts";

export const BACKUP_KINDS = ["manual", "daily", "migration", "restore"] as const;
export type BackupKind = (typeof BACKUP_KINDS)[number];

/** How many of what there is in a workspace. */
export interface Counts {
  /** Living nodes by content type. */
  readonly nodes: Readonly<Record<string, number>>;
  readonly trashed: number;
  readonly edges: number;
  readonly tags: number;
  readonly attachments: number;
  readonly versions: number;
}

/** What a backup says about itself, in `meta` of the copy. A file without it was cut off while it was written. */
export interface Stamp {
  readonly kind: BackupKind;
  /** Milliseconds UTC. */
  readonly at: number;
  readonly app_version: string;
  /** The newest record of a change in it: tells whether anything has changed since. */
  readonly change: number;
  /** When it was read whole and found in order; null: not yet. */
  readonly verified_at: number | null;
}

const KEY = "backup";

export const STAMP_SQL = {
  read: "SELECT value_json FROM meta WHERE key = ?",
  write: "INSERT INTO meta (key, value_json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json",
  remove: "DELETE FROM meta WHERE key = ?",
  change: "SELECT coalesce(max(seq), 0) FROM changes",
  tables: "SELECT name FROM sqlite_schema WHERE type = 'table'",
  types: "SELECT node_type, count(*) AS n FROM nodes WHERE deleted_at IS NULL GROUP BY node_type ORDER BY node_type",
  trashed: "SELECT count(*) FROM nodes WHERE deleted_at IS NOT NULL",
  edges: "SELECT count(*) FROM edges",
  tags: "SELECT count(*) FROM tag_counts",
  attachments: "SELECT count(*) FROM attachments",
  versions: "SELECT count(*) FROM versions",
} as const;

/** A file on its own, not one that waits for its log: what is written into it stays in it. */
const ALONE = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;";

export const standAlone = (file: Connection): void => file.script(ALONE);

export function readStamp(db: Database): Stamp | null {
  const text = hasTable(db, "meta") ? db.value<string>(STAMP_SQL.read, [KEY]) : undefined;
  return text === undefined ? null : (JSON.parse(text) as Stamp);
}

export const writeStamp = (db: Database, stamp: Stamp): void => void db.run(STAMP_SQL.write, [KEY, JSON.stringify(stamp)]);
export const removeStamp = (db: Database): void => void db.run(STAMP_SQL.remove, [KEY]);

export const newestChange = (db: Database): number => db.value<number>(STAMP_SQL.change)!;

const hasTable = (db: Database, table: string): boolean => db.rows<{ name: string }>(STAMP_SQL.tables).some(({ name }) => name === table);

/** Of any version of the schema: what it has no table for counts as none. */
export function countsOf(db: Database): Counts {
  const tables = new Set(db.rows<{ name: string }>(STAMP_SQL.tables).map(({ name }) => name));
  const count = (table: string, sql: string) => (tables.has(table) ? db.value<number>(sql)! : 0);
  return {
    nodes: tables.has("nodes")
      ? Object.fromEntries(db.rows<{ node_type: string; n: number }>(STAMP_SQL.types).map(({ node_type, n }) => [node_type, n]))
      : {},
    trashed: count("nodes", STAMP_SQL.trashed),
    edges: count("edges", STAMP_SQL.edges),
    tags: count("tag_counts", STAMP_SQL.tags),
    attachments: count("attachments", STAMP_SQL.attachments),
    versions: count("versions", STAMP_SQL.versions),
  };
}
