import { expect, test } from "vitest";
import { openTestWorkspace, type TestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";

const files = (count: number) =>
  Array.from({ length: count }, (_, i) => new File([`Text of ${i}, #tag/${i % 7} and [[Note ${i + 1}]]`], `Note ${i}.md`));
const names = (w: TestWorkspace) => w.db.rows<{ name: string }>("SELECT name FROM nodes ORDER BY name").map(({ name }) => name);
const rows = (w: TestWorkspace) =>
  w.db.value<number>("SELECT (SELECT count(*) FROM edges) + (SELECT count(*) FROM node_tags) + (SELECT count(*) FROM node_names)");

test("SP8: an import is taken back in steps, but for what was edited since, and that can be taken back again", async () => {
  const w = await openTestWorkspace(dataModules);
  w.run("note.create", { id: "mine", name: "Mine", content: "[[Note 3]]" });
  const { batch } = await w.task<{ batch: string }>("import.files", { files: files(300) });
  const [edited] = w.db.rows<{ id: string }>("SELECT id FROM nodes WHERE name = 'Note 7'");
  w.run("note.update", { id: edited!.id, content: "mine now" });
  expect(w.query<{ rows: number }>("undo.size", { mutation_id: batch }).rows).toBeGreaterThan(600);
  const imported = rows(w);

  const { undone, kept } = await w.task<{ undone: number; kept: number }>("undo.run", { mutation_id: batch });
  expect([names(w), kept > 0, undone > 600]).toEqual([["Mine", "Note 7"], true, true]);
  expect(w.query<{ total: number }>("search.nodes", { text: "text" }).total).toBe(0);
  expect(w.query<{ unresolved: unknown[] }>("node.links", { id: "mine" }).unresolved).toHaveLength(1);

  const again = w.db.value<string>("SELECT by_mutation_id FROM undone WHERE mutation_id = ?", [batch])!;
  w.run("undo.apply", { mutation_id: again });
  expect([names(w).length, w.query<{ total: number }>("search.nodes", { text: "text" }).total, rows(w)]).toEqual([301, 299, imported]);
});

test("SP8: what is unknown, or under way, is refused and changes nothing", async () => {
  const w = await openTestWorkspace(dataModules);
  const { batch } = await w.task<{ batch: string }>("import.files", { files: files(150) });
  await expect(w.task("undo.run", { mutation_id: "never" })).rejects.toThrow("not found");
  const first = w.task("undo.run", { mutation_id: batch });
  await expect(w.task("undo.run", { mutation_id: batch })).rejects.toThrow("already");
  await first;
  expect(names(w)).toEqual([]);
});

test("SP8: an undo that the end of the worker cut off is finished at the next start", async () => {
  const file = "/undo-cut-off.sqlite";
  const w = await openTestWorkspace(dataModules, { file });
  w.run("note.create", { id: "mine", name: "Mine" });
  const { batch } = await w.task<{ batch: string }>("import.files", { files: files(500) });
  void w.task("undo.run", { mutation_id: batch }).catch(() => undefined);
  for (let step = 0; step < 2; step++) await new Promise((resolve) => setTimeout(resolve, 0));
  w.engine.checkpoint();
  expect([names(w).length > 1, names(w).length < 501]).toEqual([true, true]);
  const next = await openTestWorkspace(dataModules, { file });
  expect([names(next), rows(next), next.db.value("SELECT count(*) FROM meta WHERE key = 'undo.running'")]).toEqual([["Mine"], 1, 0]);
});
