import type { RandomBytes } from "../base/ids.ts";
import { Refusal } from "../base/result.ts";
import type { WriteContext } from "../db/module.ts";
import type { Database } from "../db/sqlite.ts";
import { DELETED } from "../protocol/names.ts";
import type { Write } from "../protocol/push.ts";
import type { WireValue } from "../protocol/value.ts";
import { applyRow, type Applied } from "./apply-row.ts";
import { conflictById, isMine, mergedValue, settleConflict, wireOf } from "./conflicts.ts";
import { keepSilent } from "./meta.ts";
import { type Base, enqueue, forget } from "./outbox.ts";
import { type Cells, clocksOf, isPending, pendingColumns, type Place, putShadow, shadowOf, stopWaiting, waitingCells } from "./records.ts";
import { type SyncTables, syncTables } from "./tables.ts";

export const DECIDE_SQL = {
  dead: "SELECT op, space_id, ctx, writes_json, base_json, at, made FROM sync_dead WHERE op = ?",
  allDead: "SELECT op FROM sync_dead",
  newestFirst: "SELECT op FROM sync_dead WHERE op IN (SELECT value FROM json_each(?)) ORDER BY made DESC",
  bury: "DELETE FROM sync_dead WHERE op = ?",
  later: `SELECT t.op, t.columns_json, coalesce(o.base_json, d.base_json) AS base_json
    FROM sync_touch t LEFT JOIN sync_outbox o ON o.op = t.op LEFT JOIN sync_dead d ON d.op = t.op
    WHERE t.tbl = ? AND t.id = ? AND coalesce(o.pk, d.made) > ? ORDER BY coalesce(o.pk, d.made)`,
  rebaseWaiting: "UPDATE sync_outbox SET base_json = ? WHERE op = ?",
  rebaseDead: "UPDATE sync_dead SET base_json = ? WHERE op = ?",
  children: `WITH RECURSIVE below(id) AS (SELECT ?1 UNION SELECT e.target_id FROM edges e JOIN below ON e.source_id = below.id WHERE e.edge_type = 'NEST')
    SELECT id FROM below`,
  move: "UPDATE nodes SET space_id = ?1 WHERE id = ?2 AND space_id <> ?1",
  role: "SELECT role FROM sync_space WHERE space_id = ? AND phase <> 'gone'",
} as const;

type Deps = { now: number; random: RandomBytes };

/** Keeps one's own, the other's, or what merging made of both; an ordinary write that syncs (CL7). Answers the nodes it wrote. */
export function resolve(
  ctx: WriteContext,
  ids: readonly string[],
  choice: "mine" | "theirs" | "merged",
  value: string | undefined,
  deps: Deps,
): { resolved: number; nodes: string[] } {
  const { db } = ctx;
  const tables = syncTables(db, ctx.tracked);
  const nodes: string[] = [];
  let resolved = 0;
  for (const id of ids) {
    const conflict = conflictById(db, id);
    const table = conflict && tables.get(conflict.tbl);
    if (!table) continue;
    resolved++;
    const wantsLost = choice === "merged" ? false : (choice === "mine") === isMine(db, conflict);
    const merged = choice === "merged" ? (value ?? mergedValue(db, tables, conflict)) : undefined;
    if (choice === "merged" && merged === undefined)
      throw new Refusal(
        "NotMerged",
        "These two cannot be merged by themselves. Nothing was changed; choose one, or write what it is to be.",
      );
    const chosen = merged === undefined ? (wantsLost ? (JSON.parse(conflict.value_json) as WireValue) : undefined) : wireOf(merged);
    const { write } = settleConflict(db, conflict, chosen, ctx.at, deps);
    if (write?.column === DELETED) db.run(`DELETE FROM ${table.name} WHERE ${table.key} = ?`, [conflict.id]);
    else if (write) {
      db.run(`UPDATE ${table.name} SET ${write.column} = ? WHERE ${table.key} = ?`, [write.value, conflict.id]);
      nodes.push(conflict.id);
    }
  }
  return { resolved, nodes };
}

interface Dead {
  op: string;
  space_id: string;
  ctx: number;
  writes_json: string;
  base_json: string | null;
  at: number;
  made: number;
}

/** What the server refused is sent again, as a new operation. */
export function retry({ db }: WriteContext, ops: readonly string[] | undefined, deps: Deps): void {
  for (const op of ops ?? db.rows<{ op: string }>(DECIDE_SQL.allDead).map((row) => row.op)) {
    const dead = db.row<Dead>(DECIDE_SQL.dead, [op]);
    if (!dead) continue;
    db.run(DECIDE_SQL.bury, [op]);
    forget(db, op);
    const base = dead.base_json === null ? undefined : (JSON.parse(dead.base_json) as Base);
    enqueue(
      db,
      {
        space_id: dead.space_id,
        kind: "write",
        writes: JSON.parse(dead.writes_json) as Write[],
        base,
        at: dead.at,
        ctx: dead.ctx,
        made: dead.made,
      },
      deps,
    );
  }
}

