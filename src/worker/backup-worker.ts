import type { Failure } from "../base/result.ts";
import type { Checked } from "../db/backup/check.ts";
import type { Piece } from "../db/backup/log-pages.ts";
import { checkInPool, type Filling, fillInPool } from "../db/drivers/backup-folder.ts";
import type { PoolDeps } from "../db/drivers/pool.ts";
import type { Sequence } from "../db/migrate.ts";
import { SqlError } from "../db/sqlite.ts";
import { Refusal } from "../base/result.ts";

/** A worker whose name ends with this, of the same script, writes backups and reads them whole (BR3): nobody waits for it. */
const BACKUPS = "/backups";

export const backupWorkerName = (workspace: string): string => workspace + BACKUPS;

/** What a worker is for: its name is that of the workspace (SU14). */
export function readName(name: string): { readonly workspace: string; readonly isForBackups: boolean } {
  const isForBackups = name.endsWith(BACKUPS);
  return { workspace: isForBackups ? name.slice(0, -BACKUPS.length) : name, isForBackups };
}

/** What was answered, or why not; an error that crosses to another worker keeps no more than its words. */
export type Answer<T> = { readonly value: T } | { readonly refused: Failure } | { readonly sql: { message: string; code: number } };

export interface BackupWorker {
  check(name: string): Promise<Answer<Checked>>;
  begin(name: string): Promise<Answer<void>>;
  write(pieces: readonly Piece[]): Promise<Answer<void>>;
  /** What was written is on the device, and the files are given back. */
  end(): Promise<Answer<void>>;
}

export function createBackupWorker(deps: () => Promise<PoolDeps>, sequences: readonly Sequence[]): BackupWorker {
  let filling: Filling | null = null;
  return {
    check: (name) => answered(async () => checkInPool(await deps(), name, sequences)),
    begin: (name) => answered(async () => void (filling = await fillInPool(await deps(), name))),
    write: (pieces) => answered(async () => filling!.write(pieces)),
    end: () => answered(async () => filling!.end()),
  };
}

async function answered<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.failure };
    if (error instanceof SqlError) return { sql: { message: error.message, code: error.code } };
    throw error;
  }
}
