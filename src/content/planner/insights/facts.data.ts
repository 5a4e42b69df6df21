import { dayAt, daysBetween } from "../../../base/days.ts";
import { memo } from "../../../base/memo.ts";
import type { ReadContext } from "../../../db/module.ts";
import { factors } from "./estimation.data.ts";
import { type Facts, rounded } from "./facts.model.ts";

const DAY_MS = 86_400_000;
const HOUR_S = 3600;
const FOUR_WEEKS = 28;
const TWO_WEEKS = 14;
/** A younger project is measured over a week, or one good afternoon would promise the moon. */
const LEAST_DAYS = 7;
const OVERSIZED_HOURS = 8;
/** Shares are carried as whole numbers of so many parts: digits behind the point cost SQLite and JSON more than all else here. */
const PRECISION = 1e6;

/** Not in the trash: few are, and their index alone tells which, so that the nodes of all others need not be read. */
export const ALIVE = "t.id NOT IN (SELECT id FROM nodes WHERE deleted_at IS NOT NULL)";
const OPEN = `CROSS JOIN nodes n INDEXED BY nodes_of_open_todos
      ON n.id = t.id AND n.node_type = 'todo' AND n.deleted_at IS NULL AND n.status IS NOT 'done'`;
const SECONDS = (hours: string) => `CAST(${HOUR_S} * ${hours} + 0.5 AS INTEGER)`;
/** One by one, with their tags as a text, because what was learned about these is no statement; in seconds, for the reason of shares. */
const HOURS = `json_group_array(json_array(${SECONDS("t.estimated_hours")}, ${SECONDS("t.actual_hours")}, n.tags)) AS hours`;
const ASKED = "(SELECT value FROM json_each(?1))";

/** Each for many projects at once, one row a project: a hundred of them cost little more than one. */
export const FACTS_SQL = {
  projects: `SELECT p.id, p.why, p.progress, n.created_at, n.due_at,
      (SELECT max(at) FROM activities a WHERE a.project_id = p.id AND a.at <= ?2) AS last_at
    FROM projects p JOIN nodes n ON n.id = p.id WHERE p.id IN ${ASKED} AND n.deleted_at IS NULL`,
  open: `SELECT t.project_id AS id, count(*) AS open, count(*) - count(t.estimated_hours) AS unestimated,
      count(*) FILTER (WHERE t.estimated_hours > ${OVERSIZED_HOURS}) AS oversized, count(*) FILTER (WHERE t.status = 'committed') AS in_work,
      count(*) FILTER (WHERE n.due_at < ?2) AS overdue, count(*) FILTER (WHERE t.status <> 'dumped' AND n.modified_at < ?3) AS stuck,
      ${HOURS}
    FROM todos t ${OPEN} WHERE t.project_id IN ${ASKED} AND t.status <> 'done' GROUP BY t.project_id`,
  done: `SELECT t.project_id AS id, count(*) AS done, sum(t.actual_hours) AS actual,
      json_group_array(CAST(${PRECISION} * abs(t.actual_hours - t.estimated_hours) / t.estimated_hours AS INTEGER)) FILTER (WHERE t.estimated_hours > 0 AND t.actual_hours > 0) AS errors
    FROM todos t WHERE t.project_id IN ${ASKED} AND t.status = 'done' AND ${ALIVE} GROUP BY t.project_id`,
  /** Done ones that nobody timed count by their estimate. */
  untimed: `SELECT t.project_id AS id, ${HOURS}
    FROM todos t CROSS JOIN nodes n INDEXED BY nodes_of_todos ON n.id = t.id AND n.node_type = 'todo'
    WHERE t.project_id IN ${ASKED} AND t.status = 'done' AND t.actual_hours = 0 AND n.deleted_at IS NULL
    GROUP BY t.project_id`,
  happened: `SELECT a.project_id AS id,
      sum(CASE a.kind WHEN 'completed' THEN a.hours WHEN 'reopened' THEN -a.hours ELSE 0 END) AS completed,
      sum(CASE WHEN a.kind = 'completed' AND a.at > ?4 THEN a.hours ELSE 0 END) AS completed_late,
      sum(CASE WHEN a.kind IN ('created', 'estimate') AND a.at > ?4 THEN a.hours ELSE 0 END) AS added_late, sum(a.kind = 'reopened') AS reopened
    FROM activities a WHERE a.project_id IN ${ASKED} AND a.at > ?3 AND a.at <= ?2 GROUP BY a.project_id`,
};

/** Of a todo, in seconds. */
type Hours = [estimated: number | null, actual: number, tags: string];

interface Open {
  open: number;
  unestimated: number;
  oversized: number;
  in_work: number;
  overdue: number;
  stuck: number;
  hours: string;
}
interface ProjectRow {
  id: string;
  why: string | null;
  progress: number;
  created_at: number;
  due_at: number | null;
  last_at: number | null;
}
interface Done {
  done: number;
  actual: number;
  errors: string;
}
interface Happened {
  completed: number;
  completed_late: number;
  added_late: number;
  reopened: number;
}

