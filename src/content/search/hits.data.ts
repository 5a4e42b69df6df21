import { markedText } from "../../db/search/marked-text.ts";
import { matcher, type Matcher } from "../../db/search/matches.ts";
import type { SearchQuery } from "../../db/search/parse-query.ts";
import type { Found } from "../../db/search/find-nodes.ts";
import { snippet } from "../../db/search/snippet.ts";
import type { Database } from "../../db/sqlite.ts";
import { markdownSigns } from "../note/markdown-signs.model.ts";
import { MARK_END, MARK_START, type SearchHit } from "./search.model.ts";

export const HITS_SQL = {
  hits: `SELECT n.id, n.node_type, n.name, n.folder, n.tags, n.modified_at, n.content,
      (SELECT json_group_array(a.label) FROM node_names AS a WHERE a.node_id = n.id AND a.kind = 'alias') AS aliases
    FROM json_each(?) AS wanted CROSS JOIN nodes AS n ON n.pk = wanted.value ORDER BY wanted.key`,
} as const;

const MARKS = { start: MARK_START, end: MARK_END };
/** Characters that one answer may read for its snippets: a page of 1 MB notes still answers at once. */
const READ_AT_MOST = 4_000_000;

interface HitRow {
  id: string;
  node_type: string;
  name: string;
  folder: string;
  tags: string;
  modified_at: number;
  content: string;
  aliases: string;
}

/** What a line of results shows of each node that was found, and why it was found (SE8, SE11). */
export function hitsOf(db: Database, query: SearchQuery, found: Pick<Found, "pks" | "reach">): SearchHit[] {
  const find = matcher(query, found.reach);
  const budget = { left: READ_AT_MOST };
  const mark = (text: string) => markedText(text, find(text), MARKS);
  return db.rows<HitRow>(HITS_SQL.hits, [JSON.stringify(found.pks)]).map(({ content, aliases, ...row }) => {
    const tags = JSON.parse(row.tags) as string[];
    return {
      ...row,
      tags,
      name_marked: mark(row.name),
      tags_marked: tags.map(mark),
      folder_marked: mark(row.folder),
      alias_marked: alias(row.name, JSON.parse(aliases) as string[], find),
      snippet: snippet(content, query, find, MARKS, budget, markdownSigns),
    };
  });
}

/** The other name with most of what was looked for that the name itself does not hold; null if there is none. */
function alias(name: string, aliases: readonly string[], find: Matcher): string | null {
  if (aliases.length === 0) return null;
  const told = new Set(find(name).map(({ term }) => term));
  const news = (label: string) => new Set(find(label).flatMap(({ term }) => (told.has(term) ? [] : [term]))).size;
  const [best] = aliases.map((label) => ({ label, news: news(label) })).toSorted((a, b) => b.news - a.news);
  return best!.news > 0 ? markedText(best!.label, find(best!.label), MARKS) : null;
}
