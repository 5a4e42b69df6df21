import * as v from "valibot";
import { limit, line, model, spec } from "../contract.model.ts";

/** Highlights are marked by these private-use characters, never by markup: the view splits on them. */
export const MARK_START = "\ue000";
export const MARK_END = "\ue001";

export interface SearchHit {
  id: string;
  node_type: string;
  /** Plain; `name_marked` is the same with highlights. */
  name: string;
  name_marked: string;
  folder: string;
  folder_marked: string;
  tags: string[];
  tags_marked: string[];
  /** Another name that holds what was looked for, where the name itself does not; null if it was not found by one. */
  alias_marked: string | null;
  /** About 160 characters of the text around the match, matches between MARK_START and MARK_END. */
  snippet: string;
  modified_at: number;
}

/** How many of what was found are of one content type; when `capped`, at least so many. */
export interface TypeCount {
  node_type: string;
  count: number;
  capped: boolean;
}

/** The text with its misspelt words put right, and what it finds beyond the hits. */
export interface Suggestion {
  text: string;
  hits: SearchHit[];
  total: number;
  capped: boolean;
}

export interface SearchAnswer {
  hits: SearchHit[];
  /** How many match; when `capped`, there are at least this many. */
  total: number;
  capped: boolean;
  /** How many of each content type, most first. */
  groups: TypeCount[];
  /** What a correctly spelt query would find, when this one finds few or none; null if there is nothing to correct. */
  did_you_mean: Suggestion | null;
  /** Time in the database, milliseconds. */
  took_ms: number;
}

export const search = model({
  name: "search",
  doc: "One search over everything.",
  commands: {},
  queries: {
    "search.nodes": spec(
      'Finds nodes by words, prefixes, substrings, `"phrases"`, `-not`, `OR`, `type:`, `tag:`, `folder:`, `status:`, `before:`, `after:`, `is:favorite`, `is:trashed`, `is:done`, `is:due`. No input raises an error.',
      {
        text: v.pipe(v.string(), v.maxLength(2000)),
        limit,
        type: v.optional(line),
      },
    ).answers<SearchAnswer>(
      "`{hits: [{id, node_type, name, snippet, …}], total, capped, groups: [{node_type, count, capped}], did_you_mean: {text, hits, total} | null, took_ms}`",
    ),
  },
  tasks: {
    "search.reindex": spec("Builds the search index anew from the nodes.", {}).answers<{ nodes: number }>(
      "`{nodes}`: how many were indexed",
    ),
  },
});
