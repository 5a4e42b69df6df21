import { dayAt, daysBetween } from "../../../base/days.ts";
import type { ReadContext } from "../../../db/module.ts";
import { factorFor } from "./estimation.data.ts";
import { type Facts, rounded } from "./facts.model.ts";

const DAY_MS = 86_400_000;
const FOUR_WEEKS = 28;
const TWO_WEEKS = 14;
/** A younger project is measured over a week, or one good afternoon would promise the moon. */
const LEAST_DAYS = 7;
const OVERSIZED_HOURS = 8;

export const FACTS_SQL = {
  project: `SELECT p.why, p.progress, n.created_at, n.due_at FROM projects p JOIN nodes n ON n.id = p.id WHERE p.id = ? AND n.deleted_at IS NULL`,
  todos: `SELECT t.status, t.estimated_hours, t.actual_hours, n.due_at, n.tags, n.modified_at
    FROM todos t JOIN nodes n ON n.id = t.id WHERE t.project_id = ? AND n.deleted_at IS NULL`,
  completed: "SELECT coalesce(sum(hours), 0) FROM activities WHERE project_id = ? AND kind = 'completed' AND at > ? AND at <= ?",
  reopenedHours: "SELECT coalesce(sum(hours), 0) FROM activities WHERE project_id = ? AND kind = 'reopened' AND at > ? AND at <= ?",
  added: "SELECT coalesce(sum(hours), 0) FROM activities WHERE project_id = ? AND kind IN ('created', 'estimate') AND at > ? AND at <= ?",
  reopened: "SELECT count(*) FROM activities WHERE project_id = ? AND kind = 'reopened' AND at > ? AND at <= ?",
  last: "SELECT max(at) FROM activities WHERE project_id = ? AND at <= ?",
};

interface TodoRow {
  status: string;
  estimated_hours: number | null;
  actual_hours: number;
  due_at: number | null;
  tags: string;
  modified_at: number;
}

/** What a todo without an estimate counts for. */
export const UNKNOWN_HOURS = 1;

/** The facts of a living project at `now` (milliseconds UTC; days are those of the device); null if there is none. */
export function factsOf(ctx: ReadContext, projectId: string, now: number): Facts | null {
  const { db } = ctx;
  const project = db.row<{ why: string | null; progress: number; created_at: number; due_at: number | null }>(FACTS_SQL.project, [
    projectId,
  ]);
  if (!project) return null;
  const todos = db.rows<TodoRow>(FACTS_SQL.todos, [projectId]);
  const open = todos.filter(({ status }) => status !== "done");
  const done = todos.filter(({ status }) => status === "done");
  const factor = factorFor(ctx, projectId);
  const hours = (todo: TodoRow) =>
    todo.estimated_hours === null ? UNKNOWN_HOURS : todo.estimated_hours * factor(JSON.parse(todo.tags) as string[]);
  const left = open.reduce((sum, todo) => sum + Math.max(0, hours(todo) - todo.actual_hours), 0);
  const today = dayAt(now);
  const age = daysBetween(dayAt(project.created_at), today);
  const within = (sql: string, days: number) => db.value<number>(sql, [projectId, now - days * DAY_MS, now])!;
  const completed = within(FACTS_SQL.completed, FOUR_WEEKS) - within(FACTS_SQL.reopenedHours, FOUR_WEEKS);
  const velocity = Math.max(0, completed) / Math.min(FOUR_WEEKS, Math.max(LEAST_DAYS, age + 1));
  const untilDue = project.due_at === null ? null : daysBetween(today, dayAt(project.due_at));
  const last = db.value<number | null>(FACTS_SQL.last, [projectId, now]) ?? project.created_at;
  const growth = within(FACTS_SQL.added, TWO_WEEKS) - within(FACTS_SQL.completed, TWO_WEEKS);
  return {
    todos: todos.length,
    open: open.length,
    done: done.length,
    overdue: open.filter(({ due_at }) => due_at !== null && due_at < now).length,
    unestimated_percent: percent(open.filter(({ estimated_hours }) => estimated_hours === null).length, open.length),
    oversized: open.filter(({ estimated_hours }) => (estimated_hours ?? 0) > OVERSIZED_HOURS).length,
    in_work: open.filter(({ status }) => status === "committed").length,
    stuck: open.filter(({ status, modified_at }) => status !== "dumped" && now - modified_at > TWO_WEEKS * DAY_MS).length,
    reopened_28_days: within(FACTS_SQL.reopened, FOUR_WEEKS),
    hours_left: rounded(left),
    hours_total: rounded(left + done.reduce((sum, todo) => sum + (todo.actual_hours || hours(todo)), 0)),
    progress: project.progress,
    velocity: rounded(velocity),
    days_since_activity: daysBetween(dayAt(last), today),
    days_since_created: age,
    days_until_due: untilDue,
    hours_available: untilDue === null ? null : rounded(Math.max(0, untilDue) * velocity),
    scope_growth_hours: rounded(growth),
    estimate_error_percent: medianError(done),
    has_why: project.why?.trim() ? 1 : 0,
  };
}

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((100 * part) / whole));

/** Null with fewer than three that have both numbers. */
function medianError(done: readonly TodoRow[]): number | null {
  const errors = done
    .filter(({ estimated_hours, actual_hours }) => estimated_hours && actual_hours)
    .map(({ estimated_hours, actual_hours }) => Math.abs(actual_hours - estimated_hours!) / estimated_hours!)
    .toSorted((a, b) => a - b);
  if (errors.length < 3) return null;
  const middle = errors.length >> 1;
  return Math.round(100 * (errors.length % 2 ? errors[middle]! : (errors[middle - 1]! + errors[middle]!) / 2));
}
