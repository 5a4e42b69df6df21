import { MAINTENANCE_SQL } from "../../db/diagnostics/maintenance.ts";
import { USAGE_KINDS, fileSize, objectSizes } from "../../db/diagnostics/sizes.ts";
import type { TaskContext } from "../../db/module.ts";
import type { SizeRow, StorageReport } from "./diagnostics.model.ts";

/** Every page of the file is looked at once, table by table, with turns for others in between. */
export async function storageReport(ctx: TaskContext): Promise<StorageReport> {
  const { db, diagnostics } = ctx;
  const objects: SizeRow[] = [];
  for (const size of objectSizes(db)) {
    objects.push(size);
    await ctx.pause();
  }
  const file = fileSize(db);
  const bytesOf = (kind: string) =>
    kind === "free"
      ? file.free_pages * file.page_size
      : objects.filter((object) => object.kind === kind).reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    ...file,
    objects: objects.toSorted((a, b) => b.bytes - a.bytes),
    by_kind: Object.fromEntries(USAGE_KINDS.map((kind) => [kind, bytesOf(kind)])) as StorageReport["by_kind"],
    cache: diagnostics.cacheUse(),
    search: {
      nodes: db.value<number>(MAINTENANCE_SQL.nodes)!,
      indexed: db.value<number>(MAINTENANCE_SQL.indexed)!,
      terms: db.value<number>(MAINTENANCE_SQL.terms)!,
    },
  };
}
