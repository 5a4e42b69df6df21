import type { ReadContext } from "../module.ts";

export type ImportanceBy = "pagerank" | "inbound" | "weight";

export interface ImportantNode {
  id: string;
  node_type: string;
  name: string;
  folder: string;
  inbound: number;
  weight: number;
  pagerank: number;
}

const importanceSql = (by: ImportanceBy): string =>
  `SELECT n.id, n.node_type, n.name, n.folder, r.inbound, r.weight, r.pagerank
    FROM graph_ranks r INDEXED BY graph_ranks_by_${by} CROSS JOIN nodes n ON n.id = r.node_id
    WHERE n.deleted_at IS NULL AND (?1 IS NULL OR n.node_type = ?1)${by === "pagerank" ? "" : ` AND r.${by} > 0`}
    ORDER BY r.${by} DESC, r.node_id LIMIT ?2`;

export const IMPORTANCE_SQL = { pagerank: importanceSql("pagerank"), inbound: importanceSql("inbound"), weight: importanceSql("weight") };

/** By the figures of the last ranking, in the order of one index. */
export const importance = (ctx: ReadContext, by: ImportanceBy, type: string | undefined, limit: number): ImportantNode[] =>
  ctx.db.rows(IMPORTANCE_SQL[by], [type ?? null, limit]);
