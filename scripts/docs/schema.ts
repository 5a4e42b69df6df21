import { dataModules } from "../../src/content/index.data.ts";
import type { Database } from "../../src/db/sqlite.ts";
import { openTestEngine } from "../../src/db/testing.ts";

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly dflt_value: string | null;
  readonly pk: number;
}

const HEAD = `# The database

*Generated from a freshly migrated database by \`npm run docs\`; a test fails when it is out of date.*

One SQLite file. Open a downloaded backup with any SQLite tool. Times are milliseconds since 1970-01-01 UTC; ids are UUIDv7
text; columns that end in \`_json\` hold JSON. Tables are STRICT. Nothing is ever removed from the schema, only added.

`;

const TABLES = `SELECT name, sql FROM sqlite_schema
WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
  AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY name`;
const COLUMNS = `SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)`;
const REFERENCES = `SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)`;
const INDEXES = `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name`;

/** The whole of docs/schema.md. */
export async function schemaReference(): Promise<string> {
  const engine = await openTestEngine(dataModules);
  const db: Database = engine.db;
  const tables = db.rows<{ name: string; sql: string }>(TABLES);
  const text =
    HEAD + tables.map(({ name, sql }) => (sql.startsWith("CREATE VIRTUAL") ? virtualTable(name, sql) : table(db, name))).join("\n");
  db.close();
  return text;
}

const virtualTable = (name: string, sql: string) => `## \`${name}\`\n\nA full-text index.\n\n\`\`\`sql\n${sql}\n\`\`\`\n`;

function table(db: Database, name: string): string {
  const references = new Map(
    db.rows<{ from: string; table: string; to: string }>(REFERENCES, [name]).map((row) => [row.from, `→ \`${row.table}.${row.to}\``]),
  );
  const columns = db.rows<Column>(COLUMNS, [name]).map((column) => {
    const facts = [
      column.pk > 0 ? "key" : "",
      column.notnull || column.pk > 0 ? "" : "may be NULL",
      column.dflt_value === null ? "" : `default \`${column.dflt_value}\``,
      references.get(column.name) ?? "",
    ];
    return `| \`${column.name}\` | ${column.type} | ${facts.filter(Boolean).join(", ")} |`;
  });
  const indexes = db.rows<{ sql: string }>(INDEXES, [name]).map(({ sql }) => `${sql};`);
  const code = indexes.length > 0 ? `\n\`\`\`sql\n${indexes.join("\n")}\n\`\`\`\n` : "";
  return `## \`${name}\`\n\n| column | type | |\n|---|---|---|\n${columns.join("\n")}\n${code}`;
}
