import type { Database } from "../sqlite.ts";
import { addParts } from "./vocabulary.ts";

export const BULK_SQL = {
  merging: "SELECT v FROM node_fts_config WHERE k = 'crisismerge'",
  crisis: "INSERT INTO node_fts (node_fts, rank) VALUES ('crisismerge', ?)",
  merge: "INSERT INTO node_fts (node_fts, rank) VALUES ('merge', ?)",
  changes: "SELECT total_changes()",
} as const;

/** So many pieces of one level FTS5 merges at once, in the commit that adds the last of them; the rest is left to upkeep. */
const ORDINARY = 64;
const NEVER = 1999;
/** Adding a word with its parts is so much less work than a page of the index, or a note. */
const WORDS_PER_PAGE = 10;

/** From now on, commits only add to the index: putting its pieces together waits for `settleBulk`. Kept in the index itself. */
export function beginBulk(db: Database): void {
  if (!isBulk(db)) db.run(BULK_SQL.crisis, [NEVER]);
}

export const isBulk = (db: Database): boolean => db.value<number>(BULK_SQL.merging) === NEVER;

/** Each step of a merge first opens all pieces again, hundreds after a large import: with less to do it would do little else. */
const PAGES_AT_LEAST = 256;

/** One step of what bulk work has left to do, of about so many pages; true when there is no more. */
export function settleBulk(db: Database, wanted: number): boolean {
  const pages = Math.max(wanted, PAGES_AT_LEAST);
  if (addParts(db, pages * WORDS_PER_PAGE) || merge(db, pages)) return false;
  db.run(BULK_SQL.crisis, [ORDINARY]);
  return true;
}

/** Merges some pages of the index; false when there was nothing left to merge. Negative: all of it, however few its pieces are. */
export function merge(db: Database, pages: number): boolean {
  const before = db.value<number>(BULK_SQL.changes)!;
  db.run(BULK_SQL.merge, [pages]);
  return db.value<number>(BULK_SQL.changes)! - before >= 2;
}
