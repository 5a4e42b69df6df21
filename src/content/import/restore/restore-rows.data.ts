import type { ReadContext, WriteContext } from "../../../db/module.ts";
import { existsSql, insertRowSql, type PortableTable, replaceRowSql, rowSql, twinSql } from "../../../db/portable/tables.ts";
import { type SqlValue, SqlError } from "../../../db/sqlite.ts";
import { NODES_SQL } from "../../../db/spine/nodes.ts";
import { ATTACHMENTS_SQL, freeFileName, hashOf, keepBytes } from "../../note/attachments.data.ts";
import type { ReportItem } from "../import-report.data.ts";
import type { WorkspaceExport } from "./read-export.data.ts";
import { isSound } from "./sound-row.data.ts";
import type { RestoredRow } from "./restored-rows.data.ts";
import type { Turns } from "./turns.data.ts";

export const RESTORE_SQL = {
  isEmpty: "SELECT NOT EXISTS (SELECT 1 FROM nodes) AND NOT EXISTS (SELECT 1 FROM attachments)",
  fileAt: "SELECT hash FROM attachments WHERE folder = ? AND name = ?",
};

/** What becomes of a row; `out` says why in words. */
type Fate =
  | { readonly fate: "insert" | "replace" | "same"; readonly cells: Record<string, SqlValue> }
  | { readonly fate: "kept" | "skip" }
  | { readonly fate: "out"; readonly remark: string };

const CONSTRAINT = 19;
const KINDS: Readonly<Record<string, string>> = { weekly_goal: "week" };
/** Counted in the report beside the nodes. */
const COUNTED: Readonly<Record<string, string>> = { activities: "activity", versions: "version" };
const STAYS = "It is here already and differs: what you have stays.";

/**
 * Puts the rows of an export in place. Into an empty workspace all of them come as they were. Into any other come the nodes
 * that are not here, with what hangs on them; what is here is never written over (EX5).
 */
export function createRestore(ctx: ReadContext, tables: readonly PortableTable[], from: WorkspaceExport, report: ReportItem) {
  const isEmpty = ctx.db.value<number>(RESTORE_SQL.isEmpty) === 1;
  const byName = new Map(tables.map((table) => [table.name, table]));
  /** Ids of the export that are another one here: the same source, the same week. */
  const ids = new Map<string, string>();
  const whole = new Set<string>();
  /** Nodes that come. */
  const made = new Set<string>();
  const present = new Set<string>();
  let links = 0;

  const has = ({ db }: ReadContext, table: string, to: string, value: SqlValue): boolean =>
    present.has(`${table} ${String(value)}`) || db.value(existsSql(table, to), [value]) !== undefined;

  /** The row with the ids of this workspace, or why it cannot come. */
  function mapped(at: ReadContext, table: PortableTable, row: Record<string, SqlValue>): Record<string, SqlValue> | null {
    const cells: Record<string, SqlValue> = Object.fromEntries(
      table.columns.filter((column) => row[column] !== undefined).map((column) => [column, row[column]!]),
    );
    for (const { column, table: parent, to } of table.parents) {
      const value = cells[column];
      if (value === null || value === undefined || !byName.has(parent)) continue;
      cells[column] = ids.get(String(value)) ?? value;
      if (has(at, parent, to, cells[column])) continue;
      if (!table.ofNode || column === table.key) return null;
      cells[column] = null;
    }
    if (table.name === "nodes") cells["id"] = ids.get(String(row["id"])) ?? row["id"]!;
    return cells;
  }

  function fateOf(at: ReadContext, { table, cells: row, bytes }: RestoredRow): Fate {
    const { name, key } = table;
    if (!isSound(name, row)) return { fate: "out", remark: "Its row is damaged; it was left out." };
    if (name === "nodes" && !whole.has(String(row["id"])))
      return { fate: "out", remark: `This version of Atelier knows no “${String(row["node_type"])}”; it was left out.` };
    if (name === "attachments") return fateOfFile(at, table, row, bytes);
    const cells = mapped(at, table, row);
    if (cells === null) return { fate: "skip" };
    const parents = table.parents.map(({ column }) => cells[column]).filter((value) => value !== null && value !== undefined);
    const isNew = parents.some((value) => made.has(String(value)));
    if (table.ofNode && !made.has(String(cells[table.parents.find(({ table: parent }) => parent === "nodes")!.column])))
      return { fate: "skip" };
    const known = key === null ? undefined : at.db.row<Record<string, SqlValue>>(rowSql(table, key), [cells[key]!]);
    if (known) {
      if (isSame(known, cells)) return { fate: "same", cells };
      return isEmpty && parents.length === 0 ? { fate: "replace", cells } : { fate: "kept" };
    }
    if (parents.length > 0 && !isNew) return { fate: "skip" };
    return name !== "nodes" && twinOf(at, table, cells) !== undefined ? { fate: "skip" } : { fate: "insert", cells };
  }

  function note({ table, path }: RestoredRow, fate: Fate, cells: Record<string, SqlValue>): void {
    const isThing = table.name === "nodes" || table.name === "attachments";
    if (fate.fate === "insert") {
      if (table.name === "nodes") made.add(String(cells["id"]));
      if (table.name === "edges") links++;
      if (table.key !== null) present.add(`${table.name} ${String(cells[table.key])}`);
    }
    if (fate.fate === "out") report(path, "failed", [fate.remark]);
    else if (isThing) {
      const outcome = fate.fate !== "insert" ? "unchanged" : table.name === "nodes" ? "created" : "attached";
      const kind = table.name === "nodes" ? String(cells["node_type"]) : "attachment";
      report(path, outcome, fate.fate === "kept" ? [STAYS] : [], table.name === "nodes" ? String(cells["id"]) : null, KINDS[kind] ?? kind);
    } else if (fate.fate === "insert" && COUNTED[table.name]) report(null, "created", [], null, COUNTED[table.name]);
  }

  /** A node is nothing without the row of its kind. */
  function forget(at: WriteContext, id: string): void {
    at.db.run(NODES_SQL.delete, [id]);
    made.delete(id);
    present.delete(`nodes ${id}`);
  }

  return {
    /** Finds out which nodes are whole, and which are another one here. */
    async prepare(turns: Turns): Promise<void> {
      for (const table of tables) {
        if (table.name !== "nodes" && !(table.ofNode && table.key === "id")) continue;
        for (const { cells } of from.rows(table.name)) {
          if (table.ofNode) whole.add(String(cells["id"]));
          const twin = twinOf(ctx, table, cells);
          if (twin !== undefined) ids.set(String(cells["id"]), twin);
          await turns();
        }
      }
    },
    made: made as ReadonlySet<string>,
    links: () => links,
    /** What would become of the row, counted and not written. */
    look(at: ReadContext, row: RestoredRow): void {
      const fate = fateOf(at, row);
      note(row, fate, "cells" in fate ? fate.cells : row.cells);
    },
    write(at: WriteContext, row: RestoredRow): void {
      let fate = fateOf(at, row);
      const { table } = row;
      try {
        if (fate.fate === "insert" && row.bytes)
          fate = { fate: "insert", cells: { ...fate.cells, hash: keepBytes(at, row.bytes), size: row.bytes.length } };
        if (fate.fate === "insert") insert(at, table, fate.cells);
        else if (fate.fate === "replace") replace(at, table, fate.cells);
      } catch (error) {
        if (!(error instanceof SqlError) || error.code !== CONSTRAINT) throw error;
        fate = { fate: "out", remark: "Its row is damaged; it was left out." };
        if (table.ofNode && table.key === "id") forget(at, String(row.cells["id"]));
      }
      note(row, fate, "cells" in fate ? fate.cells : row.cells);
    },
  };
}

