import type { BlobLike } from "../../base/blob.ts";
import { Refusal } from "../../base/result.ts";
import type { OpenFolder } from "./backup-folder.ts";
import { existing, PASSING, sizeOf, tidy } from "./kept-backups.ts";
import { type SealDeps, unseal } from "./seal.ts";
import { isSealed } from "../../base/sealed-file.ts";
import type { Work } from "./work.ts";

/** A backup in the folder by its name, or a file from elsewhere, encrypted or not. */
export type BackupSource = { readonly name: string } | { readonly file: BlobLike; readonly passphrase?: string | undefined };

interface IncomingDeps extends SealDeps {
  /** Throws `Refusal` where there is not enough for so many bytes. */
  ensureRoom(bytes: number): Promise<void>;
}

/** A file of the folder that holds the backup as plain SQLite; `PASSING` if it comes from elsewhere. */
export async function bringIn(
  deps: IncomingDeps,
  files: OpenFolder,
  source: BackupSource,
  work: Work,
): Promise<{ name: string; size: number }> {
  tidy(files);
  if ("name" in source) {
    const name = existing(files, source.name);
    return { name, size: sizeOf(files, name) };
  }
  await deps.ensureRoom(source.file.size);
  const pieces = await openFile(deps, source.file, source.passphrase);
  const target = files.open(PASSING);
  try {
    const { raw } = target;
    let size = 0;
    for await (const piece of pieces) {
      raw.write(size, piece);
      size += piece.length;
      work.progress({ phase: "Reading the file", done: size, total: source.file.size });
      await work.pause();
    }
    // Whatever its log was, it is not here; the file is read as it stands.
    if (size > 20) raw.write(18, new Uint8Array([1, 1]));
    raw.sync();
    return { name: PASSING, size };
  } finally {
    target.close();
  }
}

async function openFile(
  deps: IncomingDeps,
  file: BlobLike,
  passphrase: string | undefined,
): Promise<AsyncIterable<Uint8Array<ArrayBuffer>>> {
  const start = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  if (!isSealed(start)) {
    if (!isSqlite(start)) throw notABackup();
    return slices(file);
  }
  if (!passphrase) throw new Refusal("NeedsPassphrase", "This backup is encrypted. Enter its passphrase.");
  const { content, pieces } = await unseal(deps, file, passphrase);
  if (content !== "sqlite")
    throw new Refusal(
      "IsExport",
      "This file is an encrypted export, not a backup. Bring it in with Import… under Your data; nothing was changed.",
    );
  return pieces;
}

const isSqlite = (start: Uint8Array): boolean => "SQLite format 3\0".split("").every((letter, i) => start[i] === letter.charCodeAt(0));

export async function* slices(file: BlobLike): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const size = 1 << 20;
  for (let from = 0; from < file.size; from += size) yield new Uint8Array(await file.slice(from, from + size).arrayBuffer());
}

const notABackup = () =>
  new Refusal(
    "NotABackup",
    "This file is not a workspace of Atelier, so there is nothing to restore from it. Your workspace was not touched.",
  );
