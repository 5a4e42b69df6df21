import { expect, test } from "vitest";
import { openTestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";

test("SE1: a note is found by its other names, while it has them", async () => {
  const w = await openTestWorkspace(dataModules);
  const found = (text: string) => w.query<{ hits: { id: string }[] }>("search.nodes", { text }).hits.map(({ id }) => id);
  w.run("note.create", { id: "a", name: "Hydrogen", content: "the lightest", aliases: ["Wasserstoff", "元素一"] });
  w.run("note.create", { id: "b", name: "Text", content: "Wasserstoff is mentioned here, Wasserstoff" });
  expect([found("wasserstoff"), found("元素"), found("sserst")]).toEqual([["a", "b"], ["a"], ["a", "b"]]);
  w.run("note.update", { id: "a", aliases: ["Protium"] });
  expect([found("wasserstoff"), found("protium")]).toEqual([["b"], ["a"]]);
  w.run("node.trash", { id: "a" });
  await w.task("search.reindex", {});
  expect(found("protium")).toEqual([]);
  w.run("node.restore", { id: "a" });
  expect(found("protium")).toEqual(["a"]);
});
