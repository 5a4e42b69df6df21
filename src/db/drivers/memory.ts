import init, { type Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import type { Connection } from "../connection.ts";
import { configure } from "../pragmas.ts";
import { openWasm } from "./wasm.ts";

let loaded: Promise<Sqlite3Static> | undefined;
let files = 0;

/** Loads SQLite once per worker or process. */
export const loadSqlite = (): Promise<Sqlite3Static> => (loaded ??= init());

/** A database that nothing outlives: tests, and ephemeral mode under its banner. */
export async function openMemory(): Promise<Connection> {
  const connection = openWasm(await loadSqlite(), ":memory:");
  connection.script("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;");
  return connection;
}

/**
 * A file in the memory of SQLite's own file system: unlike `:memory:` it has a write-ahead log, and can be opened
 * again after its first connection was dropped without closing, as if the process had been killed.
 */
export async function openMemoryFile(name = `/memory-${++files}.sqlite`): Promise<{ readonly name: string; readonly db: Connection }> {
  const db = openWasm(await loadSqlite(), name, "unix-none");
  configure(db);
  return { name, db };
}

/** Opens a copy of a database from its bytes, as a file of the in-memory file system. */
export async function writeToMemoryFile(name: string, bytes: Uint8Array): Promise<Connection> {
  (await loadSqlite()).capi.sqlite3_js_posix_create_file(name, bytes);
  return (await openMemoryFile(name)).db;
}
