import type { SAHPoolUtil, Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import { expect, test } from "vitest";
import { dataModules } from "../content/index.data.ts";
import { loadSqlite, openMemoryFile } from "../db/drivers/memory.ts";
import { unwatched } from "../db/diagnostics/diagnostics.ts";
import { indexNodes } from "../db/search/index-nodes.ts";
import { TEST_TIME } from "../db/testing.ts";
import { openHost } from "./open-host.ts";

const DATABASE = "/atelier.sqlite";

/** A pool over SQLite's in-memory files instead of OPFS; `install` may throw what a browser throws. The real one: e2e/driver.e2e.ts. */
async function fakeBrowser() {
  const sqlite3 = await loadSqlite();
  const kept = new Map<string, Uint8Array>();
  const state = { capacity: 8, install: () => undefined as void, paused: false, vfs: "unix-none", grown: 0 };
  const pool = {
    get vfsName() {
      return state.vfs;
    },
    unpauseVfs: async () => void (state.paused = false),
    pauseVfs: () => void (state.paused = true),
    getCapacity: () => state.capacity,
    getFileCount: () => kept.size + 2,
    getFileNames: () => [DATABASE, ...kept.keys()],
    reserveMinimumCapacity: async (capacity: number) => (state.grown++, (state.capacity = capacity)),
    importDb: (name: string, bytes: Uint8Array) => void kept.set(name, bytes),
    exportFile: () => new Uint8Array(1024).fill(0).map((_, i) => "SQLite format 3".charCodeAt(i) || 0),
    unlink: (name: string) => kept.delete(name),
  } as unknown as SAHPoolUtil;
  const installOpfsSAHPoolVfs = async () => (state.install(), pool);
  return {
    sqlite3: { ...sqlite3, installOpfsSAHPoolVfs } as Sqlite3Static,
    kept,
    state,
    wipe: () => void sqlite3.capi.sqlite3_js_posix_create_file(DATABASE, new Uint8Array()),
  };
}

const open = (
  sqlite3: Sqlite3Static,
  now = () => TEST_TIME,
  later: (work: () => void, ms: number) => void = (work) => void setTimeout(work, 0),
) => openHost({ name: "test", modules: dataModules, indexNodes, loadSqlite: async () => sqlite3, now, later, watching: unwatched(now) });

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
  const browser = await fakeBrowser();
  browser.wipe();
  const first = await hostOf(open(browser.sqlite3));
  first.mutate(note("a"));
  first.close();
  expect(browser.state.paused).toBe(true);
  const second = await hostOf(open(browser.sqlite3));
  expect([second.storage, second.epoch, second.query("node.count", {})]).toEqual([
    "opfs",
    first.epoch + 1,
    { ok: true, value: { count: 1 } },
  ]);
  second.close();
});

test("DB8: after an unclean end the tables are checked in the background; damage stops writing, a copy is put aside", async () => {
  const browser = await fakeBrowser();
  browser.wipe();
  (await hostOf(open(browser.sqlite3))).mutate(note("a"));
  // Not closed: as if it had been killed. Nothing is wrong, so nothing is said.
  const healthy = await hostOf(open(browser.sqlite3));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([healthy.readOnly, healthy.mutate(note("b"))[0]]).toMatchObject([null, { ok: true }]);
  const tool = (await openMemoryFile(DATABASE)).db;
  tool.run("UPDATE sqlite_dbpage SET data = zeroblob(4096) WHERE pgno = (SELECT rootpage FROM sqlite_schema WHERE name = 'imports')");
  const damaged = await hostOf(open(browser.sqlite3));
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(damaged.readOnly?.type).toBe("Corrupt");
  expect(damaged.mutate(note("c"))[0]).toMatchObject({ ok: false, error: { type: "Corrupt" } });
  expect([...browser.kept.keys()]).toEqual([`/damaged-${TEST_TIME}.sqlite`]);
});

test("failure 20: no storage in this browser: in memory, and it says so", async () => {
  const browser = await fakeBrowser();
  browser.state.install = thrower("SecurityError");
  const host = await hostOf(open(browser.sqlite3));
  expect([host.storage, host.notice]).toEqual(["memory", expect.stringContaining("Nothing you write here is kept")]);
  expect(host.mutate(note("a"))[0]).toMatchObject({ ok: true });
  host.close();
});

test("handles held by a tab that is going away are waited for, at most 15 s, and never answered by memory", async () => {
  const browser = await fakeBrowser();
  browser.state.install = thrower("NoModificationAllowedError");
  let time = 0;
  const outcome = await open(
    browser.sqlite3,
    () => time,
    (work, ms) => ((time += ms), queueMicrotask(work)),
  );
  expect(outcome).toMatchObject({ ok: false, error: { type: "Busy" } });
  expect(time).toBeGreaterThanOrEqual(15_000);
});

test("failure 17: the pool grows when files are few, and says so when it cannot", async () => {
  const browser = await fakeBrowser();
  browser.wipe();
  browser.state.capacity = 3;
  (await hostOf(open(browser.sqlite3))).close();
  expect(browser.state.grown).toBe(1);
  browser.state.capacity = 2;
  const pool = (await browser.sqlite3.installOpfsSAHPoolVfs({})) as unknown as { reserveMinimumCapacity: unknown };
  pool.reserveMinimumCapacity = async () => {
    throw new Error("no room");
  };
  expect(await open(browser.sqlite3)).toMatchObject({ ok: false, error: { type: "PoolFull" } });
});

test("failure 18: without a write-ahead log the start is refused with words", async () => {
  const browser = await fakeBrowser();
  browser.state.vfs = "memdb";
  expect(await open(browser.sqlite3)).toMatchObject({
    ok: false,
    error: { type: "NoWal", message: expect.stringContaining("Nothing was changed") },
  });
});

test("a file that is no database is refused and left as it is", async () => {
  const browser = await fakeBrowser();
  const junk = new Uint8Array(8192).fill(0x41);
  browser.sqlite3.capi.sqlite3_js_posix_create_file(DATABASE, junk);
  expect(await open(browser.sqlite3)).toMatchObject({ ok: false, error: { type: "Corrupt" } });
  expect(await open(browser.sqlite3)).toMatchObject({ ok: false, error: { type: "Corrupt" } });
  expect([...browser.kept.keys()]).toEqual([`/damaged-${TEST_TIME}.sqlite`]);
});

test("an error that nobody expects is an exception", async () => {
  const browser = await fakeBrowser();
  browser.state.install = thrower("UnknownError");
  await expect(open(browser.sqlite3)).rejects.toThrow("made to fail");
});
