import { expect, test } from "vitest";
import { dataModules } from "../content/index.data.ts";
import { openMemoryFile } from "../db/drivers/memory.ts";
import { unwatched } from "../db/diagnostics/diagnostics.ts";
import { indexNodes } from "../db/search/index-nodes.ts";
import { TEST_TIME } from "../db/testing.ts";
import { createFakeOpfs, type FakeOpfs } from "./fake-opfs.ts";
import { openHost } from "./open-host.ts";
import type { Reserve } from "./reserve.ts";
import { TEST_CRYPTO } from "./testing.ts";

const DATABASE = "atelier.sqlite";

const open = (
  browser: FakeOpfs,
  now = () => TEST_TIME,
  later: (work: () => void, ms: number) => void = (work) => void setTimeout(work, 0),
  modules = dataModules,
  reserve: Reserve | null = null,
) =>
  openHost({
    name: "test",
    version: "1.0.0",
    modules,
    indexNodes,
    loadSqlite: async () => browser.sqlite3,
    now,
    later,
    watching: unwatched(now),
    pointer: browser.pointer,
    reserve,
    crypto: TEST_CRYPTO,
    hire: null,
  });

const note = (id: string) => ({ id: `m-${id}`, at: TEST_TIME, commands: [{ name: "note.create", args: { id, name: id, content: "" } }] });
const thrower = (name: string) => () => {
  throw Object.assign(new Error("made to fail"), { name });
};
async function hostOf(opened: ReturnType<typeof open>) {
  const outcome = await opened;
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

test("closing gives the handles back, and the next leader finds every row", async () => {
  const browser = await createFakeOpfs();
  const first = await hostOf(open(browser));
  first.mutate(note("a"));
  first.close();
  expect(browser.state.paused).toBe(true);
  const second = await hostOf(open(browser));
  expect([second.storage, second.epoch, second.query("node.count", {})]).toEqual([
    "opfs",
    first.epoch + 1,
    { ok: true, value: { count: 1 } },
  ]);
  second.close();
});

test("DB8: after an unclean end the tables are checked in the background; damage stops writing, a copy is put aside", async () => {
  const browser = await createFakeOpfs();
  (await hostOf(open(browser))).mutate(note("a"));
  // Not closed: as if it had been killed. Nothing is wrong, so nothing is said.
  const healthy = await hostOf(open(browser));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([healthy.readOnly, healthy.mutate(note("b"))[0]]).toMatchObject([null, { ok: true }]);
  const tool = (await openMemoryFile(browser.path("test", DATABASE))).db;
  tool.run("UPDATE sqlite_dbpage SET data = zeroblob(4096) WHERE pgno = (SELECT rootpage FROM sqlite_schema WHERE name = 'imports')");
  const damaged = await hostOf(open(browser));
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(damaged.readOnly?.type).toBe("Corrupt");
  expect(damaged.mutate(note("c"))[0]).toMatchObject({ ok: false, error: { type: "Corrupt" } });
  expect(browser.names("test").filter((name) => name !== DATABASE)).toEqual([`damaged-${TEST_TIME}.sqlite`]);
});

/** A device without room until something is let go. */
function fullDevice(browser: FakeOpfs, kept: number) {
  let isFull = true;
  browser.state.install = () => {
    if (isFull) thrower("QuotaExceededError")();
  };
  const letGo = async () => {
    isFull = kept-- <= 0;
    return !isFull;
  };
  return { keep: async () => undefined, letGo };
}

test("DB17, failure 16: on a device without any room the workspace opens with what was kept for that, and says so", async () => {
  const browser = await createFakeOpfs();
  (await hostOf(open(browser))).close();
  const host = await hostOf(open(browser, undefined, undefined, undefined, fullDevice(browser, 1)));
  expect([host.storage, host.notice]).toEqual(["opfs", expect.stringContaining("only a little more can be saved")]);
  expect(host.mutate(note("a"))[0]).toMatchObject({ ok: true });
  host.close();
});

test("DB17, failure 16: where nothing was kept, the refusal says that there is no room, and nothing is changed", async () => {
  const browser = await createFakeOpfs();
  (await hostOf(open(browser))).close();
  expect(await open(browser, undefined, undefined, undefined, fullDevice(browser, 0))).toMatchObject({
    ok: false,
    error: { type: "StorageFull", message: expect.stringContaining("not even to open your workspace") },
  });
});

test("failure 20: no storage in this browser: in memory, and it says so", async () => {
  const browser = await createFakeOpfs();
  browser.state.install = thrower("SecurityError");
  const host = await hostOf(open(browser));
  expect([host.storage, host.notice]).toEqual(["memory", expect.stringContaining("Nothing you write here is kept")]);
  expect(host.mutate(note("a"))[0]).toMatchObject({ ok: true });
  host.close();
});

test("handles held by a tab that is going away are waited for, at most 15 s, and never answered by memory", async () => {
  const browser = await createFakeOpfs();
  browser.state.install = thrower("NoModificationAllowedError");
  let time = 0;
  const outcome = await open(
    browser,
    () => time,
    (work, ms) => ((time += ms), queueMicrotask(work)),
  );
  expect(outcome).toMatchObject({ ok: false, error: { type: "Busy" } });
  expect(time).toBeGreaterThanOrEqual(15_000);
});

test("failure 17: the pool grows when files are few, and says so when it cannot", async () => {
  const browser = await createFakeOpfs();
  browser.state.capacity = 3;
  (await hostOf(open(browser))).close();
  expect(browser.state.grown).toBe(1);
  browser.state.capacity = 2;
  browser.state.reserve = () => {
    throw new Error("no room");
  };
  expect(await open(browser)).toMatchObject({ ok: false, error: { type: "PoolFull" } });
});

test("failure 18: without a write-ahead log the start is refused with words", async () => {
  const browser = await createFakeOpfs();
  browser.state.vfs = "memdb";
  expect(await open(browser)).toMatchObject({
    ok: false,
    error: { type: "NoWal", message: expect.stringContaining("Nothing was changed") },
  });
});

test("a file that is no database is refused and left as it is", async () => {
  const browser = await createFakeOpfs();
  const junk = new Uint8Array(8192).fill(0x41);
  browser.put("test", DATABASE, junk);
  expect(await open(browser)).toMatchObject({ ok: false, error: { type: "Corrupt" } });
  expect(await open(browser)).toMatchObject({ ok: false, error: { type: "Corrupt" } });
  expect(browser.names("test").filter((name) => name !== DATABASE)).toEqual([`damaged-${TEST_TIME}.sqlite`]);
});

test("an error that nobody expects is an exception", async () => {
  const browser = await createFakeOpfs();
  browser.state.install = thrower("UnknownError");
  await expect(open(browser)).rejects.toThrow("made to fail");
});
