import type { ReadContext } from "../module.ts";
import { alive } from "../graph/neighbours.ts";
import type { Filter } from "../spine/filter.ts";
import { selection } from "../spine/list.ts";
import { categories, ranks } from "./facets.ts";
import { NestTree } from "./nest-tree.ts";

/** A row of a tree, parents before children. `count`: nodes of the set here and below. */
export interface Branch {
  value: string;
  label: string;
  depth: number;
  count: number;
}

export type HierarchyAxis = "folder" | "priority" | "importance" | "nest";

const MOST_FOLDERS = 5000;
/** A tree that is longer than this is no picture. */
const MOST_BRANCHES = 500;

export const HIERARCHY_SQL = {
  /** Who holds whom, by numbers of nodes. */
  pairs: `SELECT json_group_array(json_array(e.node, e.other)) FROM edge_ends e
    WHERE e.way IN (0, 2) AND e.kind = 1 AND e.node <> e.other AND ${alive("e.node")} AND ${alive("e.other")}`,
  roots: "SELECT n.pk FROM json_each(?1) f CROSS JOIN nodes n ON n.pk = f.value ORDER BY n.name_key, n.id LIMIT ?2",
  node: "SELECT id, name FROM nodes WHERE pk = ?",
  children: `SELECT t.pk FROM edges e CROSS JOIN nodes t ON t.id = e.target_id WHERE e.source_id = ?1 AND e.edge_type = 'NEST'
    AND e.target_id <> ?1 AND t.deleted_at IS NULL ORDER BY e.sequence_order, t.name_key, t.id`,
};

export function hierarchy(ctx: ReadContext, filter: Filter, by: HierarchyAxis): Branch[] {
  if (by === "folder") return folders(ctx, filter);
  if (by === "nest") return nests(ctx, filter);
  const { [by]: _, ...others } = filter;
  return ranks(ctx, others, by)
    .toSorted((a, b) => Number(b.value) - Number(a.value))
    .slice(0, MOST_BRANCHES)
    .map(({ value, count }) => ({ value: String(value), label: String(value), depth: 0, count }));
}

/** Every folder with those that it lies in, whether something lies in them directly or not. */
function folders(ctx: ReadContext, filter: Filter): Branch[] {
  const counts = new Map<string, number>();
  for (const { value, count } of categories(ctx, filter, "folder", MOST_FOLDERS)) {
    const steps = value === "" ? [] : value.split("/");
    for (let i = 1; i <= steps.length; i++) {
      const path = steps.slice(0, i).join("/");
      counts.set(path, (counts.get(path) ?? 0) + count);
    }
  }
  // "/" sorts before every letter, so a folder stands before what lies in it and that before its neighbours.
  const key = (path: string) => path.toLowerCase().replaceAll("/", "\u0000");
  return [...counts]
    .toSorted(([a], [b]) => (key(a) < key(b) ? -1 : 1))
    .slice(0, MOST_BRANCHES)
    .map(([value, count]) => ({ value, label: value.split("/").at(-1)!, depth: value.split("/").length - 1, count }));
}

/** What holds others by NEST edges, from what nothing holds on. A circle is entered once. */
function nests(ctx: ReadContext, filter: Filter): Branch[] {
  const tree = new NestTree(JSON.parse(ctx.db.value<string>(HIERARCHY_SQL.pairs)!) as [number, number][]);
  const { under: _, ...others } = filter;
  const { sql, params } = selection(ctx, others);
  const held = ctx.db.value<string>(`SELECT json_group_array(n.pk) ${sql} AND n.pk IN (SELECT value FROM json_each(?))`, [
    ...params,
    JSON.stringify(tree.held()),
  ])!;
  const counted = new Set(JSON.parse(held) as number[]);
  const branches: Branch[] = [];
  const seen = new Set<number>();
  const walk = (pk: number, depth: number) => {
    if (seen.has(pk) || branches.length >= MOST_BRANCHES) return;
    seen.add(pk);
    const { id, name } = ctx.db.row<{ id: string; name: string }>(HIERARCHY_SQL.node, [pk])!;
    branches.push({ value: id, label: name, depth, count: tree.countBelow(pk, counted) });
    for (const child of ctx.db.rows<{ pk: number }>(HIERARCHY_SQL.children, [id])) if (tree.holds(child.pk)) walk(child.pk, depth + 1);
  };
  const inOrder = (pks: readonly number[]) => ctx.db.rows<{ pk: number }>(HIERARCHY_SQL.roots, [JSON.stringify(pks), MOST_BRANCHES]);
  for (const { pk } of inOrder(tree.roots())) walk(pk, 0);
  // What is left hangs together in circles.
  if (branches.length < MOST_BRANCHES) for (const { pk } of inOrder(tree.holders().filter((holder) => !seen.has(holder)))) walk(pk, 0);
  return branches;
}
