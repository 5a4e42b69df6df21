import type { TrackedTable } from "../module.ts";
import type { Database } from "../sqlite.ts";

/** A table whose changes can be taken back, with what undo needs to know of it: read from the schema, so that no content type is forgotten. */
export interface UndoTable {
  readonly name: string;
  readonly key: string;
  readonly columns: readonly string[];
  readonly parents: readonly { readonly column: string; readonly table: string; readonly to: string }[];
  /** Its rows are nodes, or stand for the node of the same id. */
  readonly ofNode: boolean;
  /** How many tables it hangs on, one on the other: 0 for `nodes`. */
  readonly level: number;
  readonly isParent: boolean;
}

/** From the ones that hang on others to those that they hang on. */
export type UndoTables = ReadonlyMap<string, UndoTable>;

export const UNDO_TABLES_SQL = {
  columns: "SELECT name FROM pragma_table_info(?) ORDER BY cid",
  parents: `SELECT "from" AS "column", "table", "to" FROM pragma_foreign_key_list(?)`,
} as const;

interface Parent {
  column: string;
  table: string;
  to: string;
}

/** Identifiers come from the list of tracked tables and from the schema only. */
export function undoTables(db: Database, tracked: readonly TrackedTable[]): UndoTables {
  const parents = new Map(tracked.map(({ table }) => [table, db.rows<Parent>(UNDO_TABLES_SQL.parents, [table])]));
  const levelOf = (table: string): number =>
    Math.max(
      -1,
      ...(parents.get(table) ?? []).filter((parent) => parents.has(parent.table) && parent.table !== table).map((p) => levelOf(p.table)),
    ) + 1;
  const tables = tracked.map(({ table, key }): UndoTable => ({
    name: table,
    key,
    columns: db.rows<{ name: string }>(UNDO_TABLES_SQL.columns, [table]).map(({ name }) => name),
    parents: parents.get(table)!,
    ofNode: table === "nodes" || parents.get(table)!.some((parent) => parent.table === "nodes" && parent.column === key),
    level: levelOf(table),
    isParent: [...parents].some(([child, of]) => child !== table && of.some((parent) => parent.table === table)),
  }));
  return new Map(tables.toSorted((a, b) => b.level - a.level).map((table) => [table.name, table]));
}

export const deleteRowsSql = ({ name, key }: UndoTable): string => `DELETE FROM ${name} WHERE ${key} IN (SELECT value FROM json_each(?))`;

export const deleteRowSql = ({ name, key }: UndoTable): string => `DELETE FROM ${name} WHERE ${key} = ?`;

export const selectRowSql = ({ name, key, columns }: UndoTable): string => `SELECT ${columns.join(", ")} FROM ${name} WHERE ${key} = ?`;

/** Puts a row back unless something that it hangs on is gone, or its place was taken. `columns`: those that the record has. */
export function insertAgainSql({ name, parents }: UndoTable, columns: readonly string[]): string {
  const placeIsFree = parents
    .filter(({ column }) => columns.includes(column))
    .map(({ column, table, to }) => {
      const value = `?${columns.indexOf(column) + 1}`;
      return `(${value} IS NULL OR EXISTS (SELECT 1 FROM ${table} WHERE ${to} = ${value}))`;
    });
  return `INSERT INTO ${name} (${columns.join(", ")}) SELECT ${columns.map((_, i) => `?${i + 1}`).join(", ")}
    WHERE ${["true", ...placeIsFree].join(" AND ")} ON CONFLICT DO NOTHING`;
}

/** Everything that is built here, for the test that prepares every statement. */
export const undoTableSql = (tables: UndoTables): string[] =>
  [...tables.values()].flatMap((table) => [
    deleteRowsSql(table),
    deleteRowSql(table),
    selectRowSql(table),
    insertAgainSql(table, table.columns),
  ]);
