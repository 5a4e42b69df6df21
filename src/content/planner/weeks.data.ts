import { addDays, dayAt, startOf, weekOf } from "../../base/days.ts";
import { Refusal } from "../../base/result.ts";
import type { ReadContext, WriteContext } from "../../db/module.ts";
import { putEdge, deleteEdge } from "../../db/spine/edges.ts";
import { insertNode } from "../../db/spine/nodes.ts";
import { settle } from "../spine/settle.data.ts";
import { note } from "./activities.data.ts";
import { factors } from "./insights/estimation.data.ts";
import { rounded } from "./insights/facts.model.ts";
import { UNKNOWN_HOURS } from "./insights/facts.data.ts";
import type { TodoListed, Week, WeekDay } from "./planner.model.ts";
import { KEYS, todosOfWeek } from "./todo-queries.data.ts";

export const WEEKS_SQL = {
  byDate: "SELECT id, capacity_hours, total_estimated_hours, completion_rate FROM weekly_goals WHERE week_start_date = ?",
  byId: "SELECT week_start_date FROM weekly_goals WHERE id = ?",
  lastCapacity: "SELECT capacity_hours FROM weekly_goals WHERE week_start_date < ? ORDER BY week_start_date DESC LIMIT 1",
  insert: "INSERT INTO weekly_goals (id, week_start_date, capacity_hours) VALUES (?, ?, ?)",
  capacity: "UPDATE weekly_goals SET capacity_hours = ? WHERE id = ?",
  sums: `SELECT coalesce(sum(coalesce(t.estimated_hours, ${UNKNOWN_HOURS})), 0) AS planned,
      coalesce(sum(CASE WHEN t.status = 'done' THEN coalesce(t.estimated_hours, ${UNKNOWN_HOURS}) ELSE 0 END), 0) AS done
    FROM todos t JOIN nodes n ON n.id = t.id WHERE t.weekly_goal_id = ? AND n.deleted_at IS NULL`,
  setSums: "UPDATE weekly_goals SET total_estimated_hours = ?, completion_rate = ? WHERE id = ?",
  /** Each todo as far as it says how much it is. */
  load: `SELECT json_group_array(json_object('status', t.status, 'estimated_hours', t.estimated_hours, 'project_id', t.project_id, 'tags', json(k.tags)))
    FROM todos t INDEXED BY todos_by_week ${KEYS} WHERE t.weekly_goal_id = ? AND k.deleted_at IS NULL`,
  commit: "UPDATE todos SET weekly_goal_id = ? WHERE id = ?",
  nestEdge: "SELECT id FROM edges WHERE source_id = ? AND target_id = ? AND edge_type = 'NEST'",
} as const;

/** Until a person says how much a week holds. */
const USUAL_CAPACITY = 20;

interface WeekRow {
  id: string;
  capacity_hours: number;
  total_estimated_hours: number;
  completion_rate: number;
}

export const weekAt = (ctx: ReadContext, date: string): WeekRow | undefined => ctx.db.row<WeekRow>(WEEKS_SQL.byDate, [date]);

/** A new week holds as much as the one before it. */
export const capacityBefore = (ctx: ReadContext, date: string): number =>
  ctx.db.value<number>(WEEKS_SQL.lastCapacity, [date]) ?? USUAL_CAPACITY;

/** The week that begins on this date, made when it is needed first; a week is one row however it is named (PL5). */
export function planWeek(
  ctx: WriteContext,
  date: string,
  { id, capacity }: { id?: string | undefined; capacity?: number | undefined } = {},
): { id: string } {
  if (addDays(date, 0) !== date) throw new Refusal("NoSuchDay", `There is no ${date} in the calendar. Nothing was changed.`);
  const known = weekAt(ctx, date);
  if (known) {
    if (capacity !== undefined && capacity !== known.capacity_hours) {
      ctx.db.run(WEEKS_SQL.capacity, [capacity, known.id]);
      note(ctx, { kind: "week", projectId: null, before: known.capacity_hours, after: capacity });
    }
    return { id: known.id };
  }
  const made = id ?? ctx.newId();
  insertNode(ctx, { id: made, node_type: "weekly_goal", name: `Week of ${date}`, folder: "", tags: [], summary: null, content: "" });
  ctx.db.run(WEEKS_SQL.insert, [made, date, capacity ?? capacityBefore(ctx, date)]);
  settle(ctx, [made]);
  return { id: made };
}

