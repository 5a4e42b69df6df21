import type { NetChange } from "../db/changes.ts";
import type { Database, SqlValue } from "../db/sqlite.ts";
import { PERSONAL } from "./spaces.ts";
import { NODES, type SyncTable } from "./tables.ts";

export const OWNER_SQL = {
  node: "SELECT space_id FROM nodes WHERE id = ?",
} as const;

/** The space that a row belongs to: its node's, or one's own (CL3). `gone`: rows that this transaction deleted. */
export function ownerSpace(db: Database, table: SyncTable, id: string, gone: ReadonlyMap<string, NetChange> = new Map()): string {
  const before = gone.get(`${table.name} ${id}`)?.before;
  for (const node of table.name === NODES ? [id] : owners(db, table, id, before)) {
    const space = db.value<string>(OWNER_SQL.node, [node]) ?? gone.get(`${NODES} ${node}`)?.before.get("space_id");
    if (space !== undefined) return String(space);
  }
  return PERSONAL;
}

function owners(db: Database, table: SyncTable, id: string, before: ReadonlyMap<string, SqlValue> | undefined): string[] {
  const values = before
    ? table.owners.map((column) => before.get(column))
    : table.owners.map((column) => db.value(ownerSql(table, column), [id]));
  return values.filter((value) => typeof value === "string");
}

const ownerSql = (table: SyncTable, column: string): string => `SELECT ${column} FROM ${table.name} WHERE ${table.key} = ?`;
