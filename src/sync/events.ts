import type { Database } from "../db/sqlite.ts";

export type EventKind = "started" | "succeeded" | "failed" | "conflict" | "evicted" | "signed_in" | "signed_out";

export const EVENTS_SQL = {
  note: "INSERT INTO sync_event (at, kind, space_id, duration_ms, pushed, pulled, message) VALUES (?, ?, ?, ?, ?, ?, ?)",
  prune: "DELETE FROM sync_event WHERE at < ? OR pk <= (SELECT max(pk) FROM sync_event) - 5000",
  list: "SELECT at, kind, space_id, duration_ms, pushed, pulled, message FROM sync_event ORDER BY pk DESC LIMIT ?",
  rates: `SELECT date(at / 1000, 'unixepoch') AS day, sum(kind = 'succeeded') AS succeeded, sum(kind = 'failed') AS failed, sum(kind = 'conflict') AS conflicts
    FROM sync_event WHERE at >= (SELECT max(at) FROM sync_event) - ? * 86400000 GROUP BY day ORDER BY day`,
} as const;

const KEPT_MS = 90 * 86_400_000;

export function noteEvent(
  db: Database,
  { at, kind, ...more }: { at: number; kind: EventKind; duration_ms?: number; pushed?: number; pulled?: number; message?: string },
): void {
  db.run(EVENTS_SQL.note, [at, kind, null, more.duration_ms ?? null, more.pushed ?? 0, more.pulled ?? 0, more.message ?? null]);
  db.run(EVENTS_SQL.prune, [at - KEPT_MS]);
}
