import type { ReadContext, TaskContext } from "../module.ts";
import { createPace } from "../pace.ts";

/** All living nodes and the edges between two different ones, in typed arrays. */
export interface RankGraph {
  readonly ids: readonly string[];
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly weight: Float64Array;
  readonly directed: Uint8Array;
}

export const RANK_GRAPH_SQL = {
  nodes: `SELECT created_at, id FROM nodes INDEXED BY nodes_by_created WHERE deleted_at IS NULL AND (created_at, id) < (?1, ?2)
    ORDER BY created_at DESC, id DESC LIMIT ?3`,
  edges: `SELECT max(pk) AS last, json_group_array(json_array(source_id, target_id, weight, directed)) AS edges
    FROM (SELECT pk, source_id, target_id, weight, directed FROM edges WHERE pk > ?1 ORDER BY pk LIMIT ?2)`,
};

type EdgeTuple = readonly [source: string, target: string, weight: number, directed: number];

/** Reads it in steps, between which others are answered. A loop says nothing about the graph and is left out. */
export async function readRankGraph(ctx: TaskContext): Promise<RankGraph> {
  const ids = await readNodes(ctx);
  const places = new Map(ids.map((id, i) => [id, i]));
  const [source, target, weight, directed]: [number[], number[], number[], number[]] = [[], [], [], []];
  const pace = createPace(ctx.now, 1000, 20_000);
  for (let last: number | null = 0; last !== null; await ctx.pause()) {
    last = pace.step((size) => {
      const page = edgesAfter(ctx, last!, size);
      for (const [from, to, strength, isDirected] of page.edges) {
        const [a, b] = [places.get(from), places.get(to)];
        if (a === undefined || b === undefined || a === b) continue;
        source.push(a);
        target.push(b);
        weight.push(strength);
        directed.push(isDirected);
      }
      return page.last;
    });
    ctx.progress({ phase: "Reading the graph", done: source.length, total: 0 });
  }
  return {
    ids,
    source: Int32Array.from(source),
    target: Int32Array.from(target),
    weight: Float64Array.from(weight),
    directed: Uint8Array.from(directed),
  };
}

async function readNodes(ctx: TaskContext): Promise<string[]> {
  const ids: string[] = [];
  const pace = createPace(ctx.now, 1000, 20_000);
  for (let [at, id]: [number, string] = [Number.MAX_SAFE_INTEGER, ""]; ; await ctx.pause()) {
    const rows = pace.step((size) => ctx.db.rows<{ created_at: number; id: string }>(RANK_GRAPH_SQL.nodes, [at, id, size]));
    for (const row of rows) ids.push(row.id);
    const last = rows.at(-1);
    if (!last) return ids.toSorted((a, b) => (a < b ? -1 : 1));
    [at, id] = [last.created_at, last.id];
  }
}

function edgesAfter(ctx: ReadContext, pk: number, limit: number): { last: number | null; edges: EdgeTuple[] } {
  const { last, edges } = ctx.db.row<{ last: number | null; edges: string }>(RANK_GRAPH_SQL.edges, [pk, limit])!;
  return { last, edges: JSON.parse(edges) as EdgeTuple[] };
}
