import { addDays, dayAt, floorTo, startOf } from "../../base/days.ts";
import type { ReadContext } from "../../db/module.ts";
import { rounded } from "./insights/facts.model.ts";
import type { Pace } from "./insights/insights.model.ts";
import { paceOf } from "./insights/predict.data.ts";
import type { Week } from "./planner.model.ts";
import { weekResults } from "./review/weeks-past.data.ts";
import { getWeek } from "./weeks.data.ts";

/** As many as a prediction is read from (PL9). */
const WEEKS = 8;

/** A week, and where it leads. */
export function weekWithAhead(ctx: ReadContext, date: string, now: number): Week {
  const week = getWeek(ctx, date, now);
  return { ...week, ahead: aheadOf(ctx, week, now) };
}

/**
 * Hours done at its end, if it goes on as the slow, the middle and the fast quarter of the last planned weeks went, in
 * proportion to what is left of it; never more than is planned (PL15).
 */
function aheadOf(ctx: ReadContext, week: Omit<Week, "ahead">, now: number): Pace | null {
  const [start, end] = [startOf(week.week_start_date), startOf(addDays(week.week_start_date, 7))];
  if (now >= end || week.todos.length === 0) return null;
  const current = floorTo("week", dayAt(now), 1);
  const first = week.week_start_date < current ? week.week_start_date : current;
  const before = Array.from({ length: WEEKS }, (_, i) => addDays(first, -7 * (WEEKS - i)));
  const planned = weekResults(ctx, before, now).filter(({ planned_hours }) => planned_hours > 0);
  if (planned.length === 0) return null;
  const left = (end - Math.max(now, start)) / (end - start);
  const pace = paceOf(planned.map(({ done_hours }) => done_hours));
  const at = (hours: number) => rounded(Math.max(week.done_hours, Math.min(week.total_estimated_hours, week.done_hours + hours * left)));
  return { slow: at(pace.slow), usual: at(pace.usual), fast: at(pace.fast) };
}
