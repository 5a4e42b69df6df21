import { addDays, dayAt, floorTo, startOf } from "../../../base/days.ts";
import type { ReadContext } from "../../../db/module.ts";
import { type Stage, STAGES } from "../planner.model.ts";
import { todoStages } from "../todo-queries.data.ts";
import { bucketsOf } from "./burn-up.data.ts";
import type { FlowPoint } from "./pictures.model.ts";

const KINDS = "'created', 'stage', 'completed', 'reopened'";
const BUCKETS = "b AS (SELECT value ->> 'from' AS start, value ->> 'to' AS stop FROM json_each(?1))";

export const FLOW_SQL = {
  moves: `WITH ${BUCKETS} SELECT b.start AS start, a.before, a.after, count(*) AS count FROM b JOIN activities a INDEXED BY activities_of_stages
      ON a.at >= b.start AND a.at < b.stop WHERE a.kind IN (${KINDS}) AND a.todo_id IS NOT NULL GROUP BY b.start, a.before, a.after`,
  /** What is in the trash is not among the present ones, so its way there does not count either. */
  trashed: `WITH ${BUCKETS} SELECT b.start AS start, a.before, a.after, -count(*) AS count
    FROM nodes n INDEXED BY nodes_trashed CROSS JOIN activities a ON a.todo_id = n.id JOIN b ON a.at >= b.start AND a.at < b.stop
    WHERE n.deleted_at IS NOT NULL AND n.node_type = 'todo' AND a.kind IN (${KINDS}) GROUP BY b.start, a.before, a.after`,
};

interface Move {
  start: number;
  before: Stage | null;
  after: Stage;
  count: number;
}

/** Todos at each stage at the beginning of each week and now, told from the present backwards (PL13). */
export function flow(ctx: ReadContext, now: number, weeks: number): FlowPoint[] {
  const thisWeek = floorTo("week", dayAt(now), 1);
  const starts = Array.from({ length: weeks }, (_, i) => startOf(addDays(thisWeek, -7 * (weeks - 1 - i))));
  const buckets = bucketsOf(starts, now);
  const moves = [...ctx.db.rows<Move>(FLOW_SQL.moves, [buckets]), ...ctx.db.rows<Move>(FLOW_SQL.trashed, [buckets])];
  const counts = Object.fromEntries(todoStages(ctx, undefined).map(({ status, count }) => [status, count])) as Record<Stage, number>;
  const points: FlowPoint[] = [{ at: now, counts: { ...counts } }];
  for (const start of starts.toReversed()) {
    for (const { before, after, count } of moves.filter((move) => move.start === start)) {
      counts[after] -= count;
      if (before !== null) counts[before] += count;
    }
    points.unshift({ at: start, counts: notNegative(counts) });
  }
  return points;
}

/** What came in without a history, as an import does, was not there before. */
const notNegative = (counts: Record<Stage, number>): Record<Stage, number> =>
  Object.fromEntries(STAGES.map((stage) => [stage, Math.max(0, counts[stage])])) as Record<Stage, number>;
