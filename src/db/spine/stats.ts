import type { ReadContext } from "../module.ts";
import type { Database } from "../sqlite.ts";

export const STATS_SQL = {
  // From each type straight to the next: there are few, however many nodes have them.
  types: `WITH RECURSIVE t (type) AS (SELECT min(node_type) FROM nodes WHERE deleted_at IS NULL
      UNION ALL SELECT (SELECT min(node_type) FROM nodes WHERE deleted_at IS NULL AND node_type > t.type) FROM t WHERE t.type IS NOT NULL)
    SELECT type FROM t WHERE type IS NOT NULL`,
  ofType: "SELECT count(*) FROM nodes WHERE node_type = ? AND deleted_at IS NULL",
  // SQLite counts a whole table by its pages, without looking at a row.
  everything: "SELECT count(*) FROM nodes",
  trashed: "SELECT count(*) FROM nodes INDEXED BY nodes_trashed WHERE deleted_at IS NOT NULL",
  edges: "SELECT count(*) FROM edges",
  tags: "SELECT count(*) FROM tag_counts",
  attachments: "SELECT count(*) AS count, coalesce(sum(size), 0) AS bytes FROM attachments",
  bytes: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
  sample: "SELECT 1 FROM nodes WHERE source = ? AND source_id IS NOT NULL LIMIT 1",
};

/** `source` of everything that belongs to the sample workspace. */
export const SAMPLE_SOURCE = "sample";

/** How many nodes are not in the trash. */
export const livingNodes = (db: Database): number => db.value<number>(STATS_SQL.everything)! - db.value<number>(STATS_SQL.trashed)!;

export function workspaceStats(ctx: ReadContext) {
  const files = ctx.db.row<{ count: number; bytes: number }>(STATS_SQL.attachments)!;
  return {
    nodes: nodesByType(ctx, livingNodes(ctx.db)),
    trashed: ctx.db.value<number>(STATS_SQL.trashed)!,
    edges: ctx.db.value<number>(STATS_SQL.edges)!,
    tags: ctx.db.value<number>(STATS_SQL.tags)!,
    attachments: files.count,
    attachment_bytes: files.bytes,
    database_bytes: ctx.db.value<number>(STATS_SQL.bytes)!,
    has_sample: ctx.db.value(STATS_SQL.sample, [SAMPLE_SOURCE]) !== undefined,
  };
}

/** Every type but notes, which most nodes are, is counted one by one; notes are what is left. */
function nodesByType(ctx: ReadContext, living: number): Record<string, number> {
  const types = ctx.db.rows<{ type: string }>(STATS_SQL.types).map(({ type }) => type);
  const most = types.includes("note") ? "note" : types[0];
  const counts = Object.fromEntries(types.map((type) => [type, type === most ? 0 : ctx.db.value<number>(STATS_SQL.ofType, [type])!]));
  if (most !== undefined) counts[most] = Object.values(counts).reduce((left, count) => left - count, living);
  return counts;
}
