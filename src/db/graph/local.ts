import type { ReadContext } from "../module.ts";
import type { EdgeKind } from "../spine/edges.ts";
import { degreeSql } from "./degree.ts";
import { levelsFrom } from "./reach.ts";

export interface LocalNode {
  id: string;
  node_type: string;
  name: string;
  depth: number;
  degree: number;
  cluster: number;
  importance: number;
}

export interface LocalEdge {
  id: string;
  source_id: string;
  target_id: string;
  edge_type: EdgeKind;
  weight: number;
  directed: boolean;
  label: string | null;
}

export const LOCAL_SQL = {
  /** ?1: numbers of nodes as JSON. The most important ones. */
  best: `SELECT json_group_array(pk) FROM (SELECT n.pk FROM json_each(?1) f CROSS JOIN nodes n ON n.pk = f.value
    LEFT JOIN graph_ranks r ON r.node_id = n.id ORDER BY r.pagerank DESC, n.id LIMIT ?2)`,
  nodes: `SELECT n.pk, n.id, n.node_type, n.name, ${degreeSql("n.pk")} AS degree, coalesce(r.cluster, 0) AS cluster, coalesce(r.pagerank, 0.0) AS importance
    FROM json_each(?1) f CROSS JOIN nodes n ON n.pk = f.value LEFT JOIN graph_ranks r ON r.node_id = n.id
    WHERE n.deleted_at IS NULL ORDER BY f.key`,
  /** ?1: ids as JSON. */
  edges: `SELECT e.id, e.source_id, e.target_id, e.edge_type, e.weight, e.directed, e.label FROM json_each(?1) f CROSS JOIN edges e ON e.source_id = f.value
    WHERE e.target_id IN (SELECT value FROM json_each(?1)) ORDER BY e.pk`,
};

/** The surroundings of a node: the nearest first, of a level that does not fit the most important ones. All edges between them. */
export function localGraph(
  ctx: ReadContext,
  { id, depth, limit }: { id: string; depth: number; limit: number },
): { nodes: LocalNode[]; edges: LocalEdge[]; total: number } {
  const levels = levelsFrom(ctx, id, depth, { direction: "both" });
  const depths = new Map<number, number>();
  for (const [i, level] of levels.entries()) {
    const room = limit - depths.size;
    if (room <= 0) break;
    for (const near of level.length <= room ? level : bestOf(ctx, level, room)) depths.set(near, i);
  }
  const nodes = ctx.db
    .rows<LocalNode & { pk: number }>(LOCAL_SQL.nodes, [JSON.stringify([...depths.keys()])])
    .map(({ pk, ...node }) => ({ ...node, depth: depths.get(pk)! }));
  const edges = ctx.db
    .rows<Omit<LocalEdge, "directed"> & { directed: number }>(LOCAL_SQL.edges, [JSON.stringify(nodes.map(({ id: shown }) => shown))])
    .map((edge) => ({ ...edge, directed: edge.directed === 1 }));
  return { nodes, edges, total: levels.reduce((sum, level) => sum + level.length, 0) };
}

const bestOf = (ctx: ReadContext, pks: readonly number[], count: number): number[] =>
  JSON.parse(ctx.db.value<string>(LOCAL_SQL.best, [JSON.stringify(pks), count])!) as number[];