function fateOfFile(at: ReadContext, table: PortableTable, row: Record<string, SqlValue>, bytes: Uint8Array | null): Fate {
  if (bytes === null) return { fate: "out", remark: "Its file is missing in the archive or damaged; it was left out." };
  if (at.db.value(ATTACHMENTS_SQL.exists, [row["id"]!]) !== undefined) return { fate: "skip" };
  const [folder, name] = [String(row["folder"]), String(row["name"])];
  const there = at.db.value<string>(RESTORE_SQL.fileAt, [folder, name]);
  if (there === hashOf(bytes)) return { fate: "skip" };
  const cells = Object.fromEntries(table.columns.filter((column) => row[column] !== undefined).map((column) => [column, row[column]!]));
  const isTaken = twinOf(at, table, { source: cells["source"] ?? null, source_id: cells["source_id"] ?? null }) !== undefined;
  return { fate: "insert", cells: { ...cells, name: freeFileName(at, name, folder), ...(isTaken && { source: null, source_id: null }) } };
}

/** The id of the row that stands where this one would. */
function twinOf({ db }: ReadContext, table: PortableTable, cells: Readonly<Record<string, SqlValue>>): string | undefined {
  if (table.key === null) return undefined;
  for (const columns of table.unique) {
    if (!columns.every((column) => cells[column] !== null && cells[column] !== undefined)) continue;
    const twin = db.value<string>(
      twinSql(table, table.key, columns),
      columns.map((column) => cells[column]!),
    );
    if (twin !== undefined && twin !== cells[table.key]) return twin;
  }
  return undefined;
}

const isSame = (known: Record<string, SqlValue>, cells: Record<string, SqlValue>): boolean =>
  Object.entries(cells).every(([column, value]) => known[column] === value);

function insert({ db }: WriteContext, table: PortableTable, cells: Record<string, SqlValue>): void {
  const columns = Object.keys(cells);
  db.run(
    insertRowSql(table, columns),
    columns.map((column) => cells[column]!),
  );
}

function replace({ db }: WriteContext, table: PortableTable, cells: Record<string, SqlValue>): void {
  const columns = Object.keys(cells).filter((column) => column !== table.key);
  db.run(replaceRowSql(table, table.key!, columns), [...columns.map((column) => cells[column]!), cells[table.key!]!]);
}
