import type { ReadContext, WriteContext } from "../../db/module.ts";
import { putEdge } from "../../db/spine/edges.ts";
import { cleanTags, insertNode, updateNode } from "../../db/spine/nodes.ts";
import { summarize } from "../note/plain-text.model.ts";
import { settle } from "../spine/settle.data.ts";
import { ACTIVITIES_SQL, note } from "./activities.data.ts";
import type { ImportedActivity, ImportedProject, ImportedTodo, ImportedWeek, PlannerItem } from "./imported.data.ts";
import { idOfSource, IMPORT_PLAN_SQL, itemPlan } from "./import-plan.data.ts";
import { learnFrom } from "./insights/estimation.data.ts";
import { UNKNOWN_HOURS } from "./insights/facts.data.ts";
import { PRIORITY_RANK } from "./planner.model.ts";
import { followTodos, PROJECTS_SQL, updateProject } from "./projects.data.ts";
import { updateTodo } from "./todos.data.ts";
import { commitToWeek, followWeek, planWeek } from "./weeks.data.ts";

export const IMPORT_PLANNER_SQL = {
  todo: `INSERT INTO todos (id, project_id, weekly_goal_id, status, priority, estimated_hours, actual_hours) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  progress: "UPDATE projects SET progress = ? WHERE id = ?",
  week: "SELECT weekly_goal_id FROM todos WHERE id = ?",
};

export interface ImportedAs {
  readonly outcome: "created" | "updated" | "unchanged";
  readonly id: string | null;
  readonly remarks: readonly string[];
}

/**
 * Writes planner rows in bulk with the times of their source (F20), in any order in which a project comes before its
 * todos. What follows from many rows, progress and hours, is worked out once by `finish`.
 */
export function createPlannerImport() {
  const projects = new Set<string>();
  const weeks = new Set<string>();
  const idBySource = (ctx: ReadContext, source: string, id: string | null): string | null =>
    id === null ? null : (ctx.db.value<string>(IMPORT_PLAN_SQL.bySource, [source, id]) ?? null);
  /** A context in which the person acts at a moment of the source. */
  const at = (ctx: WriteContext, moment: number): WriteContext => ({ ...ctx, at: moment });

  function writeTodo(ctx: WriteContext, item: ImportedTodo, known: string | null): string {
    const project = idBySource(ctx, item.source, item.project);
    if (known !== null) {
      updateTodo(at(ctx, item.completed_at ?? item.modified_at), known, { ...item, tags: [...item.tags], project_id: project });
      const before = ctx.db.value<string | null>(IMPORT_PLANNER_SQL.week, [known]) ?? null;
      commitToWeek(ctx, known, before, item.week);
      updateNode(ctx, known, { completed_at: item.completed_at }, item.modified_at);
      return known;
    }
    const week = item.week === null ? null : planWeek(ctx, item.week).id;
    const id = insertTodo(ctx, item, project, week);
    if (project) projects.add(project);
    if (week) weeks.add(week);
    return id;
  }

  function writeItem(ctx: WriteContext, item: PlannerItem, known: string | null): string | null {
    if (item.kind === "todo") return writeTodo(ctx, item, known);
    if (item.kind === "project") return writeProject(ctx, item, known);
    if (item.kind === "week") return writeWeek(ctx, item);
    return writeActivity(ctx, item, idBySource(ctx, item.source, item.project), idBySource(ctx, item.source, item.todo));
  }

  return {
    write(ctx: WriteContext, item: PlannerItem): ImportedAs {
      const plan = itemPlan(ctx, item);
      if (plan.action === "keep") return { outcome: "unchanged", id: plan.id, remarks: plan.remarks };
      const outcome = plan.id === null ? "created" : "updated";
      return { outcome, id: writeItem(ctx, item, plan.id), remarks: plan.remarks };
    },
    /** Progress of the projects and hours of the weeks that todos came to. */
    finish(ctx: WriteContext): void {
      for (const id of projects) followTodos(ctx, id);
      for (const id of weeks) followWeek(ctx, id);
    },
  };
}

function writeProject(ctx: WriteContext, item: ImportedProject, known: string | null): string {
  if (known !== null) {
    updateProject({ ...ctx, at: item.completed_at ?? item.modified_at }, known, { ...item, tags: [...item.tags] });
    updateNode(ctx, known, { completed_at: item.completed_at }, item.modified_at);
    return known;
  }
  const id = ctx.newId();
  const { source, source_id, name, content, intention, why, status, priority, created_at } = item;
  const tags = cleanTags(item.tags);
  const summary = summarize(content) || intention;
  insertNode(ctx, { id, node_type: "project", name, folder: "", tags, summary, content, created_at, source, source_id });
  ctx.db.run(PROJECTS_SQL.insert, [id, intention, why, status, priority]);
  if (item.progress > 0) ctx.db.run(IMPORT_PLANNER_SQL.progress, [item.progress, id]);
  setShared(ctx, id, item, status);
  note({ ...ctx, at: created_at }, { kind: "project", projectId: id, after: "active" });
  if (status !== "active")
    note({ ...ctx, at: item.completed_at ?? item.modified_at }, { kind: "project", projectId: id, before: "active", after: status });
  settle(ctx, [id]);
  return id;
}

function insertTodo(ctx: WriteContext, item: ImportedTodo, project: string | null, week: string | null): string {
  const id = ctx.newId();
  const { source, source_id, name, content, status, priority, estimated_hours, actual_hours, created_at } = item;
  const tags = cleanTags(item.tags);
  const summary = summarize(content) || null;
  insertNode(ctx, { id, node_type: "todo", name, folder: "", tags, summary, content, created_at, source, source_id });
  ctx.db.run(IMPORT_PLANNER_SQL.todo, [id, project, week, status, priority, estimated_hours, actual_hours]);
  setShared(ctx, id, item, status);
  for (const parent of [project, week])
    if (parent !== null) putEdge(ctx, { id: ctx.newId(), edge_type: "NEST", source_id: parent, target_id: id });
  if (!item.tells) noteTodo(ctx, id, item, project);
  if (status === "done" && estimated_hours && actual_hours)
    learnFrom(ctx, { id, projectId: project, estimated: estimated_hours, actual: actual_hours });
  settle(ctx, [id]);
  return id;
}

/** What velocity and trends are counted from, at the times of the source (PL3, F20). */
function noteTodo(ctx: WriteContext, todoId: string, item: ImportedTodo, projectId: string | null): void {
  const { status, estimated_hours, actual_hours, created_at, modified_at, completed_at } = item;
  const about = { projectId, todoId };
  const hours = estimated_hours ?? UNKNOWN_HOURS;
  const first = projectId === null ? "dumped" : "matched";
  note({ ...ctx, at: created_at }, { ...about, kind: "created", after: first, hours });
  const later = { ...ctx, at: completed_at ?? modified_at };
  if (actual_hours > 0) note(later, { ...about, kind: "actual", before: 0, after: actual_hours, hours: actual_hours });
  if (status === "done") note(later, { ...about, kind: "completed", before: first, after: "done", hours });
  else if (status !== first) note(later, { ...about, kind: "stage", before: first, after: status });
}

const setShared = (ctx: WriteContext, id: string, item: ImportedProject | ImportedTodo, status: string): void =>
  void updateNode(
    ctx,
    id,
    {
      ...item.shared,
      status,
      priority: PRIORITY_RANK[item.priority],
      due_at: item.due_at,
      completed_at: item.completed_at,
      ...(item.sort_order !== undefined && { sort_order: item.sort_order }),
    },
    item.modified_at,
  );

const writeWeek = (ctx: WriteContext, { week_start_date, capacity_hours, created_at }: ImportedWeek): string =>
  planWeek({ ...ctx, at: created_at }, week_start_date, { capacity: capacity_hours ?? undefined }).id;

function writeActivity(ctx: WriteContext, item: ImportedActivity, project: string | null, todo: string | null): string | null {
  const { source, source_id, at, activity, before, after, hours } = item;
  ctx.db.run(ACTIVITIES_SQL.insert, [idOfSource(source, source_id), at, activity, project, todo, before, after, hours]);
  return project ?? todo;
}
