import { addDays, startOf } from "../../../base/days.ts";
import type { ReadContext } from "../../../db/module.ts";
import { UNKNOWN_HOURS } from "../insights/facts.data.ts";
import { rounded } from "../insights/facts.model.ts";
import { MET_PERCENT, type WeekResult } from "./review.model.ts";

/** Weeks as `{week, start, end}`, milliseconds: their local bounds come from the caller, the database knows no zone. */
const WEEKS = `w AS (SELECT value ->> 'week' AS week, value ->> 'start' AS start, value ->> 'end' AS end FROM json_each(?1))`;

/** What stands in a week, and what stood in it before it was moved to a later one: moving on makes nothing undone (PL12). */
export const MEMBERS = `member AS (
    SELECT w.week, w.end, t.id FROM w JOIN weekly_goals g ON g.week_start_date = w.week JOIN todos t ON t.weekly_goal_id = g.id
    UNION
    SELECT w.week, w.end, a.todo_id FROM w JOIN activities a ON a.kind = 'week' AND a.before = w.week AND a.after > a.before
      WHERE a.todo_id IS NOT NULL
  )`;

export const WEEKS_PAST_SQL = {
  results: `WITH ${WEEKS}, ${MEMBERS}
    SELECT member.week, sum(coalesce(t.estimated_hours, ${UNKNOWN_HOURS})) AS planned,
      sum(CASE WHEN n.completed_at < member.end THEN coalesce(t.estimated_hours, ${UNKNOWN_HOURS}) ELSE 0 END) AS done
    FROM member CROSS JOIN todos t ON t.id = member.id CROSS JOIN nodes n INDEXED BY nodes_of_todos ON n.id = t.id AND n.node_type = 'todo'
    WHERE n.deleted_at IS NULL GROUP BY member.week`,
  worked: `WITH ${WEEKS}
    SELECT w.week, (SELECT coalesce(sum(a.hours), 0) FROM activities a WHERE a.kind = 'actual' AND a.at >= w.start AND a.at < w.end) AS worked FROM w`,
};

/** The weeks as the statements take them. */
export const boundsOf = (weeks: readonly string[]): string =>
  JSON.stringify(weeks.map((week) => ({ week, start: startOf(week), end: startOf(addDays(week, 7)) })));

/** How the weeks went that begin on these dates, as it stands at `now`. */
export function weekResults({ db }: ReadContext, weeks: readonly string[], now: number): WeekResult[] {
  const bounds = boundsOf(weeks);
  const sums = new Map(
    db.rows<{ week: string; planned: number; done: number }>(WEEKS_PAST_SQL.results, [bounds]).map((row) => [row.week, row]),
  );
  const worked = new Map(db.rows<{ week: string; worked: number }>(WEEKS_PAST_SQL.worked, [bounds]).map((row) => [row.week, row.worked]));
  return weeks.map((week) => {
    const { planned, done } = sums.get(week) ?? { planned: 0, done: 0 };
    const rate = planned === 0 ? 0 : Math.round((100 * done) / planned);
    const isOver = startOf(addDays(week, 7)) <= now;
    return {
      week_start_date: week,
      planned_hours: rounded(planned),
      done_hours: rounded(done),
      worked_hours: rounded(worked.get(week) ?? 0),
      completion_rate: rate,
      is_met: planned === 0 ? null : rate >= MET_PERCENT ? true : isOver ? false : null,
    };
  });
}

/** Weeks in a row that were met, from the last one back; a week without a plan neither counts nor ends it. */
export function streakOf(results: readonly WeekResult[]): number {
  const judged = results.filter(({ is_met }) => is_met !== null);
  const missed = judged.findLastIndex(({ is_met }) => is_met === false);
  return judged.length - 1 - missed;
}
