import type { MergePolicy, TrackedTable } from "../db/module.ts";
import type { Database, SqlValue } from "../db/sqlite.ts";

/** A table that syncs, with what sync needs to know of it: read from the schema, so that no content type is forgotten (CL2). */
export interface SyncTable {
  readonly name: string;
  readonly key: string;
  /** Columns that travel, the key left out. */
  readonly columns: readonly string[];
  readonly derived: TrackedTable["derived"];
  readonly policies: Readonly<Record<string, MergePolicy>>;
  readonly parents: readonly Parent[];
  /** Columns that hold the id of a node, the one first whose space this row belongs to. */
  readonly owners: readonly string[];
  readonly level: number;
  /** Sets of columns that no two rows may share. */
  readonly unique: readonly (readonly string[])[];
}

interface Parent {
  readonly column: string;
  readonly table: string;
  readonly to: string;
  readonly cascade: boolean;
}

export type SyncTables = ReadonlyMap<string, SyncTable>;

export const TABLES_SQL = {
  columns: "SELECT name FROM pragma_table_info(?) ORDER BY cid",
  parents: `SELECT "from" AS "column", "table", "to", on_delete = 'CASCADE' AS cascade FROM pragma_foreign_key_list(?)`,
  unique: `SELECT l.name AS "index", i.name AS "column" FROM pragma_index_list(?) l, pragma_index_info(l.name) i WHERE l."unique" ORDER BY l.name, i.seqno`,
} as const;

export const NODES = "nodes";

/** From those that others hang on to the ones that hang on them. Identifiers come from the tracked tables and the schema only. */
export function syncTables(db: Database, tracked: readonly TrackedTable[]): SyncTables {
  const synced = tracked.filter((table) => table.syncs);
  const parentsOf = new Map(
    synced.map(({ table }) => [
      table,
      db
        .rows<Omit<Parent, "cascade"> & { cascade: number }>(TABLES_SQL.parents, [table])
        .map((p): Parent => ({ ...p, cascade: p.cascade === 1 })),
    ]),
  );
  const parents = (table: string) => parentsOf.get(table) ?? [];
  const levelOf = (table: string): number =>
    Math.max(
      -1,
      ...parents(table)
        .filter((p) => parentsOf.has(p.table) && p.table !== table)
        .map((p) => levelOf(p.table)),
    ) + 1;
  const isNode = (table: string, key: string): boolean =>
    table === NODES || parents(table).some((parent) => parent.column === key && parent.table === NODES);
  const keyOf = new Map(synced.map(({ table, key }) => [table, key]));
  const tables = synced.map(({ table, key, merge = {}, derived }): SyncTable => {
    const leads = parents(table).filter((p) => isNode(p.table, keyOf.get(p.table) ?? ""));
    return {
      name: table,
      key,
      columns: db
        .rows<{ name: string }>(TABLES_SQL.columns, [table])
        .map(({ name }) => name)
        .filter((column) => column !== key && merge[column] !== "local"),
      derived,
      policies: merge,
      parents: parents(table),
      owners: leads
        .toSorted((a, b) => Number(b.cascade) - Number(a.cascade) || ORDER.indexOf(a.column) - ORDER.indexOf(b.column))
        .map((p) => p.column),
      level: levelOf(table),
      unique: uniqueSets(db, table, key),
    };
  });
  return new Map(tables.toSorted((a, b) => a.level - b.level).map((table) => [table.name, table]));
}

/** An edge belongs to where it comes from. */
const ORDER = ["target_id", "source_id"].toReversed();

function uniqueSets(db: Database, table: string, key: string): string[][] {
  const sets = new Map<string, string[]>();
  for (const { index, column } of db.rows<{ index: string; column: string }>(TABLES_SQL.unique, [table]))
    sets.set(index, [...(sets.get(index) ?? []), column]);
  return [...sets.values()].filter((columns) => columns.length > 0 && !columns.includes(key) && !columns.includes("pk"));
}

export const policyOf = (table: SyncTable, column: string): MergePolicy | "ask" => table.policies[column] ?? "ask";

/** The row as it is, the local columns left out; undefined if there is none. */
export const readRow = (db: Database, table: SyncTable, id: string): Record<string, SqlValue> | undefined => db.row(rowSql(table), [id]);
export const rowSql = (table: SyncTable): string =>
  `SELECT ${[table.key, ...table.columns].join(", ")} FROM ${table.name} WHERE ${table.key} = ?`;

export const isDerived = (table: SyncTable, row: Readonly<Record<string, SqlValue>>): boolean =>
  table.derived !== undefined && row[table.derived.column] === table.derived.value;
