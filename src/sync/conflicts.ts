import { hlcClient } from "../base/hlc.ts";
import type { RandomBytes } from "../base/ids.ts";
import type { Database, SqlValue } from "../db/sqlite.ts";
import { DELETED } from "../protocol/names.ts";
import type { WireConflict } from "../protocol/pull.ts";
import { decodeValue, encodeValue, type WireValue } from "../protocol/value.ts";
import { mergeSets, mergeTexts } from "./merge.ts";
import { readMeta } from "./meta.ts";
import { type Base, enqueue, OUTBOX_SQL } from "./outbox.ts";
import { clocksOf, pendingColumns, type Place } from "./records.ts";
import { policyOf, readRow, type SyncTables } from "./tables.ts";

export interface ConflictRow extends Place {
  readonly col: string;
  readonly hlc: string;
  readonly value_json: string;
  readonly base_json: string | null;
  readonly seq: number;
}

export const CONFLICTS_SQL = {
  put: `INSERT INTO sync_conflict (space_id, tbl, id, col, hlc, value_json, base_json, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  settled: "DELETE FROM sync_conflict WHERE tbl = ? AND id = ? AND col = ? AND hlc = ? AND space_id = ?",
  all: "SELECT * FROM sync_conflict ORDER BY hlc DESC LIMIT ?",
  one: "SELECT * FROM sync_conflict WHERE tbl = ? AND id = ? AND col = ? AND hlc = ?",
  count: "SELECT count(*) FROM sync_conflict",
} as const;

/** Answers how many are new. What was there before is kept with it while an operation still remembers. */
export function noteConflict(db: Database, spaceId: string, [tbl, id, col, value, hlc, seq, resolved]: WireConflict): number {
  if (resolved === 1) {
    db.run(CONFLICTS_SQL.settled, [tbl, id, col, hlc, spaceId]);
    return 0;
  }
  const current = clocksOf(db, { space_id: spaceId, tbl, id })?.[col]?.[0];
  const base = baseOf(db, hlc, tbl, id, col) ?? (current === undefined ? undefined : baseOf(db, current, tbl, id, col));
  return db.run(CONFLICTS_SQL.put, [
    spaceId,
    tbl,
    id,
    col,
    hlc,
    JSON.stringify(value),
    base === undefined ? null : JSON.stringify(base),
    seq,
  ]);
}

function baseOf(db: Database, hlc: string, tbl: string, id: string, col: string): WireValue | undefined {
  const json = db.value<string>(OUTBOX_SQL.byClock, [hlc]);
  return json === undefined ? undefined : (JSON.parse(json) as Base)[`${tbl} ${id}`]?.[col];
}

export const conflictId = ({ tbl, id, col, hlc }: ConflictRow): string => [tbl, id, col, hlc].join(" ");

export function conflictById(db: Database, conflict: string): ConflictRow | undefined {
  const [tbl, id, col, hlc] = conflict.split(" ");
  return db.row(CONFLICTS_SQL.one, [tbl ?? "", id ?? "", col ?? "", hlc ?? ""]);
}

export const isMine = (db: Database, { hlc }: ConflictRow): boolean => (readMeta(db, "clients") ?? []).includes(hlcClient(hlc));

/** What merging makes of it; undefined if it cannot be merged, or if both changed the same words. */
export function mergedValue(db: Database, tables: SyncTables, conflict: ConflictRow): string | undefined {
  const table = tables.get(conflict.tbl);
  const row = table && readRow(db, table, conflict.id);
  if (!row || conflict.base_json === null) return undefined;
  const [base, lost, now] = [JSON.parse(conflict.base_json), JSON.parse(conflict.value_json), row[conflict.col]] as unknown[];
  if (typeof base !== "string" || typeof lost !== "string" || typeof now !== "string") return undefined;
  const policy = policyOf(table, conflict.col);
  if (policy === "text") return mergeTexts(base, now, lost);
  return policy === "set" ? mergeSets(base, now, lost) : undefined;
}

export interface Decided {
  /** Written to the row by the caller, in the same transaction. */
  readonly write: { readonly column: string; readonly value: SqlValue } | null;
}

/**
 * Says that it is settled, in an operation of its own; the value that was chosen is an ordinary write (CL7). `lost`: what had lost
 * is chosen. `undefined`: what is there stays.
 */
export function settleConflict(
  db: Database,
  conflict: ConflictRow,
  value: WireValue | undefined,
  at: number,
  deps: { now: number; random: RandomBytes },
): Decided {
  const { space_id, tbl, id, col, hlc } = conflict;
  db.run(CONFLICTS_SQL.settled, [tbl, id, col, hlc, space_id]);
  enqueue(db, { space_id, kind: "write", writes: [[tbl, id, {}, { done: { [col]: hlc } }]], at }, deps);
  if (value === undefined) return { write: null };
  const decoded = decodeValue(value);
  return decoded === undefined ? { write: null } : { write: { column: col, value: decoded } };
}

/** Conflicts that this device lost and that merge without a question; undefined if there is none. */
export function mergeable(db: Database, tables: SyncTables): { conflict: ConflictRow; value: string }[] {
  return db.rows<ConflictRow>(CONFLICTS_SQL.all, [1000]).flatMap((conflict) => {
    if (conflict.col === DELETED || !isMine(db, conflict)) return [];
    if (pendingColumns(db, conflict).has(conflict.col)) return [];
    const value = mergedValue(db, tables, conflict);
    return value === undefined ? [] : [{ conflict, value }];
  });
}

export const wireOf = (value: string | number | boolean | null): WireValue =>
  encodeValue(typeof value === "boolean" ? Number(value) : value);
