import type { SqlValue } from "../sqlite.ts";
import { dateStart, type Filter } from "./parse-query.ts";

export interface Conditions {
  /** Conditions on `nodes AS n`, joined by AND; made of the constants below only. */
  readonly sql: string;
  readonly params: readonly SqlValue[];
  /** Anything beyond "not in the trash"? */
  readonly narrow: boolean;
}

export const FILTER_SQL = {
  living: "n.deleted_at IS NULL",
  trashed: "n.deleted_at IS NOT NULL",
  favorite: "n.is_favorite = 1",
  type: "n.node_type = ?",
  tag: "n.id IN (SELECT node_id FROM node_tags WHERE tag = ? UNION ALL SELECT node_id FROM node_tags WHERE tag > ? || '/' AND tag < ? || '0')",
  /** Only living nodes have rows in `node_tags`. */
  trashedTag: `EXISTS (SELECT 1 FROM json_each(n.tags) AS t WHERE t.value = ? COLLATE NOCASE
    OR (t.value > ? || '/' COLLATE NOCASE AND t.value < ? || '0' COLLATE NOCASE))`,
  /** Goes through the distinct folders by their index: there are few, and what was typed may differ in case. */
  folder: `n.folder IN (
    WITH RECURSIVE folders (folder) AS (
      SELECT min(folder) FROM nodes WHERE deleted_at IS NULL
      UNION ALL
      SELECT (SELECT min(folder) FROM nodes WHERE deleted_at IS NULL AND folder > folders.folder) FROM folders WHERE folder IS NOT NULL
    )
    SELECT folder FROM folders WHERE folder = ? COLLATE NOCASE OR folder LIKE ? ESCAPE '\\')`,
  trashedFolder: "(n.folder = ? COLLATE NOCASE OR n.folder LIKE ? ESCAPE '\\')",
  /** Goes through the distinct statuses, as folders are. `IS NOT NULL` makes the opposite true of a node without one. */
  status: `n.status IS NOT NULL AND n.status IN (
    WITH RECURSIVE statuses (status) AS (
      SELECT min(status) FROM nodes WHERE deleted_at IS NULL AND status IS NOT NULL
      UNION ALL
      SELECT (SELECT min(status) FROM nodes WHERE deleted_at IS NULL AND status IS NOT NULL AND status > statuses.status)
        FROM statuses WHERE status IS NOT NULL
    )
    SELECT status FROM statuses WHERE status = ? COLLATE NOCASE)`,
  trashedStatus: "n.status IS NOT NULL AND n.status = ? COLLATE NOCASE",
  /** Nodes with a time are few: their partial index is read, never all nodes. */
  done: "n.pk IN (SELECT pk FROM nodes WHERE deleted_at IS NULL AND completed_at IS NOT NULL)",
  trashedDone: "n.completed_at IS NOT NULL",
  due: "n.pk IN (SELECT pk FROM nodes WHERE deleted_at IS NULL AND due_at IS NOT NULL AND completed_at IS NULL)",
  trashedDue: "n.due_at IS NOT NULL AND n.completed_at IS NULL",
  before: "n.modified_at < ?",
  after: "n.modified_at >= ?",
} as const;

/** Filters as SQL on `nodes AS n` (SE5). Without `is:trashed` only what is not in the trash is found. */
export function conditions(filters: readonly Filter[], type?: string): Conditions {
  const trash = filters.find((filter) => filter.value === "trashed" && filter.key === "is");
  const trashed = trash !== undefined && !trash.negated;
  const all = filters.filter((filter) => filter !== trash);
  if (type) all.unshift({ key: "type", value: type, negated: false, joined: false });
  const parts = all.map((filter) => ({ ...condition(filter, trashed), ...filter }));
  const alternatives: string[][] = [];
  for (const { sql, negated, joined } of parts) {
    const one = negated ? `NOT (${sql})` : `(${sql})`;
    if (joined && alternatives.length > 0) alternatives.at(-1)!.push(one);
    else alternatives.push([one]);
  }
  const wanted = alternatives.map((list) => (list.length > 1 ? `(${list.join(" OR ")})` : list[0]!));
  return {
    sql: [trashed ? FILTER_SQL.trashed : FILTER_SQL.living, ...wanted].join(" AND "),
    params: parts.flatMap(({ params }) => params),
    narrow: trashed || all.length > 0,
  };
}

function condition({ key, value }: Filter, trashed: boolean): { sql: string; params: SqlValue[] } {
  switch (key) {
    case "type":
      return { sql: FILTER_SQL.type, params: [value] };
    case "tag":
      return { sql: trashed ? FILTER_SQL.trashedTag : FILTER_SQL.tag, params: [value, value, value] };
    case "folder":
      return { sql: trashed ? FILTER_SQL.trashedFolder : FILTER_SQL.folder, params: [value, `${value.replace(/[\\%_]/g, "\\$&")}/%`] };
    case "status":
      return { sql: trashed ? FILTER_SQL.trashedStatus : FILTER_SQL.status, params: [value] };
    case "is":
      return { sql: state(value, trashed), params: [] };
    case "before":
      return { sql: FILTER_SQL.before, params: [dateStart(value)] };
    case "after":
      return { sql: FILTER_SQL.after, params: [dateStart(value)] };
  }
}

function state(value: string, trashed: boolean): string {
  if (value === "done") return trashed ? FILTER_SQL.trashedDone : FILTER_SQL.done;
  if (value === "due") return trashed ? FILTER_SQL.trashedDue : FILTER_SQL.due;
  return value === "trashed" ? FILTER_SQL.trashed : FILTER_SQL.favorite;
}
