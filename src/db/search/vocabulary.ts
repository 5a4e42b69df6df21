import type { Database } from "../sqlite.ts";

/** The words of the texts, so that a word can be found by any part of it (SE6). Derived data: a rebuild makes it anew. */
export const VOCABULARY_SQL = {
  generation: "SELECT CAST(value_json AS INTEGER) FROM meta WHERE key = 'search.generation'",
  newest: "SELECT max(pk) FROM search_terms",
  add: `INSERT INTO search_terms (term, seen) SELECT value, ?2 FROM json_each(?1) WHERE true
    ON CONFLICT (term) DO UPDATE SET seen = excluded.seen WHERE seen <> excluded.seen`,
  addParts: "INSERT INTO search_terms_fts (rowid, term) SELECT pk, term FROM search_terms WHERE pk > ?",
  startingWith: "SELECT json_group_array(term) FROM (SELECT term FROM search_terms WHERE term >= ?1 AND term < ?2 ORDER BY term LIMIT ?3)",
  containing: "SELECT json_group_array(term) FROM (SELECT term FROM search_terms_fts WHERE term LIKE ?1 LIMIT ?2)",
} as const;

/** Longer "words" are hashes and encoded data: found whole or by their beginning, not by their middle. */
const LONGEST_WORD = 100;

export function addWords(db: Database, words: ReadonlySet<string>): void {
  const kept = [...words].filter((word) => word.length > 1 && word.length <= LONGEST_WORD);
  if (kept.length === 0) return;
  const newest = db.value<number | null>(VOCABULARY_SQL.newest) ?? 0;
  db.run(VOCABULARY_SQL.add, [JSON.stringify(kept), generation(db)]);
  if ((db.value<number>(VOCABULARY_SQL.newest) ?? 0) > newest) db.run(VOCABULARY_SQL.addParts, [newest]);
}

/** Counts the rebuilds of the index. */
export const generation = (db: Database): number => db.value<number>(VOCABULARY_SQL.generation) ?? 0;

export const wordsStartingWith = (db: Database, prefix: string, limit: number): string[] =>
  terms(db, VOCABULARY_SQL.startingWith, [prefix, `${prefix}\u{10ffff}`, limit]);

/** Needs at least three characters: the index of parts is one of trigrams. */
export const wordsContaining = (db: Database, part: string, limit: number): string[] => terms(db, VOCABULARY_SQL.containing, [`%${part}%`, limit]);

/** One row of JSON crosses from SQLite cheaper than a row for each term. */
const terms = (db: Database, sql: string, params: readonly (string | number)[]): string[] => JSON.parse(db.value<string>(sql, params)!) as string[];
