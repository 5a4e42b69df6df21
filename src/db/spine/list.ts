import { sortKey } from "../../base/names.ts";
import type { ReadContext } from "../module.ts";
import type { SqlValue } from "../sqlite.ts";
import { FILTER_SQL, type Filter, type Part, partsOf } from "./filter.ts";
import { LIST_COLUMNS, type ListedNode, type RawListed, toNode } from "./rows.ts";

/** Orders that every node has a place in. */
const TOTAL = ["modified_at", "created_at", "name"] as const;
/** Orders by what only some nodes have: these come first, the others after them by their ids. */
const PARTIAL = ["due_at", "event_start", "completed_at", "status", "priority", "importance"] as const;
export const SORTS = [...TOTAL, ...PARTIAL] as const;
export type Sort = (typeof SORTS)[number];
export type Order = "asc" | "desc";

/** For names `value` is the name itself: its sort key is made here, by the same function as the column. Null: among those that have none. */
interface Cursor {
  readonly value: string | number | null;
  readonly id: string;
}

export interface ListArgs extends Filter {
  readonly sort: Sort;
  readonly order?: Order | undefined;
  readonly limit: number;
  readonly after?: Cursor | undefined;
  readonly until?: Cursor | undefined;
}

export const COLUMN: Readonly<Record<Sort, string>> = {
  modified_at: "n.modified_at",
  created_at: "n.created_at",
  name: "n.name_key",
  due_at: "n.due_at",
  event_start: "n.event_start",
  completed_at: "n.completed_at",
  status: "n.status",
  priority: "n.priority",
  importance: "n.importance",
};
export const INDEX: Readonly<Record<Sort, string>> = {
  modified_at: "nodes_by_modified",
  created_at: "nodes_by_created",
  name: "nodes_by_name",
  due_at: "nodes_by_due",
  event_start: "nodes_by_event",
  completed_at: "nodes_by_completed",
  status: "nodes_by_status",
  priority: "nodes_by_priority",
  importance: "nodes_by_importance",
};
export const HAS: Readonly<Record<(typeof PARTIAL)[number], { yes: string; no: string }>> = {
  due_at: { yes: "n.due_at IS NOT NULL", no: "n.due_at IS NULL" },
  event_start: { yes: "n.event_start IS NOT NULL", no: "n.event_start IS NULL" },
  completed_at: { yes: "n.completed_at IS NOT NULL", no: "n.completed_at IS NULL" },
  status: { yes: "n.status IS NOT NULL", no: "n.status IS NULL" },
  priority: { yes: "n.priority <> 0", no: "n.priority = 0" },
  importance: { yes: "n.importance <> 0", no: "n.importance = 0" },
};

const BY_IDS = "FROM json_each(?) w CROSS JOIN nodes n ON n.id = w.value";
const BY_PKS = "FROM json_each(?) w CROSS JOIN nodes n ON n.pk = w.value";
const BY_TAG = "FROM node_tags t CROSS JOIN nodes n ON n.id = t.node_id";
const NESTED_IDS = `SELECT node_id FROM node_tags WHERE tag = ? UNION SELECT node_id FROM node_tags WHERE tag > ? || '/' AND tag < ? || '0'`;
const BY_TAGS = `FROM (${NESTED_IDS}) t CROSS JOIN nodes n ON n.id = t.node_id`;
const EVERY_ID = "FROM nodes n INDEXED BY sqlite_autoindex_nodes_1";
const through = (index: string): string => `FROM nodes n INDEXED BY ${index}`;
/** A window of a live list holds what was put into it since, up to this many rows. */
const LONGEST_WINDOW = 5000;
/** Up to this many rows are sorted faster than found by walking the order. */
const FEW_ROWS = 4000;

export const LIST_SQL = {
  hasNested: "SELECT 1 FROM node_tags WHERE tag > ? || '/' AND tag < ? || '0' LIMIT 1",
  nestedSize: `SELECT count(*) FROM (SELECT 1 FROM node_tags WHERE tag = ? UNION ALL SELECT 1 FROM node_tags WHERE tag > ? || '/' AND tag < ? || '0' LIMIT ?)`,
  tagCount: "SELECT coalesce((SELECT count FROM tag_counts WHERE tag = ?), 0)",
  nestedCount: `SELECT count(*) FROM (${NESTED_IDS})`,
};

/** Where the rows come from, and the conditions that are left to check. */
interface Lead {
  readonly from: string;
  readonly params: readonly SqlValue[];
  readonly parts: readonly Part[];
  /** The sort columns stand in the tag's own index. */
  readonly byTag?: boolean;
}

/** Whole statement with what it binds. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/**
 * Which index leads: what leaves few rows, which are then sorted, or the one that has the order (SP3). `sort` null: for
 * counting; `partial`: only what has a value in that order.
 */
