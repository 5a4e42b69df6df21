import type { ReadContext, WriteContext } from "../module.ts";

export const FOLDERS_SQL = {
  list: "SELECT folder, count(*) AS count FROM nodes INDEXED BY nodes_by_folder WHERE deleted_at IS NULL GROUP BY folder ORDER BY folder",
  within: "SELECT id, folder FROM nodes WHERE folder = ? OR (folder > ? || '/' AND folder < ? || '0')",
  move: "UPDATE nodes SET folder = ?, modified_at = ?, version = version + 1 WHERE id = ?",
};

export const folderList = (ctx: ReadContext): { folder: string; count: number }[] => ctx.db.rows(FOLDERS_SQL.list);

/** Moves every node of a folder, and of those below it, trashed ones too; answers their ids. */
export function renameFolder(ctx: WriteContext, folder: string, to: string): string[] {
  const moved = ctx.db.rows<{ id: string; folder: string }>(FOLDERS_SQL.within, [folder, folder, folder]);
  for (const node of moved) {
    const rest = node.folder.slice(folder.length);
    ctx.db.run(FOLDERS_SQL.move, [to ? to + rest : rest.replace(/^\//, ""), ctx.at, node.id]);
  }
  return moved.map((node) => node.id);
}
