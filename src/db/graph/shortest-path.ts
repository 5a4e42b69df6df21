import type { ReadContext } from "../module.ts";
import { type Follow, isLiving, neighbours, reversed } from "./neighbours.ts";

/** One of the two searches that meet: from the start along the edges, from the end against them. */
interface Side {
  readonly follow: Follow;
  /** How far each node is from this side's end. */
  readonly depths: Map<string, number>;
  readonly seen: Set<string>;
  readonly levels: string[][];
}

const sideAt = (id: string, follow: Follow): Side => ({ follow, depths: new Map([[id, 0]]), seen: new Set([id]), levels: [[id]] });

/**
 * A way with the fewest steps, as node ids; null if there is none. Searched from both ends, always on from the smaller
 * frontier, one statement a level (GR3). Of several ways the one through the smallest ids from the middle outwards.
 */
export function fewestHops(ctx: ReadContext, from: string, to: string, follow: Follow): string[] | null {
  if (!isLiving(ctx, from) || !isLiving(ctx, to)) return null;
  if (from === to) return [from];
  const start = sideAt(from, follow);
  const end = sideAt(to, reversed(follow));
  for (;;) {
    const [front, back] = [start.levels.at(-1)!, end.levels.at(-1)!];
    const grown = front.length <= back.length ? start : end;
    const other = grown === start ? end : start;
    const met = grow(ctx, grown, other);
    if (grown.levels.at(-1)!.length === 0) return null;
    if (met !== null) return [...wayBack(ctx, start, met).reverse(), met, ...wayBack(ctx, end, met)];
  }
}

/** Searches one level further; answers the smallest id at which the other side was met. */
function grow(ctx: ReadContext, side: Side, other: Side): string | null {
  const next = neighbours(ctx, side.levels.at(-1)!, side.follow, side.seen);
  let met: string | null = null;
  for (const id of next) {
    side.depths.set(id, side.levels.length);
    if (other.depths.has(id) && (met === null || id < met)) met = id;
  }
  side.levels.push(next);
  return met;
}

/** From a node to the end of its side, that node left out. */
function wayBack(ctx: ReadContext, side: Side, from: string): string[] {
  const way: string[] = [];
  let at = from;
  for (let depth = side.depths.get(from)! - 1; depth >= 0; depth--) {
    const nearer = neighbours(ctx, [at], reversed(side.follow), new Set()).filter((id) => side.depths.get(id) === depth);
    at = nearer.reduce((a, b) => (b < a ? b : a));
    way.push(at);
  }
  return way;
}
