import { stemmer } from "stemmer";
import type { Database } from "../sqlite.ts";
import type { SearchQuery, Term } from "./parse-query.ts";
import { fold } from "./fold.ts";
import { indexTokens, units } from "./units.ts";
import { wordsContaining, wordsStartingWith } from "./vocabulary.ts";

/** How far a word may stretch: to words that begin with it (while typing), or to words that hold it anywhere. */
export type Reach = "beginning" | "anywhere";

/**
 * The FTS5 expression of what one group of alternatives finds. Every token is quoted and made of letters, digits,
 * marks and pictographs only, so it is valid whatever was typed (SE4, F5).
 */
export const groupExpression = (db: Database, group: readonly Term[], reach: Reach): string =>
  `(${group.map((term) => termExpression(db, term, reach)).join(" OR ")})`;

/** All groups together, without what is excluded. */
export function wholeExpression(groups: readonly string[], unwanted: string | null): string {
  const wanted = groups.join(" AND ");
  return unwanted ? `(${wanted}) NOT (${unwanted})` : wanted;
}

/** What must not match, as one expression; null if nothing is excluded. */
export const exclusion = (query: SearchQuery): string | null =>
  query.excluded.length === 0 ? null : query.excluded.map((term) => phrase(term)).join(" OR ");

/** What finds the nodes that hold a text that is being typed, and how many words that stands for; null if there is none in it. */
export function typedExpression(db: Database, text: string): { match: string; words: number } | null {
  const found = units(fold(text));
  const [first, second] = found;
  if (!first) return null;
  // Every character of a dense run begins a pair of the index, or is its last.
  const ways = first.dense && !second ? [`${quote(first.text)} *`] : waysOf(db, { units: found, prefix: true }, "anywhere");
  return { match: ways.join(" OR "), words: ways.length };
}

const termExpression = (db: Database, term: Term, reach: Reach): string =>
  soleWord(term) === null ? phrase(term) : `(${waysOf(db, term, reach).join(" OR ")})`;

function waysOf(db: Database, term: Term, reach: Reach): string[] {
  const word = soleWord(term);
  if (word === null) return [phrase(term)];
  const parts = reach === "anywhere" && word.length >= 3 ? wordsContaining(db, word, MOST_PARTS) : [];
  const ways = [quote(word), ...(term.prefix ? beginnings(db, word) : []), ...parts.map(quote)];
  return [...new Set(ways)];
}

/**
 * Words that go on from what was typed. FTS5 compares beginnings with stems, and stems are not always beginnings of
 * their words (university is kept as univers), so the vocabulary adds the words that FTS5 would miss. Where what was
 * typed would itself be shortened to a stem (thes to the), the vocabulary alone says which words are meant.
 */
function beginnings(db: Database, word: string): string[] {
  const asTyped = `${quote(word)} *`;
  if (word.length < 4) return word.length > 1 ? [asTyped] : [];
  const words = wordsStartingWith(db, word, MOST_BEGINNINGS);
  if (stemmer(word) !== word) return words.length < MOST_BEGINNINGS ? words.map(quote) : [asTyped];
  return [asTyped, ...words.filter((candidate) => !stemmer(candidate).startsWith(word)).map(quote)];
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
  if (last.dense && term.units.length === 1) return `characters : ${quote(last.text)}`;
  const star = (last.dense && !last.glued) || (term.prefix && !last.dense) ? " *" : "";
  return quote(tokens.join(" ")) + star;
}

const quote = (text: string): string => `"${text}"`;

const MOST_PARTS = 200;
const MOST_BEGINNINGS = 128;
