import type { ReadContext } from "../module.ts";
import { matchingPks } from "../search/find-nodes.ts";
import type { SqlValue } from "../sqlite.ts";

export const TIME_COLUMNS = ["created_at", "modified_at", "due_at", "completed_at", "event_start"] as const;
export type TimeColumn = (typeof TIME_COLUMNS)[number];

/** Conditions on nodes that every list, count and facet takes; absent ones do not restrict (VI1). */
export interface Filter {
  readonly type?: string | undefined;
  readonly folder?: string | undefined;
  readonly subfolders: boolean;
  readonly tag?: string | undefined;
  readonly favorite?: boolean | undefined;
  readonly trashed: boolean;
  /** What search finds with it. */
  readonly text?: string | undefined;
  /** Empty: without a status. */
  readonly status?: string | undefined;
  readonly priority?: number | undefined;
  readonly importance?: number | undefined;
  /** `A` to `Z`, `#` for a digit, `…` for anything else. */
  readonly letter?: string | undefined;
  /** from ≤ time < to; with neither: has one. */
  readonly time?: { readonly column: TimeColumn; readonly from?: number | undefined; readonly to?: number | undefined } | undefined;
  /** Degrees; west > east crosses the date line. */
  readonly box?: Box | undefined;
  readonly located?: boolean | undefined;
  /** Below this node by NEST edges, at any depth. */
  readonly under?: string | undefined;
}

/** Does anything but `apart` keep a node out of the set? The trash does; `subfolders` says nothing without a folder. */
export const isRestricted = (filter: Partial<Filter>, apart?: keyof Filter): boolean =>
  Object.entries(filter).some(([key, value]) => key !== apart && key !== "subfolders" && value !== undefined && value !== false);

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export type PartKind = Exclude<keyof Filter, "subfolders" | "located"> | "place";

