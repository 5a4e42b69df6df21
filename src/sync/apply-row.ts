import { sortKey } from "../base/names.ts";
import type { Database, SqlValue } from "../db/sqlite.ts";
import { SqlError } from "../db/sqlite.ts";
import { DELETED } from "../protocol/names.ts";
import { decodeValue, type WireValue } from "../protocol/value.ts";
import { type Cells, type Place, type Reason, shownClocks, stopWaiting, wait, waitersFor } from "./records.ts";
import { isDerived, NODES, readRow, type SyncTable, type SyncTables } from "./tables.ts";
import { cellsOf } from "./capture.ts";
import { ownerSpace } from "./owner.ts";
import { offerRest } from "./spaces.ts";

/** What one page did: nodes whose derived rows have to follow. */
export interface Applied {
  readonly nodes: Set<string>;
}

/** `fresh`: the cells that changed. `whole`: every cell that the server has of the record, for a row that is not here. */
export function applyRow(db: Database, tables: SyncTables, place: Place, fresh: Cells, whole: Cells, applied: Applied): void {
  const table = tables.get(place.tbl);
  if (!table) return wait(db, place, fresh, "schema");
  const row = readRow(db, table, place.id);
  const isGone = (whole[DELETED]?.[0] ?? null) !== null;
  if (isGone) return row && ownerSpace(db, table, place.id) === place.space_id ? remove(db, tables, table, place.id, applied) : undefined;
  if (!row) {
    noteNode(table, place.id, row, applied);
    return insert(db, tables, table, place, whole, applied);
  }
  const here = cellsOf(row, table.columns);
  // What this device wrote itself comes back from the server as it is here.
  const changed = Object.keys(fresh).filter((column) => table.columns.includes(column) && !isSame(here[column]!, fresh[column]![0]));
  waitForUpgrade(db, table, place, fresh);
  if (table.name === NODES) takeOver(db, place);
  if (changed.length === 0) return;
  noteNode(table, place.id, row, applied);
  update(db, table, place, changed, fresh);
}

const isSame = (a: WireValue, b: WireValue): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** A row with everything that hangs on it; those wait for its return (CL6). */
function remove(db: Database, tables: SyncTables, table: SyncTable, id: string, applied: Applied): void {
  noteNode(table, id, readRow(db, table, id), applied);
  for (const child of tables.values())
    for (const parent of child.parents) {
      if (!parent.cascade || parent.table !== table.name) continue;
      for (const { key } of db.rows<{ key: string }>(`SELECT ${child.key} AS key FROM ${child.name} WHERE ${parent.column} = ?`, [id])) {
        const row = readRow(db, child, key);
        if (!row) continue;
        if (!isDerived(child, row)) stash(db, child, key, row, "parent", id);
        remove(db, tables, child, key, applied);
      }
    }
  db.run(`DELETE FROM ${table.name} WHERE ${table.key} = ?`, [id]);
}

/** Keeps a row's values, with their clocks, for later. */
function stash(db: Database, table: SyncTable, id: string, row: Record<string, SqlValue>, reason: Reason, waitsFor: string): void {
  const place = { space_id: ownerSpace(db, table, id), tbl: table.name, id };
  const clocks = shownClocks(db, place);
  const values = cellsOf(row, table.columns);
  wait(
    db,
    place,
    Object.fromEntries(table.columns.map((column) => [column, [values[column]!, clocks[column]?.[0] ?? "", clocks[column]?.[1] ?? 0]])),
    reason,
    waitsFor,
  );
}

