import type { ReadContext } from "../../../db/module.ts";
import { factsOfAll } from "../insights/facts.data.ts";
import { activeProjects, rules } from "../insights/rules.data.ts";
import type { EstimatePoint, ProjectBubble, RhythmCell } from "./pictures.model.ts";
import { addDays, dayAt, startOf, weekdayOf } from "../../../base/days.ts";
import { appliedTo, rounded, scoreOf } from "../insights/facts.model.ts";

const QUARTER_MS = 900_000;

export const POINTS_SQL = {
  estimates: `SELECT n.id, n.name, t.estimated_hours, t.actual_hours, n.completed_at FROM nodes n CROSS JOIN todos t ON t.id = n.id
    WHERE n.deleted_at IS NULL AND n.completed_at IS NOT NULL AND t.estimated_hours > 0 AND t.actual_hours > 0
    ORDER BY n.completed_at DESC, n.id DESC LIMIT ?`,
  /** By quarters of an hour: every zone's hours are made of them. */
  rhythm: `SELECT at / ${QUARTER_MS} AS quarter, sum(kind = 'completed') AS completed, sum(hours) AS hours FROM activities
    WHERE kind = 'completed' AND at >= ? AND at <= ? GROUP BY quarter`,
};

export const estimatePoints = ({ db }: ReadContext, limit: number): EstimatePoint[] =>
  db.rows<EstimatePoint>(POINTS_SQL.estimates, [limit]);

/** Every active project as far as it is, as healthy as it is, and as large (PL13). */
export function projectBubbles(ctx: ReadContext, now: number): ProjectBubble[] {
  const known = rules(ctx);
  const active = activeProjects(ctx);
  const facts = factsOfAll(
    ctx,
    active.map(({ id }) => id),
    now,
  );
  return active.map(({ id, name }): ProjectBubble => {
    const own = facts.get(id)!;
    const { progress, hours_left, hours_total } = own;
    return { id, name, progress, health: scoreOf(appliedTo(known, own), own), hours_left, hours_total };
  });
}

/** When in the week things get done: by the clock of the device, also over a change of its clocks (PL13). */
export function rhythm({ db }: ReadContext, now: number, weeks: number): RhythmCell[] {
  const from = startOf(addDays(dayAt(now), -7 * weeks + 1));
  const cells = new Map<string, RhythmCell>();
  for (const { quarter, completed, hours } of db.rows<{ quarter: number; completed: number; hours: number | null }>(POINTS_SQL.rhythm, [
    from,
    now,
  ])) {
    const at = quarter * QUARTER_MS;
    const weekday = (weekdayOf(dayAt(at)) + 6) % 7;
    const hour = new Date(at).getHours();
    const cell = cells.get(`${weekday} ${hour}`) ?? { weekday, hour, completed: 0, hours: 0 };
    cells.set(`${weekday} ${hour}`, { weekday, hour, completed: cell.completed + completed, hours: rounded(cell.hours + (hours ?? 0)) });
  }
  return [...cells.values()].toSorted((a, b) => a.weekday - b.weekday || a.hour - b.hour);
}
