import type { ReadContext } from "../module.ts";

export const STATS_SQL = {
  types: "SELECT node_type, count(*) AS count FROM nodes INDEXED BY nodes_by_type_modified WHERE deleted_at IS NULL GROUP BY node_type",
  trashed: "SELECT count(*) FROM nodes INDEXED BY nodes_trashed WHERE deleted_at IS NOT NULL",
  edges: "SELECT count(*) FROM edges",
  // From each tag straight to the next: as many steps as there are tags, however many nodes have them.
  tags: `WITH RECURSIVE t (tag) AS (SELECT min(tag) FROM node_tags UNION ALL SELECT (SELECT min(tag) FROM node_tags WHERE tag > t.tag) FROM t WHERE t.tag IS NOT NULL)
    SELECT count(tag) FROM t`,
  attachments: "SELECT count(*) AS count, coalesce(sum(size), 0) AS bytes FROM attachments",
  bytes: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
  sample: "SELECT 1 FROM nodes WHERE source = ? AND source_id IS NOT NULL LIMIT 1",
};

/** `source` of everything that belongs to the sample workspace. */
export const SAMPLE_SOURCE = "sample";

export function workspaceStats(ctx: ReadContext) {
  const files = ctx.db.row<{ count: number; bytes: number }>(STATS_SQL.attachments)!;
  const types = ctx.db.rows<{ node_type: string; count: number }>(STATS_SQL.types);
  return {
    nodes: Object.fromEntries(types.map((row) => [row.node_type, row.count])),
    trashed: ctx.db.value<number>(STATS_SQL.trashed)!,
    edges: ctx.db.value<number>(STATS_SQL.edges)!,
    tags: ctx.db.value<number>(STATS_SQL.tags)!,
    attachments: files.count,
    attachment_bytes: files.bytes,
    database_bytes: ctx.db.value<number>(STATS_SQL.bytes)!,
    has_sample: ctx.db.value(STATS_SQL.sample, [SAMPLE_SOURCE]) !== undefined,
  };
}
