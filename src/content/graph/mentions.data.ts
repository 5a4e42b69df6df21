import type { ReadContext } from "../../db/module.ts";
import { groupExpression } from "../../db/search/expression.ts";
import { fold, foldMapped } from "../../db/search/fold.ts";
import { markedText } from "../../db/search/marked-text.ts";
import { parseQuery, type Term } from "../../db/search/parse-query.ts";
import { type Unit, units } from "../../db/search/units.ts";
import { scanCode } from "../note/code-ranges.model.ts";
import { parseText } from "../note/markdown.model.ts";
import { MARK_END, MARK_START } from "../search/search.model.ts";
import type { Mention } from "./graph.model.ts";

export const MENTIONS_SQL = {
  names: "SELECT m.label FROM node_names m CROSS JOIN nodes n ON n.id = m.node_id WHERE m.node_id = ? AND n.deleted_at IS NULL",
  /** Newest first. What links to the node already is no news. */
  candidates: `SELECT n.id, n.node_type, n.name, n.folder, n.content FROM node_fts CROSS JOIN nodes n ON n.pk = node_fts.rowid
    WHERE node_fts MATCH ?1 AND n.deleted_at IS NULL AND n.id <> ?2
      AND NOT EXISTS (SELECT 1 FROM edges e WHERE e.source_id = n.id AND e.target_id = ?2)
      AND NOT EXISTS (SELECT 1 FROM edges e WHERE e.source_id = ?2 AND e.target_id = n.id AND e.directed = 0)
    ORDER BY node_fts.rowid DESC LIMIT ?3`,
};

/** So many texts that search finds are read: it finds stems, a mention is the name itself. */
const MOST_READ = 300;
const AROUND = 70;

/** Other texts that say the name of a node, or an alias, without a link to it (GR10). */
export function mentions(ctx: ReadContext, id: string, limit: number): Mention[] {
  const names = ctx.db.rows<{ label: string }>(MENTIONS_SQL.names, [id]).flatMap(({ label }) => asTerm(label) ?? []);
  if (names.length === 0) return [];
  const match = `content : ${groupExpression(ctx.db, names, "beginning")}`;
  const found: Mention[] = [];
  for (const { content, ...node } of ctx.db.rows<Omit<Mention, "context"> & { content: string }>(MENTIONS_SQL.candidates, [
    match,
    id,
    MOST_READ,
  ])) {
    const place = firstMention(content, names);
    if (place) found.push({ ...node, context: contextOf(content, place) });
    if (found.length === limit) break;
  }
  return found;
}

/** Null for what is too short to be told from any other word. */
function asTerm(label: string): Term | null {
  const term = parseQuery(`"${label.replaceAll('"', " ")}"`).groups[0]?.[0];
  return term && term.units.reduce((length, unit) => length + unit.text.length, 0) > 1 ? term : null;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** The first place at which a name stands whole, outside of code and links. */
function firstMention(text: string, names: readonly Term[]): Place | null {
  const plain = fold(text);
  const wanted = names.filter((name) => plain.includes(name.units[0]!.text));
  if (wanted.length === 0) return null;
  const folded = foldMapped(text);
  const list = units(folded.text);
  const hidden = hiddenRanges(text);
  for (let at = 0; at < list.length; at++) {
    for (const name of wanted) {
      if (!isAt(list, at, name.units)) continue;
      const last = list[at + name.units.length - 1]!;
      const place = { start: folded.origin(list[at]!.start), end: folded.origin(last.start + last.text.length) };
      if (!hidden.some(({ start, end }) => start < place.end && end > place.start)) return place;
    }
  }
  return null;
}

const isAt = (list: readonly Unit[], at: number, name: readonly Unit[]): boolean =>
  name.every((unit, i) => list[at + i]?.text === unit.text && (i === 0 || list[at + i]!.glued === unit.glued));

function hiddenRanges(text: string): Place[] {
  const code = scanCode(text);
  const ranges = parseText(text).links.map(({ from, to }): Place => ({ start: from, end: to }));
  for (let i = 0; i < code.length; i += 2) ranges.push({ start: code[i]!, end: code[i + 1]! });
  return ranges;
}

/** The line of the mention, or the part of it around the mention. */
function contextOf(text: string, { start, end }: Place): string {
  const lineEnd = text.indexOf("\n", end);
  const [first, last] = [text.lastIndexOf("\n", start - 1) + 1, lineEnd < 0 ? text.length : lineEnd];
  const [from, to] = [Math.max(first, start - AROUND), Math.min(last, end + AROUND)];
  const line = markedText(text, [{ start, end, term: 0 }], { start: MARK_START, end: MARK_END }, from, to).trim();
  return (from > first ? "…" : "") + line + (to < last ? "…" : "");
}
