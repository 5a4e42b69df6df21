import type { ReadContext } from "../module.ts";

/** What the graph was when its figures were worked out. */
export interface Marker {
  /** The newest change record. */
  readonly seq: number;
  readonly nodes: number;
  readonly edges: number;
  /** Milliseconds UTC. */
  readonly at: number;
}

export interface GraphStatus {
  stale: boolean;
  nodes: number;
  edges: number;
  ranked_at: number | null;
}

export const RANK_KEY = "graph.rank";

export const RANK_STATE_SQL = {
  nodes: "SELECT (SELECT count(*) FROM nodes) - (SELECT count(*) FROM nodes INDEXED BY nodes_trashed_by_id WHERE deleted_at IS NOT NULL)",
  /** Edges that touch the trash do not count; there are few, so these are counted and taken off. */
  edges: `SELECT (SELECT count(*) FROM edges) - (SELECT count(*) FROM (
    SELECT e.pk FROM nodes t INDEXED BY nodes_trashed_by_id CROSS JOIN edges e ON e.source_id = t.id WHERE t.deleted_at IS NOT NULL
    UNION SELECT e.pk FROM nodes t INDEXED BY nodes_trashed_by_id CROSS JOIN edges e ON e.target_id = t.id WHERE t.deleted_at IS NOT NULL))`,
  newest: "SELECT coalesce(max(seq), 0) FROM changes",
  marker: `SELECT value_json FROM meta WHERE key = '${RANK_KEY}'`,
  /** Texts, labels and places change nothing; only what comes, goes, or weighs otherwise does. */
  changed: `SELECT 1 FROM changes WHERE seq > ? AND (
      (table_name = 'edges' AND (op <> 'update' OR columns_json LIKE '%"weight"%' OR columns_json LIKE '%"directed"%'))
      OR (table_name = 'nodes' AND (op <> 'update' OR columns_json LIKE '%"deleted_at"%')))
    LIMIT 1`,
};

const countNodes = (ctx: ReadContext): number => ctx.db.value<number>(RANK_STATE_SQL.nodes)!;
const countEdges = (ctx: ReadContext): number => ctx.db.value<number>(RANK_STATE_SQL.edges)!;

export const mark = (ctx: ReadContext, at: number): Marker => ({
  seq: ctx.db.value<number>(RANK_STATE_SQL.newest)!,
  nodes: countNodes(ctx),
  edges: countEdges(ctx),
  at,
});

/**
 * Whether the figures are those of the graph as it is. The change records since then tell; the counts tell as well, for
 * records go after a month when they were synced (GR7).
 */
export function graphStatus(ctx: ReadContext): GraphStatus {
  const text = ctx.db.value<string>(RANK_STATE_SQL.marker);
  const marker = text === undefined ? null : (JSON.parse(text) as Marker);
  const [nodes, edges] = [countNodes(ctx), countEdges(ctx)];
  const newest = ctx.db.value<number>(RANK_STATE_SQL.newest)!;
  const stale =
    marker === null ||
    marker.nodes !== nodes ||
    marker.edges !== edges ||
    newest < marker.seq ||
    ctx.db.value(RANK_STATE_SQL.changed, [marker.seq]) !== undefined;
  return { stale, nodes, edges, ranked_at: marker?.at ?? null };
}
