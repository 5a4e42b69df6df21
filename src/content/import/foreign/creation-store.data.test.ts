import { expect, test } from "vitest";
import { CREATION_STORE } from "../../../../e2e/fixtures/creation-store.ts";
import { openTestWorkspace, type TestWorkspace } from "../../../worker/testing.ts";
import { dataModules } from "../../index.data.ts";
import type { ImportReport } from "../import.model.ts";

const store = (value: unknown, name = "anything.txt"): File => new File([typeof value === "string" ? value : JSON.stringify(value)], name);
let batches = 0;
const load = (ws: TestWorkspace, file: File, dry_run = false): Promise<ImportReport> =>
  ws.task<ImportReport>("import.files", { batch: `store-${++batches}`, files: [file], dry_run });
const dump = (ws: TestWorkspace): unknown =>
  ["nodes", "projects", "todos", "weekly_goals", "activities", "edges", "estimation_models", "notes"].map((table) =>
    ws.db.rows(`SELECT * FROM ${table} ORDER BY 1, 2`),
  );

test("F20: times are kept, nothing is stamped with the moment of the import", async () => {
  const ws = await openTestWorkspace(dataModules);
  await load(ws, store(CREATION_STORE));
  const times = (name: string) => ws.db.row("SELECT created_at, modified_at, completed_at FROM nodes WHERE name = ?", [name]);
  expect(times("Salt Lantern")).toEqual({ created_at: 1_740_000_000_000, modified_at: 1_745_000_000_000, completed_at: null });
  // Seconds, as its own SQL wrote them.
  expect(times("Garden")).toEqual({ created_at: 1_730_000_000_000, modified_at: 1_735_000_000_000, completed_at: 1_735_000_000_000 });
  expect(times("Mix the chorus")).toMatchObject({ created_at: Date.UTC(2025, 2, 1, 10), modified_at: Date.UTC(2025, 2, 4, 10) });
  expect(times("Record the choir")).toMatchObject({ completed_at: 1_742_000_000_000 });
  const completed = ws.query<{ at: number; kind: string; hours: number }[]>("activity.list", {}).filter(({ kind }) => kind === "completed");
  expect(completed).toMatchObject([{ at: 1_742_000_000_000, hours: 2 }]);
  expect(ws.db.value<number>("SELECT max(at) FROM activities")).toBeLessThan(ws.clock.now);
});

test("IF3: projects, todos, weeks, activities and what has no type yet come in, counted by kind", async () => {
  const ws = await openTestWorkspace(dataModules);
  const dry = await load(ws, store(CREATION_STORE), true);
  expect(ws.db.value("SELECT count(*) FROM nodes")).toBe(0);
  const report = await load(ws, store(CREATION_STORE));
  expect(report.kinds).toEqual(dry.kinds);
  expect(Object.fromEntries(report.kinds.map(({ kind, created }) => [kind, created]))).toEqual({
    project: 2,
    week: 1,
    todo: 4,
    activity: 1,
    kept: 2,
  });
  expect(report).toMatchObject({ failed: 1, created: 10 });
  const project = ws.db.row<{ id: string; progress: number; intention: string }>(
    "SELECT id, progress, intention FROM projects WHERE why IS NOT NULL",
  )!;
  expect(project).toMatchObject({ intention: "Finish an album before winter", progress: 40 });
  expect(ws.query("week.get", { week_start_date: "2025-03-03", now: ws.clock.now })).toMatchObject({
    todos: [{ name: "Mix the chorus" }],
    total_estimated_hours: 3,
  });
  expect(ws.query("todo.list", { project_id: project.id })).toMatchObject([{ status: "committed", actual_hours: 1 }, { status: "done" }]);
  expect(ws.db.value("SELECT count(*) FROM edges WHERE edge_type = 'NEST' AND source_id = ?", [project.id])).toBe(2);
  expect(ws.query("estimation.list")).toMatchObject([{ scope: "all", samples: 1, factor: 2 }, { samples: 1 }]);
  const kept = ws.db.row<{ content: string; front_matter: string }>(
    "SELECT n.content, t.front_matter FROM nodes n JOIN notes t ON t.id = n.id WHERE n.name = 'knowledgeBase of creation-store'",
  )!;
  expect(kept.front_matter).toContain("kept_as: creation-store.knowledgeBase");
  expect(kept.content).toContain('"factor": 1.4');
  const remarks = report.items.filter(({ remarks: some }) => some.length > 0).map(({ path, remarks: some }) => [path, some.length]);
  expect(remarks).toEqual([
    ["creation-store › p3", 1],
    ["creation-store › Lost its project", 2],
  ]);
});

test("IF2: the same again changes nothing and says so; a change of the source comes, one made here stays", async () => {
  const ws = await openTestWorkspace(dataModules);
  await load(ws, store(CREATION_STORE));
  const before = dump(ws);
  const again = await load(ws, store(CREATION_STORE, "other name.json"));
  expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 10 });
  expect(dump(ws)).toEqual(before);
  const id = (name: string) => ws.db.value<string>("SELECT id FROM nodes WHERE name = ?", [name])!;
  ws.run("todo.update", { id: id("Thank everybody"), priority: "high" });
  const changed = structuredClone(CREATION_STORE);
  for (const todo of changed.state.todos) Object.assign(todo, { status: "done", completed: true, updatedAt: 1_750_000_000_000 });
  const report = await load(ws, store(changed));
  expect(report).toMatchObject({ created: 0, updated: 2 });
  expect(ws.query("todo.get", { id: id("Mix the chorus") })).toMatchObject({ status: "done", completed_at: 1_750_000_000_000 });
  expect(ws.query("todo.get", { id: id("Thank everybody") })).toMatchObject({ status: "dumped", priority: "high" });
});

test("IF2: it is taken back as one", async () => {
  const ws = await openTestWorkspace(dataModules);
  const report = await load(ws, store(CREATION_STORE));
  ws.run("undo.apply", { mutation_id: report.batch });
  for (const table of ["nodes", "todos", "projects", "activities", "edges", "estimation_models"])
    expect([table, ws.db.value(`SELECT count(*) FROM ${table}`)]).toEqual([table, 0]);
});

test("IF5: one that was cut off is refused in words, and nothing is changed", async () => {
  const ws = await openTestWorkspace(dataModules);
  const text = JSON.stringify(CREATION_STORE);
  await expect(load(ws, store(text.slice(0, text.length - 30)))).rejects.toMatchObject({ failure: { type: "DamagedFile" } });
  expect(ws.db.value("SELECT count(*) FROM nodes")).toBe(0);
});
