import { Refusal } from "../base/result.ts";
import type { Connection } from "./connection.ts";

/**
 * Settings of a connection to a file, in this order: the exclusive lock has to be there before WAL, which then needs
 * no shared memory; FULL flushes every commit. Not set: `mmap_size`, busy timeouts, reader pools; the browser's file
 * system has none of what they need (F13).
 */
export const PRAGMAS = {
  exclusive: "PRAGMA locking_mode = EXCLUSIVE",
  // Bytes of a page are fixed when the file is made; an import of 10,000 notes took as long with 8 and 16 KiB.
  pageSize: "PRAGMA page_size = 4096",
  wal: "PRAGMA journal_mode = WAL",
  full: "PRAGMA synchronous = FULL",
  foreignKeys: "PRAGMA foreign_keys = ON",
  trustedSchema: "PRAGMA trusted_schema = OFF",
  tempStore: "PRAGMA temp_store = MEMORY",
  // 64 MiB, filled as pages are read: with 32 the edges and names of 100,000 nodes pushed each other out.
  cache: "PRAGMA cache_size = -65536",
  // Written back by every commit that leaves more than SQLite's own 1,000 pages in it, and in pauses (DB15): a longer
  // log made no write quicker, but every takeover after a crash slower. It does not keep more than this on the device.
  logSize: "PRAGMA journal_size_limit = 4194304",
} as const;

/** Throws `Refusal('NoWal')` if the file system does not grant a write-ahead log (failure 18). */
export function configure(db: Connection): void {
  for (const [name, pragma] of Object.entries(PRAGMAS)) {
    const answer = db.value(pragma);
    if (name === "wal" && answer !== "wal") throw noWal(String(answer));
  }
  // The log is opened by the first statement that reads.
  db.value("PRAGMA schema_version");
  db.coalesceWrites();
}

const noWal = (answer: string) =>
  new Refusal(
    "NoWal",
    `This browser's storage did not grant the safe way of writing that Atelier needs (it answered “${answer}”). Nothing was changed; close other programs that use this browser profile and reload.`,
  );
