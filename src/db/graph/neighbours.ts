import type { ReadContext } from "../module.ts";
import { EDGE_KINDS, type EdgeKind } from "../spine/edges.ts";

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
 * `pk` is written with its table: alone it would be the trashed node's own.
 */
export const alive = (pk: `${string}.${string}`): string =>
  `NOT EXISTS (SELECT 1 FROM nodes t INDEXED BY nodes_trashed_by_pk WHERE t.pk = ${pk} AND t.deleted_at IS NOT NULL)`;

/** The `way`s of `edge_ends` that lead on; `both`: all of them. */
const WAYS: Readonly<Record<Direction, string>> = { both: "", out: " AND e.way IN (0, 2, 3)", in: " AND e.way IN (1, 2, 3)" };
/** ?1: nodes, ?2: kinds of edges, as JSON. */
export const stepsFrom = (direction: Direction): string =>
  `FROM json_each(?1) f CROSS JOIN edge_ends e ON e.node = f.value${WAYS[direction]}`;
const TYPED = "WHERE e.kind IN (SELECT value FROM json_each(?2))";

/** What comes twice is dropped where it is remembered what was seen, in a tenth of the time of sorting it here. */
const untyped = (direction: Direction): string => `SELECT json_group_array(e.other) ${stepsFrom(direction)}`;
const typed = (direction: Direction): string => `${untyped(direction)} ${TYPED}`;

export const NEIGHBOURS_SQL = {
  both: untyped("both"),
  out: untyped("out"),
  in: untyped("in"),
  bothTyped: typed("both"),
  outTyped: typed("out"),
  inTyped: typed("in"),
  trashed: `SELECT json_group_array(t.pk) FROM json_each(?1) f CROSS JOIN nodes t INDEXED BY nodes_trashed_by_pk ON t.pk = f.value
    WHERE t.deleted_at IS NOT NULL`,
  pk: "SELECT pk FROM nodes WHERE id = ? AND deleted_at IS NULL",
};

/** Nodes are walked by their numbers; one that is in the trash has none. */
export const pkOf = (ctx: ReadContext, id: string): number | undefined => ctx.db.value<number>(NEIGHBOURS_SQL.pk, [id]);

/** The kinds of `edge_ends` as JSON, or null for every one. */
export const kindsOf = (types: readonly EdgeKind[] | undefined): string | null =>
  types ? JSON.stringify(types.map((type) => EDGE_KINDS.indexOf(type))) : null;

/** Living neighbours of the nodes that are not in `seen` yet, each once; adds them. An edge is told from either end (F7). Numbers cross as JSON. */
export function neighbours(ctx: ReadContext, pks: readonly number[], { direction, types }: Follow, seen: Set<number>): number[] {
  const from = JSON.stringify(pks);
  const found = types
    ? ctx.db.value<string>(NEIGHBOURS_SQL[`${direction}Typed`], [from, kindsOf(types)])
    : ctx.db.value<string>(NEIGHBOURS_SQL[direction], [from]);
  const fresh: number[] = [];
  for (const pk of JSON.parse(found!) as number[]) {
    if (seen.has(pk)) continue;
    seen.add(pk);
    fresh.push(pk);
  }
  const trashed = new Set(JSON.parse(ctx.db.value<string>(NEIGHBOURS_SQL.trashed, [JSON.stringify(fresh)])!) as number[]);
  return trashed.size === 0 ? fresh : fresh.filter((pk) => !trashed.has(pk));
}
