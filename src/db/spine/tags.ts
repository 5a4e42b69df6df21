import type { ReadContext, WriteContext } from "../module.ts";

export const TAGS_SQL = {
  ofNode: "SELECT tag, origin, modified_at, created_at, name_key FROM node_tags WHERE node_id = ?",
  put: `INSERT INTO node_tags (tag, node_id, origin, modified_at, created_at, name_key) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (tag, node_id) DO UPDATE SET tag = excluded.tag, origin = excluded.origin, modified_at = excluded.modified_at,
      created_at = excluded.created_at, name_key = excluded.name_key`,
  delete: "DELETE FROM node_tags WHERE tag = ? AND node_id = ?",
  list: "SELECT tag, count(*) AS count FROM node_tags GROUP BY tag ORDER BY tag",
  nodes: "SELECT node_id AS id FROM node_tags WHERE tag = ?",
};

/** The sort columns of a node, which its tag rows repeat. */
export interface TagOwner {
  readonly id: string;
  readonly modified_at: number;
  readonly created_at: number;
  readonly name_key: string;
}

interface TagRow extends Omit<TagOwner, "id"> {
  tag: string;
  origin: string;
}

/** Brings the tag rows of a node in line: its own tags and those of its text. Empty lists for a node in the trash. `known` false: it is new. */
export function setTags(ctx: WriteContext, node: TagOwner, own: readonly string[], inText: readonly string[], known = true): void {
  const want = new Map<string, { tag: string; origin: string }>();
  for (const tag of inText) if (!want.has(tag.toLowerCase())) want.set(tag.toLowerCase(), { tag, origin: "text" });
  for (const tag of own) want.set(tag.toLowerCase(), { tag, origin: "own" });
  for (const row of known ? ctx.db.rows<TagRow>(TAGS_SQL.ofNode, [node.id]) : []) {
    const wanted = want.get(row.tag.toLowerCase());
    if (!wanted) ctx.db.run(TAGS_SQL.delete, [row.tag, node.id]);
    else if (isCurrent(row, wanted, node)) want.delete(row.tag.toLowerCase());
  }
  for (const { tag, origin } of want.values())
    ctx.db.run(TAGS_SQL.put, [tag, node.id, origin, node.modified_at, node.created_at, node.name_key]);
}

const isCurrent = (row: TagRow, wanted: { tag: string; origin: string }, node: TagOwner): boolean =>
  row.tag === wanted.tag &&
  row.origin === wanted.origin &&
  row.modified_at === node.modified_at &&
  row.created_at === node.created_at &&
  row.name_key === node.name_key;

export const tagList = (ctx: ReadContext): { tag: string; count: number }[] => ctx.db.rows(TAGS_SQL.list);

export const nodesWithTag = (ctx: ReadContext, tag: string): string[] =>
  ctx.db.rows<{ id: string }>(TAGS_SQL.nodes, [tag]).map((row) => row.id);
