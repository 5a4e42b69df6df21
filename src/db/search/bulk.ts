import type { Database } from "../sqlite.ts";
import { addParts } from "./vocabulary.ts";

export const BULK_SQL = {
  merging: "SELECT v FROM node_fts_config WHERE k = 'automerge'",
  automerge: "INSERT INTO node_fts (node_fts, rank) VALUES ('automerge', ?)",
  crisis: "INSERT INTO node_fts (node_fts, rank) VALUES ('crisismerge', ?)",
  merge: "INSERT INTO node_fts (node_fts, rank) VALUES ('merge', ?)",
  changes: "SELECT total_changes()",
} as const;

/** The settings of the schema, and those under which FTS5 merges nothing by itself. */
const BY_ITSELF = { automerge: 16, crisis: 32 };
const NEVER = { automerge: 0, crisis: 1999 };
/** Adding a word with its parts is so much less work than a page of the index, or a note. */
const WORDS_PER_PAGE = 10;

/** From now on, commits only add to the index: putting its pieces together waits for `settleBulk`. Kept in the index itself. */
export function beginBulk(db: Database): void {
  if (!isBulk(db)) configure(db, NEVER);
}

export const isBulk = (db: Database): boolean => db.value<number>(BULK_SQL.merging) === NEVER.automerge;

/** Each step of a merge first opens all pieces again, hundreds after a large import: with less to do it would do little else. */
const PAGES_AT_LEAST = 256;

/** One step of what bulk work has left to do, of about so many pages; true when there is no more. */
export function settleBulk(db: Database, wanted: number): boolean {
  const pages = Math.max(wanted, PAGES_AT_LEAST);
  if (addParts(db, pages * WORDS_PER_PAGE) || merge(db, pages)) return false;
  configure(db, BY_ITSELF);
  return true;
}

/** Merges some pages of the index; false when there was nothing left to merge. Negative: all of it, however few its pieces are. */
export function merge(db: Database, pages: number): boolean {
  const before = db.value<number>(BULK_SQL.changes)!;
  db.run(BULK_SQL.merge, [pages]);
  return db.value<number>(BULK_SQL.changes)! - before >= 2;
}

function configure(db: Database, { automerge, crisis }: { automerge: number; crisis: number }): void {
  db.run(BULK_SQL.automerge, [automerge]);
  db.run(BULK_SQL.crisis, [crisis]);
}
