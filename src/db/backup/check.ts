import { Refusal } from "../../base/result.ts";
import { isDamage } from "../health.ts";
import { pendingMigrations, type Sequence } from "../migrate.ts";
import { type Database, SqlError } from "../sqlite.ts";
import { type Counts, countsOf, readStamp, type Stamp, standAlone, writeStamp } from "./stamp.ts";
import type { Connection } from "../connection.ts";
import type { DatabaseFiles } from "../drivers/database-files.ts";

/** What reading a file whole has shown. */
export interface Checked {
  /** Why it cannot be restored; null if it can. */
  readonly problem: { readonly type: string; readonly message: string } | null;
  readonly schema_version: number;
  /** Migrations that a restore would apply. */
  readonly pending: number;
  readonly counts: Counts;
  readonly stamp: Stamp | null;
}

export const CHECK_SQL = {
  integrity: "PRAGMA integrity_check(1)",
  foreignKeys: "SELECT count(*) FROM pragma_foreign_key_check",
  acting: "SELECT sql FROM sqlite_schema WHERE type IN ('trigger', 'view')",
  ours: "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('meta', 'migrations', 'nodes')",
} as const;

/** Indexes are compared with their tables row by row, all over the file: in memory that takes half as long. */
const MOST_IN_MEMORY = 400 * 1024 ** 2;
/** What is larger is read where it is; 64 MB hold most of what is met again. */
const CACHE = "PRAGMA cache_size = -65536; PRAGMA trusted_schema = OFF;";

const NONE: Counts = { nodes: {}, trashed: 0, edges: 0, tags: 0, attachments: 0, versions: 0 };

/** Reads a file whole, as a restore would: structure, references, version. A backup that is in order is marked as verified. */
export function checkFile(files: DatabaseFiles, name: string, sequences: readonly Sequence[], at: number): Checked {
  const file = files.open(name);
  let copy: Connection | null = null;
  try {
    standAlone(file);
    // What a journal still held is in the file from here on.
    if (file.value<number>(CHECK_SQL.ours) !== 3) return failed(notOurs());
    copy = file.raw.size <= MOST_IN_MEMORY ? files.inMemory(file) : null;
    const whole = copy ?? file;
    whole.script(CACHE);
    const problem = problemOf(whole, sequences);
    if (problem) return failed(problem);
    const stamp = readStamp(whole);
    if (stamp) writeStamp(file, { ...stamp, verified_at: at });
    return { ...versionOf(whole, sequences), counts: countsOf(whole), stamp };
  } catch (error) {
    if (isNoDatabase(error)) return failed(notOurs());
    if (isDamage(error)) return failed(damaged((error as SqlError).message));
    throw error;
  } finally {
    copy?.close();
    file.close();
  }
}

const failed = (problem: Checked["problem"]): Checked => ({ problem, schema_version: 0, pending: 0, counts: NONE, stamp: null });

function problemOf(db: Database, sequences: readonly Sequence[]): Checked["problem"] {
  if (!actsAsOurs(db, sequences)) return notOurs();
  const complaint = db.value<string>(CHECK_SQL.integrity);
  if (complaint !== "ok") return damaged(complaint!);
  const loose = db.value<number>(CHECK_SQL.foreignKeys)!;
  return loose === 0 ? null : damaged(`${loose} rows refer to something that is not there`);
}

/** A trigger or a view of somebody else would run with ours: each has to stand in a migration, letter by letter. */
const actsAsOurs = (db: Database, sequences: readonly Sequence[]): boolean =>
  db
    .rows<{ sql: string }>(CHECK_SQL.acting)
    .every(({ sql }) => sequences.some(({ migrations }) => migrations.some((migration) => migration.sql.includes(sql))));

function versionOf(db: Database, sequences: readonly Sequence[]): Pick<Checked, "problem" | "schema_version" | "pending"> {
  const schema_version = db.value<number>("PRAGMA user_version")!;
  try {
    return { problem: null, schema_version, pending: pendingMigrations(db, sequences).length };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problem: error.failure.type === "NewerDatabase" ? newer() : error.failure, schema_version, pending: 0 };
  }
}

const damaged = (why: string) => ({
  type: "BackupDamaged",
  message: `This file is damaged, so it was not restored. Your workspace was not touched; choose another backup. (${why})`,
});
const notOurs = () => ({
  type: "NotABackup",
  message: "This file is not a workspace of Atelier, so there is nothing to restore from it. Your workspace was not touched.",
});
const newer = () => ({
  type: "NewerDatabase",
  message:
    "This backup was made by a newer version of Atelier, so it cannot be restored here. Your workspace was not touched; update Atelier, then try again.",
});

/** SQLite does not even take it for a database. */
const isNoDatabase = (error: unknown): boolean => error instanceof SqlError && error.code === 26;
