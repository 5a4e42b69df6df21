import { expect, test } from "vitest";
import { expectAlike, nameOf, Scene, set, shared } from "./scene.ts";

// What the seeds' own ways of syncing would lose (seed-faults.md), with the code that runs in the app.

const isPush = (path: string) => path.endsWith("/push");

/** The name that stayed and those that are kept as conflicts. */
const versionsOf = (world: Scene) =>
  [nameOf(world, "a"), ...world.here.conflicts.map(({ value_json }) => JSON.parse(value_json!) as string)].toSorted();

test("F14: two changes of the same millisecond, and one made while a round runs, all arrive", async () => {
  const world = await shared();
  const { here, there } = world;
  set(here, "a", "name", "first");
  set(here, "a", "name", "second of the same moment");
  let hasWritten = false;
  world.isCutOff = (client, path) => {
    if (client === here && isPush(path) && !hasWritten) {
      hasWritten = true;
      set(here, "a", "summary", "written while it was being sent");
    }
    return false;
  };
  await world.rest();
  expectAlike(world);
  expect(nameOf(world, "a")).toBe("second of the same moment");
  expect(there.db.value("SELECT summary FROM nodes WHERE id = 'a'")).toBe("written while it was being sent");
});

test("F15: two offline edits that are equally old by any count: one stays, the other is kept as a conflict", async () => {
  const world = await shared();
  const { here, there } = world;
  set(here, "a", "name", "here");
  set(there, "a", "name", "there");
  await world.rest();
  expectAlike(world);
  expect(versionsOf(world)).toEqual(["here", "there"]);
});

test("F16: a pull of the same row neither sends, hides nor forgets an edit that waits", async () => {
  const world = await shared();
  const { here, there } = world;
  set(there, "a", "name", "theirs");
  set(there, "a", "due_at", 7);
  await world.sync(there);
  let hasWritten = false;
  world.isCutOff = (client, path) => {
    if (client === here && path === "/pull" && !hasWritten) {
      hasWritten = true;
      set(here, "a", "name", "mine");
    }
    return isPush(path) && hasWritten;
  };
  await world.sync(here);
  expect([here.waiting, here.db.row("SELECT name, due_at FROM nodes WHERE id = 'a'")]).toEqual([1, { name: "mine", due_at: 7 }]);
  world.isCutOff = () => false;
  await world.rest();
  expectAlike(world);
  expect(versionsOf(world)).toEqual(["mine", "theirs"]);
});

test("F17: what did not get through fifty times is still there for the fifty-first", async () => {
  const world = await shared();
  const { here, there } = world;
  set(here, "a", "name", "written on a long journey");
  world.isCutOff = (client) => client === here;
  for (let n = 0; n < 50; n++) await world.sync(here);
  expect([here.waiting, here.db.value("SELECT count(*) FROM sync_dead")]).toEqual([1, 0]);
  world.isCutOff = () => false;
  await world.sync(here);
  await world.sync(there);
  expectAlike(world);
  expect([here.waiting, nameOf(world, "a")]).toEqual([0, "written on a long journey"]);
});

test("F18: a device whose clock is a year ahead does not win everything from then on", async () => {
  const world = await Scene.open();
  const { here, there } = world;
  world.signIn();
  here.skew = 365 * 86_400_000;
  here.edit("INSERT INTO nodes (id, node_type, name, created_at, modified_at) VALUES ('a', 'note', 'from the future', 1, 1)", []);
  await world.rest();
  set(there, "a", "name", "from now");
  await world.rest();
  expectAlike(world);
  expect(nameOf(world, "a")).toBe("from now");
});
