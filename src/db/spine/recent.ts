import type { ReadContext, WriteContext } from "../module.ts";
import { LIST_COLUMNS, type ListedNode, type RawListed, toNode } from "./rows.ts";

export const RECENT_SQL = {
  visit:
    "INSERT INTO recently_used (node_id, used_at) VALUES (?, ?) ON CONFLICT (node_id) DO UPDATE SET used_at = max(used_at, excluded.used_at)",
  list: `SELECT ${LIST_COLUMNS}, r.used_at FROM recently_used r CROSS JOIN nodes n ON n.id = r.node_id WHERE n.deleted_at IS NULL ORDER BY r.used_at DESC LIMIT ?`,
};

export function visit(ctx: WriteContext, id: string): void {
  ctx.db.run(RECENT_SQL.visit, [id, ctx.at]);
}

export const recentNodes = (ctx: ReadContext, limit: number): (ListedNode & { used_at: number })[] =>
  ctx.db.rows<RawListed & { used_at: number }>(RECENT_SQL.list, [limit]).map((raw) => toNode<ListedNode & { used_at: number }>(raw));
