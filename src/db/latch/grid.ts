import type { ReadContext } from "../module.ts";
import type { Filter } from "../spine/filter.ts";
import { LIST_COLUMNS, type ListedNode, type RawListed, toNode } from "../spine/rows.ts";
import { type Axis, placed } from "./axis-values.ts";

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

/** The cells of a row by their columns. */
type Line = Map<string, { row: string; column: string; count: number; pks: number[] }>;

/** A grid with more lines is not looked at. */
const MOST_LINES = 60;

export const GRID_SQL = {
  nodes: `SELECT ${LIST_COLUMNS}, n.pk FROM json_each(?) w CROSS JOIN nodes n ON n.pk = w.value`,
};

/** Nodes by any two axes; a node with two tags stands in both lines. The empty value is "none". */
export function grid(ctx: ReadContext, filter: Filter, rows: Axis, columns: Axis, limit: number): Grid {
  const cells = new Map<string, Line>();
  const sizes = { rows: new Map<string, number>(), columns: new Map<string, number>() };
  for (const { pk, row: rowValues, column: columnValues } of placed(ctx, filter, rows, columns)) {
    for (const row of rowValues) {
      sizes.rows.set(row, (sizes.rows.get(row) ?? 0) + 1);
      const line: Line = cells.get(row) ?? new Map();
      cells.set(row, line);
      for (const column of columnValues) {
        const cell = line.get(column) ?? { row, column, count: 0, pks: [] };
        cell.count++;
        if (cell.pks.length < limit) cell.pks.push(pk);
        line.set(column, cell);
      }
    }
    for (const column of columnValues) sizes.columns.set(column, (sizes.columns.get(column) ?? 0) + 1);
  }
  const shown = { rows: lines(sizes.rows, rows), columns: lines(sizes.columns, columns) };
  const visible = shown.rows.flatMap((row) => shown.columns.flatMap((column) => cells.get(row)?.get(column) ?? []));
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
