import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { type TestWorkspace, openTestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";
import type { NodeLinks } from "../spine/spine.model.ts";
import type { NoteRecord } from "./note.model.ts";
import { noteFile } from "./note-file.data.ts";

let w: TestWorkspace;
beforeEach(async () => {
  w = await openTestWorkspace(dataModules);
});

const add = (name: string, content = "", more: object = {}): string => w.run<{ id: string }>("note.create", { name, content, ...more }).id;
const update = (id: string, change: object) => w.run<{ version: number; rewritten: number }>("note.update", { id, ...change });
const note = (id: string): NoteRecord => w.query("note.get", { id });
const links = (id: string): NodeLinks => w.query("node.links", { id });
/** SP5: the counts that are kept, counted again. */
const countedTags = () =>
  w.db.rows(
    "SELECT tag, n AS count FROM (SELECT lower(tag) AS key, count(*) AS n FROM node_tags GROUP BY tag) JOIN tag_counts ON lower(tag) = key ORDER BY tag",
  );
const targets = (id: string): string[] => links(id).outgoing.map((link) => link.id);

describe("notes", () => {
  test("NO1: without a name it is Untitled, made unique in its folder", () => {
    const names = [{}, {}, { folder: "x" }, {}].map((args) => w.run<{ name: string }>("note.create", args).name);
    expect(names).toEqual(["Untitled", "Untitled 2", "Untitled", "Untitled 3"]);
  });

  test("text gives word count and summary; every update is a version at the time of the person", () => {
    const id = add("A", "# A\n\none two");
    w.clock.now += 1000;
    expect(update(id, { content: "three" })).toEqual({ id, version: 2, rewritten: 0 });
    expect(note(id)).toMatchObject({
      content: "three",
      summary: "three",
      word_count: 1,
      version: 2,
      modified_at: w.clock.now,
      created_at: w.clock.now - 1000,
    });
    expect(w.try("note.update", { id: "no", content: "" })).toMatchObject({ ok: false, error: { type: "NoteNotFound" } });
    expect(w.query("note.get", { id: "no" })).toBeNull();
  });
});

describe("NO5: wikilinks are edges", () => {
  test("kept up to date by difference: an edge that stays keeps its id", () => {
    const [b, c] = [add("B"), add("C")];
    const a = add("A", "[[B]] [[D]]");
    const edge = links(a).outgoing[0]!.edge_id;
    update(a, { content: "[[c]] and [[B|x]] again [[B]]" });
    expect(new Set(targets(a))).toEqual(new Set([b, c]));
    expect(links(a).outgoing.find((link) => link.id === b)!.edge_id).toBe(edge);
    expect(links(a).unresolved).toEqual([]);
    update(a, { content: "" });
    expect(links(a).outgoing).toEqual([]);
  });

  test("an edge that a person made stays when the text no longer links", () => {
    const b = add("B");
    const a = add("A");
    w.run("edge.create", { edge_type: "LINK", source_id: a, target_id: b, label: "mine" });
    update(a, { content: "[[B]]" });
    update(a, { content: "" });
    expect(links(a).outgoing).toMatchObject([{ id: b, label: "mine", channel: null }]);
  });

  test("a missing name resolves when a note or an alias of that name appears, and waits again when it goes", () => {
    const a = add("A", "[[Later]] ![[photo.png]]");
    expect(links(a).unresolved).toEqual(["Later"]);
    const b = add("B", "", { aliases: ["LATER"] });
    expect(targets(a)).toEqual([b]);
    update(b, { aliases: [] });
    expect(links(a)).toMatchObject({ outgoing: [], unresolved: ["Later"] });
    update(b, { name: "ｌａｔｅｒ" });
    expect(targets(a)).toEqual([b]);
    update(b, { name: "Gone" });
    expect(links(a).unresolved).toEqual(["Later"]);
  });

  test("a note does not link to itself", () => expect(links(add("A", "[[A]]"))).toMatchObject({ outgoing: [], unresolved: [] }));

  test("backlinks show the line of the link, also through an alias", () => {
    const b = add("B", "", { aliases: ["Bee"] });
    add("A", "first\nhere is [[x/Bee|it]] and [[Bee]]\nlast");
    expect(links(b).backlinks).toMatchObject([{ name: "A", context: "here is [[x/Bee|it]] and [[Bee]]" }]);
  });

  test("a new note takes the name of one in the trash; on return the nearest wins", () => {
    const old = add("B", "", { folder: "x" });
    const a = add("A", "[[B]]", { folder: "x" });
    w.run("node.trash", { id: old });
    const fresh = add("B", "");
    expect(targets(a)).toEqual([fresh]);
    w.run("node.restore", { id: old });
    expect(targets(a)).toEqual([old]);
  });
});

describe("NO6: which of several notes a name means", () => {
  test("a name before an alias, the nearest folder, the shortest path; a path decides", () => {
    const alias = add("Other", "", { aliases: ["N"], folder: "p/q" });
    const far = add("N", "", { folder: "z/deep" });
    const root = add("N", "");
    const near = add("N", "", { folder: "p" });
    const resolve = (name: string, folder = "") => w.query<{ id: string } | null>("node.resolve", { name, folder })?.id;
    expect(resolve("N", "p/q")).toBe(near);
    expect(resolve("n.md", "z/deep/er")).toBe(far);
    expect(resolve("N#heading")).toBe(root);
    expect(resolve("deep/N", "p")).toBe(far);
    expect(resolve("/p/N")).toBe(near);
    expect(resolve("q/N")).toBe(alias);
    expect(resolve("nowhere/N")).toBeUndefined();
  });

  test("links follow when a nearer note of the name appears or moves", () => {
    const far = add("N");
    const a = add("A", "[[N]]", { folder: "p" });
    expect(targets(a)).toEqual([far]);
    const near = add("N", "", { folder: "p" });
    expect(targets(a)).toEqual([near]);
    update(near, { folder: "elsewhere/deep" });
    expect(targets(a)).toEqual([far]);
  });

  test("incremental and from scratch agree, whatever happens", () => {
    const step = fc.record({
      what: fc.constantFrom("create", "text", "name", "folder", "alias", "trash", "restore"),
      n: fc.nat(7),
      name: fc.constantFrom("P", "Q", "R"),
      folder: fc.constantFrom("", "a", "a/b"),
      text: fc.constantFrom("[[P]] [[q]] #t", "[[a/P]] [[R|x]] #T #Ü", "[[b/Q]] #ü", "[x](P.md) [y](../Q.md)", ""),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 30 }), (steps) => {
        w.db.script("DELETE FROM nodes; DELETE FROM tag_counts");
        const ids: string[] = [];
        for (const { what, n, name, folder, text } of steps) {
          const id = ids[n % Math.max(ids.length, 1)];
          if (what === "create" || !id) ids.push(add(name, text, { folder }));
          else if (what === "trash" || what === "restore") w.run(`node.${what}`, { id });
          else update(id, { text: { content: text }, name: { name }, folder: { folder }, alias: { aliases: [name] } }[what]!);
        }
        const living = () =>
          w.db.rows(
            "SELECT e.source_id, e.target_id FROM edges e JOIN nodes t ON t.id = e.target_id AND t.deleted_at IS NULL JOIN nodes s ON s.id = e.source_id AND s.deleted_at IS NULL ORDER BY 1, 2",
          );
        const kept = living();
        for (const id of ids) if (note(id).deleted_at === null) update(id, { content: note(id).content });
        expect(kept).toEqual(living());
        expect(w.query("tag.list")).toEqual(countedTags());
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});

describe("NO5: Markdown links are edges as wikilinks are", () => {
  test("they lead from the folder of the text, else to the nearest of the name; missing ones wait; the web never", () => {
    const far = add("N", "", { folder: "b" });
    const near = add("N", "", { folder: "a/b" });
    const a = add("A", "[x](b/N.md#h) [y](../N.md) [z](New%20one.md) [w](https://x.y/Z.md) [v](../../../Z.md)", { folder: "a" });
    expect(targets(a)).toEqual([near]);
    expect(links(a)).toMatchObject({ unresolved: ["New one", "Z"] });
    expect(links(near).backlinks).toMatchObject([{ id: a, channel: "wikilink", context: expect.stringContaining("](b/N.md#h)") }]);
    const root = add("N");
    expect(new Set(targets(a))).toEqual(new Set([near, root]));
    expect(targets(add("B", "[x](../b/N.md)", { folder: "c" }))).toEqual([far]);
    add("New one");
    expect(links(a).unresolved).toEqual(["Z"]);
  });

  test("renaming and moving write a path from each text", () => {
    const n = add("N", "", { folder: "a" });
    const a = add("A", "[x](a/N.md#h) [[N]] [y](N.md)");
    const b = add("B", "[x](<../a/N.md>)", { folder: "b" });
    update(n, { name: "New (1)", rewrite_links: true });
    expect([note(a).content, note(b).content]).toEqual([
      "[x](a/New%20%281%29.md#h) [[New (1)]] [y](New%20%281%29.md)",
      "[x](<../a/New (1).md>)",
    ]);
    update(n, { name: "M", folder: "b/c", rewrite_links: true });
    expect([note(a).content, note(b).content]).toEqual(["[x](b/c/M.md#h) [[M]] [y](M.md)", "[x](<c/M.md>)"]);
    expect([targets(a), targets(b)]).toEqual([[n], [n]]);
  });
});

describe("NO7: renaming rewrites the links to a note", () => {
  test("every form, and the note's own text; alias, heading and other links stay", () => {
    const old = add("Old", "me: [[Old]]", { folder: "f" });
    const a = add("A", "[[Old]] [[old|x]] [[Old#h]] [[f/Old]] ![[Old]] [[Other]] `[[Old]]`");
    const b = add("B", "[[Other]]");
    const edge = links(a).outgoing[0]!.edge_id;
    expect(update(old, { name: "New", rewrite_links: true })).toMatchObject({ rewritten: 2 });
    expect(note(a).content).toBe("[[New]] [[New|x]] [[New#h]] [[f/New]] ![[New]] [[Other]] `[[Old]]`");
    expect(note(old)).toMatchObject({ content: "me: [[New]]", version: 3 });
    expect(links(a)).toMatchObject({ outgoing: [{ edge_id: edge }], unresolved: ["Other"] });
    expect(note(b).version).toBe(1);
  });

  test("without it the links wait for the old name", () => {
    const old = add("Old");
    const a = add("A", "[[Old]]");
    update(old, { name: "New" });
    expect(links(a)).toMatchObject({ outgoing: [], unresolved: ["Old"] });
  });

  test("links by another note's name, and by an alias, are left alone", () => {
    const old = add("Old", "", { folder: "f", aliases: ["Al"] });
    add("Old", "", { folder: "g" });
    const a = add("A", "[[g/Old]] [[Al]] [[f/Old]]", { folder: "h" });
    update(old, { name: "New", rewrite_links: true });
    expect(note(a).content).toBe("[[g/Old]] [[Al]] [[f/New]]");
  });

  test("a name that means another note from there gets its path; moving rewrites paths", () => {
    const old = add("Old", "", { folder: "f" });
    add("New", "", { folder: "h" });
    const a = add("A", "[[Old]] [[f/Old]]", { folder: "h" });
    update(old, { name: "New", rewrite_links: true });
    expect(note(a).content).toBe("[[f/New]] [[f/New]]");
    update(old, { folder: "z", rewrite_links: true });
    expect(note(a).content).toBe("[[z/New]] [[z/New]]");
    expect(targets(a)).toEqual([old]);
  });

  test("a name that no link can spell rewrites nothing", () => {
    const old = add("Old");
    const a = add("A", "[[Old]]");
    expect(update(old, { name: "C# [x]", rewrite_links: true })).toMatchObject({ rewritten: 0 });
    expect(note(a).content).toBe("[[Old]]");
  });
});

describe("completion", () => {
  test("prefix before substring, aliases named, nothing typed: what changed last", () => {
    const [x, y] = [add("Alpha"), add("Beta alpha", "", { aliases: ["Alps"] })];
    const complete = (text: string) =>
      w.query<{ id: string; alias: string | null }[]>("node.complete", { text }).map(({ id, alias }) => [id, alias]);
    expect(complete("AL")).toEqual([
      [x, null],
      [y, "Alps"],
      [y, null],
    ]);
    expect(complete("pha")).toEqual([
      [x, null],
      [y, null],
    ]);
    w.clock.now += 1;
    update(x, { content: "x" });
    expect(complete("")).toEqual([
      [x, null],
      [y, null],
    ]);
    expect(w.query("node.complete", { text: "%_" })).toEqual([]);
    const found = (text: string) => w.query<{ name: string }[]>("node.complete", { text }).map(({ name }) => name);
    const names = ["東京タワー", "Red river", "Café society", "JavaScript"];
    for (const name of names) add(name);
    expect(["京", "river", "d riv", "cafe soc", "vascr", "society", "zzz"].map(found)).toEqual([
      [names[0]],
      [names[1]],
      [],
      [names[2]],
      [names[3]],
      [names[2]],
      [],
    ]);
    w.run("node.trash", { id: w.query<{ id: string }>("node.resolve", { name: "Red river" }).id });
    expect(found("river")).toEqual([]);
  });
});

describe("attachments", () => {
  const bytes = new TextEncoder().encode("abc");
  const file = (args: object = {}) => w.run<{ id: string; name: string }>("attachment.create", { name: "a.png", bytes, ...args });

  test("NO11: the same bytes are kept once, by their SHA-256", () => {
    file();
    file({ folder: "f" });
    expect(w.db.rows("SELECT hash, size FROM blobs")).toEqual([
      { hash: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", size: 3 },
    ]);
  });

  test("names are unique in a folder; the media type follows the name", () => {
    expect([file(), file(), file({ name: "x/y" }), file({ name: "b.weird" })].map(({ name }) => name)).toEqual([
      "a.png",
      "a 2.png",
      "x-y",
      "b.weird",
    ]);
    expect(w.query<{ mime: string }[]>("attachment.list").map(({ mime }) => mime)).toEqual([
      "image/png",
      "image/png",
      "application/octet-stream",
      "application/octet-stream",
    ]);
  });

  test("found by id, name, or the end of its path", () => {
    const root = file();
    const deep = file({ folder: "x/img" });
    const get = (args: object) => w.query<{ id: string; bytes: Uint8Array } | null>("attachment.get", args);
    expect(get({ id: root.id })!.bytes).toEqual(bytes);
    expect([get({ name: "A.PNG" })?.id, get({ name: "img/a.png" })?.id, get({ name: "../x/img/a.png" })?.id]).toEqual([
      root.id,
      deep.id,
      deep.id,
    ]);
    expect([get({ name: "none.png" }), get({})]).toEqual([null, null]);
  });

  test("deleting can be undone until the trash is emptied", () => {
    const { id } = file();
    w.run("attachment.delete", { id });
    const { mutation_id } = w.query<{ mutation_id: string }>("undo.latest");
    w.run("undo.apply", { mutation_id });
    expect(w.query("attachment.get", { id })).toMatchObject({ id, size: 3 });
    w.run("attachment.delete", { id });
    w.run("trash.empty");
    expect(w.db.value("SELECT count(*) FROM blobs")).toBe(0);
    expect(w.try("attachment.delete", { id })).toMatchObject({ error: { type: "AttachmentNotFound" } });
    expect(w.try("attachment.create", { id: file().id, name: "b", bytes })).toMatchObject({ error: { type: "AttachmentExists" } });
  });
});

test("NO10: a note made here gets front matter only if there is something to keep", () => {
  expect(noteFile(note(add("A", "text")))).toBe("text");
  expect(noteFile(note(add("B", "text", { tags: ["t"], aliases: ["B: 2"] })))).toBe('---\naliases:\n  - "B: 2"\ntags:\n  - t\n---\ntext');
});
