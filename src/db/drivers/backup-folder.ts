import type { SAHPoolUtil, Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import { type BackupFolder, createQueue, type OpenFolder } from "../backup/backup-folder.ts";
import { type Checked, checkFile } from "../backup/check.ts";
import type { Sequence } from "../migrate.ts";
import { databaseFiles, memoryFiles } from "./database-files.ts";
import { acquirePool, makeRoom, type PoolDeps } from "./pool.ts";

/** A backup that is being written, with its journal, and one that is being read. */
const FREE_SLOTS = 4;

export const backupPoolName = (workspace: string): string => `${workspace}-backups`;

const filesOf = (sqlite3: Sqlite3Static, pool: SAHPoolUtil) =>
  databaseFiles(sqlite3, { vfs: pool.vfsName, list: () => pool.getFileNames(), unlink: (path) => pool.unlink(path) });

/** A pool of its own in OPFS. Checks are made elsewhere (`check`), with the files given back meanwhile. */
export function opfsBackupFolder(deps: PoolDeps, check: OpenFolder["check"]): BackupFolder {
  const queue = createQueue();
  let pool: SAHPoolUtil | null = null;
  const open = async () => {
    pool = await acquirePool(deps, FREE_SLOTS);
    await makeRoom(pool, FREE_SLOTS);
    return pool;
  };
  const close = () => {
    pool?.pauseVfs();
    pool = null;
  };
  return {
    use: (work) =>
      queue(async () => {
        const files = filesOf(deps.sqlite3, await open());
        try {
          return await work({
            ...files,
            async check(name, signal) {
              close();
              try {
                return await check(name, signal);
              } finally {
                await open();
              }
            },
          });
        } finally {
          close();
        }
      }),
    close,
  };
}

/** What the other side of `check` does, in a worker of its own. */
export async function checkInPool(deps: PoolDeps, name: string, sequences: readonly Sequence[]): Promise<Checked> {
  const pool = await acquirePool(deps, FREE_SLOTS);
  try {
    return checkFile(filesOf(deps.sqlite3, pool), name, sequences, deps.now());
  } finally {
    pool.pauseVfs();
  }
}

let folders = 0;

/** For ephemeral mode and tests: nothing outlives the worker. */
export function memoryBackupFolder(sqlite3: Sqlite3Static, sequences: readonly Sequence[], now: () => number): BackupFolder {
  const queue = createQueue();
  const files = memoryFiles(sqlite3, `backups-${++folders}`);
  return {
    use: (work) => queue(() => work({ ...files, check: async (name) => checkFile(files, name, sequences, now()) })),
    close: () => undefined,
  };
}
