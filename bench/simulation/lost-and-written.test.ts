import { expect, test } from "vitest";
import { DELETED } from "../../src/protocol/names.ts";
import { expectAlike, nameOf, node, remove, Scene, set, shared } from "./scene.ts";

// What a server lost and is given back meets what others wrote meanwhile (CL9, CL11, PR5). Faults that seeds of the simulation found.

const lossesOf = ({ here }: Scene) => here.conflicts.map(({ id, col, value_json }) => `${id} ${col} ${value_json}`);
const isPull = (path: string) => path === "/pull";

/** What the first device has is acknowledged, and nothing comes back to it. */
async function onlySend(world: Scene): Promise<void> {
  world.isCutOff = (_client, path) => isPull(path);
  await world.sync(world.here);
  world.isCutOff = () => false;
}

test("CL11 PR5: what was written after the loss is kept as a conflict when something with a later clock is given back", async () => {
  const world = await shared();
  const { here, there, server } = world;
  here.skew = 50_000;
  set(here, "a", "name", "given back");
  await world.sync(here);
  world.now += 1000;
  server.wipe();
  await world.sync(there);
  set(there, "a", "name", "after the loss");
  await world.sync(there);
  await world.rest();
  expectAlike(world);
  expect([nameOf(world, "a"), lossesOf(world)]).toEqual(["given back", ['a name "after the loss"']]);
});

test("CL11 PR5: of a server that went back, what it still had is no conflict when it is replaced as it had been", async () => {
  const world = await shared();
  const { here, there, server } = world;
  server.backup();
  world.now += 1000;
  set(here, "a", "name", "once more");
  await world.sync(here);
  server.rewind();
  await world.sync(there);
  await world.rest();
  expectAlike(world);
  expect([nameOf(world, "a"), lossesOf(world)]).toEqual(["once more", []]);
});

test("CL11: who was away while another one gave it back, and it was edited then, has no conflict", async () => {
  const world = await shared();
  const { here, there, server } = world;
  // A clock that is too far ahead moves nothing, so what is written later there has an earlier clock.
  here.skew = 50_000;
  there.skew = -600_000;
  set(here, "a", "name", "first");
  await world.rest();
  server.wipe();
  await world.sync(there);
  set(there, "a", "name", "second");
  await world.sync(there);
  await world.rest();
  expectAlike(world);
  expect([nameOf(world, "a"), lossesOf(world)]).toEqual(["second", []]);
});

test("PR7 CL11: deleted by who had not seen the edit that was lost, it stays, as it was edited", async () => {
  const world = await shared();
  const { here, there, server } = world;
  set(here, "a", "name", "lost edit");
  await world.sync(here);
  server.wipe();
  await world.sync(there);
  remove(there, "a");
  await world.sync(there);
  await world.rest();
  expectAlike(world);
  expect([nameOf(world, "a"), lossesOf(world)]).toEqual(["lost edit", [`a ${DELETED} 1`]]);
});

test("PR7 CL11: edited by who had not seen the deletion that was lost, it stays, and comes back where it was deleted", async () => {
  const world = await shared();
  const { here, there, server } = world;
  remove(here, "c");
  await world.sync(here);
  server.wipe();
  await world.sync(there);
  set(there, "c", "name", "after the loss");
  await world.sync(there);
  await world.rest();
  expectAlike(world);
  expect([nameOf(world, "c"), lossesOf(world)]).toEqual(["after the loss", [`c ${DELETED} 1`]]);
});

test("PR7 CL11: what an edit had kept alive is not gone because its deletion was sent again first", async () => {
  const world = await shared();
  const { here, there, server } = world;
  set(there, "c", "due_at", 5);
  await world.sync(there);
  remove(here, "c");
  world.isCutOff = (client, path) => client === here && isPull(path);
  await world.sync(here);
  world.isCutOff = () => false;
  await world.sync(there);
  server.wipe();
  await world.rest();
  expectAlike(world);
  expect(here.db.value("SELECT due_at FROM nodes WHERE id = 'c'")).toBe(5);
});

test("CL9 CL11: two devices with one id do not take each other's changes for their own when the server was wiped", async () => {
  const world = await shared();
  const { here, there, server } = world;
  there.copyFrom(here);
  set(here, "a", "name", "by one");
  await world.sync(here);
  server.wipe();
  await world.sync(there);
  await world.sync(here);
  set(there, "a", "name", "by the other");
  await world.rest();
  expectAlike(world);
  expect([nameOf(world, "a"), ...lossesOf(world)].join()).toMatch(/by one.*by the other|by the other.*by one/);
});

test("CL9 CL11: one with the same id that has never read is not told of the loss: what it writes is another's", async () => {
  const world = await Scene.open();
  const { here, there, server } = world;
  here.signIn();
  node(here, "b");
  there.copyFrom(here);
  await world.sync(here);
  set(here, "b", "due_at", 17);
  await world.sync(here);
  server.wipe();
  there.skew = 50_000;
  set(there, "b", "due_at", 5);
  await world.sync(there);
  await world.rest();
  expectAlike(world);
  expect(here.db.value("SELECT due_at FROM nodes WHERE id = 'b'")).toBe(5);
  expect(lossesOf(world)).toContain("b due_at 17");
});

test("CL9 CL11: what was acknowledged and not read back goes out again with the new id", async () => {
  const world = await Scene.open();
  const { here, there, server } = world;
  here.signIn();
  there.copyFrom(here);
  node(here, "b");
  await onlySend(world);
  server.wipe();
  for (const id of ["x", "y", "z"]) node(there, id);
  await world.sync(there);
  set(here, "b", "name", "again");
  await world.rest();
  expectAlike(world);
  expect(nameOf(world, "b")).toBe("again");
});

test("CL9 CL11: so it does if the other one has sent as many operations meanwhile, and nothing waits here", async () => {
  const world = await Scene.open();
  const { here, there, server } = world;
  here.signIn();
  there.copyFrom(here);
  node(here, "b");
  await onlySend(world);
  server.wipe();
  for (const id of ["x", "y", "z"]) node(there, id);
  await world.sync(there);
  await world.rest();
  expectAlike(world);
  expect(nameOf(world, "b")).toBe("b");
});

test("CL3 CL9: so does what was offered, whole, although the other one with the id deleted it", async () => {
  const world = await Scene.open();
  const { here, there, server } = world;
  node(here, "b");
  here.signIn();
  there.copyFrom(here);
  await onlySend(world);
  server.wipe();
  remove(there, "b");
  for (const id of ["x", "y", "z"]) node(there, id);
  await world.sync(there);
  set(here, "b", "name", "again");
  await world.rest();
  expectAlike(world);
  expect(nameOf(world, "b")).toBe("again");
});

test("CL11 SV6: who may only read by now gives nothing back, and has what a server that went back has", async () => {
  const world = await shared();
  const { here, server } = world;
  server.backup();
  set(here, "b", "name", "lost");
  remove(here, "c");
  await world.sync(here);
  server.rewind();
  server.roles.set("u-here", "viewer");
  await world.rest();
  here.giveUpRefused();
  await world.rest();
  expectAlike(world);
  expect([nameOf(world, "b"), nameOf(world, "c")]).toEqual(["b", "c"]);
});
