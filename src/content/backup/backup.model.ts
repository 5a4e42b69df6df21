import * as v from "valibot";
import type { BlobLike } from "../../base/blob.ts";
import { model, newId, spec } from "../contract.model.ts";

export type BackupKind = "manual" | "daily" | "migration" | "restore";

export interface BackupInfo {
  name: string;
  /** Milliseconds UTC. */
  at: number;
  size: number;
  kind: BackupKind;
  app_version: string;
  schema_version: number;
  /** It was read whole after it was written and is in order. */
  verified: boolean;
  /** It cannot be read any more. */
  damaged: boolean;
}

export interface BackupCounts {
  /** Living nodes by content type. */
  nodes: Readonly<Record<string, number>>;
  trashed: number;
  edges: number;
  tags: number;
  attachments: number;
  versions: number;
}

/** What a restore would bring, beside what there is now. */
export interface BackupInspection {
  /** Why it cannot be restored; null if it can. */
  problem: { readonly type: string; readonly message: string } | null;
  /** When it was made; null if it does not say. */
  at: number | null;
  size: number;
  schema_version: number;
  /** Migrations that follow the restore. */
  pending: number;
  counts: BackupCounts;
  now: BackupCounts;
}

const isBytes = (x: unknown): x is BlobLike | Uint8Array =>
  x instanceof Uint8Array || (typeof x === "object" && x !== null && typeof (x as BlobLike).slice === "function" && "size" in x);
const bytes = v.custom<BlobLike | Uint8Array>(isBytes, "A file or bytes are needed.");
const passphrase = v.optional(v.pipe(v.string(), v.maxLength(1000)));
const name = v.pipe(v.string(), v.maxLength(100));
/** One of the two. */
const source = { name: v.optional(name), bytes: v.optional(bytes), passphrase };

export const backup = model({
  name: "backup",
  doc: "Copies of the whole workspace, and the way back. The format of encrypted ones: docs/backup-format.md.",
  commands: {},
  queries: {
    "backup.last": spec("When the last backup of this workspace was made.", {}).answers<{ at: number | null }>("`{at}`, or null"),
  },
  tasks: {
    "backup.create": spec(
      "The whole workspace as one file to take away: SQLite, complete whatever is still in the write-ahead log, or a zip of Markdown. With a passphrase it is encrypted.",
      { format: v.optional(v.picklist(["sqlite", "zip"]), "sqlite"), passphrase },
    ).answers<{ name: string; blob: BlobLike }>("`{name, blob}`"),
    "backup.keep": spec("Makes a backup that stays on this device, and reads it whole.", {}).answers<BackupInfo>(
      "the backup, as in the list",
    ),
    "backup.automatic": spec(
      "What is due without being asked for: one backup a day if something has changed, and the check of those that were not read whole yet. The app calls it now and then.",
      {},
    ).answers<BackupInfo | null>("the backup, or null if none was due"),
    "backup.list": spec("The backups on this device, newest first.", {}).answers<BackupInfo[]>(
      "`{name, at, size, kind, app_version, schema_version, verified, damaged}` each",
    ),
    "backup.get": spec("A kept backup as a file to take away. With a passphrase it is encrypted.", { name, passphrase }).answers<{
      name: string;
      blob: BlobLike;
    }>("`{name, blob}`"),
    "backup.delete": spec("Deletes a kept backup for ever.", { name }).answers<{ name: string }>("`{name}`"),
    "backup.verify": spec("Reads a kept backup whole and marks it as verified if it is in order.", { name }).answers<{
      problem: BackupInspection["problem"];
      counts: BackupCounts;
    }>("`{problem, counts}`: `problem` is null if it is in order"),
    "backup.inspect": spec(
      "What a restore would bring, of a kept backup or of a file, beside what there is now. Changes nothing.",
      source,
    ).answers<BackupInspection>("`{problem, at, size, schema_version, pending, counts, now}`"),
    "backup.restore": spec(
      "Puts a backup in the place of the workspace, after a copy of the present one is kept. Everything is read anew then; an id makes a repeated call harmless.",
      { ...source, id: newId },
    ).answers<{ safety: string | null }>("`{safety}`: the name of the copy of what was there before"),
    "backup.decrypt": spec("Opens an encrypted file, whatever it holds.", { bytes, passphrase: v.string() }).answers<{
      name: string;
      blob: BlobLike;
      format: "sqlite" | "zip";
    }>("`{name, blob, format}`"),
  },
});
