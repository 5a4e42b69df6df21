import { addMonths, dayAt, monthOf, startOf } from "../../base/days.ts";
import type { ReadContext } from "../module.ts";
import { type Filter, isRestricted, type TimeColumn } from "../spine/filter.ts";
import { selection } from "../spine/list.ts";
import { TIME_INDEX } from "./times.ts";

/** One side of a grid. */
export interface Axis {
  readonly by: "type" | "folder" | "tag" | "status" | "priority" | "letter" | "month";
  /** Of `month`: which time; the last change if absent. */
  readonly column?: TimeColumn | undefined;
}

/** A node of a set with its values on two axes; more than one where it has several tags. The empty value is "none". */
export interface Placed {
  readonly pk: number;
  readonly row: readonly string[];
  readonly column: readonly string[];
}

type Grouped = "type" | "folder" | "status" | "priority" | "letter";

const LETTER = "substr(n.name_key, 1, 1)";
const VALUE: Readonly<Record<Exclude<Axis["by"], "month">, string>> = {
  type: "n.node_type",
  folder: "n.folder",
  status: "coalesce(n.status, '')",
  priority: "n.priority",
  letter: LETTER,
  tag: "n.tags",
};

const grouped = (value: string, index: string, has = "1"): string =>
  `SELECT ${value} AS value, json_group_array(n.pk) AS pks FROM nodes n INDEXED BY ${index} WHERE n.deleted_at IS NULL AND ${has} GROUP BY 1`;
const timed = (column: TimeColumn): string =>
  `SELECT json_group_array(n.pk) AS pks, json_group_array(n.${column}) AS found FROM nodes n INDEXED BY ${TIME_INDEX[column]}
    WHERE n.deleted_at IS NULL AND n.${column} IS NOT NULL`;
const newestFirst = (index: string, has = "1"): string =>
  `SELECT json_group_array(pk) FROM (SELECT n.pk FROM nodes n INDEXED BY ${index} WHERE n.deleted_at IS NULL AND ${has} ORDER BY n.modified_at DESC, n.id DESC)`;

export const AXIS_SQL = {
  all: newestFirst("nodes_by_modified"),
  ofType: newestFirst("nodes_by_type_modified", "n.node_type = ?"),
  type: grouped(VALUE.type, "nodes_by_type_modified"),
  folder: grouped(VALUE.folder, "nodes_by_folder"),
  status: grouped("n.status", "nodes_by_status", "n.status IS NOT NULL"),
  priority: grouped(VALUE.priority, "nodes_by_priority", "n.priority <> 0"),
  letter: grouped(LETTER, "nodes_by_name"),
  tag: "SELECT json_group_array(n.pk) AS pks, json_group_array(json(n.tags)) AS found FROM nodes n NOT INDEXED WHERE n.deleted_at IS NULL AND n.tags <> '[]'",
  created_at: timed("created_at"),
  modified_at: timed("modified_at"),
  due_at: timed("due_at"),
  completed_at: timed("completed_at"),
  event_start: timed("event_start"),
} satisfies Record<"all" | "ofType" | "tag" | Grouped | TimeColumn, string>;

/** A set with its values on two axes, the newest first. Everything, and everything of a type, is read from the indexes alone, but for tags. */
export const placed = (ctx: ReadContext, filter: Filter, rows: Axis, columns: Axis): Placed[] =>
  isRestricted(filter, "type") ? fromNodes(ctx, filter, rows, columns) : fromIndexes(ctx, filter.type, rows, columns);

function fromNodes(ctx: ReadContext, filter: Filter, rows: Axis, columns: Axis): Placed[] {
  const { sql, params } = selection(ctx, filter);
  const found = JSON.parse(
    ctx.db.value<string>(
      `SELECT json_group_array(json_array(pk, r, c)) FROM (SELECT n.pk, ${valueSql(rows)} AS r, ${valueSql(columns)} AS c ${sql} ORDER BY n.modified_at DESC, n.id DESC)`,
      params,
    )!,
  ) as [number, unknown, unknown][];
  const [row, column] = [readerOf(rows), readerOf(columns)];
  return found.map(([pk, r, c]) => ({ pk, row: row(r), column: column(c) }));
}

function fromIndexes({ db }: ReadContext, type: string | undefined, rows: Axis, columns: Axis): Placed[] {
  const pks = JSON.parse(type === undefined ? db.value<string>(AXIS_SQL.all)! : db.value<string>(AXIS_SQL.ofType, [type])!) as number[];
  const [row, column] = [valuesOfAll(db, rows), valuesOfAll(db, columns)];
  const [noRow, noColumn] = [[noneOf(rows)], [noneOf(columns)]];
  return pks.map((pk) => ({ pk, row: row.get(pk) ?? noRow, column: column.get(pk) ?? noColumn }));
}

const valueSql = ({ by, column = "modified_at" }: Axis): string => (by === "month" ? `n.${column}` : VALUE[by]);
const noneOf = ({ by }: Axis): string => (by === "priority" ? "0" : "");

/** What is read of nodes for an axis, as its values. */
function readerOf({ by }: Axis): (raw: unknown) => readonly string[] {
  switch (by) {
    case "month": {
      const month = monthReader();
      return (at) => (at === null ? [""] : month(at as number));
    }
    case "tag":
      return (json) => tagsOf(JSON.parse(json as string) as string[]);
    case "letter":
      return (key) => [letterOf(key as string)];
    case "type":
    case "folder":
    case "status":
    case "priority":
      return (value) => [String(value)];
  }
}

/** Values of every living node by its number; what is not there has none. */
function valuesOfAll(db: ReadContext["db"], { by, column = "modified_at" }: Axis): Map<number, readonly string[]> {
  const values = new Map<number, readonly string[]>();
  if (by === "month" || by === "tag") {
    const { pks, found } = db.row<{ pks: string; found: string }>(AXIS_SQL[by === "month" ? column : by])!;
    const read = by === "month" ? monthReader() : tagsOf;
    const raw = JSON.parse(found) as never[];
    (JSON.parse(pks) as number[]).forEach((pk, i) => values.set(pk, read(raw[i]!)));
    return values;
  }
  const read = readerOf({ by });
  for (const { value, pks } of db.rows<{ value: unknown; pks: string }>(AXIS_SQL[by])) {
    const own = read(value);
    for (const pk of JSON.parse(pks) as number[]) values.set(pk, own);
  }
  return values;
}

const tagsOf = (tags: readonly string[]): readonly string[] => (tags.length === 0 ? [""] : tags.map((tag) => tag.toLowerCase()));

/** Times often come in order: the month of the one before is looked at first. */
function monthReader(): (at: number) => readonly string[] {
  let [from, to, value]: [number, number, readonly string[]] = [0, 0, []];
  return (at) => {
    if (at >= from && at < to) return value;
    const month = monthOf(dayAt(at));
    const first = `${month}-01`;
    [from, to, value] = [startOf(first), startOf(addMonths(first, 1)), [month]];
    return value;
  };
}

function letterOf(key: string): string {
  if (key >= "a" && key <= "z") return key.toUpperCase();
  return key >= "0" && key <= "9" ? "#" : "…";
}
