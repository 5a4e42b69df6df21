import { openNative } from "../../native.ts";
import type { Database } from "../../../src/db/sqlite.ts";
import type { SqliteDriver, Value } from "./sqlite.ts";

/** A file of this machine without a browser: the limit. */
export const nativeDriver = (path: string): SqliteDriver => localDriver(() => openNative(path));

/** Any SQLite of this process; tests take the one in memory. */
export function localDriver(open: () => Database | Promise<Database>): SqliteDriver {
  let db: Database;
  return {
    open: async () => void (db = await open()),
    script: async (sql) => void db.script(sql),
    rows: async (sql, values) => db.rows<Record<string, Value>>(sql, values),
    batch: async (batches) => {
      db.transaction(() => {
        for (const { sql, values } of batches) for (const list of values) db.run(sql, list);
      });
    },
    close: async () => void db.close(),
  };
}
