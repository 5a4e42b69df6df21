import { Refusal } from "../../base/result.ts";
import type { ReadContext, WriteContext } from "../../db/module.ts";
import { deleteEdge, putEdge } from "../../db/spine/edges.ts";
import { cleanTags, insertNode, updateNode } from "../../db/spine/nodes.ts";
import { summarize } from "../note/plain-text.model.ts";
import { settle } from "../spine/settle.data.ts";
import { note } from "./activities.data.ts";
import { learnFrom } from "./insights/estimation.data.ts";
import { UNKNOWN_HOURS } from "./insights/facts.data.ts";
import { type Priority, PRIORITY_RANK, type Stage } from "./planner.model.ts";
import { followTodos, needProject, projectNamed } from "./projects.data.ts";
import { parseQuickAdd } from "./quick-add.model.ts";
import { followWeek } from "./weeks.data.ts";

export const TODOS_SQL = {
  insert: "INSERT INTO todos (id, project_id, status, priority, estimated_hours) VALUES (?, ?, ?, ?, ?)",
  get: "SELECT id, project_id, weekly_goal_id, status, priority, estimated_hours, actual_hours, timer_started_at FROM todos WHERE id = ?",
  set: `UPDATE todos SET project_id = ?, status = ?, priority = ?, estimated_hours = ?, actual_hours = ?, timer_started_at = ? WHERE id = ?`,
  nestEdge: "SELECT id FROM edges WHERE source_id = ? AND target_id = ? AND edge_type = 'NEST'",
  running: "SELECT id FROM todos WHERE timer_started_at IS NOT NULL AND id <> ?",
} as const;

export interface TodoColumns {
  id: string;
  project_id: string | null;
  weekly_goal_id: string | null;
  status: Stage;
  priority: Priority;
  estimated_hours: number | null;
  actual_hours: number;
  timer_started_at: number | null;
}

interface TodoArgs {
  name?: string | undefined;
  project_id?: string | null | undefined;
  status?: Stage | undefined;
  priority?: Priority | undefined;
  estimated_hours?: number | null | undefined;
  actual_hours?: number | undefined;
  due_at?: number | null | undefined;
  tags?: string[] | undefined;
  content?: string | undefined;
}

const HOUR_MS = 3_600_000;
const plannedHours = (estimated: number | null): number => estimated ?? UNKNOWN_HOURS;

export function needTodo(ctx: ReadContext, id: string): TodoColumns {
  const todo = ctx.db.row<TodoColumns>(TODOS_SQL.get, [id]);
  if (!todo) throw new Refusal("TodoNotFound", "This todo is not here any more: it was deleted for ever. Nothing was changed.");
  return todo;
}

export function createTodo(ctx: WriteContext, args: TodoArgs & { id?: string | undefined; name: string }): { id: string } {
  const id = args.id ?? ctx.newId();
  const { project_id = null, priority = "medium", estimated_hours = null, content = "" } = args;
  if (project_id !== null) needProject(ctx, project_id);
  const first = project_id === null ? "dumped" : "matched";
  insertNode(ctx, {
    id,
    node_type: "todo",
    name: args.name,
    folder: "",
    tags: cleanTags(args.tags ?? []),
    summary: summarize(content) || null,
    content,
  });
  ctx.db.run(TODOS_SQL.insert, [id, project_id, first, priority, estimated_hours]);
  updateNode(ctx, id, { status: first, priority: PRIORITY_RANK[priority], due_at: args.due_at ?? null });
  note(ctx, { kind: "created", projectId: project_id, todoId: id, after: first, hours: plannedHours(estimated_hours) });
  nest(ctx, id, null, project_id);
  settle(ctx, [id]);
  if (args.status !== undefined && args.status !== first) updateTodo(ctx, id, { status: args.status });
  else followTodos(ctx, project_id);
  return { id };
}

/** One line to a todo; the project is found by its name, and a name that no project has stays in the todo's (PL6). */
export function quickAdd(ctx: WriteContext, id: string | undefined, text: string): { id: string; name: string } {
  const quick = parseQuickAdd(text, ctx.at);
  const project = quick.project === null ? null : projectNamed(ctx, quick.project);
  const name = [quick.name, ...(quick.project !== null && project === null ? [`>${quick.project}`] : [])].join(" ").trim() || text;
  const made = createTodo(ctx, {
    id,
    name,
    tags: quick.tags,
    due_at: quick.due_at,
    estimated_hours: quick.estimated_hours,
    ...(quick.priority && { priority: quick.priority }),
    project_id: project,
  });
  return { ...made, name };
}

