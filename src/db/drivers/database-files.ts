import type { Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import type { Connection } from "../connection.ts";
import { openWasmInMemory } from "./wasm-copies.ts";
import { openWasm } from "./wasm.ts";

/** Files that each hold a whole database. Names are without a slash, such as `daily-1767225600000.sqlite`. */
export interface DatabaseFiles {
  names(): string[];
  /** Opens a file, made if it is not there. */
  open(name: string): Connection;
  /** All of an open file in memory, for reading; null if there is not enough of it. */
  inMemory(file: Connection): Connection | null;
  /** With its journals; the file must be closed. Nothing if it is not there. */
  remove(name: string): void;
}

/** The journals that SQLite keeps beside a file. */
const BESIDE = ["-wal", "-journal"];
export const isJournal = (name: string): boolean => BESIDE.some((end) => name.endsWith(end));

interface FileSystem {
  readonly vfs: string;
  list(): string[];
  unlink(path: string): void;
}

export const databaseFiles = (sqlite3: Sqlite3Static, { vfs, list, unlink }: FileSystem): DatabaseFiles => ({
  names: () =>
    list()
      .map((path) => path.slice(1))
      .filter((name) => !isJournal(name)),
  open: (name) => openWasm(sqlite3, `/${name}`, vfs),
  inMemory: (file) => openWasmInMemory(sqlite3, file.raw),
  remove(name) {
    const there = new Set(list());
    for (const end of ["", ...BESIDE]) if (there.has(`/${name}${end}`)) unlink(`/${name}${end}`);
  },
});

/** In SQLite's own file system in memory: tests, and ephemeral mode. */
export function memoryFiles(sqlite3: Sqlite3Static, prefix: string): DatabaseFiles {
  const { wasm, capi } = sqlite3;
  const unlink = (wasm.exports as unknown as { sqlite3__wasm_vfs_unlink(vfs: number, name: number): number }).sqlite3__wasm_vfs_unlink;
  const kept = new Set<string>();
  const path = (name: string) => `/${prefix}-${name}`;
  return {
    names: () => [...kept],
    open(name) {
      kept.add(name);
      return openWasm(sqlite3, path(name), "unix-none");
    },
    inMemory: (file) => openWasmInMemory(sqlite3, file.raw),
    remove(name) {
      kept.delete(name);
      const vfs = Number(capi.sqlite3_vfs_find("unix-none"));
      for (const end of ["", ...BESIDE]) {
        const text = wasm.allocCString(path(name) + end, false);
        unlink(vfs, Number(text));
        wasm.dealloc(text);
      }
    },
  };
}
