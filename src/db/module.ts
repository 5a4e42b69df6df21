import type { Progress } from "../base/progress.ts";
import type { Backups } from "./backup/backups.ts";
import type { Diagnostics } from "./diagnostics/diagnostics.ts";
import type { SyncControl } from "./sync-control.ts";
import type { Database, Sync } from "./sqlite.ts";

/** What a query may use. */
export interface ReadContext {
  readonly db: Database;
}

/** What a command may use. Its clock and ids come from the mutation, so that a replay gives the same rows. */
export interface WriteContext extends ReadContext {
  /** Milliseconds UTC at which the person acted. */
  readonly at: number;
  readonly mutationId: string;
  /** Every table of the person's data. */
  readonly tracked: readonly TrackedTable[];
  /** The next id of this mutation's deterministic stream. */
  newId(): string;
  /** Tells the content type of a node that shared columns of it were set by the spine; an empty patch: trashed or restored. */
  follow(nodeType: string, id: string, patch: Readonly<Record<string, unknown>>): void;
}

/** Brings a content type's own table in line with shared columns that were set by the spine. May refuse. */
export type Follow = (ctx: WriteContext, id: string, patch: Readonly<Record<string, unknown>>) => void;

export interface WriteOptions {
  /** `later`: nodes are noted, durably, and indexed by `indexDeferred`. */
  readonly index?: "now" | "later";
  /** `later`: committed together with the steps that follow, or as soon as anybody else writes (CH7). */
  readonly commit?: "now" | "later";
}

/** What long work may use: it opens its own write transactions and yields between them. */
export interface TaskContext extends ReadContext {
  /** Every table of the person's data. */
  readonly tracked: readonly TrackedTable[];
  readonly signal: { readonly aborted: boolean };
  progress(progress: Progress): void;
  /** Lets queries and other mutations run. Throws `Refusal('Cancelled')` when the person cancelled. */
  pause(): Promise<void>;
  /**
   * One write transaction through the change door, recorded under `batch` so that it can be undone as one.
   * For bulk work: with `commit: "later"` it is committed with the steps that follow, so the last one has to be without
   * it; with `index: "later"` new nodes are not searchable until `indexDeferred` has taken them up.
   */
  write<T>(batch: string, work: (ctx: WriteContext) => Sync<T>, options?: WriteOptions): T;
  /** Indexes up to `limit` of the nodes that `index: "later"` put off; answers how many are left. */
  indexDeferred(limit: number): number;
  now(): number;
  readonly backups: Backups;
  /** Null where there is no server to speak to. */
  readonly sync: SyncControl | null;
  /** How the database does, and its maintenance. */
  readonly diagnostics: Diagnostics;
}

/**
 * What becomes of a column that was changed on two devices at once (CL2): `local` never leaves the device; `quiet` keeps the later
 * one; `text` and `set` (a JSON list) are merged; what none of these says is `ask`.
 */
export type MergePolicy = "local" | "quiet" | "text" | "set";

/** A table whose rows are recorded by the change door. */
export interface TrackedTable {
  readonly table: string;
  /** Column that identifies a row across devices. */
  readonly key: string;
  /** True: changes wait for sync. False: recorded for undo only. */
  readonly syncs: boolean;
  /** Columns that change what search finds the node of the same id by. */
  readonly indexed?: readonly string[];
  /** How columns sync, where it is not `ask` (CL2). */
  readonly merge?: Readonly<Record<string, MergePolicy>>;
  /** Rows with this value in this column are derived on each device and do not sync. */
  readonly derived?: { readonly column: string; readonly value: string };
  /** Columns that a version of the node of the same id holds (VE1). */
  readonly versioned?: readonly string[];
}

/** One frozen step of one sequence; never edited once it has shipped. */
export interface Migration {
  readonly number: number;
  readonly sql: string;
}

export interface Recovery {
  /** The mutation id under which it is taken back, or null if nothing was cut off. */
  cutOff(ctx: ReadContext): string | null;
  recover(ctx: WriteContext): void;
}

/** The data side of a model: its tables, and a function for each command, query and task. */
export interface DataModule {
  readonly name: string;
  readonly migrations: readonly Migration[];
  readonly tracked: readonly TrackedTable[];
  readonly commands: Record<string, (ctx: WriteContext, args: never) => unknown>;
  readonly queries: Record<string, (ctx: ReadContext, args: never) => unknown>;
  readonly tasks: Record<string, (ctx: TaskContext, args: never) => Promise<unknown>>;
  /** For node types that keep something of the shared columns in a table of their own, too. */
  readonly follows?: Readonly<Record<string, Follow>>;
  /** Long work that was cut off by the end of its worker, if it must not stay half done (failure 28). */
  readonly recovery?: Recovery;
  /** Every SQL statement of the module by name, so that a test can prepare each against the real schema. */
  readonly sql: Record<string, string>;
}
