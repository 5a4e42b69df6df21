import type { Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import { overlayMethods } from "./file-methods.ts";
import type { RawPart } from "./raw-file.ts";

/** 31 pages. SQLite's own file system in memory takes no more than 128 kB at once. */
const MOST_BYTES = 31 * 4096;

/**
 * From now on, writes to the open file that follow one another go to the device as one: a page of the log is two
 * writes for SQLite, and each is a call into the browser of 0.03 to 0.08 ms (DB16). They go at the latest before the
 * file is made durable, measured, cut off, closed, or read where they are. What fails then is answered to the call
 * that asked for it: until a sync SQLite counts on no write, and takes the transaction back
 * (https://sqlite.org/atomiccommit.html, section 2).
 */
export function coalesceWrites(sqlite3: Sqlite3Static, pointer: number, part: RawPart): void {
  const { wasm } = sqlite3;
  const buffer = wasm.alloc(MOST_BYTES);
  let start = 0;
  let held = 0;
  overlayMethods(sqlite3, pointer, part, (own, file) => {
    /** What could not be written is dropped: it belongs to a transaction or a checkpoint that is being told so. */
    const flush = (): number => {
      const length = held;
      held = 0;
      return length === 0 ? 0 : own.xWrite(file, buffer, length, BigInt(start));
    };
    return {
      xWrite(_, from, length, offset) {
        const [bytes, at] = [Number(length), Number(offset)];
        const code = held > 0 && (at !== start + held || held + bytes > MOST_BYTES) ? flush() : 0;
        if (code !== 0) return code;
        if (bytes > MOST_BYTES) return own.xWrite(file, from!, length!, offset!);
        if (held === 0) start = at;
        wasm.heap8u().copyWithin(buffer + held, Number(from), Number(from) + bytes);
        held += bytes;
        return 0;
      },
      xRead: (_, into, length, offset) =>
        (held > 0 && Number(offset) + Number(length) > start ? flush() : 0) || own.xRead(file, into!, length!, offset!),
      xTruncate: (_, bytes) => flush() || own.xTruncate(file, bytes!),
      xSync: (_, flags) => flush() || own.xSync(file, flags!),
      xFileSize: (_, out) => flush() || own.xFileSize(file, out!),
      xClose() {
        const code = flush();
        wasm.dealloc(buffer);
        return own.xClose(file) || code;
      },
    };
  });
}
