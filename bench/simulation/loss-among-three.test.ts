import { afterEach, beforeEach, expect, test } from "vitest";
import { CalmWorld, namesOf } from "./calm-world.ts";
import type { SimClient } from "./client.ts";

// A server that lost something, and devices of which some are told and some are not (CL9, CL11, PR7). Faults that seeds of the
// simulation found, each as the shortest story.

let calm: CalmWorld;
beforeEach(() => void (calm = new CalmWorld()));
afterEach(() => calm.close());

/** Three devices in step that have a note. */
async function three(): Promise<[SimClient, SimClient, SimClient]> {
  const devices = [await calm.device("one"), await calm.device("two"), await calm.device("three")] as const;
  calm.make(devices[0], "a", "first");
  await calm.sync(...devices);
  return [...devices];
}
const isConflict = (...of: SimClient[]) => of.map((client) => client.conflicts.map(({ col, value_json }) => `${col} ${value_json}`));

test("PR7 CL11: who read the deletion hears that it has lost, although the deletion itself was given back", async () => {
  const [editor, deleter, viewer] = await three();
  calm.rename(viewer, "a", "refused");
  calm.rename(editor, "a", "edited");
  calm.server.roles.set("user-three", "viewer");
  calm.remove(deleter, "a");
  await calm.sync(deleter, viewer);
  calm.server.backup();
  calm.make(deleter, "b", "b");
  await calm.sync(deleter);
  calm.server.rewind();
  await calm.sync(editor, deleter, viewer);
  viewer.giveUpRefused();
  await calm.sync(editor, deleter, viewer);
  expect(calm.unrest(editor, deleter, viewer)).toEqual([]);
  expect([namesOf(viewer)["a"], ...isConflict(editor, viewer)]).toEqual(["edited", ["_deleted 1"], ["_deleted 1"]]);
});

test("PR7 CL11: who gives a deletion back hears that it has lost, also where no edit shows but only that the row is alive", async () => {
  const [one, two, three_] = await three();
  // A clock that is too far ahead moves nothing, so what is written there has an earlier clock.
  two.skew = -600_000;
  calm.rename(one, "a", "same");
  await calm.sync(one);
  calm.rename(two, "a", "same");
  calm.server.backup();
  calm.remove(one, "a");
  await calm.sync(one, three_);
  calm.server.rewind();
  await calm.sync(one, two, three_);
  await calm.sync(one, two, three_);
  expect(calm.unrest(one, two, three_)).toEqual([]);
  expect(namesOf(three_)["a"]).toBe("same");
});

test("CL5 CL11: what a device wrote over comes back, given back by another one, with the clock that it had read before", async () => {
  const [one, two] = await three();
  two.skew = -600_000;
  calm.rename(one, "a", "seen");
  await calm.sync(one, two);
  calm.server.backup();
  calm.make(one, "b", "b");
  await calm.sync(one);
  calm.server.rewind();
  calm.rename(two, "a", "written over");
  await calm.push(two);
  await calm.sync(one, two);
  expect(calm.unrest(one, two)).toEqual([]);
  expect([namesOf(two)["a"], ...isConflict(one, two)]).toEqual(["seen", ['name "written over"'], ['name "written over"']]);
});

test("CL9 CL11: an id whose writes another device gave back is nobody's: who was never told of the loss overwrites nothing with it", async () => {
  const one = await calm.device("one");
  calm.make(one, "a", "first");
  const double = await calm.copyOf(one, "double");
  calm.rename(one, "a", "second");
  await calm.sync(one);
  calm.server.wipe();
  await calm.sync(one);
  calm.rename(double, "a", "of the double");
  await calm.push(double);
  calm.rename(double, "a", "once more");
  await calm.sync(double, one);
  expect(calm.unrest(one, double)).toEqual([]);
  expect([namesOf(one)["a"], ...isConflict(one)]).toEqual(["once more", ['name "second"']]);
});

test("CL9 CL11: so it is where the server still knows the id of old", async () => {
  const [one, other] = await three();
  const double = await calm.copyOf(one, "double");
  calm.server.backup();
  calm.rename(one, "a", "second");
  await calm.sync(one, other);
  calm.server.rewind();
  await calm.sync(one);
  calm.rename(double, "a", "of the double");
  await calm.sync(double, one, other);
  expect(calm.unrest(one, double, other)).toEqual([]);
  expect([namesOf(one)["a"], ...isConflict(one)]).toEqual(["of the double", ['name "second"']]);
});

test("CL9 CL11: who misses what the server had acknowledged is told of the loss, even if its id is nobody's by then", async () => {
  const [one, two, other] = await three();
  calm.server.backup();
  calm.rename(one, "a", "second");
  await calm.sync(one);
  calm.rename(one, "a", "acknowledged");
  await calm.push(one);
  await calm.sync(two);
  calm.server.rewind();
  await calm.sync(two);
  calm.rename(one, "a", "third");
  await calm.sync(one, two, other);
  expect(calm.unrest(one, two, other)).toEqual([]);
  expect(namesOf(other)["a"]).toBe("third");
});
