import type { RawFile } from "./drivers/raw-file.ts";
import type { Database, SqlValue } from "./sqlite.ts";

/** Columns of each table that a statement reads. `""` stands for the mere existence of rows (`count(*)`). */
export type ReadSet = ReadonlyMap<string, ReadonlySet<string>>;

/** One row being changed, seen from inside SQLite before it happens; valid only while the listener runs. */
export interface RowChange {
  readonly table: string;
  readonly op: "insert" | "update" | "delete";
  readonly oldRowid: bigint;
  readonly newRowid: bigint;
  /** Value of a column, by its position in the table, before (update, delete) and after (insert, update). */
  before(column: number): SqlValue;
  after(column: number): SqlValue;
  /** Update only: true if the column keeps its value. Does not decode long texts. */
  same(column: number): boolean;
}

/** Hears how long each statement took, rows read included. */
export interface StatementMeter {
  now(): number;
  record(sql: string, ms: number): void;
}

/** Of the page cache of this connection, since it was opened. */
export interface CacheUse {
  readonly hits: number;
  readonly misses: number;
  readonly writes: number;
  readonly bytes: number;
}

/** A copy under way, in steps; what is changed through its source between two steps is in it, too. */
export interface PageCopy {
  /** Copies so many pages, outside of transactions of the source; true once all are there and on the device. */
  step(pages: number): boolean;
  /** Pages, as of the last step. */
  readonly total: number;
  readonly left: number;
  /** Gives up, unless it is complete: the target is then as empty as before. */
  end(): void;
}

/** One open connection: `Database` for the rest of Atelier, and what the engine alone needs. */
export interface Connection extends Database {
  /** Hears of every row change of every table, shadow tables of virtual tables included. Installed before any statement. */
  onRowChange(listener: ((change: RowChange) => void) | null): void;
  /** Opens a transaction over several calls: until `commit` or `rollback`, every `transaction` is a savepoint in it. */
  begin(): void;
  /** Throws if it cannot be committed; it is then still open, for `rollback`. */
  commit(): void;
  /** Also after an error at which SQLite rolled back by itself. */
  rollback(): void;
  /** Runs `work` and answers which tables and columns its statements read. */
  readsOf<T>(work: () => T): { readonly result: T; readonly reads: ReadSet };
  /** Runs one read-only statement for a person: at most `limit` rows. Refuses whatever could change anything. */
  inspect(sql: string, params: readonly SqlValue[], limit: number): Record<string, SqlValue>[];
  onStatement(meter: StatementMeter | null): void;
  /** Lines of EXPLAIN QUERY PLAN of one statement of the app. */
  planOf(sql: string): string[];
  cacheUse(): CacheUse;
  /** Begins a copy of every page, un-checkpointed WAL included (failure 19), into an empty database of the same driver. */
  copyTo(target: Connection): PageCopy;
  /** The file below it; not of a database in memory. */
  readonly raw: RawFile;
  /** The write-ahead log beside it, if it has one. */
  readonly rawLog: RawFile | null;
  /** From now on, until it is closed, writes that follow one another in a file go to the device together (DB16). Once, when the log is open. */
  coalesceWrites(): void;
}
