import type { ReadContext } from "../module.ts";
import { type Follow, neighbours, pkOf } from "./neighbours.ts";

/**
 * What can be reached, level by level: the first holds the start alone, the next its neighbours, and so on. A node is in
 * the level of its shortest way only and is expanded once, so the work is bounded by the edges that are there (GR2, F6). As numbers: `nodes.pk`.
 */
export function levelsFrom(ctx: ReadContext, id: string, depth: number, follow: Follow): number[][] {
  const start = pkOf(ctx, id);
  if (start === undefined) return [];
  const seen = new Set([start]);
  const levels = [[start]];
  for (let frontier = [start]; levels.length <= depth && frontier.length > 0;) {
    const next = neighbours(ctx, frontier, follow, seen);
    if (next.length > 0) levels.push(next);
    frontier = next;
  }
  return levels;
}
