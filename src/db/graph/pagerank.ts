import type { RankGraph } from "./rank-graph.ts";

const DAMPING = 0.85;
const PRECISE = 1e-10;
const MOST_ROUNDS = 100;
/** Edges that are looked at between two turns of others: a few milliseconds. */
const EDGES_PER_TURN = 500_000;

/**
 * PageRank by power iteration: a step follows an edge in proportion to its weight; undirected edges lead both ways; who is
 * on a node without a way out goes on anywhere. The ranks sum to 1. Yields now and then, so that others get a turn.
 */
export function* pagerank({ ids, source, target, weight, directed }: RankGraph): Generator<void, Float64Array> {
  const size = ids.length;
  const out = new Float64Array(size);
  for (let e = 0; e < source.length; e++) {
    out[source[e]!]! += weight[e]!;
    if (!directed[e]) out[target[e]!]! += weight[e]!;
  }
  let ranks = new Float64Array(size).fill(1 / size);
  let next = new Float64Array(size);
  let looked = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let stuck = 0;
    for (let i = 0; i < size; i++) if (out[i] === 0) stuck += ranks[i]!;
    next.fill((1 - DAMPING + DAMPING * stuck) / size);
    for (let e = 0; e < source.length; e++) {
      const [a, b] = [source[e]!, target[e]!];
      if (weight[e] === 0) continue;
      next[b]! += (DAMPING * ranks[a]! * weight[e]!) / out[a]!;
      if (!directed[e]) next[a]! += (DAMPING * ranks[b]! * weight[e]!) / out[b]!;
    }
    let moved = 0;
    for (let i = 0; i < size; i++) moved += Math.abs(next[i]! - ranks[i]!);
    [ranks, next] = [next, ranks];
    if (moved < PRECISE) break;
    looked += source.length + size;
    if (looked > EDGES_PER_TURN) {
      looked = 0;
      yield;
    }
  }
  return ranks;
}
