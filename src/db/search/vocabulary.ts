import type { Database } from "../sqlite.ts";

/** The words of the texts, so that a word can be found by any part of it (SE6). Derived data: a rebuild makes it anew. */
export const VOCABULARY_SQL = {
  generation: "SELECT CAST(value_json AS INTEGER) FROM meta WHERE key = 'search.generation'",
  additions: "SELECT CAST(value_json AS INTEGER) FROM meta WHERE key = 'search.additions'",
  countAddition:
    "INSERT INTO meta (key, value_json) VALUES ('search.additions', ?) ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json",
  // A word at a time: a statement of many rows is a savepoint of its own, at which FTS5 writes a piece of the index.
  add: "INSERT INTO search_terms (term, seen) VALUES (?, ?) ON CONFLICT (term) DO UPDATE SET seen = excluded.seen WHERE seen <> excluded.seen",
  addParts: `INSERT INTO search_terms_fts (rowid, term) SELECT pk, term FROM search_terms
    WHERE pk > (SELECT coalesce(max(id), 0) FROM search_terms_fts_docsize) ORDER BY pk LIMIT ?`,
  startingWith: "SELECT json_group_array(term) FROM (SELECT term FROM search_terms WHERE term >= ?1 AND term < ?2 ORDER BY term LIMIT ?3)",
  containing: "SELECT json_group_array(term) FROM (SELECT term FROM search_terms_fts WHERE term LIKE ?1 LIMIT ?2)",
} as const;

/** Longer "words" are hashes and encoded data: found whole or by their beginning, not by their middle. */
const LONGEST_WORD = 100;
/** So many words are remembered; about 10 MB. */
const MOST_KNOWN = 150_000;

/**
 * Words that `search_terms` surely holds. Every addition is counted in the database, in its transaction: after a
 * rollback the count is another, and nothing that was remembered counts any more.
 */
interface Known {
  readonly generation: number;
  additions: number;
  readonly words: Set<string>;
}
const knownOf = new WeakMap<Database, Known>();

function knownWords(db: Database): Known {
  const now = { generation: generation(db), additions: db.value<number>(VOCABULARY_SQL.additions) ?? 0 };
  const kept = knownOf.get(db);
  if (kept && kept.generation === now.generation && kept.additions === now.additions && kept.words.size < MOST_KNOWN) return kept;
  const known: Known = { ...now, words: new Set() };
  knownOf.set(db, known);
  return known;
}

/** Adds the words; true if some of them were not known to be there, so that their parts may have to follow. */
export function addWords(db: Database, words: ReadonlySet<string>): boolean {
  const known = knownWords(db);
  const fresh: string[] = [];
  for (const word of words) if (word.length > 1 && word.length <= LONGEST_WORD && !known.words.has(word)) fresh.push(word);
  if (fresh.length === 0) return false;
  for (const word of fresh) db.run(VOCABULARY_SQL.add, [word, known.generation]);
  db.run(VOCABULARY_SQL.countAddition, [String(++known.additions)]);
  // Copies: a piece of a text would keep the whole text in memory.
  for (const word of JSON.parse(JSON.stringify(fresh)) as string[]) known.words.add(word);
  return true;
}

/** Indexes the parts of up to `limit` words that are new since the last time; true if there were any. */
export const addParts = (db: Database, limit = -1): boolean => db.run(VOCABULARY_SQL.addParts, [limit]) > 0;

/** Counts the rebuilds of the index. */
export const generation = (db: Database): number => db.value<number>(VOCABULARY_SQL.generation) ?? 0;

export const wordsStartingWith = (db: Database, prefix: string, limit: number): string[] =>
  terms(db, VOCABULARY_SQL.startingWith, [prefix, `${prefix}\u{10ffff}`, limit]);

/** Needs at least three characters: the index of parts is one of trigrams. */
export const wordsContaining = (db: Database, part: string, limit: number): string[] =>
  terms(db, VOCABULARY_SQL.containing, [`%${part}%`, limit]);

/** One row of JSON crosses from SQLite cheaper than a row for each term. */
const terms = (db: Database, sql: string, params: readonly (string | number)[]): string[] =>
  JSON.parse(db.value<string>(sql, params)!) as string[];
