import type { ReadContext } from "../module.ts";
import { Heap } from "./heap.ts";
import { alive, type Direction, type Follow, isLiving, reversed } from "./neighbours.ts";

/** What one step from each node costs. Weight is strength, so a step costs 1/weight; an edge without weight is never walked (GR4). */
const FORWARD = "SELECT f.key AS at, e.target_id AS id, e.weight FROM json_each(?1) f CROSS JOIN edges e ON e.source_id = f.value";
const BACKWARD = "SELECT f.key AS at, e.source_id AS id, e.weight FROM json_each(?1) f CROSS JOIN edges e ON e.target_id = f.value";
const stepsSql = (direction: Direction): string => {
  const walkable = "e.weight > 0 AND (?2 IS NULL OR e.edge_type IN (SELECT value FROM json_each(?2)))";
  const forward = `${FORWARD} WHERE ${walkable}${direction === "in" ? " AND e.directed = 0" : ""}`;
  const backward = `${BACKWARD} WHERE ${walkable}${direction === "out" ? " AND e.directed = 0" : ""}`;
  return `SELECT p.at, p.id, max(p.weight) AS weight FROM (${forward} UNION ALL ${backward}) p WHERE ${alive("p.id")} GROUP BY p.at, p.id`;
};

export const WEIGHTED_SQL = { both: stepsSql("both"), out: stepsSql("out"), in: stepsSql("in") };

/** So many of the nearest nodes are read at once. */
const READ_AHEAD = 32;

interface Step {
  readonly id: string;
  readonly cost: number;
}

/** Dijkstra's search from one end. */
class Search {
  readonly costs = new Map<string, number>();
  readonly settled = new Set<string>();
  readonly before = new Map<string, string>();
  private readonly open = new Heap();
  private readonly steps = new Map<string, Step[]>();
  private readonly ctx: ReadContext;
  private readonly follow: Follow;

  constructor(ctx: ReadContext, start: string, follow: Follow) {
    this.ctx = ctx;
    this.follow = follow;
    this.costs.set(start, 0);
    this.open.push(0, start);
  }

  /** What the nearest node that is not settled costs; infinite when there is none. */
  get nearest(): number {
    for (let top = this.open.peek(); top; top = this.open.peek()) {
      if (!this.settled.has(top.id)) return top.cost;
      this.open.pop();
    }
    return Infinity;
  }

  /** Settles the nearest node and tells of every step from it. */
  settle(tell: (id: string, cost: number) => void): void {
    const { id, cost } = this.open.pop()!;
    this.settled.add(id);
    for (const step of this.stepsFrom(id)) {
      const whole = cost + step.cost;
      if (whole < (this.costs.get(step.id) ?? Infinity)) {
        this.costs.set(step.id, whole);
        this.before.set(step.id, id);
        this.open.push(whole, step.id);
      }
      tell(step.id, whole);
    }
  }

  /** From the node back to the start of this search, the node left out. */
  wayBack(from: string): string[] {
    const way: string[] = [];
    for (let at = this.before.get(from); at !== undefined; at = this.before.get(at)) way.push(at);
    return way;
  }

  private stepsFrom(id: string): readonly Step[] {
    if (!this.steps.has(id)) this.read([id, ...this.open.first(READ_AHEAD).filter((next) => next !== id && !this.steps.has(next))]);
    return this.steps.get(id)!;
  }

  private read(ids: readonly string[]): void {
    const lists = ids.map((): Step[] => []);
    ids.forEach((id, i) => this.steps.set(id, lists[i]!));
    const types = this.follow.types ? JSON.stringify(this.follow.types) : null;
    for (const row of this.ctx.db.rows<{ at: number; id: string; weight: number }>(WEIGHTED_SQL[this.follow.direction], [
      JSON.stringify(ids),
      types,
    ])) {
      const cost = 1 / row.weight;
      if (Number.isFinite(cost)) lists[row.at]!.push({ id: row.id, cost });
    }
  }
}

/** The strongest way, the one whose steps cost least together; null if there is none. From both ends (GR4). */
export function leastCost(ctx: ReadContext, from: string, to: string, follow: Follow): { way: string[]; cost: number } | null {
  if (!isLiving(ctx, from) || !isLiving(ctx, to)) return null;
  if (from === to) return { way: [from], cost: 0 };
  const start = new Search(ctx, from, follow);
  const end = new Search(ctx, to, reversed(follow));
  let best = Infinity;
  let met = "";
  // No way that is still open can be cheaper than the nearest of both sides together.
  while (start.nearest + end.nearest < best) {
    const [side, other] = start.nearest <= end.nearest ? [start, end] : [end, start];
    side.settle((id) => {
      const whole = (side.costs.get(id) ?? Infinity) + (other.costs.get(id) ?? Infinity);
      if (whole < best) [best, met] = [whole, id];
    });
  }
  return best === Infinity ? null : { way: [...start.wayBack(met).reverse(), met, ...end.wayBack(met)], cost: best };
}
