import { adjacencyOf } from "./adjacency.ts";
import { LEAST_SIMILAR, MOST_SHARED_BY } from "./similar.ts";
import type { RankGraph } from "./rank-graph.ts";

export type SimilarPair = readonly [a: string, b: string, shared: number, similarity: number];

const MOST_PAIRS = 5000;
const STEPS_PER_TURN = 400_000;

/**
 * The most similar pairs of the whole graph (Jaccard over neighbours). Only pairs that share a neighbour are looked at, and
 * only neighbours with few others lead to pairs: a hub would pair everything with everything (GR9, F8).
 */
export function* similarPairs({ ids, source, target, weight }: RankGraph): Generator<void, SimilarPair[]> {
  const near = distinctNeighbours(ids.length, source, target, weight);
  const isHub = near.map((list) => list.length > MOST_SHARED_BY);
  const hubs = near.map((list) => list.reduce((count, i) => count + Number(isHub[i]), 0));
  const counts = new Int32Array(ids.length);
  const touched: number[] = [];
  let pairs: { a: number; b: number; shared: number; similarity: number }[] = [];
  let steps = 0;
  for (let a = 0; a < ids.length; a++) {
    for (const via of near[a]!) {
      if (isHub[via]) continue;
      for (const b of near[via]!) {
        if (b <= a) continue;
        if (counts[b]!++ === 0) touched.push(b);
      }
      steps += near[via]!.length;
    }
    for (const b of touched) {
      const shared = hubs[a]! > 0 && hubs[b]! > 0 ? sharedBy(near[a]!, near[b]!) : counts[b]!;
      const similarity = shared / (near[a]!.length + near[b]!.length - shared);
      if (similarity >= LEAST_SIMILAR) pairs.push({ a, b, shared, similarity });
      counts[b] = 0;
    }
    touched.length = 0;
    if (pairs.length > 8 * MOST_PAIRS) pairs = best(pairs);
    if (steps > STEPS_PER_TURN) {
      steps = 0;
      yield;
    }
  }
  return best(pairs).map(({ a, b, shared, similarity }) => [ids[a]!, ids[b]!, shared, similarity]);
}

const best = <P extends { a: number; b: number; shared: number; similarity: number }>(pairs: P[]): P[] =>
  pairs.sort((p, q) => q.similarity - p.similarity || q.shared - p.shared || p.a - q.a || p.b - q.b).slice(0, MOST_PAIRS);

/** Of each node its neighbours in order, each once. */
function distinctNeighbours(size: number, source: Int32Array, target: Int32Array, weight: Float64Array): Int32Array[] {
  const { start, neighbour } = adjacencyOf(size, source, target, weight);
  return Array.from({ length: size }, (_, i) => {
    const sorted = neighbour.slice(start[i], start[i + 1]).sort();
    return sorted.filter((node, k) => k === 0 || node !== sorted[k - 1]);
  });
}

function sharedBy(a: Int32Array, b: Int32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) shared++;
    if (a[i]! <= b[j]!) {
      if (a[i] === b[j]) j++;
      i++;
    } else j++;
  }
  return shared;
}
