import { Refusal } from "../../base/result.ts";
import type { ReadContext, WriteContext } from "../../db/module.ts";
import { cleanFolder, cleanTags, getNode, insertNode, updateNode } from "../../db/spine/nodes.ts";
import { settle } from "../spine/settle.data.ts";
import { summarize } from "../note/plain-text.model.ts";
import { note } from "./activities.data.ts";
import { type Priority, PRIORITY_RANK, type ProjectListed, type ProjectRecord, type ProjectStatus } from "./planner.model.ts";
import { ALIVE, UNKNOWN_HOURS } from "./insights/facts.data.ts";

const SUMS = `SELECT project_id, count(*) AS todos, sum(t.status <> 'done') AS open,
    sum(CASE WHEN t.status = 'done' THEN 0 ELSE max(0, coalesce(estimated_hours, ${UNKNOWN_HOURS}) - actual_hours) END) AS hours_left,
    sum(coalesce(estimated_hours, ${UNKNOWN_HOURS})) AS hours_planned,
    sum(CASE WHEN t.status = 'done' THEN coalesce(estimated_hours, ${UNKNOWN_HOURS}) ELSE 0 END) AS hours_done
  FROM todos t WHERE ${ALIVE} AND project_id IS NOT NULL`;

export const PROJECTS_SQL = {
  insert: "INSERT INTO projects (id, intention, why, status, priority) VALUES (?, ?, ?, ?, ?)",
  get: "SELECT intention, why, status, priority, progress, health_score, activity_summary, last_ai_update FROM projects WHERE id = ?",
  set: "UPDATE projects SET intention = ?, why = ?, status = ?, priority = ? WHERE id = ?",
  progress: "UPDATE projects SET progress = ? WHERE id = ?",
  /** One aggregate for todos, never a join that multiplies rows (F3). Projects are few: `CROSS JOIN` keeps them outside. */
  list: `SELECT n.id, n.name, n.tags, n.due_at, n.created_at, n.modified_at, n.is_favorite, p.intention, p.why, p.status, p.priority, p.progress,
      p.health_score, coalesce(s.todos, 0) AS todos, coalesce(s.open, 0) AS open, coalesce(s.hours_left, 0) AS hours_left
    FROM projects p CROSS JOIN nodes n ON n.id = p.id LEFT JOIN (${SUMS} GROUP BY project_id) s ON s.project_id = p.id
    WHERE n.deleted_at IS NULL AND (?1 IS NULL OR p.status = ?1)
    ORDER BY p.status = 'active' DESC, CASE p.priority WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, n.due_at IS NULL, n.due_at, n.name_key, n.id LIMIT ?2`,
  sums: `${SUMS} AND project_id = ?`,
  byName: `SELECT p.id FROM projects p CROSS JOIN nodes n ON n.id = p.id
    WHERE n.deleted_at IS NULL AND (n.name = ?1 COLLATE NOCASE OR n.name LIKE ?2 ESCAPE '\\')
    ORDER BY n.name = ?1 COLLATE NOCASE DESC, p.status = 'active' DESC, n.modified_at DESC LIMIT 1`,
};

interface ProjectColumns {
  intention: string | null;
  why: string | null;
  status: ProjectStatus;
  priority: Priority;
  progress: number;
  health_score: number | null;
  activity_summary: string | null;
  last_ai_update: number | null;
}

interface ProjectArgs {
  name?: string | undefined;
  intention?: string | null | undefined;
  why?: string | null | undefined;
  status?: ProjectStatus | undefined;
  priority?: Priority | undefined;
  progress?: number | undefined;
  due_at?: number | null | undefined;
  folder?: string | undefined;
  tags?: string[] | undefined;
  content?: string | undefined;
}

