import type { Database } from "../sqlite.ts";

const SQL =
  "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT GLOB '*_fts_*' ORDER BY type DESC, name";

/** The schema as one text, for the golden file: statements in a fixed order, as SQLite keeps them. Tables that FTS5 makes for itself are left out. */
export const schemaText = (db: Database): string =>
  db
    .rows<{ sql: string }>(SQL)
    .map(({ sql }) => `${sql};\n`)
    .join("\n");
