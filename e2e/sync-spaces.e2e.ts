import { expect, test } from "playwright/test";
import { violations } from "./axe.ts";
import {
  close,
  mutate,
  nameThere,
  newDevice,
  newSyncing,
  noteOf,
  openApp,
  settled,
  sharedServer,
  someone,
  statusOf,
  task,
} from "./sync-helpers.ts";

// What is shared, and how it looks to who cannot see.
test.setTimeout(120_000);

const server = sharedServer();

test("SU9–SU12: a shared space: made, invited by link, moved into, read by a viewer whose write never lands", async ({ browser }) => {
  const here = await newSyncing(browser, server.url, "sign_up", someone());
  await mutate(here.page, "note.create", { id: "song", name: "Song" });
  await here.page.goto(`${server.url}/spaces`);
  await here.page.getByRole("button", { name: "New space" }).click();
  await here.page.getByLabel("Name").fill("The band");
  await here.page.getByRole("button", { name: "Make it" }).click();
  const card = here.page.getByRole("region", { name: "The band" });
  await card.getByRole("button", { name: "Invite…" }).click();
  await here.page.getByRole("radio", { name: /Viewer/ }).check();
  await here.page.getByRole("button", { name: "Make a link" }).click();
  const link = await here.page.getByLabel("Link").inputValue();
  await here.page.getByRole("button", { name: "Done" }).click();

  await here.page.goto(`${server.url}/notes/song`);
  await here.page.getByRole("button", { name: "More actions" }).click();
  await here.page.getByRole("menuitem", { name: "Move to a space…" }).click();
  await here.page.getByRole("radio", { name: /The band/ }).check();
  await here.page.getByRole("button", { name: "Move", exact: true }).click();
  await expect(here.page.getByRole("complementary", { name: "Inspector" })).toContainText("in The band");
  await settled(here.page);

  const there = await newSyncing(browser, server.url, "sign_up", someone());
  await openApp(there.page, link);
  await there.page.getByRole("button", { name: "Join" }).click();
  await expect(there.page.getByRole("region", { name: "The band" })).toContainText("Viewer");
  await nameThere(there.page, "song", "Song", 30_000);
  await there.page.evaluate(`atelier.mutate([{ name: "note.update", args: { id: "song", name: "Not mine to change" } }])`);
  await task(there.page, "sync.now").catch(() => undefined);
  await expect.poll(async () => (await statusOf(there.page)).pending, { timeout: 30_000 }).toBe(0);
  await task(here.page, "sync.now");
  expect((await noteOf(here.page, "song"))?.name).toBe("Song");
  await close(here, there);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious in sync, conflicts, spaces and joining, ${colorScheme}`, async ({ browser }) => {
    const { page, context } = await newDevice(browser, server.url);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const look = async (path: string) => {
      await page.goto(server.url + path);
      await expect(page.getByRole("main").locator("h1")).toBeVisible();
      await expect(page.getByRole("contentinfo").getByRole("link", { name: /^(Sync|Not synced|\d)/ })).toBeVisible();
      expect.soft(await violations(page), path).toEqual([]);
    };
    for (const path of ["/sync", "/spaces", "/join#a.b", "/conflicts"]) await look(path);
    await task(page, "sync.sign_up", someone());
    await mutate(page, "sync.set_mode", { mode: "automatic" });
    await task(page, "space.create", { name: "The band" });
    await mutate(page, "note.create", { id: "song", name: "Song" });
    await settled(page);
    for (const path of ["/sync", "/spaces", "/join#a.b", "/settings#sync"]) await look(path);
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ["/sync", "/spaces"]) {
      await look(path);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
    }
    await context.close();
  });
}
