import { expect, test, type Page } from "playwright/test";
import { violations } from "./axe.ts";
import {
  ADA,
  close,
  GRACE,
  isPaused,
  mutate,
  nameThere,
  newSyncing,
  noteOf,
  openApp,
  pair,
  settled,
  sharedServer,
  signInBy,
  statusOf,
  task,
} from "./sync-helpers.ts";
import { run } from "./tabs-helpers.ts";

// Sessions that end, and two people in one browser.
test.setTimeout(120_000);

const server = sharedServer();

test("SU2: a session that ended while offline pauses sync, says so, and loses nothing", async ({ browser }) => {
  const { here, there, account } = await pair(browser, server.url);
  await here.context.setOffline(true);
  await mutate(here.page, "note.update", { id: "song", name: "Written without a session" });
  await here.context.clearCookies();
  await here.context.setOffline(false);
  await task(here.page, "sync.now").catch(() => undefined);
  await expect.poll(() => isPaused(here.page), { timeout: 30_000 }).toBe(true);
  await expect(here.page.getByRole("contentinfo").getByRole("link", { name: "Sync paused" })).toBeVisible();
  expect((await noteOf(here.page, "song"))?.name).toBe("Written without a session");
  await here.page.goto(`${server.url}/sync`);
  await here.page.getByLabel("Password").fill(account.password);
  await here.page.getByRole("button", { name: "Sign in" }).click();
  await nameThere(there.page, "song", "Written without a session", 30_000);
  await close(here, there);
});

test("SU2: signing out leaves everything, and what is written then is sent after the next sign-in", async ({ browser }) => {
  const { here, there, account } = await pair(browser, server.url);
  const { page } = here;
  await page.goto(`${server.url}/sync`);
  await page.getByRole("button", { name: "Sign out…" }).click();
  await expect(page.getByRole("dialog")).toContainText("Everything you see stays here");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("contentinfo").getByRole("link", { name: "Signed out" })).toBeVisible();
  await mutate(page, "note.update", { id: "song", name: "Written while signed out" });
  await signInBy(page, account);
  await settled(page);
  await nameThere(there.page, "song", "Written while signed out");
  await close(here, there);
});

const accountOf = async (page: Page) => (await statusOf(page).catch(() => null))?.account?.name;
const notesOf = async (page: Page) =>
  (await run<{ id: string }[]>(page, `return atelier.sql("SELECT id FROM notes ORDER BY id")`)).map(({ id }) => id);

test("SU14: another account gets a workspace of its own; the first one's is not touched, opens without signing in, and syncs on with its account", async ({
  browser,
}) => {
  const grace = await newSyncing(browser, server.url, "sign_up", GRACE);
  await mutate(grace.page, "note.create", { id: "moth", name: "Grace's moth" });
  await settled(grace.page);
  const { page, context } = await newSyncing(browser, server.url, "sign_up");
  await mutate(page, "note.create", { id: "song", name: "Ada's song" });
  await settled(page);
  const second = await context.newPage();
  await openApp(second, `${server.url}/notes/song`);
  await task(page, "sync.sign_out");
  await mutate(page, "note.update", { id: "song", name: "Ada's song, not sent" });

  await page.goto(`${server.url}/sync`);
  await page.getByLabel("Name").fill(GRACE.name);
  await expect(page.getByText("This workspace is ada's.")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await signInBy(page, GRACE);
  await expect(page.getByText("This is grace's workspace.")).toBeVisible({ timeout: 20_000 });
  await nameThere(page, "moth", "Grace's moth");
  expect(await notesOf(page)).toEqual(["moth"]);
  // The other tab follows; what is written there is grace's.
  await expect.poll(() => accountOf(second), { timeout: 20_000 }).toBe("grace");
  await mutate(second, "note.create", { id: "relay", name: "Relay" });
  await nameThere(grace.page, "relay", "Relay");
  expect(await notesOf(grace.page)).toEqual(["moth", "relay"]);

  await page.getByRole("button", { name: "Open", exact: true }).first().waitFor();
  const row = page.locator(".settings-row").filter({ hasText: "ada's workspace" });
  await row.getByRole("button", { name: "Open" }).click();
  await expect.poll(() => accountOf(page), { timeout: 20_000 }).toBe("ada");
  expect(await notesOf(page)).toEqual(["song"]);
  expect(await statusOf(page)).toMatchObject({ phase: "signed_out", pending: 1 });
  // With grace's session nothing of ada's is sent, whoever asks for it.
  await expect(task(page, "sync.now")).rejects.toThrow("signed in with another account");
  await expect.poll(() => accountOf(second), { timeout: 20_000 }).toBe("ada");

  await page.goto(`${server.url}/sync`);
  await signInBy(page, ADA);
  await settled(page);
  expect((await noteOf(page, "song"))?.name).toBe("Ada's song, not sent");
  const ada = await newSyncing(browser, server.url, "sign_in");
  await nameThere(ada.page, "song", "Ada's song, not sent");
  expect(await notesOf(ada.page)).toEqual(["song"]);
  await task(grace.page, "sync.now");
  expect(await notesOf(grace.page)).toEqual(["moth", "relay"]);
  await close(grace, ada, { page, context });
});
