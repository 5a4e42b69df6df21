import { beforeEach, expect, test } from "vitest";
import { type TestWorkspace, openTestWorkspace } from "../../worker/testing.ts";
import { dataModules } from "../index.data.ts";

let w: TestWorkspace;
beforeEach(async () => {
  w = await openTestWorkspace(dataModules);
});

test("ED4: a text that was edited from an older version is refused, and nothing is overwritten", () => {
  const { id } = w.run<{ id: string }>("note.create", { name: "Shared", content: "one" });
  w.run("note.update", { id, content: "two", base_version: 1 });
  expect(w.try("note.update", { id, content: "three", base_version: 1 })).toMatchObject({ ok: false, error: { type: "VersionConflict" } });
  expect(w.query("note.get", { id })).toMatchObject({ content: "two", version: 2 });
  expect(w.run("note.update", { id, content: "three", base_version: 2 })).toMatchObject({ version: 3 });
});
