import type { ReadContext } from "../module.ts";
import type { EdgeKind } from "../spine/edges.ts";
import { type Filter, partsOf } from "../spine/filter.ts";
import { nodeCount, selection } from "../spine/list.ts";
import { degreeSql } from "./degree.ts";

export interface MapNode {
  id: string;
  node_type: string;
  name: string;
  degree: number;
  cluster: number;
  importance: number;
  /** Null where it was not placed yet. */
  x: number | null;
  y: number | null;
}

export interface MapEdge {
  /** Places in `nodes`. */
  source: number;
  target: number;
  edge_type: EdgeKind;
  weight: number;
}

export const MAP_SQL = {
  nodes: `SELECT n.id, n.node_type, n.name, coalesce(r.degree, ${degreeSql("n.pk")}) AS degree, coalesce(r.cluster, 0) AS cluster,
      coalesce(r.pagerank, 0.0) AS importance, p.x, p.y
    FROM json_each(?1) f CROSS JOIN nodes n ON n.id = f.value LEFT JOIN graph_ranks r ON r.node_id = n.id
      LEFT JOIN graph_positions p ON p.node_id = n.id
    ORDER BY f.key`,
  edges: `WITH shown (place, id) AS MATERIALIZED (SELECT key, value FROM json_each(?1))
    SELECT s.place AS source, t.place AS target, e.edge_type, e.weight
    FROM shown s CROSS JOIN edges e ON e.source_id = s.id CROSS JOIN shown t ON t.id = e.target_id`,
};

const RANKED = "FROM graph_ranks r INDEXED BY graph_ranks_by_pagerank CROSS JOIN nodes n ON n.id = r.node_id";
const IMPORTANCE = "(SELECT r.pagerank FROM graph_ranks r WHERE r.node_id = n.id)";
const UNRANKED = "NOT EXISTS (SELECT 1 FROM graph_ranks r WHERE r.node_id = n.id)";

/** Everything that passes a filter, the most important first, with the edges between what is shown. */
export function wholeGraph(
  ctx: ReadContext,
  { limit, ...filter }: Filter & { limit: number },
): { nodes: MapNode[]; edges: MapEdge[]; total: number } {
  if (filter.trashed) return { nodes: [], edges: [], total: 0 };
  const total = nodeCount(ctx, filter);
  const ids = JSON.stringify(total > limit ? mostImportant(ctx, filter, limit) : everyOne(ctx, filter));
  return { nodes: ctx.db.rows<MapNode>(MAP_SQL.nodes, [ids]), edges: ctx.db.rows<MapEdge>(MAP_SQL.edges, [ids]), total };
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

/** What fits is sorted. */
function everyOne(ctx: ReadContext, filter: Filter): string[] {
  const { sql, params } = selection(ctx, filter);
  return idsOf(ctx.db.rows(`SELECT n.id ${sql} ORDER BY ${IMPORTANCE} DESC, n.modified_at DESC, n.id`, params));
}

/** What does not fit is read in the order of importance until there is enough; nodes that have no rank yet come after. */
function mostImportant(ctx: ReadContext, filter: Filter, limit: number): string[] {
  const parts = partsOf(ctx, filter);
  const conditions = parts.map(({ sql }) => sql).join(" AND ");
  const params = parts.flatMap((part) => part.params);
  const ranked = idsOf(
    ctx.db.rows(`SELECT n.id ${RANKED} WHERE ${conditions} ORDER BY r.pagerank DESC, r.node_id LIMIT ?`, [...params, limit]),
  );
  if (ranked.length === limit) return ranked;
  const rest = selection(ctx, filter);
  const others = ctx.db.rows<{ id: string }>(`SELECT n.id ${rest.sql} AND ${UNRANKED} ORDER BY n.modified_at DESC, n.id LIMIT ?`, [
    ...rest.params,
    limit - ranked.length,
  ]);
  return [...ranked, ...idsOf(others)];
}
