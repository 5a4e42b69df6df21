import type { ReadContext } from "../module.ts";
import type { EdgeKind } from "../spine/edges.ts";

export type Direction = "both" | "out" | "in";

/** Which edges are followed, and which way. */
export interface Follow {
  readonly direction: Direction;
  /** Absent: every type. */
  readonly types?: readonly EdgeKind[] | undefined;
}

/** The same edges, walked from the other end. */
export const reversed = (follow: Follow): Follow => ({
  ...follow,
  direction: follow.direction === "both" ? "both" : follow.direction === "out" ? "in" : "out",
});

/**
 * Only what is not in the trash is a neighbour: nothing leads to or through what is (GR1). A look into a small partial index.
 * `column` is written with its table: `id` alone would be the trashed node's own.
 */
export const alive = (column: `${string}.${string}`): string =>
  `NOT EXISTS (SELECT 1 FROM nodes t INDEXED BY nodes_trashed_by_id WHERE t.id = ${column} AND t.deleted_at IS NOT NULL)`;

/** ?1: ids as JSON. ?2: edge types as JSON. Each half reads one index and no row of the table. */
const FORWARD = "SELECT e.target_id AS id FROM json_each(?1) f CROSS JOIN edges e ON e.source_id = f.value";
const BACKWARD = `SELECT e.source_id AS id FROM json_each(?1) f CROSS JOIN edges e INDEXED BY edges_to_target ON e.target_id = f.value`;
const UNDIRECTED_FORWARD = `SELECT e.target_id AS id FROM json_each(?1) f
  CROSS JOIN edges e INDEXED BY edges_undirected_by_source ON e.source_id = f.value AND e.directed = 0`;
const UNDIRECTED_BACKWARD = `SELECT e.source_id AS id FROM json_each(?1) f
  CROSS JOIN edges e INDEXED BY edges_undirected_by_target ON e.target_id = f.value AND e.directed = 0`;

const TYPED = " WHERE e.edge_type IN (SELECT value FROM json_each(?2))";
const HALVES: Readonly<Record<Direction, readonly [string, string]>> = {
  both: [FORWARD, BACKWARD],
  out: [FORWARD, UNDIRECTED_BACKWARD],
  in: [BACKWARD, UNDIRECTED_FORWARD],
};

/** UNION ALL: what comes twice is dropped where it is remembered what was seen, in a tenth of the time of sorting it here. */
const neighboursSql = (direction: Direction, typed: boolean): string =>
  `SELECT json_group_array(p.id) FROM (${HALVES[direction].map((half) => half + (typed ? TYPED : "")).join(" UNION ALL ")}) p`;

export const NEIGHBOURS_SQL = {
  both: neighboursSql("both", false),
  out: neighboursSql("out", false),
  in: neighboursSql("in", false),
  bothTyped: neighboursSql("both", true),
  outTyped: neighboursSql("out", true),
  inTyped: neighboursSql("in", true),
  trashed: `SELECT json_group_array(t.id) FROM json_each(?1) f CROSS JOIN nodes t INDEXED BY nodes_trashed_by_id ON t.id = f.value
    WHERE t.deleted_at IS NOT NULL`,
  living: "SELECT 1 FROM nodes WHERE id = ? AND deleted_at IS NULL",
};

export const isLiving = (ctx: ReadContext, id: string): boolean => ctx.db.value(NEIGHBOURS_SQL.living, [id]) !== undefined;

/** Living neighbours of the nodes that are not in `seen` yet, each once; adds them. An edge is told from either end (F7). Ids cross as JSON. */
export function neighbours(ctx: ReadContext, ids: readonly string[], { direction, types }: Follow, seen: Set<string>): string[] {
  const from = JSON.stringify(ids);
  const found = types
    ? ctx.db.value<string>(NEIGHBOURS_SQL[`${direction}Typed`], [from, JSON.stringify(types)])
    : ctx.db.value<string>(NEIGHBOURS_SQL[direction], [from]);
  const fresh: string[] = [];
  for (const id of JSON.parse(found!) as string[]) {
    if (seen.has(id)) continue;
    seen.add(id);
    fresh.push(id);
  }
  const trashed = new Set(JSON.parse(ctx.db.value<string>(NEIGHBOURS_SQL.trashed, [JSON.stringify(fresh)])!) as string[]);
  return trashed.size === 0 ? fresh : fresh.filter((id) => !trashed.has(id));
}
