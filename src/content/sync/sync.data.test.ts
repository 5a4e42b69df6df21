import { expect, test } from "vitest";
import { dataModules } from "../index.data.ts";
import { openTestWorkspace } from "../../worker/testing.ts";
import type { Database } from "../../db/sqlite.ts";
import { ACCOUNT_SQL } from "../../sync/account.ts";
import { CONFLICTS_SQL } from "../../sync/conflicts.ts";
import { writeMeta } from "../../sync/meta.ts";
import { REPORT_SQL } from "../../sync/report.ts";
import { SPACES_SQL } from "../../sync/spaces.ts";
import { SYNCED } from "./sync.data.ts";
import type { SyncConflict } from "./sync.model.ts";

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

test("what is in each space is counted in its own index, what is one's own without looking at a node; the trash counts nowhere", async () => {
  const { db, run, query } = await openTestWorkspace(dataModules);
  db.run(SPACES_SQL.put, ["band", "band", "The band", "owner", "ready"]);
  for (const id of ["own", "left", "first", "second", "third"]) run("note.create", { id, name: id });
  for (const id of ["first", "second", "third"]) run("node.move_to_space", { id, space_id: "band" });
  for (const id of ["left", "third"]) run("node.trash", { id });
  expect(query("sync.spaces")).toMatchObject([
    { id: "personal", nodes: 1 },
    { id: "band", nodes: 2 },
  ]);
  const plan = db.rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${REPORT_SQL.inSpaces}`).map(({ detail }) => detail);
  expect(plan).toEqual([expect.stringContaining("USING INDEX nodes_by_space")]);
});

const clock = (client: string) => `0000000f42400000${client}`;
const [HERE, MINE_ELSEWHERE, GRACES, NOBODYS] = ["00000000000000c1", "00000000000000c2", "00000000000000c3", "00000000000000c4"];

function inBand(db: Database): void {
  writeMeta(db, "account", { id: "u-ada", name: "ada", signed_in: true });
  writeMeta(db, "clients", [HERE!]);
  db.run(SPACES_SQL.put, ["band", "band", "The band", "editor", "ready"]);
  const members = [
    { user: "u-ada", name: "ada", role: "owner", clients: [HERE, MINE_ELSEWHERE] },
    { user: "u-grace", name: "grace", role: "editor", clients: [GRACES] },
  ];
  db.run(ACCOUNT_SQL.members, [JSON.stringify(members), "band"]);
}

test("SU15: a conflict in a shared space says which member made the other change; oneself elsewhere and who left are another device", async () => {
  const { db, run, query } = await openTestWorkspace(dataModules);
  run("note.create", { id: "song", name: "Song" });
  inBand(db);
  for (const client of [MINE_ELSEWHERE, GRACES, NOBODYS])
    db.run(CONFLICTS_SQL.put, ["band", "nodes", "song", "name", clock(client!), '"Other"', null, 1]);
  const by = query<SyncConflict[]>("sync.conflicts").map((conflict) => [conflict.id.slice(-16), conflict.by]);
  expect(Object.fromEntries(by)).toEqual({ [MINE_ELSEWHERE!]: null, [GRACES!]: "grace", [NOBODYS!]: null });
});
