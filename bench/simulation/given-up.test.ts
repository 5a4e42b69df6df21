import { expect, test } from "vitest";
import { CalmWorld, namesOf } from "./calm-world.ts";
import { expectAlike, link, nameOf, remove, set, shared } from "./scene.ts";

// What the server refused, and is given up (CL10). Faults that seeds of the simulation found, each as the shortest story.

/** The first device may only read from now on. */
async function viewer() {
  const world = await shared();
  world.server.roles.set("u-here", "viewer");
  return { world, here: world.here };
}

test("CL9 CL10: what was refused is taken back in the order in which it was made, whatever ids it was numbered under", async () => {
  const calm = new CalmWorld();
  const one = await calm.device("one");
  calm.make(one, "a", "a");
  calm.make(one, "b", "b");
  await calm.sync(one);
  calm.server.roles.set(one.user, "viewer");
  calm.rename(one, "a", "first");
  await calm.sync(one);
  const double = await calm.copyOf(one, "double");
  calm.server.roles.set(one.user, "viewer");
  calm.rename(one, "b", "elsewhere");
  calm.rename(double, "a", "second");
  await calm.sync(one, double);
  expect([one.refused.length, double.refused.length]).toEqual([2, 2]);
  for (const client of [one, double]) client.giveUpRefused();
  await calm.sync(one, double);
  expect([namesOf(double), calm.unrest(one, double)]).toEqual([{ a: "a", b: "b" }, []]);
  calm.close();
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

test.each([
  ["the first, then the second", [0, 1], ["second", "a"]],
  ["the second, then the first", [1, 0], ["first", "a"]],
])("CL10: of two that wrote one cell, given up one by one, %s, none stays", async (_order, order, names) => {
  const { world, here } = await viewer();
  set(here, "a", "name", "first");
  set(here, "a", "name", "second");
  await world.sync(here);
  const ops = here.refused;
  for (const [i, one] of order.entries()) {
    here.giveUpRefused([ops[one]!]);
    await world.rest();
    expect(nameOf(world, "a")).toBe(names[i]);
  }
  expectAlike(world);
});
