import type { WriteContext } from "../db/module.ts";
import { noteEvent } from "./events.ts";
import { keepSilent } from "./meta.ts";

export const CACHE_SQL = {
  left: `DELETE FROM nodes WHERE space_id IN (SELECT space_id FROM sync_space WHERE phase = 'gone')
    AND NOT EXISTS (SELECT 1 FROM sync_touch t WHERE t.id = nodes.id)`,
} as const;

/** What is left of spaces that one is no member of any more, except what the server never had. Answers how many nodes. */
export function clearCache({ db, at }: WriteContext): number {
  keepSilent(db);
  const rows = db.run(CACHE_SQL.left);
  if (rows > 0) noteEvent(db, { at, kind: "evicted", pulled: rows });
  return rows;
}
