import { loadSqlite } from "./memory.ts";
import { openWasmCopy } from "./wasm-copies.ts";

/** The tables of a database file that somebody else made. */
export interface FileRows {
  /** Names of ordinary tables; views and virtual tables are left out. */
  tables(): string[];
  /** Columns that are stored; those that a table computes are left out. */
  columns(table: string): string[];
  /** Up to `limit` rows with those of the columns that the table has; null if they hold more than 512 MB. Names come from the program, never from the file. */
  rows(table: string, columns: readonly string[], limit: number): Record<string, unknown>[] | null;
  close(): void;
}

/** All texts of a table together. */
const LARGEST = 512 * 1024 ** 2;
const NAME = /^[a-z_]+$/;

export const FILE_ROWS_SQL = {
  tables: "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name LIMIT 1000",
  columns: "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0 LIMIT 1000",
} as const;

/**
 * Opens the bytes of a SQLite file as a copy in memory that cannot be written (IF7): no triggers, no views, no functions of
 * its schema, bounded in lengths and steps. Throws `SqlError` for what is no whole database.
 */
export async function openFileRows(bytes: Uint8Array): Promise<FileRows> {
  const db = openWasmCopy(await loadSqlite(), bytes);
  const columns = (table: string) => db.inspect(FILE_ROWS_SQL.columns, [table], 1000).map(({ name }) => String(name));
  return {
    tables: () => db.inspect(FILE_ROWS_SQL.tables, [], 1000).map(({ name }) => String(name)),
    columns,
    rows(table, wanted, limit) {
      const has = new Set(columns(table));
      const named = [table, ...wanted].every((name) => NAME.test(name)) ? wanted.filter((name) => has.has(name)) : [];
      if (named.length === 0) return [];
      const lengths = named.map((name) => `coalesce(length(${name}), 0)`).join(" + ");
      const size = db.inspect(
        `SELECT sum(size) AS size FROM (SELECT ${lengths} AS size FROM ${table} NOT INDEXED LIMIT ?)`,
        [limit],
        1,
      )[0]?.["size"];
      if (Number(size ?? 0) > LARGEST) return null;
      return db.inspect(`SELECT ${named.join(", ")} FROM ${table} NOT INDEXED`, [], limit);
    },
    close: () => db.close(),
  };
}
