import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { type TestWorkspace, openTestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";
import type { NodeLinks } from "./spine.model.ts";

let w: TestWorkspace;
beforeEach(async () => {
  w = await openTestWorkspace(dataModules);
});

const latest = () => w.query<{ mutation_id: string; label: string } | null>("undo.latest");
const undo = (): string => {
  const { mutation_id } = latest()!;
  w.run("undo.apply", { mutation_id });
  return mutation_id;
};
const add = (name: string, content = "", more: object = {}): string => w.run<{ id: string }>("note.create", { name, content, ...more }).id;

/** Everything that a person can see, and everything derived; not versions, and not the edges' own ids. */
const state = () => ({
  nodes: w.db.rows(
    "SELECT id, name, name_key, folder, tags, summary, is_favorite, deleted_at, modified_at, content FROM nodes ORDER BY id",
  ),
  notes: w.db.rows("SELECT id, front_matter, aliases_json, word_count FROM notes ORDER BY id"),
  edges: w.db.rows("SELECT edge_type, source_id, target_id, label, channel FROM edges ORDER BY source_id, target_id, edge_type"),
  tags: w.db.rows("SELECT tag, node_id, origin, modified_at FROM node_tags ORDER BY tag, node_id"),
  counts: w.query("tag.list"),
  names: w.db.rows("SELECT key, node_id, kind, label FROM node_names ORDER BY key, node_id"),
  waiting: w.db.rows("SELECT key, source_id, target FROM unresolved_links ORDER BY key, source_id"),
});

test("NO8: what is derived follows an undo: names, tags, links", () => {
  const a = add("A", "[[B]] #t");
  const before = state();
  add("B", "[[A]]");
  expect(w.query<NodeLinks>("node.links", { id: a }).outgoing).toHaveLength(1);
  undo();
  expect(state()).toEqual(before);
});

test("undoing is a change that can be undone", () => {
  const id = add("A", "one");
  w.run("note.update", { id, content: "two" });
  const made = state();
  const edit = undo();
  expect(w.db.value("SELECT content FROM nodes WHERE id = ?", [id])).toBe("one");
  const redo = w.db.value<string>("SELECT by_mutation_id FROM undone WHERE mutation_id = ?", [edit])!;
  w.run("undo.apply", { mutation_id: redo });
  expect(state()).toEqual(made);
});

test("a cell that was changed since stays; the others go back", () => {
  const id = add("A", "one");
  w.run("note.update", { id, content: "two", name: "B" });
  const { mutation_id } = latest()!;
  w.run("note.update", { id, content: "three" });
  expect(w.run("undo.apply", { mutation_id })).toMatchObject({ kept: 1 });
  expect(w.db.row("SELECT name, content FROM nodes WHERE id = ?", [id])).toEqual({ name: "A", content: "three" });
});

test("a note that was edited since it was made stays whole", () => {
  const id = add("A");
  const { mutation_id } = latest()!;
  w.run("note.update", { id, aliases: ["Alias"], content: "words here" });
  w.run("undo.apply", { mutation_id });
  expect(w.query("note.get", { id })).toMatchObject({ aliases: ["Alias"], content: "words here" });
});

test("a deleted note comes back with its edges, its text and its place in search", () => {
  const a = add("A", "[[B]]");
  const b = add("B", "needle [[A]]");
  w.run("node.trash", { id: b });
  const before = state();
  w.run("node.purge", { id: b });
  undo();
  expect(state()).toEqual(before);
  w.run("node.restore", { id: b });
  expect(w.query<NodeLinks>("node.links", { id: a })).toMatchObject({ outgoing: [{ name: "B" }], backlinks: [{ name: "B" }] });
  expect(w.query("search.nodes", { text: "needle" })).toMatchObject({ total: 1 });
});

test("one step after the other, back to the beginning", () => {
  const command = fc.oneof(
    fc.record({ name: fc.constant("note.create"), n: fc.nat(5), text: fc.constantFrom("", "[[N1]]", "[[N2]] #x", "[[f/N3]] [[N0]]") }),
    fc.record({
      name: fc.constantFrom("note.update", "node.trash", "node.restore", "node.purge", "rename"),
      n: fc.nat(5),
      text: fc.constantFrom("", "[[N4]] #y", "[[N0]]"),
    }),
  );
  fc.assert(
    fc.property(fc.array(command, { minLength: 1, maxLength: 12 }), (steps) => {
      const ids: string[] = w.db.rows<{ id: string }>("SELECT id FROM nodes").map((row) => row.id);
      const states = [state()];
      const done: string[] = [];
      for (const step of steps) {
        const id = ids[step.n % Math.max(1, ids.length)];
        w.clock.now += 1000;
        const before = latest()?.mutation_id;
        if (step.name === "note.create") ids.push(add(`N${step.n}`, step.text, { folder: step.n % 2 ? "f" : "" }));
        else if (id && step.name === "note.update") w.try("note.update", { id, content: step.text });
        else if (id && step.name === "rename") w.try("note.update", { id, name: `N${step.n}`, rewrite_links: true });
        else if (id) w.try(step.name, { id });
        if (latest()?.mutation_id === before) continue;
        done.push(latest()!.mutation_id);
        states.push(state());
      }
      for (const id of done.reverse()) {
        expect(state()).toEqual(states.pop());
        w.run("undo.apply", { mutation_id: id });
      }
      expect(state()).toEqual(states.pop());
    }),
    { numRuns: 60, seed: 20261121 },
  );
});
