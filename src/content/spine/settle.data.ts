import { createResolver } from "../../db/spine/names.ts";
import type { Resolve } from "../../db/spine/names.ts";
import type { WriteContext } from "../../db/module.ts";
import { NAMES_SQL, setNames } from "../../db/spine/names.ts";
import { linkersOf, setLinks, waitingFor } from "../../db/spine/links.ts";
import { setTags } from "../../db/spine/tags.ts";
import { isFilePath } from "../note/mime.model.ts";
import { type ParsedText, parseText } from "../note/markdown.model.ts";

export const SETTLE_SQL = {
  // Aliases stand in the table of the content type that has them; without a row there are none.
  node: `SELECT n.id, n.name, n.name_key, n.folder, n.tags, n.content, n.created_at, n.modified_at, n.deleted_at, coalesce(t.aliases_json, '[]') AS aliases_json
    FROM nodes n LEFT JOIN notes t ON t.id = n.id WHERE n.id = ?`,
  text: "SELECT id, folder, content FROM nodes WHERE id = ?",
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

/**
 * Brings everything that is derived from the given nodes in line with their rows: names, tags, wikilinks, and the
 * links of other nodes to names that appeared or went (NO5, NO6). Called after every change of them, and by undo.
 * With `moved` their place changed too: links to them are resolved anew.
 */
export function settle(ctx: WriteContext, ids: Iterable<string>, moved = false): void {
  const affected = new Set<string>();
  const texts: { id: string; folder: string; parsed: ParsedText }[] = [];
  for (const id of new Set(ids)) {
    const node = ctx.db.row<SettledNode>(SETTLE_SQL.node, [id]);
    if (!node) continue;
    const alive = node.deleted_at === null;
    const { gained, lost } = setNames(ctx, id, alive ? node.name : null, alive ? (JSON.parse(node.aliases_json) as string[]) : []);
    if (alive) {
      const parsed = parseText(node.content);
      setTags(ctx, node, JSON.parse(node.tags) as string[], parsed.tags);
      texts.push({ id, folder: node.folder, parsed });
      addAffected(ctx, affected, id, gained, lost.length > 0 || moved);
    } else setTags(ctx, node, [], []);
  }
  // Resolved only now: a batch may name nodes that it makes later.
  const resolve = createResolver(ctx);
  for (const { id, folder, parsed } of texts) {
    setLinks(ctx, resolve, id, folder, linkTargets(parsed));
    affected.delete(id);
  }
  relink(ctx, affected, resolve);
}

/** Whose links may lead elsewhere now that a node has gained names, lost one or moved. */
function addAffected(ctx: WriteContext, affected: Set<string>, id: string, gained: readonly string[], resolveAgain: boolean): void {
  for (const key of gained) {
    for (const source of waitingFor(ctx, key)) affected.add(source);
    for (const other of ctx.db.rows<{ id: string }>(NAMES_SQL.otherOwners, [key, id])) {
      for (const source of linkersOf(ctx, other.id)) affected.add(source);
    }
  }
  if (resolveAgain) for (const source of linkersOf(ctx, id)) affected.add(source);
}

/** Resolves the links of texts that did not change themselves. */
export function relink(ctx: WriteContext, ids: Iterable<string>, resolve: Resolve = createResolver(ctx)): void {
  for (const id of ids) {
    const node = ctx.db.row<{ id: string; folder: string; content: string }>(SETTLE_SQL.text, [id]);
    if (node) setLinks(ctx, resolve, id, node.folder, linkTargets(parseText(node.content)));
  }
}
