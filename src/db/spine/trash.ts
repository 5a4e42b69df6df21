import type { ReadContext, WriteContext } from "../module.ts";

export const TRASH_SQL = {
  trash: "UPDATE nodes SET deleted_at = ?, modified_at = ?, version = version + 1 WHERE id = ? AND deleted_at IS NULL",
  restore: "UPDATE nodes SET deleted_at = NULL, modified_at = ?, version = version + 1 WHERE id = ? AND deleted_at IS NOT NULL",
  trashed: "SELECT id FROM nodes INDEXED BY nodes_trashed WHERE deleted_at IS NOT NULL",
  expired: "SELECT id FROM nodes INDEXED BY nodes_trashed WHERE deleted_at IS NOT NULL AND deleted_at < ?",
  days: "SELECT value_json FROM settings WHERE key = 'trash.days'",
  delete: "DELETE FROM nodes WHERE id = ? AND deleted_at IS NOT NULL",
  ofSource: "SELECT id FROM nodes WHERE source = ?",
};

/** Soft delete: the row and its edges stay, and every query leaves them out. False if it was in the trash already. */
export const trashNode = (ctx: WriteContext, id: string): boolean => ctx.db.run(TRASH_SQL.trash, [ctx.at, ctx.at, id]) > 0;

export const restoreNode = (ctx: WriteContext, id: string): boolean => ctx.db.run(TRASH_SQL.restore, [ctx.at, id]) > 0;

/** Deletes a trashed node for ever; its edges go with it by foreign key. False if it is not in the trash. */
export const purgeNode = (ctx: WriteContext, id: string): boolean => ctx.db.run(TRASH_SQL.delete, [id]) > 0;

export const trashedIds = (ctx: ReadContext): string[] => ctx.db.rows<{ id: string }>(TRASH_SQL.trashed).map((row) => row.id);

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;

/** What has been in the trash for longer than the preference allows; nothing if it is 0 (SP10). */
export function expiredIds(ctx: WriteContext): string[] {
  const kept = ctx.db.value<string>(TRASH_SQL.days);
  const days: unknown = kept === undefined ? DEFAULT_DAYS : JSON.parse(kept);
  if (typeof days !== "number" || !(days > 0)) return [];
  return ctx.db.rows<{ id: string }>(TRASH_SQL.expired, [ctx.at - days * DAY_MS]).map((row) => row.id);
}

export const idsOfSource = (ctx: ReadContext, source: string): string[] =>
  ctx.db.rows<{ id: string }>(TRASH_SQL.ofSource, [source]).map((row) => row.id);
