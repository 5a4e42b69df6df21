import type { Database, SqlValue } from "../sqlite.ts";
import { exclusion, expression, type Reach, soleWord } from "./expression.ts";
import { type Conditions, conditions } from "./filter-sql.ts";
import { fold } from "./fold.ts";
import type { SearchQuery } from "./parse-query.ts";

export interface Found {
  /** `nodes.pk`, best first. */
  readonly pks: readonly number[];
  readonly total: number;
  /** There may be more than `total`. */
  readonly capped: boolean;
  /** How far words were stretched to find these: the highlights follow it. */
  readonly reach: Reach;
}

/** Beyond this, matches are counted no further: "10,000+". */
export const MOST_COUNTED = 10_000;
/** Up to this many matches are ranked by bm25; beyond it titles and the newest come first (SE7). */
export const MOST_RANKED = 4_000;
/** Fewer matches than this: words are looked for inside other words too (SE6). */
const FEW = 20;
const POOL = 200;

export const FIND_SQL = {
  count: `SELECT count(*) FROM (
    SELECT 1 FROM node_fts WHERE node_fts MATCH ? AND rowid NOT IN (SELECT pk FROM nodes WHERE deleted_at IS NOT NULL) LIMIT ?)`,
  titled: `SELECT pk, name FROM nodes AS n WHERE name >= ? COLLATE NOCASE AND name < ? COLLATE NOCASE AND deleted_at IS NULL
    ORDER BY name COLLATE NOCASE LIMIT ?`,
} as const;

/** Statements that take the conditions of a query. */
export const findSql = (where: string) =>
  ({
    ranked: `SELECT n.pk, n.name FROM node_fts CROSS JOIN nodes AS n ON n.pk = node_fts.rowid
      WHERE node_fts MATCH ? AND ${where} ORDER BY node_fts.rank LIMIT ?`,
    countNarrow: `SELECT count(*) FROM node_fts CROSS JOIN nodes AS n ON n.pk = node_fts.rowid WHERE node_fts MATCH ? AND ${where}`,
    newest: `SELECT n.pk, n.name FROM (SELECT rowid AS pk FROM node_fts WHERE node_fts MATCH ? ORDER BY rowid DESC LIMIT ?) AS f
      CROSS JOIN nodes AS n ON n.pk = f.pk WHERE ${where} ORDER BY n.modified_at DESC`,
    among: `SELECT n.pk, n.name FROM node_fts CROSS JOIN nodes AS n ON n.pk = node_fts.rowid
      WHERE node_fts MATCH ? AND +node_fts.rowid IN (SELECT pk FROM nodes AS n WHERE ${where} ORDER BY modified_at DESC LIMIT ?)
      ORDER BY n.modified_at DESC`,
    recent: `SELECT n.pk, n.name FROM nodes AS n WHERE ${where} ORDER BY n.modified_at DESC, n.id DESC LIMIT ?`,
    recentWithout: `SELECT n.pk, n.name FROM nodes AS n WHERE ${where} AND n.pk NOT IN (SELECT rowid FROM node_fts WHERE node_fts MATCH ?)
      ORDER BY n.modified_at DESC, n.id DESC LIMIT ?`,
    countRecent: `SELECT count(*) FROM (SELECT 1 FROM nodes AS n WHERE ${where} LIMIT ?)`,
  }) as const;

interface Candidate {
  pk: number;
  name: string;
}

/** Finds and ranks; reads no text. Every statement is bounded, whatever was asked (SE7). */
export function findNodes(db: Database, query: SearchQuery, limit: number, type?: string): Found {
  const where = conditions(query.filters, type);
  const match = expression(db, query);
  if (match === null) return recent(db, query, where, limit);
  const matches = db.value<number>(FIND_SQL.count, [match, MOST_COUNTED + 1])!;
  if (matches > MOST_RANKED) return unselective(db, query, where, match, matches, limit);
  const found = selective(db, query, where, match, limit);
  return found.total < FEW && query.groups.flat().some(stretches) ? stretched(db, query, where, found, limit) : found;
}

const stretches = (term: SearchQuery["groups"][number][number]): boolean => (soleWord(term)?.length ?? 0) >= 3;

function selective(db: Database, query: SearchQuery, where: Conditions, match: string, limit: number): Found {
  const sql = findSql(where.sql);
  const ranked = db.rows<Candidate>(sql.ranked, [match, ...where.params, Math.max(limit, POOL)]);
  const total = ranked.length < POOL ? ranked.length : db.value<number>(sql.countNarrow, [match, ...where.params])!;
  return { pks: best(query, ranked, limit), total, capped: false, reach: "beginning" };
}

/** Adds what holds the words inside longer ones, after what holds them as words. */
function stretched(db: Database, query: SearchQuery, where: Conditions, found: Found, limit: number): Found {
  const match = expression(db, query, "anywhere")!;
  const matches = db.value<number>(FIND_SQL.count, [match, MOST_COUNTED + 1])!;
  const more = matches > MOST_RANKED ? unselective(db, query, where, match, matches, limit) : selective(db, query, where, match, limit);
  if (more.total <= found.total) return found;
  return { pks: [...new Set([...found.pks, ...more.pks])].slice(0, limit), total: more.total, capped: more.capped, reach: "anywhere" };
}

/** Too many to rank: titles that begin with what was typed, then the newest. */
function unselective(db: Database, query: SearchQuery, where: Conditions, match: string, matches: number, limit: number): Found {
  const sql = findSql(where.sql);
  if (where.narrow) {
    const among = db.rows<Candidate>(sql.among, [match, ...where.params, MOST_COUNTED]);
    return { pks: best(query, among, limit), total: among.length, capped: among.length >= MOST_COUNTED, reach: "beginning" };
  }
  const titled = query.title === "" ? [] : db.rows<Candidate>(FIND_SQL.titled, [query.title, `${query.title}\u{10ffff}`, POOL]);
  const newest = db.rows<Candidate>(sql.newest, [match, Math.max(limit, POOL * 2)]);
  return {
    pks: best(query, [...newest, ...titled], limit),
    total: Math.min(matches, MOST_COUNTED),
    capped: matches > MOST_COUNTED,
    reach: "beginning",
  };
}

function recent(db: Database, query: SearchQuery, where: Conditions, limit: number): Found {
  const sql = findSql(where.sql);
  const unwanted = exclusion(query);
  const params: SqlValue[] = [...where.params];
  const rows = unwanted
    ? db.rows<Candidate>(sql.recentWithout, [...params, unwanted, limit])
    : db.rows<Candidate>(sql.recent, [...params, limit]);
  const counted = unwanted || rows.length < limit ? rows.length : db.value<number>(sql.countRecent, [...params, MOST_COUNTED + 1])!;
  const capped = unwanted ? rows.length === limit : counted > MOST_COUNTED;
  return { pks: rows.map((row) => row.pk), total: Math.min(counted, MOST_COUNTED), capped, reach: "beginning" };
}

/** The title that was typed first, then titles that begin with it, then the order in which they came. */
function best(query: SearchQuery, candidates: readonly Candidate[], limit: number): number[] {
  const tiers: Set<number>[] = [new Set(), new Set(), new Set()];
  for (const { pk, name } of candidates) tiers[tier(fold(name), query.title)]!.add(pk);
  return [...new Set(tiers.flatMap((set) => [...set]))].slice(0, limit);
}

function tier(name: string, title: string): 0 | 1 | 2 {
  if (name === title) return 0;
  return name.startsWith(title) ? 1 : 2;
}
