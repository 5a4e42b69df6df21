import type { NetChange } from "./changes.ts";
import type { TrackedTable } from "./module.ts";
import type { Database } from "./sqlite.ts";

/** The columns of `nodes` that the search index holds. */
const INDEXED = ["name", "content", "tags", "folder"];
const KEY = "search.deferred";

export const DIRTY_SQL = {
  pk: "SELECT pk FROM nodes WHERE id = ?",
  deferred: "SELECT value_json FROM meta WHERE key = ?",
  defer: "INSERT INTO meta (key, value_json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json",
} as const;

/** In the trash a node has no names that others may call it by. */
const isRestored = ({ before, after }: NetChange): boolean => before.get("deleted_at") !== undefined && after.get("deleted_at") === null;

type Range = [from: number, to: number];

/**
 * Which nodes the search index has to follow. Those put off by bulk work are kept as ranges of `nodes.pk` in `meta`,
 * written in the same transaction as the nodes: after a crash the next start knows what is still to be indexed.
 */
export class DirtyNodes {
  private readonly db: Database;
  /** Columns of other tables that the index holds; their rows have the id of the node. */
  private readonly indexed: ReadonlyMap<string, readonly string[]>;

  constructor(db: Database, tracked: readonly TrackedTable[]) {
    this.db = db;
    this.indexed = new Map(tracked.map(({ table, indexed = [] }) => [table, indexed]));
  }

  /** How many nodes wait to be indexed. */
  get deferred(): number {
    return this.ranges().reduce((sum, [from, to]) => sum + to - from + 1, 0);
  }

  of(changes: readonly NetChange[], index: "now" | "later"): { upserted: Set<number>; deleted: Set<number> } {
    const dirty = { upserted: new Set<number>(), deleted: new Set<number>() };
    const later: number[] = [];
    for (const change of changes) {
      if (change.table !== "nodes") {
        if (this.isIndexed(change)) dirty.upserted.add(this.db.value<number>(DIRTY_SQL.pk, [change.row_id])!);
        continue;
      }
      const pk = Number(change.pk);
      if (change.op === "delete") dirty.deleted.add(Number(change.before.get("pk")));
      else if (change.op === "insert" && index === "later") later.push(pk);
      else if (
        change.op === "insert" ||
        INDEXED.some((column) => change.before.has(column)) ||
        change.before.has("pk") ||
        isRestored(change)
      )
        dirty.upserted.add(pk);
      if (change.op === "update" && change.before.has("pk")) dirty.deleted.add(Number(change.before.get("pk")));
    }
    const waiting = later.length > 0 || dirty.deleted.size > 0 ? this.ranges() : [];
    // What was never indexed and is gone again needs nothing more.
    const left = waiting.length > 0 && dirty.deleted.size > 0 ? without(waiting, dirty.deleted) : waiting;
    if (later.length > 0) this.save(joined(left, later));
    else if (left !== waiting) this.save(left);
    return dirty;
  }

  /** Takes up to `limit` nodes off the list; inside the transaction that indexes them. */
  take(limit: number): Set<number> {
    const taken = new Set<number>();
    const left: Range[] = [];
    for (const [from, to] of this.ranges()) {
      let pk = from;
      for (; pk <= to && taken.size < limit; pk++) taken.add(pk);
      if (pk <= to) left.push([pk, to]);
    }
    this.save(left);
    return taken;
  }

  private isIndexed(change: NetChange): boolean {
    return change.op === "update" && this.indexed.get(change.table)!.some((column) => change.before.has(column));
  }

  private ranges(): Range[] {
    return JSON.parse(this.db.value<string>(DIRTY_SQL.deferred, [KEY]) ?? "[]") as Range[];
  }

  private save(ranges: readonly Range[]): void {
    this.db.run(DIRTY_SQL.defer, [KEY, JSON.stringify(ranges)]);
  }
}

/** The ranges without the given keys; those that were in one are taken out of `keys` too. */
function without(ranges: readonly Range[], keys: Set<number>): Range[] {
  const out: Range[] = [];
  const gone = [...keys].sort((a, b) => a - b);
  let at = 0;
  for (const [from, to] of ranges) {
    let start = from;
    while (at < gone.length && gone[at]! < from) at++;
    for (; at < gone.length && gone[at]! <= to; at++) {
      const key = gone[at]!;
      if (key > start) out.push([start, key - 1]);
      start = key + 1;
      keys.delete(key);
    }
    if (start <= to) out.push([start, to]);
  }
  return out;
}

function joined(ranges: readonly Range[], pks: readonly number[]): Range[] {
  const sorted = [...ranges, ...pks.map((pk): Range => [pk, pk])].sort((a, b) => a[0] - b[0]);
  const out: Range[] = [];
  for (const [from, to] of sorted) {
    const last = out.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}
