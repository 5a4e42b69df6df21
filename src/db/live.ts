import type { ReadSet, RowChange } from "./connection.ts";
import type { Database } from "./sqlite.ts";

/** What a transaction wrote, table by table. */
interface TableWrites {
  /** Rows came or went: every reader of the table is concerned. */
  rows: boolean;
  /** Columns that updates changed; null if that was not looked at: all of them. */
  columns: Set<string> | null;
}

const LIVE_SQL =
  "SELECT type, name FROM pragma_table_list WHERE schema = 'main' AND type IN ('virtual', 'shadow') ORDER BY length(name) DESC";

/** Collects what is written, to tell which queries may answer differently now (LQ2). */
export class WriteSet {
  private readonly owners: ReadonlyMap<string, string>;
  private readonly columnsOf: (table: string) => readonly string[] | undefined;
  private tables = new Map<string, TableWrites>();

  /** `columnsOf` names the columns of the tables whose updates are looked at cell by cell. */
  constructor(owners: ReadonlyMap<string, string>, columnsOf: (table: string) => readonly string[] | undefined) {
    this.owners = owners;
    this.columnsOf = columnsOf;
  }

  note(change: RowChange): void {
    // A search index writes into tables of its own: whoever reads the index is concerned.
    const table = this.owners.get(change.table) ?? change.table;
    const known = this.tables.get(table);
    if (known?.rows) return;
    const writes = known ?? { rows: false, columns: new Set<string>() };
    if (!known) this.tables.set(table, writes);
    if (change.op !== "update") writes.rows = true;
    else this.noteColumns(writes, change);
  }

  private noteColumns(writes: TableWrites, change: RowChange): void {
    const columns = this.columnsOf(change.table);
    if (!columns) writes.columns = null;
    else if (writes.columns) columns.forEach((column, i) => writes.columns!.has(column) || change.same(i) || writes.columns!.add(column));
  }

  /** May a statement with these reads answer differently after these writes? */
  concerns(reads: ReadSet): boolean {
    for (const [table, writes] of this.tables) {
      const columns = reads.get(table);
      if (!columns) continue;
      if (writes.rows || writes.columns === null) return true;
      for (const column of writes.columns) if (columns.has(column)) return true;
    }
    return false;
  }

  /** Adds what another transaction wrote. */
  add(other: WriteSet): void {
    for (const [table, writes] of other.tables) {
      const known = this.tables.get(table);
      if (!known) this.tables.set(table, { rows: writes.rows, columns: writes.columns && new Set(writes.columns) });
      else {
        known.rows ||= writes.rows;
        if (writes.columns === null) known.columns = null;
        else for (const column of writes.columns) known.columns?.add(column);
      }
    }
  }
}

/** Shadow table → virtual table, by SQLite's naming rule `<virtual>_<part>`. */
export function shadowOwners(db: Database): Map<string, string> {
  const tables = db.rows<{ type: string; name: string }>(LIVE_SQL);
  const virtual = tables.filter((table) => table.type === "virtual").map((table) => table.name);
  const owners = new Map<string, string>();
  for (const { type, name } of tables) {
    const owner = type === "shadow" ? virtual.find((candidate) => name.startsWith(`${candidate}_`)) : undefined;
    if (owner) owners.set(name, owner);
  }
  return owners;
}

/** A live query: answers anew when what it read was written. */
interface Watch {
  reads: ReadSet;
  sent: string | undefined;
  seq: number;
  /** It is not run again before this time: one that is slow runs more rarely. */
  restsUntil: number;
  run(): { result: unknown; reads: ReadSet };
  send(seq: number, result: unknown): void;
}

/** A result as it is compared: how long it took differs every time and is no news. Inside of texts quotes are escaped, so only the field matches. */
const compared = (result: unknown): string | undefined => JSON.stringify(result)?.replace(/,"took_ms":\d+(?=\}+$)/, "");

interface LiveDeps {
  /** Runs `work` after so many milliseconds; 0 lets other messages through first. */
  readonly later: (work: () => void, ms: number) => void;
  /** Milliseconds of a clock that only goes forward. */
  readonly precise: () => number;
}

/** A watch answers at most once a frame. */
const FRAME_MS = 16;
/** So long at a time: then writes and questions that wait come first. */
const SLICE_MS = 8;
/** A watch rests as long as it took, times this: one watch takes a tenth of the time at most, and leaves the rest to writes. */
const REST = 9;

/** Live queries: re-run after commits that concern them, coalesced, a slice at a time, and sent only if they differ (LQ1–LQ6). */
export class LiveQueries {
  private readonly watches = new Set<Watch>();
  /** Concerned by a commit and not run since; who waits longest is first. */
  private readonly stale = new Set<Watch>();
  private readonly deps: LiveDeps;
  private scheduled = false;

  constructor(deps: LiveDeps) {
    this.deps = deps;
  }

  /** Sends the first result before it returns. `run` never throws: an expected failure is a result. */
  watch(run: Watch["run"], send: Watch["send"]): () => void {
    const first = run();
    const watch: Watch = { reads: first.reads, sent: compared(first.result), seq: 0, restsUntil: 0, run, send };
    this.watches.add(watch);
    send(0, first.result);
    return () => {
      this.watches.delete(watch);
      this.stale.delete(watch);
    };
  }

  committed(writes: WriteSet): void {
    for (const watch of this.watches) if (writes.concerns(watch.reads)) this.stale.add(watch);
    this.schedule();
  }

  /** Until the first of them has rested. */
  private schedule(): void {
    if (this.scheduled || this.stale.size === 0) return;
    this.scheduled = true;
    const first = Math.min(...[...this.stale].map((watch) => watch.restsUntil));
    this.deps.later(() => this.slice(), Math.max(0, first - this.deps.precise()));
  }

  private slice(): void {
    this.scheduled = false;
    const start = this.deps.precise();
    for (const watch of [...this.stale]) {
      if (watch.restsUntil > start || !this.stale.has(watch)) continue;
      this.refresh(watch);
      if (this.deps.precise() - start >= SLICE_MS) break;
    }
    this.schedule();
  }

  private refresh(watch: Watch): void {
    this.stale.delete(watch);
    const start = this.deps.precise();
    const { result, reads } = watch.run();
    const end = this.deps.precise();
    watch.reads = reads;
    watch.restsUntil = Math.max(start + FRAME_MS, end + (end - start) * REST);
    const text = compared(result);
    if (text === watch.sent) return;
    watch.sent = text;
    watch.send(++watch.seq, result);
  }

  close(): void {
    this.watches.clear();
    this.stale.clear();
  }
}
