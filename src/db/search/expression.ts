import { stemmer } from "stemmer";
import type { Database } from "../sqlite.ts";
import type { SearchQuery, Term } from "./parse-query.ts";
import { indexTokens } from "./units.ts";
import { wordsContaining, wordsStartingWith } from "./vocabulary.ts";

/** How far a word may stretch: to words that begin with it (while typing), or to words that hold it anywhere. */
export type Reach = "beginning" | "anywhere";

/**
 * The FTS5 expression of a query, or null if it looks for no word. Every token is quoted and made of letters, digits,
 * marks and pictographs only, so it is valid whatever was typed (SE4, F5).
 */
export function expression(db: Database, query: SearchQuery, reach: Reach = "beginning"): string | null {
  if (query.groups.length === 0) return null;
  const wanted = query.groups.map((group) => `(${group.map((term) => termExpression(db, term, reach)).join(" OR ")})`).join(" AND ");
  const unwanted = exclusion(query);
  return unwanted ? `(${wanted}) NOT (${unwanted})` : wanted;
}

/** What must not match, as one expression; null if nothing is excluded. */
export const exclusion = (query: SearchQuery): string | null =>
  query.excluded.length === 0 ? null : query.excluded.map((term) => phrase(term)).join(" OR ");

function termExpression(db: Database, term: Term, reach: Reach): string {
  const word = soleWord(term);
  if (word === null) return phrase(term);
  const stretched = reach === "anywhere" && word.length >= 3 ? wordsContaining(db, word, MOST_PARTS) : [];
  if (term.prefix) stretched.push(...beginnings(db, word));
  return `(${[quote(word), ...new Set(stretched)].map((item) => (item.startsWith('"') ? item : quote(item))).join(" OR ")})`;
}

/**
 * Words that go on from what was typed. Porter's stems are not beginnings of their words (universi… is stemmed to
 * univers), so the vocabulary says which words are meant; FTS5's own prefix serves where these are too many.
 */
function beginnings(db: Database, word: string): string[] {
  if (word.length < 2) return [];
  const words = wordsStartingWith(db, word, MOST_BEGINNINGS + 1);
  const safe = stemmer(word) === word || word.length < 3;
  return words.length > MOST_BEGINNINGS && safe ? [`${quote(word)} *`] : words;
}

/** The one word of a term; null for phrases and for dense scripts, whose pairs find any part by themselves. */
export function soleWord(term: Term): string | null {
  const [unit, second] = term.units;
  return unit && !second && !unit.dense ? unit.text : null;
}

function phrase(term: Term): string {
  const tokens = indexTokens(term.units);
  const last = term.units.at(-1)!;
  // The last character of a dense run stands alone in the index only where a run ends.
  if (last.glued) tokens.pop();
  const star = (last.dense && !last.glued) || (term.prefix && !last.dense) ? " *" : "";
  return quote(tokens.join(" ")) + star;
}

const quote = (text: string): string => `"${text}"`;

const MOST_PARTS = 200;
const MOST_BEGINNINGS = 64;
