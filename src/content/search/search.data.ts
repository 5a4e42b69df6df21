import type { ReadContext } from "../../db/module.ts";
import { BULK_SQL } from "../../db/search/bulk.ts";
import { findNodes } from "../../db/search/find-nodes.ts";
import { FIND_SQL } from "../../db/search/find-sql.ts";
import { INDEX_SQL } from "../../db/search/index-nodes.ts";
import { markedText } from "../../db/search/marked-text.ts";
import { matcher } from "../../db/search/matches.ts";
import { parseQuery } from "../../db/search/parse-query.ts";
import { reindex } from "../../db/search/reindex.ts";
import { snippet } from "../../db/search/snippet.ts";
import { VOCABULARY_SQL } from "../../db/search/vocabulary.ts";
import { dataModule } from "../contract.data.ts";
import { markdownSigns } from "../note/markdown-signs.model.ts";
import { MARK_END, MARK_START, search, type SearchAnswer, type SearchHit } from "./search.model.ts";

const SQL = {
  hits: `SELECT n.id, n.node_type, n.name, n.folder, n.tags, n.modified_at, n.content
    FROM json_each(?) AS wanted CROSS JOIN nodes AS n ON n.pk = wanted.value ORDER BY wanted.key`,
  now: "SELECT unixepoch('subsec') * 1000",
} as const;

const MARKS = { start: MARK_START, end: MARK_END };
/** Characters that one answer may read for its snippets: a page of 1 MB notes still answers at once. */
const READ_AT_MOST = 4_000_000;

interface HitRow extends Omit<SearchHit, "tags" | "name_marked" | "snippet"> {
  tags: string;
  content: string;
}

/** Ids first, then the texts of what is shown: highlights are made from the text itself (SE8). */
function searchNodes({ db }: ReadContext, args: { text: string; limit: number; type?: string | undefined }): SearchAnswer {
  const started = db.value<number>(SQL.now)!;
  const query = parseQuery(args.text);
  const found = findNodes(db, query, args.limit, args.type);
  const find = matcher(query, found.reach);
  const budget = { left: READ_AT_MOST };
  const hits = db.rows<HitRow>(SQL.hits, [JSON.stringify(found.pks)]).map(({ content, tags, ...row }) => ({
    ...row,
    tags: JSON.parse(tags) as string[],
    name_marked: markedText(row.name, find(row.name), MARKS),
    snippet: snippet(content, query, find, MARKS, budget, markdownSigns),
  }));
  return { hits, total: found.total, capped: found.capped, took_ms: Math.round(db.value<number>(SQL.now)! - started) };
}

export const searchData = dataModule(search, {
  sql: { ...SQL, ...FIND_SQL, ...INDEX_SQL, ...VOCABULARY_SQL, ...BULK_SQL },
  commands: {},
  queries: { "search.nodes": searchNodes },
  tasks: { "search.reindex": (ctx) => reindex(ctx) },
});
