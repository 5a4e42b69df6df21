import type { ReadContext, WriteContext } from "../module.ts";

export const TAGS_SQL = {
  ofNode: "SELECT tag, origin, modified_at, created_at, name_key FROM node_tags WHERE node_id = ?",
  put: `INSERT INTO node_tags (tag, node_id, origin, modified_at, created_at, name_key) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (tag, node_id) DO UPDATE SET tag = excluded.tag, origin = excluded.origin, modified_at = excluded.modified_at,
      created_at = excluded.created_at, name_key = excluded.name_key`,
  delete: "DELETE FROM node_tags WHERE tag = ? AND node_id = ?",
  more: `INSERT INTO tag_counts (tag, count) VALUES (?, ?)
    ON CONFLICT (tag) DO UPDATE SET tag = excluded.tag, count = count + excluded.count`,
  less: "UPDATE tag_counts SET count = count - ?2 WHERE tag = ?1",
  ofNodes: "SELECT t.tag, count(*) AS count FROM json_each(?) AS node CROSS JOIN node_tags t ON t.node_id = node.value GROUP BY t.tag",
  none: "DELETE FROM tag_counts WHERE tag = ? AND count < 1",
  list: "SELECT tag, count FROM tag_counts ORDER BY tag",
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

/** How many nodes gained a tag, for bulk work that counts once at its end. */
export type TagGains = Map<string, number>;

/** Brings the tag rows of a node in line: its own tags and those of its text. Empty lists for a node in the trash. */
export function setTags(ctx: WriteContext, node: TagOwner, own: readonly string[], inText: readonly string[]): void {
  const want = wantedTags(own, inText);
  const had = new Set<string>();
  for (const row of ctx.db.rows<TagRow>(TAGS_SQL.ofNode, [node.id])) {
    const key = row.tag.toLowerCase();
    const wanted = want.get(key);
    if (wanted?.tag !== row.tag) dropTag(ctx, row.tag, node.id);
    else if (isCurrent(row, wanted, node)) want.delete(key);
    else had.add(key);
  }
  for (const [key, { tag, origin }] of want) {
    putTag(ctx, node, tag, origin);
    if (!had.has(key)) ctx.db.run(TAGS_SQL.more, [tag, 1]);
  }
}

/** For a node that has no tag rows yet; what it gains is counted by `countTags`. */
export function insertTags(ctx: WriteContext, node: TagOwner, own: readonly string[], inText: readonly string[], gains: TagGains): void {
  for (const { tag, origin } of wantedTags(own, inText).values()) {
    putTag(ctx, node, tag, origin);
    gains.set(tag, (gains.get(tag) ?? 0) + 1);
  }
}

export function countTags(ctx: WriteContext, gains: TagGains): void {
  for (const [tag, count] of gains) ctx.db.run(TAGS_SQL.more, [tag, count]);
  gains.clear();
}

/** Before a living node is deleted: its rows would go by themselves, uncounted. */
export function dropTags(ctx: WriteContext, id: string): void {
  for (const { tag } of ctx.db.rows<TagRow>(TAGS_SQL.ofNode, [id])) dropTag(ctx, tag, id);
}

/** The same for many nodes that are deleted next: their tag rows go with them. */
export function uncountTags(ctx: WriteContext, nodeIds: readonly string[]): void {
  for (const { tag, count } of ctx.db.rows<{ tag: string; count: number }>(TAGS_SQL.ofNodes, [JSON.stringify(nodeIds)])) {
    ctx.db.run(TAGS_SQL.less, [tag, count]);
    ctx.db.run(TAGS_SQL.none, [tag]);
  }
}

function wantedTags(own: readonly string[], inText: readonly string[]): Map<string, { tag: string; origin: string }> {
  const want = new Map<string, { tag: string; origin: string }>();
  for (const tag of inText) if (!want.has(tag.toLowerCase())) want.set(tag.toLowerCase(), { tag, origin: "text" });
  for (const tag of own) want.set(tag.toLowerCase(), { tag, origin: "own" });
  return want;
}

const putTag = (ctx: WriteContext, node: TagOwner, tag: string, origin: string): number =>
  ctx.db.run(TAGS_SQL.put, [tag, node.id, origin, node.modified_at, node.created_at, node.name_key]);

function dropTag(ctx: WriteContext, tag: string, id: string): void {
  ctx.db.run(TAGS_SQL.delete, [tag, id]);
  ctx.db.run(TAGS_SQL.less, [tag, 1]);
  ctx.db.run(TAGS_SQL.none, [tag]);
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
