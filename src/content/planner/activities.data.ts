import type { ReadContext, WriteContext } from "../../db/module.ts";
import type { Activity, ActivityKind } from "./planner.model.ts";

export const ACTIVITIES_SQL = {
  insert: "INSERT INTO activities (id, at, kind, project_id, todo_id, before, after, hours) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  list: `SELECT a.id, a.at, a.kind, a.project_id, a.todo_id, a.before, a.after, a.hours, n.name AS todo_name
    FROM activities a LEFT JOIN nodes n ON n.id = a.todo_id
    WHERE (?1 IS NULL OR a.project_id = ?1) AND a.at >= ?2 AND a.at < ?3 ORDER BY a.at DESC, a.pk DESC LIMIT ?4`,
};

export interface NewActivity {
  readonly kind: ActivityKind;
  readonly projectId: string | null;
  readonly todoId?: string;
  readonly before?: string | number | null;
  readonly after?: string | number | null;
  /** Hours that it adds to what is planned (created, estimate), completed (completed, reopened) or worked (actual). */
  readonly hours?: number | null;
}

/** Notes what happened, in the transaction in which it happened (PL3). */
export function note(ctx: WriteContext, { kind, projectId, todoId, before, after, hours }: NewActivity): void {
  const text = (value: string | number | null | undefined) => (value === undefined || value === null ? null : String(value));
  ctx.db.run(ACTIVITIES_SQL.insert, [ctx.newId(), ctx.at, kind, projectId, todoId ?? null, text(before), text(after), hours ?? null]);
}

export const activityList = (
  { db }: ReadContext,
  { project_id, from, to, limit }: { project_id?: string | undefined; from?: number | undefined; to?: number | undefined; limit: number },
): Activity[] => db.rows<Activity>(ACTIVITIES_SQL.list, [project_id ?? null, from ?? 0, to ?? Number.MAX_SAFE_INTEGER, limit]);
