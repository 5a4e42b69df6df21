import { expect, test } from "vitest";
import { dataModules } from "../content/index.data.ts";
import { openMemory, openMemoryFile } from "./drivers/memory.ts";
import { MIGRATE_SQL, migrate, pendingMigrations, schemaVersion, sequencesOf, type Sequence } from "./migrate.ts";
import { DIRTY_SQL } from "./dirty-nodes.ts";
import { ENGINE_SQL } from "./engine.ts";
import { HEALTH_SQL } from "./health.ts";
import { needsUpgrade, openEngine } from "./open.ts";
import { PRUNE_SQL } from "./prune.ts";
import { schemaText } from "./schema/schema-text.ts";
import { SPINE_TRACKED } from "./schema/spine.ts";
import { portableSql, portableTables } from "./portable/tables.ts";
import { undoTableSql, undoTables } from "./spine/undo-tables.ts";
import type { Database } from "./sqlite.ts";
import { TEST_TIME } from "./testing.ts";
import { documentSql, versionedTables } from "./versions/document.ts";
import { HOST_SQL } from "../worker/host.ts";

const SHIPPED = sequencesOf(dataModules);
/** One more step of the spine, so that upgrading is tried before there is a second version. */
const NEXT: Sequence[] = SHIPPED.map((sequence) =>
  sequence.name === "spine"
    ? {
        ...sequence,
        migrations: [
          ...sequence.migrations,
          {
            number: sequence.migrations.length + 1,
            sql: "ALTER TABLE nodes ADD COLUMN mood TEXT; CREATE INDEX nodes_by_mood ON nodes (mood);",
          },
        ],
      }
    : sequence,
);
const BROKEN: Sequence[] = NEXT.map((sequence) =>
  sequence.name === "spine"
    ? {
        ...sequence,
        migrations: sequence.migrations.map((m) =>
          m.sql.includes("mood") ? { ...m, sql: `${m.sql} INSERT INTO nowhere VALUES (1);` } : m,
        ),
      }
    : sequence,
);
const withData = (db: Database) =>
  db.script(
    "INSERT INTO nodes (id, node_type, name, created_at, modified_at) VALUES ('a', 'note', 'Kept', 1, 2); INSERT INTO notes (id) VALUES ('a');",
  );

/** The first `length` migrations of all, in the order in which they run: every version that can be in somebody's hands. */
const versions = Array.from({ length: schemaVersion(NEXT) }, (_, i) => i + 1);
function upTo(sequences: readonly Sequence[], length: number): Sequence[] {
  let left = length;
  return sequences.map((sequence) => {
    const migrations = sequence.migrations.slice(0, left);
    left -= migrations.length;
    return { ...sequence, migrations };
  });
}

test.each(versions)("DB5: an upgrade from version %i gives the schema of a fresh database", async (version) => {
  const [fresh, old] = [await openMemory(), await openMemory()];
  migrate(fresh, NEXT, TEST_TIME);
  migrate(old, upTo(NEXT, version), TEST_TIME);
  expect(old.value(MIGRATE_SQL.version)).toBe(version);
  migrate(old, NEXT, TEST_TIME);
  expect(schemaText(old)).toBe(schemaText(fresh));
  expect(old.value(MIGRATE_SQL.version)).toBe(fresh.value(MIGRATE_SQL.version));
  expect(pendingMigrations(old, NEXT)).toEqual([]);
});

test("DB5: an upgrade keeps the rows, and is announced before it changes anything", async () => {
  const connection = await openMemory();
  migrate(connection, SHIPPED, TEST_TIME);
  withData(connection);
  const modules = [
    ...dataModules,
    { ...dataModules[0]!, name: "later", migrations: [{ number: 1, sql: "CREATE TABLE later (id TEXT PRIMARY KEY)" }], tracked: [] },
  ];
  expect([needsUpgrade(connection, modules), needsUpgrade(await openMemory(), modules)]).toEqual([true, false]);
  const engine = openEngine({ connection, modules, indexNodes: () => undefined, now: () => TEST_TIME });
  expect(engine.db.row("SELECT id, name FROM nodes")).toEqual({ id: "a", name: "Kept" });
  expect(needsUpgrade(connection, modules)).toBe(false);
});

test("failure 10, failure 28: a migration that fails, or is killed, leaves the old version intact", async () => {
  const { name, db } = await openMemoryFile();
  migrate(db, SHIPPED, TEST_TIME);
  withData(db);
  const before = [schemaText(db), db.value(MIGRATE_SQL.version)];
  expect(() => migrate(db, BROKEN, TEST_TIME)).toThrow("nowhere");
  expect([schemaText(db), db.value(MIGRATE_SQL.version)]).toEqual(before);
  // Killed in the middle: the connection is lost with the transaction open, and another leader finishes.
  db.script("BEGIN IMMEDIATE; ALTER TABLE nodes ADD COLUMN mood TEXT;");
  const next = (await openMemoryFile(name)).db;
  expect([schemaText(next), next.value(MIGRATE_SQL.version)]).toEqual(before);
  expect(migrate(next, NEXT, TEST_TIME)).toBe(1);
  expect(next.row("SELECT name, mood FROM nodes")).toEqual({ name: "Kept", mood: null });
});

