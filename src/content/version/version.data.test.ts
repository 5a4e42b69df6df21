import { beforeEach, expect, test } from "vitest";
import { type TestWorkspace, openTestWorkspace } from "../../worker/testing.ts";
import { thinNext } from "../../db/versions/thin-versions.ts";
import { dataModules } from "../index.data.ts";
import type { NoteRecord } from "../note/note.model.ts";
import type { VersionEntry, VersionRecord } from "./version.model.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let w: TestWorkspace;
let id: string;
beforeEach(async () => {
  w = await openTestWorkspace(dataModules);
  ({ id } = w.run<{ id: string }>("note.create", { name: "Chorus", content: "first", tags: ["song"] }));
  w.clock.now += 10 * MINUTE;
});

const type = (content: string, after = 0) => {
  w.clock.now += after;
  w.run("note.update", { id, content });
};
const list = () => w.query<{ rows: VersionEntry[]; total: number }>("version.list", { node_id: id }).rows;
const get = (version: number) => w.query<VersionRecord>("version.get", { version });
const note = () => w.query<NoteRecord>("note.get", { id });
const contents = () => list().map(({ version }) => get(version).content);

test("VE1: what a note was before it is edited is kept, at most once a minute", () => {
  type("second");
  type("third", 30 * SECOND);
  type("fourth", 31 * SECOND);
  expect(contents()).toEqual(["third", "first"]);
  expect(list().map(({ reason, at }) => [reason, w.clock.now - at])).toEqual([
    ["edit", 31 * SECOND],
    ["edit", 10 * MINUTE + 61 * SECOND],
  ]);
});

test("VE1: what is new or stays the same is no version; ticking a star is no edit", () => {
  const { id: fresh } = w.run<{ id: string }>("note.create", { name: "New" });
  w.run("note.update", { id: fresh, content: "typed at once" });
  expect(w.query<{ total: number }>("version.list", { node_id: fresh }).total).toBe(0);
  w.run("node.update", { id, is_favorite: true });
  expect(list()).toEqual([]);
});

test("F10: a save after another always keeps the newest state, not the one from when the interval began", () => {
  type("a");
  type("b", 20 * SECOND);
  type("c", 20 * SECOND);
  type("d", 30 * SECOND);
  expect(contents()).toEqual(["c", "first"]);
});

test("VE1: how often is a preference", () => {
  w.run("setting.set", { key: "versions.interval_s", value: 5 });
  for (const text of ["a", "b", "c"]) type(text, 6 * SECOND);
  expect(contents()).toEqual(["b", "a", "first"]);
});

test("VE5: a restore brings text, tags and aliases back, keeps the state before, and can be undone", () => {
  w.run("note.update", { id, content: "other", tags: ["demo"], aliases: ["Refrain"] });
  w.clock.now += SECOND;
  w.run("note.update", { id, name: "Last chorus" });
  const [first] = list();
  w.run("version.restore", { version: first!.version });
  expect(note()).toMatchObject({ content: "first", tags: ["song"], aliases: [], name: "Last chorus" });
  expect(list()[0]).toMatchObject({ reason: "restore" });
  expect(get(list()[0]!.version)).toMatchObject({ content: "other", tags: ["demo"], name: "Last chorus" });
  const { mutation_id } = w.query<{ mutation_id: string }>("undo.latest");
  w.run("undo.apply", { mutation_id });
  expect(note()).toMatchObject({ content: "other", tags: ["demo"], aliases: ["Refrain"] });
});

test("VE5: links and search follow a restore", () => {
  type("now about [[Verse]]");
  w.run("version.restore", { version: list()[0]!.version });
  expect(w.query<{ unresolved: string[] }>("node.links", { id }).unresolved).toEqual([]);
  expect(w.query<{ total: number }>("search.nodes", { text: "first" }).total).toBe(1);
  expect(w.query<{ total: number }>("search.nodes", { text: "about" }).total).toBe(0);
});

test("VE6: a named version is of now, has its name, and outlives thinning", () => {
  const { version } = w.run<{ version: number }>("version.keep", { node_id: id, label: "Before the mix" });
  for (let minute = 0; minute < 50; minute++) type(`take ${minute}`, 61 * SECOND);
  w.clock.now += 40 * 86_400_000;
  expect(thinNext(w.db, "", w.clock.now)).toBe(id);
  expect(thinNext(w.db, id, w.clock.now)).toBeNull();
  expect(list().map(({ label }) => label)).toContain("Before the mix");
  expect(list().length).toBeLessThan(5);
  expect(get(version).content).toBe("first");
  w.run("version.rename", { version, label: null });
  expect(list().map(({ label }) => label)).not.toContain("Before the mix");
});

test("a version that is gone is refused, and changes nothing", () => {
  expect(w.try("version.restore", { version: 99 })).toMatchObject({ ok: false, error: { type: "VersionNotFound" } });
  expect(w.try("version.keep", { node_id: "none", label: "x" })).toMatchObject({ ok: false, error: { type: "NodeNotFound" } });
  expect(w.query("version.get", { version: 99 })).toBeNull();
});

test("versions go with the note that is deleted for ever", () => {
  type("second");
  w.run("node.trash", { id });
  w.run("node.purge", { id });
  expect(w.db.value("SELECT count(*) FROM versions")).toBe(0);
});

test("a list of many versions is read in pages", () => {
  for (let i = 0; i < 5; i++) type(`take ${i}`, 61 * SECOND);
  const page = w.query<{ rows: VersionEntry[]; total: number }>("version.list", { node_id: id, limit: 2 });
  expect([page.rows.length, page.total]).toEqual([2, 5]);
  const older = w.query<{ rows: VersionEntry[] }>("version.list", { node_id: id, limit: 9, before: page.rows[1]!.version });
  expect(older.rows).toHaveLength(3);
});
