import { expect, test, vi } from "vitest";
import { dataModules } from "../content/index.data.ts";
import { TEST_TIME } from "../db/testing.ts";
import { writeToMemoryFile } from "../db/drivers/memory.ts";
import type { Mutation, WatchEvent } from "../rpc/api.ts";
import { openTestWorkspace, type TestWorkspace } from "./testing.ts";

let files = 0;
const newFile = () => `/host-${++files}.sqlite`;
const create = (id: string, name = "Verse"): Mutation["commands"][number] => ({ name: "note.create", args: { id, name, content: "" } });
const mutation = (id: string, ...commands: Mutation["commands"]): Mutation => ({ id, at: TEST_TIME, commands });
const names = (w: TestWorkspace) => w.db.rows<{ name: string }>("SELECT name FROM nodes ORDER BY name").map((row) => row.name);

/** As if the process had been killed at this moment: the connection is abandoned, another one opens the same file. */
const killAndReopen = (file: string) => openTestWorkspace(dataModules, { file });

test("failure 1: ended in the middle of a transaction: rolled back, the retry applies once", async () => {
  const file = newFile();
  const first = await openTestWorkspace(dataModules, { file });
  first.engine.connection.script(
    "BEGIN IMMEDIATE; INSERT INTO nodes (id, node_type, name, created_at, modified_at) VALUES ('half', 'note', 'Half', 1, 1);",
  );
  const second = await killAndReopen(file);
  expect(names(second)).toEqual([]);
  const retry = mutation("m1", create("a"));
  expect(second.host.mutate(retry)[0]).toMatchObject({ ok: true });
  second.host.mutate(retry);
  expect(names(second)).toEqual(["Verse"]);
  expect(second.db.value("PRAGMA integrity_check")).toBe("ok");
});

test("failure 2: killed after the commit, before the reply: the retry returns the stored result, one row", async () => {
  const file = newFile();
  const first = await openTestWorkspace(dataModules, { file });
  const intent = mutation("m1", create("a"), { name: "note.create", args: {} }, { name: "no.such", args: {} });
  const lost = first.host.mutate(intent);
  const second = await killAndReopen(file);
  expect(second.host.mutate(intent)).toEqual(lost);
  expect(names(second)).toHaveLength(lost.filter((outcome) => outcome.ok).length);
  expect(second.db.value("SELECT count(*) FROM mutations")).toBe(1);
});

test("failure 3: the same mutation id with other arguments is rejected", async () => {
  const w = await openTestWorkspace(dataModules);
  w.host.mutate(mutation("m1", create("a")));
  const outcomes = w.host.mutate(mutation("m1", create("a", "Other"), create("b")));
  expect(outcomes).toEqual([expect.objectContaining({ ok: false }), expect.objectContaining({ ok: false })]);
  expect(outcomes[0]).toMatchObject({ error: { type: "MutationConflict" } });
  expect(names(w)).toEqual(["Verse"]);
});

test("DB11: a refused command is undone alone; the others of its mutation apply", async () => {
  const w = await openTestWorkspace(dataModules);
  const outcomes = w.host.mutate(
    mutation("m1", create("a"), create("a", "Taken"), { name: "note.create", args: { name: 7 } }, create("b", "Chorus")),
  );
  expect(outcomes.map((outcome) => (outcome.ok ? "ok" : outcome.error.type))).toEqual(["ok", "NodeExists", "InvalidArguments", "ok"]);
  expect(names(w)).toEqual(["Chorus", "Verse"]);
  expect(w.db.rows("SELECT DISTINCT row_id FROM changes ORDER BY row_id")).toEqual([{ row_id: "a" }, { row_id: "b" }]);
});

test("expected failures of queries and tasks are data with words", async () => {
  const w = await openTestWorkspace(dataModules);
  expect(w.host.query("no.such", {})).toMatchObject({ ok: false, error: { type: "UnknownName" } });
  expect(w.host.query("node.get", { id: 5 })).toMatchObject({ ok: false, error: { type: "InvalidArguments" } });
  const never = new AbortController().signal;
  expect(await w.host.task("no.such", {}, () => undefined, never)).toMatchObject({ ok: false, error: { type: "UnknownName" } });
});

test("every epoch is one more than the last, whatever happened in between", async () => {
  const file = newFile();
  const first = await openTestWorkspace(dataModules, { file });
  expect((await killAndReopen(file)).host.epoch).toBe(first.host.epoch + 1);
});

test("a watch sends the first result at once, then what changed", async () => {
  const w = await openTestWorkspace(dataModules);
  const events: WatchEvent[] = [];
  const end = w.host.watch("node.count", {}, (event) => events.push(event));
  w.run("note.create", { name: "One" });
  await w.settle();
  w.run("setting.set", { key: "theme", value: "dark" });
  await w.settle();
  end();
  w.run("note.create", { name: "Two" });
  await w.settle();
  expect(events).toEqual([
    { seq: 0, result: { ok: true, value: { count: 0 } } },
    { seq: 1, result: { ok: true, value: { count: 1 } } },
  ]);
});

test("SQL for a person: rows, or a failure in words; at most 10,000 rows", async () => {
  const w = await openTestWorkspace(dataModules);
  expect(w.host.sql("SELECT ? AS x, ? AS y", ["a", null])).toEqual({ ok: true, value: [{ x: "a", y: null }] });
  const many = w.host.sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n", []);
  expect(many).toMatchObject({ ok: true });
  expect(many.ok && many.value.length).toBe(10_000);
  expect(w.host.sql("DELETE FROM nodes", [])).toMatchObject({ ok: false, error: { type: "ReadOnly" } });
  expect(w.host.sql("SELECT ?", [{}])).toMatchObject({ ok: false, error: { type: "SqlError" } });
  expect(w.host.sql("SELECT ?", [])).toMatchObject({ ok: false, error: { type: "SqlError" } });
});

