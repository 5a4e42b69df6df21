import { sortKey } from "../../base/names.ts";
import type { ReadContext } from "../module.ts";
import type { SqlValue } from "../sqlite.ts";
import { LIST_COLUMNS, type ListedNode, type RawListed, toNode } from "./rows.ts";

export type Sort = "modified_at" | "created_at" | "name";
export type Order = "asc" | "desc";

export interface Filter {
  readonly type?: string | undefined;
  readonly folder?: string | undefined;
  readonly subfolders: boolean;
  readonly tag?: string | undefined;
  readonly favorite?: boolean | undefined;
  readonly trashed: boolean;
}

/** For names `value` is the name itself: its sort key is made here, by the same function as the column. */
interface Cursor {
  readonly value: string | number;
  readonly id: string;
}

export interface ListArgs extends Filter {
  readonly sort: Sort;
  readonly order?: Order | undefined;
  readonly limit: number;
  readonly after?: Cursor | undefined;
  readonly until?: Cursor | undefined;
}

/** Which index leads: the one that gives the order, or the one that leaves few rows to sort. */
export type Lead = "all" | "type" | "folder" | "tag" | "tags" | "favorite" | "trashed";

export interface Shape {
  readonly lead: Lead;
  readonly type: boolean;
  readonly folder: "none" | "exact" | "below";
  /** `below`: it has nested tags, as #song has #song/demo. */
  readonly tag: "none" | "exact" | "below";
  readonly favorite: boolean;
}

const COLUMN = { modified_at: "modified_at", created_at: "created_at", name: "name_key" } as const;
const INDEX = { modified_at: "modified", created_at: "created", name: "name" } as const;
const FOLDER = { exact: "n.folder = ?", below: "n.folder >= ? AND n.folder < ? AND (n.folder = ? OR n.folder >= ?)" } as const;
/** What is tagged with the tag or one below it ("0" follows "/"). Three parameters, the tag each time. */
const NESTED = "t.tag = ? OR (t.tag > ? || '/' AND t.tag < ? || '0')";
const NESTED_IDS = `SELECT node_id FROM node_tags WHERE tag = ? UNION SELECT node_id FROM node_tags WHERE tag > ? || '/' AND tag < ? || '0'`;
/** A window of a live list holds what was put into it since, up to this many rows. */
const LONGEST_WINDOW = 5000;

function from(lead: Lead, sort: Sort | null): string {
  const nodes = (index: string) => `FROM nodes n INDEXED BY ${index}`;
  switch (lead) {
    case "all":
      return nodes(`nodes_by_${INDEX[sort ?? "modified_at"]}`);
    case "type":
      return nodes(`nodes_by_type_${INDEX[sort ?? "modified_at"]}`);
    case "folder":
      return nodes("nodes_by_folder");
    case "favorite":
      return nodes("nodes_favorite");
    case "trashed":
      return nodes("nodes_trashed");
    case "tag":
      return "FROM node_tags t CROSS JOIN nodes n ON n.id = t.node_id";
    case "tags":
      return `FROM (${NESTED_IDS}) t CROSS JOIN nodes n ON n.id = t.node_id`;
  }
}

/** Only living nodes have rows in `node_tags`. */
const TRASHED_TAG = `EXISTS (SELECT 1 FROM json_each(n.tags) j WHERE j.value = ? COLLATE NOCASE
  OR (j.value > ? || '/' COLLATE NOCASE AND j.value < ? || '0' COLLATE NOCASE))`;

