import { expect, test } from "vitest";
import { openMemory, openMemoryFile } from "./drivers/memory.ts";
import type { Engine } from "./engine.ts";
import { openTestEngine, TEST_TIME } from "./testing.ts";

const INSERT = "INSERT INTO nodes (id, node_type, name, created_at, modified_at) VALUES (?, 'note', ?, 1, 1)";
const EDGE = "INSERT INTO edges (id, edge_type, source_id, target_id, created_at) VALUES ('e', 'LINK', 'a', 'nowhere', 1)";

const step = (engine: Engine, batch: string, id: string, at = TEST_TIME) =>
  engine.write({ mutationId: batch, origin: "local", at }, () => void engine.db.run(INSERT, [id, id]), { commit: "later" });
const write = (engine: Engine, batch: string, id: string) =>
  engine.write({ mutationId: batch, origin: "local", at: TEST_TIME }, () => void engine.db.run(INSERT, [id, id]));
const ids = (engine: Engine) => engine.db.rows<{ id: string }>("SELECT id FROM nodes ORDER BY pk").map(({ id }) => id);
const recorded = (engine: Engine) =>
  engine.db
    .rows<{ m: string; row_id: string }>("SELECT mutation_id AS m, row_id FROM changes ORDER BY seq")
    .map(({ m, row_id }) => `${m} ${row_id}`);

/** What another process would find in the file now. */
async function onDisk(file: string): Promise<string[]> {
  const { db } = await openMemoryFile(file);
  try {
    return db.rows<{ id: string }>("SELECT id FROM nodes ORDER BY pk").map(({ id }) => id);
  } finally {
    db.close();
  }
}

/** A row that only the commit refuses. */
function poison(engine: Engine, batch: string) {
  engine.write(
    { mutationId: batch, origin: "local", at: TEST_TIME },
    () => {
      engine.db.run("PRAGMA defer_foreign_keys = ON");
      engine.db.run(EDGE);
    },
    { commit: "later" },
  );
}

test("CH7: steps are read by others at once, and are in the file after the time of a group", async () => {
  const engine = await openTestEngine([], { file: "group-time" });
  let told = 0;
  engine.onCommit(() => told++);
  step(engine, "bulk", "a");
  step(engine, "bulk", "b", TEST_TIME + 100);
  expect([ids(engine), engine.db.inTransaction, told]).toEqual([["a", "b"], true, 0]);
  step(engine, "bulk", "c", TEST_TIME + 200);
  expect([ids(engine), engine.db.inTransaction, told]).toEqual([["a", "b", "c"], false, 1]);
  expect(recorded(engine)).toEqual(["bulk a", "bulk b", "bulk c"]);
  expect(await onDisk("group-time")).toEqual(["a", "b", "c"]);
});

test("CH7: whoever else writes commits the group first", async () => {
  const engine = await openTestEngine([]);
  step(engine, "bulk", "a");
  step(engine, "bulk", "b");
  expect(() => write(engine, "person", "a")).toThrow("UNIQUE");
  expect([ids(engine), engine.db.inTransaction]).toEqual([["a", "b"], false]);
  write(engine, "person", "c");
  expect(recorded(engine)).toEqual(["bulk a", "bulk b", "person c"]);
});

test("CH7: a step that fails takes the group with it, and others of it do not go on", async () => {
  const engine = await openTestEngine([]);
  write(engine, "before", "x");
  step(engine, "other", "a");
  step(engine, "bulk", "b");
  expect(() => step(engine, "bulk", "x")).toThrow("UNIQUE");
  expect([ids(engine), recorded(engine), engine.db.inTransaction]).toEqual([["x"], ["before x"], false]);
  expect(() => step(engine, "other", "c")).toThrow("UNIQUE");
  step(engine, "bulk", "d");
  expect(ids(engine)).toEqual(["x", "d"]);
});

test("CH7: a checkpoint and a copy hold what the group holds", async () => {
  const engine = await openTestEngine([]);
  step(engine, "bulk", "a");
  engine.checkpoint();
  expect(engine.db.inTransaction).toBe(false);
  step(engine, "bulk", "berta");
  const target = await openMemory();
  expect(engine.copyTo(target).step(-1)).toBe(true);
  expect(target.value("SELECT count(*) FROM nodes WHERE id = 'berta'")).toBe(1);
  expect(engine.db.inTransaction).toBe(false);
});

test("CH7: a group that cannot be committed is gone as a whole, and its batches do not go on", async () => {
  const engine = await openTestEngine([]);
  write(engine, "before", "x");
  step(engine, "bulk", "a");
  step(engine, "other", "b");
  poison(engine, "bulk");
  expect(() => write(engine, "person", "y")).toThrow("FOREIGN KEY");
  expect([ids(engine), recorded(engine), engine.db.inTransaction]).toEqual([["x"], ["before x"], false]);
  expect(() => step(engine, "bulk", "c")).toThrow("FOREIGN KEY");
  expect(() => write(engine, "other", "c")).toThrow("FOREIGN KEY");
  // Each heard of it once, so what takes the batch back can go on.
  write(engine, "person", "y");
  step(engine, "bulk", "c");
  expect(ids(engine)).toEqual(["x", "y", "c"]);
});

test("CH7: when a step finds the storage full, the batches of its group hear of it", async () => {
  const engine = await openTestEngine([]);
  step(engine, "other", "a");
  engine.db.run(`PRAGMA max_page_count = ${engine.db.value<number>("PRAGMA page_count")! + 1}`);
  const long = () => engine.db.run("UPDATE nodes SET content = ? WHERE id = 'a'", ["long ".repeat(50_000)]);
  const grow = () => engine.write({ mutationId: "bulk", origin: "local", at: TEST_TIME }, () => void long(), { commit: "later" });
  expect(grow).toThrow("full");
  expect([ids(engine), engine.db.inTransaction]).toEqual([[], false]);
  engine.db.run("PRAGMA max_page_count = 1000000");
  expect(() => step(engine, "other", "b")).toThrow("full");
  step(engine, "bulk", "c");
  expect(ids(engine)).toEqual(["c"]);
});
