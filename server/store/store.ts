/** Runs one statement of a transaction; parameters are bound, `$1` onwards. */
export type Sql = <Row = Record<string, never>>(text: string, params?: readonly unknown[]) => Promise<Row[]>;

/** What concerns other processes on the same database: a space moved, or a person's list of spaces changed. */
export type Notice = { readonly space: string; readonly seq: number } | { readonly user: string } | { readonly session: string };

/** A database of this server: PGlite in this process, or PostgreSQL. Both run the same statements (SV1). */
export interface Store {
  /** One transaction; again from the start if the database asks for it. What `work` throws rolls it back. */
  write<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** One snapshot: everything that `work` reads is of the same moment. */
  read<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Tells every process on this database, this one included; after the commit. */
  announce(notice: Notice): void;
  subscribe(hear: (notice: Notice) => void): () => void;
  close(): Promise<void>;
}

/**
 * Of every snapshot: pages are read along an index that has their order. Without statistics (new tables; PGlite never has any) the
 * planner would rather gather and sort a whole space for each page; forbidden sorts look dear enough to compile, so no JIT.
 */
export const READ_SETTINGS = "SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off; SET LOCAL jit = off";

/** Says a notice to everyone in this process who listens. */
export class Notices {
  readonly #ears = new Set<(notice: Notice) => void>();
  subscribe(hear: (notice: Notice) => void): () => void {
    this.#ears.add(hear);
    return () => this.#ears.delete(hear);
  }
  say(notice: Notice): void {
    for (const hear of this.#ears) hear(notice);
  }
}
