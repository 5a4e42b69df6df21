import { expect, test } from "vitest";
import { DELETED } from "../../src/protocol/names.ts";
import { expectAlike, nameOf, node, remove, Scene, set, shared } from "./scene.ts";

/** Faults that seeds of the simulation found, each as the shortest story. */
const isPush = (path: string) => path.endsWith("/push");

test("CL11: what a server lost is given back even if it loses something again in between", async () => {
  const world = await shared();
  const { here, server } = world;
  server.backup();
  set(here, "a", "name", "only here");
  await world.sync(here);
  server.rewind();
  // The old value is read again, and then the push does not get through.
  world.isCutOff = (_client, path) => isPush(path);
  await world.sync(here);
  world.isCutOff = () => false;
  server.wipe();
  await world.rest();
  expectAlike(world);
  expect(nameOf(world, "a")).toBe("only here");
});

test("CL11: what was given back is offered once more if the server went back again before that was read", async () => {
  const world = await shared();
  const { here, server } = world;
  server.backup();
  set(here, "a", "name", "only here");
  await world.sync(here);
  server.rewind();
  let isOffered = false;
  world.isCutOff = (_client, path) => {
    if (isPush(path)) isOffered = true;
    return isOffered && !isPush(path);
  };
  await world.sync(here);
  world.isCutOff = () => false;
  server.rewind();
  await world.rest();
  expectAlike(world);
  expect(nameOf(world, "a")).toBe("only here");
});

