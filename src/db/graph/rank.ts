import { Refusal } from "../../base/result.ts";
import type { TaskContext } from "../module.ts";
import { createPace } from "../pace.ts";
import { adjacencyOf } from "./adjacency.ts";
import { louvain } from "./louvain.ts";
import { pagerank } from "./pagerank.ts";
import { type RankGraph, readRankGraph } from "./rank-graph.ts";
import { mark, type Marker, RANK_KEY } from "./rank-state.ts";
import { similarPairs } from "./similar-pairs.ts";

export const RANK_SQL = {
  /** ?1: `[[id, pagerank, inbound, weight, degree, cluster], …]`. Rows that say the same already are left alone. */
  put: `INSERT INTO graph_ranks (node_id, pagerank, inbound, weight, degree, cluster)
    SELECT n.id, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5
    FROM json_each(?1) j CROSS JOIN nodes n ON n.id = j.value ->> 0 WHERE n.deleted_at IS NULL
    ON CONFLICT (node_id) DO UPDATE SET pagerank = excluded.pagerank, inbound = excluded.inbound, weight = excluded.weight,
      degree = excluded.degree, cluster = excluded.cluster
    WHERE (pagerank, inbound, weight, degree, cluster) <> (excluded.pagerank, excluded.inbound, excluded.weight, excluded.degree, excluded.cluster)`,
  dropTrashed: "DELETE FROM graph_ranks WHERE node_id IN (SELECT id FROM nodes WHERE deleted_at IS NOT NULL)",
  clearSimilar: "DELETE FROM graph_similar",
  putSimilar: `INSERT INTO graph_similar (a, b, shared, similarity)
    SELECT a.id, b.id, j.value ->> 2, j.value ->> 3 FROM json_each(?1) j
      CROSS JOIN nodes a ON a.id = j.value ->> 0 CROSS JOIN nodes b ON b.id = j.value ->> 1`,
  remember: `INSERT INTO meta (key, value_json) VALUES ('${RANK_KEY}', ?) ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json`,
};

/** All steps of all runs are one batch without change records: nothing to undo, nothing to sync (GR7). */
const BATCH = "graph.rank";

/**
 * Importance, clusters and similar pairs of the whole graph, off the path of any query: it is read in steps into typed
 * arrays, worked out in turns, and written in steps. Marked with what the graph was when the reading began (GR7).
 */
export async function rank(ctx: TaskContext): Promise<{ nodes: number; edges: number; clusters: number }> {
  if (running.has(ctx.db))
    throw new Refusal("AlreadyRunning", "The graph is being worked out already. Nothing is lost; wait for it to finish.");
  running.add(ctx.db);
  try {
    const before = mark(ctx, ctx.now());
    const graph = await readRankGraph(ctx);
    const ranks = await inTurns(ctx, "Weighing importance", pagerank(graph));
    const { clusters, count } = await findClusters(ctx, graph);
    const pairs = await inTurns(ctx, "Comparing neighbours", similarPairs(graph));
    await write(ctx, rowsOf(graph, ranks, clusters), pairs, before);
    return { nodes: graph.ids.length, edges: graph.source.length, clusters: count };
  } finally {
    running.delete(ctx.db);
  }
}

const running = new WeakSet<object>();

async function inTurns<T>(ctx: TaskContext, phase: string, work: Generator<void, T>): Promise<T> {
  for (let turn = 0; ; turn++) {
    const { done, value } = work.next();
    if (done) return value;
    ctx.progress({ phase, done: turn, total: 0 });
    await ctx.pause();
  }
}

/** Clusters of two and more, numbered from 1: the largest first, then by their first node. 0: in none. */
async function findClusters(
  ctx: TaskContext,
  { ids, source, target, weight }: RankGraph,
): Promise<{ clusters: Int32Array; count: number }> {
  const walked = source.map((_, e) => e).filter((e) => weight[e]! > 0);
  const take = <A extends Int32Array | Float64Array>(array: A): A => walked.map((e) => array[e]!) as unknown as A;
  const weights = Float64Array.from(walked, (e) => weight[e]!);
  const found = await inTurns(ctx, "Finding clusters", louvain(adjacencyOf(ids.length, take(source), take(target), weights)));
  const sizes = new Int32Array(ids.length);
  for (const c of found) sizes[c]!++;
  const order = [...sizes.keys()].filter((c) => sizes[c]! > 1).toSorted((a, b) => sizes[b]! - sizes[a]! || a - b);
  const numbers = new Int32Array(ids.length);
  order.forEach((c, i) => (numbers[c] = i + 1));
  return { clusters: found.map((c) => numbers[c]!), count: order.length };
}

type RankRow = readonly [id: string, pagerank: number, inbound: number, weight: number, degree: number, cluster: number];

function rowsOf({ ids, source, target, weight, directed }: RankGraph, ranks: Float64Array, clusters: Int32Array): RankRow[] {
  const [inbound, strength, degree] = [new Int32Array(ids.length), new Float64Array(ids.length), new Int32Array(ids.length)];
  for (let e = 0; e < source.length; e++) {
    degree[source[e]!]!++;
    degree[target[e]!]!++;
    for (const end of directed[e] ? [target[e]!] : [target[e]!, source[e]!]) {
      inbound[end]!++;
      strength[end]! += weight[e]!;
    }
  }
  return ids.map((id, i) => [id, ranks[i]!, inbound[i]!, strength[i]!, degree[i]!, clusters[i]!]);
}

async function write(ctx: TaskContext, rows: readonly RankRow[], pairs: readonly unknown[], before: Marker): Promise<void> {
  const pace = createPace(ctx.now, 200, 4000);
  for (let at = 0; at < rows.length; await ctx.pause()) {
    at = pace.step((size) => {
      ctx.write(BATCH, ({ db }) => db.run(RANK_SQL.put, [JSON.stringify(rows.slice(at, at + size))]), { commit: "later" });
      return at + size;
    });
    ctx.progress({ phase: "Keeping the figures", done: Math.min(at, rows.length), total: rows.length });
  }
  ctx.write(BATCH, ({ db }) => {
    db.run(RANK_SQL.dropTrashed);
    db.run(RANK_SQL.clearSimilar);
    db.run(RANK_SQL.putSimilar, [JSON.stringify(pairs)]);
    db.run(RANK_SQL.remember, [JSON.stringify(before)]);
  });
}
