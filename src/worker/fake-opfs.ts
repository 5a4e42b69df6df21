import type { SAHPoolUtil, Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import { type PointerStore, SLOT_BYTES } from "../db/backup/pointer.ts";
import { loadSqlite } from "../db/drivers/memory.ts";

/** Pools over SQLite's in-memory files instead of OPFS, for tests; they outlive whoever opened them. The real ones: e2e/driver.e2e.ts. */
export interface FakeOpfs {
  readonly sqlite3: Sqlite3Static;
  readonly pointer: PointerStore;
  /** Set to fail, to fill up, or to have no write-ahead log. */
  readonly state: {
    install: () => void;
    capacity: number;
    grown: number;
    reserve: () => void;
    vfs: string;
    paused: boolean;
    /** At every opening and removal of a file, before and after every write of the pointer. */ onWrite: () => void;
  };
  /** Names of the files of a pool, without a slash. */
  names(pool: string): string[];
  /** Puts a file into a pool. */
  put(pool: string, name: string, bytes: Uint8Array): void;
  /** Where SQLite finds a file of a pool; for a second connection. */
  path(pool: string, name: string): string;
}

let worlds = 0;

export async function createFakeOpfs(): Promise<FakeOpfs> {
  const real = await loadSqlite();
  const { capi, wasm } = real;
  const world = ++worlds;
  const kept = new Map<string, Set<string>>();
  const state: FakeOpfs["state"] = {
    install: () => undefined,
    capacity: 8,
    grown: 0,
    reserve: () => undefined,
    vfs: "unix-none",
    paused: false,
    onWrite: () => undefined,
  };
  const filesOf = (pool: string) => kept.get(pool) ?? kept.set(pool, new Set()).get(pool)!;
  const path = (pool: string, name: string) => `/${world}-${pool}-${name}`;
  const exports = wasm.exports as unknown as { sqlite3__wasm_vfs_unlink(vfs: number, name: number): number };
  const unlink = (file: string) => {
    for (const end of ["", "-wal", "-journal"]) {
      const text = wasm.allocCString(file + end, false);
      exports.sqlite3__wasm_vfs_unlink(Number(capi.sqlite3_vfs_find("unix-none")), Number(text));
      wasm.dealloc(text);
    }
  };
  const put = (pool: string, name: string, bytes: Uint8Array) => {
    filesOf(pool).add(name);
    capi.sqlite3_js_posix_create_file(path(pool, name), bytes);
  };
  const poolOf = (pool: string) =>
    ({
      vfsName: pool,
      unpauseVfs: async () => void (state.paused = false),
      pauseVfs: () => void (state.paused = true),
      getCapacity: () => state.capacity,
      getFileCount: () => filesOf(pool).size + 2,
      getFileNames: () => [...filesOf(pool)].map((name) => `/${name}`),
      reserveMinimumCapacity: async (capacity: number) => (state.reserve(), state.grown++, (state.capacity = capacity)),
      importDb: (name: string, bytes: Uint8Array) => put(pool, name.slice(1), bytes),
      exportFile: () => new Uint8Array(1024).map((_, i) => "SQLite format 3".charCodeAt(i) || 0),
      unlink: (name: string) => (state.onWrite(), unlink(path(pool, name.slice(1))), filesOf(pool).delete(name.slice(1))),
    }) as unknown as SAHPoolUtil;
  const open: typeof capi.sqlite3_open_v2 = (name, out, flags, pool) => {
    state.onWrite();
    if (!String(pool).endsWith("-vfs")) return capi.sqlite3_open_v2(name, out, flags, pool);
    filesOf(String(pool)).add(String(name).slice(1));
    return capi.sqlite3_open_v2(path(String(pool), String(name).slice(1)), out, flags, state.vfs);
  };
  const slots = new Uint8Array(2 * SLOT_BYTES);
  return {
    sqlite3: {
      ...real,
      capi: Object.create(capi, { sqlite3_open_v2: { value: open } }) as typeof capi,
      installOpfsSAHPoolVfs: async ({ name }: { name: string }) => (state.install(), poolOf(name)),
    } as unknown as Sqlite3Static,
    pointer: {
      read: async () => slots.slice(),
      open: async () => ({
        write: (offset, bytes) => (state.onWrite(), slots.set(bytes, offset), state.onWrite()),
        close: () => undefined,
      }),
    },
    state,
    names: (pool) => [...filesOf(`${pool}-vfs`)],
    put: (pool, name, bytes) => put(`${pool}-vfs`, name, bytes),
    path: (pool, name) => path(`${pool}-vfs`, name),
  };
}
