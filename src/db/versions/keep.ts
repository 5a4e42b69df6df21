import type { NetChange, Origin } from "../changes.ts";
import type { TrackedTable } from "../module.ts";
import type { Database } from "../sqlite.ts";
import { type NodeState, type VersionedTables, currentState, encodeState, versionedTables } from "./document.ts";
import { addVersion, newestText } from "./store.ts";

/** Preference: at most one version in so many seconds of editing. */
export const INTERVAL_SETTING = "versions.interval_s";
const DEFAULT_INTERVAL_S = 60;

export const KEEP_SQL = {
  newest: "SELECT at, kept_at FROM versions WHERE node_id = ? ORDER BY seq DESC LIMIT 1",
  times: "SELECT created_at, modified_at FROM nodes WHERE id = ?",
  interval: "SELECT value_json FROM settings WHERE key = ?",
} as const;

interface When {
  readonly at: number;
  readonly origin: Origin;
}

/** Keeps what a node was before it is changed: in the one door of all writes, so that no repository can forget it (VE1). */
export class VersionKeeper {
  private readonly db: Database;
  private readonly tables: VersionedTables;

  constructor(db: Database, tracked: readonly TrackedTable[]) {
    this.db = db;
    this.tables = versionedTables(tracked);
  }

  /** Called inside the transaction, once for all its changes. */
  keep(changes: readonly NetChange[], { at, origin }: When): void {
    const changed = new Map<string, NetChange[]>();
    for (const change of changes) {
      if (change.op !== "update" || !this.tables.get(change.table)?.some((column) => change.before.has(column))) continue;
      changed.set(change.row_id, [...(changed.get(change.row_id) ?? []), change]);
    }
    const rows = changed.size === 0 ? [] : changes.filter((change) => change.op === "update" && changed.has(change.row_id));
    for (const [id, own] of changed) {
      const times = this.db.row<{ created_at: number; modified_at: number }>(KEEP_SQL.times, [id]);
      if (!times) continue;
      const before = rows.find((change) => change.row_id === id && change.table === "nodes")?.before;
      const reached = (before?.get("modified_at") as number | undefined) ?? times.modified_at;
      if (origin === "local" && !this.isDue(id, at, reached, times.created_at)) continue;
      this.add(id, this.stateBefore(id, own), reached, at, origin === "remote" ? "remote" : "edit");
    }
  }

  private isDue(id: string, at: number, reached: number, created: number): boolean {
    const newest = this.db.row<{ at: number; kept_at: number }>(KEEP_SQL.newest, [id]);
    if (newest && newest.at >= reached) return false;
    return at - (newest?.kept_at ?? created) >= this.interval() * 1000;
  }

  private interval(): number {
    const kept = this.db.value<string>(KEEP_SQL.interval, [INTERVAL_SETTING]);
    const seconds: unknown = kept === undefined ? DEFAULT_INTERVAL_S : JSON.parse(kept);
    return typeof seconds === "number" && seconds >= 0 ? seconds : DEFAULT_INTERVAL_S;
  }

  private stateBefore(id: string, changes: readonly NetChange[]): NodeState | null {
    const now = currentState(this.db, this.tables, id);
    if (!now) return null;
    const { cells } = now;
    let { content } = now;
    for (const { table, before } of changes) {
      for (const column of this.tables.get(table)!) {
        const value = before.get(column);
        if (value === undefined) continue;
        if (table === "nodes" && column === "content") content = String(value);
        else cells[table]![column] = value;
      }
    }
    return { cells, content };
  }

  private add(nodeId: string, state: NodeState | null, at: number, keptAt: number, reason: "edit" | "remote"): void {
    if (!state) return;
    const text = encodeState(state);
    if (text !== newestText(this.db, nodeId)) addVersion(this.db, { nodeId, at, keptAt, reason, label: null, text });
  }
}
