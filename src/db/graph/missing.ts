import type { ReadContext } from "../module.ts";
import type { PathNode } from "./path-edges.ts";

export interface MissingName {
  target: string;
  count: number;
  sources: PathNode[];
}

const SHOWN = 5;

export const MISSING_SQL = {
  names: `SELECT u.key, min(u.target) AS target, count(*) AS count FROM unresolved_links u
    WHERE NOT EXISTS (SELECT 1 FROM nodes t INDEXED BY nodes_trashed_by_id WHERE t.id = u.source_id AND t.deleted_at IS NOT NULL)
    GROUP BY u.key ORDER BY count DESC, u.key LIMIT ?`,
  sources: `SELECT n.id, n.node_type, n.name FROM unresolved_links u CROSS JOIN nodes n ON n.id = u.source_id
    WHERE u.key = ? AND n.deleted_at IS NULL ORDER BY n.modified_at DESC, n.id DESC LIMIT ${SHOWN}`,
};

/** Names that texts link to and that no node has, the most wanted first. */
export const missing = (ctx: ReadContext, limit: number): MissingName[] =>
  ctx.db
    .rows<{ key: string; target: string; count: number }>(MISSING_SQL.names, [limit])
    .map(({ key, target, count }) => ({ target, count, sources: ctx.db.rows<PathNode>(MISSING_SQL.sources, [key]) }));
