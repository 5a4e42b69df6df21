import type { WriteContext } from "../module.ts";
import { type NodePatch, SETTABLE, updateNode } from "../spine/nodes.ts";
import type { SqlValue } from "../sqlite.ts";
import { type NodeState, versionedTables } from "./document.ts";

/** A node is found by its name and its place: they are shown with a version and not brought back by it. */
const STAY = new Set(["name", "folder"]);

/** Gives a node the cells of a version. Columns that the version does not know stay; derived data is the caller's. */
export function restoreState(ctx: WriteContext, id: string, { cells, content }: NodeState): void {
  for (const [table, columns] of versionedTables(ctx.tracked)) {
    const kept = cells[table];
    if (!kept) continue;
    if (table === "nodes") {
      const settable = SETTABLE.filter((column) => column in kept && !STAY.has(column));
      updateNode(ctx, id, { ...(Object.fromEntries(settable.map((column) => [column, kept[column]!])) as NodePatch), content });
      continue;
    }
    const back = columns.filter((column) => column in kept);
    const params: SqlValue[] = back.map((column) => kept[column]!);
    if (back.length > 0)
      ctx.db.run(`UPDATE ${table} SET ${back.map((column) => `${column} = ?`).join(", ")} WHERE id = ?`, [...params, id]);
  }
}