function leadOf(ctx: ReadContext, filter: Filter, parts: readonly Part[], sort: Sort | null): Lead {
  const without = (...kinds: Part["kind"][]) => parts.filter((part) => !kinds.includes(part.kind));
  const given = (kind: Part["kind"]) => parts.find((part) => part.kind === kind);
  if (filter.trashed) return { from: through("nodes_trashed"), params: [], parts };
  const listed = given("text") ?? given("under");
  if (listed) return { from: listed.kind === "text" ? BY_PKS : BY_IDS, params: listed.params, parts: without(listed.kind) };
  for (const [kind, index] of selective(filter)) {
    if (sort !== null && index === INDEX[sort]) continue;
    if (isSmall(ctx, given(kind)!, index)) return { from: through(index), params: [], parts };
  }
  const { tag } = filter;
  if (tag !== undefined) {
    const nested = ctx.db.value(LIST_SQL.hasNested, [tag, tag]) !== undefined;
    const isTotal = sort === null || (TOTAL as readonly string[]).includes(sort);
    if (!nested && isTotal)
      return { from: BY_TAG, params: [], parts: [...without("tag"), { kind: "tag", sql: "t.tag = ?", params: [tag] }], byTag: true };
    if (sort === null || ctx.db.value<number>(LIST_SQL.nestedSize, [tag, tag, tag, FEW_ROWS])! < FEW_ROWS)
      return { from: BY_TAGS, params: [tag, tag, tag], parts: without("tag") };
  }
  if (filter.favorite) return { from: through("nodes_favorite"), params: [], parts };
  const folder = given("folder");
  if (folder) {
    const isOrdered = !filter.subfolders && sort === "modified_at";
    if (isOrdered || sort === null || isSmall(ctx, folder, "nodes_by_folder"))
      return { from: through("nodes_by_folder"), params: [], parts };
  }
  if (filter.type !== undefined && (sort === null || (TOTAL as readonly string[]).includes(sort)))
    return { from: through(INDEX[sort ?? "modified_at"].replace("nodes_by_", "nodes_by_type_")), params: [], parts };
  const ranged = sort === null ? selective(filter)[0] : undefined;
  return { from: through(ranged ? ranged[1] : INDEX[sort ?? "modified_at"]), params: [], parts };
}

/** Conditions that an index of their own answers. */
function selective(filter: Filter): [Part["kind"], string][] {
  const { status, priority, importance, time, letter, box, located } = filter;
  const all: [Part["kind"], string][] = [];
  if (status) all.push(["status", INDEX.status]);
  if (box ?? located) all.push(["place", "nodes_by_place"]);
  if (time) all.push(["time", INDEX[time.column]]);
  if (priority) all.push(["priority", INDEX.priority]);
  if (importance) all.push(["importance", INDEX.importance]);
  if (letter) all.push(["letter", INDEX.name]);
  return all;
}

/** Counted no further than it matters. */
const isSmall = (ctx: ReadContext, part: Part, index: string): boolean =>
  ctx.db.value<number>(`SELECT count(*) FROM (SELECT 1 ${through(index)} WHERE ${FILTER_SQL.alive} AND ${part.sql} LIMIT ?)`, [
    ...part.params,
    FEW_ROWS,
  ])! < FEW_ROWS;

const where = (conditions: readonly string[]): string => `WHERE ${conditions.join(" AND ")}`;

interface Keyset {
  readonly column: string | null;
  readonly id: string;
  readonly order: Order;
  readonly after: readonly SqlValue[] | null;
  readonly until: readonly SqlValue[] | null;
}

/** One page. Keyset on (sort column, id) in one direction (F4), so that any depth is one seek in the index. */
function pageStatement(
  { from, params, parts }: Lead,
  has: string | null,
  { column, id, order, after, until }: Keyset,
  limit: number,
): Statement {
  const key = column === null ? id : `(${column}, ${id})`;
  const place = column === null ? "?" : "(?, ?)";
  const wanted = [...parts.map(({ sql }) => sql), ...(has === null ? [] : [has])];
  if (after) wanted.push(`${key} ${order === "asc" ? ">" : "<"} ${place}`);
  if (until) wanted.push(`${key} ${order === "asc" ? "<=" : ">="} ${place}`);
  const by = [...(column === null ? [] : [`${column} ${order}`]), `${id} ${order}`].join(", ");
  return {
    sql: `SELECT ${LIST_COLUMNS} ${from} ${where(wanted)} ORDER BY ${by} LIMIT ?`,
    params: [...params, ...parts.flatMap((part) => part.params), ...(after ?? []), ...(until ?? []), limit],
  };
}

const isPartial = (sort: Sort): sort is (typeof PARTIAL)[number] => (PARTIAL as readonly string[]).includes(sort);

