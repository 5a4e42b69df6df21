import type { Database } from "../db/sqlite.ts";
import { readMeta, writeMeta } from "./meta.ts";

export const RESTORED_SQL = {
  knowsSync: "SELECT 1 FROM sqlite_schema WHERE name = 'sync_meta'",
} as const;

/** A backup from when sync was on does not turn it on again (BR11). One from before there was sync is left as it is. */
export function keepMode(present: Database, restored: Database): void {
  const mode = readMeta(present, "mode");
  if (mode !== undefined && restored.value(RESTORED_SQL.knowsSync) !== undefined) writeMeta(restored, "mode", mode);
}
