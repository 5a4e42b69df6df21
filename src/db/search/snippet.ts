import { stemmer } from "stemmer";
import { fold } from "./fold.ts";
import { type Marks, markedText } from "./marked-text.ts";
import type { Match, Matcher } from "./matches.ts";
import type { SearchQuery, Term } from "./parse-query.ts";

/** Longest snippet in characters, without its marks. */
export const SNIPPET_LENGTH = 160;
const CHUNK = 512;
/** Chunks overlap, so that a match on a border is seen whole. */
const OVERLAP = 128;
/** After the first match this much more is read in search of a place where more of the terms stand together. */
const LOOK_AHEAD = 8192;
const ENOUGH = 64;

/** How many characters of text one answer may still read. */
export interface Budget {
  left: number;
}

/** What of a text is not to be read, in order: `[from, to, words]`; a part with `words` is read if it holds a match. */
export type Signs = (text: string) => readonly (readonly [from: number, to: number, words: boolean])[];

/** So much on both sides of the matches is looked at for signs: more than a snippet shows, less than anybody notices. */
const AROUND = 400;

/** The part of a text where its matches stand closest together, readable and marked; its beginning if it holds none (SE8). */
export function snippet(text: string, query: SearchQuery, find: Matcher, marks: Marks, budget: Budget, signs: Signs = () => []): string {
  const matches = scan(text, query, find, budget);
  const place = densest(matches);
  const [first, last] = [lineStart(text, Math.max(0, place.start - AROUND)), Math.min(text.length, place.end + AROUND)];
  const near = matches.filter(({ start, end }) => start >= first && end <= last);
  const shown = withoutSigns(text, first, last, near, signs);
  const { from, to } = windowAround(shown.text, { start: shown.at(place.start), end: shown.at(place.end) });
  const found = near.map(({ start, end, term }) => ({ start: shown.at(start), end: shown.at(end), term }));
  const before = from > 0 || first > 0 ? "…" : "";
  return before + markedText(shown.text, found, marks, from, to).trim() + (to < shown.text.length || last < text.length ? "…" : "");
}

/** Signs at the beginning of a line are known as such only there. */
function lineStart(text: string, at: number): number {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  return at - start <= AROUND ? start : at;
}

interface Shown {
  readonly text: string;
  /** Where a place of the original text is now. */
  readonly at: (place: number) => number;
}

function withoutSigns(text: string, first: number, last: number, matches: readonly Match[], signs: Signs): Shown {
  const holdsMatch = (from: number, to: number) => matches.some(({ start, end }) => start < to && end > from);
  const parts: string[] = [];
  /** After each part that was left out: where it ends, and how much was left out up to there. */
  const cuts: { from: number; to: number; gone: number }[] = [];
  let done = first;
  let gone = first;
  for (const [signFrom, signTo, words] of signs(text.slice(first, last))) {
    const [from, to] = [signFrom + first, signTo + first];
    if (from < done || (words && holdsMatch(from, to))) continue;
    parts.push(text.slice(done, from));
    gone += to - from;
    cuts.push({ from, to, gone });
    done = to;
  }
  parts.push(text.slice(done, last));
  return {
    text: parts.join(""),
    at: (place) => {
      let before = first;
      for (const cut of cuts) {
        if (cut.from >= place) break;
        if (cut.to > place) return cut.from - before;
        before = cut.gone;
      }
      return place - before;
    },
  };
}

function scan(text: string, query: SearchQuery, find: Matcher, budget: Budget): Match[] {
  const needles = query.groups.flat().map(needle);
  const groups = query.groups.length;
  const matches: Match[] = [];
  let stop = text.length;
  for (let at = 0; at < stop && budget.left > 0 && matches.length < ENOUGH; at += CHUNK) {
    const from = Math.max(0, at - OVERLAP);
    const chunk = text.slice(from, at + CHUNK);
    budget.left -= chunk.length;
    const folded = fold(chunk);
    if (!needles.some((part) => folded.includes(part))) continue;
    const found = find(chunk);
    matches.push(...found.map((m) => ({ start: m.start + from, end: m.end + from, term: m.term })));
    if (new Set(found.map((m) => m.term)).size >= groups) break;
    if (matches.length > 0) stop = Math.min(stop, matches[0]!.end + LOOK_AHEAD);
  }
  return matches;
}

/** What every text that matches the term holds: cheap to look for before the text is cut into words. */
function needle(term: Term): string {
  const [first, second] = term.units;
  if (first!.dense) return second?.glued ? first!.text + second.text : first!.text;
  const stem = stemmer(first!.text);
  return stem.slice(0, stem.length > 4 ? 4 : Math.max(1, stem.length - 1));
}

/** The place of at most a snippet's length with the most different terms, then the most matches, then the first. */
function densest(matches: readonly Match[]): { start: number; end: number } {
  let best = { start: 0, end: 0, score: 0 };
  for (const [i, first] of matches.entries()) {
    const near = matches.slice(i, i + ENOUGH).filter((m) => m.end - first.start <= SNIPPET_LENGTH * 0.75);
    const score = new Set(near.map((m) => m.term)).size * ENOUGH + near.length;
    if (score > best.score) best = { start: first.start, end: near.at(-1)?.end ?? first.end, score };
  }
  return best;
}

function windowAround(text: string, { start, end }: { start: number; end: number }): { from: number; to: number } {
  const room = SNIPPET_LENGTH - 2;
  const lead = Math.max(0, Math.floor((room - (end - start)) / 3));
  const latest = Math.max(0, text.length - room);
  let from = Math.min(Math.max(0, start - lead), latest);
  if (from > 0) from = afterBlank(text, from, Math.min(start, from + 20));
  let to = Math.min(text.length, from + room);
  if (to < text.length) to = beforeBlank(text, to, Math.max(end, to - 20));
  return { from, to };
}

function afterBlank(text: string, from: number, limit: number): number {
  for (let i = from; i < limit; i++) if (/\s/.test(text[i]!)) return i + 1;
  return LOW_SURROGATE.test(text[from] ?? "") ? from + 1 : from;
}

function beforeBlank(text: string, to: number, limit: number): number {
  for (let i = to; i > limit; i--) if (/\s/.test(text[i]!)) return i;
  return LOW_SURROGATE.test(text[to] ?? "") ? to - 1 : to;
}

const LOW_SURROGATE = /[\udc00-\udfff]/;
