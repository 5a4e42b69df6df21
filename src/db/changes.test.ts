import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeBefore } from "./before.ts";
import { openMemory } from "./drivers/memory.ts";
import type { Engine } from "./engine.ts";
import type { DataModule } from "./module.ts";
import { openEngine } from "./open.ts";
import type { Database, Row, SqlValue } from "./sqlite.ts";
import { TEST_TIME } from "./testing.ts";

const THINGS: DataModule = {
  name: "things",
  migrations: [
    {
      number: 1,
      sql: "CREATE TABLE things (id TEXT PRIMARY KEY, a TEXT, b, c BLOB) WITHOUT ROWID; CREATE TABLE cells (pk INTEGER PRIMARY KEY, id TEXT UNIQUE, x)",
    },
  ],
  tracked: [
    { table: "things", key: "id", syncs: true },
    { table: "cells", key: "id", syncs: true },
  ],
  commands: {},
  queries: {},
  tasks: {},
  sql: {},
};
const open = async (): Promise<Engine> =>
  openEngine({ connection: await openMemory(), modules: [THINGS], indexNodes: () => undefined, now: () => TEST_TIME });

let writes = 0;
const write = (engine: Engine, work: (db: Database) => void): string => {
  const mutationId = `m${++writes}`;
  engine.write({ mutationId, origin: "local", at: TEST_TIME }, () => work(engine.db));
  return mutationId;
};
const recorded = (engine: Engine, id: string) =>
  engine.db.rows<{ table_name: string; row_id: string; op: string; columns_json: string; before_json: string | null }>(
    "SELECT table_name, row_id, op, columns_json, before_json FROM changes WHERE mutation_id = ? ORDER BY seq",
    [id],
  );
const ops = (engine: Engine, id: string) =>
  recorded(engine, id).map((c) => `${c.op} ${c.table_name}/${c.row_id} ${c.columns_json} ${c.before_json}`);

test("CH2: what is recorded is the net effect of the transaction on each row", async () => {
  const engine = await open();
  const first = write(engine, (db) => {
    db.run("INSERT INTO things (id, a) VALUES ('x', '1'), ('y', '1'), ('gone', '1')");
    db.run("UPDATE things SET a = '2' WHERE id = 'x'");
    db.run("DELETE FROM things WHERE id = 'gone'");
  });
  expect(ops(engine, first)).toEqual(["insert things/x [] null", "insert things/y [] null"]);
  const second = write(engine, (db) => {
    db.run("UPDATE things SET a = '3', b = 7");
    db.run("UPDATE things SET a = '2' WHERE id = 'x'");
    db.run("UPDATE things SET b = NULL WHERE id = 'x'");
  });
  expect(ops(engine, second)).toEqual(['update things/y ["a","b"] {"a":"1","b":null}']);
  const third = write(engine, (db) => {
    db.run("UPDATE things SET a = 'late' WHERE id = 'x'");
    db.run("DELETE FROM things");
    db.run("INSERT INTO things (id, a, b) VALUES ('y', 'again', 7)");
  });
  expect(ops(engine, third)).toEqual(['delete things/x [] {"a":"2","id":"x","b":null,"c":null}', 'update things/y ["a"] {"a":"3"}']);
});

test("CH3: a savepoint that is undone takes its records with it, a rollback all of them", async () => {
  const engine = await open();
  const id = write(engine, (db) => {
    db.run("INSERT INTO things (id) VALUES ('kept')");
    const inner = () =>
      db.transaction(() => {
        db.run("INSERT INTO things (id) VALUES ('undone')");
        throw new Error("refused");
      });
    expect(inner).toThrow("refused");
  });
  expect(ops(engine, id)).toEqual(["insert things/kept [] null"]);
  expect(() => write(engine, (db) => (db.run("DELETE FROM things"), db.run("SELECT nothing")))).toThrow("nothing");
  expect(engine.db.value("SELECT count(*) FROM changes")).toBe(1);
});

test("CH4: a key that changes is one row gone and another come; origin and time are kept", async () => {
  const engine = await open();
  write(engine, (db) => db.run("INSERT INTO things (id, a) VALUES ('old', 'v')"));
  engine.write({ mutationId: "far", origin: "remote", at: 42 }, () => void engine.db.run("UPDATE things SET id = 'new'"));
  expect(engine.db.rows("SELECT op, row_id, origin, at, synced FROM changes WHERE mutation_id = 'far' ORDER BY row_id")).toEqual([
    { op: "insert", row_id: "new", origin: "remote", at: 42, synced: 0 },
    { op: "delete", row_id: "old", origin: "remote", at: 42, synced: 0 },
  ]);
});

