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
  tags: string[];
  /** About 160 characters of the text around the match, matches between MARK_START and MARK_END. */
  snippet: string;
  modified_at: number;
}

export interface SearchAnswer {
  hits: SearchHit[];
  /** How many match; when `capped`, there are at least this many. */
  total: number;
  capped: boolean;
  /** Time in the database, milliseconds. */
  took_ms: number;
}

export const search = model({
  name: "search",
  doc: "One search over everything.",
  commands: {},
  queries: {
    "search.nodes": spec(
      'Finds nodes by words, prefixes, substrings, `"phrases"`, `-not`, `tag:`, `folder:`, `type:`, `is:favorite`. No input raises an error.',
      {
        text: v.pipe(v.string(), v.maxLength(2000)),
        limit,
        type: v.optional(line),
      },
    ).answers<SearchAnswer>("`{hits: [{id, node_type, name, snippet, …}], total, capped, took_ms}`"),
  },
  tasks: {
    "search.reindex": spec("Builds the search index anew from the nodes.", {}).answers<{ nodes: number }>(
      "`{nodes}`: how many were indexed",
    ),
  },
});
