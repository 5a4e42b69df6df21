import type { ReadContext } from "../../db/module.ts";
import { BULK_SQL } from "../../db/search/bulk.ts";
import { countTypes } from "../../db/search/count-types.ts";
import { didYouMean, FEW_HITS, SUGGEST_SQL } from "../../db/search/did-you-mean.ts";
import { findNodes } from "../../db/search/find-nodes.ts";
import { FIND_SQL } from "../../db/search/find-sql.ts";
import { INDEX_SQL } from "../../db/search/index-nodes.ts";
import { parseQuery } from "../../db/search/parse-query.ts";
import { reindex } from "../../db/search/reindex.ts";
import { VOCABULARY_SQL } from "../../db/search/vocabulary.ts";
import type { Database } from "../../db/sqlite.ts";
import { dataModule } from "../contract.data.ts";
import { HITS_SQL, hitsOf } from "./hits.data.ts";
import { search, type SearchAnswer, type Suggestion } from "./search.model.ts";

const SQL = {
  now: "SELECT unixepoch('subsec') * 1000",
} as const;

interface SearchArgs {
  text: string;
  limit: number;
  type?: string | undefined;
}

/** Ids first, then the texts of what is shown: highlights are made from the text itself (SE8). */
function searchNodes({ db }: ReadContext, { text, limit, type }: SearchArgs): SearchAnswer {
  const started = db.value<number>(SQL.now)!;
  const query = parseQuery(text);
  const found = findNodes(db, query, limit, type);
  const hits = hitsOf(db, query, found);
  const types = hits.map((hit) => hit.node_type);
  return {
    hits,
    total: found.total,
    capped: found.capped,
    groups: countTypes(db, query, found, types, type),
    did_you_mean: found.total < FEW_HITS ? suggestion(db, { text, limit, type }, found.pks) : null,
    took_ms: Math.round(db.value<number>(SQL.now)! - started),
  };
}

/** What the corrected words find beyond the hits; null if that is nothing (SE12). */
function suggestion(db: Database, { text, limit, type }: SearchArgs, hits: readonly number[]): Suggestion | null {
  const corrected = didYouMean(db, text, parseQuery(text));
  if (corrected === null) return null;
  const query = parseQuery(corrected);
  const found = findNodes(db, query, Math.min(limit, MOST_SUGGESTED), type);
  const pks = found.pks.filter((pk) => !hits.includes(pk));
  if (pks.length === 0) return null;
  return { text: corrected, hits: hitsOf(db, query, { ...found, pks }), total: found.total, capped: found.capped };
}

/** Hits of a suggestion: enough to see whether it is meant. */
const MOST_SUGGESTED = 10;

export const searchData = dataModule(search, {
  sql: { ...SQL, ...HITS_SQL, ...SUGGEST_SQL, ...FIND_SQL, ...INDEX_SQL, ...VOCABULARY_SQL, ...BULK_SQL },
  commands: {},
  queries: { "search.nodes": searchNodes },
  tasks: { "search.reindex": (ctx) => reindex(ctx) },
});