/** The conditions of a filter; `conditionParams` binds them in the same order. */
function conditions(shape: Shape): string[] {
  const wanted = [shape.lead === "trashed" ? "n.deleted_at IS NOT NULL" : "n.deleted_at IS NULL"];
  if (shape.lead === "tag") wanted.push("t.tag = ?");
  else if (shape.tag !== "none" && shape.lead === "trashed") wanted.push(TRASHED_TAG);
  else if (shape.tag !== "none" && shape.lead !== "tags")
    wanted.push(`EXISTS (SELECT 1 FROM node_tags t INDEXED BY node_tags_by_node WHERE t.node_id = n.id AND (${NESTED}))`);
  if (shape.type) wanted.push("n.node_type = ?");
  if (shape.folder !== "none") wanted.push(FOLDER[shape.folder]);
  if (shape.favorite || shape.lead === "favorite") wanted.push("n.is_favorite = 1");
  return wanted;
}

function conditionParams(shape: Shape, filter: Filter): SqlValue[] {
  const params: SqlValue[] = [];
  if (shape.tag !== "none") params.push(...Array.from({ length: shape.lead === "tag" ? 1 : 3 }, () => filter.tag!));
  if (shape.type) params.push(filter.type!);
  if (shape.folder === "exact") params.push(filter.folder!);
  if (shape.folder === "below") params.push(...belowParams(filter.folder!));
  return params;
}

/** One range of the index, from the folder to the last below it ("0" follows "/"); what stands between, as "a b" does, is left out. */
const belowParams = (folder: string): string[] => [folder, `${folder}0`, folder, `${folder}/`];

/** One page. Keyset on (sort column, id) in one direction (F4), so that any depth is one seek in the index. */
export function listSql(shape: Shape, sort: Sort, order: Order, after: boolean, until: boolean): string {
  const [column, id] = shape.lead === "tag" ? [`t.${COLUMN[sort]}`, "t.node_id"] : [`n.${COLUMN[sort]}`, "n.id"];
  const wanted = conditions(shape);
  if (after) wanted.push(`(${column}, ${id}) ${order === "asc" ? ">" : "<"} (?, ?)`);
  if (until) wanted.push(`(${column}, ${id}) ${order === "asc" ? "<=" : ">="} (?, ?)`);
  return `SELECT ${LIST_COLUMNS} ${from(shape.lead, sort)} WHERE ${wanted.join(" AND ")} ORDER BY ${column} ${order}, ${id} ${order} LIMIT ?`;
}

/** Only living nodes have rows in `node_tags`: what is tagged is counted without reading a node. */
const ONLY_TAG = {
  exact: "SELECT coalesce((SELECT count FROM tag_counts WHERE tag = ?), 0)",
  below: `SELECT count(*) FROM (${NESTED_IDS})`,
} as const;

export const countSql = (shape: Shape): string => `SELECT count(*) ${from(shape.lead, null)} WHERE ${conditions(shape).join(" AND ")}`;

export const LIST_SQL = {
  hasNested: "SELECT 1 FROM node_tags WHERE tag > ? || '/' AND tag < ? || '0' LIMIT 1",
  nestedSize: `SELECT count(*) FROM (SELECT 1 FROM node_tags WHERE tag = ? UNION ALL SELECT 1 FROM node_tags WHERE tag > ? || '/' AND tag < ? || '0' LIMIT ?)`,
  /** How many rows a folder leaves to sort, counted no further than it matters. */
  folderSize: `SELECT count(*) FROM (SELECT 1 FROM nodes n INDEXED BY nodes_by_folder WHERE n.deleted_at IS NULL AND ${FOLDER.below} LIMIT ?)`,
};

/** Up to this many rows are sorted faster than found by walking the order. */
const FEW_ROWS = 4000;

function shapeOf(ctx: ReadContext, filter: Filter, sort: Sort | null): Shape {
  const below = filter.folder !== undefined && filter.subfolders;
  const folder = filter.folder === undefined || (below && filter.folder === "") ? "none" : below ? "below" : "exact";
  const nested = filter.tag !== undefined && ctx.db.value(LIST_SQL.hasNested, [filter.tag, filter.tag]) !== undefined;
  const tag = filter.tag === undefined ? "none" : nested ? "below" : "exact";
  const shape = { type: filter.type !== undefined, folder, tag, favorite: filter.favorite === true } as const;
  return { ...shape, lead: leadOf(ctx, shape, filter, sort) };
}

