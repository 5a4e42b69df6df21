import { readUint32 } from "../../base/bytes.ts";
import type { RawFile } from "../drivers/raw-file.ts";

/** Bytes, and where in a database file they belong. */
export interface Piece {
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What was committed: pages as they are after it, and how many the database then has; null: as before. */
export interface Committed {
  readonly pages: readonly Piece[];
  readonly pageCount: number | null;
}

/** https://sqlite.org/fileformat2.html#the_write_ahead_log */
const HEAD = 32;
const FRAME_HEAD = 24;
/** The last bit says how the sums read their words: least significant byte first, or last. */
const MAGIC = 0x377f0682;
const NONE: Committed = { pages: [], pageCount: null };

interface Place {
  /** Of the log's beginning: another one when it was begun anew. */
  readonly salt: string;
  readonly offset: number;
  readonly sums: Sums;
}
type Sums = readonly [number, number];

/**
 * Reads SQLite's write-ahead log from below, commit by commit, while its own connection writes on. Each frame carries
 * the sum of all before it, so that what was rolled back, cut off or left from an earlier log is never taken for written.
 */
export class LogPages {
  private place: Place | null = null;

  /** What was committed since the last call. */
  next(log: RawFile | null): Committed {
    const head = log && log.size > HEAD ? log.read(0, HEAD) : null;
    if (!log || !head || (readUint32(head, 0) & ~1) >>> 0 !== MAGIC) return NONE;
    const salt = head.subarray(16, 24).join(" ");
    const isLittle = (readUint32(head, 0) & 1) === 0;
    if (this.place?.salt !== salt) this.place = { salt, offset: HEAD, sums: summed(head.subarray(0, 24), [0, 0], isLittle) };
    const bytes = log.read(this.place.offset, log.size - this.place.offset);
    return this.take(bytes, { salt: head.subarray(16, 24), pageSize: readUint32(head, 8), isLittle });
  }

  private take(
    bytes: Uint8Array<ArrayBuffer>,
    { salt, pageSize, isLittle }: { salt: Uint8Array; pageSize: number; isLittle: boolean },
  ): Committed {
    const begun = this.place!;
    let { sums } = begun;
    let pageCount: number | null = null;
    const open = new Map<number, Piece>();
    const pages = new Map<number, Piece>();
    for (let at = 0; at + FRAME_HEAD + pageSize <= bytes.length;) {
      const frame = bytes.subarray(at, at + FRAME_HEAD);
      const page = bytes.subarray(at + FRAME_HEAD, at + FRAME_HEAD + pageSize);
      if (!salt.every((byte, i) => byte === frame[8 + i])) break;
      sums = summed(page, summed(frame.subarray(0, 8), sums, isLittle), isLittle);
      if (readUint32(frame, 16) !== sums[0] || readUint32(frame, 20) !== sums[1]) break;
      open.set(readUint32(frame, 0), { offset: (readUint32(frame, 0) - 1) * pageSize, bytes: page });
      at += FRAME_HEAD + pageSize;
      const size = readUint32(frame, 4);
      if (size === 0) continue;
      pageCount = size;
      for (const [number, piece] of open) pages.set(number, piece);
      open.clear();
      this.place = { salt: begun.salt, offset: begun.offset + at, sums };
    }
    return { pages: [...pages.values()].toSorted((a, b) => a.offset - b.offset), pageCount };
  }
}

function summed(bytes: Uint8Array, [first, second]: Sums, isLittle: boolean): Sums {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let [a, b] = [first, second];
  for (let at = 0; at < bytes.length; at += 8) {
    a = (a + words.getUint32(at, isLittle) + b) >>> 0;
    b = (b + words.getUint32(at + 4, isLittle) + a) >>> 0;
  }
  return [a, b];
}
