import type { WriteContext } from "../module.ts";
import { WIKILINK } from "./edges.ts";
import { deleteRowsSql, undoTables } from "./undo-tables.ts";

export const UNDO_INSERTS_SQL = {
  page: `SELECT seq, table_name, row_id FROM changes
    WHERE mutation_id = ? AND origin = 'local' AND op = 'insert' AND seq < ? ORDER BY seq DESC LIMIT ?`,
  touched: `SELECT DISTINCT i.row_id AS id FROM changes i CROSS JOIN changes c ON c.row_id = i.row_id AND c.seq > i.seq AND c.mutation_id NOT IN (i.mutation_id, ?2)
    WHERE i.mutation_id = ?1 AND i.origin = 'local' AND i.op = 'insert' AND i.seq BETWEEN ?3 AND ?4`,
  sources: "SELECT DISTINCT e.source_id AS id FROM json_each(?) AS row CROSS JOIN edges e ON e.id = row.value",
  linkers: `SELECT DISTINCT e.source_id AS id FROM json_each(?) AS row CROSS JOIN edges e
    ON e.target_id = row.value AND e.edge_type = 'LINK' AND e.channel = '${WIKILINK}'`,
  /** Those that the mutation made go too, later, or are looked at closer. */
  staying: `SELECT node.value AS id FROM json_each(?) AS node WHERE NOT EXISTS (SELECT 1 FROM changes c
    WHERE c.row_id = node.value AND c.table_name = 'nodes' AND c.op = 'insert' AND c.mutation_id = ?)`,
} as const;

export interface TakenBack {
  /** Where to go on: rows recorded before this; null: that was all. */
  readonly next: number | null;
  /** Ids of the rows that are gone. */
  readonly gone: readonly string[];
  /** Ids of rows that somebody changed since: they are left for a closer look. */
  readonly touched: readonly string[];
  /** Nodes that stay and linked to what is gone: their links have to follow. */
  readonly linking: ReadonlySet<string>;
}

/**
 * Takes back what a mutation inserted and nobody touched since, earlier steps of the same undo aside: up to `limit` rows, newest first, in a statement for
 * each table. An import of 100,000 notes is taken back in steps of this. `beforeDelete` hears the nodes that go.
 */
export function takeBackInserts(
  ctx: WriteContext,
  mutationId: string,
  before: number,
  limit: number,
  beforeDelete: (nodeIds: readonly string[]) => void,
): TakenBack {
  const page = ctx.db.rows<{ seq: number; table_name: string; row_id: string }>(UNDO_INSERTS_SQL.page, [mutationId, before, limit]);
  if (page.length === 0) return { next: null, gone: [], touched: [], linking: new Set() };
  const range = [page.at(-1)!.seq, page[0]!.seq];
  const touched = new Set(ids(ctx, UNDO_INSERTS_SQL.touched, [mutationId, ctx.mutationId, ...range]));
  const gone: string[] = [];
  const linking = new Set<string>();
  // In this order nothing is deleted that still holds what comes later.
  for (const [table, layout] of undoTables(ctx.db, ctx.tracked)) {
    const rows = page.filter((row) => row.table_name === table && !touched.has(row.row_id)).map((row) => row.row_id);
    if (rows.length === 0) continue;
    const list = [JSON.stringify(rows)];
    if (table === "nodes") beforeDelete(rows);
    if (table === "edges" || table === "nodes")
      for (const id of ids(ctx, UNDO_INSERTS_SQL[table === "edges" ? "sources" : "linkers"], list)) linking.add(id);
    ctx.db.run(deleteRowsSql(layout), list);
    for (const id of rows) gone.push(id);
  }
  const staying = linking.size === 0 ? [] : ids(ctx, UNDO_INSERTS_SQL.staying, [JSON.stringify([...linking]), mutationId]);
  return { next: page.length < limit ? null : range[0]!, gone, touched: [...touched], linking: new Set(staying) };
}

const ids = (ctx: WriteContext, sql: string, params: readonly (string | number)[]): string[] =>
  ctx.db.rows<{ id: string }>(sql, params).map(({ id }) => id);
