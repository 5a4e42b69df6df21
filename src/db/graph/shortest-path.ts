import type { ReadContext } from "../module.ts";
import { type Follow, neighbours, pkOf, reversed } from "./neighbours.ts";

/** One of the two searches that meet: from the start along the edges, from the end against them. */
interface Side {
  readonly follow: Follow;
  /** How far each node is from this side's end. */
  readonly depths: Map<number, number>;
  readonly seen: Set<number>;
  readonly levels: number[][];
}

const sideAt = (pk: number, follow: Follow): Side => ({ follow, depths: new Map([[pk, 0]]), seen: new Set([pk]), levels: [[pk]] });

/**
 * A way with the fewest steps, as numbers of nodes; null if there is none. Searched from both ends, always on from the smaller
 * frontier, one statement a level (GR3). Of several ways the one through the nodes made first, from the middle outwards.
 */
export function fewestHops(ctx: ReadContext, from: string, to: string, follow: Follow): number[] | null {
  const [first, last] = [pkOf(ctx, from), pkOf(ctx, to)];
  if (first === undefined || last === undefined) return null;
  if (first === last) return [first];
  const start = sideAt(first, follow);
  const end = sideAt(last, reversed(follow));
  for (;;) {
    const [front, back] = [start.levels.at(-1)!, end.levels.at(-1)!];
    const grown = front.length <= back.length ? start : end;
    const other = grown === start ? end : start;
    const met = grow(ctx, grown, other);
    if (grown.levels.at(-1)!.length === 0) return null;
    if (met !== null) return [...wayBack(ctx, start, met).reverse(), met, ...wayBack(ctx, end, met)];
  }
}

/** Searches one level further; answers the first node at which the other side was met. */
function grow(ctx: ReadContext, side: Side, other: Side): number | null {
  const next = neighbours(ctx, side.levels.at(-1)!, side.follow, side.seen);
  let met: number | null = null;
  for (const pk of next) {
    side.depths.set(pk, side.levels.length);
    if (other.depths.has(pk) && (met === null || pk < met)) met = pk;
  }
  side.levels.push(next);
  return met;
}

/** From a node to the end of its side, that node left out. */
function wayBack(ctx: ReadContext, side: Side, from: number): number[] {
  const way: number[] = [];
  let at = from;
  for (let depth = side.depths.get(from)! - 1; depth >= 0; depth--) {
    const nearer = neighbours(ctx, [at], reversed(side.follow), new Set()).filter((pk) => side.depths.get(pk) === depth);
    at = nearer.reduce((a, b) => Math.min(a, b));
    way.push(at);
  }
  return way;
}
