import { describe, expect, test } from "vitest";
import { device, idle, MINUTE, SECOND } from "../worker/control-world.ts";

describe("CL13: in automatic mode", () => {
  test("a round runs at the start, and at the latest every five minutes", async () => {
    const world = await device();
    await world.pass(11 * MINUTE);
    expect(world.rounds).toEqual([0, 300, 600]);
  });

  test("a round runs two seconds after the last change", async () => {
    const world = await device();
    await world.pass(10 * SECOND);
    for (let i = 0; i < 4; i++) {
      world.edit();
      await world.pass(SECOND);
    }
    expect([world.rounds, world.unsent]).toEqual([[0], 4]);
    await world.pass(SECOND);
    expect([world.rounds, world.unsent, world.arrived.length]).toEqual([[0, 15], 0, 4]);
  });

  test("who never pauses is heard after five minutes", async () => {
    const world = await device();
    for (let i = 0; i < 400; i++) {
      world.edit();
      await world.pass(SECOND);
    }
    expect(world.rounds.slice(0, 2)).toEqual([0, 300]);
  });

  test("other commits put nothing off", async () => {
    const world = await device();
    world.edit();
    for (let i = 0; i < 5; i++) {
      world.touch();
      await world.pass(SECOND);
    }
    expect([world.rounds, world.unsent]).toEqual([[0, 2], 0]);
  });

  test("a change during a round is sent two seconds after it", async () => {
    const world = await device();
    world.edit();
    world.during = (path) => {
      if (path !== "/pull") return;
      world.during = idle;
      world.edit();
    };
    await world.pass(2 * SECOND);
    expect(world.unsent).toBe(1);
    await world.pass(2 * SECOND);
    expect([world.rounds, world.unsent]).toEqual([[0, 2, 4], 0]);
  });

  test("turned on it runs within two seconds, turned off it stops", async () => {
    const world = await device("manual");
    world.edit();
    await world.pass(10 * MINUTE);
    expect([world.rounds, world.timers, world.isListening]).toEqual([[], 0, false]);
    world.setMode("automatic");
    await world.pass(2 * SECOND);
    expect([world.rounds, world.unsent, world.isListening]).toEqual([[602], 0, true]);
    world.setMode("off");
    world.edit();
    await world.pass(10 * MINUTE);
    expect([world.rounds, world.timers, world.isListening]).toEqual([[602], 0, false]);
  });

  test("closed it does nothing more", async () => {
    const world = await device();
    world.edit();
    world.sync.close();
    await world.pass(10 * MINUTE);
    expect([world.rounds, world.timers, world.isListening, world.unsent]).toEqual([[0], 0, false, 1]);
  });
});

test("CL13: manual: a round on the button, and only then", async () => {
  const world = await device("manual");
  world.edit();
  world.wake();
  await world.pass(MINUTE);
  expect(await world.sync.now(idle)).toEqual({ pushed: 1, pulled: 0 });
  await world.pass(10 * MINUTE);
  expect([world.rounds, world.unsent, world.timers]).toEqual([[60], 0, 0]);
});

test("CL13: asked for during a round, another one follows it, with what that one had passed", async () => {
  const world = await device("manual");
  world.edit();
  let second: Promise<unknown> | undefined;
  world.during = (path) => {
    if (path !== "/pull") return;
    world.during = idle;
    world.edit();
    second = world.sync.now(idle);
  };
  await world.sync.now(idle);
  expect(world.unsent).toBe(1);
  expect(await second).toEqual({ pushed: 1, pulled: 0 });
  expect([world.unsent, world.arrived.length]).toEqual([0, 2]);
});

test("CL1 CL13: before the first sign-in nothing is sent, on no signal", async () => {
  const world = await device(null);
  world.edit();
  world.wake();
  await world.pass(10 * MINUTE);
  expect([world.rounds, world.timers, world.isListening]).toEqual([[], 0, false]);
  await expect(world.sync.now(idle)).rejects.toThrow("Sign in first");
});

describe("CL13: after a failure", () => {
  test("it is tried again with full jitter from a second to five minutes", async () => {
    const world = await device();
    world.weather = "away";
    world.edit();
    await world.pass(40 * MINUTE);
    const waits = world.rounds.slice(1).map((at, i) => at - world.rounds[i]!);
    expect(waits.slice(0, 12)).toEqual([2, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    world.chance = 0.5;
    await world.pass(6 * MINUTE);
    const half = world.rounds.length;
    await world.pass(5 * MINUTE);
    expect(world.rounds.length - half).toBe(2);
  });

  test("not before Retry-After, and it is said when", async () => {
    const world = await device();
    world.weather = [503, "unavailable", 40];
    world.edit();
    await world.pass(2 * SECOND);
    expect(world.activity).toMatchObject({ phase: "waiting", next_at: world.now + 40_000, error: { type: "unavailable" } });
    world.weather = "fine";
    await world.pass(39 * SECOND);
    expect(world.unsent).toBe(1);
    await world.pass(SECOND);
    expect([world.unsent, world.activity]).toMatchObject([0, { phase: "idle", error: null }]);
  });

  test("another change neither hurries nor stops it", async () => {
    const world = await device();
    world.weather = "away";
    world.edit();
    await world.pass(17 * SECOND);
    world.edit();
    await world.pass(15 * SECOND);
    expect(world.rounds).toEqual([0, 2, 3, 5, 9, 17]);
    world.weather = "fine";
    await world.pass(SECOND);
    expect([world.rounds.at(-1), world.unsent]).toEqual([33, 0]);
  });

  test("a network, or a look at the page, and it is tried at once", async () => {
    const world = await device();
    world.weather = "away";
    world.edit();
    await world.pass(100 * SECOND);
    world.weather = "fine";
    world.wake();
    await world.pass(0);
    expect([world.rounds.at(-1), world.unsent]).toEqual([100, 0]);
  });

  test("a network that comes while a request hangs counts too: a second after that has failed", async () => {
    const world = await device();
    world.weather = "away";
    world.edit();
    await world.pass(60 * SECOND);
    world.weather = "hangs";
    await world.pass(10 * SECOND);
    world.wake();
    world.weather = "fine";
    await world.pass(20 * SECOND);
    world.cutHanging();
    await world.pass(SECOND);
    expect(world.unsent).toBe(0);
  });

  test("any word of the server says that it is there again", async () => {
    const world = await device();
    world.weather = "away";
    world.edit();
    await world.pass(100 * SECOND);
    world.weather = "fine";
    world.hear("head");
    await world.pass(200);
    expect(world.unsent).toBe(0);
  });

  test("of this device itself, a full disk for one: it is tried again all the same", async () => {
    const world = await device();
    world.edit();
    world.failWrites = true;
    await world.pass(20 * SECOND);
    expect([world.unsent, world.timers]).toEqual([1, 1]);
    world.failWrites = false;
    await world.pass(20 * SECOND);
    expect(world.unsent).toBe(0);
  });
});
