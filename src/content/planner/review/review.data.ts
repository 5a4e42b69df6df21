import { addDays, startOf } from "../../../base/days.ts";
import type { ReadContext, WriteContext } from "../../../db/module.ts";
import { updateNode } from "../../../db/spine/nodes.ts";
import { summarize } from "../../note/plain-text.model.ts";
import { settle } from "../../spine/settle.data.ts";
import { UNKNOWN_HOURS } from "../insights/facts.data.ts";
import { rounded } from "../insights/facts.model.ts";
import type { TodoListed } from "../planner.model.ts";
import { TODO_COLUMNS, TODO_FROM, TODO_ORDER, toTodo, type TodoRaw } from "../todo-queries.data.ts";
import { capacityBefore, planWeek, weekAt } from "../weeks.data.ts";
import type { EstimateResult, PlannedTodo, WeekGoal, WeekReview } from "./review.model.ts";
import { streakOf, weekResults } from "./weeks-past.data.ts";

export const REVIEW_SQL = {
  planned: `SELECT ${TODO_COLUMNS}, g.week_start_date ${TODO_FROM} LEFT JOIN weekly_goals g ON g.id = t.weekly_goal_id
    WHERE n.deleted_at IS NULL AND t.id IN (
      SELECT id FROM todos WHERE weekly_goal_id = ?1
      UNION SELECT todo_id FROM activities WHERE kind = 'week' AND before = ?2 AND after > before AND todo_id IS NOT NULL) ${TODO_ORDER}`,
  /** By the index of completions: the week's few, not all todos. */
  completed: `SELECT ${TODO_COLUMNS} FROM nodes n CROSS JOIN todos t ON t.id = n.id LEFT JOIN nodes p ON p.id = t.project_id
    WHERE n.deleted_at IS NULL AND n.completed_at >= ? AND n.completed_at < ? ORDER BY n.completed_at, n.id`,
  reflection: "SELECT content FROM nodes WHERE id = ?",
};

/** As many weeks as a streak is counted over. */
const WEEKS_BACK = 26;
const WEEKS_SHOWN = 8;

const hoursOf = (todo: TodoListed): number => todo.estimated_hours ?? UNKNOWN_HOURS;
const sumOf = (todos: readonly TodoListed[]): number => rounded(todos.reduce((sum, todo) => sum + hoursOf(todo), 0));

/** A week as it went: what was kept, what slid, what came besides; its goals, hours and estimates (PL12). */
export function reviewWeek(ctx: ReadContext, date: string, now: number): WeekReview {
  const { db } = ctx;
  const week = weekAt(ctx, date);
  const [start, end] = [startOf(date), startOf(addDays(date, 7))];
  const planned = db
    .rows<TodoRaw & { week_start_date: string | null }>(REVIEW_SQL.planned, [week?.id ?? null, date])
    .map(({ week_start_date, ...raw }): PlannedTodo => ({ ...toTodo(raw), week_start_date }));
  const isKept = ({ completed_at }: TodoListed) => completed_at !== null && completed_at < end;
  const isPlanned = new Set(planned.map(({ id }) => id));
  const completed = db.rows<TodoRaw>(REVIEW_SQL.completed, [start, end]).map(toTodo);
  const results = weekResults(
    ctx,
    Array.from({ length: WEEKS_BACK + 1 }, (_, i) => addDays(date, -7 * (WEEKS_BACK - i))),
    now,
  );
  return {
    ...results.at(-1)!,
    id: week?.id ?? null,
    capacity_hours: week?.capacity_hours ?? capacityBefore(ctx, date),
    is_over: end <= now,
    goals: goalsOf(planned, isKept),
    kept: planned.filter(isKept).toSorted((a, b) => a.completed_at! - b.completed_at!),
    slid: planned.filter((todo) => !isKept(todo)),
    extra: completed.filter(({ id }) => !isPlanned.has(id)),
    estimates: estimatesOf(completed),
    reflection: week ? db.value<string>(REVIEW_SQL.reflection, [week.id])! : "",
    before: results.slice(-1 - WEEKS_SHOWN, -1),
    streak: streakOf(results),
  };
}

function goalsOf(planned: readonly TodoListed[], isKept: (todo: TodoListed) => boolean): WeekGoal[] {
  const byProject = new Map<string | null, TodoListed[]>();
  for (const todo of planned) byProject.set(todo.project_id, [...(byProject.get(todo.project_id) ?? []), todo]);
  return [...byProject]
    .map(([project_id, todos]): WeekGoal => {
      const kept = todos.filter(isKept);
      return {
        project_id,
        project_name: todos[0]!.project_name,
        todos: todos.length,
        done: kept.length,
        hours: sumOf(todos),
        done_hours: sumOf(kept),
        is_reached: kept.length === todos.length,
      };
    })
    .toSorted((a, b) => Number(a.project_id === null) - Number(b.project_id === null) || b.hours - a.hours);
}

function estimatesOf(completed: readonly TodoListed[]): EstimateResult | null {
  const known = completed.filter(({ estimated_hours, actual_hours }) => estimated_hours && actual_hours);
  if (known.length === 0) return null;
  const estimated = known.reduce((sum, todo) => sum + todo.estimated_hours!, 0);
  const actual = known.reduce((sum, todo) => sum + todo.actual_hours, 0);
  return {
    todos: known.length,
    estimated_hours: rounded(estimated),
    actual_hours: rounded(actual),
    off_percent: Math.round((100 * (actual - estimated)) / estimated),
  };
}

/** What the person thinks of a week is the text of its node: searched, versioned and linked like any text. */
export function reflect(ctx: WriteContext, date: string, text: string): { id: string } {
  const week = planWeek(ctx, date);
  updateNode(ctx, week.id, { content: text, summary: summarize(text) || null });
  settle(ctx, [week.id]);
  return week;
}
