import { beforeEach, describe, expect, test } from "vitest";
import { type TestWorkspace, openTestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";
import type { NodeLinks, NodePage, NodeRecord, WorkspaceStats } from "./spine.model.ts";

let w: TestWorkspace;
beforeEach(async () => {
  w = await openTestWorkspace(dataModules);
});

const add = (name: string, content = "", more: object = {}): string => w.run<{ id: string }>("note.create", { name, content, ...more }).id;
const links = (id: string): NodeLinks => w.query("node.links", { id });
const outgoing = (id: string): string[] => links(id).outgoing.map((link) => link.name);
const node = (id: string): NodeRecord | null => w.query("node.get", { id });
const failure = (name: string, args: object): string | null => {
  const outcome = w.try(name, args);
  return outcome.ok ? null : outcome.error.type;
};

describe("nodes", () => {
  test("F12: the repository sets times and versions; no trigger does", () => {
    const id = add("A");
    w.clock.now += 5000;
    expect(w.run("node.update", { id, status: "open", due_at: 7 })).toEqual({ id, version: 2 });
    expect(node(id)).toMatchObject({ status: "open", due_at: 7, modified_at: w.clock.now, created_at: w.clock.now - 5000 });
    expect(w.db.value("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%modified_at%'")).toBe(0);
    expect(w.db.value("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%UPDATE nodes%'")).toBe(0);
  });

  test("F9: creating what exists refuses, and nothing that hangs on it is lost", () => {
    const a = add("A", "[[B]]", { tags: ["x"] });
    const b = add("B");
    expect(failure("note.create", { id: b, name: "Other" })).toBe("NodeExists");
    expect(outgoing(a)).toEqual(["B"]);
    expect(node(b)!.name).toBe("B");
  });

  test("folders and tags are cleaned", () => {
    const id = add("A", "", { folder: " /a//b/../c/ ", tags: ["#x", "X", " y "] });
    expect(node(id)).toMatchObject({ folder: "a/b/c", tags: ["x", "y"] });
  });

  test("what is not there is refused in words", () => {
    expect(failure("node.update", { id: "no", name: "x" })).toBe("NodeNotFound");
    expect(failure("node.trash", { id: "no" })).toBe("NodeNotFound");
    expect(failure("node.visit", { id: "no" })).toBe("NodeNotFound");
    expect(failure("edge.delete", { id: "no" })).toBe("EdgeNotFound");
    expect(failure("undo.apply", { mutation_id: "no" })).toBe("NothingToUndo");
    expect(w.query("node.get", { id: "no" })).toBeNull();
  });
});

describe("trash", () => {
  test("edges leave with a node and come back with it", () => {
    const a = add("A", "[[B]]");
    const b = add("B");
    const edge = links(a).outgoing[0]!.edge_id;
    w.run("node.trash", { id: b });
    expect(links(a)).toMatchObject({ outgoing: [], unresolved: ["B"] });
    expect(w.query("node.resolve", { name: "B" })).toBeNull();
    expect(w.query<NodePage>("node.list", { trashed: true }).rows.map((row) => row.id)).toEqual([b]);
    w.run("node.restore", { id: b });
    expect(links(a)).toMatchObject({ outgoing: [{ edge_id: edge }], unresolved: [] });
  });

  test("only what is in the trash is purged; links to it wait for the name again", () => {
    const a = add("A", "[[B]]");
    const b = add("B");
    expect(failure("node.purge", { id: b })).toBe("NotTrashed");
    w.run("node.trash", { id: b });
    w.run("node.purge", { id: b });
    expect(node(b)).toBeNull();
    expect(links(a).unresolved).toEqual(["B"]);
    add("B");
    expect(outgoing(a)).toEqual(["B"]);
  });

  test("emptying deletes what is in it and nothing else", () => {
    const [a, b, c] = [add("A"), add("B"), add("C")];
    w.run("node.trash", { id: a });
    w.run("node.trash", { id: c });
    expect(w.run("trash.empty")).toEqual({ purged: 2 });
    expect([node(a), node(b)?.name, node(c)]).toEqual([null, "B", null]);
  });

  test("SP10: what has been in the trash for thirty days goes, or as long as the preference says, or never", () => {
    const day = 86_400_000;
    const [a, b] = [add("A"), add("B")];
    w.run("node.trash", { id: a });
    w.clock.now += 20 * day;
    w.run("node.trash", { id: b });
    w.clock.now += 10 * day;
    expect(w.run("trash.expire")).toEqual({ purged: 0 });
    w.run("setting.set", { key: "trash.days", value: 0 });
    w.clock.now += 1000 * day;
    expect(w.run("trash.expire")).toEqual({ purged: 0 });
    w.clock.now -= 1000 * day - 1;
    w.run("setting.set", { key: "trash.days", value: 30 });
    expect(w.run("trash.expire")).toEqual({ purged: 1 });
    expect([node(a), node(b)?.name]).toEqual([null, "B"]);
    w.run("setting.set", { key: "trash.days", value: 7 });
    expect(w.run("trash.expire")).toEqual({ purged: 1 });
  });
});

describe("edges", () => {
  test("one of a type per ordered pair: again means update (F9)", () => {
    const [a, b] = [add("A"), add("B")];
    const first = w.run<{ id: string }>("edge.create", { edge_type: "AFFINITY", source_id: a, target_id: b, label: "x", weight: 2 });
    expect(w.run("edge.create", { edge_type: "AFFINITY", source_id: a, target_id: b, directed: false })).toEqual(first);
    expect(links(a).outgoing).toMatchObject([{ label: "x", weight: 2, directed: false, edge_type: "AFFINITY" }]);
    w.run("edge.update", { id: first.id, label: null, weight: 3 });
    expect(links(b).backlinks).toMatchObject([{ label: null, weight: 3, context: null }]);
    w.run("edge.delete", { id: first.id });
    expect(links(a).outgoing).toEqual([]);
  });

  test("an id that another edge has is refused", () => {
    const [a, b] = [add("A"), add("B")];
    w.run("edge.create", { id: "e1", edge_type: "LINK", source_id: a, target_id: b });
    expect(failure("edge.create", { id: "e1", edge_type: "NEST", source_id: a, target_id: b })).toBe("EdgeExists");
  });
});

describe("tags and folders", () => {
  test("a tag of the text counts as a tag; renaming reaches both, and merges", () => {
    const a = add("A", "text #old here", { tags: ["keep"] });
    const b = add("B", "", { tags: ["Old", "new"] });
    expect(w.query("tag.list")).toEqual([
      { tag: "keep", count: 1 },
      { tag: "new", count: 1 },
      { tag: expect.stringMatching(/old/i), count: 2 },
    ]);
    expect(w.run("tag.rename", { tag: "old", to: "new" })).toEqual({ nodes: 2 });
    expect([node(a)!.content, node(b)!.tags]).toEqual(["text #new here", ["new"]]);
    expect(w.query("tag.list")).toEqual([
      { tag: "keep", count: 1 },
      { tag: "new", count: 2 },
    ]);
    expect(failure("tag.rename", { tag: "new", to: "#" })).toBe("EmptyTag");
  });

  test("renaming a folder moves everything below it and keeps its links", () => {
    const a = add("A", "[[x/B]]");
    const b = add("B", "", { folder: "x/y" });
    const sibling = add("C", "", { folder: "x y" });
    expect(links(a).unresolved).toEqual(["x/B"]);
    expect(w.run("folder.rename", { folder: "x", to: "z/x" })).toEqual({ nodes: 1 });
    expect([node(b)!.folder, node(sibling)!.folder]).toEqual(["z/x/y", "x y"]);
    w.run("folder.rename", { folder: "z/x/y", to: "x" });
    expect(outgoing(a)).toEqual(["B"]);
    expect(w.query("folder.list")).toEqual([
      { folder: "", count: 1 },
      { folder: "x", count: 1 },
      { folder: "x y", count: 1 },
    ]);
    w.run("folder.rename", { folder: "x", to: "" });
    expect(node(b)!.folder).toBe("");
  });
});

describe("recently used, settings, statistics", () => {
  test("the newest visit first, the trash left out", () => {
    const [a, b] = [add("A"), add("B")];
    w.run("node.visit", { id: a });
    w.clock.now += 10;
    w.run("node.visit", { id: b });
    w.clock.now += 10;
    w.run("node.visit", { id: a });
    expect(w.query<{ name: string }[]>("recent.list").map((row) => row.name)).toEqual(["A", "B"]);
    w.run("node.trash", { id: a });
    expect(w.query("recent.list")).toMatchObject([{ name: "B", used_at: w.clock.now - 10 }]);
  });

  test("a preference keeps its type", () => {
    for (const [key, value] of Object.entries({ a: 1, b: "x", c: true, d: null })) w.run("setting.set", { key, value });
    w.run("setting.set", { key: "a", value: 2 });
    expect(w.query("setting.list")).toEqual({ a: 2, b: "x", c: true, d: null });
  });

  test("statistics count each thing once (F3)", () => {
    add("A", "[[B]] #x", { tags: ["x", "y"] });
    const b = add("B", "#x");
    w.run("attachment.create", { name: "a.png", bytes: new Uint8Array(10) });
    w.run("node.trash", { id: add("C") });
    expect(w.query<WorkspaceStats>("workspace.stats")).toMatchObject({
      nodes: { note: 2 },
      trashed: 1,
      edges: 1,
      tags: 2,
      attachments: 1,
      attachment_bytes: 10,
      has_sample: false,
    });
    expect(links(b).backlinks).toHaveLength(1);
  });
});
