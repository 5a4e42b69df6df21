import { nameKey } from "../../base/names.ts";
import type { Database } from "../sqlite.ts";
import { exclusion, groupExpression, type Reach, wholeExpression } from "./expression.ts";
import { type Conditions, conditions } from "./filter-sql.ts";
import { FIND_SQL, findSql } from "./find-sql.ts";
import { fold } from "./fold.ts";
import { isOneLetter, parseQuery, type SearchQuery } from "./parse-query.ts";

export interface Found {
  /** `nodes.pk`, best first. */
  readonly pks: readonly number[];
  readonly total: number;
  /** There are at least `total`, perhaps more. */
  readonly capped: boolean;
  /** How far words were stretched to find these: the highlights follow it. */
  readonly reach: Reach;
  /** The FTS5 expression that found these; null if nothing but filters and exclusions was asked. */
  readonly match: string | null;
}

/** Beyond this, matches are counted no further: "10,000+". */
export const MOST_COUNTED = 10_000;
/** With filters, every count reads a node: "1,000+". */
const MOST_COUNTED_NARROW = 1000;
/** Up to this many matches are ranked by bm25; beyond it titles and the newest come first (SE7). */
export const MOST_RANKED = 5000;
/** Fewer matches than this: words that are not frequent themselves are looked for inside other words too (SE6). */
const FEW = 20;
const FREQUENT = 1000;
/** How many candidates compete for the first places by their titles. */
const POOL = 200;
/** Groups beyond this are not weighed one by one. */
const MOST_WEIGHED = 12;

interface Candidate {
  pk: number;
  name: string;
}

/** The FTS5 expressions of a query and how many nodes each finds: of each group (counted to MOST_RANKED) and of the whole (to MOST_COUNTED). */
interface Wanted {
  readonly groups: readonly { readonly match: string; readonly count: number }[];
  readonly match: string;
  readonly count: number;
}

/** Finds and ranks; reads no text. Every statement is bounded, whatever was asked (SE7). */
export function findNodes(db: Database, query: SearchQuery, limit: number, type?: string): Found {
  const where = conditions(query.filters, type);
  if (query.groups.length === 0) return recent(db, query, where, limit);
  const wanted = weigh(
    db,
    query,
    expressions(db, query, () => "beginning"),
  );
  const found = matching(db, query, where, wanted, limit);
  if (wanted.count >= FEW) return found;
  const wider = expressions(db, query, (index) => (wanted.groups[index]!.count < FREQUENT ? "anywhere" : "beginning"));
  if (wider.every((match, index) => match === wanted.groups[index]!.match)) return found;
  const more = matching(db, query, where, weigh(db, query, wider), limit);
  if (more.total <= found.total) return found;
  return { ...more, pks: [...new Set([...found.pks, ...more.pks])].slice(0, limit), reach: "anywhere" };
}

/** `nodes.pk` of what a query finds, best first: for filters, which combine it with other conditions. */
export const matchingPks = (db: Database, text: string, limit: number): readonly number[] => findNodes(db, parseQuery(text), limit).pks;

const count = (db: Database, match: string, most: number): number => db.value<number>(FIND_SQL.count, [match, most])!;

const expressions = (db: Database, query: SearchQuery, reach: (group: number) => Reach): string[] =>
  query.groups.map((group, index) => groupExpression(db, group, reach(index)));

function weigh(db: Database, query: SearchQuery, matches: readonly string[]): Wanted {
  const match = wholeExpression(matches, exclusion(query));
  const whole = count(db, match, MOST_COUNTED + 1);
  const groups = matches.map((own, index) => {
    if (own === match) return { match, count: whole };
    return { match: own, count: index < MOST_WEIGHED ? count(db, own, MOST_RANKED + 1) : MOST_RANKED + 1 };
  });
  return { groups, match, count: whole };
}

function matching(db: Database, query: SearchQuery, where: Conditions, wanted: Wanted, limit: number): Found {
  const oneLetter = query.groups.length === 1 && query.groups[0]!.every(isOneLetter);
  const rare = wanted.groups.filter((group) => group.count <= MOST_RANKED);
  if (wanted.count <= MOST_RANKED && rare.length > 0 && !oneLetter) return ranked(db, query, where, wanted, limit);
  return where.narrow ? newestNarrow(db, query, where, wanted.match, limit) : newest(db, query, wanted, limit);
}

