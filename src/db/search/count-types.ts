import type { Database } from "../sqlite.ts";
import { conditions } from "./filter-sql.ts";
import type { Found } from "./find-nodes.ts";
import { FIND_SQL, findSql } from "./find-sql.ts";
import type { SearchQuery } from "./parse-query.ts";

/** How many of what was found are of one content type; when `capped`, at least so many. */
export interface TypeCount {
  readonly node_type: string;
  readonly count: number;
  readonly capped: boolean;
}

/** Telling types apart reads a node for each match, so no more than these. */
const MOST_TOLD_APART = 1000;

/**
 * What was found by content type, most first (SE10). `shown` are the types of the hits: where counting ended early, a
 * type has at least its hits. With one content type in the workspace, nothing is counted again.
 */
export function countTypes(db: Database, query: SearchQuery, found: Found, shown: readonly string[], type?: string): TypeCount[] {
  if (found.total === 0) return [];
  const sole = type ?? (db.value<number>(FIND_SQL.severalTypes) ? undefined : shown[0]);
  if (sole !== undefined) return [{ node_type: sole, count: found.total, capped: found.capped }];
  const where = conditions(query.filters);
  const sql = findSql(where.sql);
  const rows =
    found.match === null
      ? db.rows<{ node_type: string; count: number }>(sql.typesFiltered, [...where.params, MOST_TOLD_APART])
      : db.rows<{ node_type: string; count: number }>(sql.types, [found.match, ...where.params, MOST_TOLD_APART]);
  const counts = new Map(rows.map((row) => [row.node_type, row.count]));
  for (const node_type of new Set(shown)) {
    counts.set(node_type, Math.max(counts.get(node_type) ?? 0, shown.filter((other) => other === node_type).length));
  }
  const capped = found.total > MOST_TOLD_APART || found.capped;
  return [...counts].map(([node_type, count]) => ({ node_type, count, capped })).toSorted((a, b) => b.count - a.count);
}