test("failure 15 (CH1): REPLACE, WITHOUT ROWID and DELETE of a whole table are recorded", async () => {
  const engine = await open();
  write(engine, (db) => db.run("INSERT INTO cells (pk, id, x) VALUES (1, 'a', 1), (2, 'b', 2)"));
  const replaced = write(engine, (db) => db.run("REPLACE INTO cells (pk, id, x) VALUES (9, 'a', 3)"));
  expect(ops(engine, replaced)).toEqual(['update cells/a ["pk","x"] {"pk":1,"x":1}']);
  const emptied = write(engine, (db) => db.run("DELETE FROM cells"));
  expect(recorded(engine, emptied).map((c) => `${c.op} ${c.row_id}`)).toEqual(["delete b", "delete a"]);
});

test("a write inside a write, and a write that waits, are refused", async () => {
  const engine = await open();
  expect(() => write(engine, () => write(engine, () => undefined))).toThrow("savepoint");
  const waits = (async () => undefined) as unknown as () => undefined;
  expect(() => engine.write({ mutationId: "w", origin: "local", at: 0 }, waits)).toThrow("cannot wait");
  expect(engine.db.inTransaction).toBe(false);
});

const value: fc.Arbitrary<SqlValue> = fc.oneof(
  fc.constant(null),
  fc.string({ maxLength: 5 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (Object.is(x, -0) ? 0 : x)),
  fc.bigInt({ min: 2n ** 60n, max: 2n ** 62n }),
  fc.uint8Array({ maxLength: 4 }).map((bytes) => new Uint8Array(bytes)),
);
const id = fc.constantFrom("p", "q", "r");
const step = fc.oneof(
  fc.record({ kind: fc.constant("put" as const), id, a: fc.string({ maxLength: 5 }), b: value }),
  fc.record({ kind: fc.constant("set" as const), id, b: value }),
  fc.record({ kind: fc.constant("cell" as const), id, b: value }),
  fc.record({ kind: fc.constant("drop" as const), id }),
  fc.record({ kind: fc.constant("rename" as const), id, to: id }),
  fc.record({ kind: fc.constant("clear" as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function apply(db: Database, s: Step): void {
  if (s.kind === "put") db.run("INSERT OR REPLACE INTO things (id, a, b) VALUES (?, ?, ?)", [s.id, s.a, s.b]);
  else if (s.kind === "set") db.run("UPDATE things SET b = ?, c = x'01' WHERE id = ?", [s.b, s.id]);
  else if (s.kind === "cell") db.run("REPLACE INTO cells (id, x) VALUES (?, ?)", [s.id, s.b]);
  else if (s.kind === "drop") db.run("DELETE FROM things WHERE id = ?", [s.id]);
  else if (s.kind === "rename") db.run("UPDATE OR REPLACE things SET id = ? WHERE id = ?", [s.to, s.id]);
  else db.run("DELETE FROM cells");
}

const state = (db: Database) => [db.rows("SELECT id, a, b, c FROM things ORDER BY id"), db.rows("SELECT pk, id, x FROM cells ORDER BY id")];

/** Puts back what the records of one mutation say. */
function takeBack(engine: Engine, mutationId: string): void {
  const { db } = engine;
  const changes = recorded(engine, mutationId).reverse();
  for (const c of changes) if (c.op === "insert") db.run(`DELETE FROM ${c.table_name} WHERE id = ?`, [c.row_id]);
  for (const c of changes) if (c.op !== "insert") restore(db, c.table_name, c.row_id, c.op, decodeBefore(c.before_json!));
}
function restore(db: Database, table: string, rowId: string, op: string, cells: Row): void {
  const names = Object.keys(cells);
  if (op === "delete")
    db.run(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`, Object.values(cells));
  else db.run(`UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(", ")} WHERE id = ?`, [...Object.values(cells), rowId]);
}

test("CH5: the records of any transaction, taken back, give the rows before it exactly", async () => {
  const engine = await open();
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), fc.array(step, { minLength: 1, maxLength: 12 }), (before, steps) => {
      engine.db.script("DELETE FROM things; DELETE FROM cells; DELETE FROM changes");
      for (const s of before) apply(engine.db, s);
      const expected = state(engine.db);
      const mutation = write(engine, (db) => steps.forEach((s) => apply(db, s)));
      takeBack(engine, mutation);
      expect(state(engine.db)).toEqual(expected);
    }),
    { numRuns: 300, seed: 20261120 },
  );
});

test("failure 27: work that answers a promise does not compile, and is rejected at run time", async () => {
  const engine = await open();
  // @ts-expect-error: a transaction cannot wait
  expect(() => engine.db.transaction(async () => engine.db.run("DELETE FROM things"))).toThrow("cannot wait");
  // @ts-expect-error: nor can a write
  expect(() => engine.write({ mutationId: "w", origin: "local", at: 0 }, async () => undefined)).toThrow("cannot wait");
});
