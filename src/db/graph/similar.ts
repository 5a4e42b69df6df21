import type { ReadContext } from "../module.ts";
import { alive, neighbours, pkOf } from "./neighbours.ts";
import type { PathNode } from "./path-edges.ts";

export interface SimilarNodes {
  a: PathNode;
  b: PathNode;
  shared: number;
  similarity: number;
}

/** A neighbour with more edges than this leads to no pair of the whole graph … */
export const MOST_SHARED_BY = 100;
/** … and to no pair with one node. What is shared is counted with all neighbours, whatever led to the pair. */
const MOST_SHARED_BY_ONE = 500;
/** Pairs below this are not kept. */
export const LEAST_SIMILAR = 0.1;
const MOST_COMPARED = 500;

/** Pairs (of, pk): every node of ?1 with each of its neighbours, once. */
const PAIRS = `SELECT DISTINCT f.value AS of, e.other AS pk FROM json_each(?1) f CROSS JOIN edge_ends e ON e.node = f.value AND e.other <> f.value`;

export const SIMILAR_SQL = {
  notHubs: `SELECT json_group_array(f.value) FROM json_each(?1) f WHERE (SELECT count(*) FROM (SELECT 1 FROM edge_ends e WHERE e.node = f.value LIMIT ?2 + 1)) <= ?2`,
  candidates: `SELECT json_group_array(pk) FROM (SELECT p.pk FROM (${PAIRS}) p WHERE p.pk <> ?2 AND ${alive("p.pk")}
    GROUP BY p.pk HAVING count(*) >= ?3 ORDER BY count(*) DESC, p.pk LIMIT ${MOST_COMPARED})`,
  compared: `SELECT n.id, n.node_type, n.name, sum(p.pk IN (SELECT value FROM json_each(?2))) AS shared, count(*) AS size
    FROM (${PAIRS}) p CROSS JOIN nodes n ON n.pk = p.of WHERE ${alive("p.pk")} GROUP BY p.of`,
  node: "SELECT id, node_type, name FROM nodes WHERE id = ?",
  pairs: `SELECT s.shared, s.similarity, a.id AS a_id, a.node_type AS a_type, a.name AS a_name, b.id AS b_id, b.node_type AS b_type, b.name AS b_name
    FROM graph_similar s INDEXED BY graph_similar_by_similarity CROSS JOIN nodes a ON a.id = s.a CROSS JOIN nodes b ON b.id = s.b
    WHERE s.similarity >= ?1 AND a.deleted_at IS NULL AND b.deleted_at IS NULL
    ORDER BY s.similarity DESC, s.shared DESC, s.a, s.b LIMIT ?2`,
};

/** Pairs that share neighbours, of the whole graph as it was ranked, or with one node as it is (GR9). */
export function similar(
  ctx: ReadContext,
  { id, threshold, limit }: { id?: string | undefined; threshold: number; limit: number },
): SimilarNodes[] {
  return id === undefined ? similarPairs(ctx, threshold, limit) : similarTo(ctx, id, threshold, limit);
}

function similarTo(ctx: ReadContext, id: string, threshold: number, limit: number): SimilarNodes[] {
  const pk = pkOf(ctx, id);
  if (pk === undefined) return [];
  const own = neighbours(ctx, [pk], { direction: "both" }, new Set([pk]));
  const ownJson = JSON.stringify(own);
  const leading = ctx.db.value<string>(SIMILAR_SQL.notHubs, [ownJson, MOST_SHARED_BY_ONE])!;
  const hubs = own.length - (JSON.parse(leading) as number[]).length;
  // Who shares less than this cannot be similar enough: what is shared is at most all that either has.
  const least = Math.max(1, Math.ceil(threshold * own.length) - hubs);
  const candidates = ctx.db.value<string>(SIMILAR_SQL.candidates, [leading, pk, least])!;
  const a = ctx.db.row<PathNode>(SIMILAR_SQL.node, [id])!;
  return ctx.db
    .rows<PathNode & { shared: number; size: number }>(SIMILAR_SQL.compared, [candidates, ownJson])
    .map(({ shared, size, ...b }) => ({ a, b, shared, similarity: shared / (own.length + size - shared) }))
    .filter(({ similarity }) => similarity >= threshold)
    .sort((p, q) => q.similarity - p.similarity || q.shared - p.shared || (p.b.id < q.b.id ? -1 : 1))
    .slice(0, limit);
}

interface PairRow {
  shared: number;
  similarity: number;
  a_id: string;
  a_type: string;
  a_name: string;
  b_id: string;
  b_type: string;
  b_name: string;
}

const similarPairs = (ctx: ReadContext, threshold: number, limit: number): SimilarNodes[] =>
  ctx.db.rows<PairRow>(SIMILAR_SQL.pairs, [threshold, limit]).map((row) => ({
    a: { id: row.a_id, node_type: row.a_type, name: row.a_name },
    b: { id: row.b_id, node_type: row.b_type, name: row.b_name },
    shared: row.shared,
    similarity: row.similarity,
  }));
