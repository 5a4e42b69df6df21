import type { Database, SqlValue } from "../sqlite.ts";
import type { TrackedTable } from "../module.ts";

/** Cells of a node's rows by table: what a version holds besides the text. */
export type Cells = Record<string, Record<string, SqlValue>>;

export interface NodeState {
  readonly cells: Cells;
  readonly content: string;
}

/** Tables whose rows have the id of a node, with the columns that a version holds. Identifiers come from these lists only. */
export type VersionedTables = ReadonlyMap<string, readonly string[]>;

export const versionedTables = (tracked: readonly TrackedTable[]): VersionedTables =>
  new Map(tracked.flatMap(({ table, versioned }) => (versioned ? [[table, versioned] as const] : [])));

const selectOf = (table: string, columns: readonly string[]): string => `SELECT ${columns.join(", ")} FROM ${table} WHERE id = ?`;

/** The state of a node now, or null if it is gone. */
export function currentState(db: Database, tables: VersionedTables, id: string): NodeState | null {
  const cells: Cells = {};
  for (const [table, columns] of tables) {
    const row = db.row<Record<string, SqlValue>>(selectOf(table, columns), [id]);
    if (row) cells[table] = row;
  }
  const node = cells["nodes"];
  if (!node) return null;
  const { content, ...rest } = node;
  return { cells: { ...cells, nodes: rest }, content: String(content) };
}

/** One line of JSON, then the text as it is: a delta of both is a delta of the text. */
export const encodeState = ({ cells, content }: NodeState): string => `${JSON.stringify(cells)}\n${content}`;

export function decodeState(text: string): NodeState {
  const end = text.indexOf("\n");
  return { cells: JSON.parse(text.slice(0, end)) as Cells, content: text.slice(end + 1) };
}

/** For the test that prepares every statement. */
export const documentSql = (tables: VersionedTables): string[] => [...tables].map(([table, columns]) => selectOf(table, columns));
