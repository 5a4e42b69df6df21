import { Refusal } from "../base/result.ts";
import { hashText } from "./hash.ts";
import type { DataModule, Migration } from "./module.ts";
import { KERNEL_MIGRATIONS } from "./schema/kernel.ts";
import { SEARCH_MIGRATIONS } from "./schema/search.ts";
import { SPINE_MIGRATIONS } from "./schema/spine.ts";
import { VERSIONS_MIGRATIONS } from "./schema/versions.ts";
import type { Database } from "./sqlite.ts";

/** Migrations of one owner, numbered from 1 without gaps. */
export interface Sequence {
  readonly name: string;
  readonly migrations: readonly Migration[];
}

export const MIGRATE_SQL = {
  ledger: `CREATE TABLE IF NOT EXISTS migrations (
  sequence TEXT NOT NULL,
  number INTEGER NOT NULL,
  checksum TEXT NOT NULL,
  applied_at INTEGER NOT NULL,
  PRIMARY KEY (sequence, number)
) STRICT, WITHOUT ROWID`,
  hasLedger: "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'",
  applied: "SELECT sequence, number, checksum FROM migrations ORDER BY sequence, number",
  record: "INSERT INTO migrations (sequence, number, checksum, applied_at) VALUES (?, ?, ?, ?)",
  version: "PRAGMA user_version",
} as const;

interface Applied {
  sequence: string;
  number: number;
  checksum: string;
}

/** The engine's own sequences, then one per module that has migrations, in the order in which they run. */
export function sequencesOf(modules: readonly Pick<DataModule, "name" | "migrations">[]): Sequence[] {
  const own = [
    { name: "kernel", migrations: KERNEL_MIGRATIONS },
    { name: "spine", migrations: SPINE_MIGRATIONS },
    { name: "search", migrations: SEARCH_MIGRATIONS },
    { name: "versions", migrations: VERSIONS_MIGRATIONS },
  ];
  const all = [...own, ...modules.filter((module) => module.migrations.length > 0)];
  if (new Set(all.map((sequence) => sequence.name)).size !== all.length) throw new Error("Two sequences of migrations have the same name.");
  return all.map(({ name, migrations }) => ({ name, migrations }));
}

/** One number for the whole schema: how many migrations it takes. Kept in `user_version`. */
export const schemaVersion = (sequences: readonly Sequence[]): number =>
  sequences.reduce((sum, sequence) => sum + sequence.migrations.length, 0);

/**
 * What is still to be applied, in order. Throws `Refusal('NewerDatabase')` if the file holds migrations that this code
 * does not know (failure 12) and `Refusal('ChangedMigration')` if one was edited after it had shipped (DB6).
 */
export function pendingMigrations(db: Database, sequences: readonly Sequence[]): (Migration & { sequence: string })[] {
  const applied = db.value(MIGRATE_SQL.hasLedger) === undefined ? [] : db.rows<Applied>(MIGRATE_SQL.applied);
  const known = new Map(sequences.flatMap((s) => s.migrations.map((m) => [`${s.name} ${m.number}`, m] as const)));
  const version = db.value<number>(MIGRATE_SQL.version) ?? 0;
  for (const { sequence, number, checksum } of applied) {
    const migration = known.get(`${sequence} ${number}`);
    if (!migration) throw newer();
    if (hashText(migration.sql) !== checksum) throw changed(sequence, number);
  }
  if (version > schemaVersion(sequences)) throw newer();
  const done = new Set(applied.map((a) => `${a.sequence} ${a.number}`));
  return sequences.flatMap((s) => s.migrations.filter((m) => !done.has(`${s.name} ${m.number}`)).map((m) => ({ ...m, sequence: s.name })));
}

/** Applies what is pending in one transaction with the ledger and `user_version`: all of it or nothing (failures 10, 28). */
export function migrate(db: Database, sequences: readonly Sequence[], now: number): number {
  const pending = pendingMigrations(db, sequences);
  if (pending.length === 0) return 0;
  db.transaction(() => {
    db.script(MIGRATE_SQL.ledger);
    for (const { sequence, number, sql } of pending) {
      db.script(sql);
      db.run(MIGRATE_SQL.record, [sequence, number, hashText(sql), now]);
    }
    db.script(`PRAGMA user_version = ${schemaVersion(sequences)}`);
  });
  return pending.length;
}

const newer = () =>
  new Refusal(
    "NewerDatabase",
    "This workspace was last opened by a newer version of Atelier. Nothing was changed; reload the page to get the newer version.",
  );

const changed = (sequence: string, number: number) =>
  new Refusal(
    "ChangedMigration",
    `This version of Atelier does not fit this workspace: step ${number} of “${sequence}” differs from the one that made it. Nothing was changed; use the version that made it, or a later one.`,
  );
