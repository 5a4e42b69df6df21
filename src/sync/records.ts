import type { WireCell } from "../protocol/pull.ts";
import type { Database } from "../db/sqlite.ts";
import { DELETED } from "../protocol/names.ts";

/** Column → [clock, seq]; of a deletion also that it is one. */
export type Clocks = Record<string, readonly [hlc: string, seq: number, isGone?: 0 | 1]>;
/** Those of before the server lost something; `isBack`: it is there again, or something later is, so it is not offered. */
export type Held = Record<string, readonly [hlc: string, seq: number, isGone?: 0 | 1, isBack?: 1]>;
export type Cells = Record<string, WireCell>;
export interface Place {
  readonly space_id: string;
  readonly tbl: string;
  readonly id: string;
}
export type Reason = "schema" | "value" | "parent" | "unique";

export const RECORDS_SQL = {
  clocks: "SELECT cells_json FROM sync_rec WHERE tbl = ?1 AND id = ?2 AND space_id = ?3",
  putClocks: `INSERT INTO sync_rec (tbl, id, space_id, cells_json) VALUES (?, ?, ?, ?)
    ON CONFLICT (tbl, id, space_id) DO UPDATE SET cells_json = excluded.cells_json`,
  known:
    "SELECT 1 FROM sync_rec WHERE tbl = ?1 AND id = ?2 AND space_id = ?3 UNION ALL SELECT 1 FROM sync_touch WHERE tbl = ?1 AND id = ?2 LIMIT 1",
  held: "SELECT held_json FROM sync_rec WHERE tbl = ?1 AND id = ?2 AND space_id = ?3 AND held_json IS NOT NULL",
  putHeld: "UPDATE sync_rec SET held_json = ?4 WHERE tbl = ?1 AND id = ?2 AND space_id = ?3",
  pending: "SELECT columns_json FROM sync_touch WHERE tbl = ? AND id = ?",
  shadow: "SELECT cells_json FROM sync_shadow WHERE tbl = ? AND id = ? AND space_id = ?",
  putShadow: `INSERT INTO sync_shadow (tbl, id, space_id, cells_json) VALUES (?, ?, ?, ?)
    ON CONFLICT (tbl, id, space_id) DO UPDATE SET cells_json = excluded.cells_json`,
  dropShadow: "DELETE FROM sync_shadow WHERE tbl = ? AND id = ? AND space_id = ?",
  shadows: "SELECT tbl, id, space_id, cells_json FROM sync_shadow WHERE space_id = ?",
  waiting: "SELECT cells_json FROM sync_unknown WHERE tbl = ? AND id = ? AND space_id = ?",
  wait: `INSERT INTO sync_unknown (tbl, id, space_id, cells_json, reason, waits_for) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (tbl, id, space_id) DO UPDATE SET cells_json = excluded.cells_json, reason = excluded.reason, waits_for = excluded.waits_for`,
  stopWaiting: "DELETE FROM sync_unknown WHERE tbl = ? AND id = ? AND space_id = ?",
  stillAlive: `SELECT u.space_id, u.tbl, u.id FROM sync_unknown u WHERE u.space_id = ? AND u.reason = 'parent' AND u.waits_for IS NULL
    AND NOT EXISTS (SELECT 1 FROM sync_touch t WHERE t.tbl = u.tbl AND t.id = u.id)
    AND EXISTS (SELECT 1 FROM sync_conflict c WHERE c.tbl = u.tbl AND c.id = u.id AND c.col = '_deleted')
    AND NOT EXISTS (SELECT 1 FROM sync_rec r WHERE r.tbl = u.tbl AND r.id = u.id AND r.space_id = u.space_id AND r.cells_json ->> '$._deleted[2]' = 1)`,
  dropAgreed: `DELETE FROM sync_unknown WHERE space_id = ? AND reason = 'parent' AND waits_for IS NULL
    AND NOT EXISTS (SELECT 1 FROM sync_touch t WHERE t.tbl = sync_unknown.tbl AND t.id = sync_unknown.id)`,
  waitersFor: "SELECT tbl, id, space_id, cells_json, reason FROM sync_unknown WHERE waits_for = ?",
  waitersOf: "SELECT tbl, id, space_id, cells_json, reason FROM sync_unknown WHERE reason = ? ORDER BY tbl, id",
} as const;

const at = ({ tbl, id, space_id }: Place) => [tbl, id, space_id];
const read = <T>(db: Database, sql: string, place: Place): T | undefined => {
  const json = db.value<string>(sql, at(place));
  return json === undefined ? undefined : (JSON.parse(json) as T);
};

