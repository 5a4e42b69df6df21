import type { SAHPoolUtil } from "@sqlite.org/sqlite-wasm";
import { Refusal } from "../../base/result.ts";
import { type Pointer, type PointerStore, preparePointer, readPointer, writePointer } from "../backup/pointer.ts";
import type { WorkspaceFiles } from "../backup/workspace-files.ts";
import type { Connection } from "../connection.ts";
import { isDamage } from "../health.ts";
import { configure } from "../pragmas.ts";
import { databaseFiles } from "./database-files.ts";
import { acquirePool, makeRoom, type PoolDeps } from "./pool.ts";

export interface SahpoolDeps extends PoolDeps {
  /** Where it stands which file is the workspace. */
  readonly pointer: PointerStore;
}

/** The file of a workspace in OPFS, opened and configured. */
export interface OpfsFile extends WorkspaceFiles {
  readonly connection: Connection;
  /** Names of the files in the pool, with a leading slash. */
  readonly files: readonly string[];
  /** The file before a restore, for as long as this one has not been opened whole. */
  readonly previous: string | null;
  /** The restored file could not be opened, so this is the one before it. */
  readonly wentBack: boolean;
  /** The workspace has been opened whole: what was kept in case it could not be is let go. */
  settle(): Promise<void>;
  /** From the next opening on, the file before the restore is the workspace again. Call it after `close`. */
  goBack(): Promise<void>;
  /** Copies the file as it is, if it still looks like a database; it is never unlinked. */
  copyAside(): void;
  /** Closes the connection and gives every file handle back, so that another tab can open them. */
  close(): void;
}

const FIRST_NAME = "atelier.sqlite";
/** Names of files that a restore made: `atelier-2.sqlite` and on; a number is never used again. */
const RESTORED = /^atelier-(\d+)\.sqlite$/;
/** The database, its log, a rollback journal while WAL is set up, and room for a restored one. */
const FREE_SLOTS = 6;

/**
 * Opens the workspace in OPFS. Call it only while holding the database lock.
 * Throws `Refusal`: `Unavailable` if this browser has or grants no OPFS (then, and only then, ephemeral mode),
 * `Busy` if another tab holds the files for 15 s, `NoWal`, `PoolFull`, `Corrupt`. Nothing is deleted in any of them (failure 6).
 * A restored file that cannot be opened gives way to the one before it (failure 29).
 */
export async function openSahpool(deps: SahpoolDeps): Promise<OpfsFile> {
  const reading = readPointer(deps.pointer);
  // Heard below; where there is no storage at all, the pool says why.
  reading.catch(() => undefined);
  const pool = await acquirePool(deps, FREE_SLOTS);
  try {
    const written = await reading;
    await makeRoom(pool, FREE_SLOTS);
    const pointer = written ?? { current: firstOf(pool), previous: null };
    try {
      return openFile(deps, pool, pointer);
    } catch (error) {
      if (pointer.previous === null) throw error;
      const before = { current: pointer.previous, previous: null };
      await writePointer(deps.pointer, before);
      return { ...openFile(deps, pool, before), wentBack: true };
    }
  } catch (error) {
    pool.pauseVfs();
    throw isDamage(error) ? corrupt() : error;
  }
}

/** Without a pointer there was no restore, or the pointer is lost: then the oldest file that there is. */
function firstOf(pool: SAHPoolUtil): string {
  const names = pool.getFileNames().map((path) => path.slice(1));
  const restored = names.filter((name) => RESTORED.test(name)).toSorted((a, b) => numberOf(a) - numberOf(b));
  return names.includes(FIRST_NAME) ? FIRST_NAME : (restored[0] ?? FIRST_NAME);
}

const numberOf = (name: string): number => Number(RESTORED.exec(name)?.[1] ?? 1);

function openFile(deps: SahpoolDeps, pool: SAHPoolUtil, pointer: Pointer): OpfsFile {
  if (pointer.previous !== null && !pool.getFileNames().includes(`/${pointer.current}`)) throw corrupt();
  const file = opfsFile(deps, pool, pointer);
  try {
    configure(file.connection);
    return file;
  } catch (error) {
    if (isDamage(error)) file.copyAside();
    file.connection.close();
    throw error;
  }
}

function opfsFile({ sqlite3, now, pointer: store }: SahpoolDeps, pool: SAHPoolUtil, { current, previous }: Pointer): OpfsFile {
  const files = databaseFiles(sqlite3, { vfs: pool.vfsName, list: () => pool.getFileNames(), unlink: (path) => pool.unlink(path) });
  const connection = files.open(current);
  const restored = () => files.names().filter((name) => RESTORED.test(name) || name === FIRST_NAME);
  return {
    connection,
    wentBack: false,
    previous,
    get files() {
      return pool.getFileNames();
    },
    async settle() {
      if (previous !== null) await writePointer(store, { current, previous: null });
      for (const name of restored()) if (name !== current) files.remove(name);
    },
    goBack: () => writePointer(store, { current: previous!, previous: null }),
    async openNew() {
      await makeRoom(pool, FREE_SLOTS);
      const name = `atelier-${Math.max(...restored().map(numberOf)) + 1}.sqlite`;
      return { name, connection: files.open(name) };
    },
    reopen: (name) => files.open(name),
    remove: (name) => files.remove(name),
    async prepareSwitch(name) {
      const file = await preparePointer(store);
      return { commit: () => file.write({ current: name, previous: current }), close: () => file.close() };
    },
    copyAside() {
      if (pool.getFileNames().some((file) => file.startsWith("/damaged-"))) return;
      const bytes = pool.exportFile(`/${current}`);
      const looksWhole =
        bytes.length >= 512 && bytes.length % 512 === 0 && new TextDecoder().decode(bytes.subarray(0, 15)) === "SQLite format 3";
      if (looksWhole) void pool.importDb(`/damaged-${now()}.sqlite`, bytes as Uint8Array<ArrayBuffer>);
    },
    close() {
      connection.close();
      pool.pauseVfs();
    },
  };
}

declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

const corrupt = () =>
  new Refusal(
    "Corrupt",
    "The workspace file on this device is damaged, so it was not opened. It was left exactly as it is, with a copy beside it; nothing was deleted. Open a backup of it, or ask for help with the file.",
  );
