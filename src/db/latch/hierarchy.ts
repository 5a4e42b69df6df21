import type { ReadContext } from "../module.ts";
import type { Filter } from "../spine/filter.ts";
import { selection } from "../spine/list.ts";
import { categories } from "./facets.ts";

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
  nests: `SELECT e.source_id AS parent, s.name AS parent_name, e.target_id AS child, t.name AS child_name
    FROM edges e JOIN nodes s ON s.id = e.source_id JOIN nodes t ON t.id = e.target_id
    WHERE e.edge_type = 'NEST' AND s.deleted_at IS NULL AND t.deleted_at IS NULL ORDER BY e.sequence_order, t.name_key, t.id LIMIT 20000`,
};

export function hierarchy(ctx: ReadContext, filter: Filter, by: HierarchyAxis): Branch[] {
  if (by === "folder") return folders(ctx, filter);
  if (by === "nest") return nests(ctx, filter);
  const { [by]: _, ...others } = filter;
  const { sql, params } = selection(ctx, others);
  return ctx.db
    .rows<{ value: number; count: number }>(`SELECT n.${by} AS value, count(*) AS count ${sql} GROUP BY 1 ORDER BY 1 DESC LIMIT ?`, [
      ...params,
      MOST_BRANCHES,
    ])
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
  const children = new Map<string, Set<string>>();
  const names = new Map<string, string>();
  const held = new Set<string>();
  for (const { parent, parent_name, child, child_name } of ctx.db.rows<{
    parent: string;
    parent_name: string;
    child: string;
    child_name: string;
  }>(HIERARCHY_SQL.nests)) {
    names.set(parent, parent_name).set(child, child_name);
    if (parent === child) continue;
    held.add(child);
    children.set(parent, (children.get(parent) ?? new Set()).add(child));
  }
  const { under: _, ...others } = filter;
  const { sql, params } = selection(ctx, others);
  const inSet = new Set(
    JSON.parse(
      ctx.db.value<string>(`SELECT json_group_array(n.id) ${sql} AND n.id IN (SELECT value FROM json_each(?))`, [
        ...params,
        JSON.stringify([...held]),
      ])!,
    ) as string[],
  );
  const branches: Branch[] = [];
  const seen = new Set<string>();
  const below = (id: string, within: Set<string>): Set<string> => {
    for (const child of children.get(id) ?? []) if (!within.has(child)) below(child, within.add(child));
    return within;
  };
  const walk = (id: string, depth: number) => {
    if (seen.has(id) || !children.has(id) || branches.length >= MOST_BRANCHES) return;
    seen.add(id);
    const all = below(id, new Set());
    all.delete(id);
    branches.push({ value: id, label: names.get(id)!, depth, count: [...all].filter((node) => inSet.has(node)).length });
    for (const child of children.get(id)!) walk(child, depth + 1);
  };
  for (const id of children.keys()) if (!held.has(id)) walk(id, 0);
  // What is left hangs together in circles.
  for (const id of children.keys()) walk(id, 0);
  return branches;
}
