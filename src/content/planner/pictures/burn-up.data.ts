import { addDays, dayAt, floorTo, startOf } from "../../../base/days.ts";
import type { ReadContext } from "../../../db/module.ts";
import { ALIVE, factsOf, UNKNOWN_HOURS } from "../insights/facts.data.ts";
import { rounded } from "../insights/facts.model.ts";
import { predict, weeklyHours } from "../insights/predict.data.ts";
import type { BurnUpPoint, ProjectBurnUp } from "./pictures.model.ts";

const MOST_WEEKS = 26;

export const BURN_UP_SQL = {
  created: "SELECT created_at FROM nodes WHERE id = ?",
  sums: `SELECT coalesce(sum(coalesce(t.estimated_hours, ${UNKNOWN_HOURS})), 0) AS scope,
      coalesce(sum(CASE WHEN t.status = 'done' THEN coalesce(t.estimated_hours, ${UNKNOWN_HOURS}) ELSE 0 END), 0) AS done
    FROM todos t WHERE t.project_id = ? AND ${ALIVE}`,
  /** What each week added, every row of it read once: summed up from behind it is what came after its beginning. */
  weeks: `WITH b AS (SELECT value ->> 'from' AS start, value ->> 'to' AS stop FROM json_each(?2))
    SELECT b.start AS at,
      coalesce(sum(CASE WHEN a.kind IN ('created', 'estimate') THEN a.hours ELSE 0 END), 0) AS added,
      coalesce(sum(CASE a.kind WHEN 'completed' THEN a.hours WHEN 'reopened' THEN -a.hours ELSE 0 END), 0) AS done
    FROM b LEFT JOIN activities a ON a.project_id = ?1 AND a.at >= b.start AND a.at < b.stop GROUP BY b.start ORDER BY b.start`,
};

/**
 * Hours done and hours to do, week by week. The present is counted from the todos, the weeks before it from what happened
 * since: so the picture ends at the numbers that stand beside it.
 */
export function burnUp(ctx: ReadContext, id: string, now: number): ProjectBurnUp | null {
  const { db } = ctx;
  const facts = factsOf(ctx, id, now);
  if (!facts) return null;
  const created = db.value<number>(BURN_UP_SQL.created, [id])!;
  const weeks = weeklyHours(ctx, id, created, now);
  const prediction = predict(weeks, facts.hours_left, now);
  const present = db.row<{ scope: number; done: number }>(BURN_UP_SQL.sums, [id])!;
  const points: BurnUpPoint[] = [{ at: now, done: rounded(present.done), scope: rounded(present.scope) }];
  let { done, scope } = present;
  const happened = db.rows<{ at: number; added: number; done: number }>(BURN_UP_SQL.weeks, [id, bucketsOf(weekStarts(created, now), now)]);
  for (const week of happened.toReversed()) {
    done -= week.done;
    scope -= week.added;
    points.unshift({ at: week.at, done: rounded(Math.max(0, done)), scope: rounded(Math.max(0, scope)) });
  }
  return {
    points,
    target: rounded(present.done + facts.hours_left),
    pace: weeks.length > 0 ? prediction.pace : null,
    sentence: prediction.sentence,
  };
}

/** From each moment to the next, the last one to `now`, inclusive, as the statements take them. */
export const bucketsOf = (starts: readonly number[], now: number): string =>
  JSON.stringify(starts.map((from, i) => ({ from, to: starts[i + 1] ?? now + 1 })));

/** Midnights of the Mondays of its life, at most half a year of them. */
function weekStarts(created: number, now: number): number[] {
  const starts: number[] = [];
  const first = floorTo("week", dayAt(created), 1);
  for (let week = floorTo("week", dayAt(now), 1); week >= first && starts.length < MOST_WEEKS; week = addDays(week, -7))
    starts.unshift(startOf(week));
  return starts;
}
