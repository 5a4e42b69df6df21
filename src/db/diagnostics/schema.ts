import type { Database } from "../sqlite.ts";

export interface TableShape {
  readonly name: string;
  readonly type: "table" | "virtual" | "view";
  readonly columns: readonly { readonly name: string; readonly type: string; readonly key: boolean }[];
  readonly indexes: readonly string[];
}

export const SCHEMA_SQL = {
  tables: `SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual', 'view')
    AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
  columns: "SELECT name, type, pk > 0 AS 'key' FROM pragma_table_info(?) ORDER BY cid",
  indexes: "SELECT name FROM pragma_index_list(?) WHERE origin = 'c' ORDER BY name",
} as const;

/** Tables, columns and indexes, for whoever writes a statement in the console. Tables that SQLite keeps for itself are left out. */
export const tableShapes = (db: Database): TableShape[] =>
  db.rows<Pick<TableShape, "name" | "type">>(SCHEMA_SQL.tables).map(({ name, type }) => ({
    name,
    type,
    columns: db
      .rows<{ name: string; type: string; key: number }>(SCHEMA_SQL.columns, [name])
      .map((column) => ({ name: column.name, type: column.type, key: column.key === 1 })),
    indexes: db.rows<{ name: string }>(SCHEMA_SQL.indexes, [name]).map((index) => index.name),
  }));
