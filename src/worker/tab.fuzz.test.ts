import { expect, test } from "vitest";
import type { Outcome } from "../rpc/api.ts";
import { createWorld, testMutation, type TestTab } from "./tab-world.ts";

/** xorshift32: the same seed gives the same births, deaths and delays. */
function seeded(seed: number): () => number {
  let state = seed * 2654435761 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

interface Written {
  readonly id: string;
  readonly tab: TestTab;
  answer: Outcome[] | null;
}

/** Tabs are opened, crash, sleep, wake, hide and write, at random; then everything is left in peace. */
async function live(seed: number, steps: number) {
  const random = seeded(seed);
  const world = createWorld(random);
  const writes: Written[] = [];
  const suspended = new Set<TestTab>();
  const frozen = new Set<TestTab>();
  const pick = () => {
    const alive = world.tabs.filter((tab) => tab.alive);
    return alive[Math.floor(random() * alive.length)];
  };
  world.open();
  for (let step = 0; step < steps; step++) {
    const dice = random();
    const tab = pick();
    if (!tab || (dice < 0.12 && world.tabs.filter(({ alive }) => alive).length < 6)) world.open({ code: random() < 0.1 ? 2 : 1 });
    else if (dice < 0.2) tab.kill();
    else if (dice < 0.25) {
      tab.freeze();
      frozen.add(tab);
    } else if (dice < 0.32) {
      for (const sleeper of frozen) sleeper.thaw();
      frozen.clear();
    } else if (dice < 0.36) {
      suspended.add(tab);
      void tab.api.suspend(true);
    } else if (dice < 0.4) void tab.api.suspend(false);
    else if (dice < 0.5) {
      suspended.delete(tab);
      void tab.api.resume();
    } else {
      const mutation = testMutation(world.now);
      const written: Written = { id: mutation.id, tab, answer: null };
      writes.push(written);
      void tab.api.mutate(mutation).then((answer) => (written.answer = answer));
    }
    await world.pass(random() < 0.7 ? random() * 20 : random() * 1500);
  }
  for (const tab of frozen) tab.thaw();
  for (const tab of suspended) if (tab.alive) void tab.api.resume();
  if (!pick()) world.open();
  await world.pass(10_000);
  return { world, writes };
}

const SEEDS = Array.from({ length: 60 }, (_, i) => i + 1);

test.each(SEEDS)("TAB1, TAB6: one leader at a time, every acknowledged write applied exactly once (seed %i)", async (seed) => {
  const { world, writes } = await live(seed, 120);
  const { applied, problems } = world.database;
  expect(problems).toEqual([]);
  expect(new Set(applied).size).toBe(applied.length);
  const acknowledged = writes.filter(({ answer }) => answer?.every((outcome) => outcome.ok));
  expect(acknowledged.map(({ id }) => id).filter((id) => !applied.includes(id))).toEqual([]);
  const unanswered = writes.filter(({ tab, answer }) => tab.alive && answer === null);
  expect(unanswered.map(({ id }) => id)).toEqual([]);
  const roles = await Promise.all(world.tabs.filter((tab) => tab.alive).map(async (tab) => (await tab.api.status()).role));
  expect(roles.filter((role) => role === "leader")).toHaveLength(1);
  expect(roles.filter((role) => role !== "leader" && role !== "follower")).toEqual([]);
});
