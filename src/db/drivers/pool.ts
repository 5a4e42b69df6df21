import type { SAHPoolUtil, Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import { Refusal } from "../../base/result.ts";

export interface PoolDeps {
  readonly sqlite3: Sqlite3Static;
  /** Of the virtual file system (`<name>-vfs`) and of its folder in OPFS (`.<name>`). */
  readonly name: string;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /** Milliseconds UTC. */
  readonly now: () => number;
}

const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 500;
const PATIENCE_MS = 15_000;

/** Opens every file of a pool. Handles that a tab is just giving back are waited for: `NoModificationAllowedError` means wait, never memory. */
export async function acquirePool({ sqlite3, name, wait, now }: PoolDeps, freeSlots: number): Promise<SAHPoolUtil> {
  const start = now();
  for (let ms = FIRST_WAIT_MS; ; ms = Math.min(ms * 2, LONGEST_WAIT_MS)) {
    try {
      const options = {
        name: `${name}-vfs`,
        directory: `.${name}`,
        initialCapacity: freeSlots + 2,
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

/** The pool has a fixed number of files; it grows before it is full (failure 17). Two are the least for a database and its log. */
export async function makeRoom(pool: SAHPoolUtil, freeSlots: number): Promise<void> {
  const wanted = pool.getFileCount() + freeSlots;
  try {
    if (pool.getCapacity() < wanted) await pool.reserveMinimumCapacity(wanted);
  } catch {
    if (pool.getFileCount() + 2 > pool.getCapacity()) throw poolFull();
  }
}

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
