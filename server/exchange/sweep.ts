import { accountRows } from "../auth/account-rows.ts";
import type { Store } from "../store/store.ts";

/** How long the server remembers what it needs only to check old tokens. */
const REMEMBERED_MS = 180 * 86_400_000;

const SQL = {
  /** An operation is forgotten when the one after it is old enough: who had read up to that one needs its tag to go on. */
  floors: `UPDATE space s SET gc_floor = old.floor
    FROM (SELECT space_id, max(seq) AS floor FROM txtag WHERE at < $1 GROUP BY space_id) old
    WHERE old.space_id = s.space_id AND old.floor > s.gc_floor`,
  tags: `DELETE FROM txtag t USING space s WHERE s.space_id = t.space_id AND t.seq < s.gc_floor`,
  conflicts: `DELETE FROM conflict c USING space s WHERE s.space_id = c.space_id AND c.resolved = 1 AND c.seq < s.gc_floor`,
  invites: `DELETE FROM invite WHERE expires_at < $1`,
};

/** Forgets what nobody asks for any more (SV8): old tags, resolved conflicts, ended sessions and invites. Records stay for ever. */
export const sweep = (store: Store, now: number): Promise<void> =>
  store.write(async (sql) => {
    await sql(SQL.floors, [now - REMEMBERED_MS]);
    await sql(SQL.tags);
    await sql(SQL.conflicts);
    await sql(SQL.invites, [now]);
    await accountRows(sql).endExpired(now);
  });
