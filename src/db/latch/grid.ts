import { dayAt } from "../../base/days.ts";
import type { ReadContext } from "../module.ts";
import type { Filter, TimeColumn } from "../spine/filter.ts";
import { selection } from "../spine/list.ts";
import { LIST_COLUMNS, type ListedNode, type RawListed, toNode } from "../spine/rows.ts";

export interface Axis {
  readonly by: "type" | "folder" | "tag" | "status" | "priority" | "letter" | "month";
  /** Of `month`: which time; the last change if absent. */
  readonly column?: TimeColumn | undefined;
}

export interface Cell {
  row: string;
  column: string;
  count: number;
  /** The newest of them. */
  nodes: ListedNode[];
}

export interface Grid {
  rows: string[];
  columns: string[];
  cells: Cell[];
  /** Values beyond those that are shown. */
  more: { rows: number; columns: number };
}

/** A grid with more lines is not looked at. */
const MOST_LINES = 60;

const VALUE: Readonly<Record<Exclude<Axis["by"], "month" | "tag" | "letter">, string>> = {
  type: "n.node_type",
  folder: "n.folder",
  status: "coalesce(n.status, '')",
  priority: "n.priority",
};

export const GRID_SQL = {
  nodes: `SELECT ${LIST_COLUMNS}, n.pk FROM json_each(?) w CROSS JOIN nodes n ON n.pk = w.value`,
};

/** Nodes by any two axes; a node with two tags stands in both lines. The empty value is "none". */
export function grid(ctx: ReadContext, filter: Filter, rows: Axis, columns: Axis, limit: number): Grid {
  const { sql, params } = selection(ctx, filter);
  const [row, column] = [valueOf(rows), valueOf(columns)];
  const found = JSON.parse(
    ctx.db.value<string>(
      `SELECT json_group_array(json_array(pk, r, c)) FROM (SELECT n.pk, ${row.sql} AS r, ${column.sql} AS c ${sql} ORDER BY n.modified_at DESC, n.id)`,
      params,
    )!,
  ) as [number, unknown, unknown][];
  const cells = new Map<string, { row: string; column: string; count: number; pks: number[] }>();
  const sizes = { rows: new Map<string, number>(), columns: new Map<string, number>() };
  for (const [pk, r, c] of found) {
    for (const rowValue of row.read(r)) {
      sizes.rows.set(rowValue, (sizes.rows.get(rowValue) ?? 0) + 1);
      for (const columnValue of column.read(c)) {
        const key = `${rowValue}\u0000${columnValue}`;
        const cell = cells.get(key) ?? { row: rowValue, column: columnValue, count: 0, pks: [] };
        cell.count++;
        if (cell.pks.length < limit) cell.pks.push(pk);
        cells.set(key, cell);
      }
    }
    for (const columnValue of column.read(c)) sizes.columns.set(columnValue, (sizes.columns.get(columnValue) ?? 0) + 1);
  }
  const shown = { rows: lines(sizes.rows, rows), columns: lines(sizes.columns, columns) };
  const visible = [...cells.values()].filter((cell) => shown.rows.includes(cell.row) && shown.columns.includes(cell.column));
  const nodes = new Map(
    ctx.db
      .rows<RawListed & { pk: number }>(GRID_SQL.nodes, [JSON.stringify([...new Set(visible.flatMap(({ pks }) => pks))])])
      .map(({ pk, ...raw }) => [pk, toNode<ListedNode>(raw)]),
  );
  return {
    ...shown,
    cells: visible.map(({ pks, ...cell }) => ({ ...cell, nodes: pks.map((pk) => nodes.get(pk)!) })),
    more: { rows: sizes.rows.size - shown.rows.length, columns: sizes.columns.size - shown.columns.length },
  };
}

/** What SQL reads of a node for an axis, and the values that this is. */
function valueOf({ by, column = "modified_at" }: Axis): { sql: string; read: (raw: unknown) => string[] } {
  switch (by) {
    case "month":
      return { sql: `n.${column}`, read: (at) => [at === null ? "" : dayAt(at as number).slice(0, 7)] };
    case "tag":
      return { sql: "n.tags", read: tagsIn };
    case "letter":
      return { sql: "substr(n.name_key, 1, 1)", read: (key) => [letterOf(key as string)] };
    case "type":
    case "folder":
    case "status":
    case "priority":
      return { sql: VALUE[by], read: (value) => [String(value)] };
  }
}

function tagsIn(json: unknown): string[] {
  const tags = JSON.parse(json as string) as string[];
  return tags.length === 0 ? [""] : tags.map((tag) => tag.toLowerCase());
}

function letterOf(key: string): string {
  if (key >= "a" && key <= "z") return key.toUpperCase();
  return key >= "0" && key <= "9" ? "#" : "…";
}

/** Lines in the order in which they are read: time and letters by themselves, ranks from the top, all else by frequency; none last. */
function lines(sizes: ReadonlyMap<string, number>, { by }: Axis): string[] {
  const frequent = [...sizes].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, MOST_LINES);
  const none = (value: string) => Number(value === "" || (by === "letter" && !/[A-Z]/.test(value)));
  const place = ([a, m]: [string, number], [b, n]: [string, number]) => {
    if (none(a) !== none(b)) return none(a) - none(b);
    if (by === "priority") return Number(b) - Number(a);
    return by === "month" || by === "letter" ? (a < b ? -1 : 1) : n - m || (a < b ? -1 : 1);
  };
  return frequent.toSorted(place).map(([value]) => value);
}
