import type { Database } from "./sqlite.ts";

const DAY_MS = 86_400_000;
/** How long a change can be taken back, and a retry finds its stored result. */
export const KEEP_MS = 30 * DAY_MS;
/** Characters of what was there before that are kept at most. */
export const KEEP_CHARACTERS = 64_000_000;

export const PRUNE_SQL = {
  mutations: "DELETE FROM mutations WHERE at < ?",
  forgetOld: "UPDATE changes SET before_json = NULL WHERE before_json IS NOT NULL AND op <> 'insert' AND at < ?",
  forgetBeyond: `UPDATE changes SET before_json = NULL WHERE before_json IS NOT NULL AND op <> 'insert' AND seq <= (
    SELECT coalesce(max(seq), 0) FROM (SELECT seq, sum(length(before_json)) OVER (ORDER BY seq DESC) AS held FROM changes WHERE before_json IS NOT NULL) WHERE held > ?)`,
  dropDone: "DELETE FROM changes WHERE at < ? AND synced = 1",
} as const;

/** Keeps the record of changes from growing for ever (CH6). What still waits for sync keeps its row. Answers how many rows it touched. */
export function prune(db: Database, now: number, characters = KEEP_CHARACTERS): number {
  const before = now - KEEP_MS;
  return db.transaction(
    () =>
      db.run(PRUNE_SQL.dropDone, [before]) +
      db.run(PRUNE_SQL.forgetOld, [before]) +
      db.run(PRUNE_SQL.forgetBeyond, [characters]) +
      db.run(PRUNE_SQL.mutations, [before]),
  );
}
