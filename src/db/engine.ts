import { copyFileOf, type FileCopy } from "./backup/file-copy.ts";
import { encodeBefore } from "./before.ts";
import type { ChangeCapture, CreateCapture } from "./capture.ts";
import { ChangeLog, type NetChange, type Origin, type TableLayout } from "./changes.ts";
import type { Connection, PageCopy } from "./connection.ts";
import { DirtyNodes } from "./dirty-nodes.ts";
import { GroupCommit } from "./group-commit.ts";
import { WriteSet, shadowOwners } from "./live.ts";
import type { DataModule, TrackedTable, WriteOptions } from "./module.ts";
import { SPINE_TRACKED } from "./schema/spine.ts";
import { beginBulk, isBulk, merge, settleBulk } from "./search/bulk.ts";
import type { Database, Sync } from "./sqlite.ts";
import { VersionKeeper } from "./versions/keep.ts";

/** Who writes, and as what it is recorded. */
export interface Stamp {
  readonly mutationId: string;
  readonly origin: Origin;
  /** Milliseconds UTC. */
  readonly at: number;
}

/** Brings the search index up to date with `nodes.pk`s; runs inside the transaction, before it commits. */
export type IndexNodes = (db: Database, dirty: { readonly upserted: Set<number>; readonly deleted: Set<number> }) => void;

export interface EngineDeps {
  readonly connection: Connection;
  readonly modules: readonly Pick<DataModule, "tracked">[];
  readonly indexNodes: IndexNodes;
  /** Notes what local changes mean for sync; without it nothing waits for a server. */
  readonly capture?: CreateCapture | undefined;
}

/** From so many nodes on, the index is built in pieces that are put together at the end. */
const MANY = 1000;
/** Pages of the search index, a few milliseconds of work. */
const MERGE_STEP = 64;
/** The batch of what brings the index up to date: all it has to know is in the database, so it may lose steps. */
const INDEXING = "search.indexing";