test("failure 16: storage full in the middle of a write: read-only with words, nothing half-written, recovers by itself", async () => {
  const w = await openTestWorkspace(dataModules, { file: newFile() });
  w.run("note.create", { id: "kept", name: "Kept" });
  const heard = vi.fn<() => void>();
  w.host.onReadOnly(heard);
  // SQLite's own limit stands for the quota of the device.
  const pages = w.db.value<number>("PRAGMA page_count")!;
  w.engine.connection.script(`PRAGMA max_page_count = ${pages}`);
  const big = { name: "note.create", args: { id: "big", name: "Big", content: "x".repeat(1_000_000) } };
  expect(w.host.mutate(mutation("m-big", big, create("b")))).toEqual([
    { ok: false, error: expect.objectContaining({ type: "StorageFull" }) },
    { ok: false, error: expect.objectContaining({ type: "StorageFull" }) },
  ]);
  expect(w.host.readOnly?.type).toBe("StorageFull");
  expect(w.db.value("PRAGMA quick_check")).toBe("ok");
  expect(w.query("node.count")).toEqual({ count: 1 });
  w.engine.connection.script("PRAGMA max_page_count = 1000000");
  expect(w.host.mutate(mutation("m-big", big, create("b")))[0]).toMatchObject({ ok: true });
  expect(w.host.readOnly).toBeNull();
  expect(heard).toHaveBeenCalledTimes(2);
  expect(names(w)).toEqual(["Big", "Kept", "Verse"]);
});

test("failure 19: a backup made while the log holds writes has every row", async () => {
  const w = await openTestWorkspace(dataModules, { file: newFile() });
  for (let i = 0; i < 50; i++) w.run("note.create", { name: `Note ${i}` });
  const blob = (await w.task<{ blob: Blob }>("backup.create")).blob;
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const restored = await writeToMemoryFile(newFile(), bytes);
  expect(restored.value("SELECT count(*) FROM nodes")).toBe(50);
  expect(restored.value("PRAGMA integrity_check")).toBe("ok");
  expect(restored.rows("PRAGMA foreign_key_check")).toEqual([]);
});

test("F1: search, vacuum, search again: every hit is still the right node", async () => {
  const w = await openTestWorkspace(dataModules, { file: newFile() });
  for (let i = 0; i < 60; i++) w.run("note.create", { id: `n${i}`, name: `Song ${i}`, content: `word${i}` });
  for (let i = 0; i < 60; i += 2) {
    w.run("node.trash", { id: `n${i}` });
    w.run("node.purge", { id: `n${i}` });
  }
  const find = (i: number) => w.query<{ hits: { id: string }[] }>("search.nodes", { text: `word${i}` }).hits.map((hit) => hit.id);
  const before = Array.from({ length: 60 }, (_, i) => find(i));
  w.engine.connection.script("VACUUM");
  expect(Array.from({ length: 60 }, (_, i) => find(i))).toEqual(before);
  expect(before[31]).toEqual(["n31"]);
});

test("F9, F12: saving again keeps what hangs on a row, and the times are those of the person", async () => {
  const w = await openTestWorkspace(dataModules);
  w.run("note.create", { id: "a", name: "A", content: "[[B]]" });
  w.run("note.create", { id: "b", name: "B", content: "" });
  const edges = () => w.db.rows("SELECT id, source_id, target_id FROM edges");
  const before = edges();
  w.clock.now += 12_345;
  w.run("node.update", { id: "b", is_favorite: true });
  expect([before.length, edges()]).toEqual([1, before]);
  expect(w.db.row("SELECT created_at, modified_at FROM nodes WHERE id = 'b'")).toEqual({
    created_at: TEST_TIME,
    modified_at: TEST_TIME + 12_345,
  });
});

test("DB12: nodes of bulk work are indexed later, also after a kill", async () => {
  const file = newFile();
  const w = await openTestWorkspace(dataModules, { file });
  const insert = "INSERT INTO nodes (id, node_type, name, created_at, modified_at, content) VALUES (?, 'note', ?, 1, 1, 'deferred')";
  w.engine.write({ mutationId: "batch", origin: "local", at: 1 }, () => void ["x", "y", "z"].forEach((id) => w.db.run(insert, [id, id])), {
    index: "later",
  });
  const hits = (workspace: TestWorkspace) => workspace.query<{ total: number }>("search.nodes", { text: "deferred" }).total;
  expect([hits(w), w.engine.deferred]).toEqual([0, 3]);
  expect(w.engine.indexDeferred(2, 0)).toBe(1);
  expect(hits(w)).toBe(2);
  const next = await killAndReopen(file);
  await next.settle();
  expect([hits(next), next.engine.deferred]).toEqual([3, 0]);
});

test("a bug in a command is an exception, and its transaction is gone", async () => {
  const broken = {
    ...dataModules[0]!,
    name: "broken",
    migrations: [],
    tracked: [],
    queries: {},
    tasks: {},
    commands: {
      "trash.empty": () => {
        throw new TypeError("a bug");
      },
    },
  };
  const w = await openTestWorkspace([...dataModules, broken]);
  expect(() => w.host.mutate(mutation("m1", create("a"), { name: "trash.empty", args: {} }))).toThrow("a bug");
  expect([names(w), w.db.inTransaction]).toEqual([[], false]);
});
