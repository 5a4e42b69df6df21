import { fold } from "./fold.ts";
import { type Unit, units } from "./units.ts";

/** A word or phrase that a text must hold. */
export interface Term {
  readonly units: readonly Unit[];
  /** The last unit may go on: the word is still being typed, or ends with a star. */
  readonly prefix: boolean;
}

export type FilterKey = "type" | "tag" | "folder" | "status" | "is" | "before" | "after";
export interface Filter {
  readonly key: FilterKey;
  readonly value: string;
  readonly negated: boolean;
  /** Written after OR: either this one or the one before it must hold. */
  readonly joined: boolean;
}

export interface SearchQuery {
  /** Every group must match; a group matches by any of its terms (`a OR b`). */
  readonly groups: readonly (readonly Term[])[];
  readonly excluded: readonly Term[];
  readonly filters: readonly Filter[];
  /** What is looked for without filters: compared with whole titles. */
  readonly title: string;
}

/**
 * Reads what a person typed (SE4). Never throws: what is not understood is looked for as words. Units hold letters,
 * digits, marks and pictographs only, so nothing that was typed reaches FTS5 as syntax.
 */
export function parseQuery(text: string): SearchQuery {
  const groups: Term[][] = [];
  const excluded: Term[] = [];
  const filters: Filter[] = [];
  const titleParts: string[] = [];
  let joinNext = false;
  let filterBefore = false;
  for (const token of text.replace(QUOTES, '"').matchAll(TOKEN)) {
    const { minus, key, value = "", bare = "", phrase, word = "" } = token.groups as Record<string, string | undefined>;
    const negated = minus !== undefined;
    if (key) {
      const filter = readFilter(key.toLowerCase() as FilterKey, (value || bare).trim(), negated);
      if (filter && filter.value !== "") filters.push({ ...filter, joined: joinNext && filterBefore });
      joinNext &&= !filter;
      if (filter) {
        filterBefore = true;
        continue;
      }
    } else if (!negated && (word === "OR" || word === "|")) {
      joinNext = groups.length > 0 || filterBefore;
      continue;
    }
    joinNext &&= groups.length > 0 && !filterBefore;
    filterBefore = false;
    const said = key ? `${key} ${value || bare}` : (phrase ?? word);
    const typing = token.index + token[0].length === text.length;
    const prefix = !key && phrase === undefined && !negated && (typing || word.endsWith("*"));
    const term = readTerm(said, prefix);
    if (!term || groups.length + excluded.length >= MOST_TERMS) continue;
    // One letter says nothing yet; asking for it as a word would empty the list for the time of one key.
    if (prefix && typing && groups.length > 0 && isOneLetter(term)) {
      titleParts.push(said);
      continue;
    }
    if (negated) excluded.push(term);
    else {
      if (joinNext) groups.at(-1)!.push(term);
      else groups.push([term]);
      titleParts.push(said);
    }
    joinNext = false;
  }
  return { groups, excluded, filters, title: titleParts.join(" ") };
}

function readTerm(text: string, prefix: boolean): Term | null {
  const found = units(fold(text)).slice(0, LONGEST_PHRASE);
  return found.length > 0 ? { units: found, prefix } : null;
}

export const isOneLetter = ({ units: [first, second] }: Term): boolean => !second && !first!.dense && first!.text.length === 1;

/** Null when the value cannot be meant as a filter: `before:tomorrow` is looked for as words. An empty value is still being typed. */
function readFilter(key: FilterKey, value: string, negated: boolean): Omit<Filter, "joined"> | null {
  if (value === "") return { key, value, negated };
  if (key === "is") return IS.has(value.toLowerCase()) ? { key, value: IS.get(value.toLowerCase())!, negated } : null;
  if (key === "status") return { key, value, negated };
  if (key === "tag") return { key, value: value.replace(/^#/, ""), negated };
  if (key === "folder") return { key, value: value.replace(/^\/+|\/+$/g, ""), negated };
  if (key === "before" || key === "after") return DATE.test(value) ? { key, value, negated } : null;
  return { key, value: value.toLowerCase(), negated };
}

/** The first moment of a year, month or day in the time zone of the device, milliseconds UTC. */
export function dateStart(value: string): number {
  const [year, month = 1, day = 1] = value.split("-").map(Number) as [number, number?, number?];
  return new Date(year, month - 1, day).getTime();
}

const MOST_TERMS = 48;
const LONGEST_PHRASE = 128;
const DATE = /^[12]\d{3}(-(0?[1-9]|1[0-2])(-(0?[1-9]|[12]\d|3[01]))?)?$/;
const IS = new Map([
  ["favorite", "favorite"],
  ["favourite", "favorite"],
  ["starred", "favorite"],
  ["trashed", "trashed"],
  ["deleted", "trashed"],
  ["done", "done"],
  ["completed", "done"],
  ["due", "due"],
]);
const QUOTES = /[“”„‟«»＂]/g;
const TOKEN =
  /(?<minus>-)?(?:(?<key>tag|folder|type|status|is|before|after):(?:"(?<value>[^"]*)"?|(?<bare>[^\s"]*))|"(?<phrase>[^"]*)"?|(?<word>[^\s"]+))/giu;
