import type { Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import type { RowChange } from "../connection.ts";
import type { SqlValue } from "../sqlite.ts";
import type { WasmHeap } from "./wasm-heap.ts";

const OPS = { 18: "insert", 23: "update", 9: "delete" } as const;

/**
 * The preupdate hook. Unlike the update hook it sees REPLACE, WITHOUT ROWID tables and DELETE of a whole table
 * (failure 15). One `RowChange` is reused for all calls.
 */
export function createRowHook(sqlite3: Sqlite3Static, heap: WasmHeap, db: number) {
  const { wasm } = sqlite3;
  const { c } = heap;
  let listener: ((change: RowChange) => void) | null = null;
  let thrown: { readonly error: unknown } | null = null;

  const fetch = (get: (db: number, column: number, out: number) => number, column: number): number =>
    heap.withPointers((out) => {
      const code = get(db, column, out);
      if (code !== 0) throw new Error(`SQLite does not tell the value of column ${column} (code ${code}).`);
      return heap.peek(out);
    });
  const old = (column: number) => fetch(c.sqlite3_preupdate_old! as never, column);
  const fresh = (column: number) => fetch(c.sqlite3_preupdate_new! as never, column);

  const decode = (value: number): SqlValue => {
    switch (c.sqlite3_value_type!(value)) {
      case 1: {
        const number = c.sqlite3_value_double!(value);
        return Number.isSafeInteger(number) ? number : c.sqlite3_value_int64(value);
      }
      case 2:
        return c.sqlite3_value_double!(value);
      case 3: {
        const text = c.sqlite3_value_text!(value);
        return heap.readText(text, c.sqlite3_value_bytes!(value));
      }
      case 4: {
        const blob = c.sqlite3_value_blob!(value);
        return heap.readBytes(blob, c.sqlite3_value_bytes!(value));
      }
      default:
        return null;
    }
  };
  const same = (a: number, b: number): boolean => {
    const type = c.sqlite3_value_type!(a);
    if (type !== c.sqlite3_value_type!(b)) return false;
    if (type === 5) return true;
    if (type === 1) return c.sqlite3_value_int64(a) === c.sqlite3_value_int64(b);
    if (type === 2) return c.sqlite3_value_double!(a) === c.sqlite3_value_double!(b);
    const [one, other] = [c.sqlite3_value_blob!(a), c.sqlite3_value_blob!(b)];
    const bytes = c.sqlite3_value_bytes!(a);
    return bytes === c.sqlite3_value_bytes!(b) && heap.sameBytes(one, other, bytes);
  };

  /** Table names by where they stand in memory: a look at the bytes tells whether the one that was read last is still there. */
  const names = new Map<number, string>();
  const nameAt = (at: number): string => {
    const known = names.get(at);
    if (known !== undefined && heap.isText(at, known)) return known;
    const name = heap.readCString(at);
    names.set(at, name);
    return name;
  };

  const change = {
    table: "",
    op: "insert" as RowChange["op"],
    oldRowid: 0n,
    newRowid: 0n,
    before: (column: number) => decode(old(column)),
    after: (column: number) => decode(fresh(column)),
    same: (column: number) => same(old(column), fresh(column)),
  };
  const callback = (
    _context: number,
    _db: number,
    op: 18 | 23 | 9,
    _schema: number,
    table: number,
    oldRowid: bigint,
    newRowid: bigint,
  ): void => {
    if (!listener || thrown) return;
    change.table = nameAt(table);
    change.op = OPS[op];
    change.oldRowid = oldRowid;
    change.newRowid = newRowid;
    // An exception must not pass through SQLite's own frames; the statement rethrows it.
    try {
      listener(change);
    } catch (error) {
      thrown = { error };
    }
  };
  const pointer = wasm.installFunction("v(ppippjj)", callback as never);
  c.sqlite3_preupdate_hook!(db, pointer, 0);

  return {
    listen(next: ((change: RowChange) => void) | null) {
      listener = next;
    },
    rethrow() {
      if (!thrown) return;
      const { error } = thrown;
      thrown = null;
      throw error;
    },
    free() {
      wasm.uninstallFunction(pointer);
    },
  };
}
