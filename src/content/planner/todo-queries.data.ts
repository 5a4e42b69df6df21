import type { ReadContext } from "../../db/module.ts";
import { getNode } from "../../db/spine/nodes.ts";
import { ALIVE, UNKNOWN_HOURS } from "./insights/facts.data.ts";
import { type Stage, STAGES, type TodoListed, type TodoRecord } from "./planner.model.ts";

export const TODO_COLUMNS = `n.id, n.name, n.tags, n.due_at, n.completed_at, n.created_at, n.modified_at, t.project_id, p.name AS project_name, t.weekly_goal_id,
  t.status, t.priority, t.estimated_hours, t.actual_hours, t.timer_started_at`;
export const TODO_FROM = "FROM todos t JOIN nodes n ON n.id = t.id LEFT JOIN nodes p ON p.id = t.project_id";
const RANK = "CASE t.priority WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END";
export const TODO_ORDER = `ORDER BY n.due_at IS NULL, n.due_at, ${RANK}, n.created_at, n.id`;

/** `nodes` as far as lists of todos need it to know what comes first: one narrow index. */
export const KEYS = "CROSS JOIN nodes k INDEXED BY nodes_of_todos ON k.id = t.id AND k.node_type = 'todo'";
/** Which todos come first is told from indexes alone; only these are then read whole. */
const listFrom = (todos: string, wanted: string) => `SELECT ${TODO_COLUMNS} FROM (
    SELECT k.id FROM ${todos} WHERE ${wanted} AND k.deleted_at IS NULL
      AND (?1 IS NULL OR t.status IN (SELECT value FROM json_each(?1))) AND (?2 IS NULL OR t.project_id = ?2) AND (?3 = 0 OR t.project_id IS NULL)
      AND (?4 IS NULL OR t.weekly_goal_id = ?4) AND (?5 IS NULL OR k.due_at < ?5) AND (?6 IS NULL OR k.completed_at >= ?6)
    ORDER BY k.due_at IS NULL, k.due_at, ${RANK}, k.created_at, k.id LIMIT ?7) f
  CROSS JOIN todos t ON t.id = f.id CROSS JOIN nodes n ON n.id = f.id LEFT JOIN nodes p ON p.id = t.project_id ${TODO_ORDER}`;

export const TODO_QUERIES_SQL = {
  get: `SELECT ${TODO_COLUMNS} ${TODO_FROM} WHERE t.id = ?`,
  list: listFrom(`todos t ${KEYS}`, "true"),
  listOfProject: listFrom(`todos t INDEXED BY todos_sums ${KEYS}`, "t.project_id = ?2"),
  listOfWeek: listFrom(`todos t INDEXED BY todos_by_week ${KEYS}`, "t.weekly_goal_id = ?4"),
  listDone: listFrom("nodes k INDEXED BY nodes_by_completed CROSS JOIN todos t ON t.id = k.id", "k.completed_at >= ?6"),
  listByStatus: listFrom(`todos t INDEXED BY todos_by_status ${KEYS}`, "t.status IN (SELECT value FROM json_each(?1))"),
  ofWeek: `SELECT ${TODO_COLUMNS} ${TODO_FROM} WHERE t.weekly_goal_id = ? AND n.deleted_at IS NULL ${TODO_ORDER}`,
  running: `SELECT ${TODO_COLUMNS} ${TODO_FROM} WHERE t.timer_started_at IS NOT NULL AND n.deleted_at IS NULL LIMIT 1`,
  due: `SELECT count(*) FROM nodes n INDEXED BY nodes_open_by_due CROSS JOIN todos t ON t.id = n.id
    WHERE n.deleted_at IS NULL AND n.completed_at IS NULL AND n.due_at < ? AND t.status <> 'done'`,
  stages: `SELECT t.status, count(*) AS count, sum(coalesce(t.estimated_hours, ${UNKNOWN_HOURS})) AS hours FROM todos t INDEXED BY todos_by_status
    WHERE ${ALIVE} GROUP BY t.status`,
  counts: `SELECT status, count(*) AS count FROM todos t INDEXED BY todos_by_status
    WHERE status IN (SELECT value FROM json_each(?)) AND ${ALIVE} GROUP BY status`,
  stagesOfProject: `SELECT t.status, count(*) AS count, sum(coalesce(t.estimated_hours, ${UNKNOWN_HOURS})) AS hours FROM todos t INDEXED BY todos_sums
    WHERE ${ALIVE} AND t.project_id = ? GROUP BY t.status`,
};

