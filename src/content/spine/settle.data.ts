import type { WriteContext } from "../../db/module.ts";
import { NAMES_SQL, createResolver, setNames } from "../../db/spine/names.ts";
import { linkersOf, setLinks, waitingFor } from "../../db/spine/links.ts";
import { setTags } from "../../db/spine/tags.ts";
import { isFilePath } from "../note/mime.model.ts";
import { type ParsedText, parseText } from "../note/markdown.model.ts";

export const SETTLE_SQL = {
  // Aliases stand in the table of the content type that has them; without a row there are none.
  node: `SELECT n.id, n.name, n.name_key, n.folder, n.tags, n.content, n.created_at, n.modified_at, n.deleted_at, coalesce(t.aliases_json, '[]') AS aliases_json
    FROM nodes n LEFT JOIN notes t ON t.id = n.id WHERE n.id = ?`,
  text: "SELECT folder, content FROM nodes WHERE id = ? AND deleted_at IS NULL",
};

interface SettledNode {
  id: string;
  name: string;
  name_key: string;
  folder: string;
  tags: string;
  content: string;
  created_at: number;
  modified_at: number;
  deleted_at: number | null;
  aliases_json: string;
}

/** What a text links to as a node; embedded files that no node is named after are not missing notes. */
export const linkTargets = (parsed: ParsedText): Set<string> =>
  new Set(parsed.links.filter((link) => link.target && !isFilePath(link.target)).map((link) => link.target));

/** Texts that were parsed on the way, so that a large one is parsed once. */
type Parsed = Map<string, { folder: string; parsed: ParsedText }>;

/**
 * Brings everything that is derived from the given nodes in line with their rows: names, tags, wikilinks, and the
 * links of other nodes to names that appeared or went (NO5, NO6). Called after every change of them, and by undo.
 * With `moved` their place changed too: links to them are resolved anew.
 */
export function settle(ctx: WriteContext, ids: Iterable<string>, moved = false): void {
  const { affected, parsed } = settleNames(ctx, ids, moved);
  settleLinks(ctx, affected, parsed);
}

/** Names and tags only; answers the nodes whose links have to follow. */
export function settleNames(ctx: WriteContext, ids: Iterable<string>, moved = false): { affected: Set<string>; parsed: Parsed } {
  const affected = new Set<string>();
  const parsed: Parsed = new Map();
  for (const id of new Set(ids)) {
    const node = ctx.db.row<SettledNode>(SETTLE_SQL.node, [id]);
    if (!node) continue;
    const alive = node.deleted_at === null;
    const names = setNames(ctx, id, alive ? node.name : null, alive ? (JSON.parse(node.aliases_json) as string[]) : []);
    const text = alive ? parseText(node.content) : null;
    setTags(ctx, node, text ? (JSON.parse(node.tags) as string[]) : [], text?.tags ?? []);
    if (text) {
      affected.add(id);
      parsed.set(id, { folder: node.folder, parsed: text });
    }
    addAffected(ctx, affected, id, moved ? names.keys : names.gained, names.lost.length > 0 || moved);
  }
  return { affected, parsed };
}

/** Resolves the links of texts, once every name is in place. A node in the trash keeps the edges it went with. */
export function settleLinks(ctx: WriteContext, ids: Iterable<string>, parsed: Parsed = new Map()): void {
  const resolve = createResolver(ctx);
  for (const id of ids) {
    const known = parsed.get(id) ?? readText(ctx, id);
    if (known) setLinks(ctx, resolve, id, known.folder, linkTargets(known.parsed));
  }
}

function readText(ctx: WriteContext, id: string): { folder: string; parsed: ParsedText } | undefined {
  const node = ctx.db.row<{ folder: string; content: string }>(SETTLE_SQL.text, [id]);
  return node && { folder: node.folder, parsed: parseText(node.content) };
}

/** Whose links may lead elsewhere now that a node has gained names, lost one or moved. */
function addAffected(ctx: WriteContext, affected: Set<string>, id: string, gained: readonly string[], resolveAgain: boolean): void {
  for (const key of gained) {
    for (const source of waitingFor(ctx, key)) affected.add(source);
    for (const other of ctx.db.rows<{ id: string }>(NAMES_SQL.otherOwners, [key, id])) {
      // One that linked to itself by this name has no edge that would tell.
      affected.add(other.id);
      for (const source of linkersOf(ctx, other.id)) affected.add(source);
    }
  }
  if (resolveAgain) for (const source of linkersOf(ctx, id)) affected.add(source);
}