function insert(db: Database, tables: SyncTables, table: SyncTable, place: Place, whole: Cells, applied: Applied): void {
  const known = Object.keys(whole).filter((column) => table.columns.includes(column));
  const parent = missingParent(db, table, place.id, whole);
  if (parent !== undefined) return wait(db, place, whole, "parent", parent);
  const winner = rival(db, table, place.id, whole);
  if (winner !== undefined && winner < place.id) return wait(db, place, whole, "unique", winner);
  const extra: [string, SqlValue][] =
    table.name === NODES
      ? [
          ["space_id", place.space_id],
          ["name_key", sortKey(String(whole["name"]?.[0] ?? ""))],
        ]
      : [];
  const values = known.map((column): [string, SqlValue | undefined] => [column, decodeValue(whole[column]![0])]);
  const columns = [[table.key, place.id] as const, ...extra, ...values.filter((pair): pair is [string, SqlValue] => pair[1] !== undefined)];
  try {
    db.transaction(() => {
      if (winner !== undefined) {
        stash(db, table, winner, readRow(db, table, winner)!, "unique", place.id);
        remove(db, tables, table, winner, applied);
      }
      const names = columns.map(([column]) => column);
      db.run(
        `INSERT INTO ${table.name} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
        columns.map(([, value]) => value),
      );
    });
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return wait(db, place, whole, "value");
  }
  stopWaiting(db, place);
  if (Object.values(whole).some(([, hlc]) => hlc === "")) offerRest(db, place.space_id);
  waitForUpgrade(db, table, place, whole);
  for (const waiter of waitersFor(db, place.id))
    if (waiter.reason === "parent") applyRow(db, tables, waiter, waiter.cells, waiter.cells, applied);
}

const missingParent = (db: Database, table: SyncTable, id: string, cells: Cells): string | undefined => {
  for (const { column, table: parent, to } of table.parents) {
    // A row that stands for a node has its key in the place of a cell.
    const value = column === table.key ? id : cells[column]?.[0];
    if (typeof value === "string" && db.value(`SELECT 1 FROM ${parent} WHERE ${to} = ?`, [value]) === undefined) return value;
  }
  return undefined;
};

/** Another row that has what only one may have: the smaller id stays, on every device alike (CL6). */
function rival(db: Database, table: SyncTable, id: string, cells: Cells): string | undefined {
  for (const columns of table.unique) {
    const values = columns.map((column) => decodeValue(cells[column]?.[0] ?? null));
    if (values.some((value) => value === null || value === undefined)) continue;
    const sql = `SELECT ${table.key} AS id FROM ${table.name} WHERE ${columns.map((column) => `${column} = ?`).join(" AND ")} AND ${table.key} <> ?`;
    const other = db.value<string>(sql, [...(values as SqlValue[]), id]);
    if (other === undefined) continue;
    if (!isDerived(table, readRow(db, table, other)!)) return other;
    // What is derived gives way to what a person made.
    db.run(`DELETE FROM ${table.name} WHERE ${table.key} = ?`, [other]);
  }
  return undefined;
}

/** All at once, or, if that is refused, one by one: a single bad value keeps none of the others back. */
function update(db: Database, table: SyncTable, place: Place, columns: readonly string[], cells: Cells): void {
  try {
    db.transaction(() => set(db, table, place.id, columns, cells));
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    for (const column of columns) {
      try {
        db.transaction(() => set(db, table, place.id, [column], cells));
      } catch (inner) {
        if (!(inner instanceof SqlError)) throw inner;
        wait(db, place, { [column]: cells[column]! }, "value");
      }
    }
  }
}

function set(db: Database, table: SyncTable, id: string, columns: readonly string[], cells: Cells): void {
  const values = columns.map((column) => decodeValue(cells[column]![0]));
  if (values.includes(undefined)) throw new SqlError("A value of a later version", 0, "");
  const name = table.name === NODES && columns.includes("name") ? [sortKey(String(cells["name"]![0]))] : [];
  const assignments = [...columns, ...name.map(() => "name_key")].map((column) => `${column} = ?`).join(", ");
  db.run(`UPDATE ${table.name} SET ${assignments} WHERE ${table.key} = ?`, [...(values as SqlValue[]), ...name, id]);
}

/** Columns that this version does not know. */
function waitForUpgrade(db: Database, table: SyncTable, place: Place, cells: Cells): void {
  const unknown = Object.entries(cells).filter(([column]) => column !== DELETED && !table.columns.includes(column));
  if (unknown.length > 0) wait(db, place, Object.fromEntries(unknown), "schema");
}

export const APPLY_SQL = {
  takeOver: "UPDATE nodes SET space_id = ?1 WHERE id = ?2 AND space_id <> ?1",
} as const;

/** The node came in another space: that is where it is now. */
const takeOver = (db: Database, { id, space_id }: Place): void => void db.run(APPLY_SQL.takeOver, [space_id, id]);

/** The node whose names, tags and links follow from this row. */
function noteNode(table: SyncTable, id: string, row: Record<string, SqlValue> | undefined, { nodes }: Applied): void {
  if (table.name === NODES || table.parents.some((p) => p.column === table.key && p.table === NODES)) nodes.add(id);
  const source = row?.["source_id"];
  if (table.name === "edges" && typeof source === "string") nodes.add(source);
}
