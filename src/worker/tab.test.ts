import { expect, test } from "vitest";
import type { Outcome, Status, WatchEvent } from "../rpc/api.ts";
import { createWorld, testMutation, type TestTab, type World } from "./tab-world.ts";

const roles = async (world: World) => Promise.all(world.tabs.filter((tab) => tab.alive).map(async (tab) => (await tab.api.status()).role));
const leader = async (world: World): Promise<TestTab> => {
  for (const tab of world.tabs) if (tab.alive && (await tab.api.status()).role === "leader") return tab;
  throw new Error("There is no leader.");
};
const follower = async (world: World): Promise<TestTab> => {
  for (const tab of world.tabs) if (tab.alive && (await tab.api.status()).role === "follower") return tab;
  throw new Error("There is no follower.");
};
async function worldOf(count: number): Promise<World> {
  const world = createWorld();
  for (let i = 0; i < count; i++) world.open();
  await world.pass(2000);
  return world;
}
/** Begins a mutation and keeps what becomes of it. */
function write(world: World, tab: TestTab) {
  const mutation = testMutation(world.now);
  const state: { id: string; answer: Outcome[] | null } = { id: mutation.id, answer: null };
  void tab.api.mutate(mutation).then((answer) => (state.answer = answer));
  return state;
}
async function watch(tab: TestTab): Promise<WatchEvent[]> {
  const events: WatchEvent[] = [];
  await tab.api.watch("node.count", {}, (event) => void events.push(event));
  return events;
}
const values = (events: WatchEvent[]) => events.map(({ result }) => (result.ok ? result.value : result.error.type));

test("failure 5: ten tabs at once: one leader, all ready", async () => {
  const world = await worldOf(10);
  expect((await roles(world)).toSorted()).toEqual([...Array.from({ length: 9 }, () => "follower"), "leader"]);
  const writes = world.tabs.map((tab) => write(world, tab));
  await world.pass(100);
  expect(writes.every(({ answer }) => answer?.[0]?.ok)).toBe(true);
  expect(new Set(world.database.applied).size).toBe(10);
});

test("failure 4: the leader crashes: the next takes over within a second, what was in flight is applied once", async () => {
  const world = await worldOf(3);
  const survivor = await follower(world);
  const dying = await leader(world);
  const acknowledged = write(world, survivor);
  await world.pass(50);
  expect(acknowledged.answer).not.toBeNull();
  dying.kill();
  const inFlight = write(world, survivor);
  await world.pass(1000);
  expect(inFlight.answer?.[0]?.ok).toBe(true);
  expect(world.database.applied).toEqual([acknowledged.id, inFlight.id]);
  expect(world.database.problems).toEqual([]);
});

test("failure 2: killed after commit, before the reply: the retry answers the stored result, one row", async () => {
  const world = await worldOf(2);
  const survivor = await follower(world);
  const dying = await leader(world);
  const written = write(world, survivor);
  while (world.database.applied.length === 0) await world.pass(0.5);
  dying.kill();
  expect(written.answer).toBeNull();
  await world.pass(1000);
  expect(written.answer?.[0]).toEqual({ ok: true, value: 1 });
  expect(world.database.applied).toEqual([written.id]);
});

test("failure 9: a follower closed with an unacknowledged intent: the leader applies it, and so does the next one", async () => {
  const world = await worldOf(3);
  const [first, second] = world.tabs as [TestTab, TestTab, TestTab];
  first.freeze();
  const written = write(world, second);
  await world.pass(200);
  second.kill();
  first.kill();
  await world.pass(1000);
  expect(world.database.applied).toEqual([written.id]);
  expect(world.database.problems).toEqual([]);
});

test("failure 14: a subscription across a failover shows the final state, once", async () => {
  const world = await worldOf(3);
  const watching = await follower(world);
  const events = await watch(watching);
  write(world, watching);
  await world.pass(50);
  (await leader(world)).kill();
  await world.pass(1000);
  expect(values(events)).toEqual([0, 1]);
  write(world, await leader(world));
  await world.pass(50);
  expect(values(events)).toEqual([0, 1, 2]);
  expect(events.map(({ seq }) => seq)).toEqual([0, 1, 2]);
});

test("failure 8: a leader that sleeps on its lock: the follower says so after 3 s, journals, and all is applied when it wakes", async () => {
  const world = await worldOf(2);
  const sleeping = await leader(world);
  const awake = await follower(world);
  const statuses: Status[] = [];
  await awake.api.onStatus((status) => void statuses.push(status));
  sleeping.freeze();
  const written = write(world, awake);
  await world.pass(2500);
  expect((await awake.api.status()).stalled).toBe(false);
  await world.pass(1500);
  expect((await awake.api.status()).stalled).toBe(true);
  expect(written.answer).toBeNull();
  sleeping.thaw();
  await world.pass(100);
  expect(written.answer?.[0]?.ok).toBe(true);
  expect(world.database.applied).toEqual([written.id]);
  expect((await awake.api.status()).stalled).toBe(false);
});

