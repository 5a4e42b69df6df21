import type { DatabaseFiles } from "../drivers/database-files.ts";
import type { Checked } from "./check.ts";
import type { Piece } from "./log-pages.ts";
import type { Work } from "./work.ts";

/** The files of the folder, for as long as it is open. */
export interface OpenFolder extends DatabaseFiles {
  /** Reads a file whole, where nobody waits for it; the file must be closed. */
  check(name: string, signal: { readonly aborted: boolean }): Promise<Checked>;
  /** Writes a new file there, on the device when it resolves; each pieces are asked for when they are written. Null: only here. */
  readonly fill: ((name: string, pieces: Iterable<readonly Piece[]>, work: Work) => Promise<void>) | null;
}

/** Where backups are kept, beside the workspace. Open only while it is used: its files cost a start nothing. */
export interface BackupFolder {
  /** One user at a time; others wait. Throws `Refusal` if the files cannot be opened. */
  use<T>(work: (files: OpenFolder) => Promise<T>): Promise<T>;
  /** Gives the files back at once; what uses them has ended. */
  close(): void;
}

/** Runs one piece of work after the other. */
export function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
