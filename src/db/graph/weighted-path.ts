import type { ReadContext } from "../module.ts";
import { Heap } from "./heap.ts";
import { alive, type Direction, type Follow, kindsOf, pkOf, reversed, stepsFrom } from "./neighbours.ts";

/** What one step from each node costs. Weight is strength, so a step costs 1/weight; an edge without weight is never walked (GR4). */
const stepsSql = (direction: Direction): string =>
  `SELECT f.key AS at, e.other AS pk, max(e.weight) AS weight ${stepsFrom(direction)}
    WHERE e.weight > 0 AND (?2 IS NULL OR e.kind IN (SELECT value FROM json_each(?2))) AND ${alive("e.other")} GROUP BY f.key, e.other`;

export const WEIGHTED_SQL = { both: stepsSql("both"), out: stepsSql("out"), in: stepsSql("in") };

/** So many of the nearest nodes are read at once. */
const READ_AHEAD = 32;

interface Step {
  readonly pk: number;
  readonly cost: number;
}

/** Dijkstra's search from one end. */
class Search {
  readonly costs = new Map<number, number>();
  readonly settled = new Set<number>();
  readonly before = new Map<number, number>();
  private readonly open = new Heap();
  private readonly steps = new Map<number, Step[]>();
  private readonly ctx: ReadContext;
  private readonly follow: Follow;

  constructor(ctx: ReadContext, start: number, follow: Follow) {
    this.ctx = ctx;
    this.follow = follow;
    this.costs.set(start, 0);
    this.open.push(0, start);
  }

  /** What the nearest node that is not settled costs; infinite when there is none. */
  get nearest(): number {
    for (let top = this.open.peek(); top; top = this.open.peek()) {
      if (!this.settled.has(top.pk)) return top.cost;
      this.open.pop();
    }
    return Infinity;
  }

  /** Settles the nearest node and tells of every step from it. */
  settle(tell: (pk: number, cost: number) => void): void {
    const { pk, cost } = this.open.pop()!;
    this.settled.add(pk);
    for (const step of this.stepsFrom(pk)) {
      const whole = cost + step.cost;
      if (whole < (this.costs.get(step.pk) ?? Infinity)) {
        this.costs.set(step.pk, whole);
        this.before.set(step.pk, pk);
        this.open.push(whole, step.pk);
      }
      tell(step.pk, whole);
    }
  }

  /** From the node back to the start of this search, the node left out. */
  wayBack(from: number): number[] {
    const way: number[] = [];
    for (let at = this.before.get(from); at !== undefined; at = this.before.get(at)) way.push(at);
    return way;
  }

  private stepsFrom(pk: number): readonly Step[] {
    if (!this.steps.has(pk)) this.read([pk, ...this.open.first(READ_AHEAD).filter((next) => next !== pk && !this.steps.has(next))]);
    return this.steps.get(pk)!;
  }

  private read(pks: readonly number[]): void {
    const lists = pks.map((): Step[] => []);
    pks.forEach((pk, i) => this.steps.set(pk, lists[i]!));
    for (const row of this.ctx.db.rows<{ at: number; pk: number; weight: number }>(WEIGHTED_SQL[this.follow.direction], [
      JSON.stringify(pks),
      kindsOf(this.follow.types),
    ])) {
      const cost = 1 / row.weight;
      if (Number.isFinite(cost)) lists[row.at]!.push({ pk: row.pk, cost });
    }
  }
}

/** The strongest way, the one whose steps cost least together; null if there is none. From both ends (GR4). */
export function leastCost(ctx: ReadContext, from: string, to: string, follow: Follow): { way: number[]; cost: number } | null {
  const [first, last] = [pkOf(ctx, from), pkOf(ctx, to)];
  if (first === undefined || last === undefined) return null;
  if (first === last) return { way: [first], cost: 0 };
  const start = new Search(ctx, first, follow);
  const end = new Search(ctx, last, reversed(follow));
  let best = Infinity;
  let met = -1;
  // No way that is still open can be cheaper than the nearest of both sides together.
  while (start.nearest + end.nearest < best) {
    const [side, other] = start.nearest <= end.nearest ? [start, end] : [end, start];
    side.settle((pk) => {
      const whole = (side.costs.get(pk) ?? Infinity) + (other.costs.get(pk) ?? Infinity);
      if (whole < best) [best, met] = [whole, pk];
    });
  }
  return best === Infinity ? null : { way: [...start.wayBack(met).reverse(), met, ...end.wayBack(met)], cost: best };
}
