import { expect, test } from "vitest";
import { openMemory } from "./drivers/memory.ts";
import { Engine } from "./engine.ts";
import { LiveQueries } from "./live.ts";
import { VERSIONS_MIGRATIONS } from "./schema/versions.ts";

const SCHEMA = `
CREATE TABLE nodes (pk INTEGER PRIMARY KEY, id TEXT UNIQUE, name TEXT, content TEXT, tags TEXT, folder TEXT, status TEXT, summary TEXT,
  created_at INTEGER NOT NULL DEFAULT 0, modified_at INTEGER NOT NULL DEFAULT 0);
CREATE TABLE edges (id TEXT PRIMARY KEY, weight REAL);
CREATE TABLE meta (key TEXT PRIMARY KEY, value_json TEXT) WITHOUT ROWID;
CREATE TABLE changes (seq INTEGER PRIMARY KEY, mutation_id, origin, at, table_name, row_id, op, columns_json, before_json);
CREATE TABLE tags (tag TEXT PRIMARY KEY, n) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(name, content = '', contentless_delete = 1);
CREATE TABLE settings (key TEXT PRIMARY KEY, value_json TEXT);
INSERT INTO nodes (pk, id, name, content, tags, folder) VALUES (1, 'a', 'A', '', '[]', '');
INSERT INTO tags VALUES ('t', 1);
${VERSIONS_MIGRATIONS[0]!.sql}`;

async function setUp() {
  const connection = await openMemory();
  connection.script(SCHEMA);
  const engine = new Engine({
    connection,
    modules: [],
    indexNodes: (db, dirty) => {
      for (const pk of dirty.upserted) db.run("INSERT OR REPLACE INTO words (rowid, name) SELECT pk, name FROM nodes WHERE pk = ?", [pk]);
    },
  });
  const scheduled: (() => void)[] = [];
  const clock = { ms: 0 };
  const live = new LiveQueries({
    later: (work, ms) =>
      scheduled.push(() => {
        clock.ms += ms;
        work();
      }),
    precise: () => clock.ms,
  });
  engine.onCommit((writes) => live.committed(writes));
  let runs = 0;
  const step = () => scheduled.splice(0).forEach((work) => work());
  const watch = (sql: string, tookMs = 0) => {
    const events: [number, unknown][] = [];
    const end = live.watch(
      () => {
        runs++;
        clock.ms += tookMs;
        return engine.connection.readsOf(() => engine.db.rows(sql));
      },
      (seq, result) => events.push([seq, result]),
    );
    return { events, end };
  };
  return {
    engine,
    live,
    watch,
    scheduled,
    clock,
    write: (...sql: string[]) =>
      engine.write({ mutationId: "m", origin: "local", at: 0 }, () => sql.forEach((one) => void engine.db.run(one))),
    step,
    /** Until every watch has been run. */
    frame() {
      while (scheduled.length > 0) step();
    },
    runs: () => runs,
  };
}

test("LQ1: the first result comes at once, later ones only if they differ, numbered", async () => {
  const { watch, write, frame } = await setUp();
  const { events } = watch("SELECT name FROM nodes ORDER BY id");
  write("UPDATE nodes SET name = 'B'");
  frame();
  write("UPDATE nodes SET name = 'X'", "UPDATE nodes SET name = 'B'");
  frame();
  write("INSERT INTO nodes (id, name) VALUES ('b', 'C')");
  frame();
  expect(events).toEqual([
    [0, [{ name: "A" }]],
    [1, [{ name: "B" }]],
    [2, [{ name: "B" }, { name: "C" }]],
  ]);
});

test("LQ2: only queries that read what was written are run again", async () => {
  const { watch, write, frame, runs } = await setUp();
  watch("SELECT name FROM nodes");
  watch("SELECT count(*) AS n FROM nodes");
  watch("SELECT weight FROM edges");
  expect(runs()).toBe(3);
  write("UPDATE nodes SET status = 'done'");
  frame();
  expect(runs()).toBe(3);
  write("UPDATE nodes SET name = 'B'");
  frame();
  expect(runs()).toBe(4);
  write("INSERT INTO nodes (id) VALUES ('z')");
  frame();
  expect(runs()).toBe(6);
});

test("LQ3: a query over the search index is run again when a name or text changes", async () => {
  const { watch, write, frame } = await setUp();
  const { events } = watch("SELECT rowid FROM words WHERE words MATCH 'chorus'");
  write("UPDATE nodes SET name = 'chorus'");
  frame();
  expect(events).toEqual([
    [0, []],
    [1, [{ rowid: 1 }]],
  ]);
});

