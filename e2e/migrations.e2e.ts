import { expect, test, type Page } from "playwright/test";
import { withMigrations } from "./later-worker.ts";
import { noteIds, openReadyTab, role, run, until, write } from "./tabs-helpers.ts";

test.use({ serviceWorkers: "block" });
test.describe.configure({ timeout: 120_000 });

const LATER = "CREATE TABLE later_things (id TEXT PRIMARY KEY) STRICT";
/** Work without an end in the middle of the migration, after it has changed something. */
const SLOW = `${LATER}; INSERT INTO later_things (id) WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 20000000000) SELECT max(i) FROM c;`;

const tables = async (page: Page) =>
  (await run<{ name: string }[]>(page, `return atelier.sql("SELECT name FROM sqlite_schema WHERE name = 'later_things'")`)).length;
const version = async (page: Page) =>
  (await run<{ user_version: number }[]>(page, `return atelier.sql("PRAGMA user_version")`))[0]!.user_version;

async function openLater(context: Parameters<typeof openReadyTab>[0], sql = LATER): Promise<Page> {
  const page = await context.newPage();
  await withMigrations(page, [sql]);
  await page.goto("/");
  await until(page, "window.atelier");
  return page;
}

test("failure 11: a tab of a later version takes over from one of an older, brings the schema up to date, and both go on", async ({
  context,
}) => {
  const old = await openReadyTab(context);
  await write(old, "before");
  const before = await version(old);
  const later = await openLater(context);
  await run(later, "await atelier.ready");
  await expect.poll(() => role(later), { timeout: 20_000 }).toBe("leader");
  await expect.poll(() => role(old)).toBe("follower");
  expect([await tables(later), await version(later)]).toEqual([1, before + 1]);
  expect(await write(old, "by-the-old")).toMatchObject([{ ok: true }]);
  expect(await noteIds(later)).toEqual(["before", "by-the-old"]);

  // failure 12: alone again, the older code refuses the newer file untouched, and says so.
  await later.close();
  await expect(old.getByRole("paragraph").filter({ hasText: "last opened by a newer version of Atelier" })).toBeVisible({
    timeout: 20_000,
  });
  await old.close();
  const again = await openLater(context);
  await run(again, "await atelier.ready");
  expect([await version(again), await noteIds(again)]).toEqual([before + 1, ["before", "by-the-old"]]);
});

test("failure 10: the leader dies during a migration: the old version is intact, and the next one finishes", async ({ context }) => {
  const first = await openReadyTab(context);
  await write(first, "kept");
  const before = await version(first);
  await first.close();
  const dying = await openLater(context, SLOW);
  await dying.waitForTimeout(1500);
  // The process of the page ends, whatever its worker is in the middle of.
  void dying.goto("chrome://crash").catch(() => undefined);
  await dying.waitForEvent("crash");
  const old = await openReadyTab(context);
  expect([await tables(old), await version(old), await noteIds(old)]).toEqual([0, before, ["kept"]]);
  await old.close();
  const next = await openLater(context);
  await run(next, "await atelier.ready");
  expect([await tables(next), await version(next), await noteIds(next)]).toEqual([1, before + 1, ["kept"]]);
});

test("failure 28: a migration that fails is taken back, the person is told, and the version before still opens", async ({ context }) => {
  const first = await openReadyTab(context);
  await write(first, "kept");
  const before = await version(first);
  await first.close();
  const failing = await openLater(context, `${LATER}; INSERT INTO nowhere VALUES (1);`);
  await expect(failing.getByRole("paragraph").filter({ hasText: "could not bring your workspace up to date" })).toBeVisible({
    timeout: 20_000,
  });
  expect(await run(failing, "return (await atelier.status()).failure.type")).toBe("MigrationFailed");
  await failing.close();
  const old = await openReadyTab(context);
  expect([await tables(old), await version(old), await noteIds(old)]).toEqual([0, before, ["kept"]]);
});
