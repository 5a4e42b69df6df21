import { type Database, SqlError } from "./sqlite.ts";

/** `meta` holds this key while the database is open: if it is there at the next start, the last one was not closed. */
const KEY = "open";

export const HEALTH_SQL = {
  wasOpen: "SELECT 1 FROM meta WHERE key = ?",
  open: "INSERT INTO meta (key, value_json) VALUES (?, 'true') ON CONFLICT (key) DO NOTHING",
  closed: "DELETE FROM meta WHERE key = ?",
  tables: "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name",
} as const;

/** Notes that the database is open; answers whether the last time ended without closing it (a crash, a kill). */
export function markOpen(db: Database): { unclean: boolean } {
  const unclean = db.value(HEALTH_SQL.wasOpen, [KEY]) !== undefined;
  if (!unclean) db.run(HEALTH_SQL.open, [KEY]);
  return { unclean };
}

export const markClosed = (db: Database): void => void db.run(HEALTH_SQL.closed, [KEY]);

/**
 * `quick_check` one table at a step, so that nobody waits for it: yields nothing while all is well, the first
 * complaint otherwise (DB8).
 */
export function* checkTables(db: Database): Generator<string | null> {
  for (const { name } of db.rows<{ name: string }>(HEALTH_SQL.tables)) {
    yield complaintOf(db, name, "quick_check");
  }
}

/** What SQLite has against a table, or null. The whole check also compares its indexes with it. */
export function complaintOf(db: Database, table: string, pragma: "quick_check" | "integrity_check"): string | null {
  try {
    // The name comes from the schema itself.
    const answer = db.value<string>(`PRAGMA ${pragma}('${table.replaceAll("'", "''")}')`);
    return answer === "ok" ? null : `${table}: ${answer}`;
  } catch (error) {
    if (isDamage(error)) return `${table}: ${(error as SqlError).message}`;
    throw error;
  }
}

const CORRUPT = 11;
const NOT_A_DATABASE = 26;
export const isDamage = (error: unknown): boolean => error instanceof SqlError && (error.code === CORRUPT || error.code === NOT_A_DATABASE);
