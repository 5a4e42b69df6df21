import type { RowChange } from "./connection.ts";
import type { SqlValue } from "./sqlite.ts";

export type Origin = "local" | "remote";
export type ChangeOp = RowChange["op"];

/** What one transaction did to one row in the end, whatever the steps were (CH2). */
export interface NetChange {
  readonly table: string;
  readonly row_id: string;
  readonly op: ChangeOp;
  /** `nodes.pk` and its like: the integer key that other structures rest on. */
  readonly pk: number | bigint;
  /** Update: the cells that differ, as they were. Delete: the whole row. Insert: empty. */
  readonly before: ReadonlyMap<string, SqlValue>;
  /** Update: the same cells, as they are now. */
  readonly after: ReadonlyMap<string, SqlValue>;
}

/** Where the columns of a tracked table are. */
export interface TableLayout {
  readonly table: string;
  readonly key: string;
  readonly keyIndex: number;
  readonly columns: readonly string[];
}

interface Event {
  readonly layout: TableLayout;
  readonly id: string;
  readonly op: ChangeOp;
  readonly pk: number | bigint;
  readonly before: Map<string, SqlValue>;
  readonly after: Map<string, SqlValue>;
}

/** Records the row changes of one transaction; a savepoint that is undone takes its events with it. */
export class ChangeLog {
  private readonly layouts: ReadonlyMap<string, TableLayout>;
  private events: Event[] = [];
  /** Rows deleted at some point of this transaction: if one comes back, its new values are needed. */
  private readonly gone = new Set<string>();

  constructor(layouts: ReadonlyMap<string, TableLayout>) {
    this.layouts = layouts;
  }

  get mark(): number {
    return this.events.length;
  }

  undoTo(mark: number): void {
    this.events.length = mark;
  }

  record(change: RowChange): void {
    const layout = this.layouts.get(change.table);
    if (!layout) return;
    if (change.op === "insert") this.inserted(layout, change);
    else if (change.op === "delete") this.deleted(layout, change);
    else this.updated(layout, change);
  }

  private inserted(layout: TableLayout, change: RowChange): void {
    const id = String(change.after(layout.keyIndex));
    const back = this.gone.has(`${layout.table} ${id}`);
    this.events.push({ layout, id, op: "insert", pk: change.newRowid, before: EMPTY, after: back ? whole(layout, change.after) : EMPTY });
  }

  private deleted(layout: TableLayout, change: RowChange): void {
    const id = String(change.before(layout.keyIndex));
    this.gone.add(`${layout.table} ${id}`);
    this.events.push({ layout, id, op: "delete", pk: change.oldRowid, before: whole(layout, change.before), after: EMPTY });
  }

  private updated(layout: TableLayout, change: RowChange): void {
    if (!change.same(layout.keyIndex)) {
      this.deleted(layout, change);
      this.inserted(layout, change);
      return;
    }
    const before = new Map<string, SqlValue>();
    const after = new Map<string, SqlValue>();
    layout.columns.forEach((column, i) => {
      if (change.same(i)) return;
      before.set(column, change.before(i));
      after.set(column, change.after(i));
    });
    if (before.size > 0)
      this.events.push({ layout, id: String(change.before(layout.keyIndex)), op: "update", pk: change.newRowid, before, after });
  }

  /** Folds the events into one net change per row; rows that are as they were before are left out. */
  net(): NetChange[] {
    const rows = new Map<string, Event[]>();
    for (const event of this.events) {
      const key = `${event.layout.table} ${event.id}`;
      const known = rows.get(key);
      if (known) known.push(event);
      else rows.set(key, [event]);
    }
    return [...rows.values()].map(fold).filter((change) => change !== null);
  }
}

const EMPTY: Map<string, SqlValue> = new Map();

const whole = (layout: TableLayout, value: (column: number) => SqlValue): Map<string, SqlValue> =>
  new Map(layout.columns.map((column, i) => [column, value(i)]));

function fold(events: readonly Event[]): NetChange | null {
  const first = events[0]!;
  const last = events.at(-1)!;
  const { table } = first.layout;
  const base = { table, row_id: first.id, pk: last.pk };
  const existedBefore = first.op !== "insert";
  const existsAfter = last.op !== "delete";
  if (!existedBefore) return existsAfter ? { ...base, op: "insert", before: EMPTY, after: EMPTY } : null;
  const before = new Map<string, SqlValue>();
  const after = new Map<string, SqlValue>();
  for (const event of events) {
    for (const [column, value] of event.before) if (!before.has(column)) before.set(column, value);
    for (const [column, value] of event.after) after.set(column, value);
  }
  if (!existsAfter) return { ...base, op: "delete", before, after: EMPTY };
  for (const [column, value] of before) {
    if (after.has(column) && !sameValue(value, after.get(column)!)) continue;
    before.delete(column);
    after.delete(column);
  }
  return before.size === 0 ? null : { ...base, op: "update", before, after };
}

const sameValue = (a: SqlValue, b: SqlValue): boolean =>
  a === b || (a instanceof Uint8Array && b instanceof Uint8Array && a.length === b.length && a.every((byte, i) => byte === b[i]));
