import { hlcClient } from "../base/hlc.ts";
import type { RandomBytes } from "../base/ids.ts";
import type { Database } from "../db/sqlite.ts";
import { DELETED } from "../protocol/names.ts";
import type { Write } from "../protocol/push.ts";
import { encodeValue, type WireValue } from "../protocol/value.ts";
import { type ConflictRow, noteConflict } from "./conflicts.ts";
import { writeOf } from "./capture.ts";
import { type Base, enqueue, keepBehind, OUTBOX_SQL, type OutboxRow, renumber } from "./outbox.ts";
import {
  type Cells,
  clocksOf,
  type Clocks,
  type Held,
  heldOf,
  markBack,
  pendingColumns,
  type Place,
  shadowOf,
  waitingCells,
} from "./records.ts";
import { setPhase, SPACES_SQL, spaceRow } from "./spaces.ts";
import { policyOf, readRow, type SyncTables } from "./tables.ts";

export const REOFFER_SQL = {
  // Of each column the later clock: its text begins with it. What was held before may not have been given back yet.
  hold: `UPDATE sync_rec SET cells_json = '{}', held_json = (SELECT json_group_object(key, json(latest)) FROM
    (SELECT key, max(value) AS latest FROM
      (SELECT key, json_remove(value, '$[3]') AS value FROM json_each(coalesce(sync_rec.held_json, '{}')) UNION ALL
        SELECT key, value FROM json_each(sync_rec.cells_json))
      GROUP BY key)) WHERE space_id = ?`,
  held: "SELECT tbl, id, space_id FROM sync_rec WHERE space_id = ? AND held_json IS NOT NULL ORDER BY tbl, id",
  release: "UPDATE sync_rec SET held_json = NULL WHERE space_id = ? AND held_json IS NOT NULL",
  forget: "UPDATE sync_rec SET cells_json = '{}', held_json = NULL WHERE space_id = ?",
  forgetBehind: "DELETE FROM sync_shadow WHERE space_id = ?",
  sendAgain: "UPDATE sync_outbox SET acked = 0 WHERE space_id = ?",
  drop: "DELETE FROM sync_outbox WHERE space_id = ? AND kind IN ('state', 'conflict')",
  conflicts: "SELECT * FROM sync_conflict WHERE space_id = ?",
  forgetContexts: "UPDATE sync_dead SET ctx = 0 WHERE space_id = ?",
  outbox: "SELECT pk, writes_json, base_json FROM sync_outbox WHERE space_id = ? AND kind IN ('write', 'offer') ORDER BY pk",
} as const;

const WRITES = 400;

/** The server lost what this device has read: it is read from the beginning, what was known is remembered (CL11). */
export function startReading(db: Database, spaceId: string): void {
  db.run(REOFFER_SQL.hold, [spaceId]);
  db.run(REOFFER_SQL.sendAgain, [spaceId]);
  db.run(REOFFER_SQL.drop, [spaceId]);
  db.run(REOFFER_SQL.forgetContexts, [spaceId]);
  db.run(SPACES_SQL.restart, ["reread", spaceId]);
}

/** Everything was read: what the server does not have goes out again, with the clocks it had, before the outbox does. */
export function offerAgain(
  db: Database,
  tables: SyncTables,
  spaceId: string,
  lastMid: number,
  deps: { now: number; random: RandomBytes },
): void {
  // Who may only read cannot give it back: what the server has counts, everywhere (SV6).
  if (spaceRow(db, spaceId)!.role === "viewer" && db.rows(REOFFER_SQL.held, [spaceId]).length > 0) {
    db.run(REOFFER_SQL.forget, [spaceId]);
    db.run(REOFFER_SQL.forgetBehind, [spaceId]);
    db.run(SPACES_SQL.restart, ["reread", spaceId]);
    return;
  }
  const byClock = new Map<string, Write[]>();
  for (const place of db.rows<Place>(REOFFER_SQL.held, [spaceId]))
    for (const [hlc, cells] of missing(db, tables, place)) byClock.set(hlc, [...(byClock.get(hlc) ?? []), stateOf(tables, place, cells)]);
  const again = (kind: "state" | "conflict", hlc: string, writes: Write[]) =>
    void enqueue(db, { space_id: spaceId, kind, writes, at: deps.now, hlc, ctx: 0 }, deps);
  for (const [hlc, writes] of byClock) for (let i = 0; i < writes.length; i += WRITES) again("state", hlc, writes.slice(i, i + WRITES));
  for (const { tbl, id, col, hlc, value_json } of db.rows<ConflictRow>(REOFFER_SQL.conflicts, [spaceId]))
    again("conflict", hlc, [[tbl, id, { [col]: JSON.parse(value_json) as WireValue }]]);
  renumber(db, spaceId, lastMid);
  setPhase(db, spaceId, "reoffer");
}

function stateOf(tables: SyncTables, { tbl, id }: Place, cells: Write[2]): Write {
  const table = tables.get(tbl);
  return table ? writeOf(table, id, cells) : [tbl, id, cells];
}

