import { describe, expect, test } from "vitest";
import { device, idle, MINUTE, SECOND } from "../worker/control-world.ts";

describe("CL13: what stops it", () => {
  test("a session that ended pauses it and clears nothing; signing in goes on", async () => {
    const world = await device();
    world.weather = [401, "unauthorized"];
    world.edit();
    await world.pass(10 * MINUTE);
    expect([world.rounds, world.timers, world.isListening, world.unsent]).toEqual([[0, 2], 0, false, 1]);
    expect(world.activity).toMatchObject({ phase: "paused", error: { type: "unauthorized" } });
    world.weather = "fine";
    await world.sync.signIn("ada", "a lantern of salt");
    await world.pass(0);
    expect([world.unsent, world.isListening]).toEqual([0, true]);
  });

  test("the answer to a round of the session before does not end the new one", async () => {
    const world = await device();
    world.edit();
    world.weather = [401, "unauthorized"];
    let answer = () => {};
    const slow = new Promise<void>((done) => (answer = done));
    world.delay = slow;
    await world.pass(2 * SECOND);
    world.weather = "fine";
    world.delay = null;
    await world.sync.signIn("ada", "a lantern of salt");
    answer();
    await world.pass(SECOND);
    expect([world.unsent, world.isListening]).toEqual([0, true]);
  });

  test("signing out: what is written waits", async () => {
    const world = await device();
    await world.sync.signOut();
    world.edit();
    world.wake();
    await world.pass(10 * MINUTE);
    expect([world.timers, world.isListening, world.unsent]).toEqual([0, false, 1]);
  });

  test("an app that is too old waits for its update, or for a look at the page", async () => {
    const world = await device();
    world.weather = [426, "upgrade_required"];
    world.edit();
    await world.pass(MINUTE);
    world.edit();
    await world.pass(10 * MINUTE);
    expect([world.rounds, world.timers]).toEqual([[0, 2], 0]);
    world.weather = "fine";
    world.wake();
    await world.pass(0);
    expect(world.unsent).toBe(0);
  });
});

describe("CL13: what the server says", () => {
  test("that a space moved is fetched after a moment, in one go", async () => {
    const world = await device();
    await world.pass(10 * SECOND);
    for (let seq = 1; seq <= 3; seq++) {
      world.hear("head", seq);
      await world.pass(50);
    }
    world.head = 3;
    await world.pass(MINUTE);
    expect(world.rounds).toEqual([0, 10.2]);
  });

  test("where this device is already asks for nothing", async () => {
    const world = await device();
    world.edit();
    await world.pass(3 * SECOND);
    world.hear("head");
    await world.pass(MINUTE);
    expect(world.rounds).toEqual([0, 2]);
  });

  test("that it is earlier than what was read asks: it lost something", async () => {
    const world = await device();
    world.edit();
    await world.pass(3 * SECOND);
    world.hear("head", 0);
    await world.pass(SECOND);
    expect(world.rounds).toEqual([0, 2, 3.2]);
  });

  test("during a round, after it was read, is not forgotten", async () => {
    const world = await device();
    world.edit();
    world.during = (path) => {
      if (path !== "/pull") return;
      world.during = idle;
      world.hear("head", ++world.head);
    };
    await world.pass(MINUTE);
    expect(world.rounds).toEqual([0, 2, 2.2]);
  });

  test("that there are other spaces: they are asked for, and a round follows", async () => {
    const world = await device();
    await world.pass(10 * SECOND);
    world.hear("spaces");
    await world.pass(SECOND);
    expect(world.rounds.at(-1)).toBe(10);
  });

  test("where it falls silent it is asked, after five seconds, ten, twenty, and listened to again", async () => {
    const world = await device();
    await world.pass(10 * SECOND);
    for (const wait of [5, 10, 20]) {
      const [streams, rounds] = [world.streams, world.rounds.length];
      world.hear("end");
      world.touch();
      expect([world.isListening, world.streams]).toEqual([false, streams]);
      await world.pass(wait * SECOND - 1);
      expect(world.rounds.length).toBe(rounds);
      await world.pass(1);
      expect([world.rounds.length, world.isListening]).toEqual([rounds + 1, true]);
    }
  });
});
