import { expect, test } from "vitest";
import { expectAlike, link, nameOf, node, remove, set, shared } from "./scene.ts";

// What the server refused, and is given up (CL10). Faults that seeds of the simulation found, each as the shortest story.

/** The first device may only read from now on, and the server has lost something that it had read. */
async function viewer() {
  const world = await shared();
  const { here, there, server } = world;
  server.backup();
  set(there, "b", "name", "lost");
  await world.rest();
  server.roles.set("u-here", "viewer");
  return { ...world, world, here, server };
}

test("CL9 CL10: what was refused is taken back in the order in which it was made, whatever ids it was numbered under", async () => {
  const { world, here, server } = await viewer();
  set(here, "a", "name", "first");
  await world.sync(here);
  server.rewind();
  set(here, "a", "name", "second");
  await world.rest();
  expect(here.refused).toHaveLength(2);
  here.giveUpRefused();
  await world.rest();
  expectAlike(world);
  expect(nameOf(world, "a")).toBe("a");
});

test("CL10: what is sent again and refused again keeps its place", async () => {
  const { world, here } = await viewer();
  set(here, "a", "name", "first");
  set(here, "a", "name", "second");
  await world.sync(here);
  here.sendAgain(here.refused.slice(0, 1));
  await world.rest();
  expect(here.refused).toHaveLength(2);
  here.giveUpRefused();
  await world.rest();
  expectAlike(world);
  expect(nameOf(world, "a")).toBe("a");
});

test("CL6 CL10: what was made here and is given up does not come back with the row it hangs on", async () => {
  const { world, here } = await viewer();
  link(here, "e9", "c", "a");
  remove(here, "c");
  await world.sync(here);
  const [made, removed] = here.refused;
  here.giveUpRefused([made!]);
  here.giveUpRefused([removed!]);
  await world.rest();
  expectAlike(world);
  expect([nameOf(world, "c"), here.refused]).toEqual(["c", []]);
});

test("CL9 CL10: so does what was made, deleted and refused under two ids", async () => {
  const { world, here, server } = await viewer();
  node(here, "d");
  await world.sync(here);
  server.rewind();
  remove(here, "d");
  await world.rest();
  here.giveUpRefused();
  await world.rest();
  expectAlike(world);
  expect([nameOf(world, "d"), here.refused]).toEqual([undefined, []]);
});
