import type { RawFile } from "../drivers/raw-file.ts";
import type { Connection } from "../connection.ts";
import { LogPages, type Piece } from "./log-pages.ts";

interface Hooks {
  /** Before the log is read: what is still to be committed must be in it. */
  beforeLog(): void;
  onEnd(): void;
}

/** As much as is read at a time: a millisecond or two. */
const CHUNK = 1 << 20;
/** So much of the log is little enough to be written in the last turn. */
const LITTLE = 1 << 18;
const ROUNDS = 5;
/** Where the header tells that the file is written with a log; the copy has none. */
const VERSIONS = 18;
const ALONE = new Uint8Array([1, 1]);

export const COPY_SQL = {
  mode: "PRAGMA journal_mode",
  pageSize: "PRAGMA page_size",
  // From here on everything that is written stays in the log; see `Engine.copyFile` for what else moves it.
  hold: "PRAGMA wal_autocheckpoint = 0",
  goOn: "PRAGMA wal_autocheckpoint = 1000",
} as const;

/** Begins a copy of a file; null where there is no log, as in memory. */
export const copyFileOf = (db: Connection, hooks: Hooks = { beforeLog: () => undefined, onEnd: () => undefined }): FileCopy | null =>
  db.value(COPY_SQL.mode) === "wal" ? new FileCopy(db, hooks) : null;

/**
 * A copy of a living database, read from below SQLite (BR1): while the log is not moved into it the file does not change, so
 * it can be read in large pieces, and what is written meanwhile is in the log. The first page comes last: without it
 * a file is no database, so what is cut off before the end is never taken for one.
 */
export class FileCopy {
  readonly total: number;
  private readonly db: Connection;
  private readonly hooks: Hooks;
  private readonly pages = new LogPages();
  private readonly pageSize: number;
  private at: number;
  private first: Uint8Array<ArrayBuffer>;
  private size: number;

  constructor(db: Connection, hooks: Hooks) {
    this.db = db;
    this.hooks = hooks;
    this.pageSize = db.value<number>(COPY_SQL.pageSize)!;
    db.value(COPY_SQL.hold);
    this.total = this.size = db.raw.size;
    this.first = db.raw.read(0, this.pageSize);
    this.at = this.pageSize;
  }

  get done(): number {
    return this.at;
  }

  /** All but the last pieces, each read when it is asked for; between two of them others write. */
  *pieces(): Generator<readonly Piece[]> {
    while (this.at < this.total) {
      const bytes = this.db.raw.read(this.at, CHUNK);
      const offset = this.at;
      this.at += bytes.length;
      yield [{ offset, bytes }];
    }
    for (let round = 0; round < ROUNDS; round++) {
      const logged = this.logged();
      if (logged.length > 0) yield logged;
      if (logged.length * this.pageSize < LITTLE) return;
    }
  }

  /** Ends the copy, in one turn with whatever must not miss a write. */
  finish(target: RawFile): void {
    for (const { offset, bytes } of this.logged()) target.write(offset, bytes);
    if (target.size !== this.size) target.resize(this.size);
    target.sync();
    this.first.set(ALONE, VERSIONS);
    target.write(0, this.first);
  }

  /** The log may be moved again. */
  end(): void {
    this.hooks.onEnd();
    this.db.value(COPY_SQL.goOn);
  }

  private logged(): readonly Piece[] {
    this.hooks.beforeLog();
    const { pages, pageCount } = this.pages.next(this.db.rawLog);
    if (pageCount !== null) this.size = pageCount * this.pageSize;
    const [head, ...rest] = pages;
    if (head?.offset !== 0) return pages;
    this.first = head.bytes.slice();
    return rest;
  }
}