test("failure 28: the person is told in words that an upgrade failed, and why; the old version is intact", async () => {
  const connection = await openMemory();
  migrate(connection, SHIPPED, TEST_TIME);
  withData(connection);
  const before = [schemaText(connection), connection.value(MIGRATE_SQL.version)];
  const broken = {
    ...dataModules[0]!,
    name: "later",
    migrations: [{ number: 1, sql: "CREATE TABLE later (id); INSERT INTO nowhere VALUES (1);" }],
  };
  const upgrade = () =>
    openEngine({ connection, modules: [...dataModules, { ...broken, tracked: [] }], indexNodes: () => undefined, now: () => TEST_TIME });
  expect(upgrade).toThrow(expect.objectContaining({ failure: { type: "MigrationFailed", message: expect.stringContaining("nowhere") } }));
  expect([schemaText(connection), connection.value(MIGRATE_SQL.version)]).toEqual(before);
});

test("failure 12: a database newer than the code is refused untouched", async () => {
  const db = await openMemory();
  migrate(db, NEXT, TEST_TIME);
  withData(db);
  const before = [schemaText(db), db.value(MIGRATE_SQL.version), db.value("PRAGMA data_version"), db.value("SELECT total_changes()")];
  expect(() => migrate(db, SHIPPED, TEST_TIME)).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ type: "NewerDatabase" }) }),
  );
  expect([schemaText(db), db.value(MIGRATE_SQL.version), db.value("PRAGMA data_version"), db.value("SELECT total_changes()")]).toEqual(
    before,
  );
  const foreign = await openMemory();
  foreign.script("PRAGMA user_version = 9999");
  expect(() => pendingMigrations(foreign, SHIPPED)).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ type: "NewerDatabase" }) }),
  );
});

test("DB6: a migration that was edited after it had been applied is refused", async () => {
  const db = await openMemory();
  migrate(db, SHIPPED, TEST_TIME);
  const edited = SHIPPED.map((s) =>
    s.name === "kernel" ? { ...s, migrations: s.migrations.map((m) => ({ ...m, sql: `${m.sql} ` })) } : s,
  );
  expect(() => migrate(db, edited, TEST_TIME)).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ type: "ChangedMigration" }) }),
  );
});

test("DB6: migrations are numbered from 1 without gaps, and no two sequences share a name", () => {
  for (const { migrations } of SHIPPED) expect(migrations.map((m) => m.number)).toEqual(migrations.map((_, i) => i + 1));
  expect(() => sequencesOf([{ name: "spine", migrations: [{ number: 1, sql: "" }] }])).toThrow("same name");
});

test("DB7: the schema is what the golden file says; after adding a migration renew it with `npx vitest run src/db/migrate.test.ts -u`", async () => {
  const db = await openMemory();
  migrate(db, SHIPPED, TEST_TIME);
  await expect(schemaText(db)).toMatchFileSnapshot("./schema/schema.golden.sql");
});

test("DB10: every SQL statement of every module prepares against the real schema", async () => {
  const db = await openMemory();
  migrate(db, SHIPPED, TEST_TIME);
  let prepared = 0;
  const own = { name: "engine", sql: { ...MIGRATE_SQL, ...HEALTH_SQL, ...DIRTY_SQL, ...ENGINE_SQL, ...PRUNE_SQL, ...HOST_SQL } };
  const tracked = [...SPINE_TRACKED, ...dataModules.flatMap((module) => module.tracked)];
  const built = [
    ...documentSql(versionedTables(tracked)),
    ...undoTableSql(undoTables(db, tracked)),
    ...portableSql(portableTables(db, tracked)),
  ];
  for (const module of [own, { name: "built", sql: Object.fromEntries(built.entries()) }, ...dataModules]) {
    for (const [name, sql] of Object.entries(module.sql)) {
      prepared++;
      expect(
        () =>
          db.run(
            `EXPLAIN ${sql}`,
            Array.from({ length: parametersOf(sql) }, () => null),
          ),
        `${module.name}.${name}`,
      ).not.toThrow();
    }
  }
  expect(prepared).toBeGreaterThan(20);
});

/** Numbered parameters count by their highest number, others one by one. */
function parametersOf(sql: string): number {
  const bare = sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*/g, "");
  const numbered = [...bare.matchAll(/\?(\d+)/g)].map((match) => Number(match[1]));
  return numbered.length > 0 ? Math.max(...numbered) : (bare.match(/\?/g) ?? []).length;
}
