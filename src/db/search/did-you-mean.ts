import type { Database } from "../sqlite.ts";
import { soleWord } from "./expression.ts";
import { editDistance, oneEditAway } from "./edit-distance.ts";
import { fold } from "./fold.ts";
import type { SearchQuery } from "./parse-query.ts";

export const SUGGEST_SQL = {
  known: "SELECT json_group_array(t.term) FROM json_each(?) AS e CROSS JOIN search_terms AS t ON t.term = e.value",
  sharing: "SELECT json_group_array(rowid) FROM (SELECT rowid FROM search_terms_fts WHERE search_terms_fts MATCH ? LIMIT ?)",
  terms: "SELECT json_group_array(t.term) FROM json_each(?) AS e CROSS JOIN search_terms AS t ON t.pk = e.value",
  inNames: `SELECT count(*) FROM (
    SELECT 1 FROM node_fts WHERE node_fts MATCH ? AND rowid NOT IN (SELECT pk FROM nodes WHERE deleted_at IS NOT NULL) LIMIT ?)`,
} as const;

/** Fewer hits than this: some word may be misspelt (SE12). */
export const FEW_HITS = 3;
/** Shorter words are one edit from too many others; longer ones may have two wrong letters. */
const SHORTEST = 4;
const TWO_EDITS_FROM = 7;
const LONGEST = 32;
/** So many words of a query are corrected, so many candidates each looked at: a bounded time whatever the vocabulary holds. */
const MOST_WORDS = 4;
const MOST_TRIGRAMS = 12;
const MOST_SHARING = 1500;
const MOST_COMPARED = 80;
const MOST_ASKED = 12;
const MOST_NAMES = 50;

/**
 * The text with its misspelt words put right, by the words of names (SE12); null if there is nothing better. Scripts
 * without spaces are left alone: every part of them is found anyway.
 */
export function didYouMean(db: Database, text: string, query: SearchQuery): string | null {
  const terms = query.groups.flat().filter((term) => correctable(soleWord(term)));
  let corrected = text;
  for (const term of terms.slice(0, MOST_WORDS)) {
    const word = soleWord(term)!;
    if (inNames(db, word, term.prefix) > 0) continue;
    const better = correction(db, word);
    if (better !== null) corrected = replaceWord(corrected, word, better);
  }
  return corrected === text ? null : corrected;
}

const correctable = (word: string | null): boolean =>
  word !== null && word.length >= SHORTEST && word.length <= LONGEST && LETTERS.test(word);

/** The nearest word of a name: fewest edits, then the same first letter, then in most names. */
function correction(db: Database, word: string): string | null {
  const near = json<string>(db, SUGGEST_SQL.known, JSON.stringify(oneEditAway(word)));
  const all = near.length > 0 || word.length < TWO_EDITS_FROM ? near : sharingTrigrams(db, word);
  const best = all
    .filter((candidate) => LETTERS.test(candidate))
    .map((candidate) => ({ candidate, cost: editDistance(word, candidate, 2) + (candidate[0] === word[0] ? 0 : 0.5) }))
    .filter(({ cost }) => cost < 3)
    .toSorted((a, b) => a.cost - b.cost)
    .slice(0, MOST_ASKED)
    .map(({ candidate, cost }) => ({ candidate, cost, names: inNames(db, candidate, false) }))
    .filter(({ names }) => names > 0)
    .toSorted((a, b) => a.cost - b.cost || b.names - a.names);
  return best[0]?.candidate ?? null;
}

/** Words that share most three-letter parts with this one, at most two edits away. */
function sharingTrigrams(db: Database, word: string): string[] {
  const parts = [...new Set(Array.from({ length: word.length - 2 }, (_, i) => word.slice(i, i + 3)))].slice(0, MOST_TRIGRAMS);
  const shared = new Map<number, number>();
  for (const part of parts) {
    for (const pk of json<number>(db, SUGGEST_SQL.sharing, `"${part}"`, MOST_SHARING)) shared.set(pk, (shared.get(pk) ?? 0) + 1);
  }
  const most = [...shared].toSorted((a, b) => b[1] - a[1]).slice(0, MOST_COMPARED);
  return json<string>(db, SUGGEST_SQL.terms, JSON.stringify(most.map(([pk]) => pk)));
}

const inNames = (db: Database, word: string, prefix: boolean): number =>
  db.value<number>(SUGGEST_SQL.inNames, [`name : "${word}"${prefix ? " *" : ""}`, MOST_NAMES])!;

const json = <T>(db: Database, sql: string, ...params: (string | number)[]): T[] => JSON.parse(db.value<string>(sql, params)!) as T[];

/** Whatever else was typed stays: operators, quotes, other words. */
const replaceWord = (text: string, word: string, better: string): string =>
  text.replace(TYPED_WORD, (typed) => (fold(typed) === word ? better : typed));

const LETTERS = /^\p{L}[\p{L}\p{N}]*$/u;
const TYPED_WORD = /[\p{L}\p{N}\p{M}]+/gu;
