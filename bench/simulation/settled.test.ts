import { expect, test } from "vitest";
import { expectAlike, shared } from "./scene.ts";

const openOf = (client: { readonly conflicts: readonly { readonly col: string }[] }) => client.conflicts.map(({ col }) => col).toSorted();

test("CL7: of two fields that one edit lost, the decision about one leaves the other open, everywhere", async () => {
  const world = await shared();
  const { here, there } = world;
  for (const client of [here, there]) client.edit("UPDATE nodes SET name = ?1, status = ?1 WHERE id = 'a'", [client.name]);
  await world.rest();
  expect([openOf(here), openOf(there)]).toEqual([
    ["name", "status"],
    ["name", "status"],
  ]);
  here.decide(
    here.conflicts.find(({ col }) => col === "status")!,
    "theirs",
  );
  await world.rest();
  expectAlike(world);
  expect([openOf(here), openOf(there)]).toEqual([["name"], ["name"]]);
});

test("CL5: what a device sent comes back as it is here and is not written again", async () => {
  const { here, there } = await shared();
  const fromServer = (client: typeof here) => client.db.value("SELECT count(*) FROM changes WHERE origin = 'remote'");
  expect([fromServer(here), fromServer(there)]).toEqual([0, 8]);
});
