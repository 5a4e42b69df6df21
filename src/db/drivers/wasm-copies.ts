import type { Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import type { Connection } from "../connection.ts";
import { SqlError } from "../sqlite.ts";
import type { RawFile } from "./raw-file.ts";
import { connectionOf, openFile } from "./wasm.ts";

/** Bytes that are read at a time. */
const PIECE = 1 << 20;

/** All of a file in memory, where reading it whole needs no device any more; null if there is not enough of it. */
export function openWasmInMemory(sqlite3: Sqlite3Static, file: RawFile): Connection | null {
  const { capi, wasm } = sqlite3;
  const { size } = file;
  const at = Number(capi.sqlite3_malloc64(BigInt(size)));
  if (at === 0) return null;
  for (let done = 0; done < size; done += PIECE) {
    const bytes = file.read(done, PIECE);
    // Asked for anew: reading may have moved the heap.
    wasm.heap8u().set(bytes, at + done);
  }
  const pointer = openFile(sqlite3, ":memory:");
  const code = capi.sqlite3_deserialize(
    pointer,
    "main",
    at as never,
    size,
    size,
    capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_READONLY,
  );
  if (code !== 0) {
    capi.sqlite3_close_v2(pointer);
    throw new SqlError("cannot open it in memory", code & 0xff, "deserialize");
  }
  return connectionOf(sqlite3, pointer);
}

/** What a file that somebody else made may do at most: a text of 32 MB, a statement of so many million steps. */
const LONGEST_TEXT = 32 * 1024 ** 2;
const STEPS = 1_000_000;
const MOST_STEPS = 500;

/** A copy of a database file in memory, for reading only, whose schema is not trusted with anything (IF7). */
export function openWasmCopy(sqlite3: Sqlite3Static, bytes: Uint8Array): Connection {
  const { capi, wasm } = sqlite3;
  const pointer = openFile(sqlite3, ":memory:");
  try {
    for (const [option, value] of [
      [capi.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0],
      [capi.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0],
      [capi.SQLITE_DBCONFIG_ENABLE_VIEW, 0],
      [capi.SQLITE_DBCONFIG_DEFENSIVE, 1],
    ] as const)
      capi.sqlite3_db_config(pointer, option, value, 0 as never);
    capi.sqlite3_limit(pointer, capi.SQLITE_LIMIT_LENGTH, LONGEST_TEXT);
    let steps = 0;
    capi.sqlite3_progress_handler(pointer, STEPS, () => Number(++steps > MOST_STEPS), 0 as never);
    const copy = wasm.allocFromTypedArray(bytes);
    // It may be in the mode of a write-ahead log, which a copy has not: what was in the log is not in the file.
    wasm.heap8u().fill(1, Number(copy) + 18, Number(copy) + 20);
    const code = capi.sqlite3_deserialize(
      pointer,
      "main",
      copy,
      bytes.length,
      bytes.length,
      capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_READONLY,
    );
    if (code !== 0) throw new SqlError("cannot open the copy", code & 0xff, "deserialize");
    return connectionOf(sqlite3, pointer);
  } catch (error) {
    capi.sqlite3_close_v2(pointer);
    throw error;
  }
}