/**
 * The statements that one page takes, in order: those that have a value first, then the others; each may fill what the one
 * before left. What the filter rules out is not looked for: that would be a walk past every node.
 */
export function listStatements(ctx: ReadContext, args: ListArgs, order: Order): ((limit: number) => Statement)[] {
  const { sort, after, until } = args;
  const parts = partsOf(ctx, args);
  const lead = leadOf(ctx, args, parts, sort);
  const [column, id] = lead.byTag ? [COLUMN[sort].replace("n.", "t."), "t.node_id"] : [COLUMN[sort], "n.id"];
  const at = (cursor: Cursor | undefined): readonly SqlValue[] | null =>
    cursor && cursor.value !== null ? [sort === "name" ? sortKey(String(cursor.value)) : cursor.value, cursor.id] : null;
  if (!isPartial(sort)) return [(limit) => pageStatement(lead, null, { column, id, order, after: at(after), until: at(until) }, limit)];
  const isBehind = (cursor: Cursor | undefined) => cursor !== undefined && !hasValue(sort, cursor);
  const first = (limit: number) => pageStatement(lead, HAS[sort].yes, { column, id, order, after: at(after), until: at(until) }, limit);
  const others = lead.from === through(INDEX[sort]) ? { ...lead, from: EVERY_ID } : lead;
  const ids = (cursor: Cursor | undefined) => (isBehind(cursor) ? [cursor!.id] : null);
  const second = (limit: number) =>
    pageStatement(others, HAS[sort].no, { column: null, id, order, after: ids(after), until: ids(until) }, limit);
  const valued = isValued(args, sort);
  return [
    ...(valued === false || isBehind(after) ? [] : [first]),
    ...(valued !== true && (until === undefined || isBehind(until)) ? [second] : []),
  ];
}

/** Does the filter leave only rows that have a value in this order, or only rows that have none? null: both. */
function isValued(filter: Filter, sort: (typeof PARTIAL)[number]): boolean | null {
  if (filter.time?.column === sort) return true;
  const wanted = sort === "status" || sort === "priority" || sort === "importance" ? filter[sort] : undefined;
  return wanted === undefined ? null : Boolean(wanted);
}

const hasValue = (sort: Sort, { value }: Cursor): boolean =>
  value !== null && !((sort === "priority" || sort === "importance") && value === 0);

export function nodeList(ctx: ReadContext, args: ListArgs): { rows: ListedNode[]; next: Cursor | null } {
  const order = args.order ?? (args.sort === "name" || isPartial(args.sort) ? "asc" : "desc");
  const limit = args.until ? LONGEST_WINDOW : args.limit + 1;
  const rows: ListedNode[] = [];
  for (const statement of listStatements(ctx, args, order)) {
    if (rows.length >= limit) break;
    const { sql, params } = statement(limit - rows.length);
    for (const raw of ctx.db.rows<RawListed>(sql, params)) rows.push(toNode<ListedNode>(raw));
  }
  if (args.until) return { rows, next: args.until };
  if (rows.length <= args.limit) return { rows, next: null };
  rows.pop();
  const last = rows[rows.length - 1]!;
  return { rows, next: { value: last[args.sort], id: last.id } };
}

/**
 * FROM and WHERE of a filter without an order: what counts and facets begin with. `walk`: the index that is read from
 * end to end if nothing leaves few rows, so that a facet finds what it counts in the index itself.
 */
export function selection(ctx: ReadContext, filter: Filter, walk?: string): Statement {
  const all = partsOf(ctx, filter);
  const found = leadOf(ctx, filter, all, null);
  const isWalk = walk !== undefined && (found.from === through(INDEX.modified_at) || found.from === through("nodes_by_type_modified"));
  const { from, params, parts } = isWalk ? { from: through(walk), params: [], parts: all } : found;
  return { sql: `${from} ${where(parts.map(({ sql }) => sql))}`, params: [...params, ...parts.flatMap((part) => part.params)] };
}

export function nodeCount(ctx: ReadContext, filter: Filter): number {
  const { trashed, subfolders: _, ...conditions } = filter;
  const set = Object.entries(conditions).filter(([, value]) => value !== undefined && value !== false);
  // Only living nodes have rows in `node_tags`: what is tagged is counted without reading a node.
  if (!trashed && set.length === 1 && filter.tag !== undefined) {
    const { tag } = filter;
    const nested = ctx.db.value(LIST_SQL.hasNested, [tag, tag]) !== undefined;
    return ctx.db.value<number>(nested ? LIST_SQL.nestedCount : LIST_SQL.tagCount, nested ? [tag, tag, tag] : [tag])!;
  }
  const { sql, params } = selection(ctx, filter);
  return ctx.db.value<number>(`SELECT count(*) ${sql}`, params)!;
}
