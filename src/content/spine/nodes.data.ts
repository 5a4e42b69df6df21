import { Refusal } from "../../base/result.ts";
import type { ReadContext, WriteContext } from "../../db/module.ts";
import { linkersOf, missingNames } from "../../db/spine/links.ts";
import { incoming, outgoing, type LinkedRow } from "../../db/spine/edges.ts";
import { createResolver, splitTarget, NAMES_SQL } from "../../db/spine/names.ts";
import { cleanFolder, cleanTags, needNode, updateNode, type NodePatch } from "../../db/spine/nodes.ts";
import { nodesWithTag } from "../../db/spine/tags.ts";
import { expiredIds, purgeNode, restoreNode, trashNode, trashedIds } from "../../db/spine/trash.ts";
import { frontMatterContext, frontMatterLinks } from "../note/front-matter-links.model.ts";
import { keepFrontMatter } from "../note/notes.data.ts";
import { lineAround, parseText, rewriteTags } from "../note/markdown.model.ts";
import { settle, settleLinks } from "./settle.data.ts";
import type { LinkedNode, NodeLinks } from "./spine.model.ts";

/** Sets shared columns and brings what is derived from them in line. */
export function changeNode(ctx: WriteContext, id: string, patch: NodePatch): { id: string; version: number } {
  const before = needNode(ctx, id);
  const folder = typeof patch.folder === "string" ? cleanFolder(patch.folder) : undefined;
  const tags = Array.isArray(patch.tags) ? cleanTags(patch.tags as string[]) : undefined;
  const version = updateNode(ctx, id, { ...patch, folder, tags });
  ctx.follow(before.node_type, id, patch);
  if (tags) keepFrontMatter(ctx, id, { tags });
  settle(ctx, [id], folder !== undefined && folder !== before.folder);
  return { id, version };
}

export function moveToTrash(ctx: WriteContext, id: string): { id: string } {
  const { node_type } = needNode(ctx, id);
  if (!trashNode(ctx, id)) return { id };
  settle(ctx, [id]);
  ctx.follow(node_type, id, {});
  return { id };
}

export function restoreFromTrash(ctx: WriteContext, id: string): { id: string } {
  const { node_type } = needNode(ctx, id);
  if (!restoreNode(ctx, id)) return { id };
  settle(ctx, [id], true);
  ctx.follow(node_type, id, {});
  return { id };
}

export function purge(ctx: WriteContext, id: string): { id: string } {
  const node = needNode(ctx, id);
  if (node.deleted_at === null)
    throw new Refusal("NotTrashed", "Only what is in the trash can be deleted for ever. Move it to the trash first.");
  purgeAll(ctx, [id]);
  return { id };
}

export function emptyTrash(ctx: WriteContext): { purged: number } {
  const ids = trashedIds(ctx);
  purgeAll(ctx, ids);
  return { purged: ids.length };
}

/** What has been in the trash for long enough (SP10). */
export function expireTrash(ctx: WriteContext): { purged: number } {
  const ids = expiredIds(ctx);
  purgeAll(ctx, ids);
  return { purged: ids.length };
}

/** Deletes trashed nodes for ever; texts that linked to them wait for the name from now on. */
export function purgeAll(ctx: WriteContext, ids: readonly string[]): void {
  const linkers = new Set(ids.flatMap((id) => linkersOf(ctx, id)));
  for (const id of ids) {
    purgeNode(ctx, id);
    linkers.delete(id);
  }
  settleLinks(ctx, linkers);
}

export function nodeLinks(ctx: ReadContext, id: string, limit: number): NodeLinks {
  return {
    outgoing: outgoing(ctx, id, limit).map((row) => toLinked(row, null)),
    backlinks: incoming(ctx, id, limit).map((row) => toLinked(row, row.channel === "wikilink" ? contextOf(ctx, row.id, id) : null)),
    unresolved: missingNames(ctx, id),
  };
}

const toLinked = (row: LinkedRow, context: string | null): LinkedNode => ({ ...row, directed: row.directed === 1, context });

/** The line of the linking text in which the link stands, or the property of its front matter. */
function contextOf(ctx: ReadContext, sourceId: string, targetId: string): string | null {
  const keys = new Set(ctx.db.rows<{ key: string }>(NAMES_SQL.ofNode, [targetId]).map((row) => row.key));
  const means = ({ target }: { target: string }) => target !== "" && keys.has(splitTarget(target).key);
  const { content, front_matter } = ctx.db.row<{ content: string; front_matter: string }>(NODE_DATA_SQL.text, [sourceId])!;
  const inText = parseText(content).links.find(means);
  if (inText) return lineAround(content, inText.from, inText.to);
  const inFront = frontMatterLinks(front_matter).find(means);
  return inFront ? frontMatterContext(front_matter, inFront) : null;
}

export const NODE_DATA_SQL = {
  text: "SELECT n.content, coalesce(t.front_matter, '') AS front_matter FROM nodes n LEFT JOIN notes t ON t.id = n.id WHERE n.id = ?",
};

export function resolveName(ctx: ReadContext, name: string, folder: string): { id: string; node_type: string; name: string } | null {
  const found = createResolver(ctx)(name.replace(/#.*$/, ""), folder);
  return found ? { id: found.id, node_type: found.node_type, name: found.name } : null;
}

export function renameTag(ctx: WriteContext, tag: string, to: string): { nodes: number } {
  const [wanted] = cleanTags([to]);
  if (!wanted) throw new Refusal("EmptyTag", "A tag needs at least one letter. Nothing was changed.");
  const renamed = (text: string): string => (text.toLowerCase() === tag.toLowerCase() ? wanted : text);
  const ids = nodesWithTag(ctx, tag);
  for (const id of ids) {
    const node = needNode(ctx, id);
    const tags = cleanTags(node.tags.map(renamed));
    updateNode(ctx, id, { tags, content: rewriteTags(node.content, renamed) });
    keepFrontMatter(ctx, id, { tags });
  }
  settle(ctx, ids);
  return { nodes: ids.length };
}