export type TodoRaw = Omit<TodoListed, "tags"> & { tags: string };

export const toTodo = (raw: TodoRaw): TodoListed => ({ ...raw, tags: JSON.parse(raw.tags) as string[] });

export interface TodoFilter {
  status?: readonly Stage[] | undefined;
  /** Null: without a project. */
  project_id?: string | null | undefined;
  weekly_goal_id?: string | undefined;
  due_before?: number | undefined;
  completed_after?: number | undefined;
  limit: number;
}

/** What leaves few rows leads: one statement that took any filter would read every todo for each. */
function leadOf(filter: TodoFilter): "list" | "listOfProject" | "listOfWeek" | "listDone" | "listByStatus" {
  if (filter.project_id) return "listOfProject";
  if (filter.weekly_goal_id !== undefined) return "listOfWeek";
  if (filter.completed_after !== undefined) return "listDone";
  return filter.status ? "listByStatus" : "list";
}

export const todoList = ({ db }: ReadContext, filter: TodoFilter): TodoListed[] =>
  db
    .rows<TodoRaw>(TODO_QUERIES_SQL[leadOf(filter)], [
      filter.status ? JSON.stringify(filter.status) : null,
      filter.project_id ?? null,
      filter.project_id === null ? 1 : 0,
      filter.weekly_goal_id ?? null,
      filter.due_before ?? null,
      filter.completed_after ?? null,
      filter.limit,
    ])
    .map(toTodo);

export const todosOfWeek = ({ db }: ReadContext, week: string): TodoListed[] =>
  db.rows<TodoRaw>(TODO_QUERIES_SQL.ofWeek, [week]).map(toTodo);

export const todosDue = ({ db }: ReadContext, before: number): number => db.value<number>(TODO_QUERIES_SQL.due, [before])!;

export function runningTodo({ db }: ReadContext): TodoListed | null {
  const raw = db.row<TodoRaw>(TODO_QUERIES_SQL.running);
  return raw ? toTodo(raw) : null;
}

export function getTodo(ctx: ReadContext, id: string): TodoRecord | null {
  const raw = ctx.db.row<TodoRaw>(TODO_QUERIES_SQL.get, [id]);
  const node = raw && getNode(ctx, id);
  if (!raw || !node) return null;
  const { content, folder, is_favorite, deleted_at, version } = node;
  return { ...toTodo(raw), content, folder, is_favorite, deleted_at, version };
}

export function todoStages({ db }: ReadContext, projectId: string | undefined): { status: Stage; count: number; hours: number }[] {
  type Row = { status: Stage; count: number; hours: number };
  const rows =
    projectId === undefined ? db.rows<Row>(TODO_QUERIES_SQL.stages) : db.rows<Row>(TODO_QUERIES_SQL.stagesOfProject, [projectId]);
  return STAGES.map((status) => rows.find((row) => row.status === status) ?? { status, count: 0, hours: 0 });
}

/** How many todos stand at each of the stages. */
export function todoCounts<S extends Stage>({ db }: ReadContext, stages: readonly S[]): Record<S, number> {
  const rows = db.rows<{ status: S; count: number }>(TODO_QUERIES_SQL.counts, [JSON.stringify(stages)]);
  return Object.fromEntries(stages.map((stage) => [stage, rows.find(({ status }) => status === stage)?.count ?? 0])) as Record<S, number>;
}
