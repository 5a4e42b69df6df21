import type { ReadContext } from "../../db/module.ts";
import { cleanTags } from "../../db/spine/nodes.ts";
import { hashText } from "../note/attachments.data.ts";
import type { ImportedProject, ImportedTodo, PlannerItem } from "./imported.data.ts";
import { getProject } from "./projects.data.ts";
import { getTodo } from "./todo-queries.data.ts";

export const IMPORT_PLAN_SQL = {
  bySource: "SELECT id FROM nodes WHERE source = ? AND source_id = ?",
  week: "SELECT id FROM weekly_goals WHERE week_start_date = ?",
  weekDate: "SELECT week_start_date FROM weekly_goals WHERE id = ?",
  activity: "SELECT 1 FROM activities WHERE id = ?",
  sourceOf: "SELECT source_id FROM nodes WHERE id = ?",
  /** Changes that no import made since the last one that did. */
  edited: `SELECT 1 FROM changes c WHERE c.row_id = ?1 AND c.table_name IN ('nodes', 'todos') AND c.op = 'update'
    AND NOT EXISTS (SELECT 1 FROM imports i WHERE i.batch = c.mutation_id)
    AND c.seq > coalesce((SELECT max(l.seq) FROM changes l JOIN imports i ON i.batch = l.mutation_id WHERE l.row_id = ?1), 0) LIMIT 1`,
};

export type ItemPlan =
  | { readonly action: "keep"; readonly id: string | null; readonly remarks: readonly string[] }
  /** `id`: the row that is brought up to date; null: a new one. */
  | { readonly action: "write"; readonly id: string | null; readonly remarks: readonly string[] };

/** The id of what has no place for its source in its own row: always the same for the same source (IF2). */
export const idOfSource = (source: string, sourceId: string): string => `imported-${hashText(`${source}\n${sourceId}`).slice(0, 32)}`;

const keep = (id: string | null, remarks: readonly string[] = []): ItemPlan => ({ action: "keep", id, remarks });
const write = (id: string | null, remarks: readonly string[] = []): ItemPlan => ({ action: "write", id, remarks });

/** What an import does with one row: one that was edited here is never written over (IM6). */
export function itemPlan(ctx: ReadContext, item: PlannerItem): ItemPlan {
  const { db } = ctx;
  if (item.kind === "week") {
    // A week is one row, whoever planned it (PL5).
    const id = db.value<string>(IMPORT_PLAN_SQL.week, [item.week_start_date]);
    return id === undefined ? write(null) : keep(id);
  }
  if (item.kind === "activity") {
    const known = db.value(IMPORT_PLAN_SQL.activity, [idOfSource(item.source, item.source_id)]) !== undefined;
    return known ? keep(null) : write(null);
  }
  const id = db.value<string>(IMPORT_PLAN_SQL.bySource, [item.source, item.source_id]);
  if (id === undefined) return write(null);
  const now = item.kind === "todo" ? todoNow(ctx, id) : projectNow(ctx, id);
  if (!now) return keep(id, ["It is something else here by now: it stays as it is."]);
  const incoming = item.kind === "todo" ? todoIncoming(item) : projectIncoming(item);
  if (now.deleted) return keep(id, ["It is in the trash here and stays there."]);
  if (now.cells === incoming) return keep(id);
  if (db.value(IMPORT_PLAN_SQL.edited, [id]) !== undefined) return keep(id, ["It was edited in Atelier: what you have stays."]);
  return write(id);
}

interface Now {
  readonly deleted: boolean;
  readonly cells: string;
}

function todoNow(ctx: ReadContext, id: string): Now | null {
  const todo = getTodo(ctx, id);
  if (!todo) return null;
  const { name, content, tags, due_at, completed_at, status, priority, estimated_hours, actual_hours } = todo;
  const project = todo.project_id === null ? null : (ctx.db.value<string>(IMPORT_PLAN_SQL.sourceOf, [todo.project_id]) ?? null);
  const week = todo.weekly_goal_id === null ? null : ctx.db.value<string>(IMPORT_PLAN_SQL.weekDate, [todo.weekly_goal_id])!;
  return {
    deleted: todo.deleted_at !== null,
    cells: JSON.stringify([name, content, tags, due_at, completed_at, status, priority, estimated_hours, actual_hours, project, week]),
  };
}

const todoIncoming = (item: ImportedTodo): string => {
  const { name, content, due_at, completed_at, status, priority, estimated_hours, actual_hours, project, week } = item;
  const tags = cleanTags(item.tags);
  return JSON.stringify([name, content, tags, due_at, completed_at, status, priority, estimated_hours, actual_hours, project, week]);
};

function projectNow(ctx: ReadContext, id: string): Now | null {
  const project = getProject(ctx, id);
  if (!project) return null;
  const { name, content, tags, due_at, completed_at, status, priority, intention, why } = project;
  return {
    deleted: project.deleted_at !== null,
    cells: JSON.stringify([name, content, tags, due_at, completed_at, status, priority, intention, why]),
  };
}

const projectIncoming = (item: ImportedProject): string => {
  const { name, content, due_at, completed_at, status, priority, intention, why } = item;
  return JSON.stringify([name, content, cleanTags(item.tags), due_at, completed_at, status, priority, intention, why]);
};
