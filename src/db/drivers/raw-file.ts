import type { Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import { SqlError } from "../sqlite.ts";

/** The bytes of a database file below SQLite, on any of its virtual file systems: for files that are being carried. */
export interface RawFile {
  readonly size: number;
  /** At most `length` bytes; fewer at the end. */
  read(offset: number, length: number): Uint8Array<ArrayBuffer>;
  write(offset: number, bytes: Uint8Array): void;
  /** Cut off, or filled up with zeros. */
  resize(size: number): void;
  /** On the device when it returns. */
  sync(): void;
}

/** SQLite itself never hands over more at once; some of its file systems take no more than 128 kB. */
const SLICE = 65_536;
const SYNC_NORMAL = 2;

type FileMethod = (file: number, ...args: (number | bigint)[]) => number;

/** Of what SQLite keeps for one database: the file itself, or the log or journal beside it, if it is open. */
export type RawPart = "file" | "journal";

export const withScratch = <T>({ wasm }: Sqlite3Static, bytes: number, use: (at: number) => T): T => {
  const at = wasm.alloc(Math.max(bytes, 8));
  try {
    return use(at);
  } finally {
    wasm.dealloc(at);
  }
};

/** Where SQLite keeps the open file and the table of its methods (https://sqlite.org/c3ref/file.html); 0 if it is not open. */
export function openFileOf(sqlite3: Sqlite3Static, pointer: number, part: RawPart): { readonly file: number; readonly methods: number } {
  const { capi, wasm } = sqlite3;
  const what = part === "file" ? capi.SQLITE_FCNTL_FILE_POINTER : capi.SQLITE_FCNTL_JOURNAL_POINTER;
  const file = withScratch(sqlite3, 8, (out) => {
    capi.sqlite3_file_control(pointer, "main", what, out);
    return Number(wasm.peekPtr(out));
  });
  return { file, methods: file === 0 ? 0 : Number(new capi.sqlite3_file(file).$pMethods) };
}

/** `pointer`: of an open connection that has run no statement on the file yet, or will not while the file is written. */
export function rawFileOf(sqlite3: Sqlite3Static, pointer: number, part: RawPart): RawFile | null {
  const { capi, wasm } = sqlite3;
  const scratch = <T>(bytes: number, use: (at: number) => T): T => withScratch(sqlite3, bytes, use);
  const { file, methods: table } = openFileOf(sqlite3, pointer, part);
  if (table === 0) return null;
  const methods = new capi.sqlite3_io_methods(table) as unknown as Record<string, number>;
  const method = (name: string): FileMethod => wasm.functionEntry(methods[`$${name}`]! as never) as FileMethod;
  const [xRead, xWrite, xTruncate] = [method("xRead"), method("xWrite"), method("xTruncate")];
  const [xSync, xFileSize] = [method("xSync"), method("xFileSize")];
  const check = (code: number, what: string) => {
    if (code !== 0) throw new SqlError(`${what} failed with code ${code}`, code & 0xff, what);
  };
  const size = () =>
    scratch(8, (out) => {
      check(xFileSize(file, out), "xFileSize");
      return Number(wasm.peek64(out));
    });
  return {
    get size() {
      return size();
    },
    read(offset, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size() - offset)));
      scratch(SLICE, (into) => {
        for (let at = 0; at < bytes.length; at += SLICE) {
          const wanted = Math.min(SLICE, bytes.length - at);
          check(xRead(file, into, wanted, BigInt(offset + at)), "xRead");
          bytes.set(wasm.heap8u().subarray(into, into + wanted), at);
        }
      });
      return bytes;
    },
    write(offset, bytes) {
      scratch(SLICE, (from) => {
        for (let at = 0; at < bytes.length; at += SLICE) {
          const slice = bytes.subarray(at, at + SLICE);
          wasm.heap8u().set(slice, from);
          check(xWrite(file, from, slice.length, BigInt(offset + at)), "xWrite");
        }
      });
    },
    resize: (bytes) => check(xTruncate(file, BigInt(bytes)), "xTruncate"),
    sync: () => check(xSync(file, SYNC_NORMAL), "xSync"),
  };
}