test("CL11: a row that waits for its parent is not given back as deleted", async () => {
  const world = await shared();
  const { here, there, server } = world;
  const edge = here.db.row<Record<string, string>>("SELECT * FROM edges WHERE id = 'e1'")!;
  here.edit("DELETE FROM edges WHERE id = 'e1'", []);
  const columns = Object.keys(edge).filter((column) => column !== "pk");
  here.edit(
    `INSERT INTO edges (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
    columns.map((column) => edge[column]!),
  );
  await world.rest();
  remove(there, "b");
  await world.rest();
  server.wipe();
  await world.rest();
  expect(server.data.records.get("edges e1")?.cells[DELETED]?.[0]).toBe(null);
});

test("CL11: a row that goes with its parent while the server is read anew is given back as it was", async () => {
  const world = await shared();
  const { here, there, server } = world;
  server.backup();
  here.edit("UPDATE edges SET label = 'only here' WHERE id = 'e1'", []);
  await world.sync(here);
  server.rewind();
  remove(there, "b");
  await world.sync(there);
  await world.rest();
  expectAlike(world);
  expect(server.data.records.get("edges e1")?.cells["label"]?.[0]).toBe("only here");
});

test("CL4: between the pages of a pull a record that moved on was not seen, whatever the cursor says", async () => {
  const world = await shared();
  const { here, there } = world;
  set(there, "a", "name", "not seen");
  for (let n = 0; n < 10; n++) node(there, `n${n}`);
  set(there, "a", "due_at", 1);
  await world.sync(there);
  let pages = 0;
  world.isCutOff = (_client, path) => path === "/pull" && ++pages > 1;
  await world.sync(here);
  world.isCutOff = () => false;
  set(here, "a", "name", "blindly");
  await world.rest();
  expectAlike(world);
  expect(here.conflicts.map(({ col, value_json }) => [col, value_json])).toEqual([["name", '"not seen"']]);
});

test("CL11: what was lost, and was overtaken by somebody who may not have seen it, is kept as a conflict", async () => {
  const world = await shared();
  const { here, there, server } = world;
  set(there, "a", "name", "lost");
  await world.sync(there);
  await world.sync(there);
  server.wipe();
  here.skew = 10_000;
  set(here, "a", "name", "blindly");
  await world.rest();
  expectAlike(world);
  expect([nameOf(world, "a"), here.conflicts.map(({ value_json }) => value_json)]).toEqual(["blindly", ['"lost"']]);
});

test("CL11: what a device wrote over its own value is no conflict", async () => {
  const world = await shared();
  const { here, there, server } = world;
  set(here, "a", "name", "first");
  await world.rest();
  server.wipe();
  set(here, "a", "name", "second");
  await world.rest();
  expectAlike(world);
  expect([nameOf(world, "a"), here.conflicts, there.conflicts]).toEqual(["second", [], []]);
});

test("CL5: what was deleted there and edited here stays while other cells of it come in", async () => {
  const world = await shared();
  const { here, there } = world;
  set(there, "b", "due_at", 3);
  remove(there, "b");
  await world.sync(there);
  set(here, "b", "name", "edited");
  world.isCutOff = (_client, path) => isPush(path);
  await world.sync(here);
  world.isCutOff = () => false;
  expect(nameOf(world, "b")).toBe("edited");
  await world.rest();
  expectAlike(world);
  expect(nameOf(world, "b")).toBe("edited");
});

test("CL10: given up, each cell is what the server has by now, and what was deleted is there again", async () => {
  const world = await shared();
  const { here, there, server } = world;
  server.roles.set("u-here", "viewer");
  set(here, "a", "tags", '["mine"]');
  here.edit("UPDATE nodes SET name = 'mine', modified_at = 1 WHERE id = 'a'", []);
  here.edit("UPDATE nodes SET due_at = 9, modified_at = 2 WHERE id = 'a'", []);
  set(here, "a", "sort_order", 3);
  set(here, "a", "sort_order", 4);
  remove(here, "c");
  set(there, "a", "tags", '["theirs"]');
  set(there, "a", "name", "theirs");
  await world.sync(there);
  await world.sync(here);
  await world.sync(here);
  here.giveUpRefused();
  await world.sync(here);
  expectAlike(world);
});

test("CL3: what comes back with its parent is offered if the server never had it", async () => {
  const world = await Scene.open();
  const { here, there, server } = world;
  node(here, "a");
  world.signIn();
  let pushes = 0;
  world.isCutOff = (client, path) => client === here && isPush(path) && ++pushes > 1;
  await world.sync(here);
  world.isCutOff = () => false;
  await world.sync(there);
  set(there, "a", "name", "edited");
  await world.sync(there);
  remove(here, "a");
  await world.rest();
  expectAlike(world);
  expect([nameOf(world, "a"), server.data.records.has("notes a")]).toEqual(["edited", true]);
});

test("CL11: what was given back may be written over with an earlier clock by who had seen it", async () => {
  const world = await shared();
  const { here, there, server } = world;
  there.skew = -600_000;
  here.skew = 50_000;
  set(here, "a", "name", "first");
  await world.rest();
  server.wipe();
  world.isCutOff = (client, path) => client === here && path === "/pull" && pulls++ > 0;
  let pulls = 0;
  await world.sync(here);
  world.isCutOff = () => false;
  await world.sync(there);
  set(there, "a", "name", "second");
  await world.rest();
  expectAlike(world);
  expect(nameOf(world, "a")).toBe("second");
});

test("CL11: a deletion that is to be given back is not undone by what others wrote meanwhile", async () => {
  const world = await shared();
  const { here, there, server } = world;
  remove(here, "c");
  await world.sync(here);
  await world.sync(here);
  server.wipe();
  await world.sync(there);
  there.edit("UPDATE nodes SET sort_order = 9 WHERE id = 'c'", []);
  await world.sync(there);
  await world.rest();
  expectAlike(world);
});

test("CL4 CL11: what was seen before the loss comes to light again if the edit of it loses after all", async () => {
  const world = await Scene.open();
  const { here, there, server } = world;
  // A clock that is too far ahead moves nothing, so what is written later here has an earlier clock.
  here.skew = -600_000;
  there.skew = 50_000;
  await shared(world);
  set(there, "a", "name", "theirs");
  await world.rest();
  set(here, "a", "name", "loses");
  server.wipe();
  await world.sync(there);
  remove(there, "a");
  await world.sync(there);
  await world.rest();
  expectAlike(world);
  expect(nameOf(world, "a")).toBe("theirs");
});
