import type { ReadContext } from "../module.ts";
import { alive } from "./neighbours.ts";

export interface OrphanNode {
  id: string;
  node_type: string;
  name: string;
  folder: string;
  modified_at: number;
}

interface Cursor {
  readonly value: number;
  readonly id: string;
}

/** Without an edge to another node that is not in the trash. */
const ALONE = `NOT EXISTS (SELECT 1 FROM edge_ends e WHERE e.node = n.pk AND e.other <> n.pk AND ${alive("e.other")})`;
const OF_TYPE = "n.deleted_at IS NULL AND (?1 IS NULL OR n.node_type = ?1)";

export const ORPHANS_SQL = {
  page: `SELECT n.id, n.node_type, n.name, n.folder, n.modified_at FROM nodes n INDEXED BY nodes_by_modified
    WHERE ${OF_TYPE} AND (?2 IS NULL OR (n.modified_at, n.id) < (?2, ?3)) AND ${ALONE} ORDER BY n.modified_at DESC, n.id DESC LIMIT ?4`,
  count: `SELECT count(*) FROM nodes n INDEXED BY nodes_by_type_modified WHERE ${OF_TYPE} AND ${ALONE}`,
};

interface OrphanArgs {
  readonly type?: string | undefined;
  readonly limit: number;
  readonly after?: Cursor | undefined;
}

/** Nodes without any connection, what changed last first. */
export function orphans(ctx: ReadContext, { type, limit, after }: OrphanArgs): { rows: OrphanNode[]; next: Cursor | null; total: number } {
  const rows = ctx.db.rows<OrphanNode>(ORPHANS_SQL.page, [type ?? null, after?.value ?? null, after?.id ?? null, limit + 1]);
  // One look at every node is enough when all fit on the first page.
  const total = rows.length <= limit && !after ? rows.length : ctx.db.value<number>(ORPHANS_SQL.count, [type ?? null])!;
  if (rows.length <= limit) return { rows, next: null, total };
  rows.pop();
  const last = rows.at(-1)!;
  return { rows, next: { value: last.modified_at, id: last.id }, total };
}
