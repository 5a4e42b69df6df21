import { SQLocal } from "sqlocal";
import type { SqliteDriver, Value } from "./sqlite.ts";

/** As its guide shows it: the client lives in the page, its own worker holds the file. */
export function sqlocal(): SqliteDriver {
  let db: SQLocal;
  return {
    open: async () => {
      db = new SQLocal("bench.sqlite");
      const { storageType } = await db.getDatabaseInfo();
      if (storageType !== "opfs") throw new Error(`no file in OPFS, but ${storageType}`);
      await db.sql("PRAGMA synchronous = FULL");
    },
    script: async (sql) => {
      // One statement a call; those of a trigger belong together.
      for (const statement of sql.split(/;\s*(?=CREATE|$)/)) if (statement.trim() !== "") await db.sql(statement);
    },
    rows: (sql, values) => db.sql<Record<string, Value>>(sql, ...values),
    batch: async (batches) => {
      await db.batch(() => batches.flatMap(({ sql, values }) => values.map((params) => ({ sql, params: [...params] }))));
    },
    close: () => db.destroy(),
  };
}
