import { addDays, dayAt, floorTo, startOf } from "../../../base/days.ts";
import type { ReadContext } from "../../../db/module.ts";
import { rounded } from "./facts.model.ts";
import type { Pace, Prediction } from "./insights.model.ts";

const WEEKS = 8;

export const PREDICT_SQL = {
  completed: `SELECT coalesce(sum(CASE kind WHEN 'completed' THEN hours ELSE -hours END), 0) FROM activities
    WHERE project_id = ? AND kind IN ('completed', 'reopened') AND at >= ? AND at < ?`,
};

/** Hours completed in each of the last whole weeks of the project's life, oldest first; weeks begin on Monday. */
export function weeklyHours(
  { db }: ReadContext,
  projectId: string,
  createdAt: number,
  now: number,
): { week_start_date: string; hours: number }[] {
  const thisWeek = floorTo("week", dayAt(now), 1);
  const firstWeek = floorTo("week", dayAt(createdAt), 1);
  const starts = Array.from({ length: WEEKS }, (_, i) => addDays(thisWeek, -7 * (WEEKS - i))).filter((start) => start >= firstWeek);
  return starts.map((start) => ({
    week_start_date: start,
    hours: rounded(Math.max(0, db.value<number>(PREDICT_SQL.completed, [projectId, startOf(start), startOf(addDays(start, 7))])!)),
  }));
}

/** The value below which a part of the sorted values lies, between two neighbours in proportion. */
function quantile(sorted: readonly number[], part: number): number {
  if (sorted.length === 0) return 0;
  const place = part * (sorted.length - 1);
  const low = sorted[Math.floor(place)]!;
  return low + (sorted[Math.ceil(place)]! - low) * (place - Math.floor(place));
}

/** The slow, the middle and the fast of some weeks: the quartiles of their hours. */
export function paceOf(hours: readonly number[]): Pace {
  const sorted = hours.toSorted((a, b) => a - b);
  return { slow: rounded(quantile(sorted, 0.25)), usual: rounded(quantile(sorted, 0.5)), fast: rounded(quantile(sorted, 0.75)) };
}

/**
 * When the hours that are left will be done: at the pace of the slow, the middle and the fast of the last eight weeks
 * (the quartiles). A range, because one date would claim what nobody knows; no date without a week to read it from (PL9).
 */
export function predict(weeks: readonly { week_start_date: string; hours: number }[], hoursLeft: number, now: number): Prediction {
  const pace = paceOf(weeks.map(({ hours }) => hours));
  const today = dayAt(now);
  const doneBy = (hoursAWeek: number) =>
    hoursLeft === 0 ? today : hoursAWeek > 0 ? addDays(today, Math.ceil((7 * hoursLeft) / hoursAWeek)) : null;
  const range = { earliest: doneBy(pace.fast), likely: doneBy(pace.usual), latest: doneBy(pace.slow) };
  return { hours_left: hoursLeft, pace, ...range, weeks: [...weeks], sentence: sentence(hoursLeft, weeks.length, range) };
}

function sentence(
  hoursLeft: number,
  weeks: number,
  { earliest, likely, latest }: Pick<Prediction, "earliest" | "likely" | "latest">,
): string {
  if (hoursLeft === 0) return "Nothing is left to do.";
  if (weeks === 0) return "There is no whole week yet to read a pace from.";
  if (earliest === null)
    return `Nothing was completed in ${weeks === 1 ? "the last week" : `most of the last ${weeks} weeks`}: at this pace it never ends.`;
  if (likely === null) return `At the earliest on ${earliest}; in the middle of the last ${weeks} weeks nothing was completed.`;
  return `Likely on ${likely}; between ${earliest} and ${latest ?? "never, if the slow weeks go on"}.`;
}
