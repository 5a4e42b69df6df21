import type { ReadContext } from "../module.ts";
import type { Filter } from "../spine/filter.ts";
import { selection } from "../spine/list.ts";
import { categories, ranks } from "./facets.ts";

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

interface Nest {
  parent: string;
  parent_name: string;
  child: string;
  child_name: string;
}

/** What holds others by NEST edges, from what nothing holds on. A circle is entered once. */
function nests(ctx: ReadContext, filter: Filter): Branch[] {
  const tree = new NestTree(ctx.db.rows<Nest>(HIERARCHY_SQL.nests));
  const { under: _, ...others } = filter;
  const { sql, params } = selection(ctx, others);
  const held = JSON.stringify(tree.ids.filter((_, node) => tree.isHeld(node)));
  const inSet = ctx.db.value<string>(`SELECT json_group_array(n.id) ${sql} AND n.id IN (SELECT value FROM json_each(?))`, [
    ...params,
    held,
  ])!;
  return tree.branches(new Set(JSON.parse(inSet) as string[]));
}

/** The nodes that NEST edges join, by their place in `ids`. */
class NestTree {
  readonly ids: string[] = [];
  readonly #names: string[] = [];
  readonly #children: Set<number>[] = [];
  readonly #held = new Set<number>();

  constructor(edges: readonly Nest[]) {
    const places = new Map<string, number>();
    const place = (id: string, name: string): number => {
      let node = places.get(id);
      if (node === undefined) {
        node = this.ids.push(id) - 1;
        this.#names.push(name);
        this.#children.push(new Set());
        places.set(id, node);
      }
      return node;
    };
    for (const { parent, parent_name, child, child_name } of edges) {
      const [above, below] = [place(parent, parent_name), place(child, child_name)];
      if (above === below) continue;
      this.#held.add(below);
      this.#children[above]!.add(below);
    }
  }

  isHeld(node: number): boolean {
    return this.#held.has(node);
  }

  branches(counted: ReadonlySet<string>): Branch[] {
    const counts = this.ids.map((id) => counted.has(id));
    const branches: Branch[] = [];
    const seen = new Set<number>();
    const walk = (node: number, depth: number) => {
      const children = this.#children[node]!;
      if (seen.has(node) || children.size === 0 || branches.length >= MOST_BRANCHES) return;
      seen.add(node);
      branches.push({ value: this.ids[node]!, label: this.#names[node]!, depth, count: this.#below(node, counts) });
      for (const child of children) walk(child, depth + 1);
    };
    for (const node of this.ids.keys()) if (!this.isHeld(node)) walk(node, 0);
    // What is left hangs together in circles.
    for (const node of this.ids.keys()) walk(node, 0);
    return branches;
  }

  /** How many counted nodes lie below, each once, itself not. */
  #below(start: number, counts: readonly boolean[]): number {
    const seen = new Uint8Array(this.ids.length);
    seen[start] = 1;
    const open = [start];
    let count = 0;
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (const child of this.#children[node]!) {
        if (seen[child]) continue;
        seen[child] = 1;
        if (counts[child]) count++;
        open.push(child);
      }
    }
    return count;
  }
}
