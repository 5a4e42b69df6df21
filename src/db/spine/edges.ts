import { Refusal } from "../../base/result.ts";
import type { ReadContext, WriteContext } from "../module.ts";

/** In the order of their numbers in `edge_ends`. */
export const EDGE_KINDS = ["LINK", "NEST", "SEQUENCE", "AFFINITY"] as const;
export type EdgeKind = (typeof EDGE_KINDS)[number];

export interface NewEdge {
  readonly id: string;
  readonly edge_type: EdgeKind;
  readonly source_id: string;
  readonly target_id: string;
  readonly label?: string | null | undefined;
  readonly weight?: number | undefined;
  readonly directed?: boolean | undefined;
  readonly sequence_order?: number | null | undefined;
}

export interface EdgeRow {
  id: string;
  label: string | null;
  weight: number;
  directed: number;
  sequence_order: number | null;
}

/** Marks an edge that a text makes, and that goes when the text no longer links. */
export const WIKILINK = "wikilink";

export interface LinkedRow {
  edge_id: string;
  edge_type: EdgeKind;
  label: string | null;
  weight: number;
  directed: number;
  channel: string | null;
  id: string;
  node_type: string;
  name: string;
  folder: string;
}

const LINKED = "e.id AS edge_id, e.edge_type, e.label, e.weight, e.directed, e.channel, n.id, n.node_type, n.name, n.folder";

export const EDGES_SQL = {
  pair: "SELECT id, label, weight, directed, sequence_order FROM edges WHERE source_id = ? AND target_id = ? AND edge_type = ?",
  exists: "SELECT 1 FROM edges WHERE id = ?",
  byId: "SELECT id, label, weight, directed, sequence_order FROM edges WHERE id = ?",
  put: `INSERT INTO edges (id, edge_type, source_id, target_id, label, weight, directed, sequence_order, channel, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)
    ON CONFLICT (source_id, target_id, edge_type) DO UPDATE SET label = excluded.label, weight = excluded.weight, directed = excluded.directed,
      sequence_order = excluded.sequence_order, channel = NULL`,
  update: "UPDATE edges SET label = ?, weight = ?, directed = ?, sequence_order = ? WHERE id = ?",
  delete: "DELETE FROM edges WHERE id = ?",
  outgoing: `SELECT ${LINKED} FROM edges e JOIN nodes n ON n.id = e.target_id WHERE e.source_id = ? AND n.deleted_at IS NULL
    ORDER BY e.sequence_order, n.name_key, n.id LIMIT ?`,
  incoming: `SELECT ${LINKED} FROM edges e JOIN nodes n ON n.id = e.source_id WHERE e.target_id = ? AND n.deleted_at IS NULL
    ORDER BY n.modified_at DESC, n.id DESC LIMIT ?`,
};

/** One edge of a type per ordered pair: made, or brought up to date (F9). A wikilink's edge becomes the person's own. Answers its id. */
export function putEdge(ctx: WriteContext, edge: NewEdge): string {
  const old = ctx.db.row<EdgeRow>(EDGES_SQL.pair, [edge.source_id, edge.target_id, edge.edge_type]);
  if (!old && ctx.db.value(EDGES_SQL.exists, [edge.id]) !== undefined) {
    throw new Refusal("EdgeExists", "Another link has this id already. Nothing was changed; try again with another id.");
  }
  ctx.db.run(EDGES_SQL.put, [old?.id ?? edge.id, edge.edge_type, edge.source_id, edge.target_id, ...merged(old, edge), ctx.at]);
  return old?.id ?? edge.id;
}

type EdgePatch = Pick<NewEdge, "label" | "weight" | "directed" | "sequence_order">;

const merged = (old: EdgeRow | undefined, patch: EdgePatch) => [
  patch.label === undefined ? (old?.label ?? null) : patch.label,
  patch.weight ?? old?.weight ?? 1,
  patch.directed ?? (old ? old.directed === 1 : true),
  patch.sequence_order === undefined ? (old?.sequence_order ?? null) : patch.sequence_order,
];

export function updateEdge(ctx: WriteContext, id: string, patch: EdgePatch): void {
  ctx.db.run(EDGES_SQL.update, [...merged(needEdge(ctx, id), patch), id]);
}

export function deleteEdge(ctx: WriteContext, id: string): void {
  needEdge(ctx, id);
  ctx.db.run(EDGES_SQL.delete, [id]);
}

function needEdge(ctx: ReadContext, id: string): EdgeRow {
  const edge = ctx.db.row<EdgeRow>(EDGES_SQL.byId, [id]);
  if (!edge) throw new Refusal("EdgeNotFound", "This link is not here any more. Nothing was changed.");
  return edge;
}

/** Nodes at the other end of a node's edges, those in the trash left out. */
export const outgoing = (ctx: ReadContext, id: string, limit: number): LinkedRow[] => ctx.db.rows(EDGES_SQL.outgoing, [id, limit]);
export const incoming = (ctx: ReadContext, id: string, limit: number): LinkedRow[] => ctx.db.rows(EDGES_SQL.incoming, [id, limit]);
