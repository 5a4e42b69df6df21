import type { ReadContext } from "../module.ts";
import type { Follow } from "./neighbours.ts";
import { levelsFrom } from "./reach.ts";

export interface ConnectedNode {
  id: string;
  node_type: string;
  name: string;
  folder: string;
  depth: number;
}

export const CONNECTED_SQL = {
  /** ?1: numbers of nodes as JSON. */
  named: `SELECT n.id, n.node_type, n.name, n.folder FROM json_each(?1) f CROSS JOIN nodes n ON n.pk = f.value
    WHERE n.deleted_at IS NULL ORDER BY n.name_key, n.id LIMIT ?2`,
};

/** Of one level so many are looked at for their names; further ones are counted. */
const MOST_SORTED = 5000;

export interface ConnectedArgs extends Follow {
  readonly id: string;
  readonly depth: number;
  readonly limit: number;
}

/** Nodes within so many steps, each with its shortest distance: the nearest first, then by name. The start is not among them. */
export function connected(ctx: ReadContext, { id, depth, limit, ...follow }: ConnectedArgs): { nodes: ConnectedNode[]; total: number } {
  const levels = levelsFrom(ctx, id, depth, follow).slice(1);
  const nodes: ConnectedNode[] = [];
  for (const [i, level] of levels.entries()) {
    if (nodes.length >= limit) break;
    const looked = JSON.stringify(level.length > MOST_SORTED ? level.slice(0, MOST_SORTED) : level);
    const rows = ctx.db.rows<ConnectedNode>(CONNECTED_SQL.named, [looked, limit - nodes.length]);
    for (const row of rows) nodes.push({ ...row, depth: i + 1 });
  }
  return { nodes, total: levels.reduce((sum, level) => sum + level.length, 0) };
}
