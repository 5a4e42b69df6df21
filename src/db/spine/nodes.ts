import { sortKey } from "../../base/names.ts";
import { Refusal } from "../../base/result.ts";
import type { ReadContext, WriteContext } from "../module.ts";
import type { SqlValue } from "../sqlite.ts";
import { type RawWhole, WHOLE_COLUMNS, type WholeNode, toNode } from "./rows.ts";

/** What a caller may set; `modified_at` and `version` are the repository's (F12: no triggers, true times). */
export const SETTABLE = [
  "name",
  "folder",
  "tags",
  "status",
  "summary",
  "is_favorite",
  "due_at",
  "completed_at",
  "event_start",
  "event_end",
  "latitude",
  "longitude",
  "location_name",
  "location_address",
  "priority",
  "importance",
  "sort_order",
  "source_url",
  "content",
] as const;
type Settable = (typeof SETTABLE)[number];
export type NodePatch = { readonly [K in Settable]?: SqlValue | readonly string[] | undefined };

export interface NewNode {
  readonly id: string;
  readonly node_type: string;
  readonly name: string;
  readonly folder: string;
  readonly tags: readonly string[];
  readonly summary: string | null;
  readonly content: string;
  readonly created_at?: number | undefined;
  readonly modified_at?: number | undefined;
  readonly source?: string | null | undefined;
  readonly source_id?: string | null | undefined;
  readonly source_url?: string | null | undefined;
}

export const NODES_SQL = {
  insert: `INSERT INTO nodes (id, node_type, name, name_key, created_at, modified_at, folder, tags, summary, source, source_id, source_url, content)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  get: `SELECT ${WHOLE_COLUMNS} FROM nodes n WHERE n.id = ?`,
  exists: "SELECT 1 FROM nodes WHERE id = ?",
  version: "SELECT version FROM nodes WHERE id = ?",
  nameTaken: "SELECT 1 FROM nodes WHERE name_key = ? AND folder = ? AND name = ? COLLATE NOCASE AND deleted_at IS NULL",
  delete: "DELETE FROM nodes WHERE id = ?",
};

/** Inserts a node; times default to the mutation's. A taken id is refused, never replaced (F9). */
export function insertNode(ctx: WriteContext, node: NewNode): void {
  if (ctx.db.value(NODES_SQL.exists, [node.id]) !== undefined) {
    throw new Refusal("NodeExists", "Something with this id exists already. Nothing was changed; try again with another id.");
  }
  insertNewNode(ctx, node);
}

/** For ids that cannot be taken: minted in this transaction. */
export function insertNewNode(ctx: WriteContext, node: NewNode): void {
  ctx.db.run(NODES_SQL.insert, [
    node.id,
    node.node_type,
    node.name,
    sortKey(node.name),
    node.created_at ?? ctx.at,
    node.modified_at ?? ctx.at,
    node.folder,
    JSON.stringify(node.tags),
    node.summary,
    node.source ?? null,
    node.source_id ?? null,
    node.source_url ?? null,
    node.content,
  ]);
}

export function getNode(ctx: ReadContext, id: string): WholeNode | null {
  const raw = ctx.db.row<RawWhole>(NODES_SQL.get, [id]);
  return raw ? toNode<WholeNode>(raw) : null;
}

/** The node, or a refusal in words. */
export function needNode(ctx: ReadContext, id: string): WholeNode {
  const node = getNode(ctx, id);
  if (!node) throw gone();
  return node;
}

/** Refuses in words if there is no such node; its text, which may be long, is not read. */
export function checkNode(ctx: ReadContext, id: string): void {
  if (ctx.db.value(NODES_SQL.exists, [id]) === undefined) throw gone();
}

const gone = () => new Refusal("NodeNotFound", "This item is not here any more: it was deleted for ever. Nothing was changed.");

/** Sets the given columns, `modified_at` (unless given) and the next version; answers the version. */
export function updateNode(ctx: WriteContext, id: string, patch: NodePatch, modifiedAt = ctx.at): number {
  const columns = SETTABLE.filter((column) => patch[column] !== undefined);
  const assignments = columns.map((column) => `${column} = ?, ${column === "name" ? "name_key = ?, " : ""}`).join("");
  const params: SqlValue[] = [];
  for (const column of columns) {
    const value = patch[column];
    params.push(typeof value === "object" && Array.isArray(value) ? JSON.stringify(value) : (value as SqlValue));
    if (column === "name") params.push(sortKey(value as string));
  }
  ctx.db.run(`UPDATE nodes SET ${assignments}modified_at = ?, version = version + 1 WHERE id = ?`, [...params, modifiedAt, id]);
  return ctx.db.value<number>(NODES_SQL.version, [id])!;
}

/** `name`, or `name 2`, `name 3` … : the first that no living node of the folder has. */
export function freeName(ctx: ReadContext, name: string, folder: string): string {
  const taken = (candidate: string) => ctx.db.value(NODES_SQL.nameTaken, [sortKey(candidate), folder, candidate]) !== undefined;
  if (!taken(name)) return name;
  let number = 2;
  while (taken(`${name} ${number}`)) number++;
  return `${name} ${number}`;
}

/** Folder paths: forward slashes, no empty, `.` or `..` segments, NFC. */
export function cleanFolder(folder: string): string {
  return folder
    .normalize("NFC")
    .split(/[\\/]+/)
    .map((segment) => segment.trim())
    .filter((segment) => segment && segment !== "." && segment !== "..")
    .join("/");
}

/** Tags as a person means them: without the sign, spaces trimmed, each once whatever its case. */
export function cleanTags(tags: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const raw of tags) {
    const tag = raw.normalize("NFC").replace(/^#+/, "").trim();
    if (tag && !seen.has(tag.toLowerCase())) seen.set(tag.toLowerCase(), tag);
  }
  return [...seen.values()];
}