export function createProject(ctx: WriteContext, args: ProjectArgs & { id?: string | undefined; name: string }): { id: string } {
  const id = args.id ?? ctx.newId();
  const { status = "active", priority = "medium", content = "" } = args;
  insertNode(ctx, {
    id,
    node_type: "project",
    name: args.name,
    folder: cleanFolder(args.folder ?? ""),
    tags: cleanTags(args.tags ?? []),
    summary: summarize(content) || args.intention || null,
    content,
  });
  ctx.db.run(PROJECTS_SQL.insert, [id, args.intention ?? null, args.why ?? null, status, priority]);
  updateNode(ctx, id, { status, priority: PRIORITY_RANK[priority], due_at: args.due_at ?? null });
  note(ctx, { kind: "project", projectId: id, after: status });
  settle(ctx, [id]);
  return { id };
}

export function getProject(ctx: ReadContext, id: string): ProjectRecord | null {
  const columns = ctx.db.row<ProjectColumns>(PROJECTS_SQL.get, [id]);
  const node = columns && getNode(ctx, id);
  return columns && node ? { ...node, ...columns, rank: node.priority } : null;
}

export function needProject(ctx: ReadContext, id: string): ProjectRecord {
  const project = getProject(ctx, id);
  if (!project) throw new Refusal("ProjectNotFound", "This project is not here any more: it was deleted for ever. Nothing was changed.");
  return project;
}

export function updateProject(ctx: WriteContext, id: string, args: ProjectArgs): { id: string; version: number } {
  const before = needProject(ctx, id);
  const { intention = before.intention, why = before.why, status = before.status, priority = before.priority } = args;
  ctx.db.run(PROJECTS_SQL.set, [intention, why, status, priority, id]);
  const isOver = status === "completed" && before.status !== "completed";
  const version = updateNode(ctx, id, {
    name: args.name,
    content: args.content,
    summary: args.content === undefined ? undefined : summarize(args.content) || intention,
    folder: args.folder === undefined ? undefined : cleanFolder(args.folder),
    tags: args.tags && cleanTags(args.tags),
    due_at: args.due_at,
    status,
    priority: PRIORITY_RANK[priority],
    completed_at: isOver ? ctx.at : status === "completed" ? undefined : null,
  });
  if (status !== before.status) note(ctx, { kind: "project", projectId: id, before: before.status, after: status });
  if (args.progress !== undefined) setProgress(ctx, id, before.progress, args.progress);
  settle(ctx, [id], args.folder !== undefined);
  return { id, version };
}

function setProgress(ctx: WriteContext, id: string, before: number, after: number): void {
  if (before === after) return;
  ctx.db.run(PROJECTS_SQL.progress, [after, id]);
  note(ctx, { kind: "progress", projectId: id, before, after, hours: null });
}

/** Progress follows from the hours of the todos; without todos it is what the person says (PL4). */
export function followTodos(ctx: WriteContext, projectId: string | null): void {
  if (projectId === null) return;
  const project = ctx.db.row<ProjectColumns>(PROJECTS_SQL.get, [projectId]);
  const sums = ctx.db.row<{ todos: number; hours_planned: number | null; hours_done: number | null }>(PROJECTS_SQL.sums, [projectId]);
  if (!project || !sums || sums.todos === 0) return;
  setProgress(ctx, projectId, project.progress, Math.round((100 * (sums.hours_done ?? 0)) / (sums.hours_planned || 1)));
}

export const projectList = ({ db }: ReadContext, status: ProjectStatus | undefined, limit: number): ProjectListed[] =>
  db
    .rows<Omit<ProjectListed, "tags" | "is_favorite"> & { tags: string; is_favorite: number }>(PROJECTS_SQL.list, [status ?? null, limit])
    .map((row) => ({ ...row, tags: JSON.parse(row.tags) as string[], is_favorite: row.is_favorite === 1 }));

/** The project of this name, or whose name begins with it; the active and newest first. */
export const projectNamed = ({ db }: ReadContext, name: string): string | null =>
  db.value<string>(PROJECTS_SQL.byName, [name, `${name.replace(/[\\%_]/g, "\\$&")}%`]) ?? null;
