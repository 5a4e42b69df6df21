import type { SearchAnswer } from "../../src/content/search/search.model.ts";
import { searchData } from "../../src/content/search/search.data.ts";
import { addNodes, openSearchable } from "../../src/db/search/search-testing.ts";
import type { Database } from "../../src/db/sqlite.ts";
import type { Document } from "./documents.ts";
import type { KnownItem } from "./known-items.ts";

/** bm25 weights of the columns of the index. */
export interface Weights {
  readonly name: number;
  readonly tags: number;
  readonly folder: number;
  readonly text: number;
}

/** Mean reciprocal rank, and the share that was found, both among the first ten. */
export interface Quality {
  readonly queries: number;
  readonly mrr: number;
  readonly recall: number;
}

const FIRST = 10;
const AT_ONCE = 500;

export async function openCorpus(documents: readonly Document[]): Promise<Database> {
  const db = await openSearchable();
  for (let i = 0; i < documents.length; i += AT_ONCE) addNodes(db, documents.slice(i, i + AT_ONCE));
  return db;
}

/** `characters` holds single characters of dense scripts, once each: it counts as text does. */
export const setWeights = (db: Database, { name, tags, folder, text }: Weights): void =>
  void db.run("INSERT INTO node_fts (node_fts, rank) VALUES ('rank', ?)", [
    `bm25(${[name, text, tags, folder, text].map((weight) => weight.toFixed(2)).join(", ")})`,
  ]);

/** Asks the real query; hits of "did you mean" follow the others, as the palette shows them. */
export function qualityOf(db: Database, items: readonly KnownItem[]): Quality {
  const ask = searchData.queries["search.nodes"] as unknown as (ctx: { db: Database }, args: object) => SearchAnswer;
  let [reciprocal, found] = [0, 0];
  for (const { query, wanted } of items) {
    const { hits, did_you_mean } = ask({ db }, { text: query, limit: FIRST });
    const rank = [...hits, ...(did_you_mean?.hits ?? [])].slice(0, FIRST).findIndex(({ id }) => id === `n${wanted + 1}`);
    if (rank < 0) continue;
    found++;
    reciprocal += 1 / (rank + 1);
  }
  const queries = items.length;
  return { queries, mrr: reciprocal / Math.max(1, queries), recall: found / Math.max(1, queries) };
}
