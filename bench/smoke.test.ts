import { expect, test } from "vitest";
import { dataModules } from "../src/content/index.data.ts";
import { openTestWorkspace } from "../src/worker/testing.ts";
import { backupSection } from "./backup-report.ts";
import { generateEdges, generateNodes } from "./graph-data.ts";
import { FACET_READS, GRAPH_READS } from "./graph-workload.ts";
import { generateNotes, noteAsMarkdown } from "./notes.ts";
import { generatePlan } from "./planner-data.ts";
import { PLANNER_READS, PLANNER_WRITES } from "./planner-workload.ts";
import { READS, typedReads } from "./workload.ts";

const SIZE = 200;

test("the same seed makes the same notes, and a longer run begins with the shorter one", () => {
  const texts = (count: number, seed?: number) => Array.from(generateNotes(count, seed), noteAsMarkdown);
  expect(texts(20)).toEqual(texts(20));
  expect(texts(20)).not.toEqual(texts(20, 1));
  expect(Array.from(generateNotes(50), (note) => note.content).slice(0, 20)).toEqual(Array.from(generateNotes(20), (note) => note.content));
});

test(`smoke: every operation of the harness runs on ${SIZE} notes`, async () => {
  const workspace = await openTestWorkspace(dataModules);
  for (const { name, content, folder, tags } of generateNotes(SIZE))
    workspace.run("note.create", { name, content, folder, tags: [...tags] });
  for (const { query, args } of [...READS, ...typedReads()]) expect(workspace.query(query, args)).toBeTypeOf("object");
  const { rows } = workspace.query<{ rows: { id: string }[] }>("node.list", { limit: 1 });
  workspace.run("note.update", { id: rows[0]!.id, content: "edited" });
  expect(workspace.query<{ total: number }>("search.nodes", { text: "zymurgist" }).total).toBe(1);
});

test("smoke: every operation of the graph and of LATCH runs on 100 nodes", async () => {
  const workspace = await openTestWorkspace(dataModules);
  for (const { id, name, folder, tags, ...columns } of generateNodes(100)) {
    workspace.run("note.create", { id, name, folder, tags: [...tags] });
    workspace.run("node.update", { id, ...columns });
  }
  for (const args of generateEdges(100)) workspace.run("edge.create", args);
  await workspace.task("graph.rank");
  for (const { query, args } of [...GRAPH_READS, ...FACET_READS]) expect(workspace.query(query, args(1, 100))).toBeTypeOf("object");
  expect(workspace.query<{ total: number }>("graph.map", {}).total).toBe(100);
});

test("the section on backups says how long each took, and what others waited for meanwhile", () => {
  const work = { label: "backup", took: 1234, stall: 3, queries: [1, 2, 40], writes: [5] };
  const section = backupSection({ version: "1", notes: 10, bytes: 1e8, works: [work] }, "today");
  expect(section).toContain("| backup | 1,234 | 2.00 / 40.0 | 5.00 / 5.00 | 3.00 |");
});

test("smoke: every operation of the planner runs on a year of 100 todos", async () => {
  const workspace = await openTestWorkspace(dataModules);
  const now = workspace.clock.now;
  for (const { at, commands } of generatePlan(100, 5, now)) {
    workspace.clock.now = at;
    for (const { name, args } of commands) workspace.run(name, args);
  }
  workspace.clock.now = now;
  for (const { query, args } of PLANNER_READS) expect(workspace.query(query, args(0, now))).not.toBeUndefined();
  for (const { commands } of PLANNER_WRITES) for (const { name, args } of commands(1, now)) workspace.run(name, args);
});
