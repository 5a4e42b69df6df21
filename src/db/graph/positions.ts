import type { WriteContext } from "../module.ts";

export const POSITIONS_SQL = {
  /** ?1: `[[id, x, y], …]`. Nodes that are gone meanwhile are left out. */
  put: `INSERT INTO graph_positions (node_id, x, y)
    SELECT n.id, j.value ->> 1, j.value ->> 2 FROM json_each(?1) j CROSS JOIN nodes n ON n.id = j.value ->> 0 WHERE n.deleted_at IS NULL
    ON CONFLICT (node_id) DO UPDATE SET x = excluded.x, y = excluded.y WHERE x <> excluded.x OR y <> excluded.y`,
  clear: "DELETE FROM graph_positions",
};

export interface Position {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Keeps where nodes stand on the picture. Derived: not recorded as a change, so undo and sync leave it alone (GR8). */
export const place = (ctx: WriteContext, positions: readonly Position[]): { placed: number } => ({
  placed: ctx.db.run(POSITIONS_SQL.put, [JSON.stringify(positions.map(({ id, x, y }) => [id, x, y]))]),
});

export const forgetLayout = (ctx: WriteContext): { forgotten: number } => ({ forgotten: ctx.db.run(POSITIONS_SQL.clear) });
