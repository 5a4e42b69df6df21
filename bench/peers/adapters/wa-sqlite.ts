import * as SQLite from "@journeyapps/wa-sqlite";
import factory from "@journeyapps/wa-sqlite/dist/wa-sqlite.mjs";
import wasm from "@journeyapps/wa-sqlite/dist/wa-sqlite.wasm?url";
import { AccessHandlePoolVFS } from "@journeyapps/wa-sqlite/src/examples/AccessHandlePoolVFS.js";
import { OPFSCoopSyncVFS } from "@journeyapps/wa-sqlite/src/examples/OPFSCoopSyncVFS.js";
import { OPFSWriteAheadVFS } from "@journeyapps/wa-sqlite/src/examples/OPFSWriteAheadVFS.js";
import type { Batch, SqliteDriver, Value } from "./sqlite.ts";

const FILES = {
  pool: { Vfs: AccessHandlePoolVFS, pragmas: "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL" },
  coop: { Vfs: OPFSCoopSyncVFS, pragmas: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL" },
  ahead: { Vfs: OPFSWriteAheadVFS, pragmas: "PRAGMA synchronous = FULL" },
};

/** The part of its API that is used here. */
interface Api {
  vfs_register(vfs: object, makeDefault: boolean): number;
  open_v2(name: string): Promise<number>;
  exec(db: number, sql: string): Promise<number>;
  statements(db: number, sql: string, options: { unscoped: boolean }): AsyncIterable<number>;
  column_names(stmt: number): string[];
  bind_collection(stmt: number, values: unknown[]): number;
  step(stmt: number): Promise<number>;
  row(stmt: number): unknown[];
  reset(stmt: number): Promise<number>;
  finalize(stmt: number): Promise<number>;
  close(db: number): Promise<number>;
}

type Step = { stmt: number; columns: string[] };

/** The fork with FTS5 built in; one connection of one worker. */
export function waSqlite(kind: keyof typeof FILES): SqliteDriver {
  let api: Api;
  let db: number;
  const cache = new Map<string, Step>();
  const prepared = async (sql: string): Promise<Step> => {
    const known = cache.get(sql);
    if (known) return known;
    for await (const stmt of api.statements(db, sql, { unscoped: true })) {
      const step = { stmt, columns: api.column_names(stmt) };
      cache.set(sql, step);
      return step;
    }
    throw new Error(`No statement: ${sql}`);
  };
  const run = async (sql: string, values: readonly Value[], onRow?: (row: Record<string, Value>) => void) => {
    const { stmt, columns } = await prepared(sql);
    try {
      if (values.length > 0) api.bind_collection(stmt, [...values]);
      while ((await api.step(stmt)) === SQLite.SQLITE_ROW) {
        const row = api.row(stmt);
        onRow?.(Object.fromEntries(columns.map((column, i) => [column, row[i] as Value])));
      }
    } finally {
      await api.reset(stmt);
    }
  };
  return {
    open: async () => {
      const module = await factory({ locateFile: () => wasm });
      api = SQLite.Factory(module) as Api;
      const { Vfs, pragmas } = FILES[kind];
      api.vfs_register(await Vfs.create(`bench-${kind}`, module), true);
      db = await api.open_v2("bench.sqlite");
      await api.exec(db, pragmas);
    },
    script: async (sql) => void (await api.exec(db, sql)),
    rows: async (sql, values) => {
      const rows: Record<string, Value>[] = [];
      await run(sql, values, (row) => rows.push(row));
      return rows;
    },
    batch: async (batches: readonly Batch[]) => {
      await run("BEGIN IMMEDIATE", []);
      try {
        for (const { sql, values } of batches) for (const list of values) await run(sql, list);
        await run("COMMIT", []);
      } catch (error) {
        await run("ROLLBACK", []);
        throw error;
      }
    },
    close: async () => {
      for (const { stmt } of cache.values()) await api.finalize(stmt);
      await api.close(db);
    },
  };
}