/** By bm25 over the words that are not frequent: weighing a frequent one would read its whole posting list. */
function ranked(db: Database, query: SearchQuery, where: Conditions, { groups, match, count }: Wanted, limit: number): Found {
  const sql = findSql(where.sql);
  const pool = Math.max(limit, POOL);
  const rare = groups.filter((group) => group.count <= MOST_RANKED);
  const rows =
    rare.length === groups.length
      ? db.rows<Candidate>(sql.ranked, [match, ...where.params, pool])
      : db.rows<Candidate>(sql.rankedByRare, [rare.map((group) => group.match).join(" AND "), ...where.params, match, pool]);
  const counted = () => (where.narrow ? db.value<number>(sql.count, [match, ...where.params, MOST_RANKED])! : count);
  const total = rows.length < pool ? rows.length : counted();
  return { pks: best(query, rows, limit), total, capped: false, reach: "beginning", match };
}

/** Too many to rank: titles that begin with what was typed, titles that hold it, then the newest. */
function newest(db: Database, query: SearchQuery, { match, count }: Wanted, limit: number): Found {
  const pool = Math.max(limit, POOL);
  const key = nameKey(query.title);
  const titled = db.rows<Candidate>(FIND_SQL.titled, [key, `${key}\u{10ffff}`, pool]);
  const inTitle = db.rows<Candidate>(FIND_SQL.newest, [`name : (${match})`, pool]);
  const others = db.rows<Candidate>(FIND_SQL.newest, [match, pool]);
  const pks = best(query, [...titled, ...inTitle, ...others], limit);
  return { pks, total: Math.max(pks.length, Math.min(count, MOST_COUNTED)), capped: count > MOST_COUNTED, reach: "beginning", match };
}

function newestNarrow(db: Database, query: SearchQuery, where: Conditions, match: string, limit: number): Found {
  const sql = findSql(where.sql);
  const few = db.value<number>(sql.countFiltered, [...where.params, MOST_COUNTED + 1])! <= MOST_COUNTED;
  const pool = Math.max(limit, POOL);
  const rows = db.rows<Candidate>(few ? sql.newestAmong : sql.newest, [match, ...where.params, pool]);
  const counted = db.value<number>(few ? sql.countAmong : sql.count, [match, ...where.params, MOST_COUNTED_NARROW + 1])!;
  const total = Math.min(counted, MOST_COUNTED_NARROW);
  return { pks: best(query, rows, limit), total, capped: counted > total, reach: "beginning", match };
}

/** Nothing to look for but filters and exclusions: the newest that pass. */
function recent(db: Database, query: SearchQuery, where: Conditions, limit: number): Found {
  const sql = findSql(where.sql);
  const unwanted = exclusion(query);
  const rows = unwanted
    ? db.rows<Candidate>(sql.recentWithout, [...where.params, unwanted, limit])
    : db.rows<Candidate>(sql.recent, [...where.params, limit]);
  const pks = rows.map((row) => row.pk);
  if (unwanted || pks.length < limit) return { pks, total: pks.length, capped: pks.length === limit, reach: "beginning", match: null };
  const counted = db.value<number>(sql.countFiltered, [...where.params, MOST_COUNTED + 1])!;
  return { pks, total: Math.min(counted, MOST_COUNTED), capped: counted > MOST_COUNTED, reach: "beginning", match: null };
}

/** The title that was typed first, then titles that begin with it, then the order in which they came. */
function best(query: SearchQuery, candidates: readonly Candidate[], limit: number): number[] {
  const tiers: Set<number>[] = [new Set(), new Set(), new Set()];
  const title = fold(query.title);
  for (const { pk, name } of candidates) tiers[tier(fold(name), title)]!.add(pk);
  return [...new Set(tiers.flatMap((set) => [...set]))].slice(0, limit);
}

function tier(name: string, title: string): 0 | 1 | 2 {
  if (name === title) return 0;
  return name.startsWith(title) ? 1 : 2;
}
