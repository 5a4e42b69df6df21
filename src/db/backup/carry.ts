import { sameBytes } from "../../base/bytes.ts";
import { Refusal } from "../../base/result.ts";
import type { Connection, PageCopy } from "../connection.ts";
import type { RawFile } from "../drivers/raw-file.ts";
import type { OpenFolder } from "./backup-folder.ts";
import type { FileCopy } from "./file-copy.ts";
import { inSteps, type Precise, type Work } from "./work.ts";

export const CHUNK = 1 << 20;
const COPYING = "Copying the workspace";
/** So many pages are handed to the device at a time: a flush of all of them at the end would stop everybody. */
const FLUSH_PAGES = 2048;
const PAGES = { first: 256, most: 2048 } as const;

/** What is backed up: the engine, which knows what must be committed before pages are read. */
export interface CopySource {
  copyTo(target: Connection): PageCopy;
  /** Null where there is no log beside the file, as in memory. */
  copyFile(): FileCopy | null;
}

/** A copy that is there but for its last step. */
export interface NearlyCopied {
  readonly target: Connection;
  /** In the same turn as what must not miss a write. */
  finish(): void;
  /** In any case, and after `finish`. */
  end(): void;
}

/**
 * Copies a living database into a new file, in steps between which it is read and written; what is written meanwhile
 * is in the copy (BR1). All but the last step. Whoever reads backups whole elsewhere writes them there, too: nobody waits
 * for the device then. What is left of a copy that failed is for the caller to remove.
 */
export async function copyButLast(
  source: CopySource,
  files: OpenFolder,
  name: string,
  work: Work,
  precise: Precise,
): Promise<NearlyCopied> {
  const copy = files.fill && source.copyFile();
  if (!copy) return copyPages(source, files.open(name), work, precise);
  try {
    const far = () => work.progress({ phase: COPYING, done: copy.done, total: copy.total });
    await files.fill!(name, copy.pieces(), { ...work, progress: far });
    const target = files.open(name);
    return { target, finish: () => copy.finish(target.raw), end: () => copy.end() };
  } catch (error) {
    copy.end();
    throw error;
  }
}

/** By SQLite's own pages, where there is no file or nobody else to write it. */
async function copyPages(source: CopySource, target: Connection, work: Work, precise: Precise): Promise<NearlyCopied> {
  try {
    // A few pages in the cache: the others are written as they come, not all at the end.
    target.script("PRAGMA cache_size = 64; PRAGMA locking_mode = EXCLUSIVE;");
    const copy = source.copyTo(target);
    try {
      let unflushed = 0;
      const step = (size: number) => {
        // The first step tells how many there are.
        const wanted = copy.total === 0 ? 1 : Math.min(size, copy.left - 1);
        if (copy.total > 0 && wanted <= 0) return true;
        copy.step(wanted);
        unflushed += wanted;
        if (unflushed >= FLUSH_PAGES) {
          target.raw.sync();
          unflushed = 0;
        }
        return copy.left <= 1;
      };
      await inSteps(work, precise, COPYING, PAGES, step, () => ({ done: copy.total - copy.left, total: copy.total }));
      target.raw.sync();
      return { target, finish: () => void copy.step(-1), end: () => copy.end() };
    } catch (error) {
      copy.end();
      throw error;
    }
  } catch (error) {
    target.close();
    throw error;
  }
}

/** Copies the bytes of a closed database into a new file and reads them back: what was checked there is what is here. */
export async function carryFile(from: RawFile, to: RawFile, work: Work, precise: Precise): Promise<void> {
  const { size } = from;
  let done = 0;
  const step = (chunks: number) => {
    const bytes = from.read(done, (chunks * CHUNK) / 4);
    to.write(done, bytes);
    to.sync();
    if (!sameBytes(bytes, to.read(done, bytes.length))) throw notWritten();
    done += bytes.length;
    return done >= size;
  };
  await inSteps(work, precise, "Writing the workspace", { first: 2, most: 8 }, step, () => ({ done, total: size }));
}

/** Hands the bytes of a closed database out piece by piece. */
export async function* piecesOf(file: RawFile, work: Work): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { size } = file;
  for (let offset = 0; offset < size; offset += CHUNK) {
    yield file.read(offset, CHUNK);
    work.progress({ phase: "Handing it over", done: offset, total: size });
    await work.pause();
  }
}

const notWritten = () =>
  new Refusal(
    "NotWritten",
    "This device did not keep what was written on it, so the restore was given up. Your workspace was not touched; look after the disk, then try again.",
  );
