import type { Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import type { CacheUse, Connection, PageCopy, ReadSet, RowChange, StatementMeter } from "../connection.ts";
import { type Params, type Row, SqlError, type SqlValue, type Sync } from "../sqlite.ts";
import { coalesceWrites } from "./coalesced-writes.ts";
import { checkReadOnly } from "./inspect.ts";
import { copyPages } from "./page-copy.ts";
import { type RawFile, type RawPart, rawFileOf } from "./raw-file.ts";
import { createRowHook } from "./row-hook.ts";
import { WasmHeap } from "./wasm-heap.ts";
import { WasmStatement } from "./wasm-statement.ts";

/** Prepared statements kept; the least recently used is dropped (DB4). */
const CACHE = 256;
const PREPARE_PERSISTENT = 1;
const READ = 20;
/** Of sqlite3_db_status. */
const CACHE_USED = 1;
const CACHE_HIT = 7;
const CACHE_MISS = 8;
const CACHE_WRITE = 9;

/** A connection over the C API of sqlite-wasm, on any of its virtual file systems. */
export function openWasm(sqlite3: Sqlite3Static, filename: string, vfs?: string): Connection {
  return connectionOf(sqlite3, openFile(sqlite3, filename, vfs));
}

/** The connection of a pointer from `openFile`. */
export const connectionOf = (sqlite3: Sqlite3Static, pointer: number): Connection => new WasmConnection(sqlite3, pointer);

export function openFile(sqlite3: Sqlite3Static, filename: string, vfs?: string): number {
  const { capi, wasm } = sqlite3;
  const stack = wasm.pstack.pointer;
  try {
    const out = wasm.pstack.alloc(8);
    const flags = capi.SQLITE_OPEN_READWRITE | capi.SQLITE_OPEN_CREATE | capi.SQLITE_OPEN_EXRESCODE;
    const code = capi.sqlite3_open_v2(filename, out, flags, (vfs ?? null) as never);
    const pointer = wasm.peekPtr(out);
    if (code === 0) return pointer;
    const message = pointer ? capi.sqlite3_errmsg(pointer) : "out of memory";
    capi.sqlite3_close_v2(pointer);
    throw new SqlError(`cannot open: ${message}`, code & 0xff, `open ${filename}`);
  } finally {
    wasm.pstack.restore(stack);
  }
}

class WasmConnection implements Connection {
  private readonly sqlite3: Sqlite3Static;
  private readonly heap: WasmHeap;
  private pointer: number;
  private readonly statements = new Map<string, WasmStatement>();
  private readonly hook: ReturnType<typeof createRowHook>;
  private uses = 0;
  private meter: StatementMeter | null = null;
  private depth = 0;
  private collecting: Map<string, Set<string>> | null = null;
  private readSets: Set<ReadSet> | null = null;
  private authorize: ((action: number, first: string | 0, second: string | 0) => number) | null = null;

  constructor(sqlite3: Sqlite3Static, pointer: number) {
    this.sqlite3 = sqlite3;
    this.pointer = pointer;
    this.heap = new WasmHeap(sqlite3);
    this.hook = createRowHook(sqlite3, this.heap, pointer);
    sqlite3.capi.sqlite3_set_authorizer(
      pointer,
      (_context, action, first, second) => {
        if (action === READ && this.collecting) this.noteRead(String(first), second ? String(second) : "");
        return this.authorize ? this.authorize(action, first as string | 0, second as string | 0) : 0;
      },
      0,
    );
  }

  onRowChange(listener: ((change: RowChange) => void) | null): void {
    this.hook.listen(listener);
  }

  onStatement(meter: StatementMeter | null): void {
    this.meter = meter;
  }

  rows<T extends object = Row>(sql: string, params: Params = []): T[] {
    return this.execute(sql, (statement) => statement.rows(params, Infinity)) as T[];
  }

  row<T extends object = Row>(sql: string, params: Params = []): T | undefined {
    return this.execute(sql, (statement) => statement.rows(params, 1)[0]) as T | undefined;
  }

  value<T = SqlValue>(sql: string, params: Params = []): T | undefined {
    return this.execute(sql, (statement) => statement.value(params)) as T | undefined;
  }

  run(sql: string, params: Params = []): number {
    return this.execute(sql, (statement) => {
      statement.each(params, Infinity, () => undefined);
      return statement.readOnly ? 0 : this.heap.c.sqlite3_changes!(this.pointer);
    });
  }

  script(sql: string): void {
    const code = this.sqlite3.capi.sqlite3_exec(this.pointer, sql, 0, 0, 0);
    this.dropStatements();
    this.hook.rethrow();
    if (code !== 0) throw this.error(code, sql);
  }

  get inTransaction(): boolean {
    return this.heap.c.sqlite3_get_autocommit!(this.pointer) === 0;
  }

  transaction<T>(work: () => Sync<T>): T {
    const [begin, commit, undo] = TRANSACTION(this.depth);
    this.run(begin);
    this.depth++;
    try {
      const result: unknown = work();
      if (isPromise(result)) throw new TypeError("A transaction cannot wait: its work answered a promise.");
      this.run(commit);
      return result as T;
    } catch (error) {
      // After some errors (disk full, out of memory) SQLite has rolled back by itself.
      if (this.inTransaction) for (const sql of undo) this.run(sql);
      throw error;
    } finally {
      this.depth--;
    }
  }

  begin(): void {
    if (this.depth > 0) throw new Error("A transaction is open already.");
    this.run("BEGIN IMMEDIATE");
    this.depth = 1;
  }

  commit(): void {
    this.run("COMMIT");
    this.depth = 0;
  }

  rollback(): void {
    if (this.inTransaction) this.run("ROLLBACK");
    this.depth = 0;
  }

  readsOf<T>(work: () => T): { result: T; reads: ReadSet } {
    const outer = this.readSets;
    const sets = new Set<ReadSet>();
    this.readSets = sets;
    try {
      const result = work();
      return { result, reads: union(sets) };
    } finally {
      this.readSets = outer;
      if (outer) for (const set of sets) outer.add(set);
    }
  }

  inspect(sql: string, params: readonly SqlValue[], limit: number): Row[] {
    this.authorize = checkReadOnly;
    let statement: WasmStatement;
    try {
      statement = this.prepare(sql, 0);
    } finally {
      this.authorize = null;
    }
    try {
      if (!statement.readOnly) throw new SqlError("only statements that read are allowed here", 8, sql);
      return statement.rows(params, limit);
    } finally {
      statement.finalize();
    }
  }

  planOf(sql: string): string[] {
    const statement = this.prepare(`EXPLAIN QUERY PLAN ${sql}`, 0);
    try {
      return statement.rows(statement.blanks(), Infinity).map((row) => String(row["detail"]));
    } finally {
      statement.finalize();
    }
  }

  cacheUse(): CacheUse {
    const of = (what: number) =>
      this.heap.withPointers((current, highest) => {
        this.heap.c.sqlite3_db_status!(this.pointer, what, current, highest, 0);
        return this.heap.peek(current);
      });
    return { hits: of(CACHE_HIT), misses: of(CACHE_MISS), writes: of(CACHE_WRITE), bytes: of(CACHE_USED) };
  }

  copyTo(target: Connection): PageCopy {
    return copyPages(this.sqlite3, this.pointer, (target as WasmConnection).pointer);
  }

  get raw(): RawFile {
    return this.part("file")!;
  }

  get rawLog(): RawFile | null {
    return this.part("journal");
  }

  coalesceWrites(): void {
    for (const part of ["file", "journal"] as const) coalesceWrites(this.sqlite3, this.pointer, part);
  }

  close(): void {
    if (this.pointer === 0) return;
    this.dropStatements();
    this.hook.listen(null);
    const code = this.sqlite3.capi.sqlite3_close_v2(this.pointer);
    this.pointer = 0;
    this.hook.free();
    if (code !== 0) throw new SqlError(`closing failed with code ${code}`, code, "close");
  }

  private part(part: RawPart): RawFile | null {
    if (this.pointer === 0) throw new SqlError("the database is closed", 21, part);
    return rawFileOf(this.sqlite3, this.pointer, part);
  }

  private execute<T>(sql: string, use: (statement: WasmStatement) => T): T {
    const statement = this.statement(sql);
    this.readSets?.add(statement.reads);
    const { meter } = this;
    const start = meter ? meter.now() : 0;
    try {
      return use(statement);
    } finally {
      if (meter) meter.record(sql, meter.now() - start);
      this.hook.rethrow();
    }
  }

  private statement(sql: string): WasmStatement {
    const kept = this.statements.get(sql);
    if (kept) {
      kept.used = ++this.uses;
      return kept;
    }
    const statement = this.prepare(sql, PREPARE_PERSISTENT);
    statement.used = ++this.uses;
    this.statements.set(sql, statement);
    if (this.statements.size > CACHE) this.dropOldest();
    return statement;
  }

  private dropOldest(): void {
    let oldest: [string, WasmStatement] | undefined;
    for (const entry of this.statements) if (!oldest || entry[1].used < oldest[1].used) oldest = entry;
    this.statements.delete(oldest![0]);
    oldest![1].finalize();
  }

  private dropStatements(): void {
    for (const statement of this.statements.values()) statement.finalize();
    this.statements.clear();
  }

  private prepare(sql: string, flags: number): WasmStatement {
    if (this.pointer === 0) throw new SqlError("the database is closed", 21, sql);
    const reads = new Map<string, Set<string>>();
    this.collecting = reads;
    try {
      const { statement, tail } = this.compile(sql, flags);
      if (statement === 0) throw new SqlError("there is no statement here", 1, sql);
      if (/\S/.test(tail.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, "").replace(/;/g, ""))) {
        this.heap.c.sqlite3_finalize!(statement);
        throw new SqlError("one statement at a time", 1, sql);
      }
      return new WasmStatement(this.heap, statement, reads, (code) => this.error(code, sql));
    } finally {
      this.collecting = null;
    }
  }

  private compile(sql: string, flags: number): { statement: number; tail: string } {
    const { heap } = this;
    return heap.withPointers((statement, tail) => {
      const text = heap.writeText(sql);
      const code = heap.c.sqlite3_prepare_v3!(this.pointer, text.pointer, text.bytes, flags, statement, tail);
      if (code !== 0) throw this.error(code, sql);
      const rest = heap.peek(tail);
      return { statement: heap.peek(statement), tail: heap.readText(rest, text.pointer + text.bytes - rest) };
    });
  }

  private noteRead(table: string, column: string): void {
    const columns = this.collecting!.get(table);
    if (columns) columns.add(column);
    else this.collecting!.set(table, new Set([column]));
  }

  private error(code: number, sql: string): SqlError {
    return new SqlError(this.heap.readCString(this.heap.c.sqlite3_errmsg!(this.pointer)), code & 0xff, sql);
  }
}

/** Begin, commit and undo of a transaction, or of a savepoint inside one. */
const TRANSACTION = (depth: number): readonly [string, string, readonly string[]] =>
  depth === 0
    ? ["BEGIN IMMEDIATE", "COMMIT", ["ROLLBACK"]]
    : [`SAVEPOINT s${depth}`, `RELEASE s${depth}`, [`ROLLBACK TO s${depth}`, `RELEASE s${depth}`]];

const isPromise = (value: unknown): boolean =>
  typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";

function union(sets: ReadonlySet<ReadSet>): ReadSet {
  const all = new Map<string, Set<string>>();
  for (const set of sets) {
    for (const [table, columns] of set) {
      const known = all.get(table);
      if (known) for (const column of columns) known.add(column);
      else all.set(table, new Set(columns));
    }
  }
  return all;
}
