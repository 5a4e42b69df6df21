import type { ReadSet } from "../connection.ts";
import type { Params, Row, SqlValue } from "../sqlite.ts";
import type { WasmHeap } from "./wasm-heap.ts";

const ROW = 100;
const DONE = 101;
const INTEGER = 1;
const FLOAT = 2;
const TEXT = 3;
const BLOB = 4;
/** SQLITE_TRANSIENT: SQLite copies what is bound, so the scratch area can be used again. */
const COPY = -1;

/** A prepared statement. `fail` makes the error of a result code. */
export class WasmStatement {
  private readonly heap: WasmHeap;
  private readonly pointer: number;
  private readonly fail: (code: number) => Error;
  private readonly parameters: number;
  private names: string[] = [];
  readonly reads: ReadSet;
  readonly readOnly: boolean;
  /** When it was last used, as a running number; for whoever keeps statements. */
  used = 0;

  constructor(heap: WasmHeap, pointer: number, reads: ReadSet, fail: (code: number) => Error) {
    this.heap = heap;
    this.pointer = pointer;
    this.reads = reads;
    this.fail = fail;
    this.parameters = heap.c.sqlite3_bind_parameter_count!(pointer);
    this.readOnly = heap.c.sqlite3_stmt_readonly!(pointer) !== 0;
  }

  /** Binds, steps to the end or to `limit` rows, resets; each row goes through `read`. */
  each(params: Params, limit: number, read: () => void): void {
    const { c } = this.heap;
    try {
      this.bind(params);
      let left = limit;
      let code = c.sqlite3_step!(this.pointer);
      if (code === ROW) this.readNames();
      while (code === ROW && left-- > 0) {
        read();
        if (left > 0) code = c.sqlite3_step!(this.pointer);
      }
      if (code !== DONE && code !== ROW) throw this.fail(code);
    } finally {
      c.sqlite3_reset!(this.pointer);
      if (this.parameters > 0) c.sqlite3_clear_bindings!(this.pointer);
      this.heap.settle();
    }
  }

  rows(params: Params, limit: number): Row[] {
    const rows: Row[] = [];
    this.each(params, limit, () => rows.push(this.readRow()));
    return rows;
  }

  /** First column of the first row. */
  value(params: Params): SqlValue | undefined {
    let value: SqlValue | undefined;
    this.each(params, 1, () => (value = this.readColumn(0)));
    return value;
  }

  /** NULL for every parameter. */
  blanks(): null[] {
    return Array.from({ length: this.parameters }, () => null);
  }

  finalize(): void {
    this.heap.c.sqlite3_finalize!(this.pointer);
  }

  /** Column names can change when SQLite prepares the statement anew after a change of schema; the count tells. */
  private readNames(): void {
    const count = this.heap.c.sqlite3_column_count!(this.pointer);
    if (this.names.length === count) return;
    this.names = Array.from({ length: count }, (_, i) => this.heap.readCString(this.heap.c.sqlite3_column_name!(this.pointer, i)));
  }

  private readRow(): Row {
    const row: Row = {};
    for (let i = 0; i < this.names.length; i++) row[this.names[i]!] = this.readColumn(i);
    return row;
  }

  private readColumn(i: number): SqlValue {
    const { c } = this.heap;
    switch (c.sqlite3_column_type!(this.pointer, i)) {
      case INTEGER: {
        const number = c.sqlite3_column_double!(this.pointer, i);
        return Number.isSafeInteger(number) ? number : c.sqlite3_column_int64(this.pointer, i);
      }
      case FLOAT:
        return c.sqlite3_column_double!(this.pointer, i);
      case TEXT: {
        const text = c.sqlite3_column_text!(this.pointer, i);
        return this.heap.readText(text, c.sqlite3_column_bytes!(this.pointer, i));
      }
      case BLOB: {
        const blob = c.sqlite3_column_blob!(this.pointer, i);
        return this.heap.readBytes(blob, c.sqlite3_column_bytes!(this.pointer, i));
      }
      default:
        return null;
    }
  }

  private bind(params: Params): void {
    if (params.length !== this.parameters)
      throw new RangeError(`The statement takes ${this.parameters} parameters, ${params.length} were given.`);
    for (let i = 0; i < params.length; i++) {
      const code = this.bindOne(i + 1, params[i]!);
      if (code !== 0) throw this.fail(code);
    }
  }

  private bindOne(at: number, value: SqlValue): number {
    const { c } = this.heap;
    if (typeof value === "string") {
      const { pointer, bytes } = this.heap.writeText(value);
      return c.sqlite3_bind_text!(this.pointer, at, pointer, bytes, COPY);
    }
    if (typeof value === "number") {
      if ((value | 0) === value) return c.sqlite3_bind_int!(this.pointer, at, value);
      if (Number.isSafeInteger(value)) return c.sqlite3_bind_int64!(this.pointer, at, BigInt(value));
      return c.sqlite3_bind_double!(this.pointer, at, value);
    }
    if (typeof value === "boolean") return c.sqlite3_bind_int!(this.pointer, at, value ? 1 : 0);
    if (value === null) return c.sqlite3_bind_null!(this.pointer, at);
    if (typeof value === "bigint") return c.sqlite3_bind_int64!(this.pointer, at, value);
    if (value instanceof Uint8Array) return c.sqlite3_bind_blob!(this.pointer, at, this.heap.writeBytes(value), value.length, COPY);
    throw new TypeError(`A value of type ${typeof value} cannot be bound.`);
  }
}