function leadOf(ctx: ReadContext, shape: Omit<Shape, "lead">, filter: Filter, sort: Sort | null): Lead {
  if (filter.trashed) return "trashed";
  if (shape.tag === "exact") return "tag";
  if (shape.tag === "below" && (sort === null || isRare(ctx, filter.tag!))) return "tags";
  if (shape.favorite) return "favorite";
  if (shape.folder !== "none") {
    const ordered = shape.folder === "exact" && sort === "modified_at";
    if (ordered || sort === null || isSmall(ctx, filter.folder!)) return "folder";
  }
  return shape.type ? "type" : "all";
}

const isSmall = (ctx: ReadContext, folder: string): boolean =>
  ctx.db.value<number>(LIST_SQL.folderSize, [...belowParams(folder), FEW_ROWS])! < FEW_ROWS;

const isRare = (ctx: ReadContext, tag: string): boolean => ctx.db.value<number>(LIST_SQL.nestedSize, [tag, tag, tag, FEW_ROWS])! < FEW_ROWS;

const cursorParams = (sort: Sort, cursor: Cursor | undefined): SqlValue[] =>
  cursor ? [sort === "name" ? sortKey(String(cursor.value)) : cursor.value, cursor.id] : [];

export function nodeList(ctx: ReadContext, args: ListArgs): { rows: ListedNode[]; next: Cursor | null } {
  const shape = shapeOf(ctx, args, args.sort);
  const order = args.order ?? (args.sort === "name" ? "asc" : "desc");
  const sql = listSql(shape, args.sort, order, args.after !== undefined, args.until !== undefined);
  const limit = args.until ? LONGEST_WINDOW : args.limit + 1;
  const params = [...conditionParams(shape, args), ...cursorParams(args.sort, args.after), ...cursorParams(args.sort, args.until), limit];
  const rows = ctx.db.rows<RawListed>(sql, params).map((raw) => toNode<ListedNode>(raw));
  if (args.until) return { rows, next: args.until };
  if (rows.length <= args.limit) return { rows, next: null };
  rows.pop();
  const last = rows[rows.length - 1]!;
  return { rows, next: { value: last[args.sort], id: last.id } };
}

export function nodeCount(ctx: ReadContext, filter: Filter): number {
  const shape = shapeOf(ctx, filter, null);
  const alone = shape.folder === "none" && !shape.type && !shape.favorite && !filter.trashed;
  if (alone && shape.tag !== "none") return ctx.db.value<number>(ONLY_TAG[shape.tag], conditionParams(shape, filter))!;
  return ctx.db.value<number>(countSql(shape), conditionParams(shape, filter))!;
}

/** Every statement that `nodeList` can build, for the test that prepares them all. */
export function everyListStatement(): string[] {
  const flags = [false, true];
  const folders = ["none", "exact", "below"] as const;
  const shapes = (["all", "type", "folder", "tag", "tags", "favorite", "trashed"] as const).flatMap((lead) =>
    flags.flatMap((type) =>
      folders.flatMap((folder) =>
        (lead === "tag" ? (["exact"] as const) : (["none", "below"] as const)).flatMap((tag) =>
          flags.map((favorite): Shape => ({ lead, type: type || lead === "type", folder, tag, favorite })),
        ),
      ),
    ),
  );
  const pages = shapes.flatMap((shape) =>
    (["modified_at", "created_at", "name"] as const).flatMap((sort) =>
      (["asc", "desc"] as const).flatMap((order) =>
        flags.flatMap((after) => flags.map((until) => listSql(shape, sort, order, after, until))),
      ),
    ),
  );
  return [...new Set([...pages, ...shapes.map(countSql), ...Object.values(ONLY_TAG)])];
}
