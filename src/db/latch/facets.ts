import type { ReadContext } from "../module.ts";
import { type Filter, isRestricted } from "../spine/filter.ts";
import { COLUMN, HAS, INDEX, nodeCount, selection, type Statement } from "../spine/list.ts";

/** Counts of a set of nodes along one axis: which values there are, and how many nodes have each (VI3). */

export interface Counted {
  value: string;
  count: number;
}

const LETTER = `CASE WHEN substr(n.name_key, 1, 1) BETWEEN 'a' AND 'z' THEN upper(substr(n.name_key, 1, 1))
  WHEN substr(n.name_key, 1, 1) BETWEEN '0' AND '9' THEN '#' ELSE '…' END`;

const counted = (ctx: ReadContext, value: string, { sql, params }: Statement, limit: number): Counted[] =>
  ctx.db.rows<Counted>(`SELECT ${value} AS value, count(*) AS count ${sql} GROUP BY 1 ORDER BY count DESC, value LIMIT ?`, [
    ...params,
    limit,
  ]);

type Rank = "status" | "priority" | "importance";
const NONE: Readonly<Record<Rank, string | number>> = { status: "", priority: 0, importance: 0 };

/** Values that an index holds for those nodes only that have one: it is walked, and what has none is counted apart. */
export function ranks(ctx: ReadContext, set: Filter, by: Rank): { value: string | number; count: number }[] {
  const { sql, params } = selection(ctx, set, INDEX[by]);
  const rows = ctx.db.rows<{ value: string | number; count: number }>(
    `SELECT ${COLUMN[by]} AS value, count(*) AS count ${sql} AND ${HAS[by].yes} GROUP BY 1`,
    params,
  );
  const without = nodeCount(ctx, set) - rows.reduce((sum, row) => sum + row.count, 0);
  return without === 0 ? rows : [...rows, { value: NONE[by], count: without }];
}

/** How many names begin with each letter: `A` to `Z`, then `#` for digits, `…` for all others. */
export function alphabet(ctx: ReadContext, filter: Filter): { letter: string; count: number }[] {
  const { letter: _, ...set } = filter;
  return isRestricted(set, "type") ? lettersRead(ctx, set) : lettersOfAll(ctx, set);
}

const A_TO_Z = Array.from({ length: 26 }, (_, i) => String.fromCharCode(97 + i));
/** Keys of names that begin with the letter lie between it and the next character; ":" follows "9", "{" follows "z". */
const LETTER_BOUNDS = JSON.stringify([...A_TO_Z.map((letter, i) => [letter, A_TO_Z[i + 1] ?? "{"]), ["0", ":"]]);

/** Of everything, or of one type: a stretch of the index is counted for each letter, and no name is looked at. */
function lettersOfAll(ctx: ReadContext, set: Filter): { letter: string; count: number }[] {
  const [sql, params] = set.type === undefined ? [FACETS_SQL.letters, []] : [FACETS_SQL.lettersOfType, [set.type]];
  const counts = JSON.parse(ctx.db.value<string>(sql, [LETTER_BOUNDS, ...params])!) as number[];
  const others = nodeCount(ctx, set) - counts.reduce((sum, count) => sum + count, 0);
  const letters = [...A_TO_Z.map((letter) => letter.toUpperCase()), "#", "…"];
  return letters.map((letter, i) => ({ letter, count: counts[i] ?? others })).filter(({ count }) => count > 0);
}

function lettersRead(ctx: ReadContext, set: Filter): { letter: string; count: number }[] {
  const rows = counted(ctx, LETTER, selection(ctx, set, "nodes_by_name"), 28);
  const place = ({ value }: Counted) => (value === "#" ? 1 : value === "…" ? 2 : 0);
  return rows.toSorted((a, b) => place(a) - place(b) || (a.value < b.value ? -1 : 1)).map(({ value, count }) => ({ letter: value, count }));
}

export type CategoryAxis = "type" | "folder" | "tag" | "status";

/** The most frequent values; empty: none. A set is counted without its own condition on the axis, so that the others stay in sight. */
export function categories(ctx: ReadContext, filter: Filter, by: CategoryAxis, limit: number): Counted[] {
  const { [by]: _, ...others } = filter;
  const set: Filter = { ...others, subfolders: filter.subfolders, trashed: filter.trashed };
  switch (by) {
    case "type":
      return counted(ctx, "n.node_type", selection(ctx, set, "nodes_by_type_modified"), limit);
    case "folder":
      return counted(ctx, "n.folder", selection(ctx, set, "nodes_by_folder"), limit);
    case "status":
      return ranks(ctx, set, "status")
        .map(({ value, count }) => ({ value: String(value), count }))
        .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
        .slice(0, limit);
    case "tag":
      return tags(ctx, set, limit);
  }
}

function tags(ctx: ReadContext, set: Filter, limit: number): Counted[] {
  if (!isRestricted(set)) return ctx.db.rows<Counted>(FACETS_SQL.allTags, [limit]);
  const { sql, params } = selection(ctx, set);
  return ctx.db.rows<Counted>(
    `SELECT max(t.tag) AS value, count(*) AS count FROM (SELECT n.id ${sql}) s CROSS JOIN node_tags t INDEXED BY node_tags_by_node ON t.node_id = s.id
      GROUP BY t.tag ORDER BY count DESC, value LIMIT ?`,
    [...params, limit],
  );
}

export interface Cluster {
  latitude: number;
  longitude: number;
  count: number;
  /** One of them; with a count of 1, it. */
  id: string;
  name: string;
}

/** What has a place, put together by cells of so many degrees, largest first. */
export function places(ctx: ReadContext, filter: Filter, cell: number): Cluster[] {
  const { sql, params } = selection(ctx, { ...filter, located: true }, "nodes_by_place");
  return ctx.db
    .rows<Cluster>(
      `SELECT avg(n.latitude) AS latitude, avg(n.longitude) AS longitude, count(*) AS count, n.id, n.name, max(n.modified_at) AS newest ${sql}
      AND n.longitude IS NOT NULL GROUP BY floor(n.latitude / ?), floor(n.longitude / ?) ORDER BY count DESC, n.id`,
      [...params, cell, cell],
    )
    .map(({ latitude, longitude, count, id, name }) => ({ latitude, longitude, count, id, name }));
}

const lettersSql = (through: string) =>
  `SELECT json_group_array((SELECT count(*) FROM nodes n INDEXED BY ${through} AND n.name_key >= b.value ->> 0 AND n.name_key < b.value ->> 1)) FROM json_each(?1) b`;

export const FACETS_SQL = {
  letters: lettersSql("nodes_by_name WHERE n.deleted_at IS NULL"),
  lettersOfType: lettersSql("nodes_by_type_name WHERE n.deleted_at IS NULL AND n.node_type = ?2"),
  allTags: "SELECT tag AS value, count FROM tag_counts WHERE count > 0 ORDER BY count DESC, tag LIMIT ?",
};
