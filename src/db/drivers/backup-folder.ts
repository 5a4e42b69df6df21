import type { SAHPoolUtil, Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import { type BackupFolder, createQueue, type OpenFolder } from "../backup/backup-folder.ts";
import { type Checked, checkFile } from "../backup/check.ts";
import type { Piece } from "../backup/log-pages.ts";
import type { Sequence } from "../migrate.ts";
import { type DatabaseFiles, databaseFiles, memoryFiles } from "./database-files.ts";
import { acquirePool, makeRoom, type PoolDeps } from "./pool.ts";

/** A backup that is being written, with its journal, and one that is being read. */
const FREE_SLOTS = 4;

export const backupPoolName = (workspace: string): string => `${workspace}-backups`;

const filesOf = (sqlite3: Sqlite3Static, pool: SAHPoolUtil) =>
  databaseFiles(sqlite3, { vfs: pool.vfsName, list: () => pool.getFileNames(), unlink: (path) => pool.unlink(path) });

/** Somebody else who works on the files while they are given back here. */
export interface Elsewhere extends Pick<OpenFolder, "check" | "fill"> {
  /** Nothing more is asked of them. */
  dismiss(): void;
}

/** A pool of its own in OPFS. `hire` gets somebody for one piece of work. */
export function opfsBackupFolder(deps: PoolDeps, hire: () => Elsewhere): BackupFolder {
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
  const given = async <T>(work: () => Promise<T>): Promise<T> => {
    close();
    try {
      return await work();
    } finally {
      await open();
    }
  };
  return {
    use: (work) =>
      queue(async () => {
        const files = filesOf(deps.sqlite3, await open());
        const { check, fill, dismiss } = hire();
        try {
          return await work({
            ...files,
            check: (name, signal) => given(() => check(name, signal)),
            fill: fill && ((name, pieces, task) => given(() => fill(name, pieces, task))),
          });
        } finally {
          dismiss();
          close();
        }
      }),
    close,
  };
}

/** What the other side does, in a worker of its own. */
export async function checkInPool(deps: PoolDeps, name: string, sequences: readonly Sequence[]): Promise<Checked> {
  const { files, release } = await openPool(deps);
  try {
    return checkFile(files, name, sequences, deps.now());
  } finally {
    release();
  }
}

/** A file that is being written from pieces. */
export interface Filling {
  write(pieces: readonly Piece[]): void;
  /** On the device when it returns; the files are given back. */
  end(): void;
}

export async function fillInPool(deps: PoolDeps, name: string): Promise<Filling> {
  const { files, release } = await openPool(deps);
  const file = files.open(name);
  return {
    write(pieces) {
      for (const { offset, bytes } of pieces) file.raw.write(offset, bytes);
    },
    end() {
      try {
        file.raw.sync();
      } finally {
        file.close();
        release();
      }
    },
  };
}

async function openPool(deps: PoolDeps): Promise<{ readonly files: DatabaseFiles; release(): void }> {
  const pool = await acquirePool(deps, FREE_SLOTS);
  return { files: filesOf(deps.sqlite3, pool), release: () => void pool.pauseVfs() };
}

let folders = 0;

/** For ephemeral mode and tests: nothing outlives the worker. */
export function memoryBackupFolder(sqlite3: Sqlite3Static, sequences: readonly Sequence[], now: () => number): BackupFolder {
  const queue = createQueue();
  const files = memoryFiles(sqlite3, `backups-${++folders}`);
  return {
    use: (work) => queue(() => work({ ...files, fill: null, check: async (name) => checkFile(files, name, sequences, now()) })),
    close: () => undefined,
  };
}