/** Gives up what the server refused: its cells are again what the server has, or what they were before (CL10). Answers the nodes. */
export function discard(ctx: WriteContext, ops: readonly string[]): Set<string> {
  const { db } = ctx;
  const tables = syncTables(db, ctx.tracked);
  const applied: Applied = { nodes: new Set() };
  keepSilent(db);
  // The latest first: what an operation before it made is then there to be taken back.
  const newestFirst = db.rows<{ op: string }>(DECIDE_SQL.newestFirst, [JSON.stringify(ops)]);
  for (const { op } of newestFirst) {
    const dead = db.row<Dead>(DECIDE_SQL.dead, [op])!;
    db.run(DECIDE_SQL.bury, [op]);
    forget(db, op);
    const base = dead.base_json === null ? {} : (JSON.parse(dead.base_json) as Base);
    for (const [tbl, id, cells] of JSON.parse(dead.writes_json) as Write[])
      giveBack({ db, tables, applied, made: dead.made }, { space_id: dead.space_id, tbl, id }, cells, base[`${tbl} ${id}`] ?? {});
  }
  return applied.nodes;
}

interface Later {
  op: string;
  columns_json: string;
  base_json: string | null;
}

type Giving = { readonly db: Database; readonly tables: SyncTables; readonly applied: Applied; readonly made: number };

/** The cells that nothing else of this device has changed are again what they were before; where the server has something else, that. */
function giveBack({ db, tables, applied, made }: Giving, place: Place, cells: Write[2], base: Base[string]): void {
  const pending = pendingColumns(db, place);
  const table = tables.get(place.tbl);
  const later = handOn(db, place, made, base);
  const over = Object.keys(cells).filter((column) => !pending.has(column) || (column in base && !later.has(column)));
  if (!table || over.length === 0) return;
  const shadow = Object.entries(shadowOf(db, place));
  const isStill = ([column, [value]]: (typeof shadow)[number]) => isPending(pending, column, value);
  putShadow(db, place, Object.fromEntries(shadow.filter(isStill)));
  // What the server never had was made here, by this or by another of these operations; nor does it come back with its parent.
  if (clocksOf(db, place) === undefined && pending.size === 0) {
    stopWaiting(db, place);
    return void db.run(`DELETE FROM ${place.tbl} WHERE ${table.key} = ?`, [place.id]);
  }
  const before = Object.entries(base).flatMap(([column, value]) => (over.includes(column) ? [[column, [value, "", 0]] as const] : []));
  // What was deleted here is kept as it was.
  const kept = (cells[DELETED] ?? null) === null || !over.includes(DELETED) ? {} : waitingCells(db, place);
  const back: Cells = { ...kept, ...Object.fromEntries(before), ...Object.fromEntries(shadow.filter((one) => !isStill(one))) };
  applyRow(db, tables, place, back, back, applied);
}

/** What wrote a cell next finds before it what was there before the operation that is given up. Answers the columns that were written later. */
function handOn(db: Database, { tbl, id }: Place, made: number, before: Base[string]): Set<string> {
  const later = new Set<string>();
  const key = `${tbl} ${id}`;
  for (const { op, columns_json, base_json } of db.rows<Later>(DECIDE_SQL.later, [tbl, id, made])) {
    const bases = JSON.parse(base_json ?? "{}") as Base;
    const columns = (JSON.parse(columns_json) as string[]).filter((column) => !later.has(column));
    const handed = columns.filter((column) => column in before && column in (bases[key] ?? {}));
    for (const column of columns) later.add(column);
    if (handed.length === 0) continue;
    const changed = { ...bases[key], ...Object.fromEntries(handed.map((column) => [column, before[column]!])) };
    for (const rebase of [DECIDE_SQL.rebaseWaiting, DECIDE_SQL.rebaseDead])
      db.run(rebase, [JSON.stringify({ ...bases, [key]: changed }), op]);
  }
  return later;
}

/** A node into another space, with everything nested below it (CL12). */
export function moveToSpace({ db }: WriteContext, id: string, spaceId: string): { moved: number } {
  const role = spaceId === "personal" ? "owner" : db.value<string>(DECIDE_SQL.role, [spaceId]);
  if (role === undefined) throw new Refusal("SpaceNotFound", "This space is not known on this device. Nothing was changed.");
  if (role === "viewer") throw new Refusal("Forbidden", "You may read this space, not write to it. Nothing was changed.");
  let moved = 0;
  for (const { id: below } of db.rows<{ id: string }>(DECIDE_SQL.children, [id])) moved += db.run(DECIDE_SQL.move, [spaceId, below]);
  return { moved };
}
