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
  before: "n.modified_at < ?",
  after: "n.modified_at >= ?",
} as const;

/** Filters as SQL on `nodes AS n` (SE5). Without `is:trashed` only what is not in the trash is found. */
export function conditions(filters: readonly Filter[], type?: string): Conditions {
  const trash = filters.find((filter) => filter.value === "trashed" && filter.key === "is");
  const trashed = trash !== undefined && !trash.negated;
  const all = filters.filter((filter) => filter !== trash);
  if (type) all.push({ key: "type", value: type, negated: false });
  const parts = all.map((filter) => condition(filter, trashed));
  return {
    sql: [trashed ? FILTER_SQL.trashed : FILTER_SQL.living, ...parts.map(({ sql }, i) => (all[i]!.negated ? `NOT (${sql})` : sql))].join(
      " AND ",
    ),
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
    case "is":
      return { sql: FILTER_SQL.favorite, params: [] };
    case "before":
      return { sql: FILTER_SQL.before, params: [dateStart(value)] };
    case "after":
      return { sql: FILTER_SQL.after, params: [dateStart(value)] };
  }
}
