import { nameKey } from "../../base/names.ts";
import type { ReadContext, WriteContext } from "../module.ts";
import { WIKILINK } from "./edges.ts";
import { type Resolve, splitTarget } from "./names.ts";

export const LINKS_SQL = {
  edges: `SELECT e.id, e.target_id, e.channel, CASE WHEN n.deleted_at IS NOT NULL THEN n.name END AS trashed_name
    FROM edges e JOIN nodes n ON n.id = e.target_id WHERE e.source_id = ? AND e.edge_type = 'LINK'`,
  insert: `INSERT INTO edges (id, edge_type, source_id, target_id, weight, directed, channel, created_at) VALUES (?, 'LINK', ?, ?, 1.0, 1, '${WIKILINK}', ?)`,
  deleteEdge: "DELETE FROM edges WHERE id = ?",
  unresolved: "SELECT key, target FROM unresolved_links WHERE source_id = ?",
  remember:
    "INSERT INTO unresolved_links (key, source_id, target) VALUES (?, ?, ?) ON CONFLICT (key, source_id) DO UPDATE SET target = excluded.target",
  forget: "DELETE FROM unresolved_links WHERE key = ? AND source_id = ?",
  linkers: `SELECT source_id AS id FROM edges WHERE target_id = ? AND edge_type = 'LINK' AND channel = '${WIKILINK}'`,
  waiting: "SELECT source_id AS id FROM unresolved_links WHERE key = ?",
  missing: "SELECT target FROM unresolved_links WHERE source_id = ? ORDER BY key",
};

/** What one text links to: nodes that are there, and names that are not. */
interface Ends {
  readonly nodes: Set<string>;
  /** Name key → the target as it was written. */
  readonly names: Map<string, string>;
}

function resolveAll(resolve: Resolve, sourceId: string, folder: string, targets: Iterable<string>): Ends {
  const nodes = new Set<string>();
  const names = new Map<string, string>();
  for (const target of targets) {
    const node = resolve(target, folder);
    if (!node) names.set(splitTarget(target).key, missingName(target));
    else if (node.id !== sourceId) nodes.add(node.id);
  }
  return { nodes, names };
}

/** As a person would call the note: a Markdown link says `./name.md`. */
const missingName = (target: string): string =>
  /^\.{1,2}\//.test(target) ? target.replace(/^(?:\.{1,2}\/)+/, "").replace(/\.md$/i, "") : target;

interface LinkEdge {
  id: string;
  target_id: string;
  channel: string | null;
  trashed_name: string | null;
}

/** Brings the wikilink edges of a node in line with its text by difference: edges that a person made stay (NO5). */
export function setLinks(ctx: WriteContext, resolve: Resolve, sourceId: string, folder: string, targets: Iterable<string>): void {
  const { nodes, names } = resolveAll(resolve, sourceId, folder, targets);
  for (const edge of ctx.db.rows<LinkEdge>(LINKS_SQL.edges, [sourceId])) {
    if (nodes.delete(edge.target_id) || edge.channel !== WIKILINK) continue;
    // A node in the trash keeps the edges to it for its return, as long as no other takes its name.
    if (edge.trashed_name !== null && names.has(nameKey(edge.trashed_name))) continue;
    ctx.db.run(LINKS_SQL.deleteEdge, [edge.id]);
  }
  for (const id of nodes) ctx.db.run(LINKS_SQL.insert, [ctx.newId(), sourceId, id, ctx.at]);
  for (const row of ctx.db.rows<{ key: string; target: string }>(LINKS_SQL.unresolved, [sourceId])) {
    if (names.get(row.key) === row.target) names.delete(row.key);
    else if (!names.has(row.key)) ctx.db.run(LINKS_SQL.forget, [row.key, sourceId]);
  }
  for (const [key, target] of names) ctx.db.run(LINKS_SQL.remember, [key, sourceId, target]);
}

/** For a node without any edge: nothing to compare with. Answers how many links were made and how many wait. */
export function insertLinks(
  ctx: WriteContext,
  resolve: Resolve,
  sourceId: string,
  folder: string,
  targets: Iterable<string>,
): { made: number; waiting: number } {
  const { nodes, names } = resolveAll(resolve, sourceId, folder, targets);
  for (const id of nodes) ctx.db.run(LINKS_SQL.insert, [ctx.newId(), sourceId, id, ctx.at]);
  for (const [key, target] of names) ctx.db.run(LINKS_SQL.remember, [key, sourceId, target]);
  return { made: nodes.size, waiting: names.size };
}

const ids = (rows: { id: string }[]): string[] => rows.map((row) => row.id);

/** Nodes whose text links to this one. */
export const linkersOf = (ctx: ReadContext, id: string): string[] => ids(ctx.db.rows(LINKS_SQL.linkers, [id]));

/** Nodes whose text links to a name that no living node had. */
export const waitingFor = (ctx: ReadContext, key: string): string[] => ids(ctx.db.rows(LINKS_SQL.waiting, [key]));

/** Names that the text of a node links to and that no living node has. */
export const missingNames = (ctx: ReadContext, id: string): string[] =>
  ctx.db.rows<{ target: string }>(LINKS_SQL.missing, [id]).map((row) => row.target);
