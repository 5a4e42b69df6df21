import { expect, test } from "vitest";
import { dataModules } from "../index.data.ts";
import { openTestWorkspace } from "../../worker/testing.ts";
import { SYNCED } from "./sync.data.ts";

test("CL2: sync knows every table of every content type", async () => {
  const { engine } = await openTestWorkspace(dataModules);
  expect(SYNCED.map(({ table }) => table).sort()).toEqual(engine.tracked.map(({ table }) => table).sort());
});

test("without an account sync is off, and nothing waits", async () => {
  const { run, query } = await openTestWorkspace(dataModules);
  run("note.create", { id: "song", name: "Song" });
  expect(query("sync.status")).toMatchObject({ mode: "off", phase: "signed_out", account: null, pending: 0 });
  expect([query("sync.items", { ids: ["song"] }), query("sync.queue")]).toEqual([[{ id: "song", state: "off" }], []]);
  expect(query("sync.spaces")).toMatchObject([{ id: "personal", personal: true, nodes: 1 }]);
});
