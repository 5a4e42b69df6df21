import type { ReadContext } from "../module.ts";
import type { PathNode } from "./path-edges.ts";

export interface Cluster {
  cluster: number;
  size: number;
  /** Of its most important node. */
  id: string;
  name: string;
  nodes: PathNode[];
}

const SHOWN = 5;

export const CLUSTERS_SQL = {
  /** Clusters are numbered by size when they are found; what went to the trash since does not count. */
  sizes: `SELECT r.cluster, count(*) AS size FROM graph_ranks r INDEXED BY graph_ranks_by_cluster
    WHERE r.cluster > 0 AND NOT EXISTS (SELECT 1 FROM nodes t INDEXED BY nodes_trashed_by_id WHERE t.id = r.node_id AND t.deleted_at IS NOT NULL)
    GROUP BY r.cluster ORDER BY size DESC, r.cluster LIMIT ?`,
  members: `SELECT n.id, n.node_type, n.name FROM graph_ranks r INDEXED BY graph_ranks_by_cluster CROSS JOIN nodes n ON n.id = r.node_id
    WHERE r.cluster = ?1 AND r.cluster > 0 AND n.deleted_at IS NULL ORDER BY r.pagerank DESC, r.node_id LIMIT ${SHOWN}`,
};

export const clusters = (ctx: ReadContext, limit: number): Cluster[] =>
  ctx.db.rows<{ cluster: number; size: number }>(CLUSTERS_SQL.sizes, [limit]).map(({ cluster, size }) => {
    const nodes = ctx.db.rows<PathNode>(CLUSTERS_SQL.members, [cluster]);
    return { cluster, size, id: nodes[0]!.id, name: nodes[0]!.name, nodes };
  });
