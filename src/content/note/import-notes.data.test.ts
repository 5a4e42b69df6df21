import { beforeEach, expect, test } from "vitest";
import { idStream } from "../../base/ids.ts";
import type { WriteContext } from "../../db/module.ts";
import type { Sync } from "../../db/sqlite.ts";
import { type TestWorkspace, openTestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";
import type { NodeLinks, NodePage } from "../spine/spine.model.ts";
import { importAttachment } from "./attachments.data.ts";
import { type ImportedNote, createNoteImport } from "./import-notes.data.ts";
import { noteFile } from "./note-file.data.ts";
import type { NoteRecord } from "./note.model.ts";
import { SAMPLE_NOTES } from "./sample/sample.data.ts";

let w: TestWorkspace;
let batches = 0;
beforeEach(async () => {
  w = await openTestWorkspace(dataModules);
});

function write<T>(work: (ctx: WriteContext) => Sync<T>, batch = "batch"): T {
  const at = w.clock.now;
  return w.engine.write<T>({ mutationId: batch, origin: "local", at }, () =>
    work({ db: w.db, tracked: w.engine.tracked, follow: () => undefined, at, mutationId: batch, newId: idStream(`b${++batches}`, at) }),
  );
}

const imported = (name: string, content: string, more: Partial<ImportedNote> = {}): ImportedNote => ({
  name,
  content,
  folder: "",
  front_matter: "",
  tags: [],
  aliases: [],
  created_at: 100,
  modified_at: 200,
  source: "vault",
  source_id: `${name}.md`,
  ...more,
});

function importAll(notes: readonly ImportedNote[], batch = "batch") {
  const run = createNoteImport();
  const outcomes = write((ctx) => run.write(ctx, notes), batch);
  while (write((ctx) => run.link(ctx, 2), batch) > 0);
  return { outcomes, counts: run.counts() };
}

const links = (id: string): NodeLinks => w.query("node.links", { id });

test("NO9: links are resolved over the whole batch, times and front matter kept", () => {
  const { outcomes, counts } = importAll([
    imported("A", "[[B]] [[C]] #x", { front_matter: "---\ntags: [t]\n---\n", tags: ["t"], aliases: ["Ay"], folder: "f" }),
    imported("B", "[[Ay]]"),
    imported("D", "[[B]]"),
  ]);
  expect(counts).toEqual({ links: 3, unresolved: 1 });
  const [a, b] = outcomes.map(({ id }) => id) as [string, string];
  expect(links(a)).toMatchObject({ outgoing: [{ id: b }], unresolved: ["C"] });
  expect(
    links(b)
      .backlinks.map(({ name }) => name)
      .sort(),
  ).toEqual(["A", "D"]);
  const note = w.query<NoteRecord>("note.get", { id: a });
  expect(note).toMatchObject({ created_at: 100, modified_at: 200, folder: "f", aliases: ["Ay"], word_count: 3 });
  expect(noteFile(note)).toBe("---\ntags: [t]\n---\n[[B]] [[C]] #x");
  expect(w.query("tag.list")).toEqual([
    { tag: "t", count: 1 },
    { tag: "x", count: 1 },
  ]);
});

test("the same source again updates, and never duplicates", () => {
  const first = importAll([imported("A", "[[B]]"), imported("B", "x")]);
  const second = importAll([imported("A", "[[B]]"), imported("B2", "y", { source_id: "B.md", modified_at: 300 })], "second");
  expect(second.outcomes).toEqual([
    { id: first.outcomes[0]!.id, outcome: "unchanged" },
    { id: first.outcomes[1]!.id, outcome: "updated" },
  ]);
  expect(w.query("node.count")).toEqual({ count: 2 });
  expect(links(first.outcomes[0]!.id).unresolved).toEqual(["B"]);
  w.run("node.trash", { id: first.outcomes[0]!.id });
  expect(importAll([imported("A", "[[B]]")], "third").outcomes[0]!.outcome).toBe("updated");
  expect(w.query("node.count")).toEqual({ count: 2 });
});

test("notes that were there before link to what the import brings, the nearest first", () => {
  const waiting = w.run<{ id: string }>("note.create", { name: "Old", content: "[[New]] [[N]]", folder: "f" }).id;
  w.run("note.create", { name: "N" });
  const { outcomes } = importAll([imported("New", ""), imported("N", "", { folder: "f" })]);
  expect(new Set(links(waiting).outgoing.map(({ id }) => id))).toEqual(new Set(outcomes.map(({ id }) => id)));
});

test("a large batch reads all names at once and gives the same links", () => {
  const notes = Array.from({ length: 1500 }, (_, i) => imported(`N${i}`, `[[N${(i * 7) % 1500}]] [[N${(i * 11) % 1600}]]`));
  const run = createNoteImport();
  const outcomes = write((ctx) => run.write(ctx, notes));
  write((ctx) => run.link(ctx, 200));
  // Somebody deletes a target between two transactions of the import.
  w.run("node.trash", { id: outcomes[1400]!.id });
  w.run("node.purge", { id: outcomes[1400]!.id });
  write((ctx) => run.link(ctx));
  const before = w.db.rows("SELECT source_id, target_id FROM edges ORDER BY 1, 2");
  for (const { id } of outcomes.slice(0, 50))
    if (id !== outcomes[1400]!.id) w.run("note.update", { id, content: w.query<NoteRecord>("note.get", { id }).content });
  expect(w.db.rows("SELECT source_id, target_id FROM edges ORDER BY 1, 2")).toEqual(before);
  expect(w.db.value("SELECT count(*) FROM edges WHERE target_id = ?", [outcomes[1400]!.id])).toBe(0);
});

test("an import is taken back as one; what was edited since stays", () => {
  const mine = w.run<{ id: string }>("note.create", { name: "Mine", content: "[[A]]" }).id;
  const { outcomes } = importAll([imported("A", "[[B]] #t"), imported("B", "x", { tags: ["t"] })]);
  w.run("note.update", { id: outcomes[1]!.id, content: "edited" });
  expect(w.query("tag.list")).toEqual([{ tag: "t", count: 2 }]);
  expect(w.run("undo.apply", { mutation_id: "batch" })).toMatchObject({ kept: 2 });
  expect(w.query("tag.list")).toEqual([{ tag: "t", count: 1 }]);
  expect(
    w
      .query<NodePage>("node.list")
      .rows.map(({ name }) => name)
      .sort(),
  ).toEqual(["B", "Mine"]);
  expect(links(mine).unresolved).toEqual(["A"]);
});

test("front matter follows tags and aliases that are edited here; the rest of it stays", () => {
  const raw = "---\ntitle: x # why\ntags: [a]\n---\n";
  const { outcomes } = importAll([imported("A", "text", { front_matter: raw, tags: ["a"] })]);
  const id = outcomes[0]!.id;
  const file = () => noteFile(w.query<NoteRecord>("note.get", { id }));
  w.run("note.update", { id, content: "edited" });
  expect(file()).toBe(`${raw}edited`);
  w.run("node.update", { id, tags: ["a", "b"] });
  w.run("note.update", { id, aliases: ["Z"] });
  w.run("tag.rename", { tag: "b", to: "c" });
  expect(file()).toBe("---\ntitle: x # why\ntags: [a, c]\naliases:\n  - Z\n---\nedited");
});

test("NO5: links in front matter are edges, backlinks with their property, and follow a new name", () => {
  const raw = "---\ncategories:\n  - \"[[Books]]\" # why\nauthor:   '[[Ann|A.]]'\n---\n";
  const { outcomes, counts } = importAll([imported("A", "text", { front_matter: raw }), imported("Books", "x")]);
  const [a, books] = outcomes.map(({ id }) => id) as [string, string];
  expect(counts).toEqual({ links: 1, unresolved: 1 });
  expect(links(a)).toMatchObject({ outgoing: [{ id: books }], unresolved: ["Ann"] });
  expect(links(books).backlinks).toMatchObject([{ id: a, context: "categories: [[Books]] # why" }]);
  expect(w.run("note.update", { id: books, name: 'All "books"', rewrite_links: true })).toMatchObject({ rewritten: 1 });
  const after = raw.replace("[[Books]]", '[[All \\"books\\"]]');
  expect(noteFile(w.query<NoteRecord>("note.get", { id: a }))).toBe(`${after}text`);
  expect(links(a).outgoing).toMatchObject([{ id: books }]);
  w.run("note.update", { id: a, content: "other" });
  expect(links(a)).toMatchObject({ outgoing: [{ id: books }], unresolved: ["Ann"] });
  w.run("undo.apply", { mutation_id: "test-mutation-1" });
  expect(noteFile(w.query<NoteRecord>("note.get", { id: a }))).toBe(`${raw}other`);
  expect(links(a)).toMatchObject({ outgoing: [{ id: books }], unresolved: ["Ann"] });
});

test("an attachment of the same source is kept once and follows its bytes", () => {
  const bytes = new Uint8Array([1, 2]);
  const file = { name: "a.png", folder: "img", bytes, source: "vault", source_id: "img/a.png" };
  const first = write((ctx) => importAttachment(ctx, file));
  expect(write((ctx) => importAttachment(ctx, file))).toEqual({ id: first.id, outcome: "unchanged" });
  expect(write((ctx) => importAttachment(ctx, { ...file, bytes: new Uint8Array(3) }))).toEqual({ id: first.id, outcome: "updated" });
  expect(w.query("attachment.get", { name: "img/a.png" })).toMatchObject({ id: first.id, size: 3 });
});

test("the sample: interlinked, found by chorus, added once, removed with one action, and that can be undone", () => {
  const mine = w.run<{ id: string }>("note.create", { name: "Mine", content: "[[The album]]" }).id;
  const { nodes, first_id } = w.run<{ nodes: number; first_id: string }>("sample.create");
  expect(nodes).toBe(SAMPLE_NOTES.length);
  expect(w.query("node.get", { id: first_id })).toMatchObject({ name: "Start here", is_favorite: true });
  expect(w.run("sample.create")).toEqual({ nodes, first_id });
  expect(w.query("node.count")).toEqual({ count: nodes + 1 });
  expect(w.query("workspace.stats")).toMatchObject({ has_sample: true });
  expect(w.query<{ total: number }>("search.nodes", { text: "chorus" }).total).toBeGreaterThan(8);
  expect(w.query("node.resolve", { name: "umi no hi" })).toMatchObject({ name: "海の灯" });
  const missing = w.db.rows<{ target: string }>("SELECT DISTINCT target FROM unresolved_links ORDER BY target").map((row) => row.target);
  expect(missing).toEqual(["Day Boat", "Live set"]);
  const alone = w
    .query<NodePage>("node.list", { limit: 100 })
    .rows.filter(({ id }) => links(id).outgoing.length + links(id).backlinks.length === 0);
  expect(alone).toEqual([]);
  expect(w.run("sample.remove")).toEqual({ nodes });
  expect(w.query("tag.list")).toEqual([]);
  expect(links(mine).unresolved).toEqual(["The album"]);
  expect(w.query("workspace.stats")).toMatchObject({ has_sample: false, nodes: { note: 1 } });
  w.run("undo.apply", { mutation_id: w.query<{ mutation_id: string }>("undo.latest").mutation_id });
  expect(w.query("node.count")).toEqual({ count: nodes + 1 });
  expect(links(mine).outgoing).toMatchObject([{ name: "The album" }]);
});

test("PI8: the sample has dates around today, places, states and connections, and all of it goes and comes back as one", () => {
  const DAY = 86_400_000;
  const facts = () =>
    w.db.row<Record<string, number>>(
      `SELECT count(latitude) AS places, count(due_at) AS due, count(event_start) AS events, count(status) AS states, count(completed_at) AS done,
        sum(due_at BETWEEN ? AND ?) AS today, sum(due_at < ?) AS overdue, sum(event_start > ?) AS coming, sum(event_end < event_start) AS wrong FROM nodes`,
      [w.clock.now - DAY, w.clock.now + DAY, w.clock.now - DAY, w.clock.now],
    );
  const edges = () =>
    w.db.rows("SELECT edge_type, count(*) AS count FROM edges WHERE edge_type <> 'LINK' GROUP BY edge_type ORDER BY edge_type");
  w.run("sample.create");
  const [nodes, made] = [facts()!, edges()];
  for (const kind of ["places", "due", "events", "states", "done", "today", "overdue", "coming"])
    expect([kind, nodes[kind]! > 0]).toEqual([kind, true]);
  expect(nodes["wrong"]).toBe(0);
  expect(made).toEqual([
    { edge_type: "AFFINITY", count: 4 },
    { edge_type: "NEST", count: 18 },
    { edge_type: "SEQUENCE", count: 11 },
  ]);
  w.run("sample.create");
  expect([facts(), edges()]).toEqual([nodes, made]);
  w.run("sample.remove");
  expect(edges()).toEqual([]);
  w.run("undo.apply", { mutation_id: w.query<{ mutation_id: string }>("undo.latest").mutation_id });
  expect([facts(), edges()]).toEqual([nodes, made]);
});