export const ENGINE_SQL = {
  columns: "SELECT name FROM pragma_table_info(?) ORDER BY cid",
  record: `INSERT INTO changes (mutation_id, origin, at, table_name, row_id, op, columns_json, before_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
} as const;

/**
 * The one door for writes. Wraps a connection whose schema is up to date: every change of a tracked table is recorded
 * in the transaction that makes it (CH1), the search index follows before the commit, and whoever watches is told after it.
 */
export class Engine {
  readonly connection: Connection;
  /** Set when the file was found damaged: nothing is written any more. */
  broken = false;
  /** Every table of the person's data. */
  readonly tracked: readonly TrackedTable[];
  private readonly layouts: ReadonlyMap<string, TableLayout>;
  private readonly owners: ReadonlyMap<string, string>;
  private readonly indexNodes: IndexNodes;
  private readonly dirty: DirtyNodes;
  private readonly versions: VersionKeeper;
  private readonly capture: ChangeCapture | undefined;
  private readonly listeners = new Set<(writes: WriteSet) => void>();
  private readonly group: GroupCommit;
  private log: ChangeLog | null = null;
  /** By `copyFile`: the file must stay as it is. */
  private isCopied = false;
  private writes: WriteSet;

  constructor({ connection, modules, indexNodes, capture }: EngineDeps) {
    this.connection = connection;
    this.db = this.createDatabase(connection);
    this.indexNodes = indexNodes;
    this.tracked = [...SPINE_TRACKED, ...modules.flatMap((module) => module.tracked)];
    this.layouts = layoutsOf(connection, this.tracked);
    this.owners = shadowOwners(connection);
    this.dirty = new DirtyNodes(connection, this.tracked);
    this.versions = new VersionKeeper(connection, this.tracked);
    this.capture = capture?.(this.db, this.tracked);
    this.writes = this.newWriteSet();
    this.group = new GroupCommit(connection, (writes) => this.tell(writes));
    connection.onRowChange((change) => {
      this.writes.note(change);
      this.log?.record(change);
    });
  }

  /** For reading, and for writing inside `write`: a nested `transaction` is a savepoint that takes its records with it. */
  readonly db: Database;

  /** One transaction of the user's data: rows, change records and search index together, or nothing. */
  write<T>(stamp: Stamp, work: () => Sync<T>, { index = "now", commit = "now" }: WriteOptions = {}): T {
    if (this.log) throw new Error("A write inside a write: use db.transaction for a savepoint.");
    const { mutationId, at } = stamp;
    this.writes = this.newWriteSet();
    if (commit === "later") return this.group.step(mutationId, at, this.writes, () => this.recorded(stamp, work, index));
    this.group.commit();
    this.group.goOn(mutationId);
    const result = this.connection.transaction<unknown>(() => this.recorded(stamp, work, index)) as T;
    this.tell(this.writes);
    return result;
  }

  /**
   * Indexes up to `limit` of the nodes that `index: "later"` left, then puts the index together; answers how much is
   * still left. What it does is committed later, or when nothing is left. `at`: milliseconds UTC.
   */
  indexDeferred(limit: number, at: number): number {
    const { deferred } = this.dirty;
    if (deferred > 0 || isBulk(this.db)) {
      this.writes = this.newWriteSet();
      this.group.step(INDEXING, at, this.writes, () => {
        if (deferred > MANY) beginBulk(this.db);
        if (deferred > 0) this.indexNodes(this.db, { upserted: this.dirty.take(limit), deleted: new Set() });
        else settleBulk(this.db, limit);
      });
    }
    const left = this.deferred;
    if (left === 0) this.group.commit();
    return left;
  }

  /** How many nodes wait for `indexDeferred`; one when only the index itself has to be put together. */
  get deferred(): number {
    return this.dirty.deferred || Number(isBulk(this.db));
  }

  /** Hears what every committed write wrote, right after it. A rollback notifies nobody. */
  onCommit(listener: (writes: WriteSet) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Copies the whole database, whatever is still in the write-ahead log or in a group included (failure 19). */
  copyTo(target: Connection): PageCopy {
    const copy = this.connection.copyTo(target);
    return {
      step: (pages) => {
        this.group.commit();
        return copy.step(pages);
      },
      get total() {
        return copy.total;
      },
      get left() {
        return copy.left;
      },
      end: () => copy.end(),
    };
  }

  /** The same of the file itself, if it has a log; that is not moved into it until the copy has ended. */
  copyFile(): FileCopy | null {
    const copy = copyFileOf(this.connection, { beforeLog: () => this.group.commit(), onEnd: () => (this.isCopied = false) });
    this.isCopied = copy !== null;
    return copy;
  }

  /** Moves the write-ahead log into the database file; when idle and before the database is given up. */
  checkpoint(): void {
    this.group.commit();
    if (this.isCopied) return;
    this.connection.rows("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  /**
   * Writes the file anew without its free pages, outside of any transaction; the log then holds all of it and is moved at
   * once. Explicit integer keys keep their values (F1).
   */
  vacuum(): void {
    this.group.commit();
    this.connection.run("VACUUM");
    this.checkpoint();
  }

  /**
   * A step of what may wait for a pause: pieces of the search index are merged, then the write-ahead log is moved into
   * the file. Answers whether more is left; bulk work does its own.
   */
  upkeep(): boolean {
    if (this.connection.inTransaction || isBulk(this.db)) return false;
    if (this.connection.transaction<boolean>(() => merge(this.db, MERGE_STEP))) return true;
    if (!this.isCopied) this.connection.rows("PRAGMA wal_checkpoint(PASSIVE)");
    return false;
  }

  close(): void {
    this.listeners.clear();
    this.connection.close();
  }

  private recorded<T>(stamp: Stamp, work: () => Sync<T>, index: "now" | "later"): T {
    const log = new ChangeLog(this.layouts);
    this.log = log;
    try {
      const answer = work();
      if (answer instanceof Object && "then" in answer) throw new TypeError("A write cannot wait: its work answered a promise.");
      this.log = null;
      this.finish(stamp, log.net(), index);
      return answer as T;
    } finally {
      this.log = null;
    }
  }

  private tell(writes: WriteSet): void {
    for (const listener of this.listeners) listener(writes);
  }

  private finish(stamp: Stamp, changes: readonly NetChange[], index: "now" | "later"): void {
    for (const change of changes) this.record(stamp, change);
    this.versions.keep(changes, stamp);
    this.capture?.keep(changes, stamp);
    const dirty = this.dirty.of(changes, index);
    if (dirty.upserted.size > 0 || dirty.deleted.size > 0) this.indexNodes(this.db, dirty);
  }

  private record({ mutationId, origin, at }: Stamp, change: NetChange): void {
    const { table, row_id, op, before } = change;
    const columns = op === "update" ? JSON.stringify([...before.keys()]) : "[]";
    this.connection.run(ENGINE_SQL.record, [
      mutationId,
      origin,
      at,
      table,
      row_id,
      op,
      columns,
      op === "insert" ? null : encodeBefore(before),
    ]);
  }

  private createDatabase(connection: Connection): Database {
    return {
      rows: (sql, params) => connection.rows(sql, params),
      row: (sql, params) => connection.row(sql, params),
      value: (sql, params) => connection.value(sql, params),
      run: (sql, params) => connection.run(sql, params),
      script: (sql) => connection.script(sql),
      transaction: (work) => this.savepoint(work),
      get inTransaction() {
        return connection.inTransaction;
      },
      close: () => this.close(),
    };
  }

  private savepoint<T>(work: () => Sync<T>): T {
    const log = this.log;
    const mark = log?.mark ?? 0;
    try {
      return this.connection.transaction(work);
    } catch (error) {
      log?.undoTo(mark);
      throw error;
    }
  }

  private newWriteSet(): WriteSet {
    return new WriteSet(this.owners, (table) => this.layouts.get(table)?.columns);
  }
}

function layoutsOf(db: Database, tracked: readonly TrackedTable[]): Map<string, TableLayout> {
  return new Map(
    tracked.map(({ table, key }) => {
      const columns = db.rows<{ name: string }>(ENGINE_SQL.columns, [table]).map((column) => column.name);
      if (!columns.includes(key)) throw new Error(`The tracked table ${table} has no column ${key}.`);
      return [table, { table, key, keyIndex: columns.indexOf(key), columns }];
    }),
  );
}
