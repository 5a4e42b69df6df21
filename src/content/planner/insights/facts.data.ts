import { dayAt, daysBetween } from "../../../base/days.ts";
import { memo } from "../../../base/memo.ts";
import type { ReadContext } from "../../../db/module.ts";
import { factors } from "./estimation.data.ts";
import { type Facts, rounded } from "./facts.model.ts";

const DAY_MS = 86_400_000;
const FOUR_WEEKS = 28;
const TWO_WEEKS = 14;
/** A younger project is measured over a week, or one good afternoon would promise the moon. */
const LEAST_DAYS = 7;
const OVERSIZED_HOURS = 8;

/** Not in the trash: few are, and their index alone tells which, so that the nodes of all others need not be read. */
export const ALIVE = "t.id NOT IN (SELECT id FROM nodes WHERE deleted_at IS NOT NULL)";
const NARROW = "CROSS JOIN nodes n INDEXED BY nodes_of_todos ON n.id = t.id AND n.node_type = 'todo'";
const ASKED = "(SELECT value FROM json_each(?1))";

/** Each for many projects at once, one row a project: a hundred of them cost little more than one. */
export const FACTS_SQL = {
  projects: `SELECT p.id, p.why, p.progress, n.created_at, n.due_at,
      (SELECT max(at) FROM activities a WHERE a.project_id = p.id AND a.at <= ?2) AS last_at
    FROM projects p JOIN nodes n ON n.id = p.id WHERE p.id IN ${ASKED} AND n.deleted_at IS NULL`,
  /** Open ones as they are: what is learned about their tags (as JSON in a text), and their dates, is reckoned one by one. */
  open: `SELECT t.project_id AS id, json_group_array(json_array(t.status, t.estimated_hours, t.actual_hours, n.due_at, n.tags, n.modified_at)) AS todos
    FROM todos t ${NARROW} WHERE t.project_id IN ${ASKED} AND t.status <> 'done' AND n.deleted_at IS NULL GROUP BY t.project_id`,
  done: `SELECT t.project_id AS id, count(*) AS done, sum(t.actual_hours) AS actual,
      json_group_array(abs(t.actual_hours - t.estimated_hours) / t.estimated_hours) FILTER (WHERE t.estimated_hours > 0 AND t.actual_hours > 0) AS errors
    FROM todos t WHERE t.project_id IN ${ASKED} AND t.status = 'done' AND ${ALIVE} GROUP BY t.project_id`,
  /** Done ones that nobody timed count by their estimate. */
  untimed: `SELECT t.project_id AS id, json_group_array(json_array(t.estimated_hours, n.tags)) AS todos
    FROM todos t ${NARROW} WHERE t.project_id IN ${ASKED} AND t.status = 'done' AND t.actual_hours = 0 AND n.deleted_at IS NULL
    GROUP BY t.project_id`,
  happened: `SELECT a.project_id AS id,
      sum(CASE a.kind WHEN 'completed' THEN a.hours WHEN 'reopened' THEN -a.hours ELSE 0 END) AS completed,
      sum(CASE WHEN a.kind = 'completed' AND a.at > ?4 THEN a.hours ELSE 0 END) AS completed_late,
      sum(CASE WHEN a.kind IN ('created', 'estimate') AND a.at > ?4 THEN a.hours ELSE 0 END) AS added_late, sum(a.kind = 'reopened') AS reopened
    FROM activities a WHERE a.project_id IN ${ASKED} AND a.at > ?3 AND a.at <= ?2 GROUP BY a.project_id`,
};

type OpenTodo = [status: string, estimated: number | null, actual: number, due: number | null, tags: string, modified: number];
type UntimedTodo = [estimated: number | null, tags: string];

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
  const open = by<{ todos: string }>(FACTS_SQL.open);
  const untimed = by<{ todos: string }>(FACTS_SQL.untimed);
  const done = by<Done>(FACTS_SQL.done);
  const happened = by<Happened>(FACTS_SQL.happened, [now, now - FOUR_WEEKS * DAY_MS, now - TWO_WEEKS * DAY_MS]);
  const factor = factors(ctx);
  return new Map(
    [...by<ProjectRow>(FACTS_SQL.projects, [now]).values()].map((project) => [
      project.id,
      reckon(project, {
        now,
        open: parsed<OpenTodo>(open.get(project.id)),
        untimed: parsed<UntimedTodo>(untimed.get(project.id)),
        done: done.get(project.id) ?? { done: 0, actual: 0, errors: "[]" },
        happened: happened.get(project.id) ?? { completed: 0, completed_late: 0, added_late: 0, reopened: 0 },
        factor: factor(project.id),
      }),
    ]),
  );
}

const parsed = <T>(row: { todos: string } | undefined): T[] => (row ? (JSON.parse(row.todos) as T[]) : []);

interface Counted {
  readonly now: number;
  readonly open: readonly OpenTodo[];
  readonly untimed: readonly UntimedTodo[];
  readonly done: Done;
  readonly happened: Happened;
  readonly factor: (tags: readonly string[]) => number;
}

function reckon(project: ProjectRow, { now, open, untimed, done, happened, factor }: Counted): Facts {
  const learned = memo((tags: string) => factor(JSON.parse(tags) as string[]));
  const hours = (estimated: number | null, tags: string) => (estimated === null ? UNKNOWN_HOURS : estimated * learned(tags));
  const left = open.reduce((sum, [, estimated, actual, , tags]) => sum + Math.max(0, hours(estimated, tags) - actual), 0);
  const today = dayAt(now);
  const age = daysBetween(dayAt(project.created_at), today);
  const velocity = Math.max(0, happened.completed) / Math.min(FOUR_WEEKS, Math.max(LEAST_DAYS, age + 1));
  const untilDue = project.due_at === null ? null : daysBetween(today, dayAt(project.due_at));
  return {
    todos: open.length + done.done,
    open: open.length,
    done: done.done,
    overdue: open.filter(([, , , due]) => due !== null && due < now).length,
    unestimated_percent: percent(open.filter(([, estimated]) => estimated === null).length, open.length),
    oversized: open.filter(([, estimated]) => (estimated ?? 0) > OVERSIZED_HOURS).length,
    in_work: open.filter(([status]) => status === "committed").length,
    stuck: open.filter(([status, , , , , modified]) => status !== "dumped" && now - modified > TWO_WEEKS * DAY_MS).length,
    reopened_28_days: happened.reopened,
    hours_left: rounded(left),
    hours_total: rounded(left + done.actual + untimed.reduce((sum, [estimated, tags]) => sum + hours(estimated, tags), 0)),
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

/** Null with fewer than three that have both numbers. */
function medianError(all: readonly number[]): number | null {
  const errors = all.toSorted((a, b) => a - b);
  if (errors.length < 3) return null;
  const middle = errors.length >> 1;
  return Math.round(100 * (errors.length % 2 ? errors[middle]! : (errors[middle - 1]! + errors[middle]!) / 2));
}
