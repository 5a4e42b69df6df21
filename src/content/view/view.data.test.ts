import { beforeEach, expect, test } from "vitest";
import { type TestWorkspace, openTestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";
import { viewData } from "./view.data.ts";
import type { ViewListed, ViewRecord } from "./view.model.ts";

let w: TestWorkspace;
beforeEach(async () => {
  w = await openTestWorkspace(dataModules);
});
const make = (args: object) => w.run<{ id: string; name: string }>("view.create", args);
const names = (args = {}) => w.query<ViewListed[]>("view.list", args).map(({ name }) => name);

test("VI5: a view is a node with a filter, a layout and its options; pinned ones come first", () => {
  const { id } = make({ name: "Songs on the map", filter: { type: "note", tag: "song" }, layout: "map", options: { zoom: 3 } });
  make({ name: "A list" });
  make({ name: "Pinned", is_pinned: true });
  expect(names()).toEqual(["Pinned", "A list", "Songs on the map"]);
  expect(names({ pinned: true })).toEqual(["Pinned"]);
  expect(w.query<ViewRecord>("view.get", { id })).toMatchObject({
    name: "Songs on the map",
    node_type: "view",
    filter: { type: "note", tag: "song" },
    layout: "map",
    options: { zoom: 3 },
    is_pinned: false,
  });
  expect(w.query<{ hits: { id: string }[] }>("search.nodes", { text: "songs map" }).hits.map((hit) => hit.id)).toEqual([id]);
});

test("VI5: what is not given stays; a change can be undone, trash and restore are the spine's", () => {
  const { id } = make({ layout: "board", filter: { status: "open" } });
  expect(names()).toEqual(["Untitled view"]);
  w.run("view.update", { id, is_pinned: true, filter: { letter: "A" } });
  expect(w.query("view.get", { id })).toMatchObject({ layout: "board", filter: { letter: "A" }, is_pinned: true });
  w.run("undo.apply", { mutation_id: w.query<{ mutation_id: string }>("undo.latest").mutation_id });
  expect(w.query("view.get", { id })).toMatchObject({ layout: "board", filter: { status: "open" }, is_pinned: false });
  w.run("node.trash", { id });
  expect(names()).toEqual([]);
  w.run("node.restore", { id });
  w.run("node.trash", { id });
  w.run("node.purge", { id });
  expect(w.query("view.get", { id })).toBeNull();
});

test("VI5: a wrong filter, an unknown layout or a view that is gone is refused and changes nothing", () => {
  expect(w.try("view.create", { filter: { colour: "red" } })).toMatchObject({ ok: false, error: { type: "InvalidArguments" } });
  expect(w.try("view.create", { layout: "spiral" })).toMatchObject({ ok: false, error: { type: "InvalidArguments" } });
  expect(w.try("view.create", { options: { text: "x".repeat(20_001) } })).toMatchObject({ ok: false });
  expect(w.try("view.update", { id: "none", name: "x" })).toMatchObject({ ok: false, error: { type: "ViewNotFound" } });
  expect(names()).toEqual([]);
});

test("views are read from their own table, whatever else is in the workspace", () => {
  const plan = w.db
    .rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${viewData.sql["list"] as string}`, [null, 10])
    .map(({ detail }) => detail);
  expect(plan[0]).toMatch(/^SCAN v\b/);
  expect(plan[1]).toMatch(/^SEARCH n USING INDEX .*\(id=\?\)/);
});
