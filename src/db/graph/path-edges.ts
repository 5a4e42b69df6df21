import type { ReadContext } from "../module.ts";
import type { EdgeKind } from "../spine/edges.ts";
import type { Follow } from "./neighbours.ts";

export interface PathNode {
  id: string;
  node_type: string;
  name: string;
}

export interface PathEdge {
  id: string;
  edge_type: EdgeKind;
  source_id: string;
  target_id: string;
  weight: number;
  label: string | null;
}

const EDGE = "e.id, e.edge_type, e.source_id, e.target_id, e.weight, e.label";

export const PATH_SQL = {
  node: "SELECT id, node_type, name FROM nodes WHERE pk = ?",
  /** Every edge between two nodes; ?3, ?4: whether it may be walked against and with its direction. Strongest first. */
  between: `SELECT ${EDGE} FROM edges e WHERE e.source_id = ?1 AND e.target_id = ?2 AND (?3 OR e.directed = 0)
      AND (?5 IS NULL OR e.edge_type IN (SELECT value FROM json_each(?5)))
    UNION SELECT ${EDGE} FROM edges e WHERE e.source_id = ?2 AND e.target_id = ?1 AND (?4 OR e.directed = 0)
      AND (?5 IS NULL OR e.edge_type IN (SELECT value FROM json_each(?5)))
    ORDER BY e.weight DESC, e.id LIMIT 1`,
};

/** The nodes of a way with the edges between them: of several the strongest, then the one with the smallest id. */
export function describePath(
  ctx: ReadContext,
  way: readonly number[],
  { direction, types }: Follow,
): { nodes: PathNode[]; edges: PathEdge[] } {
  const nodes = way.map((pk) => ctx.db.row<PathNode>(PATH_SQL.node, [pk])!);
  const wanted = types ? JSON.stringify(types) : null;
  const edges = nodes
    .slice(1)
    .map((to, i) => ctx.db.row<PathEdge>(PATH_SQL.between, [nodes[i]!.id, to.id, direction !== "in", direction !== "out", wanted])!);
  return { nodes, edges };
}
