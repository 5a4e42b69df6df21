import { expect, test } from "vitest";
import { dataModules } from "../src/content/index.data.ts";
import { openTestWorkspace } from "../src/worker/testing.ts";
import { generateNotes, noteAsMarkdown } from "./notes.ts";
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