export function updateTodo(ctx: WriteContext, id: string, args: TodoArgs): { id: string; version: number } {
  const before = needTodo(ctx, id);
  const after = {
    ...before,
    ...Object.fromEntries(Object.entries(args).filter(([key, value]) => key in before && value !== undefined)),
  } as TodoColumns;
  if (after.project_id !== before.project_id && after.project_id !== null) needProject(ctx, after.project_id);
  // What was matched to a project has left the inbox, and goes back there with it.
  if (args.status === undefined && before.status === "dumped" && after.project_id !== null) after.status = "matched";
  if (after.status === "done" && after.timer_started_at !== null) {
    after.actual_hours += hoursBetween(after.timer_started_at, ctx.at);
    after.timer_started_at = null;
  }
  ctx.db.run(TODOS_SQL.set, [
    after.project_id,
    after.status,
    after.priority,
    after.estimated_hours,
    after.actual_hours,
    after.timer_started_at,
    id,
  ]);
  const isDone = after.status === "done";
  const version = updateNode(ctx, id, {
    name: args.name,
    content: args.content,
    summary: args.content === undefined ? undefined : summarize(args.content) || null,
    tags: args.tags && cleanTags(args.tags),
    due_at: args.due_at,
    status: after.status,
    priority: PRIORITY_RANK[after.priority],
    ...(isDone !== (before.status === "done") && { completed_at: isDone ? ctx.at : null }),
  });
  noteChanges(ctx, before, after);
  if (after.project_id !== before.project_id) {
    nest(ctx, id, before.project_id, after.project_id);
    followTodos(ctx, before.project_id);
  }
  settle(ctx, [id]);
  followTodos(ctx, after.project_id);
  followWeek(ctx, after.weekly_goal_id);
  return { id, version };
}

/** Every change of stage, estimate, hours or completion is an activity (PL3). */
function noteChanges(ctx: WriteContext, before: TodoColumns, after: TodoColumns): void {
  const about = { projectId: after.project_id, todoId: after.id };
  if (after.estimated_hours !== before.estimated_hours)
    note(ctx, {
      ...about,
      kind: "estimate",
      before: before.estimated_hours,
      after: after.estimated_hours,
      hours: plannedHours(after.estimated_hours) - plannedHours(before.estimated_hours),
    });
  if (after.actual_hours !== before.actual_hours)
    note(ctx, {
      ...about,
      kind: "actual",
      before: before.actual_hours,
      after: after.actual_hours,
      hours: after.actual_hours - before.actual_hours,
    });
  if (after.status === before.status) return;
  const change = { ...about, before: before.status, after: after.status };
  if (after.status === "done") {
    note(ctx, { ...change, kind: "completed", hours: plannedHours(after.estimated_hours) });
    if (after.estimated_hours && after.actual_hours)
      learnFrom(ctx, { id: after.id, projectId: after.project_id, estimated: after.estimated_hours, actual: after.actual_hours });
  } else if (before.status === "done") note(ctx, { ...change, kind: "reopened", hours: plannedHours(before.estimated_hours) });
  else note(ctx, { ...change, kind: "stage" });
}

/** A todo belongs to its project in the graph too. */
function nest(ctx: WriteContext, id: string, before: string | null, after: string | null): void {
  const edge = before === null ? undefined : ctx.db.value<string>(TODOS_SQL.nestEdge, [before, id]);
  if (edge !== undefined) deleteEdge(ctx, edge);
  if (after !== null) putEdge(ctx, { id: ctx.newId(), edge_type: "NEST", source_id: after, target_id: id });
}

const hoursBetween = (from: number, to: number): number => Math.round(((to - from) / HOUR_MS) * 100) / 100;

/** One timer at a time: what is worked on now is worked on instead of something else. */
export function startTimer(ctx: WriteContext, id: string): { id: string } {
  const todo = needTodo(ctx, id);
  for (const { id: other } of ctx.db.rows<{ id: string }>(TODOS_SQL.running, [id])) stopTimer(ctx, other);
  if (todo.timer_started_at !== null) return { id };
  ctx.db.run(TODOS_SQL.set, [todo.project_id, todo.status, todo.priority, todo.estimated_hours, todo.actual_hours, ctx.at, id]);
  return { id };
}

export function stopTimer(ctx: WriteContext, id: string): { id: string; actual_hours: number } {
  const todo = needTodo(ctx, id);
  if (todo.timer_started_at === null) return { id, actual_hours: todo.actual_hours };
  const actual_hours = todo.actual_hours + Math.max(0, hoursBetween(todo.timer_started_at, ctx.at));
  ctx.db.run(TODOS_SQL.set, [todo.project_id, todo.status, todo.priority, todo.estimated_hours, actual_hours, null, id]);
  noteChanges(ctx, todo, { ...todo, actual_hours });
  return { id, actual_hours };
}