export const clocksOf = (db: Database, place: Place): Clocks | undefined => read(db, RECORDS_SQL.clocks, place);
/** The clocks of before the server lost something. */
export const heldOf = (db: Database, place: Place): Held | undefined => read(db, RECORDS_SQL.held, place);
/** What of it the server has again by these cells, is remembered as such. */
export function takeBack(db: Database, place: Place, cells: Cells): Held {
  const held = heldOf(db, place);
  if (!held) return {};
  const back = Object.entries(cells).filter(([column, [, hlc, , again]]) => {
    const [before, , , isBack] = held[column] ?? [];
    return before !== undefined && !isBack && (before === hlc || before === again);
  });
  return back.length > 0
    ? markBack(
        db,
        place,
        held,
        back.map(([column]) => column),
      )
    : held;
}
export function markBack(db: Database, place: Place, held: Held, columns: readonly string[]): Held {
  const marked = columns.map((column): [string, Held[string]] => [column, [held[column]![0], held[column]![1], held[column]![2] ?? 0, 1]]);
  const after = { ...held, ...Object.fromEntries(marked) };
  db.run(RECORDS_SQL.putHeld, [...at(place), JSON.stringify(after)]);
  return after;
}
/** The clocks of what is shown here: while the server is read anew, also of what it lost (CL11). */
export function shownClocks(db: Database, place: Place): Clocks {
  const [there, held] = [clocksOf(db, place) ?? {}, Object.entries(heldOf(db, place) ?? {})];
  const later = held.filter(([column, [hlc]]) => hlc > (there[column]?.[0] ?? ""));
  return { ...there, ...Object.fromEntries(later.map(([column, [hlc, seq]]) => [column, [hlc, seq] as const])) };
}
export const putClocks = (db: Database, place: Place, clocks: Clocks): void =>
  void db.run(RECORDS_SQL.putClocks, [...at(place), JSON.stringify(clocks)]);
export const isKnown = (db: Database, place: Place): boolean => db.value(RECORDS_SQL.known, at(place)) !== undefined;

/** Columns of this record that the server does not have as they are here (CL5). */
export function pendingColumns(db: Database, { tbl, id }: Pick<Place, "tbl" | "id">): Set<string> {
  const rows = db.rows<{ columns_json: string }>(RECORDS_SQL.pending, [tbl, id]);
  return new Set(rows.flatMap((row) => JSON.parse(row.columns_json) as string[]));
}

/** A row that was deleted here stays so, and one that was edited here stays alive, until the server has decided. */
export const isPending = (pending: ReadonlySet<string>, column: string, value: unknown): boolean =>
  pending.has(column) || pending.has(DELETED) || (column === DELETED && value !== null && pending.size > 0);

export const shadowOf = (db: Database, place: Place): Cells => read<Cells>(db, RECORDS_SQL.shadow, place) ?? {};
export function putShadow(db: Database, place: Place, cells: Cells): void {
  if (Object.keys(cells).length === 0) db.run(RECORDS_SQL.dropShadow, at(place));
  else db.run(RECORDS_SQL.putShadow, [...at(place), JSON.stringify(cells)]);
}
export const shadowsOf = (db: Database, spaceId: string): (Place & { cells: Cells })[] =>
  db
    .rows<Place & { cells_json: string }>(RECORDS_SQL.shadows, [spaceId])
    .map(({ cells_json, ...place }) => ({ ...place, cells: JSON.parse(cells_json) as Cells }));

export const waitingCells = (db: Database, place: Place): Cells | undefined => read(db, RECORDS_SQL.waiting, place);
export function wait(db: Database, place: Place, cells: Cells, reason: Reason, waitsFor: string | null = null): void {
  db.run(RECORDS_SQL.wait, [...at(place), JSON.stringify({ ...waitingCells(db, place), ...cells }), reason, waitsFor]);
}
export const stopWaiting = (db: Database, place: Place): void => void db.run(RECORDS_SQL.stopWaiting, at(place));

type Waiter = Place & { readonly cells: Cells; readonly reason: Reason };
const waiters = (rows: (Place & { cells_json: string; reason: Reason })[]): Waiter[] =>
  rows.map(({ cells_json, ...rest }) => ({ ...rest, cells: JSON.parse(cells_json) as Cells }));
export const waitersFor = (db: Database, id: string): Waiter[] => waiters(db.rows(RECORDS_SQL.waitersFor, [id]));
export const waitersOf = (db: Database, reason: Reason): Waiter[] => waiters(db.rows(RECORDS_SQL.waitersOf, [reason]));
