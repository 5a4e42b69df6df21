import { beforeEach, describe, expect, test } from "vitest";
import { openTestWorkspace, type TestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";
import type { SearchAnswer } from "../search/search.model.ts";
import type { IndexUse, StatementRow, StorageReport } from "./diagnostics.model.ts";

const MARKER = "Xylograph";
let ws: TestWorkspace;
let files = 0;
beforeEach(async () => {
  ws = await openTestWorkspace(dataModules, { file: `/diagnostics-${++files}.sqlite` });
});

function write(count: number): void {
  for (let i = 0; i < count; i++) {
    ws.run("note.create", {
      id: `n${i}`,
      name: `${MARKER} ${i}`,
      content: `${MARKER} w${i}x #${MARKER.toLowerCase()} [[${MARKER} ${i + 1}]] ${"text ".repeat(200)}`,
      folder: MARKER,
    });
  }
}
const find = (text: string): string[] => ws.query<SearchAnswer>("search.nodes", { text }).hits.map(({ id }) => id);

describe("DI1: statements", () => {
  test("are counted by their text, with times and plans, and the indexes they use", async () => {
    write(3);
    ws.query("node.list", {});
    const { rows, indexes } = await ws.task<{ rows: StatementRow[]; indexes: IndexUse[] }>("diagnostics.statements", { all: true });
    const inserted = rows.find(({ sql }) => sql.startsWith("INSERT INTO nodes"))!;
    expect(inserted.runs).toBe(3);
    expect(inserted.p50_ms).toBeLessThanOrEqual(inserted.p99_ms);
    expect(inserted.p99_ms).toBeLessThanOrEqual(inserted.max_ms);
    expect(rows.some(({ plan }) => plan.some((line) => line.includes("USING INDEX nodes_by_modified")))).toBe(true);
    expect(indexes.find(({ index }) => index === "nodes_by_modified")?.runs).toBeGreaterThan(0);
  });
});

describe("DI4: storage", () => {
  test("every page of the file is counted once, and all kinds together are the file", async () => {
    write(30);
    const { pages, page_size, by_kind, objects, search, cache } = await ws.task<StorageReport>("diagnostics.storage");
    expect(Object.values(by_kind).reduce((sum, bytes) => sum + bytes)).toBe(pages * page_size);
    expect(by_kind.notes).toBeGreaterThan(0);
    expect(by_kind.index).toBeGreaterThan(0);
    expect(objects[0]!.bytes).toBeGreaterThanOrEqual(objects.at(-1)!.bytes);
    expect(search).toMatchObject({ nodes: 30, indexed: 30 });
    expect(cache.hits).toBeGreaterThan(cache.misses);
  });
});

describe("DI5: maintenance", () => {
  test("F1: search answers the same right after a vacuum, of nodes that were made and deleted in any order", async () => {
    write(60);
    for (let i = 0; i < 60; i += 2) ws.run("node.trash", { id: `n${i}` });
    ws.run("trash.empty");
    const before = Array.from({ length: 60 }, (_, i) => find(`w${i}x `));
    const { before: old, after } = await ws.task<{ before: number; after: number }>("database.vacuum");
    expect(after).toBeLessThan(old);
    expect(Array.from({ length: 60 }, (_, i) => find(`w${i}x `))).toEqual(before);
    expect(before.flat()).toHaveLength(30);
    ws.run("note.create", { id: "later", name: "Later", content: "w1000x" });
    expect(find("w1000x ")).toEqual(["later"]);
    expect(await ws.task("database.check")).toMatchObject({ complaints: [] });
  });

  test("a vacuum is refused in words where there is no room for a second file", async () => {
    write(5);
    ws.clock.room = 1000;
    await expect(ws.task("database.vacuum")).rejects.toMatchObject({ failure: { type: "StorageFull" } });
    expect(find("w1x ")).toEqual(["n1"]);
  });

  test("a sound file has no complaints; a reference to nothing and a search index with a hole have", async () => {
    write(3);
    expect(await ws.task("database.check")).toEqual({ tables: expect.any(Number), complaints: [] });
    ws.db.script("PRAGMA foreign_keys = OFF");
    ws.db.run("INSERT INTO recently_used (node_id, used_at) VALUES ('nowhere', 1)");
    ws.db.run("DELETE FROM node_fts_docsize WHERE id = 1");
    const { complaints } = await ws.task<{ complaints: string[] }>("database.check");
    expect(complaints).toEqual([
      expect.stringMatching(/^\d+ rows refer to something/),
      "1 items are not in the search index (yet); building it anew takes them in.",
    ]);
  });

  test("after optimize a list is read in the order of its index as before, and search finds the same", async () => {
    write(200);
    await ws.task("database.optimize");
    ws.query("node.list", {});
    ws.query("node.list", { folder: MARKER });
    ws.query("node.list", { sort: "name" });
    const { rows } = await ws.task<{ rows: StatementRow[] }>("diagnostics.statements", { all: true });
    const pages = rows.filter(({ sql }) => /FROM nodes/.test(sql) && /ORDER BY/.test(sql) && /LIMIT/.test(sql));
    expect(pages.length).toBeGreaterThan(2);
    for (const { plan, sql } of pages) expect(plan.join("\n"), sql).not.toMatch(/^SCAN nodes$/m);
    expect(find("w17x ")).toEqual(["n17"]);
  });
});

describe("DI2, DI3: what is told holds no content", () => {
  test("a report has versions, sizes, counts, times and events, and not a word of what was written", async () => {
    write(5);
    find(MARKER);
    ws.run("setting.set", { key: "name", value: MARKER });
    ws.try("note.create", { id: "n1", name: MARKER });
    ws.try("note.create", { nonsense: MARKER });
    await ws.task("import.files", { batch: MARKER, files: [new File([`# ${MARKER}`], `${MARKER}.md`)] });
    await ws.task("search.reindex");
    ws.host.sql(`SELECT '${MARKER}'`, []);
    ws.host.sql(`SELECT ${MARKER} FROM nowhere`, []);
    const { text } = await ws.task<{ text: string }>("diagnostics.report");
    expect(text.toLowerCase()).not.toContain(MARKER.toLowerCase());
    expect(JSON.parse(text)).toMatchObject({
      counts: { nodes: { note: 6 } },
      storage: { pages: expect.any(Number) },
      events: expect.arrayContaining([expect.objectContaining({ kind: "task", text: "search.reindex" })]),
    });
  });

  test("an error is told by its kind and place, without its message", async () => {
    const { describeError } = await import("../../worker/describe-error.ts");
    const told = JSON.stringify(describeError(new TypeError(`cannot read ${MARKER}\nof ${MARKER}`)));
    expect(told).toContain("TypeError");
    expect(told).not.toContain(MARKER);
  });

  test("the log is bounded, and one slow statement is told once a minute", async () => {
    for (let i = 0; i < 2500; i++) ws.events.note("task", `event ${i}`);
    for (let i = 0; i < 5; i++) ws.events.noteOnce("slow", "A slow statement", { sql: "SELECT 1", ms: i });
    const events = await ws.task<{ text: string }[]>("diagnostics.events");
    expect(events).toHaveLength(2000);
    expect(events.at(-2)!.text).toBe("event 2499");
    ws.clock.now += 61_000;
    ws.events.noteOnce("slow", "A slow statement", { sql: "SELECT 1", ms: 9 });
    expect((await ws.task<{ data: object }[]>("diagnostics.events")).at(-1)!.data).toEqual({ sql: "SELECT 1", ms: 9 });
  });
});

test("the schema names tables with their columns and indexes", () => {
  const shapes = ws.query<{ name: string; columns: { name: string; key: boolean }[]; indexes: string[] }[]>("diagnostics.schema");
  const nodes = shapes.find(({ name }) => name === "nodes")!;
  expect(nodes.columns[0]).toMatchObject({ name: "pk", key: true });
  expect(nodes.indexes).toContain("nodes_by_modified");
  expect(shapes.some(({ name }) => name === "node_fts")).toBe(true);
});
