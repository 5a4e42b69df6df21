import type { TrackedTable } from "../module.ts";
import type { Database } from "../sqlite.ts";
import { undoTables } from "../spine/undo-tables.ts";

/**
 * A table whose rows an export holds: every table of the person's data, with what is needed of it, read from the schema, so
 * that no content type is forgotten (EX6).
 */
export interface PortableTable {
  readonly name: string;
  /** What a row is known by on every device; null for rows that only hang on a node. */
  readonly key: string | null;
  /** The column by which the rows are in order. */
  readonly order: string;
  /** All but the integer key, which is of this database only. */
  readonly columns: readonly string[];
  readonly parents: readonly { readonly column: string; readonly table: string; readonly to: string }[];
  /** Its rows stand for the node of the same id. */
  readonly ofNode: boolean;
  /** Columns that together are unique, other than the key. */
  readonly unique: readonly (readonly string[])[];
}

/** Not recorded as changes, but a part of the workspace. */
const BESIDE: readonly TrackedTable[] = ["settings", "recently_used", "graph_positions", "versions"].map((table) => ({
  table,
  key: table === "settings" ? "key" : "node_id",
  syncs: false,
}));

export const PORTABLE_SQL = {
  integerKey: "SELECT name FROM pragma_table_info(?) WHERE pk = 1 AND type = 'INTEGER'",
  indexes: `SELECT name FROM pragma_index_list(?) WHERE "unique" = 1 ORDER BY name`,
  indexed: "SELECT name FROM pragma_index_info(?) ORDER BY seqno",
} as const;

/** In an order in which a row comes after those that it hangs on. Names come from the program and its schema only. */
export function portableTables(db: Database, tracked: readonly TrackedTable[]): PortableTable[] {
  const found = [...undoTables(db, [...tracked, ...BESIDE]).values()].toReversed();
  return found.map(({ name, key, columns, parents, ofNode }) => {
    const integerKey = db.value<string>(PORTABLE_SQL.integerKey, [name]);
    const unique = db
      .rows<{ name: string }>(PORTABLE_SQL.indexes, [name])
      .map((index) => db.rows<{ name: string }>(PORTABLE_SQL.indexed, [index.name]).map((column) => column.name))
      .filter((index) => index.length > 1 || (index[0] !== key && index[0] !== integerKey));
    return {
      name,
      key: name === "versions" ? null : key,
      order: integerKey ?? key,
      columns: columns.filter((column) => column !== integerKey),
      parents,
      ofNode: ofNode && name !== "nodes",
      unique,
    };
  });
}

/** `without`: columns that are read one by one. */
export const pageSql = ({ name, order, columns }: PortableTable, without: readonly string[] = []): string =>
  `SELECT ${order} AS row_order, ${columns.filter((column) => !without.includes(column)).join(", ")} FROM ${name} WHERE ${order} > ? ORDER BY ${order} LIMIT ?`;

export const rowSql = ({ name, columns }: PortableTable, key: string): string =>
  `SELECT ${columns.join(", ")} FROM ${name} WHERE ${key} = ?`;

export const insertRowSql = (table: PortableTable, columns: readonly string[]): string =>
  `INSERT INTO ${table.name} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`;

/** The last parameter is the key. */
export const replaceRowSql = ({ name }: PortableTable, key: string, columns: readonly string[]): string =>
  `UPDATE ${name} SET ${columns.map((column) => `${column} = ?`).join(", ")} WHERE ${key} = ?`;

/** The row that stands where this one would. */
export const twinSql = ({ name }: PortableTable, key: string, columns: readonly string[]): string =>
  `SELECT ${key} FROM ${name} WHERE ${columns.map((column) => `${column} = ?`).join(" AND ")}`;

export const existsSql = (table: string, column: string): string => `SELECT 1 FROM ${table} WHERE ${column} = ?`;

/** Everything that is built here, for the test that prepares every statement. */
export const portableSql = (tables: readonly PortableTable[]): string[] =>
  tables.flatMap((table) => [
    pageSql(table, ["content"]),
    insertRowSql(table, table.columns),
    ...table.parents.map((parent) => existsSql(parent.table, parent.to)),
    ...(table.key === null
      ? []
      : [
          rowSql(table, table.key),
          replaceRowSql(table, table.key, table.columns),
          ...table.unique.map((unique) => twinSql(table, table.key!, unique)),
        ]),
  ]);
