import type { SAHPoolUtil, Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import { Refusal } from "../../base/result.ts";
import type { Connection } from "../connection.ts";
import { isDamage } from "../health.ts";
import { configure } from "../pragmas.ts";
import { openWasm } from "./wasm.ts";

export interface SahpoolDeps {
  readonly sqlite3: Sqlite3Static;
  /** Name of the workspace: of the virtual file system and of its folder in OPFS. */
  readonly name: string;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /** Milliseconds UTC. */
  readonly now: () => number;
}

/** The file of a workspace in OPFS, opened and configured. */
export interface OpfsFile {
  readonly connection: Connection;
  /** Names of the files in the pool, with a leading slash. */
  readonly files: readonly string[];
  /** Puts a complete database beside the workspace's own; older ones with the same beginning are dropped but the newest two. */
  keep(name: string, bytes: Uint8Array<ArrayBuffer>): void;
  /** Copies the file as it is, if it still looks like a database; it is never unlinked. */
  copyAside(): void;
  /** Closes the connection and gives every file handle back, so that another tab can open them. */
  close(): void;
}

const DATABASE = "/atelier.sqlite";
const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 500;
const PATIENCE_MS = 15_000;
/** The database, its log, a rollback journal while WAL is set up, and room for backups. */
const FREE_SLOTS = 6;

/**
 * Opens the workspace in OPFS. Call it only while holding the database lock.
 * Throws `Refusal`: `Unavailable` if this browser has or grants no OPFS (then, and only then, ephemeral mode),
 * `Busy` if another tab holds the files for 15 s, `NoWal`, `PoolFull`, `Corrupt`. Nothing is deleted in any of them (failure 6).
 */
export async function openSahpool(deps: SahpoolDeps): Promise<OpfsFile> {
  const pool = await acquire(deps);
  try {
    await makeRoom(pool);
    const file = opfsFile(deps, pool);
    try {
      configure(file.connection);
      return file;
    } catch (error) {
      if (isDamage(error)) file.copyAside();
      file.connection.close();
      throw error;
    }
  } catch (error) {
    pool.pauseVfs();
    throw isDamage(error) ? corrupt() : error;
  }
}

/** Handles that a tab is just giving back are waited for: `NoModificationAllowedError` means wait, never memory. */
async function acquire({ sqlite3, name, wait, now }: SahpoolDeps): Promise<SAHPoolUtil> {
  const start = now();
  for (let ms = FIRST_WAIT_MS; ; ms = Math.min(ms * 2, LONGEST_WAIT_MS)) {
    try {
      const options = {
        name: `${name}-vfs`,
        directory: `.${name}`,
        initialCapacity: FREE_SLOTS + 2,
        // Without these a failed start deletes every file of the pool.
        preserveOnInitFailure: true,
        forceReinitIfPreviouslyFailed: true,
      };
      const pool = await sqlite3.installOpfsSAHPoolVfs(options);
      await pool.unpauseVfs();
      return pool;
    } catch (error) {
      const failure = classify(error);
      if (failure) throw failure;
      if (now() - start >= PATIENCE_MS) throw busy();
      await wait(ms);
    }
  }
}

/** Null: somebody else still holds a handle. */
function classify(error: unknown): Error | null {
  const { name = "", message = String(error) } = error as { name?: string; message?: string };
  if (name === "NoModificationAllowedError" || name === "InvalidStateError") return null;
  if (name === "SecurityError" || name === "NotAllowedError" || message.startsWith("Missing required OPFS APIs"))
    return unavailable(message);
  return error instanceof Error ? error : new Error(message);
}

/** The pool has a fixed number of files; it grows before it is full (failure 17). */
async function makeRoom(pool: SAHPoolUtil): Promise<void> {
  const wanted = pool.getFileCount() + FREE_SLOTS;
  try {
    if (pool.getCapacity() < wanted) await pool.reserveMinimumCapacity(wanted);
  } catch {
    if (pool.getFileCount() + 2 > pool.getCapacity()) throw poolFull();
  }
}

function opfsFile({ sqlite3, now }: SahpoolDeps, pool: SAHPoolUtil): OpfsFile {
  const connection = openWasm(sqlite3, DATABASE, pool.vfsName);
  return {
    connection,
    get files() {
      return pool.getFileNames();
    },
    keep(file, bytes) {
      const older = pool
        .getFileNames()
        .filter((other) => other.startsWith("/backup-"))
        .sort(byTime);
      for (const old of older.slice(0, -2)) pool.unlink(old);
      if (pool.getFileCount() >= pool.getCapacity()) throw poolFull();
      void pool.importDb(`/${file}`, bytes);
    },
    copyAside() {
      if (pool.getFileNames().some((file) => file.startsWith("/damaged-"))) return;
      const bytes = pool.exportFile(DATABASE);
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

/** `backup-<schema>-<time>.sqlite`: by time. */
const byTime = (a: string, b: string): number => timeOf(a) - timeOf(b);
const timeOf = (file: string): number => Number(/-(\d+)\.sqlite$/.exec(file)?.[1] ?? 0);

const unavailable = (why: string) =>
  new Refusal(
    "Unavailable",
    `This browser does not let Atelier keep files on this device (${why}). Nothing you write here is kept; use another window or browser, or allow site data.`,
  );
const busy = () =>
  new Refusal(
    "Busy",
    "Another tab or window still holds the workspace. Everything saved is safe; close other Atelier tabs, then reload this one.",
  );
const poolFull = () =>
  new Refusal(
    "PoolFull",
    "There was no room to open another file on this device. Everything saved is safe; free some space on the device, then reload.",
  );
const corrupt = () =>
  new Refusal(
    "Corrupt",
    "The workspace file on this device is damaged, so it was not opened. It was left exactly as it is, with a copy beside it; nothing was deleted. Open a backup of it, or ask for help with the file.",
  );
