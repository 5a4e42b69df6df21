import { addDays, dayAt, floorTo, hourOf, shiftDays } from "../../../base/days.ts";
import type { WriteContext } from "../../../db/module.ts";
import { SAMPLE_SOURCE } from "../../../db/spine/stats.ts";
import { createProject } from "../projects.data.ts";
import { createTodo, updateTodo } from "../todos.data.ts";
import { commitToWeek } from "../weeks.data.ts";
import { SAMPLE_PROJECTS, SAMPLE_TODOS } from "./sample-plan.data.ts";

export const SAMPLE_PLAN_SQL = {
  mark: "UPDATE nodes SET source = ?, source_id = name WHERE id = ?",
  there: "SELECT count(*) FROM nodes WHERE source = ? AND node_type IN ('project', 'todo', 'weekly_goal')",
  newWeeks: "SELECT n.id FROM nodes n JOIN weekly_goals w ON w.id = n.id WHERE n.rowid > ?",
  lastNode: "SELECT coalesce(max(rowid), 0) FROM nodes",
} as const;

/** Due is by the end of a working day. */
const EVENING = 18;

/** Adds the plans of the sample workspace as if they had been made day by day (PI8). If they are there, they stay as they are. */
export function createSamplePlan(ctx: WriteContext): { nodes: number } {
  const there = ctx.db.value<number>(SAMPLE_PLAN_SQL.there, [SAMPLE_SOURCE])!;
  if (there > 0) return { nodes: there };
  const last = ctx.db.value<number>(SAMPLE_PLAN_SQL.lastNode)!;
  const on = (day: number): WriteContext => ({ ...ctx, at: shiftDays(ctx.at, day) });
  const dueOn = (day: number | undefined) => (day === undefined ? null : hourOf(addDays(dayAt(ctx.at), day), EVENING));
  const weekOn = (day: number) => floorTo("week", addDays(dayAt(ctx.at), day), 1);
  const made: string[] = [];
  const projects = new Map<string, string>();
  for (const { key, begun, due, tags, ...project } of SAMPLE_PROJECTS) {
    const { id } = createProject(on(begun), { ...project, tags: [...tags], due_at: dueOn(due) });
    projects.set(key, id);
    made.push(id);
  }
  for (const {
    of,
    begun,
    stage,
    actual,
    done,
    due,
    estimated = null,
    priority = "medium",
    tags = [],
    name,
    content = "",
  } of SAMPLE_TODOS) {
    const project_id = of === undefined ? null : projects.get(of)!;
    const { id } = createTodo(on(begun), {
      name,
      content,
      project_id,
      priority,
      tags: [...tags],
      estimated_hours: estimated,
      due_at: dueOn(due),
    });
    made.push(id);
    if (done !== undefined || stage === "committed") commitToWeek(on(done ?? begun), id, null, weekOn(done ?? 0));
    const isAtStart = stage === "dumped" || stage === "matched";
    if (!isAtStart) updateTodo(on(done ?? Math.ceil(begun / 2)), id, { status: stage });
    // After it was done: what the sample took must not be learned from.
    if (actual !== undefined) updateTodo(on(done ?? -1), id, { actual_hours: actual });
  }
  const weeks = ctx.db.rows<{ id: string }>(SAMPLE_PLAN_SQL.newWeeks, [last]).map(({ id }) => id);
  for (const id of [...made, ...weeks]) ctx.db.run(SAMPLE_PLAN_SQL.mark, [SAMPLE_SOURCE, id]);
  return { nodes: made.length + weeks.length };
}
