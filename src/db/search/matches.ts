import { stemmer } from "stemmer";
import type { Reach } from "./expression.ts";
import { foldMapped } from "./fold.ts";
import type { SearchQuery, Term } from "./parse-query.ts";
import { type Unit, units } from "./units.ts";

/** Where a text holds what was looked for: offsets into the text itself, `term` tells different words apart. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly term: number;
}

export type Matcher = (text: string) => Match[];

/** Finds the terms of a query in real text by the rules of the index: folded, by stem, by beginning, by part (SE8). */
export function matcher(query: SearchQuery, reach: Reach): Matcher {
  const terms = query.groups.flat();
  return (text) => {
    const folded = foldMapped(text);
    const list = units(folded.text);
    const found: Match[] = [];
    for (let at = 0; at < list.length; at++) {
      for (let term = 0; term < terms.length; term++) {
        const span = spanAt(list, at, terms[term]!, reach);
        if (span) found.push({ start: folded.origin(span.start), end: folded.origin(span.end), term });
      }
    }
    return found;
  };
}

function spanAt(list: readonly Unit[], at: number, term: Term, reach: Reach): { start: number; end: number } | null {
  const last = term.units.length - 1;
  if (at + last >= list.length) return null;
  const sole = last === 0 && reach === "anywhere";
  for (let i = 0; i < last; i++) {
    if (!sameUnit(list[at + i]!, term.units[i]!, i > 0)) return null;
  }
  const unit = list[at + last]!;
  const wanted = term.units[last]!;
  const start = list[at]!.start;
  if (sameUnit(unit, wanted, last > 0)) return { start, end: unit.start + unit.text.length };
  if (unit.dense || wanted.dense) return null;
  if (term.prefix && unit.text.startsWith(wanted.text)) return { start, end: unit.start + wanted.text.length };
  const inside = sole && wanted.text.length >= 3 ? unit.text.indexOf(wanted.text) : -1;
  return inside < 0 ? null : { start: unit.start + inside, end: unit.start + inside + wanted.text.length };
}

function sameUnit(unit: Unit, wanted: Unit, follows: boolean): boolean {
  if (unit.dense || wanted.dense) return unit.text === wanted.text && (!follows || unit.glued === wanted.glued);
  return unit.text === wanted.text || (unit.text.charCodeAt(0) === wanted.text.charCodeAt(0) && stem(unit.text) === stem(wanted.text));
}

const stems = new Map<string, string>();
function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size > 20_000) stems.clear();
  const made = stemmer(word);
  stems.set(word, made);
  return made;
}
