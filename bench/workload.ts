import { RARE_PHRASE, RARE_WORD } from "./notes.ts";

/** A query of the contract, asked many times; `depth` starts the page after that many rows. */
export interface Read {
  readonly label: string;
  readonly query: "node.list" | "search.nodes";
  readonly args: Record<string, unknown>;
  readonly depth?: number;
  /** Milliseconds at 95 %: the goal of performance.md. */
  readonly goal: number;
}

const search = (label: string, text: string): Read => ({ label, query: "search.nodes", args: { text, limit: 50 }, goal: 50 });

export const READS: readonly Read[] = [
  { label: "list, first 50", query: "node.list", args: { limit: 50 }, goal: 5 },
  { label: "list, 50 at depth 20,000 by keyset", query: "node.list", args: { limit: 50 }, depth: 20_000, goal: 5 },
  { label: "list, first 50 of a folder", query: "node.list", args: { folder: "Projects", limit: 50 }, goal: 5 },
  search("search: rare word", RARE_WORD),
  search("search: common word", "the "),
  search("search: word of middling frequency", "water "),
  search("search: prefix of 2 letters", "th"),
  search("search: prefix of 4 letters", "wate"),
  search("search: phrase", `"${RARE_PHRASE}"`),
  search("search: rare and common word", `the ${RARE_WORD} `),
  search("search: Japanese word", "東京"),
  search("search: one character, の", "の"),
  search("search: inside words", "murgis"),
  search("search: common word in a folder", "folder:Projects the "),
  search("search: filters, a phrase, an exclusion", `type:note folder:Projects after:2020 "${RARE_WORD}" -lantern`),
  search("search: either of two words", `${RARE_WORD} OR water `),
  search("search: misspelt, did you mean", "wather "),
  search("search: two words misspelt", "knowlegde kestrol "),
  search("search: nothing found", "qqzzqq"),
];

/** As somebody types: one query a key. */
export const TYPED = "the water people";
export const typedReads = (): Read[] => Array.from(TYPED, (_, i) => search("search: as typed, a key", TYPED.slice(0, i + 1)));

export const SIZES = [1000, 10_000, 100_000] as const;
export const READ_RUNS = 25;
export const WARM_UP = 3;
export const WRITE_RUNS = 200;