/** What a todo without an estimate counts for. */
export const UNKNOWN_HOURS = 1;

/** The facts of a living project at `now` (milliseconds UTC; days are those of the device); null if there is none. */
export const factsOf = (ctx: ReadContext, projectId: string, now: number): Facts | null =>
  factsOfAll(ctx, [projectId], now).get(projectId) ?? null;

/** The facts of many projects, by their ids; of those that are gone there are none. */
export function factsOfAll(ctx: ReadContext, projectIds: readonly string[], now: number): Map<string, Facts> {
  const asked = JSON.stringify(projectIds);
  const by = <T extends object>(sql: string, params: number[] = []) =>
    new Map(ctx.db.rows<T & { id: string }>(sql, [asked, ...params]).map((row) => [row.id, row]));
  const open = by<Open>(FACTS_SQL.open, [now, now - TWO_WEEKS * DAY_MS]);
  const untimed = by<{ hours: string }>(FACTS_SQL.untimed);
  const done = by<Done>(FACTS_SQL.done);
  const happened = by<Happened>(FACTS_SQL.happened, [now, now - FOUR_WEEKS * DAY_MS, now - TWO_WEEKS * DAY_MS]);
  const factor = factors(ctx);
  const tagsOf = memo((tags: string) => JSON.parse(tags) as string[]);
  const learnedIn = (project: string) => {
    const ofTags = factor(project);
    return memo((tags: string) => ofTags(tagsOf(tags)));
  };
  return new Map(
    [...by<ProjectRow>(FACTS_SQL.projects, [now]).values()].map((project) => [
      project.id,
      reckon(project, {
        now,
        open: open.get(project.id) ?? { open: 0, unestimated: 0, oversized: 0, in_work: 0, overdue: 0, stuck: 0, hours: "[]" },
        untimed: untimed.get(project.id)?.hours ?? "[]",
        done: done.get(project.id) ?? { done: 0, actual: 0, errors: "[]" },
        happened: happened.get(project.id) ?? { completed: 0, completed_late: 0, added_late: 0, reopened: 0 },
        learned: learnedIn(project.id),
      }),
    ]),
  );
}

interface Counted {
  readonly now: number;
  readonly open: Open;
  /** As JSON. */
  readonly untimed: string;
  readonly done: Done;
  readonly happened: Happened;
  /** What to multiply an estimate by, for tags as JSON. */
  readonly learned: (tags: string) => number;
}

function reckon(project: ProjectRow, { now, open, untimed, done, happened, learned }: Counted): Facts {
  const seconds = (estimated: number | null, tags: string) => (estimated === null ? UNKNOWN_HOURS * HOUR_S : estimated * learned(tags));
  const rest = (all: string) =>
    (JSON.parse(all) as Hours[]).reduce((sum, [estimated, actual, tags]) => sum + Math.max(0, seconds(estimated, tags) - actual), 0) /
    HOUR_S;
  const left = rest(open.hours);
  const today = dayAt(now);
  const age = daysBetween(dayAt(project.created_at), today);
  const velocity = Math.max(0, happened.completed) / Math.min(FOUR_WEEKS, Math.max(LEAST_DAYS, age + 1));
  const untilDue = project.due_at === null ? null : daysBetween(today, dayAt(project.due_at));
  return {
    todos: open.open + done.done,
    open: open.open,
    done: done.done,
    overdue: open.overdue,
    unestimated_percent: percent(open.unestimated, open.open),
    oversized: open.oversized,
    in_work: open.in_work,
    stuck: open.stuck,
    reopened_28_days: happened.reopened,
    hours_left: rounded(left),
    hours_total: rounded(left + done.actual + rest(untimed)),
    progress: project.progress,
    velocity: rounded(velocity),
    days_since_activity: daysBetween(dayAt(project.last_at ?? project.created_at), today),
    days_since_created: age,
    days_until_due: untilDue,
    hours_available: untilDue === null ? null : rounded(Math.max(0, untilDue) * velocity),
    scope_growth_hours: rounded(happened.added_late - happened.completed_late),
    estimate_error_percent: medianError(JSON.parse(done.errors) as number[]),
    has_why: project.why?.trim() ? 1 : 0,
  };
}

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((100 * part) / whole));

/** Of shares in parts; null with fewer than three that have both numbers. */
function medianError(all: readonly number[]): number | null {
  const errors = Float64Array.from(all).sort();
  if (errors.length < 3) return null;
  const middle = errors.length >> 1;
  const median = errors.length % 2 ? errors[middle]! : (errors[middle - 1]! + errors[middle]!) / 2;
  return Math.round((100 * median) / PRECISION);
}