/** Cells of a record that this device knew and the server does not, by their clocks. */
function missing(db: Database, tables: SyncTables, place: Place): Map<string, Record<string, WireValue>> {
  const found = new Map<string, Record<string, WireValue>>();
  const there = clocksOf(db, place) ?? {};
  const held = heldOf(db, place)!;
  const valueOf = valuesOf(db, tables, place);
  const overtaken = Object.keys(held).filter((column) => (there[column]?.[0] ?? "") >= held[column]![0]);
  if (overtaken.length > 0) markBack(db, place, held, overtaken);
  // Deleted there as it was here: what it had been is no reason to bring it back.
  if (held[DELETED]?.[2] === 1 && there[DELETED]?.[2] === 1) return found;
  for (const [column, [hlc, , isGone, isBack]] of Object.entries(held)) {
    if (isBack || overtaken.includes(column)) continue;
    const value = valueOf(column, hlc, isGone === 1);
    if (value !== undefined) found.set(hlc, { ...found.get(hlc), [column]: value });
  }
  return found;
}

/** What a cell held at its clock, if this device still has it: behind a pending value, waiting, or in its row. */
function valuesOf(db: Database, tables: SyncTables, place: Place) {
  const [shadow, waiting, pending] = [shadowOf(db, place), waitingCells(db, place) ?? {}, pendingColumns(db, place)];
  const table = tables.get(place.tbl);
  const row = table && readRow(db, table, place.id);
  return (column: string, hlc: string, isGone: boolean): WireValue | undefined => {
    for (const kept of [shadow, waiting]) if (kept[column]?.[1] === hlc) return kept[column][0];
    if (pending.has(column) || pending.has(DELETED)) return undefined;
    // A row that is not here may be waiting: that is no deletion.
    if (column === DELETED) return isGone ? 1 : null;
    return row && column in row ? encodeValue(row[column] as Parameters<typeof encodeValue>[0]) : undefined;
  };
}

/** Whoever deleted it there had not seen what is to be given back: so the row stays until the server has decided (CL11). */
export function owesEdits(tables: SyncTables, tbl: string, held: Held, there: Clocks): boolean {
  const table = tables.get(tbl);
  if (held[DELETED]?.[2] === 1) return false;
  const isEdit = (column: string) => column !== DELETED && (!table || policyOf(table, column) !== "quiet");
  return Object.entries(held).some(([column, [hlc, , , isBack]]) => isEdit(column) && !isBack && hlc > (there[column]?.[0] ?? ""));
}

/**
 * Somebody wrote after the loss, perhaps without having seen what this device had read before it: no clock tells. So what is overtaken is
 * kept as having lost, until somebody decides (CL11). A device has always seen what it wrote itself before.
 */
export function noteOvertaken(db: Database, tables: SyncTables, place: Place, held: Held, cells: Cells): void {
  const table = tables.get(place.tbl);
  if (!table) return;
  const valueOf = valuesOf(db, tables, place);
  for (const [column, [value, hlc, , again]] of Object.entries(cells)) {
    const before = held[column];
    if (!before || before[3] || column === DELETED || policyOf(table, column) === "quiet") continue;
    // Written anew after the loss it is by another one with the same id, who was not told: each that is takes a new one (CL9).
    if (hlcClient(before[0]) === hlcClient(hlc) && typeof again === "number") continue;
    const lost = valueOf(column, before[0], false);
    if (lost !== undefined && lost !== value) noteConflict(db, place.space_id, [place.tbl, place.id, column, lost, before[0], 0, 0]);
  }
}

/** What was lost is there again, and read: the outbox goes on, as concurrent where it had not seen what is there now. */
export function goOn(db: Database, spaceId: string): void {
  const { seq } = spaceRow(db, spaceId)!;
  for (const { pk, writes_json, base_json } of db.rows<Pick<OutboxRow, "pk" | "writes_json" | "base_json">>(REOFFER_SQL.outbox, [
    spaceId,
  ])) {
    const writes = JSON.parse(writes_json) as Write[];
    const seen = writes.every(([tbl, id, cells]) => isAsBefore(db, { space_id: spaceId, tbl, id }, cells));
    if (!seen && base_json !== null) keepBehind(db, spaceId, JSON.parse(base_json) as Base, 0);
    const over = writes.map((write) => writtenOver(db, spaceId, write));
    db.run(OUTBOX_SQL.recontext, [seen ? seq : 0, JSON.stringify(over), pk]);
  }
  db.run(REOFFER_SQL.release, [spaceId]);
  db.run(SPACES_SQL.givenBack, [spaceId]);
  // What was taken and not read back yet is in no list: whatever the server does not have of a row is offered.
  db.run(SPACES_SQL.offered, [null, spaceId]);
  setPhase(db, spaceId, "offer");
}

/** With the clocks of what it replaced and nobody can offer again: who has that yet shall know that it had been seen. */
function writtenOver(db: Database, spaceId: string, [tbl, id, cells, more]: Write): Write {
  const held = heldOf(db, { space_id: spaceId, tbl, id }) ?? {};
  const lost = Object.entries(held).filter(([column, [, , , isBack]]) => column in cells && !isBack);
  if (lost.length === 0) return more ? [tbl, id, cells, more] : [tbl, id, cells];
  return [tbl, id, cells, { ...more, over: Object.fromEntries(lost.map(([column, [hlc]]) => [column, hlc])) }];
}

/** What is written, or, to be deleted, anything of it. */
function isAsBefore(db: Database, place: Place, written: Write[2]): boolean {
  const held = heldOf(db, place) ?? {};
  const concerns = (column: string) => column === DELETED || column in written || DELETED in written;
  const there = Object.entries(clocksOf(db, place) ?? {}).filter(([column]) => concerns(column));
  return !Object.keys(shadowOf(db, place)).some(concerns) && there.every(([column, [hlc]]) => held[column]?.[0] === hlc);
}
