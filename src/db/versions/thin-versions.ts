import type { Database } from "../sqlite.ts";
import { removeVersions } from "./store.ts";
import { surplus } from "./thin.ts";

export const THIN_SQL = {
  next: "SELECT node_id FROM versions WHERE node_id > ? GROUP BY node_id HAVING count(*) > 1 ORDER BY node_id LIMIT 1",
  ages: "SELECT seq, at, label IS NOT NULL AS named FROM versions WHERE node_id = ? ORDER BY seq DESC",
};

/** Thins the versions of the next node after `after` that has several; answers that node, or null after the last. `now`: milliseconds UTC. */
export function thinNext(db: Database, after: string, now: number): string | null {
  const nodeId = db.value<string>(THIN_SQL.next, [after]);
  if (nodeId === undefined) return null;
  const ages = db.rows<{ seq: number; at: number; named: number }>(THIN_SQL.ages, [nodeId]);
  const goes = surplus(
    ages.map(({ seq, at, named }) => ({ seq, at, named: named === 1 })),
    now,
  );
  if (goes.length > 0) db.transaction(() => removeVersions(db, nodeId, goes));
  return nodeId;
}
