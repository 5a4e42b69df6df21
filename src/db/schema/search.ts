import type { Migration } from "../module.ts";

/**
 * The search index. `node_fts` holds no text of its own (contentless) and is fed by the engine, in the transaction
 * of the change, with folded text whose runs of Chinese, Japanese, Korean or Thai are written as bigrams.
 * `characters` holds each character of these scripts once, so that one alone is found as fast as a word.
 * Marks are letters of a word in many scripts, and pictographs can be looked for: both count as token characters.
 * `search_terms` is the vocabulary; a trigram index over it finds substrings of words. `seen` is the generation of the
 * index that last used the term: a rebuild removes those that no node holds any more.
 * Pieces of the index are not merged by commits but in pauses (`upkeep`): a single write costs half of what it did.
 */
export const SEARCH_MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    sql: `
CREATE VIRTUAL TABLE node_fts USING fts5(
  name, content, tags, folder, characters,
  content = '', contentless_delete = 1,
  tokenize = "porter unicode61 remove_diacritics 2 categories 'L* N* M* So'", prefix = '2 3'
);
INSERT INTO node_fts (node_fts, rank) VALUES ('rank', 'bm25(10.0, 1.0, 5.0, 2.0, 1.0)');
INSERT INTO node_fts (node_fts, rank) VALUES ('automerge', 16);
INSERT INTO node_fts (node_fts, rank) VALUES ('crisismerge', 32);
CREATE TABLE search_terms (pk INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE, seen INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE VIRTUAL TABLE search_terms_fts USING fts5(term, content = 'search_terms', content_rowid = 'pk', tokenize = 'trigram', detail = 'none');
`,
  },
  {
    number: 2,
    sql: `
INSERT INTO node_fts (node_fts, rank) VALUES ('automerge', 0);
INSERT INTO node_fts (node_fts, rank) VALUES ('crisismerge', 64);
`,
  },
];