test("TAB8: a slow opening is not taken for sleep", async () => {
  const world = createWorld(() => 0.999);
  world.open();
  await world.pass(5);
  const second = world.open();
  await world.pass(100);
  expect((await second.api.status()).stalled).toBe(false);
});

test("failure 11: a leader with older code yields to a client with newer code, and comes back as its follower", async () => {
  const world = await worldOf(3);
  const old = await leader(world);
  const newer = world.open({ code: 2 });
  await world.pass(3000);
  expect((await newer.api.status()).role).toBe("leader");
  expect((await old.api.status()).role).toBe("follower");
  expect(world.database.problems).toEqual([]);
});

test("failure 12: a database that cannot be opened answers every call with its sentence, and the lock is free for others", async () => {
  const world = createWorld();
  world.database.openFails = { ok: false, error: { type: "DatabaseNewer", message: "This database was written by a newer Atelier." } };
  const tab = world.open();
  await world.pass(500);
  expect((await tab.api.status()).failure?.type).toBe("DatabaseNewer");
  expect(await tab.api.query("node.count", {})).toMatchObject({ ok: false, error: { type: "DatabaseNewer" } });
  expect(await tab.api.mutate(testMutation(0))).toMatchObject([{ ok: false, error: { type: "DatabaseNewer" } }]);
  world.database.openFails = null;
  const other = world.open({ code: 2 });
  await world.pass(500);
  expect((await other.api.status()).role).toBe("leader");
});

test("TAB10: a hidden leader yields to a visible follower, a busy one does not", async () => {
  const world = await worldOf(4);
  const first = await leader(world);
  const running = first.api.task("t1", "search.reindex", {}, () => undefined);
  await first.api.suspend(false);
  await world.pass(1);
  const second = world.tabs[3]!;
  for (const tab of world.tabs.slice(1, 3)) await tab.api.suspend(false);
  await second.api.resume();
  await world.pass(400);
  expect((await first.api.status()).role).toBe("leader");
  await world.pass(700);
  expect(await running).toEqual({ ok: true, value: "finished" });
  await second.api.resume();
  await world.pass(2000);
  expect((await second.api.status()).role).toBe("leader");
  expect((await first.api.status()).role).toBe("follower");
  expect(world.database.problems).toEqual([]);
});

test("failure 21: a suspended tab leaves its lock to others and follows when it is back", async () => {
  const world = await worldOf(2);
  const first = await leader(world);
  const second = await follower(world);
  const events = await watch(first);
  await first.api.suspend(true);
  await world.pass(500);
  expect((await second.api.status()).role).toBe("leader");
  write(world, second);
  const meanwhile = write(world, first);
  await world.pass(500);
  expect(meanwhile.answer).toBeNull();
  await first.api.resume();
  await world.pass(500);
  expect((await first.api.status()).role).toBe("follower");
  expect(meanwhile.answer?.[0]?.ok).toBe(true);
  expect(values(events).at(-1)).toBe(2);
});

test("failure 21: the only tab reacquires its place", async () => {
  const world = await worldOf(1);
  const [tab] = world.tabs as [TestTab];
  await tab.api.suspend(true);
  expect(world.database.holder).toBeNull();
  await tab.api.resume();
  await world.pass(500);
  expect((await tab.api.status()).role).toBe("leader");
});

test("tasks of a follower report progress, end, and can be cancelled", async () => {
  const world = await worldOf(2);
  const tab = await follower(world);
  const steps: number[] = [];
  const whole = tab.api.task("t1", "search.reindex", {}, (progress) => void steps.push(progress.done));
  await world.pass(1000);
  expect(await whole).toEqual({ ok: true, value: "finished" });
  expect(steps).toEqual([1, 2, 3, 4, 5]);
  const cancelled = tab.api.task("t2", "search.reindex", {}, () => undefined);
  await world.pass(150);
  await tab.api.cancel("t2");
  await world.pass(500);
  expect(await cancelled).toMatchObject({ ok: false, error: { type: "Cancelled" } });
});

test("TAB3: the watches of a follower that is gone end", async () => {
  const world = await worldOf(2);
  const gone = await follower(world);
  const events = await watch(gone);
  await world.pass(50);
  gone.kill();
  await world.pass(50);
  write(world, await leader(world));
  await world.pass(50);
  expect(values(events)).toEqual([0]);
});
