import { createRequire } from "node:module";
import { rmSync } from "node:fs";
import type { DataModule } from "../src/db/module.ts";
import { migrate, sequencesOf } from "../src/db/migrate.ts";
import { indexNodes } from "../src/db/search/index-nodes.ts";
import type { Database, Params } from "../src/db/sqlite.ts";
import { sortKey } from "../src/base/names.ts";
import { Figures, type Measured } from "./figures.ts";
import { generateNotes } from "./notes.ts";
import { type Read, READ_RUNS, READS, typedReads, WARM_UP, WRITE_RUNS } from "./workload.ts";

/** The part of better-sqlite3 that is used here. */
interface NativeStatement {
  readonly reader: boolean;
  all(...params: unknown[]): unknown[];
  get(...params: unknown[]): unknown;
  run(...params: unknown[]): { changes: number };
}
interface NativeFile {
  prepare(sql: string): NativeStatement;
  exec(sql: string): void;
  close(): void;
}

export interface Native extends Database {
  readonly version: string;
}

/** Native SQLite behind the same interface: the data modules run on it unchanged. */
export function openNative(path: string): Native {
  const Sqlite = createRequire(import.meta.url)("better-sqlite3") as new (path: string) => NativeFile;
  for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
  const file = new Sqlite(path);
  file.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
  const cache = new Map<string, NativeStatement>();
  const statement = (sql: string): NativeStatement => {
    const known = cache.get(sql) ?? file.prepare(sql);
    cache.set(sql, known);
    return known;
  };
  // better-sqlite3 takes ?1, ?2 as names.
  const bound = (sql: string, params: Params = []): unknown[] => {
    const values = params.map((value) => (typeof value === "boolean" ? Number(value) : value));
    return /\?\d/.test(sql) ? [Object.fromEntries(values.map((value, i) => [i + 1, value]))] : values;
  };
  const run = (sql: string, params?: Params) => {
    const prepared = statement(sql);
    return prepared.reader ? prepared.all(...bound(sql, params)).length : prepared.run(...bound(sql, params)).changes;
  };
  const db: Native = {
    version: (file.prepare("SELECT sqlite_version() AS v").get() as { v: string }).v,
    rows: <T extends object>(sql: string, params?: Params) => statement(sql).all(...bound(sql, params)) as T[],
    row: <T extends object>(sql: string, params?: Params) => statement(sql).get(...bound(sql, params)) as T | undefined,
    value: <T>(sql: string, params?: Params) =>
      Object.values((statement(sql).get(...bound(sql, params)) as object | undefined) ?? {})[0] as T | undefined,
    run,
    script: (sql) => file.exec(sql),
    transaction<T>(work: () => T): T {
      file.exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        file.exec("COMMIT");
        return result;
      } catch (error) {
        file.exec("ROLLBACK");
        throw error;
      }
    },
    inTransaction: false,
    close: () => file.close(),
  };
  return db;
}

const INSERT = `INSERT INTO nodes (pk, id, node_type, name, name_key, folder, tags, created_at, modified_at, content)
  VALUES (?, ?, 'note', ?, ?, ?, ?, ?, ?, ?)`;

/** The same notes, the same schema, the same statements, without a browser. */
export function measureNative(path: string, size: number, modules: readonly DataModule[]): Measured & { version: string } {
  const db = openNative(path);
  migrate(db, sequencesOf(modules), 0);
  const bulk = timed(() => fill(db, size));
  const reads = new Map<string, Figures>();
  for (const read of READS)
    reads.set(
      read.label,
      repeat(READ_RUNS, () => ask(db, modules, read, size)),
    );
  const typed = typedReads();
  reads.set(typed[0]!.label, new Figures(typed.flatMap((read) => [ask(db, modules, read, size), ask(db, modules, read, size)])));
  const write = repeat(WRITE_RUNS, (i) => timed(() => writeOne(db, 1 + ((i * 7919) % size), i)));
  const touch = repeat(WRITE_RUNS, (i) => timed(() => touchOne(db, 1 + ((i * 7919) % size), i)));
  db.close();
  return { reads, write, touch, bulk, version: db.version };
}

function fill(db: Native, size: number): void {
  db.transaction(() => {
    let pk = 0;
    for (const note of generateNotes(size)) {
      pk++;
      db.run(INSERT, [
        pk,
        `n${pk}`,
        note.name,
        sortKey(note.name),
        note.folder,
        JSON.stringify(note.tags),
        note.created,
        note.modified,
        note.content,
      ]);
    }
  });
  const step = 1000;
  for (let from = 1; from <= size; from += step) {
    const upserted = Array.from({ length: Math.min(step, size - from + 1) }, (_, i) => from + i);
    db.transaction(() => indexNodes(db, { upserted, deleted: [] }));
  }
}

function writeOne(db: Native, pk: number, i: number): void {
  db.transaction(() => {
    db.run("UPDATE nodes SET content = content || ?, modified_at = ?, version = version + 1 WHERE pk = ?", [` edit ${i}`, Date.now(), pk]);
    indexNodes(db, { upserted: [pk], deleted: [] });
  });
}

const touchOne = (db: Native, pk: number, i: number): number =>
  db.run("UPDATE nodes SET priority = ?, modified_at = ?, version = version + 1 WHERE pk = ?", [1 + (i % 2), Date.now(), pk]);

function ask(db: Native, modules: readonly DataModule[], { query, args, depth }: Read, size: number): number {
  const run = modules.find((module) => query in module.queries)!.queries[query] as unknown as (
    ctx: { db: Database },
    args: object,
  ) => unknown;
  const full = {
    trashed: false,
    subfolders: true,
    sort: "modified_at",
    ...args,
    ...(depth && { after: cursorAt(db, Math.min(depth, size / 2)) }),
  };
  return timed(() => run({ db }, full));
}

const cursorAt = (db: Database, offset: number) =>
  db.row(
    `SELECT modified_at AS value, id FROM nodes WHERE deleted_at IS NULL ORDER BY modified_at DESC, id DESC LIMIT 1 OFFSET ${Math.floor(offset)}`,
  );

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function repeat(runs: number, once: (i: number) => number): Figures {
  for (let i = 0; i < WARM_UP; i++) once(i);
  return new Figures(Array.from({ length: runs }, (_, i) => once(i)));
}
