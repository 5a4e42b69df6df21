import type { ReadContext } from "../module.ts";
import { type Filter, isRestricted, type TimeColumn } from "../spine/filter.ts";
import { selection } from "../spine/list.ts";

export const TIME_INDEX: Readonly<Record<TimeColumn, string>> = {
  created_at: "nodes_by_created",
  modified_at: "nodes_by_modified",
  due_at: "nodes_by_due",
  completed_at: "nodes_by_completed",
  event_start: "nodes_by_event",
};

const through = (column: TimeColumn) =>
  `FROM nodes n INDEXED BY ${TIME_INDEX[column]} WHERE n.deleted_at IS NULL AND n.${column} IS NOT NULL`;
/** Everything that has the time, counted in its index: no time is read out. Bounds as `[from, to]`. */
const countSql = (column: TimeColumn) =>
  `SELECT json_group_array((SELECT count(*) ${through(column)} AND n.${column} >= b.value ->> 0 AND n.${column} < b.value ->> 1)) FROM json_each(?) b`;
const endSql = (column: TimeColumn, end: "min" | "max") =>
  `SELECT ${end}(n.${column}) ${through(column)} AND n.${column} >= ? AND n.${column} < ?`;
const perColumn = (sql: (column: TimeColumn) => string) =>
  Object.fromEntries(Object.keys(TIME_INDEX).map((column) => [column, sql(column as TimeColumn)])) as Record<TimeColumn, string>;

export const TIMES_SQL = {
  count: perColumn(countSql),
  first: perColumn((column) => endSql(column, "min")),
  last: perColumn((column) => endSql(column, "max")),
};

interface Times {
  counts: number[];
  min: number | null;
  max: number | null;
}

/** `counts[i]`: times in bounds[i] ≤ t < bounds[i + 1]; the bounds rise. Milliseconds UTC. */
export function times(ctx: ReadContext, filter: Filter, column: TimeColumn, bounds: readonly number[]): Times {
  const { time } = filter;
  return !isRestricted(filter, "time") && (!time || time.column === column)
    ? timesOfAll(ctx, column, bounds, time ?? {})
    : timesRead(ctx, filter, column, bounds);
}

function timesOfAll(
  { db }: ReadContext,
  column: TimeColumn,
  bounds: readonly number[],
  within: { from?: number | undefined; to?: number | undefined },
): Times {
  const { from = Number.MIN_SAFE_INTEGER, to = Number.MAX_SAFE_INTEGER } = within;
  const pairs = bounds.slice(1).map((next, i) => [Math.max(from, bounds[i]!), Math.min(to, next)]);
  return {
    counts: JSON.parse(db.value<string>(TIMES_SQL.count[column], [JSON.stringify(pairs)])!) as number[],
    min: db.value<number | null>(TIMES_SQL.first[column], [from, to]) ?? null,
    max: db.value<number | null>(TIMES_SQL.last[column], [from, to]) ?? null,
  };
}

function timesRead(ctx: ReadContext, filter: Filter, column: TimeColumn, bounds: readonly number[]): Times {
  const { sql, params } = selection(ctx, filter, filter.time ? undefined : TIME_INDEX[column]);
  const found = ctx.db.value<string>(`SELECT json_group_array(n.${column}) ${sql} AND n.${column} IS NOT NULL`, params)!;
  const counts = bounds.slice(1).map(() => 0);
  let min: number | null = null;
  let max: number | null = null;
  for (const at of JSON.parse(found) as number[]) {
    if (min === null || at < min) min = at;
    if (max === null || at > max) max = at;
    const i = placeIn(bounds, at);
    if (i >= 0 && i < counts.length) counts[i]!++;
  }
  return { counts, min, max };
}

/** The last bound that is not after `at`, or -1. */
function placeIn(bounds: readonly number[], at: number): number {
  let from = 0;
  let to = bounds.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (bounds[middle]! <= at) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}