/** One condition on `nodes n`, made of the constants below only, with what it binds. */
export interface Part {
  readonly kind: PartKind;
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** Nodes that one filter by words may list. */
const MOST_FOUND = 5000;

export const FILTER_SQL = {
  alive: "n.deleted_at IS NULL",
  trashed: "n.deleted_at IS NOT NULL",
  type: "n.node_type = ?",
  folder: "n.folder = ?",
  /** One range of the index, from the folder to the last below it ("0" follows "/"); what stands between, as "a b" does, is left out. */
  folderBelow: "n.folder >= ? AND n.folder < ? AND (n.folder = ? OR n.folder >= ?)",
  /** What is tagged with the tag or one below it. */
  tag: `EXISTS (SELECT 1 FROM node_tags t INDEXED BY node_tags_by_node WHERE t.node_id = n.id
    AND (t.tag = ? OR (t.tag > ? || '/' AND t.tag < ? || '0')))`,
  /** Only living nodes have rows in \`node_tags\`. */
  trashedTag: `EXISTS (SELECT 1 FROM json_each(n.tags) j WHERE j.value = ? COLLATE NOCASE
    OR (j.value > ? || '/' COLLATE NOCASE AND j.value < ? || '0' COLLATE NOCASE))`,
  favorite: "n.is_favorite = 1",
  status: "n.status = ?",
  noStatus: "n.status IS NULL",
  priority: "n.priority = ? AND n.priority <> 0",
  noPriority: "n.priority = 0",
  importance: "n.importance = ? AND n.importance <> 0",
  noImportance: "n.importance = 0",
  letter: "n.name_key >= ? AND n.name_key < ?",
  otherLetter: "(n.name_key < '0' OR (n.name_key >= ':' AND n.name_key < 'a') OR n.name_key >= '{')",
  located: "n.latitude IS NOT NULL",
  box: "n.latitude IS NOT NULL AND n.latitude BETWEEN ? AND ? AND n.longitude BETWEEN ? AND ?",
  boxAcross: "n.latitude IS NOT NULL AND n.latitude BETWEEN ? AND ? AND (n.longitude >= ? OR n.longitude <= ?)",
  text: "n.pk IN (SELECT value FROM json_each(?))",
  under: "n.id IN (SELECT value FROM json_each(?))",
  below: `WITH RECURSIVE below (id) AS (
      SELECT target_id FROM edges WHERE source_id = ?1 AND edge_type = 'NEST'
      UNION SELECT e.target_id FROM below JOIN edges e ON e.source_id = below.id AND e.edge_type = 'NEST'
        JOIN nodes n ON n.id = below.id AND n.deleted_at IS NULL)
    SELECT json_group_array(id) FROM below WHERE id <> ?1`,
} as const;

const TIME_SQL: Readonly<Record<TimeColumn, { has: string; from: string; to: string }>> = {
  created_at: { has: "n.created_at IS NOT NULL", from: "n.created_at >= ?", to: "n.created_at < ?" },
  modified_at: { has: "n.modified_at IS NOT NULL", from: "n.modified_at >= ?", to: "n.modified_at < ?" },
  due_at: { has: "n.due_at IS NOT NULL", from: "n.due_at >= ?", to: "n.due_at < ?" },
  completed_at: { has: "n.completed_at IS NOT NULL", from: "n.completed_at >= ?", to: "n.completed_at < ?" },
  event_start: { has: "n.event_start IS NOT NULL", from: "n.event_start >= ?", to: "n.event_start < ?" },
};

/** The conditions of a filter, each with what it binds, `trashed` first. What it asks the database for is little: words and what lies below. */
export function partsOf(ctx: ReadContext, filter: Filter): Part[] {
  const parts: Part[] = [part("trashed", filter.trashed ? FILTER_SQL.trashed : FILTER_SQL.alive)];
  const { type, folder, tag, status, priority, importance, letter, time, under, text } = filter;
  if (text !== undefined && text.trim() !== "")
    parts.push(part("text", FILTER_SQL.text, JSON.stringify(matchingPks(ctx.db, text, MOST_FOUND))));
  if (under !== undefined) parts.push(part("under", FILTER_SQL.under, ctx.db.value<string>(FILTER_SQL.below, [under])!));
  if (type !== undefined) parts.push(part("type", FILTER_SQL.type, type));
  if (folder !== undefined && !filter.subfolders) parts.push(part("folder", FILTER_SQL.folder, folder));
  else if (folder) parts.push(part("folder", FILTER_SQL.folderBelow, folder, `${folder}0`, folder, `${folder}/`));
  if (tag !== undefined) parts.push(part("tag", filter.trashed ? FILTER_SQL.trashedTag : FILTER_SQL.tag, tag, tag, tag));
  if (filter.favorite) parts.push(part("favorite", FILTER_SQL.favorite));
  if (status !== undefined) parts.push(status === "" ? part("status", FILTER_SQL.noStatus) : part("status", FILTER_SQL.status, status));
  if (priority !== undefined)
    parts.push(priority === 0 ? part("priority", FILTER_SQL.noPriority) : part("priority", FILTER_SQL.priority, priority));
  if (importance !== undefined)
    parts.push(importance === 0 ? part("importance", FILTER_SQL.noImportance) : part("importance", FILTER_SQL.importance, importance));
  if (letter !== undefined) parts.push(letterPart(letter));
  if (time !== undefined) parts.push(timePart(time));
  const place = placePart(filter);
  return place ? [...parts, place] : parts;
}

const part = (kind: PartKind, sql: string, ...params: SqlValue[]): Part => ({ kind, sql, params });

/** Keys of names are lower case without accents, and begin with a digit for a number (SP4). */
function letterPart(letter: string): Part {
  if (letter === "#") return part("letter", FILTER_SQL.letter, "0", ":");
  const key = letter.toLowerCase();
  if (!/^[a-z]$/.test(key)) return part("letter", FILTER_SQL.otherLetter);
  return part("letter", FILTER_SQL.letter, key, String.fromCharCode(key.charCodeAt(0) + 1));
}

function timePart({ column, from, to }: NonNullable<Filter["time"]>): Part {
  const sql = TIME_SQL[column];
  const wanted = [sql.has, ...(from === undefined ? [] : [sql.from]), ...(to === undefined ? [] : [sql.to])];
  return part("time", wanted.join(" AND "), ...[from, to].filter((bound) => bound !== undefined));
}

function placePart({ box, located }: Filter): Part | null {
  if (!box) return located ? part("place", FILTER_SQL.located) : null;
  return part("place", box.west > box.east ? FILTER_SQL.boxAcross : FILTER_SQL.box, box.south, box.north, box.west, box.east);
}