test("LQ4: many commits before the frame are one run", async () => {
  const { watch, write, frame, runs, scheduled } = await setUp();
  const { events } = watch("SELECT count(*) AS n FROM edges");
  for (let i = 0; i < 50; i++) write(`INSERT INTO edges VALUES ('${i}', 1)`);
  expect(scheduled).toHaveLength(1);
  frame();
  expect([runs(), events.at(-1)]).toEqual([2, [1, [{ n: 50 }]]]);
});

test("failure 15: REPLACE, WITHOUT ROWID and DELETE of a whole table each refresh views", async () => {
  const { watch, write, frame } = await setUp();
  const rows = watch("SELECT id, name FROM nodes ORDER BY id");
  const tags = watch("SELECT tag, n FROM tags");
  write("REPLACE INTO nodes (id, name) VALUES ('a', 'replaced')");
  frame();
  expect(rows.events.at(-1)).toEqual([1, [{ id: "a", name: "replaced" }]]);
  write("UPDATE tags SET n = 2");
  frame();
  expect(tags.events.at(-1)).toEqual([1, [{ tag: "t", n: 2 }]]);
  write("DELETE FROM nodes");
  frame();
  expect(rows.events.at(-1)).toEqual([2, []]);
});

test("LQ1: how long an answer took is not compared; the same words in a text are", async () => {
  const { engine, live, write, frame } = await setUp();
  const events: unknown[] = [];
  let took = 0;
  const run = () => {
    const hits = engine.db.rows<{ name: string }>("SELECT name FROM nodes");
    return { ok: true, value: { hits, capped: false, took_ms: ++took } };
  };
  live.watch(
    () => engine.connection.readsOf(run),
    (_, result) => events.push(result),
  );
  write("UPDATE nodes SET name = name || ''", "INSERT INTO nodes (id) VALUES ('z')", "DELETE FROM nodes WHERE id = 'z'");
  frame();
  expect([took, events.length]).toEqual([2, 1]);
  write(`UPDATE nodes SET name = ',"took_ms":1}}'`);
  frame();
  write(`UPDATE nodes SET name = ',"took_ms":2}}'`);
  frame();
  expect([took, events.length]).toEqual([4, 3]);
});

test("LQ5: a rollback notifies nobody; a watch that ended hears nothing", async () => {
  const { watch, write, frame, engine, scheduled } = await setUp();
  const { events, end } = watch("SELECT name FROM nodes");
  expect(() => write("UPDATE nodes SET name = 'B'", "SELECT no_such_column")).toThrow("no_such_column");
  expect(scheduled).toHaveLength(0);
  write("UPDATE nodes SET name = 'C'");
  end();
  frame();
  expect(events).toHaveLength(1);
  expect(engine.db.value("SELECT name FROM nodes")).toBe("C");
});

test("LQ6: slow watches are run a slice at a time, who waits longest first, and what came in meanwhile is seen", async () => {
  const { watch, write, step } = await setUp();
  const [one, two, three] = [5, 5, 5].map((ms) => watch("SELECT name FROM nodes", ms).events);
  write("UPDATE nodes SET name = 'B'");
  step();
  expect([one, two, three].map((events) => events!.length)).toEqual([2, 2, 1]);
  write("UPDATE nodes SET name = 'C'");
  step();
  expect(three!.at(-1)).toEqual([1, [{ name: "C" }]]);
  step();
  step();
  expect([one, two, three].map((events) => events!.at(-1)![1])).toEqual([[{ name: "C" }], [{ name: "C" }], [{ name: "C" }]]);
});

test("LQ6: a watch that took long rests nine times as long; a quick one beside it does not", async () => {
  const { watch, write, step, clock } = await setUp();
  const [slow, quick] = [watch("SELECT name FROM nodes", 100).events, watch("SELECT id, name FROM nodes").events];
  write("UPDATE nodes SET name = 'B'");
  step();
  step();
  const [ran, since] = [slow.length, clock.ms];
  write("UPDATE nodes SET name = 'C'");
  step();
  expect([slow.length - ran, quick.at(-1)![1], clock.ms - since]).toEqual([0, [{ id: "a", name: "C" }], 16]);
  step();
  expect([slow.at(-1)![1], clock.ms - since]).toEqual([[{ name: "C" }], 1000]);
});
