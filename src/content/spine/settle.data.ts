import type { WriteContext } from "../../db/module.ts";
import { createResolver, setNames } from "../../db/spine/names.ts";
import { linkersOf, setLinks, waitingFor } from "../../db/spine/links.ts";
import { setTags } from "../../db/spine/tags.ts";
import { isFilePath } from "../note/mime.model.ts";
import { frontMatterLinks } from "../note/front-matter-links.model.ts";
import { type ParsedText, parseText } from "../note/markdown.model.ts";

export const SETTLE_SQL = {
  // Aliases stand in the table of the content type that has them; without a row there are none.
  node: `SELECT n.id, n.name, n.name_key, n.folder, n.tags, n.content, n.created_at, n.modified_at, n.deleted_at, coalesce(t.aliases_json, '[]') AS aliases_json,
      coalesce(t.front_matter, '') AS front_matter
    FROM nodes n LEFT JOIN notes t ON t.id = n.id WHERE n.id = ?`,
  text: `SELECT n.folder, n.content, coalesce(t.front_matter, '') AS front_matter FROM nodes n LEFT JOIN notes t ON t.id = n.id
    WHERE n.id = ? AND n.deleted_at IS NULL`,
  /** One that linked to itself by this name has no edge that would tell; without a link in its text it cannot. */
  linkingOwners: `SELECT DISTINCT m.node_id AS id FROM node_names m JOIN nodes n ON n.id = m.node_id LEFT JOIN notes t ON t.id = n.id
    WHERE m.key = ?1 AND m.node_id <> ?2 AND (instr(n.content, '[') > 0 OR coalesce(t.front_matter, '') <> '')`,
  /** Whose texts lead to another node of this name: hundreds may share one, so all are asked about at once. */
  linkersOfOthers: `SELECT DISTINCT e.source_id AS id FROM node_names m CROSS JOIN edges e ON e.target_id = m.node_id AND e.edge_type = 'LINK'
    WHERE m.key = ?1 AND m.node_id <> ?2 AND e.channel = 'wikilink'`,
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
  front_matter: string;
}

/** What a note links to as a node, in its front matter and its text; files that are embedded are not missing notes. */
export const linkTargets = (parsed: ParsedText, frontMatter: string): Set<string> =>
  new Set(
    [...frontMatterLinks(frontMatter), ...parsed.links].map(({ target }) => target).filter((target) => target && !isFilePath(target)),
  );

/** Texts that were parsed on the way, so that a large one is parsed once. */
type Parsed = Map<string, { folder: string; targets: ReadonlySet<string> }>;

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
      parsed.set(id, { folder: node.folder, targets: linkTargets(text, node.front_matter) });
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
    if (known) setLinks(ctx, resolve, id, known.folder, known.targets);
  }
}

function readText(ctx: WriteContext, id: string): { folder: string; targets: ReadonlySet<string> } | undefined {
  const node = ctx.db.row<{ folder: string; content: string; front_matter: string }>(SETTLE_SQL.text, [id]);
  return node && { folder: node.folder, targets: linkTargets(parseText(node.content), node.front_matter) };
}

/** Whose links may lead elsewhere now that a node has gained names, lost one or moved. */
function addAffected(ctx: WriteContext, affected: Set<string>, id: string, gained: readonly string[], resolveAgain: boolean): void {
  for (const key of gained) {
    for (const source of waitingFor(ctx, key)) affected.add(source);
    for (const sql of [SETTLE_SQL.linkingOwners, SETTLE_SQL.linkersOfOthers])
      for (const other of ctx.db.rows<{ id: string }>(sql, [key, id])) affected.add(other.id);
  }
  if (resolveAgain) for (const source of linkersOf(ctx, id)) affected.add(source);
}
