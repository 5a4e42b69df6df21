import { addMonths, dayAt, shiftDays, startOf } from "../../../base/days.ts";
import type { ReadContext } from "../../../db/module.ts";
import type { Timeframe } from "../planner.model.ts";
import { analyse } from "./analyse.data.ts";
import { rounded } from "./facts.model.ts";
import type { ProjectAnalysis, ProjectSummary, Trend } from "./insights.model.ts";

export const SUMMARY_SQL = {
  sums: `SELECT coalesce(sum(kind = 'completed'), 0) AS completed, coalesce(sum(kind = 'reopened'), 0) AS reopened,
      coalesce(sum(CASE kind WHEN 'completed' THEN hours WHEN 'reopened' THEN -hours ELSE 0 END), 0) AS hours_completed,
      coalesce(sum(CASE kind WHEN 'actual' THEN hours ELSE 0 END), 0) AS hours_worked
    FROM activities WHERE project_id = ? AND at > ? AND at <= ?`,
  progressBefore: `SELECT CAST(after AS INTEGER) FROM activities WHERE project_id = ? AND kind = 'progress' AND at <= ? ORDER BY at DESC, pk DESC LIMIT 1`,
};

interface Sums {
  completed: number;
  reopened: number;
  hours_completed: number;
  hours_worked: number;
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;
const DAY_MS = 86_400_000;

/** When the time frame that ends now began; milliseconds UTC. */
function startOfFrame(timeframe: Timeframe, now: number): number {
  if (timeframe === "all") return 0;
  if (timeframe === "week") return shiftDays(now, -7);
  return startOf(addMonths(dayAt(now), -MONTHS[timeframe]));
}

/** A project over a time frame: what was done, how it goes, compared with the time before it (PL9). */
export function summarise(ctx: ReadContext, id: string, now: number, timeframe: Timeframe): ProjectSummary | null {
  const analysis = analyse(ctx, id, now);
  if (!analysis) return null;
  const from = startOfFrame(timeframe, now);
  const before = timeframe === "all" ? 0 : from - (now - from);
  const sums = (start: number, end: number) => ctx.db.row<Sums>(SUMMARY_SQL.sums, [id, start, end])!;
  const [frame, last] = [sums(from, now), sums(before, from)];
  const days = Math.max(1, timeframe === "all" ? analysis.facts.days_since_created + 1 : Math.round((now - from) / DAY_MS));
  const isYoung = analysis.facts.days_since_created * DAY_MS < now - from;
  const progress = ctx.db.value<number>(SUMMARY_SQL.progressBefore, [id, from]) ?? 0;
  return {
    insights: {
      summary: inWords(analysis, frame, timeframe),
      health: analysis.health,
      risks: analysis.risks,
      suggestions: analysis.suggestions,
    },
    metrics: {
      velocity: rounded(Math.max(0, frame.hours_completed) / days),
      productivity: frame.hours_worked > 0 ? rounded(frame.hours_completed / frame.hours_worked) : null,
      completed: frame.completed,
      hours_completed: rounded(frame.hours_completed),
      hours_worked: rounded(frame.hours_worked),
      time_to_completion: analysis.prediction,
    },
    trends: {
      progress: trend(progress, analysis.facts.progress, "% done"),
      velocity: isYoung
        ? unknown("There is no time before this to compare with.")
        : trend(last.hours_completed / days, frame.hours_completed / days, "h/day"),
      quality: quality(last, frame),
    },
  };
}

const unknown = (sentence: string): Trend => ({ direction: "unknown", before: null, now: null, sentence });

/** Less than a tenth is no direction. */
function trend(before: number, now: number, unit: string): Trend {
  const [was, is] = [rounded(before), rounded(now)];
  const direction = Math.abs(is - was) <= 0.1 * Math.max(Math.abs(was), Math.abs(is)) ? "flat" : is > was ? "up" : "down";
  return { direction, before: was, now: is, sentence: `${was} ${unit} before, ${is} ${unit} now.` };
}

/** Of what was completed, the share that stayed done, in per cent. */
function quality(last: Sums, frame: Sums): Trend {
  const share = ({ completed, reopened }: Sums) => (completed === 0 ? null : Math.max(0, Math.round(100 * (1 - reopened / completed))));
  const [was, is] = [share(last), share(frame)];
  if (is === null) return unknown("Nothing was completed, so nothing could come back.");
  return was === null ? { ...unknown(`${is} % of what was completed stayed done.`), now: is } : trend(was, is, "% stayed done");
}

const FRAME_WORDS: Readonly<Record<Timeframe, string>> = {
  week: "in the last seven days",
  month: "in the last month",
  quarter: "in the last three months",
  year: "in the last year",
  all: "since it began",
};

function inWords({ facts, prediction }: ProjectAnalysis, frame: Sums, timeframe: Timeframe): string {
  if (facts.todos === 0) return "There are no todos yet.";
  const done = frame.completed === 1 ? "1 todo was" : `${frame.completed} todos were`;
  const open = facts.open === 0 ? "Nothing is open" : `${facts.open} open, ${facts.hours_left} hours left`;
  return `${done} completed ${FRAME_WORDS[timeframe]}. ${open}. ${prediction.sentence}`;
}
