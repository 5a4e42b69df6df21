import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CalmWorld, namesOf } from "./calm-world.ts";

// A workspace that was restored from a backup, on the device that it was made on, which syncs (BR11).

let calm: CalmWorld;
beforeEach(() => void (calm = new CalmWorld()));
afterEach(() => calm.close());

/** Two devices in step, and room for a backup of the first. */
async function started() {
  const [here, there] = [await calm.device("here"), await calm.device("there")];
  for (const id of ["song", "verse", "gone"]) calm.make(here, id, `${id}, first`);
  await calm.sync(here, there);
  const backup = await calm.device("backup", false);
  return { here, there, backup };
}

describe("after a restore on a device that syncs", () => {
  test("nothing old goes out as new: the device is where the server is, what was deleted stays deleted", async () => {
    const { here, there, backup } = await started();
    backup.copyFrom(here);
    calm.rename(here, "song", "song, second");
    calm.remove(here, "gone");
    calm.make(here, "bridge", "bridge, first");
    calm.rename(there, "verse", "verse, second");
    await calm.sync(here, there);
    const { head } = calm.server.data.row;
    const before = here.state();

    here.copyFrom(backup);
    expect(namesOf(here)["song"]).toBe("song, first");
    await calm.sync(here, there);
    expect(calm.server.data.row.head).toBe(head);
    expect(here.state()).toEqual(before);
    expect([...here.conflicts, ...there.conflicts]).toEqual([]);
    expect(calm.unrest(here, there)).toEqual([]);
  });

  test("what is written after it arrives, once, and replaces nothing else", async () => {
    const { here, there, backup } = await started();
    backup.copyFrom(here);
    calm.rename(here, "song", "song, second");
    calm.rename(there, "verse", "verse, second");
    await calm.sync(here, there);

    here.copyFrom(backup);
    calm.make(here, "coda", "after the restore");
    await calm.sync(here, there);
    expect(namesOf(there)).toEqual({
      song: "song, second",
      verse: "verse, second",
      gone: "gone, first",
      coda: "after the restore",
    });
    expect([...here.conflicts, ...there.conflicts]).toEqual([]);
    expect(calm.unrest(here, there)).toEqual([]);
  });

  test("an edit of what was restored meets what the server has since: a conflict, neither is lost", async () => {
    const { here, there, backup } = await started();
    backup.copyFrom(here);
    calm.rename(there, "song", "song, by the other");
    await calm.sync(here, there);

    here.copyFrom(backup);
    calm.rename(here, "song", "song, after the restore");
    await calm.sync(here, there);
    const conflicts = [...here.conflicts, ...there.conflicts].filter(({ id, col }) => id === "song" && col === "name");
    expect(conflicts).not.toEqual([]);
    const known = new Set([namesOf(here)["song"], ...conflicts.map(({ value_json }) => JSON.parse(value_json))]);
    expect(known).toEqual(new Set(["song, after the restore", "song, by the other"]));
    expect(calm.unrest(here, there)).toEqual([]);
  });

  test("what waited in the outbox when the backup was made, and was sent since, is not sent as new", async () => {
    const { here, there, backup } = await started();
    calm.rename(here, "song", "song, waiting");
    backup.copyFrom(here);
    await calm.sync(here, there);
    calm.rename(here, "song", "song, newest");
    await calm.sync(here, there);

    here.copyFrom(backup);
    await calm.sync(here, there);
    expect([namesOf(here)["song"], namesOf(there)["song"]]).toEqual(["song, newest", "song, newest"]);
    expect(calm.unrest(here, there)).toEqual([]);
  });

  test("nor is it when something new was written before the first sync after the restore", async () => {
    const { here, there, backup } = await started();
    calm.rename(here, "song", "song, waiting");
    backup.copyFrom(here);
    await calm.sync(here, there);
    calm.rename(here, "song", "song, newest");
    await calm.sync(here, there);

    here.copyFrom(backup);
    calm.make(here, "coda", "after the restore");
    await calm.sync(here, there);
    expect(namesOf(there)).toMatchObject({ song: "song, newest", coda: "after the restore" });
    expect([...here.conflicts, ...there.conflicts]).toEqual([]);
    expect(calm.unrest(here, there)).toEqual([]);
  });

  test("what waited when the backup was made and was never sent goes out", async () => {
    const { here, there, backup } = await started();
    calm.make(here, "coda", "never sent");
    backup.copyFrom(here);
    calm.rename(there, "verse", "verse, second");
    await calm.sync(there);

    here.copyFrom(backup);
    await calm.sync(here, there);
    expect(namesOf(there)).toMatchObject({ coda: "never sent", verse: "verse, second" });
    expect(calm.unrest(here, there)).toEqual([]);
  });

  test("a server that was wiped gets back what the restored device has", async () => {
    const { here, there, backup } = await started();
    backup.copyFrom(here);
    calm.rename(here, "song", "song, second");
    await calm.sync(here, there);
    calm.server.wipe();

    here.copyFrom(backup);
    await calm.sync(here, there);
    expect(namesOf(here)).toMatchObject({ song: "song, second", verse: "verse, first", gone: "gone, first" });
    expect(calm.unrest(here, there)).toEqual([]);
  });
});

test("a backup from before the first sign-in, signed in anew: what the server has is there or in a conflict", async () => {
  const here = await calm.device("here", false);
  calm.make(here, "song", "song, first");
  calm.make(here, "verse", "verse, first");
  const backup = await calm.device("backup", false);
  backup.copyFrom(here);
  here.signIn();
  const there = await calm.device("there");
  await calm.sync(here, there);
  calm.rename(there, "song", "song, second");
  await calm.sync(here, there);

  here.copyFrom(backup);
  here.signIn();
  await calm.sync(here, there);
  const conflicts = [...here.conflicts, ...there.conflicts];
  const known = [namesOf(here)["song"], ...conflicts.map(({ value_json }) => JSON.parse(value_json) as unknown)];
  expect(known).toContain("song, second");
  expect(conflicts.every(({ id }) => id === "song")).toBe(true);
  expect(namesOf(here)).toMatchObject({ verse: "verse, first" });
  expect(calm.unrest(here, there)).toEqual([]);
});