/** Puts a todo into a week, or out of its week; both are in the graph. The stage is the caller's. */
export function commitToWeek(ctx: WriteContext, todoId: string, before: string | null, date: string | null): string | null {
  const week = date === null ? null : planWeek(ctx, date).id;
  if (week === before) return week;
  ctx.db.run(WEEKS_SQL.commit, [week, todoId]);
  const edge = before === null ? undefined : ctx.db.value<string>(WEEKS_SQL.nestEdge, [before, todoId]);
  if (edge !== undefined) deleteEdge(ctx, edge);
  if (week !== null) putEdge(ctx, { id: ctx.newId(), edge_type: "NEST", source_id: week, target_id: todoId });
  note(ctx, { kind: "week", projectId: null, todoId, before: weekDate(ctx, before), after: date });
  followWeek(ctx, before);
  followWeek(ctx, week);
  return week;
}

export const weekDate = (ctx: ReadContext, week: string | null): string | null =>
  week === null ? null : (ctx.db.value<string>(WEEKS_SQL.byId, [week]) ?? null);

/** Hours and completion of a week follow from its todos. */
export function followWeek(ctx: WriteContext, week: string | null): void {
  if (week === null) return;
  const { planned, done } = ctx.db.row<{ planned: number; done: number }>(WEEKS_SQL.sums, [week])!;
  ctx.db.run(WEEKS_SQL.setSums, [planned, planned === 0 ? 0 : Math.round((100 * done) / planned), week]);
}

type Load = Pick<TodoListed, "status" | "estimated_hours" | "project_id" | "tags">;

const hoursOf = ({ estimated_hours }: Pick<TodoListed, "estimated_hours">) => estimated_hours ?? UNKNOWN_HOURS;
const capacityOf = (ctx: ReadContext, week: WeekRow | undefined, date: string) => week?.capacity_hours ?? capacityBefore(ctx, date);

/** Hours beyond the capacity, as long as things really take, as far as they can still be taken out (PL5). */
function overloadOf(ctx: ReadContext, capacity: number, todos: readonly Load[]): number {
  const factor = factors(ctx);
  const expected = (some: readonly Load[]) => some.reduce((sum, todo) => sum + hoursOf(todo) * factor(todo.project_id)(todo.tags), 0);
  const open = expected(todos.filter(({ status }) => status !== "done"));
  return rounded(Math.max(0, Math.min(open, expected(todos) - capacity)));
}

export type WeekLoad = Pick<Week, "id" | "week_start_date" | "capacity_hours" | "overload_hours"> & { readonly planned: number };

/** How many todos a week has and whether they fit, without reading them whole. */
export function weekLoad(ctx: ReadContext, date: string): WeekLoad {
  const week = weekAt(ctx, date);
  const capacity = capacityOf(ctx, week, date);
  const todos = week ? (JSON.parse(ctx.db.value<string>(WEEKS_SQL.load, [week.id])!) as Load[]) : [];
  return {
    id: week?.id ?? null,
    week_start_date: date,
    capacity_hours: capacity,
    overload_hours: overloadOf(ctx, capacity, todos),
    planned: todos.length,
  };
}

export function getWeek(ctx: ReadContext, date: string, now: number): Omit<Week, "ahead"> {
  const week = weekAt(ctx, date);
  const todos = week ? todosOfWeek(ctx, week.id) : [];
  const capacity = capacityOf(ctx, week, date);
  const done = todos.filter(({ status }) => status === "done");
  return {
    id: week?.id ?? null,
    week_start_date: date,
    capacity_hours: capacity,
    total_estimated_hours: week?.total_estimated_hours ?? 0,
    done_hours: rounded(done.reduce((sum, todo) => sum + hoursOf(todo), 0)),
    completion_rate: week?.completion_rate ?? 0,
    overload_hours: overloadOf(ctx, capacity, todos),
    todos,
    days: weekOf(date).map((day): WeekDay => {
      const end = startOf(addDays(day, 1));
      const isAhead = day > dayAt(now);
      const by = done.filter(({ completed_at }) => completed_at !== null && completed_at < end);
      return { day, done_hours: isAhead ? null : rounded(by.reduce((sum, todo) => sum + hoursOf(todo), 0)) };
    }),
  };
}
