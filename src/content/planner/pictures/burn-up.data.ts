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
  /** What came after each moment: the past is told from the present backwards. */
  since: `SELECT m.value AS at,
      coalesce(sum(CASE WHEN a.kind IN ('created', 'estimate') THEN a.hours ELSE 0 END), 0) AS added,
      coalesce(sum(CASE a.kind WHEN 'completed' THEN a.hours WHEN 'reopened' THEN -a.hours ELSE 0 END), 0) AS done
    FROM json_each(?2) m LEFT JOIN activities a ON a.project_id = ?1 AND a.at >= m.value AND a.at <= ?3
    GROUP BY m.value ORDER BY m.value`,
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
  const points = db
    .rows<{ at: number; added: number; done: number }>(BURN_UP_SQL.since, [id, JSON.stringify(weekStarts(created, now)), now])
    .map(({ at, added, done }): BurnUpPoint => ({
      at,
      done: rounded(Math.max(0, present.done - done)),
      scope: rounded(Math.max(0, present.scope - added)),
    }));
  return {
    points: [...points, { at: now, done: rounded(present.done), scope: rounded(present.scope) }],
    target: rounded(present.done + facts.hours_left),
    pace: weeks.length > 0 ? prediction.pace : null,
    sentence: prediction.sentence,
  };
}

/** Midnights of the Mondays of its life, at most half a year of them. */
function weekStarts(created: number, now: number): number[] {
  const starts: number[] = [];
  const first = floorTo("week", dayAt(created), 1);
  for (let week = floorTo("week", dayAt(now), 1); week >= first && starts.length < MOST_WEEKS; week = addDays(week, -7))
    starts.unshift(startOf(week));
  return starts;
}
