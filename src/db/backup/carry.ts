import { sameBytes } from "../../base/bytes.ts";
import { Refusal } from "../../base/result.ts";
import type { Connection, PageCopy } from "../connection.ts";
import type { RawFile } from "../drivers/raw-file.ts";
import { inSteps, type Precise, type Work } from "./work.ts";

export const CHUNK = 1 << 20;
/** So many pages are handed to the device at a time: a flush of all of them at the end would stop everybody. */
const FLUSH_PAGES = 2048;
const PAGES = { first: 256, most: 2048 } as const;

/** What is backed up: the engine, which knows what must be committed before pages are read. */
export interface CopySource {
  copyTo(target: Connection): PageCopy;
}

/**
 * Copies a living database into an empty file, in steps between which it is read and written; what is written meanwhile
 * is in the copy (BR1). All but the last step: the caller ends it, in the same turn as what must not miss a write.
 */
export async function copyButLast(source: CopySource, target: Connection, work: Work, precise: Precise): Promise<PageCopy> {
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
    await inSteps(work, precise, "Copying the workspace", PAGES, step, () => ({ done: copy.total - copy.left, total: copy.total }));
    target.raw.sync();
    return copy;
  } catch (error) {
    copy.end();
    throw error;
  }
}

/** Copies the bytes of a closed database into a new file and reads them back: what was checked there is what is here. */
export async function carryFile(from: RawFile, to: RawFile, work: Work, precise: Precise): Promise<void> {
  const { size } = from;
  const walk = async (phase: string, each: (offset: number, bytes: Uint8Array) => void) => {
    let done = 0;
    const step = (chunks: number) => {
      const bytes = from.read(done, (chunks * CHUNK) / 4);
      each(done, bytes);
      done += bytes.length;
      return done >= size;
    };
    await inSteps(work, precise, phase, { first: 4, most: 16 }, step, () => ({ done, total: size }));
  };
  await walk("Writing the workspace", (offset, bytes) => {
    to.write(offset, bytes);
    to.sync();
  });
  await walk("Reading it back", (offset, bytes) => {
    const copied = to.read(offset, bytes.length);
    if (!sameBytes(bytes, copied)) throw notWritten();
  });
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
